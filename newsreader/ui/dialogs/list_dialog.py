"""What opens over the reader with a list in it: moving about, what the last line says, leaving."""

from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from newsreader.text import clean
from newsreader.ui.dialogs.dialog import Dialog
from newsreader.ui.lists.rows import RowsView

Answer = TypeVar("Answer")


class ListDialog(Dialog[Answer]):
    """A dialog whose keys move in ``rows`` and whose last line is ``#dialog-keys``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down"),
        Binding("up,k", "move(-1)", "Up"),
        Binding("pagedown,ctrl+d", "page(1)", "Screenful down"),
        Binding("pageup,ctrl+u", "page(-1)", "Screenful up"),
        Binding("g,home", "edge(-1)", "To the top"),
        Binding("G,end", "edge(1)", "To the bottom"),
    ]

    @property
    def rows(self) -> RowsView:
        """The list that has the keys, or the first that would have."""
        return self.query(RowsView).first()

    def say(self, words: str) -> None:
        """Put words on the last line."""
        self.query_one("#dialog-keys", Static).update(clean(words))

    @on(Worker.StateChanged)
    def work_failed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong in the background."""
        if event.state is WorkerState.ERROR:
            self.say(str(event.worker.error))

    def action_move(self, rows: int) -> None:
        """Up and down."""
        self.rows.move(rows)

    def action_page(self, direction: int) -> None:
        """A screenful."""
        self.rows.page(direction)

    def action_edge(self, direction: int) -> None:
        """To the first or last row."""
        if direction < 0:
            self.rows.to_top()
        else:
            self.rows.to_bottom()

    def action_close(self) -> None:
        """Back to where one was, without an answer."""
        self.dismiss(None)
