"""What another reader was told and this one has no word for: kept, one note at a time, until it is thrown away."""

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from newsreader import text
from newsreader.library.filing import lines, packed, stored

NoteKind = Literal["query", "ignore"]
_KINDS = frozenset(get_args(NoteKind))

TABLES = (
    """
    CREATE TABLE note (
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        title TEXT NOT NULL,
        tags TEXT NOT NULL,
        value INTEGER NOT NULL,
        stamp TEXT NOT NULL,
        device TEXT NOT NULL,
        PRIMARY KEY (kind, body)
    ) WITHOUT ROWID
    """,
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that another reader was told, kept as it was written and not acted on.

    A ``query`` is a search that was shown as a feed; ``ignore`` is a rule for stories not to be shown. Both
    are in the other reader's language.
    """

    kind: NoteKind
    body: str
    title: str = ""
    """The name of a query; the feed that a rule is for."""
    tags: tuple[str, ...] = ()


def from_json(found: Any) -> Note | None:
    """The note of a JSON object, or None for what is none, or of a kind unknown here."""
    if not isinstance(found, dict):
        return None
    kind, body, title = found.get("kind"), found.get("body"), found.get("title", "")
    if not (isinstance(kind, str) and isinstance(body, str) and isinstance(title, str)) or kind not in _KINDS:
        return None
    tags = tuple(lines(found.get("tags")))
    return Note(cast("NoteKind", kind), text.clean(body), text.clean(title), tags)


def to_json(note: Note) -> dict[str, Any]:
    """A note as a JSON object."""
    return {"kind": note.kind, "body": note.body, "title": note.title, "tags": list(note.tags)}


def put(connection: sqlite3.Connection, found: Note, value: bool, word: tuple[str, str]) -> None:
    """Take in a note, or that it was thrown away."""
    connection.execute(
        "INSERT INTO note (kind, body, title, tags, value, stamp, device) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, body) DO UPDATE SET title = excluded.title, tags = excluded.tags,"
        " value = excluded.value, stamp = excluded.stamp, device = excluded.device"
        " WHERE (excluded.stamp, excluded.device) > (note.stamp, note.device)",
        (found.kind, found.body, found.title, packed(found.tags), value, *word),
    )


def kept(connection: sqlite3.Connection) -> list[Note]:
    """What is kept from other readers."""
    rows = connection.execute("SELECT kind, body, title, tags FROM note WHERE value = 1 ORDER BY kind, stamp")
    return [Note(kind, body, title, tuple(stored(found))) for kind, body, title, found in rows]
