"""The palette: every command by name, found as one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from newsreader.ui.dialogs.dialog import Dialog
from newsreader.ui.lists.cut import cut_lines
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette."""

    title: str
    keys: str
    """Its keys, for those who would rather press them."""
    run: Callable[[], object]


def matching(offers: Sequence[Offer], words: str) -> list[Offer]:
    """The offers that have every word, those that begin with them first, else in their own order."""
    wanted = words.casefold().split()
    found = [offer for offer in offers if all(word in offer.title.casefold() for word in wanted)]
    return sorted(found, key=lambda offer: _rank(offer.title.casefold(), wanted))


def _rank(title: str, wanted: Sequence[str]) -> int:
    if not wanted or title.startswith(wanted[0]):
        return 0
    return 1 if all(f" {word}" in f" {title}" for word in wanted) else 2


class OfferList(RowsView):
    """The commands that match."""

    PARTS = "palette"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"palette--title", "palette--keys"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.can_focus = False
        self.empty = "No command has these words"
        self.offers: list[Offer] = []

    def show(self, offers: list[Offer]) -> None:
        """Show these, the cursor on the first."""
        self.offers = offers
        self.lay_out()
        self.place(0)
        self.scroll_to(y=0, animate=False)

    def row_heights(self, width: int) -> Sequence[int]:
        """A line each."""
        del width
        return [1] * len(self.offers)

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """The title, and its keys at the right."""
        del line
        offer = self.offers[index]
        room = max(8, width - cells(offer.keys) - 4)
        title = "".join(cut_lines(offer.title, room, 1))
        return [
            Segment(f" {title}", base + self.part("title")),
            Segment(" " * max(1, room - cells(title) + 1), base),
            Segment(offer.keys, base + self.part("keys")),
        ]


class Palette(Dialog[Offer | None]):
    """Gives the command that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "close", "Close"),
        Binding("down,ctrl+n", "move(1)", "Down"),
        Binding("up", "move(-1)", "Up"),
        Binding("pagedown", "page(1)", "Screenful down"),
        Binding("pageup", "page(-1)", "Screenful up"),
    ]

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._offers = offers
        self._list = OfferList(id="offers")

    def compose(self) -> ComposeResult:
        """What one types, and what it finds."""
        with Vertical(id="dialog"):
            yield Input(placeholder="What to do", id="wanted")
            yield self._list

    def begin(self) -> None:
        """All commands, until something is typed."""
        self._list.show(list(self._offers))
        self.query_one(Input).focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Find as the reader types."""
        event.stop()
        self._list.show(matching(self._offers, event.value))

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Choose what the cursor is on, among what matches the words as they are now."""
        event.stop()
        self._list.offers = matching(self._offers, event.value)
        self._choose()

    @on(OfferList.Chosen)
    def clicked(self) -> None:
        """A click chooses as well."""
        self._choose()

    def _choose(self) -> None:
        offers, at = self._list.offers, self._list.cursor
        self.dismiss(offers[at] if at < len(offers) else None)

    def action_move(self, rows: int) -> None:
        """Up and down while typing."""
        self._list.move(rows)

    def action_page(self, direction: int) -> None:
        """By screenfuls."""
        self._list.page(direction)

    def action_close(self) -> None:
        """Close without choosing."""
        self.dismiss(None)
