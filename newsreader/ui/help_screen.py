"""The help: every key, what the colours mean, and where things are kept."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.ui.commands import COMMANDS, keys_of
from newsreader.ui.dialog import Dialog
from newsreader.ui.environment import Environment
from newsreader.ui.linebreak import break_lines, cells
from newsreader.ui.rows import RowsView

_LEGEND = (
    ("quote", "“Words that were said”", "a quote"),
    ("speaker", "Dmitry Peskov", "who said it; the name stands in the margin where there is room"),
    ("term", "“soft landing”", "a title, nickname or scare quote"),
    ("money", "$63 billion", "money"),
    ("percent", "36%", "percentages"),
    ("date", "15 January", "dates"),
    ("time", "14:05", "times"),
    ("duration", "three years", "durations"),
    ("measure", "1,500 km", "measures"),
    ("count", "11", "counts"),
)
_KEYS_WIDTH = 23
_MOUSE = (
    ("Click", "Choose a story, a fact, a scope, a quote; open a link; show a picture at full size"),
    ("Wheel", "Scroll"),
    ("Drag", "The divider between list and article; or select text, then y copies it"),
)


class HelpRows(RowsView):
    """The lines of the help, scrolled with the keys that move a list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--key", "help--text", "help--heading"} | {
        f"help--{name}" for name, _, _ in _LEGEND
    }

    def __init__(self, lines: list[tuple[str, str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows = lines

    def can_rest(self, index: int) -> bool:
        """There is nothing to choose."""
        del index
        return False

    def move(self, rows: int) -> None:
        """Scroll instead of moving a cursor."""
        self.scroll_to(y=round(self.scroll_y) + rows, animate=False)

    def page(self, direction: int) -> None:
        """Scroll a screenful."""
        self.move(direction * max(1, self.size.height - 2))

    def row_heights(self, width: int) -> list[int]:
        """As many lines as the words need."""
        return [max(1, len(self._words(row, width))) for row in self._rows]

    def _words(self, row: tuple[str, str, str], width: int) -> list[str]:
        return [row[2][slice(*span)] for span in break_lines(row[2], max(8, width - self._left(row) - 1))]

    def _left(self, row: tuple[str, str, str]) -> int:
        return 1 if row[0] == "heading" else max(_KEYS_WIDTH, cells(row[1])) + 3

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Keys or a sample at the left, what they mean at the right."""
        row = self._rows[index]
        lines = self._words(row, width)
        words = lines[line] if line < len(lines) else ""
        if row[0] == "heading":
            return [Segment(" ", base), Segment(words, base + self._style("heading"))]
        left = row[1].ljust(_KEYS_WIDTH) if not line else ""
        return [
            Segment(" ", base),
            Segment(left, base + self._style(row[0])),
            Segment(" " * (self._left(row) - cells(left) - 1), base),
            Segment(words, base + self._style("text")),
        ]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"help--{name}", partial=True)


class HelpScreen(Dialog[None]):
    """Keys and legend over the reader."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,h", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
        Binding("space,pagedown,ctrl+d", "page(1)", "Screenful down"),
        Binding("pageup,ctrl+u", "page(-1)", "Screenful up"),
        Binding("g,home", "scroll(-9999)", "Top"),
        Binding("G,end", "scroll(9999)", "Bottom"),
    ]

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self._environment = environment

    def compose(self) -> ComposeResult:
        """All of the help in one scrolled list."""
        with Vertical(id="dialog"):
            yield Static("Keys and colours", id="dialog-title")
            yield HelpRows(help_lines(self._environment), id="help-rows")
            yield Static("j/k scroll · Esc closes", id="dialog-keys")

    def begin(self) -> None:
        """The list has the keys."""
        self.query_one(HelpRows).lay_out()
        self.query_one(HelpRows).focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(HelpRows).move(lines)

    def action_page(self, direction: int) -> None:
        """Scroll by screenfuls."""
        self.query_one(HelpRows).page(direction)


def help_lines(environment: Environment) -> list[tuple[str, str, str]]:
    """The rows of the help: style, what stands at the left, words."""
    lines: list[tuple[str, str, str]] = []
    group = ""
    for command in COMMANDS:
        keys = keys_of(command, environment.config.keys)
        if not keys:
            continue
        if command.group != group:
            if group:
                lines.append(("heading", "", ""))
            group = command.group
            lines.append(("heading", "", group))
        lines.append(("key", "  ".join(keys), command.title))
    lines += [("heading", "", ""), ("heading", "", "Mouse")]
    lines += [("key", what, words) for what, words in _MOUSE]
    lines += [("heading", "", ""), ("heading", "", "What is lit up")]
    lines += [(style, sample, words) for style, sample, words in _LEGEND]
    lines += [("heading", "", ""), ("heading", "", "Where things are kept")]
    paths = environment.paths
    lines += [
        ("key", "Settings", str(paths.config_file)),
        ("key", "What you did", f"{paths.journals} (the truth: back this up)"),
        ("key", "Stories", f"{paths.database} (rebuilt when lost)"),
        ("key", "Rebinding", '[keys] in the settings, such as next_unread = "n,J"'),
    ]
    return lines
