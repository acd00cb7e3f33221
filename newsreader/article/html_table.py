"""Tables: which ones hold data, and their cells in rows."""

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from newsreader.article.blocks import Block, Style

CELL_SEPARATOR = " | "
"""What joins the cells that hold something, in reading order, in the text of a table's block."""

_FLOW = frozenset({
    "table", "pre", "blockquote", "h1", "h2", "h3", "iframe", "video", "article", "section", "hr", "form"
})  # fmt: skip
_FLOW_WITHOUT_HEADS = frozenset({"ul", "ol", "dl", "h4", "h5", "h6", "figure"})
"""What data tables may hold, such as a list of founders in a box of facts."""
_LONG_CELL = 600
_LOOKED_THROUGH = 20_000
_WIDEST = 60
_SPAN = re.compile(r"\s*\+?(\d{1,4})")


def is_layout(table: etree._Element) -> bool:
    """Whether a table only places things on the page: it is read as plain flow then."""
    if table.get("role", "").lower() in {"presentation", "none"}:
        return True
    rows = 0
    widest = cells = 0
    heads = flows = False
    for part in islice(table.iterdescendants(), _LOOKED_THROUGH):
        tag = str(part.tag)
        if tag in _FLOW:
            return True
        flows = flows or tag in _FLOW_WITHOUT_HEADS
        if tag == "tr":
            rows += 1
            cells = 0
        elif tag in {"td", "th"}:
            cells += 1
            widest = max(widest, cells)
            heads = heads or tag == "th"
        if len(part.text or "") > _LONG_CELL:
            return True
    if flows and not heads:
        return True
    return widest < 2 or (rows < 2 and not heads)


@dataclass(slots=True)
class Table:
    """The cells of a table as they arrive."""

    rows: list[list[str]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    """For each row, whether all its cells are heads."""
    _held: dict[int, int] = field(default_factory=dict)
    """Columns that a cell above reaches into, and for how many more rows."""
    _texts: list[str] = field(default_factory=list)
    _styles: list[Style] = field(default_factory=list)
    _length: int = 0

    def row(self) -> None:
        """Begin a row: cells from above reach one row less far now."""
        self._held = {column: left - 1 for column, left in self._held.items() if left > 1}
        self.rows.append([])
        self.heads.append(True)
        self._skip_held()

    def cell(self, text: str, styles: tuple[Style, ...], element: etree._Element) -> None:
        """Add a cell, in as many columns and rows as it says."""
        if not self.rows:
            self.row()
        row = self.rows[-1]
        column = len(row)
        across = min(_span(element.get("colspan")), max(1, _WIDEST - column))
        row.append(text)
        row.extend([""] * (across - 1))
        down = _span(element.get("rowspan")) - 1
        if down > 0 and column < _WIDEST:
            self._held.update(dict.fromkeys(range(column, column + across), down + 1))
        if element.tag != "th":
            self.heads[-1] = False
        if text:
            shift = self._length + len(CELL_SEPARATOR) * bool(self._texts)
            self._styles += [Style(s.start + shift, s.end + shift, s.name, s.link) for s in styles]
            self._texts.append(text)
            self._length = shift + len(text)
        self._skip_held()

    def block(self, quoted: int) -> Block | None:
        """The finished table; None when nothing is in it."""
        kept = [(row, head) for row, head in zip(self.rows, self.heads, strict=True) if any(row)]
        if not kept:
            return None
        return Block(
            kind="table",
            text=CELL_SEPARATOR.join(self._texts),
            styles=tuple(self._styles),
            rows=tuple(tuple(row) for row, _ in kept),
            header=kept[0][1] and len(kept) > 1,
            quoted=quoted,
        )

    def _skip_held(self) -> None:
        row = self.rows[-1]
        while len(row) in self._held:
            row.append("")


def _span(value: str | None) -> int:
    found = _SPAN.match(value or "")
    return max(1, int(found[1])) if found else 1
