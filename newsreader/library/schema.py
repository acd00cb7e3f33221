"""The database's tables, and how older ones become the newest.

``entry`` holds what lists need and what the marks are now; ``content`` holds entries whole, so that a
list never reads a body. ``mark`` is the journals' newest word on each story and field; it may speak of
stories that have not arrived. ``journal`` says how far each journal has been read.

To change the schema, append a tuple of statements to ``MIGRATIONS``; never edit one that was released.
Each migration has every journal read again from its start (which does no harm: the newest word wins), so
that events which an older version passed over are understood.
"""

import sqlite3

from newsreader.library import (
    archives,
    duplicates,
    fact_echoes,
    fact_tables,
    feed_settings,
    fetching,
    filing,
    full_text,
    highlights,
    notes,
    pictured,
    places,
    signs,
    twins,
    versions,
)
from newsreader.model import SAMPLES, STORED, NewsreaderError

APPLICATION_ID = 0x4E57_5352
"""Written into the file's header, so that ``file`` and other tools can tell what it is ("NWSR")."""

_FIRST = (
    """
    CREATE TABLE feed (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        url TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        title_origin TEXT NOT NULL DEFAULT '',
        own_title TEXT NOT NULL DEFAULT '',
        link TEXT NOT NULL DEFAULT '',
        followed INTEGER NOT NULL DEFAULT 0,
        position TEXT NOT NULL DEFAULT '',
        stamp TEXT NOT NULL DEFAULT '',
        device TEXT NOT NULL DEFAULT '',
        etag TEXT NOT NULL DEFAULT '',
        last_modified TEXT NOT NULL DEFAULT '',
        body_hash TEXT NOT NULL DEFAULT '',
        moving_to TEXT NOT NULL DEFAULT '',
        checked INTEGER,
        succeeded INTEGER,
        error TEXT NOT NULL DEFAULT '',
        ttl INTEGER
    )
    """,
    """
    CREATE TABLE entry (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        feed INTEGER NOT NULL REFERENCES feed (number),
        time INTEGER NOT NULL,
        dated INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        width INTEGER NOT NULL,
        title TEXT NOT NULL,
        link TEXT NOT NULL,
        author TEXT NOT NULL,
        source TEXT NOT NULL,
        digest BLOB NOT NULL,
        origin TEXT NOT NULL DEFAULT '',
        read INTEGER NOT NULL DEFAULT 0,
        bookmarked INTEGER NOT NULL DEFAULT 0,
        hidden INTEGER NOT NULL DEFAULT 0,
        followed INTEGER NOT NULL DEFAULT 0,
        shown INTEGER GENERATED ALWAYS AS (NOT hidden AND (followed OR bookmarked)) STORED
    )
    """,
    # Each index carries the columns of its own condition, or SQLite would read the table to check them.
    "CREATE INDEX entry_shown ON entry (time, number, width, shown) WHERE shown = 1",
    """
    CREATE INDEX entry_unread ON entry (time, number, width, shown, read) WHERE shown = 1 AND read = 0
    """,
    """
    CREATE INDEX entry_bookmarked ON entry (time, number, width, shown, bookmarked)
    WHERE shown = 1 AND bookmarked = 1
    """,
    "CREATE INDEX entry_feed ON entry (feed, time, number, width, shown) WHERE shown = 1",
    "CREATE TABLE content (number INTEGER PRIMARY KEY, entry TEXT NOT NULL)",
    """
    CREATE TABLE mark (
        story TEXT NOT NULL,
        field TEXT NOT NULL,
        value INTEGER NOT NULL,
        stamp TEXT NOT NULL,
        device TEXT NOT NULL,
        PRIMARY KEY (story, field)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE deed (
        stamp TEXT PRIMARY KEY,
        place INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE journal (
        device TEXT PRIMARY KEY,
        place INTEGER NOT NULL,
        tail BLOB NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE TABLE clock (stamp TEXT NOT NULL)",
    "INSERT INTO clock VALUES ('')",
    """
    CREATE TABLE tally (
        feed INTEGER PRIMARY KEY,
        total INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0,
        bookmarked INTEGER NOT NULL DEFAULT 0,
        bookmarked_unread INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TRIGGER feed_arrives AFTER INSERT ON feed BEGIN
        INSERT INTO tally (feed) VALUES (new.number);
    END
    """,
    """
    CREATE TRIGGER entry_arrives AFTER INSERT ON entry WHEN new.shown BEGIN
        UPDATE tally SET
            total = total + 1,
            unread = unread + NOT new.read,
            bookmarked = bookmarked + new.bookmarked,
            bookmarked_unread = bookmarked_unread + (new.bookmarked AND NOT new.read)
        WHERE feed = new.feed;
    END
    """,
    """
    CREATE TRIGGER entry_changes AFTER UPDATE OF read, bookmarked, hidden, followed ON entry
    WHEN new.shown OR old.shown BEGIN
        UPDATE tally SET
            total = total + new.shown - old.shown,
            unread = unread + (new.shown AND NOT new.read) - (old.shown AND NOT old.read),
            bookmarked = bookmarked + (new.shown AND new.bookmarked) - (old.shown AND old.bookmarked),
            bookmarked_unread = bookmarked_unread
                + (new.shown AND new.bookmarked AND NOT new.read)
                - (old.shown AND old.bookmarked AND NOT old.read)
        WHERE feed = new.feed;
    END
    """,
    """
    CREATE TRIGGER entry_goes AFTER DELETE ON entry WHEN old.shown BEGIN
        UPDATE tally SET
            total = total - 1,
            unread = unread - NOT old.read,
            bookmarked = bookmarked - old.bookmarked,
            bookmarked_unread = bookmarked_unread - (old.bookmarked AND NOT old.read)
        WHERE feed = old.feed;
    END
    """,
    # Without content of its own: it is a third of the size, and ``content`` has the words already. Marks
    # (Mn, Mc) belong to words, or Hindi would fall apart at its vowels; So lets emoji be found.
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        title, author, body,
        content = '',
        tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc So'"
    )
    """,
    # Words gathered before they are written, in bytes: large transactions go twice as fast as by default.
    "INSERT INTO search (search, rank) VALUES ('hashsize', 8388608)",
    f"INSERT INTO feed (key, url, followed) VALUES ('{STORED}', '', 1), ('{SAMPLES}', '', 1)",  # noqa: S608
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    filing.TABLES + notes.TABLES,
    fact_tables.TABLES,
    feed_settings.TABLES,
    fetching.TABLES,
    highlights.TABLES + places.TABLES,
    twins.TABLES,
    versions.TABLES,
    full_text.TABLES,
    fact_echoes.TABLES,
    signs.TABLES,
    pictured.TABLES,
    archives.TABLES,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest version, all or nothing.

    Raises:
        NewsreaderError: when a newer version of the program made the database.
        sqlite3.Error: when it cannot be read or written.
    """
    version = _version(connection)
    if version == len(MIGRATIONS):
        return
    if version > len(MIGRATIONS):
        raise NewsreaderError(
            f"The library was made by a newer newsreader (its version {version}, known here "
            f"{len(MIGRATIONS)}): update the program, or use another --home"
        )
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another process may have been faster
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        if 0 < version <= MIGRATIONS.index(twins.TABLES):
            duplicates.gather(connection)
        connection.execute("DELETE FROM journal")
        connection.execute("DELETE FROM deed")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
