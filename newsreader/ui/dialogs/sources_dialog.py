"""The same story in several feeds: which of them to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.library.stories import Header
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.lists.cut import cut_lines
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.typeset_head import long_date

_KEYS = "Enter reads it here · o opens it in the browser · Esc closes"


@dataclass(frozen=True, slots=True)
class Choice:
    """A copy, and where it is to be read."""

    header: Header
    in_browser: bool


class SourceRows(RowsView):
    """Copies of a story: the source, and beneath it title and time."""

    PARTS = "sources"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"sources--name", "sources--title"}

    def __init__(self, headers: Sequence[Header], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._headers = headers

    @property
    def header(self) -> Header:
        """The copy at the cursor."""
        return self._headers[self.cursor]

    def row_heights(self, width: int) -> Sequence[int]:
        """Two lines each."""
        del width
        return [2] * len(self._headers)

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """The source, or title and time."""
        header = self._headers[index]
        day = f" · {long_date(header.time)}" if header.dated else ""
        words = header.source if line == 0 else f"{header.title or 'Untitled'}{day}"
        style = base + self.part("name" if line == 0 else "title")
        return [Segment(f" {''.join(cut_lines(words, max(4, width - 2), 1))}", style)]


class SourcesDialog(ListDialog[Choice | None]):
    """Lists the copies of a story; gives the one to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,S,h,left", "close", "Close"),
        Binding("enter,l,right", "choose(False)", "Read it here"),
        Binding("o", "choose(True)", "Open it in the browser"),
    ]

    def __init__(self, headers: Sequence[Header]) -> None:
        super().__init__()
        self._headers = headers

    def compose(self) -> ComposeResult:
        """The copies."""
        with Vertical(id="dialog"):
            yield Static(f"This story is in {len(self._headers)} feeds", id="dialog-title", markup=False)
            yield SourceRows(self._headers, id="sources")
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The list has the keys."""
        self.rows.lay_out()
        self.rows.focus()
        self.rows.place(1)

    @property
    def rows(self) -> SourceRows:
        """The list."""
        return self.query_one("#sources", SourceRows)

    @on(SourceRows.Chosen, "#sources")
    def clicked(self, event: SourceRows.Chosen) -> None:
        """A click reads it here."""
        event.stop()
        self.action_choose(in_browser=False)

    def action_choose(self, in_browser: bool) -> None:
        """Read the copy at the cursor."""
        self.dismiss(Choice(self.rows.header, in_browser))
