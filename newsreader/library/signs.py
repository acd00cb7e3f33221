"""What rows tell of a story besides words: that there is something to hear or see, and that it is discussed.

How many comments there are changes while a story does not, so that it is kept beside the entry, and newer numbers
make no newer version.
"""

import sqlite3
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from newsreader.model import Entry
from newsreader.sources.media_kinds import kind_of

TABLES = (
    """
    CREATE TABLE sign (
        story INTEGER PRIMARY KEY,
        sound TEXT NOT NULL,
        comments TEXT NOT NULL,
        count INTEGER
    )
    """,
    """
    INSERT INTO sign SELECT number, coalesce((
        SELECT CASE WHEN json_extract(value, '$.media_type') LIKE 'audio/%' THEN 'audio' ELSE 'video' END
        FROM json_each(entry, '$.enclosures')
        WHERE json_extract(value, '$.media_type') LIKE 'audio/%' OR json_extract(value, '$.media_type') LIKE 'video/%'
        ORDER BY json_extract(value, '$.media_type') LIKE 'audio/%' DESC LIMIT 1
    ), ''), coalesce(json_extract(entry, '$.comments'), ''), NULL FROM content
    WHERE (entry LIKE '%"enclosures"%' OR entry LIKE '%"comments"%') AND json_valid(entry)
    """,
    "DELETE FROM sign WHERE sound = '' AND comments = ''",
)

Sound: TypeAlias = Literal["", "audio", "video"]


class Sign(NamedTuple):
    """What there is besides a story's words."""

    sound: Sound = ""
    """What its files are, those to be heard before those to be seen."""
    comments: str = ""
    """URL of the discussion."""
    comment_count: int | None = None
    """How many comments there were when the feed was last fetched, if it said."""


NOTHING = Sign()


def sign_of(entry: Entry) -> Sign:
    """The sign of an entry."""
    if not entry.enclosures and not entry.comments and entry.comment_count is None:
        return NOTHING
    kinds = set(map(kind_of, entry.enclosures))
    sound: Sound = "audio" if "Audio" in kinds else "video" if "Video" in kinds else ""
    return Sign(sound, entry.comments, entry.comment_count)


def put(connection: sqlite3.Connection, signs: Iterable[tuple[int, Sign]]) -> None:
    """Keep the signs of entries, by number; copies from a journal know no count, and take none away."""
    connection.executemany(
        "INSERT INTO sign (story, sound, comments, count) VALUES (?, ?, ?, ?) ON CONFLICT (story) DO UPDATE"
        " SET sound = excluded.sound, comments = excluded.comments, count = coalesce(excluded.count, count)"
        " WHERE (sound, comments, count)"
        " IS NOT (excluded.sound, excluded.comments, coalesce(excluded.count, count))",
        [(number, *sign) for number, sign in signs if sign != NOTHING],
    )


def of(connection: sqlite3.Connection, numbers: str) -> dict[int, Sign]:
    """The signs of those entries (a JSON array of numbers) that have one."""
    rows = connection.execute(
        "SELECT story, sound, comments, count FROM sign WHERE story IN (SELECT value FROM json_each(?))",
        (numbers,),
    )
    return {number: Sign(*sign) for number, *sign in rows}


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget the sign of an entry."""
    connection.execute("DELETE FROM sign WHERE story = ?", (number,))
