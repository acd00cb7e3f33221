"""The reader screen across stories: reading them for facts in the background, the quote book, "elsewhere"."""

import asyncio
import time
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from newsreader.article.article import Article
from newsreader.article.marks import Figure, Quote
from newsreader.library.fact_queries import Counted, Said
from newsreader.library.facts import Facts
from newsreader.library.facts_store import FigureFact, QuoteFact
from newsreader.library.stories import Scope
from newsreader.model import NewsreaderError
from newsreader.ui.environment import Environment
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.lighting import describe
from newsreader.ui.screen.updating import UpdatingScreen
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from newsreader.ui.dialogs.quote_book import Spot

LOOK_SECONDS = 2.0
"""How often to look for stories that came or changed."""
_SHORTEST_REST = 0.01
_LONGEST_REST = 0.2
_QUIET_SECONDS = 0.4
"""So long after a key nothing is read, or keys would feel slow."""


class AskingScreen(UpdatingScreen):
    """What is asked of all stories at once."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.unread_facts = 0
        """Stories that are still to be read for their facts."""
        self._reading_facts = False
        self._facts_token = 0
        self._last_key = 0.0
        self._spot: Spot | None = None

    # Reading stories for their facts.

    def look_for_facts(self) -> None:
        """Read stories that came or changed, in the background, unless that is going on."""
        if self.ready and not self._reading_facts and self._token != self._facts_token:
            self._facts_token = self._token
            self._reading_facts = True
            self._read_facts()

    @work(thread=True, group="facts", exit_on_error=False)
    def _read_facts(self) -> None:
        from newsreader.article.indexing import index_pending  # noqa: PLC0415 - the rules load in the thread

        worker = get_current_worker()
        clock = [time.monotonic()]

        def is_over() -> bool:
            return self.leaving.is_set() or worker.is_cancelled

        def rest() -> None:
            """As long as the work took, half of the time is the interface's; longer while keys or feeds come."""
            now = time.monotonic()
            self.leaving.wait(min(_LONGEST_REST, max(_SHORTEST_REST, now - clock[0])))
            while (self.is_busy or time.monotonic() - self._last_key < _QUIET_SECONDS) and not is_over():
                self.leaving.wait(_QUIET_SECONDS / 4)
            clock[0] = time.monotonic()

        def tell(done: int, total: int) -> None:
            self.unread_facts = total - done

        try:
            index_pending(self.library, cancelled=is_over, on_progress=tell, rest=rest)
        except NewsreaderError:
            if not is_over():  # else the library was closed meanwhile
                raise
        finally:
            self._reading_facts = False

    @property
    def is_busy(self) -> bool:
        """Whether a refresh is going on, which what is read in the background should not hold up."""
        return self._refreshing

    def on_key(self) -> None:
        """A key was pressed: the reader comes first."""
        self._last_key = time.monotonic()

    # The quote book, and the same elsewhere.

    @work(group="add", exit_on_error=False)
    async def action_quote_book(self) -> None:
        """Show who said what, in every story."""
        from newsreader.ui.dialogs.quote_book import QuoteBook  # noqa: PLC0415 - beside its use, as every dialog

        if self.ready:
            await self._ask(QuoteBook(self.library.facts, self._left))

    @work(group="add", exit_on_error=False)
    async def action_elsewhere(self) -> None:
        """Show where else the chosen quote or figure is reported."""
        setting = self.article_view.setting
        mark = self._chosen_mark(setting) if setting is not None else None
        if setting is None or mark is None:
            self.say("Choose a quote or figure first: ] steps through them")
            return
        story = self.shown.id if self.shown is not None else ""
        here, found = await asyncio.to_thread(_elsewhere, self.library.facts, story, mark, setting.article)
        if not found:
            left = self._left()
            self.say(f"No other story reports this{f' ({left})' if left else ''}")
            return
        from newsreader.ui.dialogs.elsewhere import ElsewhereDialog  # noqa: PLC0415 - not before the first frame

        await self._ask(ElsewhereDialog(here, found))

    async def _ask(self, screen: "ModalScreen[Spot | None]") -> None:
        """Open a screen that gives a place to read on at, and go there."""
        if spot := await self.app.push_screen_wait(screen):
            self.open_at(spot)

    def _left(self) -> str:
        stories = "story" if self.unread_facts == 1 else "stories"
        return f"{self.unread_facts:,} {stories} still to be read" if self.unread_facts else ""

    # Going there.

    @work(exclusive=True, group="open-at", exit_on_error=False)
    async def open_at(self, spot: "Spot") -> None:
        """Show a story with the quote or figure at a place in it chosen."""
        header = await asyncio.to_thread(self.library.header, spot.story)
        if header is None:
            self.say("That story is no longer in the library")
            return
        self.opened = None
        self.focus_pane("article")
        if self.shown is not None and self.shown.row == header.row and self.article_view.setting is not None:
            self._go_to(spot.offset)
            return
        self._spot = spot
        if header.row not in self.story_list.stories.rows:
            front = await asyncio.to_thread(self.library.front, header.row)
            self.scope = Scope("all") if front == header.row else Scope("feed", header.feed)
            self.end_search()
        self.load_list(story=spot.story)

    def _show_setting(self, setting: Setting, place: tuple[int, int]) -> None:
        super()._show_setting(setting, place)
        spot, self._spot = self._spot, None
        if spot is not None and self.shown is not None and self.shown.id == spot.story:
            self.story_list.reveal(self.story_list.cursor)
            # When it is laid out: before, nobody knows what is in view.
            self.call_after_refresh(self._go_to, spot.offset)

    def _go_to(self, offset: int) -> None:
        """Choose the mark at an offset, or show the words there when they are not lit up."""
        setting = self.article_view.setting
        if setting is None:
            return
        index = next((n for n, mark in enumerate(setting.marks) if mark.start == offset), None)
        if index is not None:
            self.article_view.choose_mark(index)
            return
        for quote in setting.article.quotes:
            if quote.start == offset:
                self.facts_panel.go_to(quote)
                self.article_view.choose_unlit(quote)
                self.say(describe(quote), passing=True)
                return
        self.article_view.show_offset(offset, offset + 1)


def _elsewhere(
    facts: Facts, story: str, mark: Quote | Figure, article: Article
) -> tuple[QuoteFact | FigureFact, list[Said] | list[Counted]]:
    from newsreader.article.indexing import figure_fact, quote_fact_of  # noqa: PLC0415 - beside the rules

    if isinstance(mark, Quote):
        quote = quote_fact_of(mark, article)
        return quote, facts.same_quote(story, quote)
    figure = figure_fact(mark, article)
    return figure, facts.same_figure(story, figure)
