"""The reader screen's counts of saved searches: made behind everything else, and again only after a change."""

import asyncio
from collections.abc import Sequence

from textual import work

from newsreader.library.library import Library
from newsreader.library.saved_search import SavedSearch
from newsreader.library.stories import Scope, Tally
from newsreader.ui.environment import Environment
from newsreader.ui.screen.scoping import ScopingScreen
from newsreader.ui.session import Session


class TallyingScreen(ScopingScreen):
    """How many stories each saved search finds. Other counts are kept by the library; these have to be made."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self._tallying = False
        self._tallied: tuple[int, Sequence[SavedSearch]] = 0, ()
        """The change token and the searches that were counted last."""

    def place_panes(self) -> None:
        """With the feed panel its counts are wanted."""
        super().place_panes()
        self._tally_soon()

    async def _load_counts(self) -> None:
        await super()._load_counts()
        self._tally_soon()

    @property
    def _are_counts_wanted(self) -> bool:
        return self.ready and bool(self.shelf.searches) and "feeds" in self.panes_shown

    def _tally_soon(self) -> None:
        if self._are_counts_wanted and not self._tallying:
            self._tally_searches()

    @work(group="tallies", exit_on_error=False)
    async def _tally_searches(self) -> None:
        """Count until nothing has changed meanwhile. One thread at a time: it cannot be stopped."""
        if self._tallying:
            return
        self._tallying = True
        try:
            while self._are_counts_wanted:
                searches = self.shelf.searches
                wanted = await asyncio.to_thread(self.library.change_token), searches
                if wanted == self._tallied:
                    break
                found = await asyncio.to_thread(_tallies, self.library, searches)
                self._tallied = wanted
                self.feed_panel.show_tallies(found)
        finally:
            self._tallying = False


def _tallies(library: Library, searches: Sequence[SavedSearch]) -> dict[str, Tally]:
    return {one.line: library.tally(Scope("search", name=one.line)) for one in searches}
