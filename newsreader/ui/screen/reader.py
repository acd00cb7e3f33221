"""The reader screen: the whole of it, from opening the library to leaving."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.ui.commands import COMMANDS, keys_of, problems
from newsreader.ui.environment import Environment
from newsreader.ui.screen.arranging import ArrangingScreen
from newsreader.ui.screen.asking import LOOK_SECONDS
from newsreader.ui.screen.comparing import ComparingScreen
from newsreader.ui.screen.completing import CompletingScreen
from newsreader.ui.screen.doctoring import DoctoringScreen
from newsreader.ui.screen.downloading import DownloadingScreen
from newsreader.ui.screen.noting import NotingScreen
from newsreader.ui.screen.picturing import PicturingScreen
from newsreader.ui.screen.telling import TellingScreen
from newsreader.ui.session import Session, save_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsreader.ui.dialogs.palette import Offer

_WATCH_SECONDS = 1.0
_AGE_SECONDS = 60.0
_SESSION_SECONDS = 2.0
_FIRST_REFRESH_SECONDS = 3.0
_MEASURE_STEP = 4


class ReaderScreen(
    PicturingScreen,
    CompletingScreen,
    DownloadingScreen,
    NotingScreen,
    ComparingScreen,
    DoctoringScreen,
    TellingScreen,
    ArrangingScreen,
):
    """Sidebar, article and panels; everything else opens over it."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self._kept = session
        self._facts_put_away = False

    def on_mount(self) -> None:
        """Show the frame, then open the library behind it."""
        self.article_view.show_nothing("Opening the library …")
        self._open_library()

    @work(group="open", exit_on_error=False)
    async def _open_library(self) -> None:
        paths = self.environment.paths
        try:
            self._library = await asyncio.to_thread(_open, paths)
        except NewsreaderError as error:
            self.not_open = str(error)
            self.article_view.show_nothing(str(error))
            self.say(str(error), "problem")
            return
        self.article_view.show_nothing("")
        notices = [*self.environment.notices, *problems(self.environment.config.keys), *self.library.notices]
        self._told = len(self.library.notices)
        self.say_all(notices)
        opened = self.environment.opened
        if opened is not None:
            self.zen = True
            self.load_list(fresh=True)
            self.show_entry(opened)
            self.focus_pane("article")
        else:
            self.load_list(story=self.session.story)
            if not notices and not await asyncio.to_thread(self.library.subscriptions):
                self.say("Welcome. Press a to add a feed, ? for all keys")
        self.resume_downloads()
        self.set_interval(_WATCH_SECONDS, self.look_for_changes)
        self.set_interval(LOOK_SECONDS, self.look_for_facts)
        self.set_interval(_AGE_SECONDS, self.story_list.redraw_all)
        self.set_interval(_SESSION_SECONDS, self._keep_session)
        if minutes := self.environment.config.refresh_every:
            self.set_timer(_FIRST_REFRESH_SECONDS, self.refresh_due)
            self.set_interval(minutes * 60, self.refresh_due)

    # Back, zen, help, palette.

    def action_open(self) -> None:
        """Into the article, or follow the chosen link or picture, or choose what the cursor is on."""
        if self.pane == "article":
            self.follow()
            return
        if (rows := self._rows) is not None:
            rows.choose()

    def action_escape(self) -> None:
        """Let go of what is chosen or selected; then back."""
        if not self.let_go():
            self.action_back()

    def action_back(self) -> None:
        """Out of a search, a panel, zen, the article: one step at a time."""
        if self.search_box.has_focus or (self.pane == "stories" and self.search_box.display):
            self.end_search()
            self.focus_pane("stories")
        elif self.zen:
            self.zen = False
            self.focus_pane("stories")
        elif self.pane == "facts":
            self.focus_pane("article")
        elif self.pane in {"article", "feeds"}:
            self.focus_pane("stories")

    def action_zen(self) -> None:
        """The article alone, and back; a Facts panel that was open goes and comes back with the rest."""
        self.zen = not self.zen
        if self.zen:
            self._facts_put_away, self.facts_open = self.facts_open, False
        else:
            self.facts_open = self.facts_open or self._facts_put_away
        self.focus_pane("article")

    def action_help(self) -> None:
        """Show keys and legend."""
        from newsreader.ui.dialogs.help_screen import HelpScreen  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(HelpScreen(self.environment))

    def action_palette(self) -> None:
        """Every command by name."""
        from newsreader.ui.dialogs.palette import Palette  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(Palette(list(self._offers())), self._run_offer)

    def _run_offer(self, offer: "Offer | None") -> None:
        if offer is not None:
            offer.run()

    def _offers(self) -> "Iterator[Offer]":
        from newsreader.ui.dialogs.palette import Offer  # noqa: PLC0415

        for command in COMMANDS:
            if command.id in {
                "palette",
                "down",
                "up",
                "open",
                "back",
                "escape",
                "next_pane",
                "previous_pane",
                "link_number",
            }:
                continue
            keys = " ".join(keys_of(command, self.environment.config.keys))
            yield Offer(command.title, keys, getattr(self, f"action_{command.id}"))
        for name in sorted(
            self.app.available_themes, key=lambda name: (not name.startswith("newsprint"), name)
        ):
            yield Offer(f"Theme: {name}", "", partial(setattr, self.app, "theme", name))

    def action_theme(self) -> None:
        """Turn our dark theme to light and back."""
        self.app.theme = "newsprint-light" if self.app.current_theme.dark else "newsprint-dark"

    def action_narrower(self) -> None:
        """Shorter lines."""
        self._set_measure(-_MEASURE_STEP)

    def action_wider(self) -> None:
        """Longer lines."""
        self._set_measure(_MEASURE_STEP)

    def _set_measure(self, step: int) -> None:
        self.article_view.measure = max(40, min(120, self.article_view.measure + step))
        self.say(f"Lines of up to {self.article_view.measure} characters")
        self.save_setting("measure", self.article_view.measure)

    # Leaving.

    def current_session(self) -> Session:
        """Where the reader is now."""
        self.keep_place()
        return Session(
            self.scope,
            self.shown.id if self.shown else self._kept.story,
            dict(self._old_places),
            self.feeds_open,
            self.facts_open,
            self.sidebar_asked,
            tuple(sorted(self.feed_panel.turned)),
        )

    @work(exclusive=True, group="session", exit_on_error=False)
    async def _keep_session(self) -> None:
        """Keep the place from time to time, since a terminal can be closed without a word."""
        session = self.current_session()
        if self._unkept:
            await asyncio.to_thread(self.write_places_now)
        if session != self._kept:
            self._kept = session
            with suppress(OSError):
                await asyncio.to_thread(save_session, self.environment.paths.session_file, session)

    @work(group="quit", exit_on_error=False)
    async def action_quit(self) -> None:
        """Leave, when every mark is on the disk."""
        self.leaving.set()
        if self.ready:
            session = self.current_session()
            async with self.marking:
                await asyncio.to_thread(self.write_places_now)
                await asyncio.to_thread(_leave, self.environment.paths, self.library, session)
        self.app.exit()


def _open(paths: Paths) -> Library:
    library = Library.open(paths)
    with suppress(NewsreaderError):  # samples that find no room must not keep the reader from the rest
        samples.install(library)
    return library


def _leave(paths: Paths, library: Library, session: Session) -> None:
    with suppress(OSError):  # a place that can't be kept must not keep the reader from leaving
        save_session(paths.session_file, session)
    with suppress(NewsreaderError):  # what cannot be thrown away now is no use to anybody else
        library.forget_dropped()
    library.close()
