"""Asks for a command to give the story to, runs it, and shows what it says."""

import asyncio
import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from newsreader.model import NewsreaderError
from newsreader.text import clean
from newsreader.ui.dialogs.dialog import Dialog
from newsreader.ui.screen.piping import Command, Ended, parse_command, run_piped

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = "Enter runs it · Ctrl+T plain text or Markdown · {} is a file with the story · Esc closes"


@dataclass(frozen=True, slots=True)
class Piped:
    """What came of it: a command for the terminal that is still to be run, or words to say."""

    command: Command | None = None
    form: str = "plain"
    said: str = ""


class PipeDialog(Dialog[Piped | None]):
    """Gives a story to a command. One that needs the terminal is given back, to be run there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", priority=True),
        Binding("ctrl+t", "form", "Form", priority=True),
    ]

    def __init__(self, forms: "Mapping[str, str]", proposed: str) -> None:
        super().__init__()
        self._forms = forms
        self._proposed = proposed
        self._form = "plain"
        self._over: threading.Event | None = None

    def compose(self) -> ComposeResult:
        """The command, what it said, the keys."""
        with Vertical(id="dialog"):
            yield Static("", id="dialog-title", markup=False)
            yield Input(self._proposed, placeholder="A command, such as lpr, or: mail -s News me@example.org",
                        id="pipe-command")  # fmt: skip
            with VerticalScroll(id="pipe-output"):
                yield Static("", id="pipe-said", markup=False)
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The command has the keys."""
        self.query_one("#pipe-command").focus()
        self._show_form()

    def _show_form(self) -> None:
        words = "plain text" if self._form == "plain" else "Markdown"
        self.query_one("#dialog-title", Static).update(f"Give the story to a command, as {words}")

    def action_form(self) -> None:
        """Plain text or Markdown."""
        self._form = "markdown" if self._form == "plain" else "plain"
        self._show_form()

    @on(Input.Submitted, "#pipe-command")
    def command_given(self, event: Input.Submitted) -> None:
        """Run it here, or give it back when it needs the terminal."""
        event.stop()
        if self._over is not None:
            return
        try:
            command = parse_command(event.value, os.environ)
        except NewsreaderError as error:
            self._say(str(error))
            return
        if command.in_terminal:
            self.dismiss(Piped(command, self._form))
        else:
            self._run(command)

    @work(group="pipe", exit_on_error=False)
    async def _run(self, command: Command) -> None:
        over = self._over = threading.Event()
        self._say(f"{command.words[0]} is running … Esc stops it")
        ending = ".md" if self._form == "markdown" else ".txt"
        try:
            ended = await asyncio.to_thread(
                run_piped, command, self._forms[self._form], over.is_set, ending=ending
            )
        except NewsreaderError as error:
            self._say(str(error))
            return
        finally:
            self._over = None
        self._tell(command, ended)

    def _tell(self, command: Command, ended: Ended) -> None:
        name = command.words[0]
        how = ended.problem or (f"ended with {ended.code}" if ended.code else "done")
        if not ended.output and not ended.code and not ended.problem:
            self.dismiss(Piped(said=f"{clean(name)}: done"))
            return
        self._say(f"{clean(name)}: {how}\n{ended.output}".rstrip())

    def _say(self, words: str) -> None:
        if self.is_attached:
            self.query_one("#pipe-said", Static).update(words)

    def action_close(self) -> None:
        """Stop what is running; then close."""
        if self._over is not None:
            self._over.set()
        else:
            self.dismiss(None)

    def on_unmount(self) -> None:
        """Nothing goes on without the dialog."""
        if self._over is not None:
            self._over.set()
