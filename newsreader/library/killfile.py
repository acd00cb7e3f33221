"""Stories that the reader does not want to see: another reader's rules for that, put into effect as stories arrive.

What a rule finds is hidden once, by a mark like any other: the reader can show it again, and then it stays.
"""

import sqlite3
from typing import Any

from newsreader.library import notes, saved_search
from newsreader.library.notes import Note
from newsreader.sources.newsboat_filter import FilterError

_EVERY_FEED = "*"


def problem(note: Note) -> str:
    """Why a rule cannot be put into effect here, in plain words; empty when it can."""
    try:
        saved_search.sql(note.body)
    except FilterError as error:
        return str(error)
    return ""


def unwanted(connection: sqlite3.Connection, since: int) -> list[str]:
    """The ids of stories that arrived at that time (seconds since 1970) or later, and are not to be shown.

    Bookmarked ones are wanted, and so are those that were hidden or shown by hand.
    """
    found: dict[str, None] = {}
    for note in notes.kept(connection):
        if note.kind == "ignore":
            try:
                condition, values = saved_search.sql(note.body)
            except FilterError:
                continue
            found |= dict.fromkeys(_matching(connection, note.title, condition, {**values, "since": since}))
    return list(found)


def _matching(connection: sqlite3.Connection, feed: str, condition: str, values: dict[str, Any]) -> list[str]:
    saved_search.prepare(connection)
    of_feed = (
        "" if feed == _EVERY_FEED else "AND feed IN (SELECT number FROM feed WHERE :feed IN (key, url)) "
    )
    rows = connection.execute(
        "SELECT id FROM entry WHERE shown = 1 AND bookmarked = 0 AND seen >= :since "  # noqa: S608 - our own words
        f"{of_feed}AND {condition}"
        " AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.story = entry.id AND mark.field = 'hidden')",
        {**values, "feed": feed},
    )
    return [row[0] for row in rows]
