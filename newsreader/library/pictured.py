"""Which bookmarked stories have had their pictures fetched ahead, so that no refresh asks for them again."""

import sqlite3

TABLES = (
    """
    CREATE TABLE pictured (
        story INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        tries INTEGER NOT NULL
    )
    """,
)
"""``tries`` is how often in a row nothing answered, and 0 when that is settled."""

_PATIENCE = 900
_MOST_TRIES = 4


def pending(connection: sqlite3.Connection, now: int, most: int) -> list[str]:
    """The ids of bookmarked stories whose pictures were not fetched since their text came, the newest first."""
    rows = connection.execute(
        "SELECT entry.id FROM entry LEFT JOIN pictured ON pictured.story = entry.number"
        " LEFT JOIN full_text ON full_text.story = entry.number"
        " WHERE entry.shown = 1 AND entry.behind = 0 AND entry.bookmarked = 1"
        " AND (pictured.story IS NULL OR pictured.at < full_text.fetched"
        " OR (pictured.tries > 0 AND pictured.tries < ? AND pictured.at < ?))"
        " ORDER BY coalesce(pictured.tries, 0), entry.time DESC, entry.number DESC LIMIT ?",
        (_MOST_TRIES, now - _PATIENCE, most),
    )
    return [story for (story,) in rows]


def tried(connection: sqlite3.Connection, story: str, now: int, *, answered: bool) -> None:
    """Remember that pictures were asked for, and whether anything answered."""
    connection.execute(
        "INSERT INTO pictured (story, at, tries) SELECT number, ?1, ?2 FROM entry WHERE id = ?3"
        " ON CONFLICT (story) DO UPDATE SET at = ?1, tries = CASE WHEN ?2 THEN tries + 1 ELSE 0 END",
        (now, int(not answered), story),
    )


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget what was fetched for an entry that is about to go."""
    connection.execute("DELETE FROM pictured WHERE story = ?", (number,))
