"""What a reader can do, as the journal tells it; ``event_lines`` writes and reads it."""

from dataclasses import dataclass
from typing import TypeAlias

from newsreader.library.copies import Copy
from newsreader.library.feed_settings import FeedSettings
from newsreader.library.filing import Filing
from newsreader.library.highlights import Highlight
from newsreader.library.notes import Note
from newsreader.library.stories import Mark


@dataclass(frozen=True, slots=True)
class Marked:
    """Stories were given a mark, or lost it."""

    stamp: str
    mark: Mark
    value: bool
    ids: tuple[str, ...]
    automatic: bool = False
    """Whether the program did it on its own (a story that was shown counts as read)."""
    undoes: str = ""
    """The stamp of the event that this one takes back."""
    copies: tuple[Copy, ...] = ()
    """Of bookmarked stories."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A story was imported."""

    stamp: str
    copy: Copy


@dataclass(frozen=True, slots=True)
class Revised:
    """A bookmarked story was changed by its publisher; this is how it reads now."""

    stamp: str
    copy: Copy


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed was subscribed to."""

    stamp: str
    feed: str
    url: str
    title: str
    """The reader's own title, or empty."""
    position: str
    """Feeds are in the order of these."""
    filing: Filing | None = None
    """Where it was put at once; None leaves it where it was, if it was there before."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A feed was unsubscribed from."""

    stamp: str
    feed: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A feed was put into folders, tagged, hidden or shown."""

    stamp: str
    feed: str
    filing: Filing


@dataclass(frozen=True, slots=True)
class Settled:
    """A feed was given settings of its own, or lost them."""

    stamp: str
    feed: str
    settings: FeedSettings


@dataclass(frozen=True, slots=True)
class Tagged:
    """Stories were given a tag, or lost it."""

    stamp: str
    tag: str
    value: bool
    ids: tuple[str, ...]
    copies: tuple[Copy, ...] = ()
    """Of stories that were given it: a tag keeps a story as a bookmark does."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something from another reader was kept, or thrown away."""

    stamp: str
    note: Note
    value: bool


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A passage of a story was highlighted, given another note, or its highlight was taken away."""

    stamp: str
    highlight: Highlight
    value: bool
    note_before: str | None = None
    """What its note was, when the event does no more than to change that."""
    undoes: str = ""
    """The stamp of the event that this one takes back."""
    copies: tuple[Copy, ...] = ()
    """Of the story, with the first highlight in it: a highlight keeps a story as a bookmark does."""


Event: TypeAlias = (
    Marked | Kept | Revised | Followed | Dropped | Filed | Settled | Tagged | Noted | Highlighted
)
