"""The reader screen's article: showing it, counting it as read, its marks, places and facts."""

import asyncio
import webbrowser
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from textual import on, work

from newsreader.article.article import Article
from newsreader.article.cite import cite_quote
from newsreader.article.make import make_article
from newsreader.article.marks import Figure, Quote
from newsreader.library.library import Library
from newsreader.library.stories import Header, Mark, Scope
from newsreader.model import Entry, NewsreaderError
from newsreader.ui.article_view import ArticleView
from newsreader.ui.environment import Environment
from newsreader.ui.facts_panel import FactsPanel
from newsreader.ui.listing import ListingScreen
from newsreader.ui.session import Session
from newsreader.ui.story_list import StoryListView
from newsreader.ui.typeset import Setting, set_article

if TYPE_CHECKING:
    from textual.timer import Timer


class ReadingScreen(ListingScreen):
    """What the article pane and the Facts panel show, and the marks set on stories."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.lights = self.environment.config.lights
        self.shown: Header | None = None
        """The story in the article pane; None for none, or for one that is not in the library."""
        self.places = dict(self.session.places)
        self.opened = self.environment.opened
        """A story that is not in the library, as long as it is shown."""
        self._read_timer: Timer | None = None

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
            self._count_as_read_soon()

    @work(exclusive=True, group="story", exit_on_error=False)
    async def _show_story(self, row: int) -> None:
        await asyncio.sleep(0.02)
        found = await asyncio.to_thread(_article, self.library, row)
        if found is None:
            self.say("That story is no longer in the library")
            return
        header, article = found
        setting = await asyncio.to_thread(self._typeset, article)
        self._leave_story()
        self.status.go_on()
        self.shown = header
        self._show_setting(setting, self.places.get(header.id, (0, 0)))
        self._count_as_read_soon()

    @work(exclusive=True, group="story", exit_on_error=False)
    async def show_entry(self, entry: Entry) -> None:
        """Show a story that is not in the library."""
        article = await asyncio.to_thread(make_article, entry, entry.source)
        setting = await asyncio.to_thread(self._typeset, article)
        self._leave_story()
        self.shown = None
        self._show_setting(setting, (0, 0))

    def _typeset(self, article: Article) -> Setting:
        return set_article(article, lights=self.lights, clock=self.environment.clock.now())

    def _show_setting(self, setting: Setting, place: tuple[int, int]) -> None:
        self.article_view.show(setting, place)
        self.facts_panel.show(setting.article)

    def _leave_story(self) -> None:
        if self._read_timer is not None:
            self._read_timer.stop()
            self._read_timer = None
        self.keep_place()

    def keep_place(self) -> None:
        """Remember where the reader is in the story that is shown."""
        if self.shown is None or self.article_view.setting is None:
            return
        self.places.pop(self.shown.id, None)
        if self.article_view.scroll_y:
            self.places[self.shown.id] = self.article_view.reading_place

    # Read by having been shown.

    def _count_as_read_soon(self) -> None:
        if self._read_timer is not None:
            self._read_timer.stop()
        after = self.environment.config.read_after
        if after and self.shown is not None and not self.shown.read and "article" in self.panes_shown:
            self._read_timer = self.set_timer(after, self._count_as_read)

    @on(ArticleView.Scrolled)
    def article_scrolled(self, event: ArticleView.Scrolled) -> None:
        """Scrolling counts as reading."""
        event.stop()
        self._count_as_read()

    def _count_as_read(self) -> None:
        self._refresh_shown()
        header = self.shown
        if (
            header is not None
            and not header.read
            and "article" in self.panes_shown
            and self.app.screen is self
        ):
            self.set_mark([header.id], "read", value=True, automatic=True)

    # Marks.

    def _current(self) -> Header | None:
        """The story that marks are about, as it stands in the list."""
        header = None if self.opened is not None else self.story_list.header
        if (
            self.shown is None
            or self.pane == "stories"
            or (header is not None and header.row == self.shown.row)
        ):
            return header
        return self.shown

    def set_mark(self, ids: Sequence[str], mark: Mark, *, value: bool, automatic: bool = False) -> None:
        """Set a mark on stories: on the screen at once, in the journal right behind."""
        self.story_list.set_mark(ids, mark, value)
        if self.shown is not None and self.shown.id in ids:
            self._refresh_shown()
        self._keep_mark(list(ids), mark, value, automatic)

    def _refresh_shown(self) -> None:
        header = self.story_list.header
        if header is not None and self.shown is not None and header.row == self.shown.row:
            self.shown = header

    @work(group="marks", exit_on_error=False)
    async def _keep_mark(self, ids: list[str], mark: Mark, value: bool, automatic: bool) -> None:
        async with self.marking:
            try:
                await asyncio.to_thread(self.library.mark, ids, mark, value, automatic=automatic)
            except NewsreaderError:
                if not automatic:
                    self.load_list()  # which shows what is kept
                raise
        self.load_counts()
        if mark == "hidden":
            self.load_list()

    def action_toggle_read(self) -> None:
        """Mark the story read or unread."""
        header = self._current()
        if header is None:
            return
        if self._read_timer is not None:
            self._read_timer.stop()
        self.set_mark([header.id], "read", value=not header.read)
        self.say("Marked unread" if header.read else "Marked read")

    def action_toggle_bookmark(self) -> None:
        """Bookmark the story, or take the bookmark off."""
        header = self._current()
        if self.opened is not None:
            self._keep_opened(self.opened)
            return
        if header is None:
            return
        self.set_mark([header.id], "bookmarked", value=not header.bookmarked)
        self.say("Bookmark taken off" if header.bookmarked else "Bookmarked: kept whole, for ever")

    @work(group="marks", exit_on_error=False)
    async def _keep_opened(self, entry: Entry) -> None:
        async with self.marking:
            story = await asyncio.to_thread(self.library.keep, entry)
            await asyncio.to_thread(self.library.mark, [story], "bookmarked", True)
        self.opened = None
        self.say("Kept in Stored, and bookmarked")
        self.load_list(story=story)

    @work(group="marks", exit_on_error=False)
    async def action_mark_all_read(self) -> None:
        """Mark everything in the list read."""
        async with self.marking:
            changed = await asyncio.to_thread(self.library.mark_scope_read, self.scope, self.words)
        self.say(f"{_stories(changed)} marked read; u undoes it" if changed else "Nothing unread here")
        self.load_list()

    @work(group="marks", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last mark."""
        async with self.marking:
            undone = await asyncio.to_thread(self.library.undo)
        if undone is None:
            self.say("Nothing to undo")
            return
        words = {
            ("read", True): "unread again",
            ("read", False): "read again",
            ("bookmarked", True): "no longer bookmarked",
            ("bookmarked", False): "bookmarked again",
            ("hidden", True): "shown again",
            ("hidden", False): "hidden again",
        }[undone.mark, undone.value]
        self.say(f"Undone: {_stories(undone.count)} {words}")
        self.load_list()

    def action_hide_story(self) -> None:
        """Hide a stored story."""
        header = self._current()
        if header is None or not header.feed.endswith(":"):
            self.say("Only stored stories can be hidden; D in the feed panel unsubscribes from a feed")
            return
        self.set_mark([header.id], "hidden", value=True)
        self.say("Hidden; u brings it back")

    # Next and previous unread.

    def action_next_unread(self) -> None:
        """Go to the next unread story, from the top again after the last."""
        self._go_unread(1)

    def action_previous_unread(self) -> None:
        """Go to the previous unread story."""
        self._go_unread(-1)

    @work(exclusive=True, group="unread", exit_on_error=False)
    async def _go_unread(self, step: int) -> None:
        async with self.marking:
            unread = await asyncio.to_thread(_unread_rows, self.library)
        rows = self.story_list.stories.rows
        count = len(rows)
        start = self.story_list.cursor
        order = ((start + step * n) % count for n in range(1, count)) if count else iter(())
        index = next((at for at in order if rows[at] in unread), None)
        if index is None:
            here = count and rows[start] in unread
            self.say(
                "This is the only unread story here" if here else f"Nothing unread in {self.scope_name()}"
            )
            return
        if (index - start) * step < 0:
            self.say("On from the top" if step > 0 else "On from the end")
        self.story_list.cursor = index
        if self.pane not in {"article", "stories"}:
            self.focus_pane("stories")

    def action_advance(self) -> None:
        """Scroll on; at the end go to the next unread story."""
        if "article" not in self.panes_shown:
            self.focus_pane("article")
            self._count_as_read_soon()
        elif self.article_view.at_end or self.article_view.setting is None:
            self._count_as_read()
            self._go_unread(1)
        else:
            self.article_view.page(1)

    # Lights, facts, copying.

    def action_lights(self) -> None:
        """Switch the lights off or on."""
        self.lights = not self.lights
        setting = self.article_view.setting
        if setting is not None:
            self.article_view.replace_setting(self._typeset(setting.article))
        self.say("Lights on" if self.lights else "Lights off")

    def action_facts(self) -> None:
        """Show the Facts panel and give it the keys; put it away when it has them."""
        if self.pane == "facts" or (self.facts_open and "facts" in self.panes_shown):
            self.facts_open = False
            self.focus_pane("article" if self.pane == "facts" else self.pane)
        else:
            self.facts_open = True
            self.focus_pane("facts")

    @on(FactsPanel.Chosen, "#facts")
    def fact_chosen(self, event: FactsPanel.Chosen) -> None:
        """Jump to where it stands."""
        event.stop()
        self._jump()
        if "article" not in self.panes_shown:
            self.focus_pane("article")

    @on(FactsPanel.Highlighted, "#facts")
    def fact_highlighted(self, event: FactsPanel.Highlighted) -> None:
        """The article follows the cursor of the panel."""
        event.stop()
        if "article" in self.panes_shown:
            self._jump()

    def _jump(self) -> None:
        mark, setting = self.facts_panel.mark, self.article_view.setting
        if mark is None or setting is None:
            return
        index = next((n for n, other in enumerate(setting.marks) if other is mark), None)
        if index is not None:
            self.article_view.choose_mark(index)
        else:
            self.article_view.show_offset(mark.start, mark.end)

    def action_next_mark(self) -> None:
        """Step to the next quote or figure."""
        if not self.article_view.step(1):
            self.say("No more quotes or figures below")

    def action_previous_mark(self) -> None:
        """Step to the previous quote or figure."""
        if not self.article_view.step(-1):
            self.say("No more quotes or figures above")

    @on(ArticleView.MarkChosen)
    def mark_chosen(self, event: ArticleView.MarkChosen) -> None:
        """Say who speaks, or what kind of figure it is."""
        event.stop()
        setting = self.article_view.setting
        if setting is None or event.index != self.article_view.current:
            return  # another story came, or another mark was chosen, before this was heard
        mark = setting.marks[event.index]
        self.facts_panel.go_to(mark)
        place = f"{event.index + 1} of {len(setting.marks)}"
        self.say(f"{describe(mark)} · {place}", passing=True)

    def action_copy(self) -> None:
        """Copy selected text, else the chosen quote or figure with its source, else the story's link."""
        selected = self.get_selected_text()
        setting = self.article_view.setting
        if selected:
            self.app.copy_to_clipboard(selected)
            self.say("Copied the selected text")
        elif setting is None:
            self.say("Nothing to copy")
        elif (mark := self._chosen_mark(setting)) is not None:
            self.app.copy_to_clipboard(cite_quote(mark, setting.article))
            self.say(
                "Copied the quote with its source"
                if isinstance(mark, Quote)
                else "Copied the figure with its source"
            )
        elif setting.article.link:
            self.app.copy_to_clipboard(setting.article.link)
            self.say("Copied the story's link")
        else:
            self.say("This story has no link to copy; choose a quote first")

    def _chosen_mark(self, setting: Setting) -> Quote | Figure | None:
        if self.pane == "facts" and self.facts_panel.mark is not None:
            return self.facts_panel.mark
        return setting.marks[self.article_view.current] if self.article_view.current is not None else None

    # Out of the program.

    def action_browser(self) -> None:
        """Open the story in the browser."""
        setting = self.article_view.setting
        self.open_link(setting.article.link if setting else "")

    @on(ArticleView.LinkClicked)
    def link_clicked(self, event: ArticleView.LinkClicked) -> None:
        """Open a link of the article in the browser."""
        event.stop()
        self.open_link(event.url)

    def open_link(self, url: str) -> None:
        """Open http, https and mailto URLs in the browser, nothing else."""
        if not url:
            self.say("This story has no link to open")
        elif urlsplit(url).scheme.lower() not in {"http", "https", "mailto"}:
            self.say(f"Not opened: {url} is no web address", "problem")
        else:
            self.say(f"Opening {url}")
            self._open_browser(url)

    @work(group="browser", exit_on_error=False)
    async def _open_browser(self, url: str) -> None:
        if not await asyncio.to_thread(webbrowser.open, url):
            self.say("No browser was found; y copies the link", "problem")


def describe(mark: Quote | Figure) -> str:
    """A mark in a few words for the last line."""
    if isinstance(mark, Figure):
        value = f"{mark.kind}: {mark.text}"
        return f"{value} {mark.of}" if mark.of else value
    if mark.kind == "term":
        return "A term in quotation marks"
    return mark.speaker.name if mark.speaker else "A quote; the text does not say whose"


def _stories(count: int) -> str:
    return f"{count:,} {'story' if count == 1 else 'stories'}"


def _article(library: Library, row: int) -> tuple[Header, Article] | None:
    headers = library.headers([row])
    story = library.story(headers[0].id) if headers else None
    return (story.header, make_article(story.entry, story.header.source)) if story else None


def _unread_rows(library: Library) -> set[int]:
    return set(library.stories(Scope("unread")).rows)
