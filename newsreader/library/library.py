"""The library: one door to the store, the journal and the search index."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from newsreader.library import deeds, feeds, identity, lists, opening, twins, versions
from newsreader.library.access import Access
from newsreader.library.completing import Completing
from newsreader.library.copies import Copy
from newsreader.library.events import Highlighted, Kept, Marked
from newsreader.library.facts import Facts
from newsreader.library.highlighting import Highlights
from newsreader.library.places import Places
from newsreader.library.sign_ins import SignIns
from newsreader.library.stories import (
    Counts,
    Header,
    Mark,
    Scope,
    Story,
    StoryList,
    Tally,
    Undone,
)
from newsreader.library.versions import Versions
from newsreader.model import STORED, Entry
from newsreader.paths import Paths
from newsreader.sources.outcome import Outcome


class Library(Completing):
    """Stories, subscriptions and marks. Every method may be called from any thread.

    What the reader does is in the journal, on the disk, when a method returns. Each method raises
    NewsreaderError when the disk is full or read-only; a database that turns out damaged is set aside and
    rebuilt from the journals, and ``notices`` says so.
    """

    def __init__(self, paths: Paths, opened: opening.Opened) -> None:
        """Use ``Library.open``."""
        self.paths = paths
        """Where everything lives."""
        self._access = Access(paths, opened)
        self.facts = Facts(self._access)
        """Who said what and what was counted, in every story."""
        self.highlights = Highlights(self._access)
        """Passages that the reader marked, and the notes beside them."""
        self.places = Places(self._access)
        """Where the reader was in each story."""
        self.sign_ins = SignIns(paths)
        """What feeds are signed in with."""
        self._dropped = []
        self.versions = Versions(self._access)
        """What publishers have changed."""

    @classmethod
    def open(cls, paths: Paths, *, device: str | None = None) -> "Library":
        """Open the library, making what is missing, and take in what the journals say.

        Args:
            paths: Where everything lives.
            device: The name of this device's journal; by default one that is kept in the data folder.

        Raises:
            NewsreaderError: when it can be neither written nor read.
        """
        library = cls(paths, opening.open_files(paths, device))
        try:
            library.catch_up()
            if not library.is_read_only:
                library.take_in_archives()
        except BaseException:
            library.close()
            raise
        return library

    @property
    def notices(self) -> tuple[str, ...]:
        """Lines that the reader should see: what was rebuilt, set aside, or cannot be written."""
        return self._access.notices

    def notify(self, notice: str) -> None:
        """Add to the notices what another process had to do to the library."""
        self._access.notify(notice)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be kept."""
        return self._access.is_read_only

    def close(self) -> None:
        """Close the database. The library cannot be used any more."""
        self._access.close()

    # What is there

    def stories(self, scope: Scope, query: str = "") -> StoryList:
        """The stories of a scope, newest first; with a query, those in which every word of it occurs."""
        return self._access.read(lambda connection: lists.stories(connection, scope, query))

    def headers(self, rows: Sequence[int]) -> list[Header]:
        """The headers of rows, in the order asked; rows that are gone are left out."""
        return self._access.read(lambda connection: lists.headers(connection, rows))

    def header(self, id: str) -> Header | None:  # noqa: A002 - the word for it
        """A story's header."""
        return self._access.read(lambda connection: lists.header(connection, id))

    def story(self, id: str) -> Story | None:  # noqa: A002 - the word for it
        """A story whole."""
        return self._access.read(lambda connection: lists.whole(connection, id))

    def unread_rows(self) -> set[int]:
        """The rows of all unread stories in every feed."""
        return self._access.read(lists.unread_rows)

    def front(self, row: int) -> int:
        """The row that stands for a story in lists of several feeds: its own, or that of a copy in another feed."""
        return self._access.read(lambda connection: twins.front(connection, row))

    def counts(self) -> Counts:
        """How many stories each scope has."""
        return self._access.read(lists.counts)

    def tally(self, scope: Scope) -> Tally:
        """How many stories one scope has; slower than ``counts``, which knows nothing of folders and searches."""
        return self._access.read(lambda connection: lists.tally(connection, scope))

    def resolve(self, prefix: str) -> str:
        """The full id for a prefix of at least four digits.

        Raises:
            NewsreaderError: when it stands for no story or for several.
        """
        return self._access.read(lambda connection: lists.resolve(connection, prefix))

    def list_headers(self, scope: Scope, query: str = "", limit: int | None = None) -> list[Header]:
        """The headers of a scope's stories, newest first."""
        return self.headers(self.stories(scope, query).rows[:limit])

    def change_token(self) -> int:
        """A number that differs whenever anything changed, through another process or device as well."""
        return self._access.change_token()

    def catch_up(self) -> bool:
        """Take in what other processes and devices have done; True when there was anything new."""
        return self._access.try_to_catch_up()

    # What the reader does

    def mark(self, ids: Iterable[str], mark: Mark, value: bool, *, automatic: bool = False) -> int:
        """Give stories and their copies in other feeds a mark or take it away; say how many stories changed.

        A bookmark keeps the one copy. An automatic mark is not undone.
        """
        wanted = list(dict.fromkeys(ids))
        count = 0

        def plan(connection: sqlite3.Connection, stamp: str) -> Marked | None:
            nonlocal count
            every = deeds.wanting(connection, wanted, mark, value)
            changing = deeds.changing(connection, every, mark, value)
            count = len({*wanted} & {*changing}) or twins.count(connection, changing)
            return deeds.marking(connection, stamp, mark, value, changing, automatic=automatic)

        return count if self._access.do(plan) else 0

    def mark_scope_read(self, scope: Scope, query: str = "") -> int:
        """Mark every story of a scope (and query) as read; say how many changed."""
        count = 0

        def plan(connection: sqlite3.Connection, stamp: str) -> Marked | None:
            nonlocal count
            unread = lists.ids(connection, scope, query, "read = 0")
            count = len(unread)
            changing = deeds.changing(connection, twins.with_copies(connection, unread), "read", True)
            return deeds.marking(connection, stamp, "read", True, changing)

        return count if self._access.do(plan) else 0

    def undo(self) -> Undone | None:
        """Take back this device's last mark or highlight that was not automatic and is not undone yet.

        A feed that was unsubscribed from after that, through this very object, comes back first, and whole.
        """
        last = self._access.read(deeds.last)
        if self._dropped and self._dropped[-1][0] > last:
            before = self._dropped.pop()[1]
            self.resubscribe(before)
            return Undone("feed", value=True, count=1, feed=before.feed)

        def plan(connection: sqlite3.Connection, stamp: str) -> Marked | Highlighted | None:
            return deeds.inverse(connection, stamp, self._access.own().path)

        match self._access.do(plan):
            case Marked() as done:
                count = self._access.read(lambda connection: twins.count(connection, done.ids))
                return Undone(done.mark, not done.value, count)
            case Highlighted(note_before=None, value=value):
                return Undone("highlight", not value, 1)
            case Highlighted():
                return Undone("note", value=True, count=1)
            case _:
                return None

    def keep(self, entry: Entry) -> str:
        """Keep an imported story, and say its id. The same content twice is one story."""
        story = identity.story_id(STORED, entry)

        def plan(connection: sqlite3.Connection, stamp: str) -> Kept | Marked | None:
            if lists.header(connection, story) is None:
                return Kept(stamp, Copy(story, STORED, "", _now(), entry))
            hidden = deeds.changing(connection, [story], "hidden", False)
            return deeds.marking(connection, stamp, "hidden", False, hidden)

        self._access.do(plan)
        return story

    def install_samples(self, samples: Sequence[Entry], digest: str) -> None:
        """Show the stories that come with the program; those that were hidden stay hidden."""
        if not samples:
            return
        put = self._access.write_unkept if self.is_read_only else self._access.write
        put(lambda connection: feeds.install_samples(connection, samples, digest, _now()))

    def digest_of_samples(self) -> str:
        """The digest that the sample stories were installed with; empty when there are none."""
        return self._access.read(feeds.digest_of_samples)

    def record(self, outcome: Outcome) -> int:
        """Store what a fetch brought, all or nothing; say how many stories are new."""
        return self.record_all([outcome])

    def record_all(self, outcomes: Sequence[Outcome]) -> int:
        """Store what several fetches brought, all or nothing, which is faster than one by one."""
        shown = self._access.read(lambda connection: feeds.changes_what_is_shown(connection, outcomes))
        write = self._access.write if shown else self._access.write_quietly
        new = write(lambda connection: feeds.record(connection, outcomes))
        if self._access.read(versions.unjournaled):
            self._access.do_all(deeds.revising)
        return new


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
