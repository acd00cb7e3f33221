"""A highlight and the note beside it, to be written."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from newsreader.library.highlights import Highlight, note_text
from newsreader.text import clean, shorten
from newsreader.ui.dialogs.dialog import Dialog

_KEYS = "Ctrl+S keeps · Ctrl+R removes the highlight · Esc closes"


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """What is to become of a highlight."""

    note: str = ""
    is_removed: bool = False


class NoteDialog(Dialog[NoteAnswer | None]):
    """Gives the note as it was written, or that the highlight is to go; None leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", priority=True),
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("ctrl+r", "remove", "Remove", priority=True),
    ]

    def __init__(self, highlight: Highlight) -> None:
        super().__init__()
        self._highlight = highlight
        self._is_warned = False

    def compose(self) -> ComposeResult:
        """The words, the note, the keys."""
        with Vertical(id="dialog"):
            yield Static("Note", id="dialog-title")
            words = shorten(clean(self._highlight.passage.words), 300)
            yield Static(words, id="note-words", markup=False)
            yield TextArea(self._highlight.note, id="note-text", soft_wrap=True, show_line_numbers=False)
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The note has the keys, its end first."""
        area = self._area
        area.focus()
        area.move_cursor(area.document.end)

    @property
    def _area(self) -> TextArea:
        return self.query_one("#note-text", TextArea)

    def action_keep(self) -> None:
        """Keep the note as it stands."""
        self.dismiss(NoteAnswer(self._area.text))

    def action_remove(self) -> None:
        """Take the highlight away."""
        self.dismiss(NoteAnswer(is_removed=True))

    def action_close(self) -> None:
        """Close; what was written and not kept is thrown away only when asked twice."""
        if note_text(self._area.text) == self._highlight.note or self._is_warned:
            self.dismiss(None)
            return
        self._is_warned = True
        words = "Not kept yet: Ctrl+S keeps it, Esc throws away what you wrote"
        self.query_one("#dialog-keys", Static).update(words)

    def on_text_area_changed(self) -> None:
        """Who writes on does not want to throw it away."""
        if self._is_warned:
            self._is_warned = False
            self.query_one("#dialog-keys", Static).update(_KEYS)
