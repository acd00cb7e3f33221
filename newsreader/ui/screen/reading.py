"""The reader screen's article: showing a story, counting it as read, keeping the place in it."""

import asyncio
import os
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.article.article import Article
from newsreader.article.make import make_article
from newsreader.article.targets import target_of
from newsreader.library.library import Library
from newsreader.library.ready import host_of
from newsreader.library.stories import Header, Story
from newsreader.model import Entry
from newsreader.ui.environment import Environment
from newsreader.ui.lists.story_list import StoryListView
from newsreader.ui.page.prepared import PreparedArticles
from newsreader.ui.page.setting import Setting
from newsreader.ui.page.story_notes import with_notes
from newsreader.ui.page.typeset import set_article
from newsreader.ui.screen.placing import PlacingScreen
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from newsreader.ui.screen.launching import Program

_REST_SECONDS = 0.15


class ReadingScreen(PlacingScreen):
    """What the article pane shows."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.lights = self.environment.config.lights
        self._articles = PreparedArticles()

    # Showing a story.

    @on(StoryListView.Highlighted, "#stories")
    def story_highlighted(self, event: StoryListView.Highlighted) -> None:
        """The article follows the cursor."""
        event.stop()
        self.opened = None
        self.story_at_cursor_changed()

    @on(StoryListView.Chosen, "#stories")
    def story_chosen(self, event: StoryListView.Chosen) -> None:
        """Enter goes into the article; a click does where it would not be seen otherwise."""
        event.stop()
        self.opened = None
        if not event.by_mouse or "article" not in self.panes_shown:
            self.focus_pane("article")
        self.story_at_cursor_changed()

    def story_at_cursor_changed(self) -> None:
        """Show the story under the cursor, once the cursor rests."""
        if self.opened is not None:
            return
        row = self.story_list.row
        if row is None:
            self._leave_story()
            self.shown = None
            self.article_view.show_nothing("")
            self.facts_panel.show(None)
            return
        if self.shown is None or self.shown.row != row or self.article_view.setting is None:
            self._show_story(row)
        else:
            self.count_as_read_soon()

    @work(exclusive=True, group="story", exit_on_error=False)
    async def _show_story(self, row: int) -> None:
        await asyncio.sleep(0.02)
        story = await asyncio.to_thread(_story, self.library, row)
        if story is None:
            self.say("That story is no longer in the library")
            return
        header, entry = story.header, story.as_read
        article = await asyncio.to_thread(self._articles.first, entry, header.source)
        setting = await asyncio.to_thread(self.typeset, article, header)
        place = await self.place_in(header.id, setting)
        self._leave_story()
        self.status.go_on()
        self.shown = header
        self._show_setting(setting, place)
        self.count_as_read_soon()
        if not self._articles.is_whole(entry, header.source):
            await self._light_up(entry, header, article)
        self._prepare()

    async def _light_up(self, entry: Entry, header: Header, plain: Article) -> None:
        """Find the marks of a long story behind the reader, who has begun to read."""
        article = await asyncio.to_thread(self._articles.whole, entry, header.source, plain)
        setting = await asyncio.to_thread(self.typeset, article, header)
        showing = self.article_view.setting
        if showing is not None and showing.article is plain:
            self.article_view.replace_setting(setting)
            self.facts_panel.show(article)

    @work(exclusive=True, group="prepare", exit_on_error=False)
    async def _prepare(self) -> None:
        """Make the articles of the next and the previous story, as soon as the reader rests on this one."""
        await asyncio.sleep(_REST_SECONDS)
        rows, at = self.story_list.stories.rows, self.story_list.cursor
        for near in (at + 1, at - 1):
            if 0 <= near < len(rows):
                await asyncio.to_thread(_make, self.library, rows[near], self._articles)

    def show_again(self) -> None:
        """Show the story that is shown as the library has it now, at the same words."""
        if self.shown is not None and self.opened is None:
            self.keep_place()
            self._show_story(self.shown.row)

    @work(exclusive=True, group="story", exit_on_error=False)
    async def show_entry(self, entry: Entry) -> None:
        """Show a story that is not in the library."""
        article = await asyncio.to_thread(make_article, entry, entry.source or host_of(entry.link))
        setting = await asyncio.to_thread(self.typeset, article, None)
        self._leave_story()
        self.shown = None
        self._show_setting(setting, (0, 0))

    def typeset(self, article: Article, header: Header | None) -> Setting:
        """The article as paragraphs, lit up or not, with what the library knows of it."""
        setting = set_article(article, lights=self.lights, clock=self.environment.clock.now())
        return with_notes(setting, header, self.environment.config.keys)

    def _show_setting(self, setting: Setting, place: tuple[int, int]) -> None:
        self.article_view.show(setting, place)
        self.facts_panel.show(setting.article)

    def _leave_story(self) -> None:
        self.stop_counting()
        self.keep_place()
        if self._unkept:
            self.write_places()

    def action_advance(self) -> None:
        """Scroll on; at the end go to the next unread story. In the feed panel, open or close a folder."""
        if self.pane == "feeds":
            self.feed_panel.turn()
        elif "article" not in self.panes_shown:
            self.focus_pane("article")
            self.count_as_read_soon()
        elif self.article_view.at_end or self.article_view.setting is None:
            self.count_as_read()
            self.go_unread(1)
        else:
            self.article_view.page(1)

    # Out of the program.

    def action_browser(self) -> None:
        """Open the story in the browser."""
        setting = self.article_view.setting
        self.open_link(setting.article.link if setting else "")

    def open_link(self, url: str) -> None:
        """Open http, https and mailto URLs in the browser, nothing else."""
        if not url:
            self.say("This story has no link to open")
        elif url.partition(":")[0].lower() not in {"http", "https", "mailto"}:
            self.say(f"Not opened: {url} is no web address", "problem")
        else:
            self.say(f"Opening {target_of(url).shown}")
            self._open_browser(url)

    @work(group="browser", exit_on_error=False)
    async def _open_browser(self, url: str) -> None:
        from newsreader.ui.screen.launching import browser_for  # noqa: PLC0415 - not before the first frame

        command = self.environment.config.browser
        program = await asyncio.to_thread(browser_for, url, command, os.environ)
        if program is not None:
            self.launch(program)
        elif not await asyncio.to_thread(webbrowser.open, url):
            self.say("No browser was found; y copies the link", "problem")

    def launch(self, program: "Program") -> None:
        """Start another program; one for the terminal gets it until it ends.

        Raises:
            NewsreaderError: it can't be started.
        """
        from newsreader.ui.screen.launching import run_in_terminal, start  # noqa: PLC0415 - as above

        if program.in_terminal:
            run_in_terminal(self.app, program)
        else:
            start(program, self._say_from_thread)

    def _say_from_thread(self, words: str) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile
            self.app.call_from_thread(self.say, words, "problem")


def _story(library: Library, row: int) -> Story | None:
    headers = library.headers([row])
    return library.story(headers[0].id) if headers else None


def _make(library: Library, row: int, articles: PreparedArticles) -> None:
    if (story := _story(library, row)) is not None:
        articles.first(story.as_read, story.header.source)
