"""The article pane: marks and links among the words that ``PageView`` draws."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection

from newsreader.article.marks import Quote
from newsreader.ui.page.page_view import PageView
from newsreader.ui.page.setting import Setting
from newsreader.ui.page.typeset_marks import nearest_mark


class ArticleView(PageView, inherit_bindings=False):
    """One article, scrolled and selected; marks are stepped through and clicked."""

    @dataclass
    class LinkClicked(Message):
        """A link in the text was clicked: its index in ``Article.links``."""

        link: int

    @dataclass
    class LinkHovered(Message):
        """The mouse came over a link, or left it (None)."""

        link: int | None

    @dataclass
    class MarkChosen(Message):
        """A quote or figure was clicked or stepped to: its index in ``Setting.marks``."""

        index: int

    @dataclass
    class WordsClicked(Message):
        """Words were clicked that are neither a link nor a mark: the offset in ``Article.text``."""

        offset: int

    @dataclass
    class Shifted(Message):
        """The article is the same, but its paragraphs from ``first`` on have numbers that are greater by ``by``."""

        first: int
        by: int

        def moved(self, paragraph: int) -> int:
            """The number that a paragraph has now."""
            return paragraph + self.by if paragraph >= self.first else paragraph

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.current: int | None = None
        self.unlit: Quote | None = None
        """What is chosen though it is not lit up in the text: reported speech."""
        """The mark that is chosen, an index in ``setting.marks``."""
        self._hovered: int | None = None

    # What is shown.

    def show(self, setting: Setting, anchor: tuple[int, int] = (0, 0)) -> None:
        """Show an article with the place ``anchor`` (paragraph, character) at the top."""
        self.current = self.unlit = None
        super().show(setting, anchor)

    def show_nothing(self, words: str) -> None:
        """Show no article but a quiet line in its place."""
        self.current = self.unlit = None
        super().show_nothing(words)

    def replace_setting(self, setting: Setting) -> None:
        """Show the same article set anew (lights on or off) without moving."""
        old, anchor = self.setting, self.reading_place
        first = old.first if old is not None else 0
        # The head can have another line once quotes and figures were found.
        shifted = self.Shifted(first, setting.first - first)
        moved = shifted.moved
        current, unlit = self.current, self.unlit
        overlays, selected = dict(self._overlays), self.text_selection
        laid_over = {
            style: {moved(index): spans for index, spans in places.items()}
            for style, places in self._laid_over.items()
        }
        self.show(setting, (moved(anchor[0]), anchor[1]))
        self.current, self.unlit = current, unlit
        self._overlays, self._laid_over = overlays, {**laid_over}
        if selected is not None and selected.start is not None and selected.end is not None:
            start, end = selected.start, selected.end
            again = Selection(Offset(start.x, moved(start.y)), Offset(end.x, moved(end.y)))
            self.screen.selections = {self: again}
        if shifted.by:
            self.post_message(shifted)

    # Marks.

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
        self.current, self.unlit = index, None
        mark = self.setting.marks[index]
        self.show_offset(mark.start, mark.end)
        self.overlay("current", getattr(mark, "parts", ((mark.start, mark.end),)))
        self.post_message(self.MarkChosen(index))

    def choose_unlit(self, quote: Quote) -> None:
        """Choose what is not lit up in the text, and bring it into view."""
        self.current, self.unlit = None, quote
        self.show_offset(quote.start, quote.end)
        self.overlay("current", quote.parts)

    def show_offset(self, start: int, end: int) -> None:
        """Scroll, if needed, so that a span of ``Article.text`` is in view with some lines around it."""
        if self.setting is None:
            return
        self.reveal(self.setting.locate(start), self.setting.locate(max(start, end - 1)))

    def is_in_view(self, start: int, end: int) -> bool:
        """Whether some of a span of ``Article.text`` is on the screen."""
        if self.setting is None:
            return False
        top = round(self.scroll_y)
        first = self._page.line_of(*self.setting.locate(start))
        last = self._page.line_of(*self.setting.locate(max(start, end - 1)))
        return first < top + self.size.height and last >= top

    def clear_mark(self) -> bool:
        """Let go of the chosen mark; False when none was."""
        if self.current is None and self.unlit is None:
            return False
        self.current = self.unlit = None
        self.overlay("current", ())
        return True

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """A click is for the link or the mark under it."""
        link = event.style.meta.get("link")
        if self.setting is None:
            return
        if link is not None and 0 <= link < len(self.setting.article.links):
            self.post_message(self.LinkClicked(link))
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
        else:
            self.post_message(self.WordsClicked(at))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Where a link leads is told while the mouse is over it."""
        self._hover(event.style.meta.get("link"))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover(None)

    def _hover(self, link: int | None) -> None:
        if link != self._hovered:
            self._hovered = link
            self.post_message(self.LinkHovered(link))
