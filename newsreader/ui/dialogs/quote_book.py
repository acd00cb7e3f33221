"""The quote book: who said what, in every story that is kept."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from newsreader.article.cite import cite_fact
from newsreader.library.fact_queries import Counted, Said, SpeakerTally
from newsreader.library.facts import Facts
from newsreader.text import clean
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.lists.quote_rows import EVERYONE, FoundRows, SpeakerRows

if TYPE_CHECKING:
    from newsreader.ui.lists.rows import RowsView

_MOST_QUOTES = 400
_PAUSE = 0.06
_TWO_COLUMNS = 64
_SHORTEST = 2
_LOOK_SECONDS = 0.5
"""How often to look whether more stories were read meanwhile."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a story."""

    story: str
    """The story's id."""
    offset: int
    """In the article's text."""


class QuoteBook(ListDialog[Spot | None]):
    """Speakers by number of quotes, their quotes beside them; gives the place to read on at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Q", "close", "Close"),
        Binding("space", "page(1)", "Screenful down"),
        Binding("l,right", "to_quotes", "To the quotes"),
        Binding("h,left", "to_speakers", "To the speakers"),
        Binding("tab", "turn", "Other list"),
        Binding("shift+tab", "turn", "Other list"),
        Binding("slash", "filter", "Filter"),
        Binding("enter", "choose", "Read there"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, facts: Facts, left: Callable[[], str]) -> None:
        super().__init__()
        self._facts = facts
        self._left = left
        """Says how many stories are still to be read for their quotes; empty when all are."""
        self._note = left()
        self._words = ""

    def compose(self) -> ComposeResult:
        """Filter on top, two lists, keys below."""
        with Vertical(id="quote-book"):
            yield Static(self._title, id="dialog-title", markup=False)
            yield Input(placeholder="Filter by names and words", id="quote-filter")
            with Horizontal(id="quote-lists"):
                yield SpeakerRows(id="speakers")
                yield FoundRows(id="quotes")
            yield Static("", id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The filter has the keys, so that it works as one types."""
        self.query_one("#quote-filter").focus()
        self._say_keys()
        self._place()
        self._load_speakers()
        self.set_interval(_LOOK_SECONDS, self._look)

    @property
    def _title(self) -> str:
        return f"Quote book{f' · {self._note}' if self._note else ''}"

    @property
    def _speakers(self) -> SpeakerRows:
        return self.query_one("#speakers", SpeakerRows)

    @property
    def _quotes(self) -> FoundRows:
        return self.query_one("#quotes", FoundRows)

    @property
    def rows(self) -> "RowsView":
        """The quotes when they have the keys, else the speakers."""
        return self._quotes if self._quotes.has_focus else self._speakers

    # What is shown.

    @on(Input.Changed, "#quote-filter")
    def filter_changed(self, event: Input.Changed) -> None:
        """Filter as the reader types; a letter alone says too little."""
        event.stop()
        words = clean(event.value)
        if len(words) < _SHORTEST and words.isascii():
            words = ""
        if words != self._words:
            self._words = words
            self._load_speakers()

    def _look(self) -> None:
        """Take in what was read meanwhile, unless the reader is in the lists: they stay as they are then."""
        before, self._note = self._note, self._left()
        if self._note != before:
            self.query_one("#dialog-title", Static).update(self._title)
        if not self.rows.has_focus and (self._note != before or not self._speakers.row_count):
            self._load_speakers()

    @work(exclusive=True, group="speakers", exit_on_error=False)
    async def _load_speakers(self) -> None:
        await asyncio.sleep(_PAUSE if self._words else 0)
        found = await asyncio.to_thread(self._facts.speakers, self._words)
        self._speakers.show([EVERYONE, *found] if found else [])
        self._load_quotes()

    @on(SpeakerRows.Highlighted, "#speakers")
    def speaker_highlighted(self, event: SpeakerRows.Highlighted) -> None:
        """The quotes follow the cursor."""
        event.stop()
        self._load_quotes()

    @work(exclusive=True, group="quotes", exit_on_error=False)
    async def _load_quotes(self) -> None:
        await asyncio.sleep(_PAUSE / 3)
        speaker = self._speakers.speaker
        self._quotes.empty = self._nothing()
        found = await asyncio.to_thread(_quotes, self._facts, speaker, self._words) if speaker else []
        self._quotes.show(found, named=speaker is EVERYONE or (speaker is not None and not speaker.name))

    def _nothing(self) -> str:
        if self._words:
            return "Nobody said anything with these words, and nobody has such a name."
        if self._note:
            return "The stories are being read for their quotes."
        return "No story here quotes anybody yet."

    # Moving.

    def action_move(self, rows: int) -> None:
        """Into the list of speakers, and up and down in the list that has the keys."""
        if self.rows.has_focus:
            self.rows.move(rows)
        else:
            self.action_to_speakers()

    def action_to_quotes(self) -> None:
        """Give the quotes the keys."""
        if self._quotes.row_count:
            self._quotes.focus()

    def action_to_speakers(self) -> None:
        """Give the speakers the keys."""
        self._speakers.focus()

    def action_turn(self) -> None:
        """Give the other list the keys."""
        if self._speakers.has_focus:
            self.action_to_quotes()
        else:
            self.action_to_speakers()

    def action_filter(self) -> None:
        """Give the filter the keys."""
        self.query_one("#quote-filter").focus()

    @on(Input.Submitted, "#quote-filter")
    def filter_done(self, event: Input.Submitted) -> None:
        """Enter goes to what was found."""
        event.stop()
        self.action_to_speakers()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where there is room for one list, it is the one that has the keys."""
        del event
        self._place()
        self._say_keys()

    def on_resize(self) -> None:
        """Other widths have room for both lists."""
        self._place()

    def _place(self) -> None:
        is_narrow = self.app.size.width < _TWO_COLUMNS
        on_quotes = self._quotes.has_focus
        self._speakers.display = not (is_narrow and on_quotes)
        self._quotes.display = not is_narrow or on_quotes
        self._speakers.styles.width = "1fr" if is_narrow else max(22, min(40, self.app.size.width // 3))

    def _say_keys(self) -> None:
        if self._quotes.has_focus:
            words = "Enter reads on there · y copies · h to the speakers · / filter · Esc closes"
        elif self._speakers.has_focus:
            words = "j/k speakers · Enter to their quotes · / filter · Esc closes"
        else:
            words = "Type to filter · ↓ to the speakers · Tab to the lists · Esc closes"
        self.say(words)

    # Choosing.

    def action_choose(self) -> None:
        """From a speaker to their quotes; at a quote, read on in its story."""
        if self._speakers.has_focus:
            self.action_to_quotes()
        elif (found := self._quotes.found) is not None:
            self.dismiss(spot(found))

    @on(SpeakerRows.Chosen, "#speakers")
    def speaker_clicked(self, event: SpeakerRows.Chosen) -> None:
        """A click shows a speaker's quotes."""
        event.stop()
        self._load_quotes()

    @on(FoundRows.Chosen, "#quotes")
    def quote_clicked(self, event: FoundRows.Chosen) -> None:
        """A click reads on in the story."""
        event.stop()
        if (found := self._quotes.found) is not None:
            self.dismiss(spot(found))

    def action_copy(self) -> None:
        """Copy the quote at the cursor with its source."""
        found = self._quotes.found
        if isinstance(found, Said):
            self.app.copy_to_clipboard(cite_fact(found.quote, found.header))
            self.say("Copied the quote with its source")


def spot(found: Said | Counted) -> Spot:
    """Where something that was found stands."""
    fact = found.quote if isinstance(found, Said) else found.figure
    return Spot(found.header.id, fact.start)


def _quotes(facts: Facts, speaker: SpeakerTally, words: str) -> list[Said]:
    who = None if speaker is EVERYONE else speaker.folded
    return facts.quotes(speaker=who, about=words, limit=_MOST_QUOTES)
