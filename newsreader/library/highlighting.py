"""What the reader does with highlights: made, noted, taken away, and looked at again."""

import secrets
import sqlite3
from dataclasses import replace

from newsreader import text
from newsreader.library import deeds, highlights
from newsreader.library.access import Access
from newsreader.library.events import Highlighted
from newsreader.library.highlights import Highlight, Origin, Passage
from newsreader.model import NewsreaderError

_SHORTEST_PREFIX = 4


class Highlights:
    """The highlights of a library. Every method may be called from any thread, and raises NewsreaderError."""

    def __init__(self, access: Access) -> None:
        """Use ``Library.highlights``."""
        self._access = access

    def all(self) -> list[Highlight]:
        """Every highlight, the newest first."""
        return self._access.read(highlights.kept)

    def of(self, story: str) -> list[Highlight]:
        """The highlights of a story, in the order of its text."""
        return self._access.read(lambda connection: highlights.kept(connection, story))

    def resolve(self, prefix: str) -> Highlight:
        """The highlight whose id begins like this.

        Raises:
            NewsreaderError: when there is none or there are several.
        """
        wanted = text.clean(prefix).lower()
        shown = text.shorten(wanted, 40)
        found = [one for one in self.all() if one.id.startswith(wanted)]
        if len(wanted) < _SHORTEST_PREFIX or not found:
            raise NewsreaderError(f"No highlight has an id that begins with {shown}: `notes` lists them")
        if len(found) > 1:
            raise NewsreaderError(f"Several highlights have an id that begins with {shown}: give more digits")
        return found[0]

    def add(self, story: str, passage: Passage, origin: Origin, note: str = "") -> Highlight:
        """Highlight words of a story; what is there when the very same words are highlighted already.

        The journal carries the story whole with its first highlight, as it does with a bookmark.

        Raises:
            NewsreaderError: there are no words, or nothing can be kept.
        """
        if not passage.words.strip():
            raise NewsreaderError("There are no words to highlight here")
        there: Highlight | None = None

        def plan(connection: sqlite3.Connection, stamp: str) -> Highlighted | None:
            nonlocal there
            before = highlights.kept(connection, story)
            there = next((one for one in before if one.passage == passage), None)
            if there is not None:
                return _noted(there, note or there.note, stamp)
            new = Highlight(secrets.token_hex(8), story, passage, highlights.note_text(note), origin, stamp)
            copies = () if before else deeds.copies(connection, [story])
            return Highlighted(stamp, new, value=True, copies=copies)

        done = self._access.do(plan)
        found = done.highlight if done else there
        assert found is not None  # noqa: S101 - one of the two is there
        return found

    def write_note(self, id: str, note: str) -> bool:  # noqa: A002 - the word for it
        """Note something beside a highlight, or with an empty note nothing; whether that is new.

        Raises:
            NewsreaderError: there is no such highlight any more, or nothing can be kept.
        """

        def plan(connection: sqlite3.Connection, stamp: str) -> Highlighted | None:
            found = highlights.find(connection, id)
            if found is None:
                raise NewsreaderError("That highlight is not there any more")
            highlight, is_there = found
            if not is_there:  # taken away elsewhere meanwhile: what was written must not be lost
                return Highlighted(
                    stamp, replace(highlight, note=highlights.note_text(note), changed=""), value=True
                )
            return _noted(highlight, note, stamp)

        return self._access.do(plan) is not None

    def remove(self, id: str) -> bool:  # noqa: A002 - the word for it
        """Take a highlight away, with its note; whether it was there. Undo brings both back."""

        def plan(connection: sqlite3.Connection, stamp: str) -> Highlighted | None:
            found = highlights.find(connection, id)
            if found is None or not found[1]:
                return None
            return Highlighted(stamp, replace(found[0], changed=""), value=False)

        return self._access.do(plan) is not None


def _noted(highlight: Highlight, note: str, stamp: str) -> Highlighted | None:
    written = highlights.note_text(note)
    if written == highlight.note:
        return None
    return Highlighted(
        stamp, replace(highlight, note=written, changed=""), value=True, note_before=highlight.note
    )
