"""Database and journal together: reads, transactions, deeds, and repair when the database is damaged."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from newsreader.library import facts_store, journal, opening, projection, search_index, store
from newsreader.library.event_lines import to_line
from newsreader.library.events import Event
from newsreader.model import NewsreaderError
from newsreader.paths import Paths

T = TypeVar("T")
E = TypeVar("E", bound=Event)


class Access:
    """What a library stands on. Every method may be called from any thread.

    A database that turns out damaged is set aside and rebuilt from the journals, and the work at hand is
    done on the new one.
    """

    def __init__(self, paths: Paths, opened: opening.Opened) -> None:
        self._paths = paths
        self._store = opened.store
        self._journal = opened.journal
        self._device = opened.device
        self._notices = list(opened.notices)
        self._reindexed: store.Store | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """Lines that the reader should see."""
        return tuple(self._notices)

    def notify(self, notice: str) -> None:
        """Add a line that the reader should see, once."""
        if notice not in self._notices:
            self._notices.append(notice)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be kept."""
        return self._journal is None

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def change_token(self) -> int:
        """A number that differs whenever anything changed, through another process or device as well."""
        token = (id(self._store), self._store.version(), journal.sizes(self._paths.journals))
        return hash(token) & 0x7FFF_FFFF_FFFF_FFFF

    def catch_up(self) -> bool:
        """Take in what other processes and devices have done; True when there was anything new."""
        if self._journal is None:
            return False
        if self._store.is_replaced():
            self._reopen()
        folder = self._paths.journals
        if not self.read(lambda connection: projection.is_behind(connection, folder)):
            return False
        progress = self.write(lambda connection: projection.catch_up(connection, folder, self._device))
        for notice in opening.reading_notices(progress):
            self.notify(notice)
        return progress.events > 0

    def try_to_catch_up(self) -> bool:
        """The same, but where the database has no room for it that is said, and what it has can be read."""
        try:
            return self.catch_up()
        except NewsreaderError as error:
            self.notify(f"What was done last is kept, but cannot be shown yet: {error}")
            return False

    def do(self, plan: Callable[[sqlite3.Connection, str], E | None]) -> E | None:
        """Journal what ``plan`` makes of the newest state and a stamp, then bring it into the database."""

        def plan_all(connection: sqlite3.Connection, stamps: Iterator[str]) -> list[E]:
            event = plan(connection, next(stamps))
            return [] if event is None else [event]

        return next(iter(self.do_all(plan_all)), None)

    def do_all(self, plan: Callable[[sqlite3.Connection, Iterator[str]], Sequence[E]]) -> Sequence[E]:
        """The same for any number of events, in one write and one transaction."""
        own = self.own()
        try:
            with own.locked():
                self.catch_up()
                done = self.read(
                    lambda connection: plan(connection, journal.stamps(projection.clock(connection)))
                )
                if done:
                    own.append([to_line(event) for event in done])
                    self.try_to_catch_up()
                return done
        except OSError as error:
            raise _not_kept(own.path, error) from error

    def own(self) -> journal.Journal:
        """This device's journal.

        Raises:
            NewsreaderError: when nothing can be kept.
        """
        if self._journal is None:
            raise NewsreaderError(self._notices[0])
        return self._journal

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` finds on a connection that only reads; it may run a second time after a repair."""
        opened = self._store
        try:
            with opened.reading() as connection:
                return work(connection)
        except sqlite3.Error as error:
            self._recover(opened, error)
        with self._explained(), self._store.reading() as connection:
            return work(connection)

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` does in one transaction; it may run a second time after a repair."""
        return self.write_quietly(lambda connection: _revised(connection, work))

    def write_quietly(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The same for what changes nothing that lists show: the change token stays."""
        self.own()
        opened = self._store
        try:
            with opened.writing() as connection:
                return work(connection)
        except sqlite3.Error as error:
            self._recover(opened, error)
        with self._explained(), self._store.writing() as connection:
            return work(connection)

    def write_unkept(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What ``work`` does to a database that only lives in memory; None where it lies on a disk."""
        if not self._store.is_in_memory:
            return None
        with self._explained(), self._store.writing() as connection:
            return work(connection)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise store.explain(error, self._paths.database) from error

    def _recover(self, opened: store.Store, error: sqlite3.Error) -> None:
        """Make the library usable again after an error, or say why it is not."""
        if self._store is not opened:  # another thread was faster
            return
        if self._journal is None or not store.is_damage(error):
            raise store.explain(error, self._paths.database) from error
        try:
            with self._explained(), self._journal.locked():
                if self._store is not opened or self._reindex(opened, error):
                    return
                if opened.is_replaced():  # another process was faster
                    self._reopen()
                    return
                opened.close()
                self._store, notice = opening.replace_damaged(self._paths.database)
                self._notices.append(notice)
                self.catch_up()
        except OSError as problem:
            raise NewsreaderError(
                f"The library {self._paths.database} is damaged and cannot be set aside: {problem.strerror}"
            ) from problem

    def _reindex(self, opened: store.Store, error: sqlite3.Error) -> bool:
        """Build a damaged search index anew, once: a second time means that more is damaged."""
        if not store.is_index_damage(error) or opened is self._reindexed:
            return False
        self._reindexed = opened
        try:
            with opened.writing() as connection:
                search_index.rebuild(connection)
                facts_store.forget(connection)
        except sqlite3.Error:
            return False
        self._notices.append("The search index was damaged and has been built anew; nothing is lost")
        return True

    def _reopen(self) -> None:
        with self._explained(), self.own().locked():
            old = self._store
            if not old.is_replaced():  # another thread was faster
                return
            try:
                self._store = store.Store.open(self._paths.database)
            except sqlite3.Error as error:
                if not store.is_damage(error):
                    raise
                self._store, notice = opening.replace_damaged(self._paths.database)
                self._notices.append(notice)
            old.close()


def _not_kept(journal_file: Path, error: OSError) -> NewsreaderError:
    return NewsreaderError(
        f"This could not be kept in {journal_file}: {error.strerror or error}. Make room, or check the folder"
    )


def _revised(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """What ``work`` does, counted as a revision when it changed anything."""
    before = connection.total_changes
    result = work(connection)
    if connection.total_changes != before:
        connection.execute("UPDATE revision SET count = count + 1")
    return result
