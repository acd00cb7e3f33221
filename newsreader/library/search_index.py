"""The search index over entries: brought up to date with what is stored, and built anew."""

import json
import sqlite3
from dataclasses import dataclass, field

from newsreader.library import codec, full_text, search
from newsreader.model import Entry


@dataclass(frozen=True, slots=True)
class Unindexed:
    """What the search index is to learn."""

    new: list[tuple[int, bytes, bytes, bytes]] = field(default_factory=list)
    """Entries that are not in it: number, and the words of title, author and body in UTF-8."""
    changed: list[tuple[int, Entry, Entry]] = field(default_factory=list)
    """Entries that it has: number, as they are in it, and as they are now."""


def update(connection: sqlite3.Connection, unindexed: Unindexed) -> None:
    """Bring the index up to date with entries that were stored."""
    connection.executemany(
        "INSERT INTO search (rowid, title, author, body)"
        " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))",
        unindexed.new,
    )
    for number, before, after in unindexed.changed:
        remove(connection, number, before)
        add(connection, number, after)


def add(connection: sqlite3.Connection, number: int, entry: Entry) -> None:
    """Index an entry, with the full text that is kept of it."""
    found = full_text.searched(entry, full_text.markup_of(connection, number))
    connection.execute(
        "INSERT INTO search (rowid, title, author, body) VALUES (?, ?, ?, ?)",
        (number, *search.words_of(found)),
    )


def remove(connection: sqlite3.Connection, number: int, entry: Entry) -> None:
    """Take an entry out of the index, which must have it as it is given here and with the full text that is kept."""
    found = full_text.searched(entry, full_text.markup_of(connection, number))
    connection.execute(
        "INSERT INTO search (search, rowid, title, author, body) VALUES ('delete', ?, ?, ?, ?)",
        (number, *search.words_of(found)),
    )


def rebuild(connection: sqlite3.Connection) -> None:
    """Build the index anew from what is stored."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    for number, found in connection.execute("SELECT number, entry FROM content"):
        add(connection, number, codec.entry_from_json(json.loads(found)))
