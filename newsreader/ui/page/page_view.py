"""A set article in a pane: laid out at a width, scrolled, selected, drawn a line at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from newsreader.article.blocks import Link
from newsreader.article.targets import for_terminal
from newsreader.ui.page.article_draw import NOTE_ROOM, STYLES, Column, Look, Span, draw_line, draw_words
from newsreader.ui.page.article_page import Page, lay_out
from newsreader.ui.page.linebreak import GLUE
from newsreader.ui.page.setting import Setting

_MOST_SCREENS = 2
"""Of lines that are kept as they were drawn: each is dozens of objects for the garbage collector to visit."""


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """An article as lines. ``ArticleView`` knows what its words are: marks and links."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"article--{name}" for name in STYLES}

    measure: var[int] = var(72)
    """The longest line, in cells."""

    @dataclass
    class Scrolled(Message):
        """The reader scrolled the article."""

        view: "PageView"

        @property
        def control(self) -> "PageView":
            """The pane, for ``@on`` with a selector."""
            return self.view

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.setting: Setting | None = None
        self._empty = ""
        self._terms: tuple[str, ...] = ()
        self._overlays: dict[str, tuple[Span, ...]] = {}
        self._laid_over: dict[str, Mapping[int, Sequence[Span]]] = {}
        self._held: tuple[int, int] | None = None
        """The place that was gone to, until the reader scrolls: resizing must not move it word by word."""
        self._links: tuple[Style, ...] = ()
        self._page = Page()
        self._strips: dict[int, Strip] = {}
        self._laid_width = 0
        self._by_program = False

    # What is shown.

    def show(self, setting: Setting, anchor: tuple[int, int] = (0, 0)) -> None:
        """Show an article with the place ``anchor`` (paragraph, character) at the top."""
        self.setting = setting
        self._links = tuple(map(_link_style, setting.article.links))
        self._overlays.clear()
        self._laid_over.clear()
        self.screen.clear_selection()
        self._lay_out()
        self.go_to(anchor)

    def show_nothing(self, words: str) -> None:
        """Show no article but a quiet line in its place."""
        self.setting = None
        self._empty = words
        self._overlays.clear()
        self._laid_over.clear()
        self._held = None
        self._page = Page()
        self.virtual_size = Size(self.size.width, 0)
        self._draw_anew()

    def light_up(self, terms: tuple[str, ...]) -> None:
        """Light up words that were searched for."""
        folded = tuple(term.casefold() for term in terms)
        if folded != self._terms:
            self._terms = folded
            self._draw_anew()

    def overlay(self, style: str, spans: Sequence[Span]) -> None:
        """Draw spans of ``Article.text`` in a style over the others, instead of those given before."""
        if self._overlays.get(style, ()) != tuple(spans):
            self._overlays[style] = tuple(spans)
            self._draw_anew()

    def lay_over(self, style: str, places: Mapping[int, Sequence[Span]]) -> None:
        """Draw spans of paragraphs (by index) in a style over the others, instead of those given before."""
        if self._laid_over.get(style, {}) != places:
            self._laid_over[style] = places
            self._draw_anew()

    # Where the reader is.

    @property
    def reading_place(self) -> tuple[int, int]:
        """The paragraph and the character at the top of the pane: the reader's place at any width."""
        top = round(self.scroll_y)
        if self._held is not None and min(self._line_of(self._held), round(self.max_scroll_y)) == top:
            return self._held
        return self._page.place_at(top)

    @property
    def page_now(self) -> Page:
        """The lines of the article as they are set now."""
        return self._page

    def _line_of(self, anchor: tuple[int, int]) -> int:
        return self._page.line_of(*anchor) if anchor != (0, 0) else 0

    def go_to(self, anchor: tuple[int, int]) -> None:
        """Scroll so that a place is at the top of the pane."""
        self._held = anchor
        self._by_program = True
        self.scroll_to(y=self._line_of(anchor), animate=False, force=True)
        self._by_program = False

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return round(self.scroll_y) + self.size.height >= self._page.height

    def reveal(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Scroll, if needed, so that all from one place to another is in view with some lines around it."""
        first, last = self._page.line_of(*start), self._page.line_of(*end)
        top, height = round(self.scroll_y), max(1, self.size.height)
        if first < top + 1 or last >= top + height - 1:
            self.scroll_to(y=max(0, first - height // 4), animate=False, force=True)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by lines, as the reader asked."""
        self.scroll_to(y=round(self.scroll_y) + lines, animate=False, force=True)

    def page(self, direction: int) -> None:
        """Scroll by a screenful less two lines, so that the eye finds its place."""
        self.scroll_lines(direction * max(1, self.size.height - 2))

    # Layout.

    @property
    def _column(self) -> Column:
        """Where the text stands: in the middle, but never so that speakers' names find no room."""
        room = max(10, self.scrollable_content_region.width or self.size.width)
        width = min(self.measure, room - (4 if room > 44 else 2))
        middle = (room - width) // 2
        return Column(max(1, min(middle, max(2, room - width - NOTE_ROOM - 1))), width, self.size.width)

    def _lay_out(self) -> None:
        self._page = self._laid_out(self.setting) if self.setting else Page()
        self._laid_width = self.scrollable_content_region.width
        self.virtual_size = Size(self._laid_width, self._page.height + 1 if self._page.lines else 0)
        self._draw_anew()

    def _laid_out(self, setting: Setting) -> Page:
        return lay_out(setting, self._column.width)

    def _draw_anew(self) -> None:
        self._strips.clear()
        self.refresh()

    # What Textual asks.

    def watch_measure(self) -> None:
        """Set the lines anew and stay at the same words."""
        if self._page.lines:
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
            self._held = None
            self.post_message(self.Scrolled(self))

    def notify_style_update(self) -> None:
        """Colours changed: everything drawn is old."""
        super().notify_style_update()
        self._strips.clear()

    def selection_updated(self, selection: Selection | None) -> None:
        """Selected text is drawn anew."""
        del selection
        self._draw_anew()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words, a line for each paragraph, without the ends of screen lines."""
        if self.setting is None:
            return None
        chosen = []
        for index, paragraph in enumerate(self._page.paragraphs):
            span = selection.get_span(index)
            if span is not None:
                start, end = span
                chosen.append(paragraph.text[start : len(paragraph.text) if end == -1 else end])
        return "\n\n".join(part for part in chosen if part).replace(GLUE, " "), "\n"

    def render_line(self, y: int) -> Strip:
        """One line of the screen, from the cache where it is there."""
        width = self.size.width
        line = round(self.scroll_y) + y
        strip = self._strips.get(line)
        if strip is None or strip.cell_length != width:
            strip = self._draw(line, y, width)
            if len(self._strips) > _MOST_SCREENS * self.size.height:
                self._strips.clear()
            self._strips[line] = strip
        return strip

    def _draw(self, line: int, y: int, width: int) -> Strip:
        look = Look(
            self._style,
            self.rich_style,
            self.screen.get_component_rich_style("screen--selection", partial=True),
            self._selected,
            self._overlays,
            self._terms,
            self._laid_over,
            self._links,
        )
        if self.setting is None:
            return draw_words(self._empty if y == self.size.height // 3 else "", width, look)
        return draw_line(self._page, line, self._column, look)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"article--{name}", partial=True)

    def _selected(self, index: int, length: int) -> Span | None:
        selection = self.text_selection
        span = selection.get_span(index) if selection is not None else None
        if span is None:
            return None
        return span[0], length if span[1] == -1 else span[1]


def _link_style(link: Link) -> Style:
    """What makes the terminal open a link itself (OSC 8), its lines as one."""
    return Style(link=for_terminal(link.url) or None)
