"""Where feeds stand and what stories are called: folders and tags.

The newest word on each feed, and on each story and tag, wins, as with marks.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from newsreader import text
from newsreader.library import codec

Folder: TypeAlias = tuple[str, ...]
"""A folder by the names on the way to it; empty for the top of the list."""

FACTS = frozenset({"folders", "tags", "hidden", "attributes"})
"""The names of a filing's facts in JSON."""

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
            packed(filing.folders),
            packed(filing.tags),
            filing.hidden,
            packed(filing.attributes),
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


def packed(values: tuple[Any, ...]) -> str:
    """A list for the database; an empty string for an empty one."""
    return codec.dump(values) if values else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
