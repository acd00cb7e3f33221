"""Asks where to write a file, and never writes over one unasked."""

import os
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsreader.model import NewsreaderError
from newsreader.text import clean
from newsreader.ui.dialogs.dialog import Dialog
from newsreader.writing import write_whole


class WriteDialog(Dialog[Path | None]):
    """Gives the file to write; None for none. A file that is there is only given when it was agreed to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close")]

    def __init__(self, name: str, folder: str, endings: tuple[str, ...]) -> None:
        super().__init__()
        self._proposed = os.path.join(folder or "~", name)  # noqa: PTH118 - the home folder stays a ~ on the screen
        self._endings = endings
        self._agreed = ""

    def compose(self) -> ComposeResult:
        """The path, and what is to be said of it."""
        with Vertical(id="dialog"):
            yield Static("Write to a file", id="dialog-title")
            yield Input(self._proposed, id="write-path")
            yield Static("", id="write-said", markup=False)
            yield Static("Enter writes · Esc closes", id="dialog-keys")

    def begin(self) -> None:
        """The name has the keys, its ending last."""
        box = self.query_one("#write-path", Input)
        box.focus()
        box.cursor_position = max(0, len(self._proposed) - len(Path(self._proposed).suffix))
        self._say(f"The ending says the form: {', '.join(self._endings)}" if len(self._endings) > 1 else "")

    def _say(self, words: str) -> None:
        self.query_one("#write-said", Static).update(clean(words))

    @on(Input.Submitted, "#write-path")
    def path_given(self, event: Input.Submitted) -> None:
        """Enter writes, once the file is known to be a new one or may be replaced."""
        event.stop()
        try:
            path = checked_path(event.value, self._endings)
        except NewsreaderError as error:
            self._say(str(error))
            return
        if path.exists() and self._agreed != str(path):
            self._agreed = str(path)
            self._say("There is such a file: Enter again writes over it, another name leaves it")
            return
        self.dismiss(path)

    @on(Input.Changed, "#write-path")
    def path_changed(self, event: Input.Changed) -> None:
        """Another name was not agreed to."""
        event.stop()
        if self._agreed:
            self._agreed = ""
            self._say("")

    def action_close(self) -> None:
        """Write nothing."""
        self.dismiss(None)


def checked_path(given: str, endings: tuple[str, ...]) -> Path:
    """The path that was typed, whole.

    Raises:
        NewsreaderError: it can't be written there, or the ending is of no form that is known.
    """
    wanted = given.strip()
    try:
        path = Path(wanted).expanduser().absolute()
        is_folder = path.is_dir()
        has_folder = path.parent.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise NewsreaderError(f"{clean(wanted)}: this can be no file ({error})") from error
    if not wanted or is_folder:
        raise NewsreaderError("Give the name of a file")
    if path.suffix.lower() not in endings:
        raise NewsreaderError(f"The name should end in {' or '.join(endings)}: that says the form")
    if not has_folder:
        raise NewsreaderError(f"There is no folder {path.parent}")
    return path


def write_file(path: Path, text: str) -> None:
    """Write a file at once and whole.

    Raises:
        NewsreaderError: it can't be written.
    """
    try:
        write_whole(path, text, 0o666)
    except OSError as error:
        raise NewsreaderError(f"{path}: not written ({error.strerror or error})") from error
