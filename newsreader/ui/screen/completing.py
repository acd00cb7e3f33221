"""The reader screen's full texts: a story read whole at a key, and in the background where that is wished for."""

import asyncio
import threading
from collections.abc import Callable, Sequence

from textual import on, work
from textual.worker import get_current_worker

from newsreader.library.stories import Mark
from newsreader.library.whole import Completed, asked, complete_all
from newsreader.model import NewsreaderError
from newsreader.sources.limits import limits_of
from newsreader.ui.environment import Environment
from newsreader.ui.screen.updating import UpdatingScreen
from newsreader.ui.screen.visiting import VisitingScreen
from newsreader.ui.session import Session

_FIRST_LOOK_SECONDS = 5.0
_AFTER_BOOKMARK_SECONDS = 1.0
_LOOK_SECONDS = 300.0
_AT_A_TIME = 50


class CompletingScreen(VisitingScreen):
    """Stories of which the feed sent a summary, read from their own pages and kept."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self._completing: threading.Event | None = None
        """Set to give up the page of the story that is shown."""
        self._reading_pages = False

    def on_mount(self) -> None:
        """Look for stories to read whole soon after the start, and then from time to time."""
        self.set_timer(_FIRST_LOOK_SECONDS, self.complete_pending)
        self.set_interval(_LOOK_SECONDS, self.complete_pending)

    # The story that is shown.

    def action_read_here(self) -> None:
        """Read the chosen link here; without one, the story whole, or as the feed sent it again."""
        shown = self.shown if self.opened is None else None
        if self.chosen_url or shown is None:
            super().action_read_here()
        elif self._completing is not None:
            self.say("The page is on its way; Esc gives it up")
        else:
            self._turn_full(shown.id)

    @work(group="page", exit_on_error=False)
    async def _turn_full(self, story: str) -> None:
        found = await asyncio.to_thread(self.library.story, story)
        if found is not None and found.full is not None and found.full.markup:
            away = not found.full.put_away
            await asyncio.to_thread(self.library.put_full_text_away, story, away)
            self._show_if_shown(story)
            self.say("As the feed sent it; x shows the full text" if away else "The full text of the page")
            return
        wanted = await asyncio.to_thread(asked, self.library, story)
        if wanted is None:
            self.say("This story has no page to read")
            return
        given_up = self._completing = threading.Event()

        def is_over() -> bool:
            return given_up.is_set() or self.leaving.is_set()

        self.status.progress = "Reading the page of this story … Esc gives up"
        try:
            done = await asyncio.to_thread(
                complete_all,
                self.library,
                [wanted],
                limits=limits_of(self.environment.config),
                cancelled=is_over,
            )
        finally:
            self._completing = None
            self.status.progress = ""
        if not is_over():
            self._show_completed(story, done)

    def _show_completed(self, story: str, done: list[Completed]) -> None:
        problem = done[0].problem if done else "The page did not come"
        if problem:
            self.say(f"{problem}; o opens it in the browser", "problem")
            return
        self._show_if_shown(story)
        self.say("The full text, kept with the story; x shows what the feed sent")

    def give_up_page(self) -> bool:
        """Do not wait for a page any more; False when none was on its way."""
        if self._completing is None:
            return super().give_up_page()
        self._completing.set()
        self.say("Given up")
        return True

    def _show_if_shown(self, story: str) -> None:
        """Show a story as it is now, if it is the one that is shown."""
        if self.shown is not None and self.shown.id == story:
            self.show_again()

    # In the background.

    def set_mark(self, ids: Sequence[str], mark: Mark, *, value: bool, automatic: bool = False) -> None:
        """Set a mark on stories; what is bookmarked is read whole, so that it can be read anywhere later."""
        super().set_mark(ids, mark, value=value, automatic=automatic)
        if mark == "bookmarked" and value:
            self.set_timer(_AFTER_BOOKMARK_SECONDS, self.complete_pending)

    def complete_pending(self) -> None:
        """Read whole what is bookmarked, and what comes from feeds that are always read whole."""
        if self.ready and not self._reading_pages and not self.library.is_read_only:
            self._reading_pages = True
            self._complete_pending()

    @on(UpdatingScreen.Refreshed)
    def _complete_new(self) -> None:
        self.complete_pending()

    @work(thread=True, group="pages", exit_on_error=False)
    def _complete_pending(self) -> None:
        worker = get_current_worker()

        def is_over() -> bool:
            return self.leaving.is_set() or worker.is_cancelled

        def tell(done: Completed) -> None:
            if not done.problem and not is_over():
                self.app.call_from_thread(self._show_if_shown, done.id)

        try:
            waiting = self.library.incomplete(_AT_A_TIME)
            if waiting and not is_over():
                limits = limits_of(self.environment.config)
                complete_all(self.library, waiting, limits=limits, cancelled=is_over, on_done=tell)
            self._keep_pictures(is_over)
        except NewsreaderError:
            if not is_over():  # else the library was closed meanwhile
                raise
        finally:
            self._reading_pages = False

    def _keep_pictures(self, is_over: Callable[[], bool]) -> None:
        """Fetch the pictures of what is bookmarked, so that they are here where there is no network."""
        config = self.environment.config
        if is_over() or config.pictures == "off" or not config.picture_cache:
            return
        from newsreader.article.keeping import keep_pictures  # noqa: PLC0415 - not before the first frame
        from newsreader.sources.pictures import loader_of  # noqa: PLC0415 - with it

        folder = self.environment.paths.pictures
        keep_pictures(self.library, lambda: loader_of(config, folder), cancelled=is_over)
