"""Feeds and stories put in order, folders and tags; searches and rules."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsreader import text
from newsreader.library import (
    deeds,
    feed_settings,
    feeds,
    filing,
    killfile,
    notes,
    order,
    saved_search,
)
from newsreader.library.events import Filed, Followed, Marked, Noted, Settled, Tagged
from newsreader.library.feed_settings import FeedSettings
from newsreader.library.filing import Filing
from newsreader.library.notes import Note
from newsreader.library.saved_search import SavedSearch
from newsreader.library.subscribing import Subscribing
from newsreader.model import NewsreaderError


class Arranging(Subscribing):
    """The part of ``Library`` that arranges; it is no library by itself."""

    def filings(self) -> dict[str, Filing]:
        """Where every feed stands that was ever filed, by key."""
        return self._access.read(filing.filings)

    def file_all(self, filings: Mapping[str, Filing]) -> int:
        """Put feeds (by key) into folders, tag, hide or show them; say how many changed."""

        def plan(connection: sqlite3.Connection, stamps: Iterator[str]) -> list[Filed]:
            known = filing.filings(connection)
            changed = {key: new for key, new in filings.items() if new != known.get(key, Filing())}
            return [Filed(next(stamps), key, new) for key, new in changed.items()]

        return len(self._access.do_all(plan))

    def own_title(self, key: str) -> str:
        """What the reader calls a feed; empty when it has its publisher's title."""
        found = self._access.read(feeds.followings).get(key)
        return found.title if found else ""

    def rename(self, key: str, title: str) -> bool:
        """Call a feed by the reader's own title, or with an empty one by its publisher's; whether it changed."""
        own_title = text.clean(title)

        def plan(connection: sqlite3.Connection, stamp: str) -> Followed | None:
            old = feeds.followings(connection).get(key)
            if old is None or old.title == own_title:
                return None
            return Followed(stamp, key, old.url, own_title, old.position)

        return self._access.do(plan) is not None

    def settle(self, key: str, settings: FeedSettings) -> bool:
        """Say what is wanted of a feed; whether that is new.

        Raises:
            NewsreaderError: the settings cannot be kept, or nothing can.
        """
        wished = feed_settings.checked(settings)

        def plan(connection: sqlite3.Connection, stamp: str) -> Settled | None:
            is_new = feed_settings.settled(connection, key) != wished
            return Settled(stamp, key, wished) if is_new and feeds.is_followed(connection, key) else None

        return self._access.do(plan) is not None

    def settle_new(self, wishes: Mapping[str, FeedSettings]) -> int:
        """Say what is wanted of feeds (by address) of which nothing is said yet; how many those are."""
        found = {feed.url: feed for feed in self.subscriptions() if feed.settings == feed_settings.NO_WISHES}
        bare = dict(zip(self._without_credentials(list(wishes)), wishes.values(), strict=True))
        wanted = {found[url].key: wish for url, wish in bare.items() if url in found}

        def plan(_: sqlite3.Connection, stamps: Iterator[str]) -> list[Settled]:
            return [
                Settled(next(stamps), key, feed_settings.checked(settings))
                for key, settings in wanted.items()
            ]

        return len(self._access.do_all(plan))

    def place(self, keys: Sequence[str], before: str = "") -> int:
        """Put feeds together, in the order given, before another one or at the end; say how many moved."""
        return len(
            self._access.do_all(lambda connection, stamps: order.moving(connection, stamps, keys, before))
        )

    def tags(self) -> dict[str, int]:
        """Every tag on stories, with how many have it."""
        return self._access.read(filing.tags)

    def tags_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The tags of those of the stories that have any, by id."""
        return self._access.read(lambda connection: filing.tags_of(connection, ids))

    def tag(self, ids: Iterable[str], tag: str, value: bool) -> int:
        """Give stories a tag or take it away; say how many changed. The journal carries them whole."""
        stories = list(dict.fromkeys(ids))
        name = text.clean(tag)
        if not name:
            raise NewsreaderError("A tag needs a name")

        def plan(connection: sqlite3.Connection, stamp: str) -> Tagged | None:
            return deeds.tagging(connection, stamp, name, value, stories)

        done = self._access.do(plan)
        return len(done.ids) if done else 0

    def notes(self) -> list[Note]:
        """What is kept from other readers: searches and rules in their language."""
        return self._access.read(notes.kept)

    def searches(self) -> list[SavedSearch]:
        """The saved searches that can be done here, each under its name."""
        found = [saved_search.of_note(note) for note in self.notes() if note.kind == "query"]
        return [one for one in found if not one.problem]

    def note_all(self, found: Iterable[Note], value: bool) -> int:
        """Keep notes from another reader, or throw them away; say how many changed."""

        def plan(connection: sqlite3.Connection, stamps: Iterator[str]) -> list[Noted]:
            there = set(notes.kept(connection))
            changed = [note for note in dict.fromkeys(found) if (note in there) != value]
            return [Noted(next(stamps), note, value) for note in changed]

        return len(self._access.do_all(plan))

    def hide_unwanted(self, since: int = 0) -> int:
        """Hide stories that the reader's rules forbid; say how many.

        Args:
            since: Only those that arrived at that time, in seconds since 1970, or later.
        """

        def plan(connection: sqlite3.Connection, stamp: str) -> Marked | None:
            return deeds.marking(
                connection, stamp, "hidden", True, killfile.unwanted(connection, since), automatic=True
            )

        done = self._access.do(plan)
        return len(done.ids) if done else 0
