"""The list of highlights with their notes."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from newsreader.library.highlights import Highlight
from newsreader.text import clean
from newsreader.ui.lists.cut import cut_lines, fit
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells

_WORD_LINES = 4
_NOTE_LINES = 6
_LEFT = 1
_WIDEST = 96
_SIGN = "✎ "


class HighlightRows(RowsView):
    """Highlighted words, the notes beside them, and the stories in which they stand."""

    PARTS = "highlights"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"highlights--{name}" for name in ("words", "note", "where", "story")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._highlights: list[Highlight] = []
        self._by_story = False

    def show(self, highlights: Sequence[Highlight], *, by_story: bool) -> None:
        """Show highlights, the cursor on the one it was on if that is still there, else as far down as it was.

        By story, those of one story stand together under its title.
        """
        before, at = self.highlight, self.cursor
        self._highlights = list(highlights)
        self._by_story = by_story
        self.lay_out()
        same = next((n for n, one in enumerate(self._highlights) if before and one.id == before.id), at)
        self.place(same)
        self.reveal(self.cursor)

    @property
    def highlight(self) -> Highlight | None:
        """The highlight at the cursor."""
        return self._highlights[self.cursor] if self.cursor < len(self._highlights) else None

    def row_heights(self, width: int) -> Sequence[int]:
        """The lines of each, with what leads it."""
        return [len(self._lines(index, width)) for index in range(len(self._highlights))]

    def lead(self, index: int) -> int:
        """A blank line above all but the first, and the story's title where a story begins."""
        return (1 if index else 0) + (1 if self._begins_story(index) else 0)

    def _begins_story(self, index: int) -> bool:
        rows = self._highlights
        return self._by_story and (not index or rows[index - 1].story != rows[index].story)

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """One line of a highlight."""
        lines = self._lines(index, width)
        words, name = lines[line] if line < len(lines) else ("", "")
        return [Segment(" " * _LEFT, base), Segment(words, base + self.part(name))]

    def _lines(self, index: int, width: int) -> list[tuple[str, str]]:
        one = self._highlights[index]
        room = max(8, min(_WIDEST, width - _LEFT - 1))
        lines: list[tuple[str, str]] = [("", "")] if index else []
        if self._begins_story(index):
            lines.append((fit(where(one), room, ""), "story"))
        lines += [(part, "words") for part in cut_lines(clean(one.passage.words), room, _WORD_LINES)]
        note = cut_lines(clean(one.note), room - cells(_SIGN), _NOTE_LINES)
        lines += [(f"{'  ' if number else _SIGN}{part}", "note") for number, part in enumerate(note)]
        if not self._by_story:
            lines.append((fit(where(one), room, ""), "where"))
        return lines


def where(one: Highlight) -> str:
    """Title, source and day of the story of a highlight, in one line."""
    origin = one.origin
    day = f"{origin.published.day} {origin.published:%b %Y}" if origin.published else ""
    return clean(" · ".join(part for part in (origin.title or "Untitled", origin.source, day) if part))
