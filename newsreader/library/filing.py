"""Where feeds stand and what stories are called: folders, tags, and what was brought from other readers.

The newest word on each feed, story and tag, and each note wins, as with marks.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias, cast, get_args

from newsreader import text
from newsreader.library import codec

Folder: TypeAlias = tuple[str, ...]
"""A folder by the names on the way to it; empty for the top of the list."""

FACTS = frozenset({"folders", "tags", "hidden", "attributes"})
"""The names of a filing's facts in JSON."""

NoteKind = Literal["query", "ignore"]
_KINDS = frozenset(get_args(NoteKind))
_DEEPEST = 50

TABLES = (
    """
    CREATE TABLE filing (
        feed TEXT PRIMARY KEY,
        folders TEXT NOT NULL,
        tags TEXT NOT NULL,
        hidden INTEGER NOT NULL,
        attributes TEXT NOT NULL,
        stamp TEXT NOT NULL,
        device TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE tag (
        story TEXT NOT NULL,
        name TEXT NOT NULL,
        value INTEGER NOT NULL,
        stamp TEXT NOT NULL,
        device TEXT NOT NULL,
        PRIMARY KEY (story, name)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX tag_name ON tag (name, story) WHERE value = 1",
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
"""What the database keeps of it. Lists that are empty are empty strings, so that reading them costs nothing."""


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a feed stands."""

    folders: tuple[Folder, ...] = ()
    """Every folder it is in, the top of the list as an empty one; none at all is the top, too."""
    tags: tuple[str, ...] = ()
    hidden: bool = False
    """Whether it is left out of the list of feeds."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What the list that it came from said of it besides, for when it is exported."""

    def with_more(self, other: "Filing") -> "Filing":
        """This filing with folders, tags and attributes of another one added; hidden as before."""
        return Filing(
            tuple(dict.fromkeys(self.folders + other.folders)),
            tuple(dict.fromkeys(self.tags + other.tags)),
            self.hidden,
            tuple((dict(other.attributes) | dict(self.attributes)).items()),
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


def to_json(filing: Filing) -> dict[str, Any]:
    """A filing as a JSON object; what is empty is left out."""
    found: dict[str, Any] = {}
    if filing.folders:
        found["folders"] = [list(folder) for folder in filing.folders]
    if filing.tags:
        found["tags"] = list(filing.tags)
    if filing.hidden:
        found["hidden"] = True
    if filing.attributes:
        found["attributes"] = dict(filing.attributes)
    return found


def from_json(found: Mapping[str, Any]) -> Filing:
    """The filing of a JSON object; what is of another shape is passed over."""
    attributes = found.get("attributes")
    return Filing(
        tuple(dict.fromkeys(tuple(lines(folder))[:_DEEPEST] for folder in _list(found.get("folders")))),
        tuple(dict.fromkeys(lines(found.get("tags")))),
        hidden=found.get("hidden") is True,
        attributes=tuple(
            (text.clean(name), text.clean(value))
            for name, value in (attributes.items() if isinstance(attributes, dict) else ())
            if isinstance(value, str)
        ),
    )


def note_from_json(found: Any) -> Note | None:
    """The note of a JSON object, or None for what is none, or of a kind unknown here."""
    if not isinstance(found, dict) or found.get("kind") not in _KINDS:
        return None
    body, title = found.get("body"), found.get("title", "")
    if not isinstance(body, str) or not isinstance(title, str):
        return None
    tags = tuple(lines(found.get("tags")))
    return Note(cast("NoteKind", found["kind"]), text.clean(body), text.clean(title), tags)


def note_to_json(note: Note) -> dict[str, Any]:
    """A note as a JSON object."""
    return {"kind": note.kind, "body": note.body, "title": note.title, "tags": list(note.tags)}


def lines(values: Any) -> Iterable[str]:
    """The strings of a JSON array that have something to show, cleaned."""
    return (line for value in _list(values) if isinstance(value, str) and (line := text.clean(value)))


def stored(value: str) -> Any:
    """A list or object out of the database."""
    return json.loads(value) if value else []


# In the database


def file(connection: sqlite3.Connection, feed: str, filing: Filing, word: tuple[str, str]) -> None:
    """Take in what a journal says of a feed; ``word`` is its stamp and device."""
    connection.execute(
        "INSERT INTO filing (feed, folders, tags, hidden, attributes, stamp, device) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (feed) DO UPDATE SET folders = excluded.folders, tags = excluded.tags,"
        " hidden = excluded.hidden, attributes = excluded.attributes,"
        " stamp = excluded.stamp, device = excluded.device"
        " WHERE (excluded.stamp, excluded.device) > (filing.stamp, filing.device)",
        (
            feed,
            _stored(filing.folders),
            _stored(filing.tags),
            filing.hidden,
            _stored(filing.attributes),
            *word,
        ),
    )


def tag(
    connection: sqlite3.Connection, name: str, value: bool, stories: Iterable[str], word: tuple[str, str]
) -> None:
    """Take in what a journal says of a tag on stories."""
    connection.execute(
        "INSERT INTO tag (story, name, value, stamp, device)"
        " SELECT value, ?, ?, ?, ? FROM json_each(?) WHERE true"
        " ON CONFLICT (story, name) DO UPDATE SET"
        " value = excluded.value, stamp = excluded.stamp, device = excluded.device"
        " WHERE (excluded.stamp, excluded.device) > (tag.stamp, tag.device)",
        (name, value, *word, json.dumps(list(stories))),
    )


def note(connection: sqlite3.Connection, found: Note, value: bool, word: tuple[str, str]) -> None:
    """Take in a note, or that it was thrown away."""
    connection.execute(
        "INSERT INTO note (kind, body, title, tags, value, stamp, device) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, body) DO UPDATE SET title = excluded.title, tags = excluded.tags,"
        " value = excluded.value, stamp = excluded.stamp, device = excluded.device"
        " WHERE (excluded.stamp, excluded.device) > (note.stamp, note.device)",
        (found.kind, found.body, found.title, _stored(found.tags), value, *word),
    )


def filings(connection: sqlite3.Connection) -> dict[str, Filing]:
    """Where every feed stands that was ever filed, by key."""
    rows = connection.execute("SELECT feed, folders, tags, hidden, attributes FROM filing")
    return {feed: filed(*facts) for feed, *facts in rows}


def filed(folders: str, tags: str, hidden: int, attributes: str = "") -> Filing:
    """A filing from its columns."""
    if not (folders or tags or hidden or attributes):
        return Filing()
    return Filing(
        _folders(folders),
        tuple(stored(tags)),
        bool(hidden),
        tuple((name, value) for name, value in stored(attributes)),
    )


@lru_cache(maxsize=1024)
def _folders(value: str) -> tuple[Folder, ...]:
    # A few folders hold thousands of feeds.
    return tuple(tuple(folder) for folder in stored(value))


def tags(connection: sqlite3.Connection) -> dict[str, int]:
    """Every tag on stories, with how many have it."""
    return dict(
        connection.execute(
            "SELECT name, count(*) FROM tag WHERE value = 1 AND story IN (SELECT id FROM entry)"
            " GROUP BY name ORDER BY name"
        ).fetchall()
    )


def tags_of(connection: sqlite3.Connection, stories: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The tags of stories that have any, by id."""
    found: dict[str, tuple[str, ...]] = {}
    for story, name in connection.execute(
        "SELECT story, name FROM tag WHERE value = 1 AND story IN (SELECT value FROM json_each(?)) ORDER BY name",
        (json.dumps(list(stories)),),
    ):
        found[story] = (*found.get(story, ()), name)
    return found


def tagged(connection: sqlite3.Connection, name: str) -> list[str]:
    """The ids of the stories that have a tag."""
    rows = connection.execute("SELECT story FROM tag WHERE name = ? AND value = 1", (name,))
    return [row[0] for row in rows]


def notes(connection: sqlite3.Connection) -> list[Note]:
    """What is kept from other readers."""
    rows = connection.execute("SELECT kind, body, title, tags FROM note WHERE value = 1 ORDER BY kind, stamp")
    return [Note(kind, body, title, tuple(stored(found))) for kind, body, title, found in rows]


def _stored(values: tuple[Any, ...]) -> str:
    return codec.dump(values) if values else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
