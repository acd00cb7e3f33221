"""The article pane with details that open and close: whatever leads into closed ones opens them."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from newsreader.ui.page.article_draw import hits_in
from newsreader.ui.page.article_page import Page, lay_out
from newsreader.ui.page.details import are_alike, around, around_hits, closed_at_first
from newsreader.ui.page.setting import Setting
from newsreader.ui.page.word_clicks import WordClicksView


class DisclosingView(WordClicksView):
    """An article whose details are open or closed for as long as it is shown."""

    @dataclass
    class SummaryClicked(Message):
        """The summary of details was clicked."""

        details: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.closed: frozenset[int] = frozenset()
        """The numbers of the details that are closed."""

    def show(self, setting: Setting, anchor: tuple[int, int] = (0, 0)) -> None:
        """Show an article with its details as its publisher sent them, but for what leads into them."""
        if self.setting is None or not are_alike(self.setting, setting):
            self.closed = closed_at_first(setting) - self._around_terms(setting)
        self.closed -= around(setting, [anchor[0]])
        super().show(setting, anchor)

    def light_up(self, terms: tuple[str, ...]) -> None:
        """Light up words that were searched for, and open the details that hold them."""
        before = self._terms
        super().light_up(terms)
        if self.setting is not None and self._terms != before:
            self._open(self._around_terms(self.setting))

    def toggle(self, details: int) -> None:
        """Open or close details; their summary stays on its line of the screen."""
        paragraphs = self.setting.paragraphs if self.setting is not None else ()
        summary = next((index for index, one in enumerate(paragraphs) if one.details == details), None)
        if summary is None:
            return
        row = self._page.line_of(summary, 0) - round(self.scroll_y)
        self.closed ^= {details}
        self._fold((summary, 0), row if 0 <= row < self.size.height else 0)

    def is_shown(self, offset: int) -> bool:
        """Whether the words at an offset in ``Article.text`` are in no closed details."""
        setting = self.setting
        return setting is None or self.closed.isdisjoint(around(setting, [setting.locate(offset)[0]]))

    def is_in_view(self, start: int, end: int) -> bool:
        """Whether some of a span of ``Article.text`` is on the screen."""
        return self.is_shown(start) and super().is_in_view(start, end)

    def reveal(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Open the details from one place to another, and scroll there if needed."""
        if self.setting is not None:
            self._open(around(self.setting, range(start[0], end[0] + 1)))
        super().reveal(start, end)

    def _around_terms(self, setting: Setting) -> frozenset[int]:
        terms = self._terms
        return (
            around_hits(setting, lambda paragraph: bool(hits_in(paragraph, terms))) if terms else frozenset()
        )

    def _open(self, details: frozenset[int]) -> None:
        """Open details; the first words in view stay on their line of the screen."""
        if self.closed.isdisjoint(details):
            return
        top = round(self.scroll_y)
        line = next((y for y in range(top, self._page.height) if self._page.find(y)[1] >= 0), top)
        place = self._page.place_at(line)
        self.closed -= details
        self._fold(place, line - top)

    def _fold(self, place: tuple[int, int], row: int) -> None:
        self._lay_out()
        self._held = None
        self._by_program = True
        self.scroll_to(y=max(0, self._page.line_of(*place) - row), animate=False, force=True)
        self._by_program = False
        self.details_changed()

    def details_changed(self) -> None:
        """Other parts of the article are seen now."""

    def _laid_out(self, setting: Setting) -> Page:
        return lay_out(setting, self._column.width, closed=self.closed)

    def on_click(self, event: events.Click) -> None:
        """A click on a summary opens or closes what it stands for."""
        line = round(self.scroll_y) + event.y
        if "link" in event.style.meta or not 0 <= line < self._page.height or self.text_selection is not None:
            return
        index, within = self._page.find(line)
        if within >= 0 and (details := self._page.paragraphs[index].details) >= 0:
            event.prevent_default()
            self.post_message(self.SummaryClicked(details))
