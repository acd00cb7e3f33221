"""What the library hands out: headers for the list, whole stories for the pane, counts for the scopes."""

from array import array  # noqa: TC003 - dataclass fields are read at run time too
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from newsreader.library.feed_settings import NO_WISHES, FeedSettings
from newsreader.library.full_text import FullText, in_full
from newsreader.library.schedule import AT_ONCE, Plan
from newsreader.library.signs import NOTHING, Sign
from newsreader.model import Entry

Mark = Literal["read", "bookmarked", "hidden"]
"""What a reader can set on a story."""

ScopeKind = Literal["all", "unread", "bookmarked", "stored", "feed", "folder", "tag", "search"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which stories a list shows."""

    kind: ScopeKind = "all"
    feed: str = ""
    """The key of the feed, for the kind ``feed``."""
    folder: tuple[str, ...] = ()
    """The folder by the names on the way to it, for the kind ``folder``: its feeds, and those in folders in it."""
    name: str = ""
    """The tag of stories or of feeds, for the kind ``tag``; the line of a saved search, for ``search``."""


@dataclass(frozen=True, slots=True)
class Other:
    """The same story in another feed."""

    id: str
    feed: str
    """The feed's key."""
    source: str
    """The feed's title."""
    link: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a list row shows of a story. Never touches bodies."""

    row: int
    """The database's own number; changes when the database is rebuilt."""
    id: str
    """16 hexadecimal digits, the same on every device."""
    feed: str
    """The feed's key."""
    source: str
    """The feed's title, or where a stored story came from."""
    title: str
    link: str
    author: str
    time: datetime
    """When it was published, or first seen when the publisher does not say or dates it ahead of that."""
    dated: bool
    """Whether ``time`` is the publisher's."""
    read: bool
    bookmarked: bool
    """Whether it, or a copy of it in another feed, is."""
    others: tuple[Other, ...] = ()
    """The same story in other feeds, in the order in which it came."""
    updates: int = 0
    """How many earlier versions of it are kept."""
    changed: bool = False
    """Whether its publisher has changed it since it was read."""
    sign: Sign = NOTHING
    """That there is something to hear or see, and that it is discussed."""

    @property
    def also(self) -> tuple[str, ...]:
        """The names of its other sources, each once."""
        return tuple(name for name in dict.fromkeys(o.source for o in self.others) if name != self.source)


@dataclass(frozen=True, slots=True)
class Story:
    """A story whole."""

    header: Header
    entry: Entry
    """As its source sent it."""
    full: FullText | None = None
    """What its page gave, when that was asked for."""

    @property
    def as_read(self) -> Entry:
        """The entry with its full text, where there is one that is not put away."""
        return in_full(self.entry, self.full)


@dataclass(frozen=True, slots=True)
class StoryList:
    """The stories of a scope, newest first, as parallel arrays: 100,000 of them cost 2 MB."""

    rows: "array[int]"
    """``Header.row`` of each story (typecode ``q``)."""
    times: "array[int]"
    """Seconds since 1970, UTC (typecode ``q``)."""
    widths: "array[int]"
    """Terminal cells of each title, as ``text.width`` counts (typecode ``H``, at most 65,535)."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stories a scope has."""

    total: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stories each scope has; hidden ones and those of dropped feeds are not counted."""

    all: Tally = Tally()
    bookmarked: Tally = Tally()
    stored: Tally = Tally()
    feeds: dict[str, Tally] = field(default_factory=dict)
    """By feed key."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that the reader follows, with how its fetching goes."""

    key: str
    """The URL it was first subscribed by: the feed's identity, for ever and on every device."""
    url: str
    """Where it is fetched now."""
    title: str
    """The reader's own title, else the publisher's, else the URL."""
    link: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    checked: datetime | None = None
    """When a fetch was last tried."""
    succeeded: datetime | None = None
    error: str = ""
    """What went wrong with the last fetch, in plain words; empty when it went well."""
    ttl: int | None = None
    """Seconds that the publisher asks us to wait."""
    folders: tuple[tuple[str, ...], ...] = ()
    """Every folder it stands in, each by the names on the way to it; none means the top of the list."""
    tags: tuple[str, ...] = ()
    hidden: bool = False
    """Whether the reader wants it left out of the list of feeds."""
    settings: FeedSettings = NO_WISHES
    """What the reader wants of this feed."""
    moving_to: str = ""
    """Where its server says that it lives now, while that is not believed yet or is followed already."""
    plan: Plan = AT_ONCE
    """When it may be fetched; the reader's own interval is in it."""
    changed: datetime | None = None
    """When a fetch last brought a new story."""
    warning: str = ""
    """What the reader should know though the last fetch went well; empty when there is nothing."""

    @property
    def next_try(self) -> datetime | None:
        """When it is fetched next by itself: at once before its first fetch, None when it is gone."""
        return None if self.plan.next_try is None else datetime.fromtimestamp(self.plan.next_try, UTC)

    @property
    def trouble(self) -> str:
        """What stands beside it: what went wrong with the last fetch, else what to know about it."""
        return self.error or self.warning


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back, for the notice."""

    mark: Mark | Literal["highlight", "note", "feed"]
    """A mark; a highlight, made or taken away; the note beside one; a feed that was unsubscribed from."""
    value: bool
    """The value that had been given, now reversed."""
    count: int
    feed: str = ""
    """The key of the feed that is followed again."""
