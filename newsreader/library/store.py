"""The database file: connections for many threads, transactions, and what to do when it is damaged."""

import contextlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from newsreader.library import schema
from newsreader.model import NewsreaderError

_WAIT = 30.0
"""Seconds to wait for another process that is writing."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_COMPANIONS = ("", "-wal", "-shm")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no sound database."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGE


def explain(error: sqlite3.Error, path: Path) -> NewsreaderError:
    """One line for the reader."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    advice = {
        sqlite3.SQLITE_FULL: "the disk is full: make room and try again",
        sqlite3.SQLITE_READONLY: "it is read-only: check who may write there, or use another --home",
        sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check who may write there, or use another --home",
        sqlite3.SQLITE_IOERR: "reading or writing failed: is the disk full or failing?",
        sqlite3.SQLITE_BUSY: "another newsreader has been writing for too long: try again",
        sqlite3.SQLITE_CORRUPT: "it is damaged; start again, and it will be rebuilt",
        sqlite3.SQLITE_NOTADB: "it is damaged; start again, and it will be rebuilt",
    }.get(code, str(error))
    return NewsreaderError(f"The library {path}: {advice}")


def is_index_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the search index alone is damaged."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB


class Store:
    """An open database. Every thread may read and write; readers do not wait for writers (WAL).

    Connections that read are lent from a pool, so that threads which come and go leave none behind.
    """

    def __init__(self, path: Path, uri: str, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.is_in_memory = False
        self._uri = uri
        self._idle: list[sqlite3.Connection] = []
        self._pool = threading.Lock()
        self._turn = threading.RLock()
        self._closed = False
        self._watch_lock = threading.Lock()
        self._writer = self._connect()
        try:
            if not read_only:
                self._writer.execute("PRAGMA journal_mode = WAL")
                schema.migrate(self._writer)
            self._watch = self._connect()
        except BaseException:
            self._writer.close()
            raise
        self.identity = _identity(path)

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Open for reading and writing; makes the file (0600) and its tables where there are none.

        Raises:
            sqlite3.Error: when it is damaged, or cannot be opened or written.
            OSError: when the file cannot be made.
        """
        with contextlib.suppress(FileExistsError):
            # SQLite gives its companion files the mode of the database.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        return cls(path, f"{_as_uri(path)}?mode=rw", read_only=False)

    @classmethod
    def open_read_only(cls, path: Path) -> "Store":
        """Open for reading, also in a folder where nothing can be written.

        Raises:
            sqlite3.Error: when it is damaged or is not there.
        """
        try:
            store = cls(path, f"{_as_uri(path)}?mode=ro", read_only=True)
            store.check()
        except sqlite3.OperationalError:
            # WAL wants to write beside the database even to read it; a file that nobody can change does not.
            store = cls(path, f"{_as_uri(path)}?immutable=1", read_only=True)
            store.check()
        return store

    @classmethod
    def in_memory(cls, path: Path, source: "Store | None" = None) -> "Store":
        """A database that ends with the program, where none can be written: what is kept in it is not.

        Args:
            path: Where it would be.
            source: What to begin with; it is brought to the newest version.

        Raises:
            sqlite3.Error: when the source cannot be read.
        """
        uri = f"file:newsreader-{secrets.token_hex(8)}?mode=memory&cache=shared"
        # It lasts as long as a connection to it is open.
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as keeper:
            if source is not None:
                with source.reading() as connection:
                    connection.backup(keeper)
            store = cls(path, uri, read_only=False)
        store.read_only = store.is_in_memory = True
        return store

    def is_outdated(self) -> bool:
        """Whether an older version of the program made it, so that tables are missing."""
        with self.reading() as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version < len(schema.MIGRATIONS)

    def check(self) -> None:
        """Read a little of each table.

        Raises:
            sqlite3.Error: when that cannot be done.
        """
        with self.reading() as connection:
            for table in ("feed", "entry", "content", "mark", "journal", "clock", "tally"):
                connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchall()  # noqa: S608 - our own names

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that only reads."""
        with self._pool:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
        try:
            yield connection
        finally:
            with self._pool:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that writes: kept whole when the block ends well, else taken back whole."""
        with self._turn:
            if self._writer.in_transaction:
                yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._writer.rollback()
                raise

    def version(self) -> tuple[int, ...]:
        """Numbers that change whenever any process has changed what lists show, or replaced the file."""
        with self._watch_lock:
            try:
                version: int = self._watch.execute("SELECT count FROM revision").fetchone()[0]
            except sqlite3.Error:  # whoever reads next finds out why
                version = -1
        return (version, *_identity(self.path))

    def is_replaced(self) -> bool:
        """Whether another process has put another file in the place of this one."""
        return not self.read_only and _identity(self.path) != self.identity

    def close(self) -> None:
        """Close every connection; those in use close when they are given back."""
        with self._turn, self._watch_lock, self._pool:
            self._closed = True
            for connection in (*self._idle, self._watch, self._writer):
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
            self._idle.clear()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        # What the journals hold is on the disk already, so the database need not wait for it.
        connection.execute("PRAGMA synchronous = NORMAL")
        # 64 MB before they are put in their places: a large refresh would wait for the disk time and again.
        connection.execute("PRAGMA wal_autocheckpoint = 16384")
        connection.execute("PRAGMA cache_size = -16384")
        # A statement that fails is taken back: for that, a large refresh wrote 250 MB to files that nobody read.
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection


def require_features() -> None:
    """Make sure that SQLite has what the library needs.

    Raises:
        NewsreaderError: when it has not.
    """
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (words, content = '')")
            connection.execute("CREATE TABLE other (one, two GENERATED ALWAYS AS (one) STORED)")
            connection.execute("SELECT value FROM json_each('[]')").fetchall()
        except sqlite3.Error as error:
            raise NewsreaderError(
                f"SQLite {sqlite3.sqlite_version} of this Python cannot hold the library ({error}):"
                " use a Python whose SQLite is 3.38 or newer and has FTS5"
            ) from error


def set_aside(path: Path) -> Path:
    """Move a damaged database and its companions out of the way, and say where to.

    Raises:
        OSError: when they cannot be moved.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    for companion in _COMPANIONS:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + companion).replace(target.with_name(target.name + companion))
    return target


def _as_uri(path: Path) -> str:
    return path.absolute().as_uri()


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)
