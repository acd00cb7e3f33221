"""The article pane: a set article, drawn a line at a time from what is on the screen."""

import itertools
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from newsreader.ui.linebreak import cells
from newsreader.ui.lines import Line, lay_lines, left_edge
from newsreader.ui.typeset import Note, Paragraph, Run, Setting, nearest_mark

_STYLES = (
    "category", "title", "standfirst", "byline", "meta", "rule", "text", "heading", "subheading", "block-quote",
    "code-block", "caption", "term-line", "footnote", "sign-off", "tail-link", "dateline", "margin", "bar", "marker",
    "quote", "term", "speaker", "money", "percent", "date", "time", "duration", "measure", "count", "current",
    "strong", "emphasis", "code", "delete", "insert", "mark", "sub", "sup", "link", "small", "hit",
)  # fmt: skip
_STRENGTH = {"quote": 1, "term": 1, "speaker": 2, "link": 0, "hit": 4, "current": 5}
_NOTE_ROOM = 18


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """One article, scrolled and selected; marks are stepped through and clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{name}" for name in _STYLES}

    measure: var[int] = var(72)
    """The longest line, in cells."""

    @dataclass
    class Scrolled(Message):
        """The reader scrolled the article."""

        view: "ArticleView"

        @property
        def control(self) -> "ArticleView":
            """The pane, for ``@on`` with a selector."""
            return self.view

    @dataclass
    class LinkClicked(Message):
        """A link in the text was clicked."""

        url: str

    @dataclass
    class MarkChosen(Message):
        """A quote or figure was clicked or stepped to: its index in ``Setting.marks``."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.setting: Setting | None = None
        self.current: int | None = None
        """The mark that is chosen, an index in ``setting.marks``."""
        self._empty = ""
        self._terms: tuple[str, ...] = ()
        self._lines: list[tuple[Line, ...]] = []
        self._tops: array[int] = array("q", [0])
        self._strips: dict[int, Strip] = {}
        self._laid_width = 0
        self._by_program = False

    # What the screen uses.

    def show(self, setting: Setting, anchor: tuple[int, int] = (0, 0)) -> None:
        """Show an article with the place ``anchor`` (paragraph, character) at the top."""
        self.setting = setting
        self.current = None
        self.screen.clear_selection()
        self._lay_out()
        self.go_to(anchor)

    def light_up(self, terms: tuple[str, ...]) -> None:
        """Light up words that were searched for."""
        folded = tuple(term.casefold() for term in terms)
        if folded != self._terms:
            self._terms = folded
            self._strips.clear()
            self.refresh()

    def replace_setting(self, setting: Setting) -> None:
        """Show the same article set anew (lights on or off) without moving."""
        anchor = self.reading_place
        current = self.current
        self.show(setting, anchor)
        self.current = current

    def show_nothing(self, words: str) -> None:
        """Show no article but a quiet line in its place."""
        self.setting = None
        self.current = None
        self._empty = words
        self._lines, self._tops = [], array("q", [0])
        self._strips.clear()
        self.virtual_size = Size(self.size.width, 0)
        self.refresh()

    @property
    def reading_place(self) -> tuple[int, int]:
        """The paragraph and the character at the top of the pane: the reader's place at any width."""
        if not self._lines:
            return 0, 0
        paragraph, line = self._find(round(self.scroll_y))
        pieces = self._lines[paragraph][line] if line >= 0 else ()
        return paragraph, pieces[0].start if pieces else 0

    def go_to(self, anchor: tuple[int, int]) -> None:
        """Scroll so that a place is at the top of the pane."""
        self._by_program = True
        self.scroll_to(y=self._line_of(*anchor) if anchor != (0, 0) else 0, animate=False, force=True)
        self._by_program = False

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return round(self.scroll_y) + self.size.height >= self._tops[-1]

    def step(self, direction: int) -> bool:
        """Choose the next or previous mark, from the chosen one or the top of the pane; False at the end."""
        if self.setting is None or not self.setting.marks:
            return False
        if self.current is not None:
            index: int | None = self.current + direction
            index = index if index is not None and 0 <= index < len(self.setting.marks) else None
        else:
            paragraph, inside = self.reading_place
            source = self.setting.paragraphs[paragraph].source
            index = nearest_mark(self.setting.marks, -1 if source is None else source + inside - 1, direction)
        if index is None:
            return False
        self.choose_mark(index)
        return True

    def choose_mark(self, index: int) -> None:
        """Choose a mark and bring it into view."""
        if self.setting is None:
            return
        self.current = index
        mark = self.setting.marks[index]
        self.show_offset(mark.start, mark.end)
        self._strips.clear()
        self.refresh()
        self.post_message(self.MarkChosen(index))

    def show_offset(self, start: int, end: int) -> None:
        """Scroll, if needed, so that a span of ``Article.text`` is in view with some lines around it."""
        if self.setting is None:
            return
        first = self._line_of(*self.setting.locate(start))
        last = self._line_of(*self.setting.locate(max(start, end - 1)))
        top, height = round(self.scroll_y), max(1, self.size.height)
        if first < top + 1 or last >= top + height - 1:
            self.scroll_to(y=max(0, first - height // 4), animate=False, force=True)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by lines, as the reader asked."""
        self.scroll_to(y=round(self.scroll_y) + lines, animate=False, force=True)

    def page(self, direction: int) -> None:
        """Scroll by a screenful less two lines, so that the eye finds its place."""
        self.scroll_lines(direction * max(1, self.size.height - 2))

    def clear_mark(self) -> bool:
        """Let go of the chosen mark; False when none was."""
        if self.current is None:
            return False
        self.current = None
        self._strips.clear()
        self.refresh()
        return True

    # Layout.

    @property
    def _column(self) -> tuple[int, int]:
        """Where the text begins and how wide it is."""
        room = max(10, self.scrollable_content_region.width or self.size.width)
        width = min(self.measure, room - (4 if room > 44 else 2))
        middle = (room - width) // 2
        return max(1, min(middle, max(2, room - width - _NOTE_ROOM - 1))), width

    def _lay_out(self) -> None:
        self._strips.clear()
        self._lines, tops = [], array("q", [0])
        _, width = self._column
        total = 0
        if self.setting is not None:
            for paragraph in self.setting.paragraphs:
                lines = lay_lines(paragraph, width)
                self._lines.append(lines)
                total += paragraph.before + len(lines)
                tops.append(total)
        self._tops = tops
        self._laid_width = self.scrollable_content_region.width
        self.virtual_size = Size(self._laid_width, total + 1 if self._lines else 0)
        self.refresh()

    def _find(self, y: int) -> tuple[int, int]:
        """The paragraph at a line of the article and the line within it, negative for blank lines above it."""
        index = min(max(0, bisect_right(self._tops, y) - 1), len(self._lines) - 1)
        within = y - self._tops[index] - (self.setting.paragraphs[index].before if self.setting else 0)
        return index, min(within, len(self._lines[index]) - 1)

    def _line_of(self, paragraph: int, inside: int) -> int:
        """The line of the article that a character is on."""
        if self.setting is None or not self._lines:
            return 0
        paragraph = min(paragraph, len(self._lines) - 1)
        top = self._tops[paragraph] + self.setting.paragraphs[paragraph].before
        lines = self._lines[paragraph]
        if self.setting.paragraphs[paragraph].rows:
            for number, line in enumerate(lines):
                if any(piece.start <= inside < max(piece.end, piece.start + 1) for piece in line):
                    return top + number
        starts = [line[0].start if line else 0 for line in lines]
        return top + max(0, bisect_right(starts, inside) - 1)

    # What Textual asks.

    def watch_measure(self) -> None:
        """Set the lines anew and stay at the same words."""
        if self._lines:
            anchor = self.reading_place
            self._lay_out()
            self.go_to(anchor)

    def on_resize(self) -> None:
        """Set the lines anew and stay at the same words."""
        if self.scrollable_content_region.width != self._laid_width:
            self.watch_measure()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the screen when it was the reader who scrolled."""
        super().watch_scroll_y(old_value, new_value)
        is_clamped = old_value > self.max_scroll_y  # the pane grew or the text became shorter
        if round(old_value) != round(new_value) and not self._by_program and not is_clamped:
            self.post_message(self.Scrolled(self))

    def notify_style_update(self) -> None:
        """Colours changed: everything drawn is old."""
        super().notify_style_update()
        self._strips.clear()

    def selection_updated(self, selection: Selection | None) -> None:
        """Selected text is drawn anew."""
        del selection
        self._strips.clear()
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words, a line for each paragraph, without the ends of screen lines."""
        if self.setting is None:
            return None
        chosen = []
        for index, paragraph in enumerate(self.setting.paragraphs):
            span = selection.get_span(index)
            if span is not None:
                start, end = span
                chosen.append(paragraph.text[start : len(paragraph.text) if end == -1 else end])
        return "\n\n".join(part for part in chosen if part), "\n"

    def on_click(self, event: events.Click) -> None:
        """A click opens a link, or chooses the mark under it."""
        link = event.style.meta.get("link")
        if self.setting is None:
            return
        if link is not None and 0 <= link < len(self.setting.article.links):
            self.post_message(self.LinkClicked(self.setting.article.links[link].url))
            return
        offset = event.style.meta.get("offset")
        if offset is None or event.style.meta.get("blank"):
            return
        inside, paragraph = offset
        source = (
            self.setting.paragraphs[paragraph].source if paragraph < len(self.setting.paragraphs) else None
        )
        if source is None:
            return
        at = source + inside
        hits = [n for n, mark in enumerate(self.setting.marks) if mark.start <= at < mark.end]
        if hits:
            self.choose_mark(hits[-1])

    def render_line(self, y: int) -> Strip:
        """One line of the screen, from the cache where it is there."""
        width = self.size.width
        line = round(self.scroll_y) + y
        strip = self._strips.get(line)
        if strip is None or strip.cell_length != width:
            strip = self._draw(line, width)
            if len(self._strips) > 2_000:
                self._strips.clear()
            self._strips[line] = strip
        return strip

    # Drawing.

    def _draw(self, y: int, width: int) -> Strip:
        base = self.rich_style
        if self.setting is None:
            words = self._empty if y == self.size.height // 3 else ""
            left = max(0, (width - cells(words)) // 2)
            style = base + self._style("meta")
            return Strip([Segment(" " * left, base), Segment(words, style)]).adjust_cell_length(width, base)
        if y >= self._tops[-1] or y < self._tops[0]:
            index = len(self._lines) if y >= self._tops[-1] else 0
            return Strip.blank(width, base + Style.from_meta({"offset": (0, index), "blank": True}))
        index, within = self._find(y)
        blank = base + Style.from_meta({"offset": (0, index), "blank": True})
        left, column = self._column
        paragraph = self.setting.paragraphs[index]
        if within < 0:
            return self._gap(index, left, width, blank)
        if paragraph.style == "rule":
            rule = Segment("─" * column, base + self._style("rule"))
            return Strip([Segment(" " * left, blank), rule]).adjust_cell_length(width, blank)
        segments = [Segment(" " * left, blank), *self._margin(paragraph, within, blank)]
        x = left + left_edge(paragraph)
        line = self._lines[index][within]
        for piece in line:
            if piece.x + left > x:
                segments.append(Segment(" " * (piece.x + left - x), blank))
                x = piece.x + left
            head = paragraph.header and paragraph.rows and piece.start < paragraph.rows[0][-1][1]
            drawn = self._piece(index, paragraph, piece.start, piece.end, "strong" if head else "")
            segments += drawn
            x += sum(cells(segment.text) for segment in drawn)
        if note := self._note(paragraph, line, width - left - column):
            segments.append(Segment(" " * max(0, left + column + 2 - x), blank))
            segments.append(Segment(note, base + self._style("margin") + Style.from_meta({"blank": True})))
        return Strip(segments).adjust_cell_length(width, blank)

    def _gap(self, index: int, left: int, width: int, blank: Style) -> Strip:
        """A blank line between paragraphs; the bar of a block quote goes on through it."""
        paragraphs = self.setting.paragraphs if self.setting else ()
        bars = min(paragraphs[index].bar, paragraphs[index - 1].bar) if index else 0
        if not bars:
            return Strip.blank(width, blank)
        bar = Segment("▎ " * bars, blank + self._style("bar"))
        return Strip([Segment(" " * left, blank), bar]).adjust_cell_length(width, blank)

    def _margin(self, paragraph: Paragraph, within: int, blank: Style) -> list[Segment]:
        """The bars and the marker left of a line."""
        segments = []
        if paragraph.bar:
            segments.append(Segment("▎ " * paragraph.bar, blank + self._style("bar")))
        if paragraph.indent:
            hanging = (
                f"{paragraph.marker} ".rjust(paragraph.indent) if paragraph.marker and not within else ""
            )
            segments.append(Segment(hanging.ljust(paragraph.indent), blank + self._style("marker")))
        return segments

    def _note(self, paragraph: Paragraph, line: Line, free: int) -> str:
        """Who starts to speak on this line, when the margin has room for the name."""
        if free < _NOTE_ROOM or not line:
            return ""
        names = [note.text for note in paragraph.notes if _holds(line, note)]
        words = ", ".join(names)
        return (
            words if cells(words) <= free - 3 else words[: max(0, free - 4)].rstrip() + "…" if words else ""
        )

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"article--{name}", partial=True)

    def _piece(self, index: int, paragraph: Paragraph, start: int, end: int, extra: str) -> list[Segment]:
        """The segments of a span of a paragraph, cut where a style begins or ends."""
        base = self.rich_style + self._style(paragraph.style)
        if extra:
            base += self._style(extra)
        runs = [run for run in self._runs(paragraph) if run.start < end and run.end > start]
        runs.sort(key=lambda run: _STRENGTH.get(run.style, 3 if run.ref < 0 else 0))
        cuts = sorted(
            {start, end, *(max(start, run.start) for run in runs), *(min(end, run.end) for run in runs)}
        )
        selected = self._selected(index, len(paragraph.text))
        if selected:
            cuts = sorted({*cuts, *(min(max(start, edge), end) for edge in selected)})
        segments = []
        for low, high in itertools.pairwise(cuts):
            style = base
            for run in runs:
                if run.start <= low < run.end:
                    style += self._style(run.style)
                    if run.ref >= 0:
                        style += Style.from_meta({"link": run.ref})
            if selected and selected[0] <= low < selected[1]:
                style += self.screen.get_component_rich_style("screen--selection", partial=True)
            segments.append(
                Segment(paragraph.text[low:high], style + Style.from_meta({"offset": (low, index)}))
            )
        return segments

    def _runs(self, paragraph: Paragraph) -> list[Run]:
        """A paragraph's own runs, the chosen mark, and the words that were searched for."""
        runs = list(paragraph.runs)
        if self.current is not None and self.setting is not None and paragraph.source is not None:
            mark = self.setting.marks[self.current]
            spans = getattr(mark, "parts", ((mark.start, mark.end),))
            runs += [Run(low - paragraph.source, high - paragraph.source, "current") for low, high in spans]
        if self._terms:
            folded = paragraph.text.casefold()
            if len(folded) == len(paragraph.text):
                for term in self._terms:
                    at = folded.find(term)
                    while at >= 0:
                        if at == 0 or not folded[at - 1].isalnum() or not term[0].isascii():
                            runs.append(Run(at, at + len(term), "hit"))
                        at = folded.find(term, at + len(term))
        return runs

    def _selected(self, index: int, length: int) -> tuple[int, int] | None:
        selection = self.text_selection
        span = selection.get_span(index) if selection is not None else None
        if span is None:
            return None
        return span[0], length if span[1] == -1 else span[1]


def _holds(line: Line, note: Note) -> bool:
    return any(piece.start <= note.at < piece.end for piece in line)
