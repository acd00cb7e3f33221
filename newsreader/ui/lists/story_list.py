"""The sidebar's list of stories: headers fetched a page at a time, under headings for days."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from newsreader.library.stories import Header, StoryList
from newsreader.ui.clock import Clock, age, day_name
from newsreader.ui.lists.cut import cut_lines, fit
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells
from newsreader.ui.page.story_notes import comments_told

_LEFT = 3
_RIGHT = 1
_PAGE = 60
_LEAST_SOURCE = 8
"""Cells of a source's name that a count of comments leaves."""
_SOUNDS = {"audio": "♪", "video": "▶"}


def no_stories() -> StoryList:
    """A list of none."""
    return StoryList(array("q"), array("q"), array("H"))


class StoryListView(RowsView):
    """Stories, newest first; the cursor stays on its story when others come and go."""

    PARTS = "story"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"story--{name}" for name in ("title", "read", "meta", "dot", "star", "day", "line")
    }

    @dataclass
    class Wanted(Message):
        """These rows came on the screen and their headers are not here yet."""

        rows: list[int]

    def __init__(self, *, id: str | None = None, clock: Clock | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.stories = no_stories()
        self._clock = clock or Clock()
        self._headers: dict[int, Header] = {}
        self._missing: set[int] = set()
        self._asked: set[int] = set()
        self._leads: bytearray = bytearray()
        self._days: dict[int, date] = {}

    # What the screen uses.

    @property
    def row(self) -> int | None:
        """The database row of the story at the cursor."""
        return self.stories.rows[self.cursor] if self.row_count else None

    @property
    def header(self) -> Header | None:
        """The header of the story at the cursor, when it is here."""
        return self.header_at(self.cursor)

    def header_at(self, index: int) -> Header | None:
        """The header of a story by its place in the list, when it is here."""
        if not 0 <= index < self.row_count:
            return None
        return self._headers.get(self.stories.rows[index])

    def show(self, stories: StoryList, headers: Iterable[Header], cursor_row: int | None) -> None:
        """Show other stories, with the cursor on ``cursor_row`` and the lines on the screen where they were.

        Without ``cursor_row`` in the list the cursor goes to the top.
        """
        top = round(self.scroll_y)
        anchor = self.row_at_line(top) if self.row_count else 0
        anchor_row = self.stories.rows[anchor] if self.row_count else None
        below = top - self.row_top(anchor) if self.row_count else 0
        at_top = top == 0
        self.stories = stories
        self._headers = {header.row: header for header in headers}
        self._asked.clear()
        self._group_days()
        self.lay_out()
        index = _index_of(stories.rows, cursor_row)
        self.place(index or 0)
        kept = _index_of(stories.rows, anchor_row)
        if index is None:
            self.scroll_to(y=0, animate=False, force=True)
        elif kept is not None and not (at_top and index <= 2):
            self.scroll_to(y=self.row_top(kept) + below, animate=False, force=True)
        if index is not None and kept is None:
            self.reveal(index)

    def supply(self, headers: Iterable[Header]) -> None:
        """Headers that were wanted, or that changed."""
        if len(self._headers) > 5_000:
            seen = {self.stories.rows[index] for index in self.visible_rows()}
            self._headers = {row: header for row, header in self._headers.items() if row in seen}
        for header in headers:
            self._headers[header.row] = header
        self._asked.clear()
        self.redraw_all()

    def set_mark(self, ids: Sequence[str], mark: str, value: bool) -> None:
        """Show a mark at once, before the library has been asked again."""
        wanted = set(ids)
        for row, header in self._headers.items():
            if header.id in wanted and mark in {"read", "bookmarked"}:
                self._headers[row] = replace(
                    header,
                    read=value if mark == "read" else header.read,
                    bookmarked=value if mark == "bookmarked" else header.bookmarked,
                )
        self.redraw_all()

    # What RowsView asks.

    def row_heights(self, width: int) -> Sequence[int]:
        """A line or two of title, one of source and age, and the day's heading above the first of a day."""
        room = width - _LEFT - _RIGHT
        return [
            (2 if wide <= room else 3) + lead
            for wide, lead in zip(self.stories.widths, self._leads, strict=True)
        ]

    def lead(self, index: int) -> int:
        """The lines of the day's heading."""
        return self._leads[index] if index < len(self._leads) else 0

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """One line of a story: heading, title or source and age."""
        line -= self._leads[index]
        if line == -1:
            return self._day(index, width, base)
        if line < -1:
            return []
        header = self._headers.get(self.stories.rows[index])
        if header is None:
            self._want(index)
            return [Segment("   …" if line == 0 else "", base + self.part("meta"))]
        room = width - _LEFT - _RIGHT
        titles = cut_lines(header.title or "Untitled", room, 2)
        sign = "●" if line == 0 and not header.read else " "
        gutter = [Segment(f" {sign} ", base + self.part("dot"))]
        if line < len(titles):
            return [*gutter, Segment(titles[line], base + self.part("read" if header.read else "title"))]
        if line == len(titles):
            star = [Segment("★ ", base + self.part("star"))] if header.bookmarked else []
            mark = _SOUNDS.get(header.sign.sound)
            sound = [Segment(f"{mark} ", base + self.part("meta"))] if mark else []
            room -= 2 * len(star + sound)
            return [
                *gutter,
                *star,
                *sound,
                Segment(self._source_and_age(header, room), base + self.part("meta")),
            ]
        return []

    def _source_and_age(self, header: Header, room: int) -> str:
        gone = age(header.time, self._clock.now()) if header.dated else ""
        source = header.source
        tail = " · ".join(part for part in ("updated" if header.changed else "", gone) if part)
        tail = f" · {tail}" if source and tail else tail
        comments = comments_told(header.sign.comment_count)
        if comments and min(cells(source), _LEAST_SOURCE) + cells(f" · {comments}{tail}") <= room:
            tail = f" · {comments}{tail}" if source else f"{comments} · {tail}".removesuffix(" · ")
        if header.also:
            whole = f"{source} · also {', '.join(header.also)}"
            if cells(whole + tail) > room:
                tail = f" +{len(header.also)}{tail}"
            else:
                source = whole
        return fit(source + tail, room, tail)

    def _day(self, index: int, width: int, base: Style) -> list[Segment]:
        del base
        words = day_name(self._days[index], self._clock.now().date())
        return [
            Segment("   ", self.rich_style),
            Segment(f"{words} ", self.rich_style + self.part("day")),
            Segment("─" * (width - cells(words) - 5), self.rich_style + self.part("line")),
        ]

    def _want(self, index: int) -> None:
        rows = self.stories.rows
        if rows[index] in self._asked:
            return
        low = max(0, index - _PAGE // 3)
        page = [row for row in rows[low : low + _PAGE] if row not in self._headers]
        self._asked.update(page)
        self.post_message(self.Wanted(page))

    def _group_days(self) -> None:
        zone = self._clock.zone
        leads = bytearray(len(self.stories.times))
        days = {}
        start, end = 1, 0
        for index, moment in enumerate(self.stories.times):
            if start <= moment < end:
                continue
            day = datetime.fromtimestamp(moment, zone).date()
            start = int(datetime.combine(day, time(), zone).timestamp())
            end = int(datetime.combine(day + timedelta(days=1), time(), zone).timestamp())
            leads[index] = 2 if index else 1
            days[index] = day
        self._leads, self._days = leads, days


def _index_of(rows: "array[int]", row: int | None) -> int | None:
    if row is None:
        return None
    try:
        return rows.index(row)
    except ValueError:
        return None
