"""The last line: what the keys do here, what just happened, and how a refresh is going."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from newsreader.article.targets import Target
from newsreader.text import clean
from newsreader.ui.commands import BY_ID, COMMANDS, Pane, keys_of
from newsreader.ui.page.linebreak import cells

Severity = Literal["plain", "problem"]

_SECONDS = 6.0


_BAR = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the reader is in the article."""

    percent: int
    """Of the way down."""
    minutes: int
    """That the rest takes; 0 at the end."""


class StatusLine(Widget):
    """One line. A message has the right of way over hints, and goes after some seconds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status--key", "status--hint", "status--message", "status--problem", "status--progress", "status--read",
        "status--left", "status--target", "status--warning",
    }  # fmt: skip
    pane: reactive[Pane] = reactive[Pane]("stories")
    message: reactive[str] = reactive("")
    progress: reactive[str] = reactive("")
    downloading: reactive[str] = reactive("")
    """How far downloads in the background are."""
    searching: reactive[bool] = reactive(False)
    reading: reactive[Reading | None] = reactive[Reading | None](None)
    mode: reactive[tuple[tuple[str, str], ...]] = reactive[tuple[tuple[str, str], ...]](())
    """Hints in the article instead of the usual ones: what keys do while something special is on there."""
    target: reactive[Target | None] = reactive[Target | None](None)
    """Where the link leads that is chosen or under the mouse: it stays as long as that is so."""
    target_hints: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """What the keys do with it."""

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keymap = keymap
        self._problem = False
        self._passing = False
        self._sayings = 0

    def say(self, words: str, severity: Severity = "plain", *, passing: bool = False) -> None:
        """Show a message for some seconds; a ``passing`` one goes as soon as the reader goes on."""
        self._problem = severity == "problem"
        self._passing = passing
        self._sayings += 1
        number = self._sayings
        self.message = clean(words)
        self.refresh()

        def fade() -> None:
            if self._sayings == number:
                self.message = ""

        self.set_timer(_SECONDS * (2 if self._problem else 1), fade)

    def go_on(self) -> None:
        """The reader went on to another story or pane: what was said of the last one goes."""
        if self._passing:
            self.message = ""

    def render(self) -> Content:
        """As many whole hints as there is room for at the left; progress and message at the right."""
        if self.target is not None:
            return self._leading(self.target)
        width = self.size.width
        right = "  ".join(words for words in (self.progress, self.message or self.downloading) if words)
        if not right and self.reading is not None and self.pane == "article" and not self.mode:
            return self._with_reading(self.reading, width)
        style = self._visual("status--problem" if self._problem and self.message else "status--message")
        if cells(right) > width - 2:
            return self._cut(Content(" ") + Content.styled(right, style))
        left = self._left(width - cells(right) - 3)
        gap = max(1, width - left.cell_length - cells(right) - 1)
        return left + Content(" " * gap) + Content.styled(right, style)

    def _cut(self, words: Content) -> Content:
        """Words that do not fit, and which key shows them whole."""
        width = self.size.width
        if not self.message or not (keys := keys_of(BY_ID["messages"], self._keymap)):
            return words.truncate(width - 1, ellipsis=True)
        key, hint = self._visual("status--key"), self._visual("status--hint")
        long = Content.assemble((f" {keys[0]}", key), (" shows it whole", hint))
        tail = long if long.cell_length * 3 < width else Content.styled(f" {keys[0]}", key)
        return words.truncate(max(1, width - 1 - tail.cell_length), ellipsis=True) + tail

    def _left(self, room: int) -> Content:
        key, hint = self._visual("status--key"), self._visual("status--hint")
        hints = self._fitting(room)
        return Content(" ") + Content("   ").join(
            Content.assemble((keys, key), (f" {words}", hint)) for keys, words in hints
        )

    def _with_reading(self, reading: Reading, width: int) -> Content:
        """Hints, and at the right a thin line that fills as the reader goes on, with the time that is left."""
        words = f" {reading.minutes} min left" if reading.minutes else " the end"
        left = self._left(width - _BAR - cells(words) - 4)
        done = _BAR if not reading.minutes else min(_BAR - 1, reading.percent * _BAR // 100)
        gap = max(1, width - left.cell_length - _BAR - cells(words) - 1)
        return left + Content.assemble(
            " " * gap,
            ("━" * done, self._visual("status--read")),
            ("─" * (_BAR - done), self._visual("status--left")),
            (words, self._visual("status--hint")),
        )

    def _leading(self, target: Target) -> Content:
        """Where a link leads, cut in the middle at most; then what went wrong, or the keys, as there is room."""
        width = self.size.width
        said = self.message or self.progress
        words = _target_words(target, width - 2)
        style = self._visual("status--warning" if target.warning else "status--target")
        left = Content(" ") + Content.styled(words, style)
        room = width - left.cell_length - 3
        if said:
            problem = self._problem and self.message
            right = Content.styled(said, self._visual("status--problem" if problem else "status--message"))
            if right.cell_length > room:
                return left if not problem else self._cut(Content(" ") + right)
        else:
            right = Content("")
            key, hint_style = self._visual("status--key"), self._visual("status--hint")
            for keys, hint in self.target_hints:
                more = Content.assemble((keys, key), (f" {hint}", hint_style))
                if right.cell_length + more.cell_length + 3 > room:
                    break
                right = right + Content("   ") + more if right else more
        return left + Content(" " * max(1, width - left.cell_length - right.cell_length - 1)) + right

    def _fitting(self, room: int) -> list[tuple[str, str]]:
        """The hints that fit; the last one, which leads to all keys, gives way last."""
        *hints, last = self._hints()
        used = _wide(last)
        fitting = []
        for hint in hints:
            used += _wide(hint) + 3
            if used > room:
                break
            fitting.append(hint)
        return [*fitting, last] if _wide(last) <= room else []

    def _hints(self) -> list[tuple[str, str]]:
        if self.searching:
            return [("Enter", "to what was found"), ("Esc", "ends the search")]
        if self.mode and self.pane == "article":
            return list(self.mode)
        hints = [
            (keys[0], command.hint)
            for command in COMMANDS
            if self.pane in command.panes
            and command.id != "help"
            and (keys := keys_of(command, self._keymap))
        ]
        helping = keys_of(BY_ID["help"], self._keymap)
        return [*hints, (helping[0] if helping else "?", BY_ID["help"].hint)]

    def _visual(self, name: str) -> Style:
        return self.get_visual_style(name, partial=True)


def _target_words(target: Target, room: int) -> str:
    """Where a link leads: a warning first, then the address with its host whole, cut in the middle at most."""
    warning = f"⚠ {target.warning}  " if target.warning else ""
    room -= cells(warning)
    shown = target.shown
    if cells(shown) > room:
        head = shown.find(target.host) + len(target.host) + 1
        tail = room - head - 1
        shown = (
            f"{shown[:head]}…{shown[len(shown) - tail :]}" if tail > 0 else "" if warning else shown[:room]
        )
    return f"{warning}{shown}".rstrip()


def _wide(hint: tuple[str, str]) -> int:
    return cells(hint[0]) + 1 + cells(hint[1])
