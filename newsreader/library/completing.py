"""The library's part for reading stories whole: what is kept of their pages, and what is still to be read."""

import sqlite3
from datetime import UTC, datetime

from newsreader.library import deeds, entries, full_text, pictured, versions
from newsreader.library.doctoring import Doctoring
from newsreader.library.full_text import Incomplete


class Completing(Doctoring):
    """What makes stories whole."""

    def incomplete(self, most: int = 100) -> list[Incomplete]:
        """Stories to be read whole: bookmarked ones, and recent ones of feeds that always are."""
        return self._access.read(lambda connection: full_text.incomplete(connection, _now(), most))

    def complete(self, story: str, markup: str) -> bool:
        """Keep what a story's page gave, nothing if it was no more than the feed sent; False when the story is gone.

        A bookmarked story's full text is in the journal as well.
        """

        def keep(connection: sqlite3.Connection) -> bool:
            number = _number(connection, story)
            if number is None:
                return False
            entries.complete(connection, number, markup, _now())
            versions.to_journal(connection, number)
            return True

        kept = self._access.write(keep)
        if kept and self._access.read(versions.unjournaled):
            self._access.do_all(deeds.revising)
        return kept

    def not_completed(self, story: str, problem: str) -> None:
        """Remember why a story's page could not be read; it is tried again some hours later, but not for ever."""

        def remember(connection: sqlite3.Connection) -> None:
            if (number := _number(connection, story)) is not None:
                full_text.failed(connection, number, problem, _now())

        self._access.write_quietly(remember)

    def put_full_text_away(self, story: str, value: bool) -> None:
        """Show what the feed sent of a story, or its full text again."""

        def turn(connection: sqlite3.Connection) -> None:
            if (number := _number(connection, story)) is not None:
                full_text.put_away(connection, number, value)

        self._access.write_quietly(turn)

    def unpictured(self, most: int = 50) -> list[str]:
        """The ids of bookmarked stories whose pictures are to be fetched ahead."""
        return self._access.read(lambda connection: pictured.pending(connection, _now(), most))

    def pictures_tried(self, story: str, *, answered: bool) -> None:
        """Remember that a story's pictures were asked for, and whether anything answered."""
        self._access.write_quietly(
            lambda connection: pictured.tried(connection, story, _now(), answered=answered)
        )


def _number(connection: sqlite3.Connection, story: str) -> int | None:
    row = connection.execute("SELECT number FROM entry WHERE id = ?", (story,)).fetchone()
    return row[0] if row else None


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
