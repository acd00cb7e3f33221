"""The last line: what the keys do here, what just happened, and how a refresh is going."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.text import clean
from newsreader.ui.commands import COMMANDS, Pane, keys_of
from newsreader.ui.linebreak import cells

Severity = Literal["plain", "problem"]


class StatusLine(Widget):
    """One line. A message has the right of way over hints, and goes after some seconds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status--key", "status--hint", "status--message", "status--problem", "status--progress",
    }  # fmt: skip
    pane: reactive[Pane] = reactive[Pane]("stories")
    message: reactive[str] = reactive("")
    progress: reactive[str] = reactive("")

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keymap = keymap
        self._problem = False
        self._sayings = 0

    def say(self, words: str, severity: Severity = "plain", seconds: float = 6.0) -> None:
        """Show a message; longer for a problem."""
        self._problem = severity == "problem"
        self._sayings += 1
        number = self._sayings
        self.message = clean(words)
        self.refresh()

        def fade() -> None:
            if self._sayings == number:
                self.message = ""

        self.set_timer(seconds * (2 if self._problem else 1), fade)

    def render(self) -> Content:
        """Message or progress at the right, as many whole hints as there is room for at the left."""
        width = self.size.width
        said: list[tuple[str, str]] = []
        if self.progress:
            said.append((self.progress, "status--progress"))
        if self.message:
            said.append((self.message, "status--problem" if self._problem else "status--message"))
        right = ""
        for words, _ in said:
            right += ("  " if right else "") + words
        if cells(right) > width - 2:
            right = right[: max(0, width - 3)] + "…"
        room = width - cells(right) - 3
        parts: list[Content] = []
        used = 1
        for key, hint in self._hints():
            need = cells(key) + cells(hint) + 4
            if used + need - 2 > room:
                break
            parts.append(
                Content.assemble(
                    (key, self._visual("status--key")), (f" {hint}   ", self._visual("status--hint"))
                )
            )
            used += need
        left = Content(" ") + Content("").join(parts)
        gap = max(1, width - left.cell_length - cells(right) - 1)
        style = self._visual("status--problem" if self._problem and self.message else "status--message")
        return left + Content(" " * gap) + Content.styled(right, style)

    def _hints(self) -> list[tuple[str, str]]:
        return [
            (keys[0], command.hint)
            for command in COMMANDS
            if self.pane in command.panes and (keys := keys_of(command, self._keymap))
        ]

    def _visual(self, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return self.get_visual_style(name, partial=True)
