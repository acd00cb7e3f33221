"""The search index over entries: brought up to date with what is stored, and built anew."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.library import codec, full_text, search
from newsreader.model import Entry


@dataclass(frozen=True, slots=True)
class Reindexing:
    """What the search index is to learn of one entry."""

    number: int
    before: Entry | None
    """What is in the index now; None when the entry is new."""
    after: Entry
    words: tuple[str, str, str] | None = None
    """The words of ``after``, when they are known already."""


def update(connection: sqlite3.Connection, changes: Iterable[Reindexing]) -> None:
    """Bring the index up to date with entries that were stored."""
    for change in changes:
        if change.before is None:
            _write(connection, change.number, change.words or search.words_of(change.after))
        else:
            remove(connection, change.number, change.before)
            add(connection, change.number, change.after)


def add(connection: sqlite3.Connection, number: int, entry: Entry) -> None:
    """Index an entry, with the full text that is kept of it."""
    found = full_text.searched(entry, full_text.markup_of(connection, number))
    _write(connection, number, search.words_of(found))


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


def _write(connection: sqlite3.Connection, number: int, words: tuple[str, str, str]) -> None:
    connection.execute(
        "INSERT INTO search (rowid, title, author, body) VALUES (?, ?, ?, ?)", (number, *words)
    )
