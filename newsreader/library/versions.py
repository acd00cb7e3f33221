"""What a publisher changed: the earlier versions of stories, kept when the words are others and for nothing less.

``version`` holds them whole and compressed. The original is always kept, and every version of a bookmarked story,
which the journal then carries as well; ``revised`` names those that it has yet to be told of. ``glance`` says when a
reader last saw a story that had changed since it was read.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.library import codec
from newsreader.library.wording import wording
from newsreader.model import Entry

if TYPE_CHECKING:
    from newsreader.library.access import Access

TABLES = (
    """
    CREATE TABLE version (
        number INTEGER PRIMARY KEY,
        story INTEGER NOT NULL,
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        wording BLOB NOT NULL,
        entry BLOB NOT NULL
    )
    """,
    "CREATE INDEX version_story ON version (story, until)",
    "CREATE TABLE glance (story INTEGER PRIMARY KEY, at INTEGER NOT NULL)",
    "CREATE TABLE revised (story INTEGER PRIMARY KEY)",
)

_MOST = 12
"""Versions kept of a story that is not bookmarked: the original, and the newest of the others."""
_MOST_BYTES = 1 << 20
_LONGEST = 64 << 20
"""Bytes that a version may have when it is unpacked: more was not written by this program."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of a story that its publisher has replaced."""

    since: int
    """When it was first seen, in seconds since 1970."""
    until: int
    """When another was seen in its place."""
    entry: Entry


class Versions:
    """The earlier versions of a library's stories. Every method may be called from any thread."""

    def __init__(self, access: "Access") -> None:
        """Use ``Library.versions``."""
        self._access = access

    def of(self, story: str) -> list[Earlier]:
        """The earlier versions of a story, the original first; none when it was never changed."""

        def find(connection: sqlite3.Connection) -> list[Earlier]:
            row = connection.execute("SELECT number FROM entry WHERE id = ?", (story,)).fetchone()
            return kept(connection, row[0]) if row else []

        return self._access.read(find)

    def seen(self, story: str) -> int:
        """When the reader last saw a story, in seconds since 1970; 0 for never."""

        def find(connection: sqlite3.Connection) -> int:
            row = connection.execute(
                "SELECT max("
                " coalesce((SELECT CAST(strftime('%s', stamp) AS INTEGER) FROM mark"
                "  WHERE mark.story = id AND field = 'read' AND value = 1), 0),"
                " coalesce((SELECT at FROM glance WHERE glance.story = number), 0)) FROM entry WHERE id = ?",
                (story,),
            ).fetchone()
            return int(row[0]) if row else 0

        return self._access.read(find)

    def look(self, story: str) -> None:
        """Remember that the reader has seen a story as it is now."""
        now = int(datetime.now(UTC).timestamp())
        self._access.write_quietly(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO glance (story, at) SELECT number, ? FROM entry WHERE id = ?",
                (now, story),
            )
        )


def replaced(
    connection: sqlite3.Connection,
    number: int,
    before: Entry,
    after: Entry,
    *,
    seen: int,
    at: int,
    is_fetched: bool,
) -> None:
    """Keep a version of an entry that another replaces, if its words are others.

    Args:
        connection: In a transaction.
        number: The entry's number.
        before: What it says.
        after: What it will say.
        seen: When it was first seen, in seconds since 1970.
        at: When it was seen to say something else.
        is_fetched: Whether that came from the source, so that the journal does not know of it.
    """
    words = wording(before)
    if words == wording(after):
        return
    last = connection.execute("SELECT max(until) FROM version WHERE story = ?", (number,)).fetchone()[0]
    _keep(connection, number, Earlier(last or seen, at, before), words)
    if not _is_bookmarked(connection, number):
        _prune(connection, number)
    elif is_fetched:
        connection.execute("INSERT OR IGNORE INTO revised (story) VALUES (?)", (number,))


def restore(connection: sqlite3.Connection, number: int, earlier: Iterable[Earlier]) -> None:
    """Keep versions that a journal carries, but for those that are here."""
    for version in earlier:
        _keep(connection, number, version, wording(version.entry))


def kept(connection: sqlite3.Connection, number: int) -> list[Earlier]:
    """The earlier versions of an entry, the original first."""
    found = []
    for since, until, packed in connection.execute(
        "SELECT since, until, entry FROM version WHERE story = ? ORDER BY until, number", (number,)
    ):
        entry = _unpacked(packed)
        if entry is not None:
            found.append(Earlier(since, until, entry))
    return found


def updates(connection: sqlite3.Connection, numbers: str) -> dict[int, tuple[int, bool]]:
    """Of those entries (a JSON array) that were changed, how often, and whether after they were read or seen."""
    return {
        number: (count, read_at is not None and last > max(read_at, looked_at))
        for number, count, last, read_at, looked_at in connection.execute(
            "SELECT version.story, count(*), max(until),"
            " (SELECT CAST(strftime('%s', stamp) AS INTEGER) FROM mark"
            "  WHERE mark.story = entry.id AND field = 'read' AND value = 1),"
            " coalesce((SELECT at FROM glance WHERE glance.story = version.story), 0)"
            " FROM version JOIN entry ON entry.number = version.story"
            " WHERE version.story IN (SELECT value FROM json_each(?)) GROUP BY version.story",
            (numbers,),
        )
    }


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget the versions of an entry that is about to go."""
    for table in ("version", "glance", "revised"):
        connection.execute(f"DELETE FROM {table} WHERE story = ?", (number,))  # noqa: S608 - our own names


def unjournaled(connection: sqlite3.Connection) -> list[str]:
    """The ids of bookmarked stories that were changed and that the journal has not been told of."""
    rows = connection.execute("SELECT id FROM revised JOIN entry ON number = story WHERE bookmarked = 1")
    return [story for (story,) in rows]


def to_journal(connection: sqlite3.Connection, number: int) -> None:
    """Have the journal carry a story anew, if it is bookmarked."""
    connection.execute(
        "INSERT OR IGNORE INTO revised (story) SELECT number FROM entry WHERE number = ? AND bookmarked = 1",
        (number,),
    )


def journaled(connection: sqlite3.Connection, story: str) -> None:
    """The journal carries a story as it is now."""
    connection.execute("DELETE FROM revised WHERE story = (SELECT number FROM entry WHERE id = ?)", (story,))


def _keep(connection: sqlite3.Connection, number: int, version: Earlier, words: bytes) -> None:
    written = codec.dump(codec.entry_to_json(version.entry))
    # Some feeds change back and forth with the server that answers: each wording is kept once.
    connection.execute(
        "INSERT INTO version (story, since, until, wording, entry) SELECT ?1, ?2, ?3, ?4, ?5"
        " WHERE NOT EXISTS (SELECT 1 FROM version WHERE story = ?1 AND wording = ?4)",
        (number, version.since, version.until, words, zlib.compress(written.encode(), 6)),
    )


def _prune(connection: sqlite3.Connection, number: int) -> None:
    sizes = connection.execute(
        "SELECT number, length(entry) FROM version WHERE story = ? ORDER BY until, number", (number,)
    ).fetchall()
    total = sum(size for _, size in sizes)
    middle = sizes[1:-1]
    while middle and (len(middle) > _MOST - 2 or total > _MOST_BYTES):
        oldest, size = middle.pop(0)
        connection.execute("DELETE FROM version WHERE number = ?", (oldest,))
        total -= size


def _is_bookmarked(connection: sqlite3.Connection, number: int) -> bool:
    row = connection.execute("SELECT bookmarked FROM entry WHERE number = ?", (number,)).fetchone()
    return bool(row and row[0])


def _unpacked(packed: bytes) -> Entry | None:
    unpacker = zlib.decompressobj()
    try:
        return codec.entry_from_json(json.loads(unpacker.decompress(packed, _LONGEST)))
    except (zlib.error, ValueError):  # what no version of ours has written
        return None
