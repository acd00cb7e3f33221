"""The reader screen's comparing: what a publisher changed in a story, and the same story in other feeds."""

import asyncio
from typing import TYPE_CHECKING

from textual import work

from newsreader.library.library import Library
from newsreader.library.stories import Header, Scope
from newsreader.model import NewsreaderError
from newsreader.ui.environment import Environment
from newsreader.ui.screen.lighting import LightingScreen
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.article.article import Article
    from newsreader.library.versions import Earlier


class ComparingScreen(LightingScreen):
    """Versions and copies of the story that is shown."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self._look_timer: Timer | None = None

    @work(group="add", exit_on_error=False)
    async def action_changes(self) -> None:
        """Show what the publisher changed."""
        header = self.current_story()
        if header is None:
            self.say("No story is shown")
            return
        versions, now, seen = await asyncio.to_thread(_versions, self.library, header.id)
        if not versions or now is None:
            self.say("This story reads as it did when it came")
            return
        from newsreader.ui.dialogs.changes_screen import ChangesScreen  # noqa: PLC0415 - not before the first frame

        screen = ChangesScreen(versions, now, header.source, seen, self.environment.clock)
        await self.app.push_screen_wait(screen)
        if header.changed:
            self._look(header)

    @work(group="add", exit_on_error=False)
    async def action_sources(self) -> None:
        """Choose a copy of the story in another feed, to read it here or in the browser."""
        header = self.current_story()
        if header is None or not header.others:
            self.say("No other feed has this story")
            return
        others = await asyncio.to_thread(_headers, self.library, [other.id for other in header.others])
        from newsreader.ui.dialogs.sources_dialog import SourcesDialog  # noqa: PLC0415 - not before the first frame

        chosen = await self.app.push_screen_wait(SourcesDialog([header, *others]))
        if chosen is None:
            return
        if chosen.in_browser:
            self.open_link(chosen.header.link)
        elif chosen.header.id != header.id:
            self.opened = None
            self.scope = Scope("feed", chosen.header.feed)
            self.end_search()
            self.load_list(story=chosen.header.id)
            self.focus_pane("article")

    # A story that has changed since it was read is seen as it is now when it has been shown for a while.

    def count_as_read_soon(self) -> None:
        """The same for a change."""
        super().count_as_read_soon()
        after = self.environment.config.read_after
        if after and self.shown is not None and self.shown.changed and "article" in self.panes_shown:
            self._look_timer = self.set_timer(after, self._saw_shown)

    def stop_counting(self) -> None:
        """The same for a change."""
        super().stop_counting()
        if self._look_timer is not None:
            self._look_timer.stop()
            self._look_timer = None

    def count_as_read(self) -> None:
        """The same for a change."""
        super().count_as_read()
        self._saw_shown()

    def _saw_shown(self) -> None:
        header = self.shown
        if header is not None and header.changed and self.app.screen is self:
            self._look(header)

    @work(group="look", exit_on_error=False)
    async def _look(self, header: Header) -> None:
        if self.library.is_read_only:
            return
        await asyncio.to_thread(self.library.versions.look, header.id)
        headers = await asyncio.to_thread(self.library.headers, [header.row])
        self.story_list.supply(headers)
        self.refresh_shown()


def _versions(library: Library, story: str) -> "tuple[list[Earlier], Article | None, int]":
    from newsreader.article.make import make_article  # noqa: PLC0415 - for a story that is compared alone

    versions = library.versions.of(story)
    found = library.story(story) if versions else None
    if found is None:
        return [], None, 0
    return versions, make_article(found.entry, found.header.source), library.versions.seen(story)


def _headers(library: Library, ids: list[str]) -> list[Header]:
    try:
        return [header for story in ids if (header := library.header(story)) is not None]
    except NewsreaderError:
        return []
