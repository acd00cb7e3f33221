"""The starter list: feeds under their topics, to be ticked."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from newsreader.sources.starter import StarterFeed
from newsreader.ui.lists.cut import fit
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells

_TITLE = 28


class TickList(RowsView):
    """Space, Enter or a click ticks the feed at the cursor."""

    PARTS = "ticks"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ticks--{name}" for name in ("topic", "title", "words", "tick", "had")
    }

    def __init__(self, feeds: Sequence[StarterFeed], had: Collection[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: list[StarterFeed | str] = []
        for feed in feeds:
            if not self._rows or (
                isinstance(last := self._rows[-1], StarterFeed) and last.topic != feed.topic
            ):
                self._rows.append(feed.topic)
            self._rows.append(feed)
        self._had = had
        self._ticked: set[str] = set()

    @property
    def ticked(self) -> list[StarterFeed]:
        """The feeds that were ticked, in the order of the list."""
        return [row for row in self._rows if isinstance(row, StarterFeed) and row.url in self._ticked]

    def toggle(self) -> None:
        """Tick the feed at the cursor, or take the tick off."""
        row = self._rows[self.cursor]
        if isinstance(row, StarterFeed) and row.url not in self._had:
            self._ticked ^= {row.url}
            self.redraw(self.cursor)

    def can_rest(self, index: int) -> bool:
        """Topics are headings."""
        return isinstance(self._rows[index], StarterFeed)

    def row_heights(self, width: int) -> Sequence[int]:
        """One line for a feed, a blank one above each topic but the first."""
        del width
        return [2 if index and isinstance(row, str) else 1 for index, row in enumerate(self._rows)]

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """A box, the title, and what the feed is."""
        row = self._rows[index]
        if isinstance(row, str):
            words = row if line or not index else ""
            return [Segment(f" {words}", base + self.part("topic"))]
        had = row.url in self._had
        box = "✓ " if had or row.url in self._ticked else "· "
        title = fit(row.title, _TITLE, "")
        words = fit(row.description, max(8, width - _TITLE - 6), "")
        return [
            Segment(" ", base),
            Segment(box, base + self.part("had" if had else "tick")),
            Segment(title, base + self.part("had" if had else "title")),
            Segment(" " * (_TITLE - cells(title) + 1), base),
            Segment("subscribed" if had else words, base + self.part("words")),
        ]
