"""All links of a story in a list, with where each leads in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.article.stops import Stop
from newsreader.article.targets import Target, target_of
from newsreader.text import clean
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.lists.cut import cut_lines
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import break_lines

Deed = Literal["show", "open", "read", "add"]
_KEYS = "Enter opens · x reads here · y copies · a subscribes · Esc closes"


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """A link of the list, and what to do with it."""

    stop: int
    """Its index among the stops of the article."""
    deed: Deed


class LinkRows(RowsView):
    """Links under their numbers: what they say, below it the address, whole."""

    PARTS = "links"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"links--{name}" for name in ("number", "text", "address", "warning")
    }

    def show(self, links: Sequence[tuple[int, Stop]], cursor: int) -> None:
        """Show links, each with its index among the stops."""
        self._links = [(index, stop, target_of(stop.url, stop.text)) for index, stop in links]
        self.lay_out()
        self.place(cursor)
        self.reveal(cursor)

    @property
    def link(self) -> tuple[int, Stop, Target]:
        """The link at the cursor: its index among the stops, itself, where it leads."""
        return self._links[self.cursor]

    def row_heights(self, width: int) -> list[int]:
        """As many lines as text, address and warning take, and a blank one between."""
        return [len(self._lines(index, width)) + 1 for index in range(len(self._links))]

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """A line of a link."""
        lines = self._lines(index, width)
        if line >= len(lines):
            return [Segment(" " * width, self.rich_style)]
        style, words = lines[line]
        number = "" if line else str(self._links[index][1].number)
        return [
            Segment(f" {number:>3}  ", base + self.part("number")),
            Segment(words, base + self.part(style)),
        ]

    def _lines(self, index: int, width: int) -> list[tuple[str, str]]:
        _, stop, target = self._links[index]
        room = max(8, width - 7)
        lines = [("text", words) for words in cut_lines(clean(stop.text), room, 2)]
        lines += [("address", target.shown[slice(*span)]) for span in break_lines(target.shown, room)]
        if target.warning:
            lines += [("warning", words) for words in cut_lines(f"⚠ {target.warning}", room, 2)]
        return lines


class LinkDialog(ListDialog[LinkChoice | None]):
    """Gives the link that was chosen, and what to do with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,O,h,left", "close", "Close"),
        Binding("down,j,tab", "move(1)", "Down"),
        Binding("up,k,shift+tab", "move(-1)", "Up"),
        Binding("space", "page(1)", "Screenful down"),
        Binding("enter,o", "answer('open')", "Open"),
        Binding("x", "answer('read')", "Read here"),
        Binding("a", "answer('add')", "Subscribe"),
        Binding("l,right", "answer('show')", "Show in the text"),
        Binding("y", "copy", "Copy"),
        *(Binding(digit, f"number({digit})", "Choose by number") for digit in "1234567890"),
    ]

    def __init__(self, stops: Sequence[Stop], chosen: str = "") -> None:
        super().__init__()
        firsts: dict[int, tuple[int, Stop]] = {}
        for index, stop in enumerate(stops):
            if stop.url:
                firsts.setdefault(stop.number, (index, stop))
        self._links = [firsts[number] for number in sorted(firsts)]
        self._first = next((n for n, (_, stop) in enumerate(self._links) if stop.url == chosen), 0)
        self._number = 0

    def compose(self) -> ComposeResult:
        """The links, and what the keys do."""
        count = len(self._links)
        with Vertical(id="dialog"):
            yield Static(f"{count} link{'s' * (count != 1)}", id="dialog-title", markup=False)
            yield LinkRows(id="links")
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The list has the keys."""
        self.rows.show(self._links, self._first)
        self.rows.focus()

    @property
    def rows(self) -> LinkRows:
        """The list."""
        return self.query_one("#links", LinkRows)

    def action_move(self, rows: int) -> None:
        """Up and down."""
        self._number = 0
        self.rows.move(rows)

    def action_number(self, digit: int) -> None:
        """To a link by its number; further digits go on with it as long as there is such a link."""
        number = self._number * 10 + digit
        self._number = number if 1 <= number <= len(self._links) else digit
        if 1 <= self._number <= len(self._links):
            self.rows.cursor = self._number - 1

    @on(LinkRows.Chosen, "#links")
    def clicked(self, event: LinkRows.Chosen) -> None:
        """A click opens; the address stands there."""
        event.stop()
        self.action_answer("open")

    def action_answer(self, deed: Deed) -> None:
        """Do that with the link at the cursor."""
        self.dismiss(LinkChoice(self.rows.link[0], deed))

    def action_copy(self) -> None:
        """Copy the link at the cursor."""
        self.app.copy_to_clipboard(self.rows.link[1].url)
        self.query_one("#dialog-keys", Static).update("Copied the link")
