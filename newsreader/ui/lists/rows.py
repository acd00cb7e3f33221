"""A list of rows of different heights that costs what is on the screen, however long it is."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.ui.page.linebreak import break_lines

_MOST_SCREENS = 2
"""Of lines that are kept as they were drawn: each is dozens of objects for the garbage collector to visit."""


class RowsView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under a cursor. A subclass says how high each row is and draws its lines.

    Component classes: ``rows--cursor`` and ``rows--cursor-blurred`` lie under the row at the cursor.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--cursor-blurred", "rows--empty"}
    PARTS: ClassVar[str] = "rows"
    """A subclass's own component classes are ``PARTS--NAME``."""
    ALLOW_SELECT = False

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The row that keys act on; 0 when there are none."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to rest on a row, by the reader's hand or because the rows changed."""

        view: "RowsView"
        index: int

        @property
        def control(self) -> "RowsView":
            """The list, for ``@on`` with a selector."""
            return self.view

    @dataclass
    class Chosen(Message):
        """The reader chose a row: a click, Enter."""

        view: "RowsView"
        index: int
        by_mouse: bool = False

        @property
        def control(self) -> "RowsView":
            """The list, for ``@on`` with a selector."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.empty = ""
        """What is said when there are no rows."""
        self._tops: array[int] = array("q", [0])
        self._strips: dict[int, Strip] = {}

    # What a subclass gives.

    def row_heights(self, width: int) -> Sequence[int]:
        """The number of lines of each row at this width."""
        raise NotImplementedError

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """The segments of one line of a row on a background; the rest of the line is filled."""
        raise NotImplementedError

    def can_rest(self, index: int) -> bool:
        """Whether the cursor may stand on this row; headings say no."""
        del index
        return True

    def lead(self, index: int) -> int:
        """How many of a row's first lines are above its cursor bar (a heading over it)."""
        del index
        return 0

    def part(self, name: str) -> Style:
        """The style of one of the component classes, to be laid over a background; no style for no name."""
        return self.get_component_rich_style(f"{self.PARTS}--{name}", partial=True) if name else Style()

    # What the screen uses.

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._tops) - 1

    def lay_out(self) -> None:
        """Measure all rows anew; cursor and scroll stay where they are."""
        width = self._row_width
        self._tops = array("q", accumulate(self.row_heights(width), initial=0))
        self._strips.clear()
        self.virtual_size = Size(width, self._tops[-1])
        self.refresh()

    def row_at_line(self, line: int) -> int:
        """The row that a line of the whole list belongs to, clamped to the last."""
        return min(max(0, bisect_right(self._tops, line) - 1), max(0, self.row_count - 1))

    def row_top(self, index: int) -> int:
        """The first line of a row in the whole list."""
        return self._tops[index]

    def visible_rows(self) -> range:
        """The rows that are at least partly on the screen."""
        if not self.row_count:
            return range(0)
        top = round(self.scroll_y)
        return range(self.row_at_line(top), self.row_at_line(top + max(0, self.size.height - 1)) + 1)

    def move(self, rows: int) -> None:
        """Move the cursor by that many rows, over those it can't rest on."""
        if not self.row_count:
            return
        step = 1 if rows > 0 else -1
        index = self.cursor
        for _ in range(abs(rows)):
            after = index + step
            while 0 <= after < self.row_count and not self.can_rest(after):
                after += step
            if not 0 <= after < self.row_count:
                break
            index = after
        if index == self.cursor:
            self.reveal(index)
        self.cursor = index

    def page(self, direction: int) -> None:
        """Move the cursor by about a screenful."""
        target = self.row_at_line(self._tops[self.cursor] + direction * max(1, self.size.height - 2))
        self.move(target - self.cursor if target != self.cursor else direction)

    def to_top(self) -> None:
        """The cursor to the first row."""
        self.move(-self.row_count)
        self.scroll_to(y=0, animate=False)

    def to_bottom(self) -> None:
        """The cursor to the last row."""
        self.move(self.row_count)

    def choose(self) -> None:
        """Choose the row at the cursor."""
        if self.row_count and self.can_rest(self.cursor):
            self.post_message(self.Chosen(self, self.cursor))

    def place(self, index: int) -> None:
        """Put the cursor on a row without a message and without scrolling, because rows came or went."""
        self.set_reactive(RowsView.cursor, max(0, min(index, self.row_count - 1)))
        self._strips.clear()
        self.refresh()

    def reveal(self, index: int) -> None:
        """Scroll as little as needed to show a row whole."""
        if index < self.row_count:
            top = self._tops[index]
            self.scroll_to_region(
                Region(0, top, 1, self._tops[index + 1] - top), animate=False, force=True, immediate=True
            )

    def redraw(self, index: int) -> None:
        """Draw one row again."""
        if index >= self.row_count:
            return
        top, end = self._tops[index], self._tops[index + 1]
        for line in range(top, end):
            self._strips.pop(line, None)
        self.refresh_lines(top, end - top)

    def redraw_all(self) -> None:
        """Draw every row again, as when ages or colours change."""
        self._strips.clear()
        self.refresh()

    # What Textual asks.

    @property
    def _row_width(self) -> int:
        return max(1, self.scrollable_content_region.width or self.size.width)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Show where the cursor went, and say so."""
        self.redraw(old)
        self.redraw(new)
        self.reveal(new)
        self.post_message(self.Highlighted(self, new))

    def on_resize(self) -> None:
        """Heights depend on the width; the top row on the screen stays there."""
        if self.virtual_size.width == self._row_width and self.row_count:
            return
        anchor = self.row_at_line(round(self.scroll_y))
        self.lay_out()
        if self.row_count and anchor:
            self.scroll_to(y=self._tops[anchor], animate=False)

    def on_focus(self) -> None:
        """The cursor bar is brighter in the pane that has the keys."""
        self.redraw(self.cursor)

    def on_blur(self) -> None:
        """The cursor bar is brighter in the pane that has the keys."""
        self.redraw(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row and chooses it."""
        line = round(self.scroll_y) + event.get_content_offset_capture(self).y
        if not self.row_count or line >= self._tops[-1]:
            return
        index = self.row_at_line(line)
        if self.can_rest(index):
            self.cursor = index
            self.post_message(self.Chosen(self, index, by_mouse=True))

    def notify_style_update(self) -> None:
        """Colours changed: everything drawn is old."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the screen, from the cache where it is there."""
        line = round(self.scroll_y) + y
        width = self._row_width
        strip = self._strips.get(line)
        if strip is None:
            strip = self._draw(line, width)
            if len(self._strips) > _MOST_SCREENS * self.size.height:
                self._strips.clear()
            self._strips[line] = strip
        return strip

    def _draw(self, line: int, width: int) -> Strip:
        base = self.rich_style
        if not self.row_count:
            return self._draw_empty(line, width, base)
        if line >= self._tops[-1]:
            return Strip.blank(width, base)
        index = self.row_at_line(line)
        within = line - self._tops[index]
        if index == self.cursor and self.can_rest(index) and within >= self.lead(index):
            name = "rows--cursor" if self.has_focus else "rows--cursor-blurred"
            base = self.get_component_rich_style(name)
        return Strip(self.row_line(index, within, width, base)).adjust_cell_length(width, base).simplify()

    def _draw_empty(self, line: int, width: int, base: Style) -> Strip:
        spans = break_lines(self.empty, max(8, width - 4))
        words = self.empty[slice(*spans[line - 1])] if 1 <= line <= len(spans) else ""
        style = base + self.get_component_rich_style("rows--empty", partial=True)
        return Strip([Segment("  ", base), Segment(words, style)]).adjust_cell_length(width, base)
