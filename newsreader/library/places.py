"""Where the reader was in each story: by the words at the top of the page, for any width and any text.

Places are kept in the database alone: losing one costs nothing but the place.
"""

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.library.access import Access

TABLES = (
    """
    CREATE TABLE reading_place (
        story TEXT PRIMARY KEY,
        head INTEGER NOT NULL,
        start INTEGER NOT NULL,
        words TEXT NOT NULL,
        before TEXT NOT NULL,
        at INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a story: in its text, or in a paragraph of the head over it."""

    head: int = -1
    """The number of the head's paragraph, from 0; negative for a place in the text."""
    start: int = 0
    """The offset in ``Article.text``."""
    words: str = ""
    """The words from there on, some of them."""
    before: str = ""
    """The words before it, some of them."""


TOP = Place(head=0)
"""Where every story begins."""


class Places:
    """The places of a library. Every method may be called from any thread, and raises NewsreaderError."""

    def __init__(self, access: "Access") -> None:
        """Use ``Library.places``."""
        self._access = access

    def of(self, story: str) -> Place:
        """Where the reader was in a story; its top when nothing is known."""
        row = self._access.read(
            lambda connection: connection.execute(
                "SELECT head, start, words, before FROM reading_place WHERE story = ?", (story,)
            ).fetchone()
        )
        return Place(*row) if row else TOP

    def keep(self, found: Iterable[tuple[str, Place]]) -> None:
        """Keep where the reader is in stories; the top is kept by forgetting the place."""
        pairs = list(found)
        now = int(time.time())

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "DELETE FROM reading_place WHERE story = ?",
                [(story,) for story, place in pairs if place == TOP],
            )
            connection.executemany(
                "INSERT OR REPLACE INTO reading_place (story, head, start, words, before, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (story, place.head, place.start, place.words, place.before, now)
                    for story, place in pairs
                    if place != TOP
                ],
            )

        if pairs:
            self._access.write_quietly(work)
