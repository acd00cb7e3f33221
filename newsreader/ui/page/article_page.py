"""A set article at a width: where each of its lines is, and which words stand on a line."""

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from newsreader.ui.page.details import shown
from newsreader.ui.page.lines import Line, lay_lines
from newsreader.ui.page.plates import Plate, lay_plate
from newsreader.ui.page.setting import Paragraph, Setting


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of an article, numbered from its top; a place is a paragraph and a character in it."""

    paragraphs: tuple[Paragraph, ...] = ()
    lines: tuple[tuple[Line, ...], ...] = ()
    """For each paragraph, its lines."""
    tops: "array[int]" = field(default_factory=lambda: array("q", [0]))
    """For each paragraph, the line at which the blank lines above it begin; at last, the number of lines."""

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self.tops[-1]

    def find(self, y: int) -> tuple[int, int]:
        """The paragraph at a line and the line within it, negative for the blank lines above it."""
        index = min(max(0, bisect_right(self.tops, y) - 1), len(self.lines) - 1)
        within = y - self.tops[index] - self.paragraphs[index].before
        return index, min(within, len(self.lines[index]) - 1)

    def place_at(self, y: int) -> tuple[int, int]:
        """The place at the beginning of a line."""
        if not self.lines:
            return 0, 0
        paragraph, line = self.find(y)
        pieces = self.lines[paragraph][line] if line >= 0 else ()
        return paragraph, pieces[0].start if pieces else 0

    def line_of(self, paragraph: int, inside: int) -> int:
        """The line that a place is on."""
        if not self.lines:
            return 0
        paragraph = min(paragraph, len(self.lines) - 1)
        top = self.tops[paragraph] + self.paragraphs[paragraph].before
        lines = self.lines[paragraph]
        if self.paragraphs[paragraph].rows:
            for number, line in enumerate(lines):
                if any(piece.start <= inside < max(piece.end, piece.start + 1) for piece in line):
                    return top + number
        if not lines:
            return max(0, top - 1)  # within closed details, whose summary is above
        starts = [line[0].start if line else 0 for line in lines]
        return top + max(0, bisect_right(starts, inside) - 1)


def lay_out(
    setting: Setting,
    width: int,
    plates: Mapping[int, Plate] = MappingProxyType({}),
    closed: frozenset[int] = frozenset(),
) -> Page:
    """The lines of an article in a column of cells.

    Args:
        setting: The article.
        width: Of the column, in cells.
        plates: The room of pictures, by their paragraphs.
        closed: The numbers of the details that are closed; what is in them has no lines.
    """
    lines = []
    tops = array("q", [0])
    paragraphs = shown(setting.paragraphs, closed)
    for index, paragraph in enumerate(paragraphs):
        if paragraph.within != setting.paragraphs[index].within:
            laid: tuple[Line, ...] = ()
        elif paragraph.picture is None:
            laid = lay_lines(paragraph, width)
        else:
            laid = lay_plate(paragraph, width, plates.get(index))
        lines.append(laid)
        tops.append(tops[-1] + paragraph.before + len(laid))
    return Page(paragraphs, tuple(lines), tops)
