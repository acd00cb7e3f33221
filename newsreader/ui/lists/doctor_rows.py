"""The list of the feed doctor: a line for each feed, what ails it below, the worst first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from newsreader.library.health import WORDS, Health
from newsreader.ui.clock import age
from newsreader.ui.lists.cut import cut_lines, fit
from newsreader.ui.lists.feed_rows import name_of, without_host
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells

_STATE = 12
"""Cells of the first column."""
_MOST_LINES = 2
_WIDEST_TITLE = 48
_COLUMNS: tuple[tuple[str, int, int], ...] = (
    # Its name, its cells, and how wide the list must be for it.
    ("a week", 8, 0),
    ("read", 6, 0),
    ("newest", 9, 62),
    ("fetched", 9, 72),
    ("next", 10, 84),
)
_GRAVE = frozenset({"gone", "dead", "failing"})


class DoctorRows(RowsView):
    """How feeds fare."""

    PARTS = "doctor"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"doctor--{name}" for name in ("grave", "mild", "well", "title", "fact", "words", "heading")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._found: list[Health] = []
        self._now = datetime.now(UTC)
        self._first_well = 0

    def show(self, found: Sequence[Health], now: datetime) -> None:
        """Show feeds; the cursor stays on its feed, or where that was."""
        key = self.chosen.feed.key if self.chosen else ""
        at = self.cursor
        self._found = list(found)
        self._now = now
        self._first_well = next((n for n, one in enumerate(found) if one.is_well), len(found))
        self.lay_out()
        same = next((n for n, one in enumerate(self._found) if one.feed.key == key), at)
        self.place(same)
        self.reveal(self.cursor)

    @property
    def chosen(self) -> Health | None:
        """The feed at the cursor."""
        return self._found[self.cursor] if self.cursor < len(self._found) else None

    def row_heights(self, width: int) -> Sequence[int]:
        """A line, those of what ails it, and a heading above the first that is well."""
        return [1 + self.lead(n) + len(self._words(one, width)) for n, one in enumerate(self._found)]

    def lead(self, index: int) -> int:
        """The heading above the first feed that is well, with blank lines around it."""
        return (3 if index else 2) if index == self._first_well else 0

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Facts in columns, or what ails the feed."""
        lead = self.lead(index)
        if line < lead:
            well = len(self._found) - self._first_well
            words = f" {well:,} {'feed is' if well == 1 else 'feeds are'} well" if line == lead - 2 else ""
            return [Segment(words, base + self.part("heading"))]
        one = self._found[index]
        if line > lead:
            words = self._words(one, width)[line - lead - 1]
            return [Segment(" " * (_STATE + 1), base), Segment(words, base + self.part("words"))]
        return self._facts(one, width, base)

    def _facts(self, one: Health, width: int, base: Style) -> list[Segment]:
        name = "well" if one.is_well else "grave" if one.state in _GRAVE else "mild"
        room = self.title_width(width)
        title = fit(name_of(one.feed), room, "")
        segments = [
            Segment(f" {WORDS[one.state]:{_STATE}}", base + self.part(name)),
            Segment(title, base + self.part("well" if one.is_well else "title")),
            Segment(" " * (room - cells(title)), base),
        ]
        for (_, size, least), value in zip(_COLUMNS, self._values(one), strict=True):
            if width >= least or not least:
                segments.append(Segment(f"{value:>{size}}", base + self.part("fact")))
        return segments

    def _values(self, one: Health) -> tuple[str, ...]:
        feed = one.feed
        weekly = f"{one.weekly:,.0f}" if one.weekly >= 10 or not one.weekly else f"{one.weekly:.1f}"
        return (
            weekly,
            "–" if one.read is None else f"{one.read:.0%}",
            "–" if one.newest is None else ago(one.newest, self._now),
            "never" if feed.succeeded is None else ago(feed.succeeded, self._now),
            next_try(one, self._now),
        )

    def title_width(self, width: int) -> int:
        """How many cells a title may have."""
        facts = sum(size for _, size, least in _COLUMNS if width >= least)
        return max(8, min(_WIDEST_TITLE, width - _STATE - 1 - facts - 1))

    def header(self, width: int) -> str:
        """The names of the columns."""
        names = "".join(f"{name:>{size}}" for name, size, least in _COLUMNS if width >= least)
        return f" {'':{_STATE}}{'Feed':{self.title_width(width)}}{names}"

    def _words(self, one: Health, width: int) -> list[str]:
        room = max(16, min(96, width - _STATE - 3))
        return cut_lines(without_host(one.words, one.feed.url), room, _MOST_LINES)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in at most eight cells."""
    local = moment.astimezone(now.tzinfo)
    return age(moment, now) if local.year == now.year else f"{local:%b} {local.year}"


def next_try(one: Health, now: datetime) -> str:
    """When a feed is asked next by itself."""
    if one.feed.next_try is None:
        return "never"
    return "due" if one.feed.next_try <= now else f"in {ahead(one.feed.next_try, now)}"


def ahead(moment: datetime, now: datetime) -> str:
    """How long until then, in the shortest words: ``5m``, ``3h``, ``2d``."""
    seconds = (moment - now).total_seconds()
    for size, name in ((86_400, "d"), (3_600, "h")):
        if seconds >= size:
            return f"{int(seconds // size)}{name}"
    return f"{max(1, int(seconds // 60))}m"
