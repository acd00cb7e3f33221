"""The same quote or figure in other stories: where sources agree, and where they differ."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.article.cite import cite_fact, counted_words, said_words
from newsreader.library.fact_queries import Counted, Said
from newsreader.library.facts_store import FigureFact, QuoteFact
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.dialogs.quote_book import Spot, spot
from newsreader.ui.lists.cut import cut_lines
from newsreader.ui.lists.quote_rows import FoundRows

_KEYS = "Enter reads on there · y copies · Esc closes"


class ElsewhereDialog(ListDialog[Spot | None]):
    """Lists what other stories have of a quote or figure; gives the place to read on at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,e,h,left", "close", "Close"),
        Binding("space", "page(1)", "Screenful down"),
        Binding("enter,l,right", "choose", "Read there"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, here: QuoteFact | FigureFact, found: Sequence[Said | Counted]) -> None:
        super().__init__()
        self._here = here
        self._found = found

    def compose(self) -> ComposeResult:
        """What is asked of, and where else it is."""
        words = counted_words(self._here) if isinstance(self._here, FigureFact) else said_words(self._here)
        stories = f"{len(self._found)} other {'story' if len(self._found) == 1 else 'stories'}"
        with Vertical(id="dialog"):
            title = f"{' '.join(cut_lines(words, 48, 1))} — in {stories}"
            yield Static(title, id="dialog-title", markup=False)
            yield FoundRows(id="elsewhere")
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The list has the keys."""
        self.rows.show(self._found, named=True)
        self.rows.focus()

    @property
    def rows(self) -> FoundRows:
        """The list."""
        return self.query_one("#elsewhere", FoundRows)

    @on(FoundRows.Chosen, "#elsewhere")
    def clicked(self, event: FoundRows.Chosen) -> None:
        """A click reads on there."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Read on in the story at the cursor."""
        if (found := self.rows.found) is not None:
            self.dismiss(spot(found))

    def action_copy(self) -> None:
        """Copy what is at the cursor with its source."""
        if (found := self.rows.found) is not None:
            fact = found.quote if isinstance(found, Said) else found.figure
            self.app.copy_to_clipboard(cite_fact(fact, found.header))
            self.say("Copied with its source")
