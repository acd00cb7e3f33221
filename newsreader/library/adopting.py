"""The library's part for what another reader had: taken over, and found again when the database was lost."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsreader.library import archives, deeds, feeds
from newsreader.library.archives import Archived
from newsreader.library.arranging import Arranging
from newsreader.library.events import Marked
from newsreader.model import Feed
from newsreader.paths import Paths


class Adopting(Arranging):
    """The part of ``Library`` that takes over; it is no library by itself."""

    paths: Paths

    def adopt(self, had: Sequence[tuple[str, Feed]]) -> list[list[str]]:
        """Store what another reader had of feeds (by key), all or nothing; the ids of each one's entries.

        What is stored already stays as it is. Feeds that are not followed are kept, but not shown. The stories go
        to a file beside the journals first, as they may be nowhere else.
        """
        seen = int(datetime.now(UTC).timestamp())

        def unstored(connection: sqlite3.Connection) -> list[Archived]:
            return [Archived(key, feeds.unstored(connection, key, feed), seen) for key, feed in had]

        name = archives.write(self.paths.journals, self._access.read(unstored))

        def keep(connection: sqlite3.Connection) -> list[list[str]]:
            if name:
                archives.remember(connection, name)
            return [feeds.adopt(connection, key, feed, seen) for key, feed in had]

        return self._access.write(keep)

    def take_in_archives(self) -> None:
        """Store what another reader had that is in files beside the journals, but not here: a library was lost.

        A file that is damaged is taken as far as it goes, told of, and taken again when it has changed; one that
        cannot be read is tried again every time.
        """
        for path in self._access.read(lambda connection: archives.unknown(connection, self.paths.journals)):
            try:
                damaged = archives.damaged_name(path)  # before it is read: more may come meanwhile
                self._remember(damaged if self._is_damaged(path) else path.name)
            except OSError as error:
                self._access.notify(f"{path}: what was moved in cannot be read ({error.strerror or error})")

    def _is_damaged(self, path: Path) -> bool:
        """Take a file in, as far as it goes; whether that is not to its end.

        Raises:
            OSError: it cannot be read.
        """
        try:
            for one in archives.read(path):
                self._take_in(one)
        except archives.DAMAGE as error:
            self._access.notify(f"{path}: not all of what was moved in could be read ({error})")
            return True
        return False

    def _take_in(self, one: Archived) -> None:
        self._access.write(lambda connection: feeds.adopt(connection, one.key, one.feed, one.seen))

    def _remember(self, name: str) -> None:
        self._access.write_quietly(lambda connection: archives.remember(connection, name))

    def shut_out(self, unwanted: Sequence[tuple[str, Feed]]) -> int:
        """Keep entries of feeds (by key) from ever being shown, before they arrive; say how many are new.

        Those that are stored already are left alone.
        """

        def plan(connection: sqlite3.Connection, stamp: str) -> Marked | None:
            ids = [story for key, feed in unwanted for story in feeds.unseen(connection, key, feed)]
            return deeds.marking(connection, stamp, "hidden", True, ids, automatic=True)

        done = self._access.do(plan)
        return len(done.ids) if done else 0
