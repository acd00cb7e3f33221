"""Two clicks select the word under the mouse, three its paragraph, as everywhere else in a terminal."""

from typing import Final

from textual import events
from textual.geometry import Offset
from textual.selection import Selection

from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.caret import word_at

_WORD: Final = 2
_PARAGRAPH: Final = 3


class WordClicksView(ArticleView):
    """The article pane, with more than one click at a place."""

    def on_click(self, event: events.Click) -> None:
        """Select a word or a paragraph; a link's second click opens it all the same."""
        if event.chain < _WORD or "link" in event.style.meta:
            return
        event.prevent_default()
        widget, offset = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        if widget is not self or offset is None or event.style.meta.get("blank"):
            return
        inside, index = offset
        text = self._page.paragraphs[index].text
        start, end = word_at(text, inside) if event.chain < _PARAGRAPH else (0, len(text))
        if start < end:
            self.screen.selections = {self: Selection(Offset(start, index), Offset(end, index))}
