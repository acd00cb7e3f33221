"""The reader screen's way through links: reading a page here, and back to the story before."""

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.config import Config
from newsreader.library.downloads import Source
from newsreader.library.library import Library
from newsreader.model import Entry, NewsreaderError
from newsreader.sources.limits import limits_of
from newsreader.sources.sign_in import NOBODY
from newsreader.ui.commands import BY_ID, keys_of
from newsreader.ui.environment import Environment
from newsreader.ui.lists.story_list import StoryListView
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.linking import LinkingScreen
from newsreader.ui.screen.visits import Visit, Visits
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from newsreader.ui.dialogs.link_list import LinkChoice


class VisitingScreen(LinkingScreen):
    """Pages that are read here without being kept, and the way back from them."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.visits = Visits()
        self._reading_page: threading.Event | None = None
        """Set to give up the page that is being fetched."""
        self._returning: Visit | None = None

    # There.

    def action_read_here(self) -> None:
        """Read the chosen link here, else the page of the story."""
        setting = self.article_view.setting
        url = self.chosen_url or (setting.article.link if setting is not None else "")
        if not url.lower().startswith(("http://", "https://")):
            self.say("Choose a link first: Tab, or its number" if not url else "That is no page to read")
        elif self._reading_page is not None:
            self.say("A page is on its way; Esc gives it up")
        else:
            self.read_here(url)

    @work(group="page", exit_on_error=False)
    async def read_here(self, url: str) -> None:
        """Fetch a page and show the story on it; nothing changes when it can't be had or is given up."""
        from newsreader.article.targets import target_of  # noqa: PLC0415 - beside its use

        given_up = self._reading_page = threading.Event()

        def is_over() -> bool:
            return given_up.is_set() or self.leaving.is_set()

        showing = self.article_view.setting
        self.status.target = None
        self.status.progress = f"Reading {target_of(url).host} … Esc gives up"
        try:
            entry = await asyncio.to_thread(
                _read, url, self.source_of_links(), self.library, self.environment.config, is_over
            )
        except NewsreaderError as error:
            if not is_over():
                self.say(f"{error}; o opens it in the browser", "problem")
            return
        finally:
            self._reading_page = None
            self.status.progress = ""
        if not is_over() and self.article_view.setting is showing:
            self.visit(entry)

    def visit(self, entry: Entry) -> None:
        """Show a story that is not in the library; Backspace leads back to the one before."""
        self.visits.leave(Visit(self.article_view.reading_place, self.stop, self.opened))
        self.keep_place()
        if self.opened is None:
            self.opened_from = self.shown.feed if self.shown is not None else ""
        self.opened = entry
        self.show_entry(entry)
        self.focus_pane("article")

    def give_up_page(self) -> bool:
        """Do not wait for a page any more; False when none was on its way."""
        if self._reading_page is None:
            return False
        self._reading_page.set()
        self.say("Given up")
        return True

    def let_go(self) -> bool:
        """A page that is on its way first, then the rest."""
        return self.give_up_page() or super().let_go()

    def link_listed(self, choice: "LinkChoice") -> None:
        """Read the link here when that was chosen in the list."""
        super().link_listed(choice)
        if choice.deed == "read":
            self.action_read_here()

    # And back.

    def action_return(self) -> None:
        """From a footnote to its mark; else to the story before, where it was left."""
        if self.give_up_page():
            return
        stop = self.chosen_stop
        if stop is not None and stop.kind == "note":
            self.follow()
        elif (visit := self.visits.back()) is not None:
            self._return_to(visit)
        else:
            self.say("There is no story to go back to")

    def _return_to(self, visit: Visit) -> None:
        self._returning = visit
        self.opened = visit.entry
        if visit.entry is not None:
            self.show_entry(visit.entry)
        else:
            self.shown = None
            self.story_at_cursor_changed()

    def _show_setting(self, setting: Setting, place: tuple[int, int]) -> None:
        visit, self._returning = self._returning, None
        super()._show_setting(setting, visit.place if visit is not None else place)
        if visit is not None and visit.stop is not None and visit.stop < len(setting.stops):
            self.choose_stop(visit.stop)
        elif (
            visit is None and self.visits and (keys := keys_of(BY_ID["return"], self.environment.config.keys))
        ):
            self.say(f"{keys[0]} goes back", passing=True)

    @on(StoryListView.Highlighted, "#stories")
    @on(StoryListView.Chosen, "#stories")
    def _another_story(self) -> None:
        """Whoever goes on in the list does not come back by the links."""
        self.give_up_page()
        self.visits.clear()


def _read(url: str, source: Source, library: Library, config: Config, cancelled: Callable[[], bool]) -> Entry:
    from newsreader.sources.private_addresses import AddressGuard  # noqa: PLC0415 - loads aiohttp
    from newsreader.sources.reading import read_page  # noqa: PLC0415

    return read_page(
        url,
        limits_of(config),
        AddressGuard.for_feed(source.url),
        cancelled,
        sign_in=library.sign_ins.find(source.feed) if source.feed else NOBODY,
        proxy=source.proxy,
    )
