"""The feed panel: every scope with its counts, and beside a feed what is wrong with it."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, work

from newsreader.library.stories import Counts, Scope, Tally
from newsreader.ui.lists.cut import cut_lines, fit
from newsreader.ui.lists.feed_rows import Row, Shelf, panel_rows
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells

_STEP = 2
_DEEPEST = 5
"""Folders below that are no further in: there is little room."""


class FeedPanel(RowsView):
    """Chooses what the story list shows. Folders open and close."""

    PARTS = "feeds"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"feeds--{name}" for name in ("title", "quiet", "count", "error", "heading", "chosen", "fold")
    }

    def __init__(self, *, id: str | None = None, turned: Collection[str] = ()) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._shelf = Shelf()
        self._chosen = Scope()
        self._tallies: Mapping[str, Tally] = {}
        """Of saved searches, as far as they are counted."""
        self.turned = frozenset(turned)
        """Folds that are not as they are by themselves."""

    def show(self, shelf: Shelf, rows: Sequence[Row], chosen: Scope) -> None:
        """Show these feeds; the cursor stays on its row.

        Args:
            shelf: What there is.
            rows: Made of it by ``panel_rows``, which takes its time for tens of thousands of feeds.
            chosen: What is listed now.
        """
        at = self.row
        self._shelf, self._chosen = shelf, chosen
        self._rows = tuple(rows)
        scroll = round(self.scroll_y)
        self.lay_out()
        self.place(self._find(at) if self.has_focus and at is not None else self._of(chosen))
        self.scroll_to(y=scroll, animate=False, force=True)

    def show_tallies(self, tallies: Mapping[str, Tally]) -> None:
        """Show how many stories saved searches find, by their line."""
        if tallies != self._tallies:
            self._tallies = tallies
            self.redraw_all()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, from the top."""
        return self._rows

    @property
    def row(self) -> Row | None:
        """What the cursor is on."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def scope(self) -> Scope | None:
        """The scope at the cursor."""
        return self.row.scope if self.row else None

    @property
    def error(self) -> str:
        """What is wrong with the feed at the cursor."""
        return self.row.error if self.row else ""

    def go_to(self, scope: Scope) -> None:
        """Put the cursor on a scope."""
        if any(row.scope == scope for row in self._rows):
            self.cursor = self._of(scope)

    def turn(self) -> bool:
        """Open or close the fold at the cursor, or the one that the row is in; whether there is any."""
        row = self.row
        if row is None:
            return False
        if not row.fold:
            upper = range(self.cursor - 1, -1, -1)
            above = (n for n in upper if self._rows[n].fold and self._rows[n].depth < row.depth)
            index = next(above, None)
            if index is None:
                return False
            self.cursor = index
            row = self._rows[index]
        self.turned ^= {row.fold}
        self._turn_rows()
        return True

    @work(exclusive=True, group="fold", exit_on_error=False)
    async def _turn_rows(self) -> None:
        """Make the rows anew, which takes its time for tens of thousands of feeds."""
        shelf, turned = self._shelf, self.turned
        rows = await asyncio.to_thread(panel_rows, shelf, turned)
        if shelf is not self._shelf or turned != self.turned:
            return  # others were shown meanwhile, or are on their way
        at = self.row
        self._rows = tuple(rows)
        self.lay_out()
        self.place(self._find(at) if at is not None else 0)
        self.reveal(self.cursor)

    def _find(self, wanted: Row) -> int:
        same = (wanted.scope, wanted.within, wanted.fold)
        found = (n for n, row in enumerate(self._rows) if (row.scope, row.within, row.fold) == same)
        return next(found, min(self.cursor, max(0, len(self._rows) - 1)))

    def _of(self, scope: Scope) -> int:
        return next((n for n, row in enumerate(self._rows) if row.scope == scope), 0)

    def row_heights(self, width: int) -> Sequence[int]:
        """One line, and up to two more for an error."""
        known = {"": 1}  # when the network is gone, thousands say the same
        for row in self._rows:
            if row.error not in known:
                known[row.error] = 1 + len(cut_lines(row.error, width - 4, 2))
        return [known[row.error] for row in self._rows]

    def can_rest(self, index: int) -> bool:
        """Headings and blank lines are no place for the cursor."""
        return index < len(self._rows) and (
            self._rows[index].scope is not None or bool(self._rows[index].fold)
        )

    def on_click(self, event: events.Click) -> None:
        """A click on the sign of a fold opens or closes it; elsewhere it chooses."""
        line = round(self.scroll_y) + event.get_content_offset_capture(self).y
        index = self.row_at_line(line)
        if index < len(self._rows) and (row := self._rows[index]).fold:
            on_sign = event.get_content_offset_capture(self).x < _indent(row) + 5
            if line == self.row_top(index) and (on_sign or row.scope is None):
                event.prevent_default()  # which is to choose
                self.cursor = index
                self.turn()

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """A scope's name and its count, or its error."""
        row = self._rows[index]
        if row.scope is None and not row.fold:
            return [Segment(f" {row.title}", base + self.part("heading"))]
        if line:
            words = cut_lines(row.error, width - 4, 2)
            return [
                Segment("   ", base),
                Segment("".join(words[line - 1 : line]), base + self.part("error")),
            ]
        number, quiet = self._number(row)
        name = "chosen" if row.scope == self._chosen else "quiet" if quiet else "title"
        sign = "!" if row.error else " "
        indent = _indent(row)
        fold = ("▾ " if row.is_open else "▸ ") if row.fold else ""
        room = width - cells(number) - 5 - indent - len(fold)
        title = fit(row.title, max(1, room), "")
        return [
            Segment(f" {sign} {' ' * indent}", base + self.part("error")),
            Segment(fold, base + self.part("fold")),
            Segment(title, base + self.part(name)),
            Segment(" " * max(1, room - cells(title) + 1), base),
            Segment(number, base + self.part("count")),
        ]

    def _number(self, row: Row) -> tuple[str, bool]:
        """How many stories a row has, and whether there is nothing unread among them."""
        tally = self._tallies.get(row.scope.name) if row.scope and row.scope.kind == "search" else None
        if tally is None:
            return row.number, row.quiet
        return f"{tally.unread:,}" if tally.unread else "", not tally.unread


def scope_tally(scope: Scope, counts: Counts) -> Tally | None:
    """How many stories a scope has; None where that has to be counted."""
    match scope.kind:
        case "bookmarked":
            return counts.bookmarked
        case "stored":
            return counts.stored
        case "feed":
            return counts.feeds.get(scope.feed, Tally())
        case "all" | "unread":
            return counts.all
        case _:
            return None


def _indent(row: Row) -> int:
    return min(row.depth, _DEEPEST) * _STEP
