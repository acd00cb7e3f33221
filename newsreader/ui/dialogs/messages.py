"""What the last line said in this session, to be read in full."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.text import clean
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.dialogs.message_log import Message
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import break_lines

_LEFT = 8
"""Cells for the time."""


class MessageRows(RowsView):
    """Messages, each whole, under the time at which it was said."""

    PARTS = "messages"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"messages--{name}" for name in ("time", "words", "problem")}

    def show(self, messages: Sequence[Message]) -> None:
        """Show messages with the cursor on the first."""
        self.empty = "Nothing was said yet"
        self._messages = messages
        self.lay_out()
        self.place(0)

    @property
    def message(self) -> Message | None:
        """The message at the cursor."""
        return self._messages[self.cursor] if self.cursor < len(self._messages) else None

    def row_heights(self, width: int) -> Sequence[int]:
        """As many lines as the words need."""
        return [len(self._lines(message, width)) for message in self._messages]

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """The time beside the first line."""
        message = self._messages[index]
        lines = self._lines(message, width)
        style = "problem" if message.severity == "problem" else "words"
        time = "" if line else f"{message.time:%H:%M}"
        return [
            Segment(f" {time}".ljust(_LEFT), base + self.part("time")),
            Segment(lines[line] if line < len(lines) else "", base + self.part(style)),
        ]

    def _lines(self, message: Message, width: int) -> list[str]:
        spans = break_lines(message.words, max(8, width - _LEFT - 1))
        return [message.words[slice(*span)] for span in spans] or [""]


class MessagesScreen(ListDialog[None]):
    """The messages over the reader."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,L,h,left,enter", "close", "Close"),
        Binding("space", "page(1)", "Screenful down"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, messages: Sequence[Message]) -> None:
        super().__init__()
        self._messages = messages

    def compose(self) -> ComposeResult:
        """The messages, and what the keys do."""
        with Vertical(id="dialog"):
            yield Static("Messages", id="dialog-title")
            yield MessageRows(id="messages")
            yield Static("j/k move · y copies · Esc closes", id="dialog-keys")

    def begin(self) -> None:
        """The list has the keys."""
        self.rows.show(self._messages)
        self.rows.focus()

    @property
    def rows(self) -> MessageRows:
        """The list."""
        return self.query_one("#messages", MessageRows)

    def action_copy(self) -> None:
        """Copy the message at the cursor."""
        if (message := self.rows.message) is not None:
            self.app.copy_to_clipboard(clean(message.words))
            self.say("Copied the message")
