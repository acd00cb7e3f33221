"""The help: every key, what the colours mean, and where things are kept."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from newsreader.ui.commands import COMMANDS, keys_of
from newsreader.ui.dialogs.dialog import Dialog
from newsreader.ui.environment import Environment
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import break_lines, cells

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
_TWO_COLUMNS = 132
"""Columns of the terminal from which the help stands in two of its own."""

Line = tuple[str, str, str]
"""A row of the help: style, what stands at the left, words."""
_MOUSE = (
    ("Click", "Choose a story, a fact, a scope, a quote; open a link; show a picture at full size"),
    ("Click twice", "Select a word; three times, its paragraph"),
    ("Wheel", "Scroll"),
    ("Drag", "The divider between list and article; or select text, then y copies it"),
)


class HelpRows(RowsView):
    """The lines of the help, scrolled with the keys that move a list."""

    PARTS = "help"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--key", "help--text", "help--heading"} | {
        f"help--{name}" for name, _, _ in _LEGEND
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: list[Line] = []
        self._keys_width = self._samples_width = 0

    def show(self, lines: list[Line]) -> None:
        """Show rows; keys stand in one column, samples of what is lit up in another."""
        self._rows = lines
        self._keys_width = max((cells(left) for style, left, _ in lines if style == "key"), default=0)
        self._samples_width = max((cells(left) for style, left, _ in lines if style != "key"), default=0)
        self.lay_out()

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

    def _words(self, row: Line, width: int) -> list[str]:
        return [row[2][slice(*span)] for span in break_lines(row[2], max(8, width - self._left(row) - 1))]

    def _left(self, row: Line) -> int:
        if row[0] == "heading":
            return 1
        return (self._keys_width if row[0] == "key" else self._samples_width) + 4

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Keys or a sample at the left, what they mean at the right."""
        row = self._rows[index]
        lines = self._words(row, width)
        words = lines[line] if line < len(lines) else ""
        if row[0] == "heading":
            return [Segment(" ", base), Segment(words, base + self.part("heading"))]
        left = "" if line else row[1]
        return [
            Segment(" ", base),
            Segment(left, base + self.part(row[0])),
            Segment(" " * (self._left(row) - cells(left) - 1), base),
            Segment(words, base + self.part("text")),
        ]


class HelpScreen(Dialog[None]):
    """Keys and legend over the reader, side by side where there is room."""

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
        """The columns, scrolled as one."""
        with Vertical(id="dialog"):
            yield Static("Keys and colours", id="dialog-title")
            with Horizontal():
                yield HelpRows(id="help-rows")
                yield HelpRows(id="help-more")
            yield Static("j/k or Space scroll · Esc closes", id="dialog-keys")

    def begin(self) -> None:
        """The first column has the keys."""
        self._arrange()
        self.query_one("#help-rows").focus()

    def on_resize(self) -> None:
        """One column, or two."""
        self._arrange()

    def _arrange(self) -> None:
        lines = help_lines(self._environment)
        wide = self.app.size.width >= _TWO_COLUMNS
        self.set_class(wide, "-wide")
        at = _middle(lines) if wide else len(lines)
        self.query_one("#help-rows", HelpRows).show(lines[:at])
        self.query_one("#help-more", HelpRows).show(lines[at + 1 :])

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        for column in self.query(HelpRows):
            column.move(lines)

    def action_page(self, direction: int) -> None:
        """Scroll by screenfuls."""
        for column in self.query(HelpRows):
            column.page(direction)


def _middle(lines: list[Line]) -> int:
    """The blank row between two groups that parts the lines most evenly."""
    blank = [index for index, line in enumerate(lines) if not line[2]]
    return min(blank, key=lambda index: abs(2 * index - len(lines)))


def help_lines(environment: Environment) -> list[Line]:
    """The rows of the help, group after group with a blank one between."""
    lines: list[Line] = []
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
