"""The line above the list: what it shows, and how many."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.ui.lists.cut import fit
from newsreader.ui.page.linebreak import cells


class ScopeLine(Widget):
    """A name and a count. When there is no room for both, the name is shortened."""

    title: reactive[str] = reactive("")
    tally: reactive[str] = reactive("")
    total: reactive[str] = reactive("")
    """Said behind the tally where there is room."""

    def render(self) -> Content:
        """One line."""
        tail = f" · {self.tally}" if self.title and self.tally else self.tally
        width = max(8, self.content_size.width)
        whole = self.title + tail + self.total
        return Content(whole if cells(whole) <= width else fit(self.title + tail, width, tail))
