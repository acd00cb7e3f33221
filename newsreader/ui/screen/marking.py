"""The reader screen's marks: read, bookmarked, hidden; undo; the way to the next unread story."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.library.stories import Header, Mark
from newsreader.model import Entry, NewsreaderError
from newsreader.ui.environment import Environment
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.screen.tallying import TallyingScreen
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from textual.timer import Timer


class MarkingScreen(TallyingScreen):
    """What the reader says of stories."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.shown: Header | None = None
        """The story in the article pane; None for none, or for one that is not in the library."""
        self.opened = self.environment.opened
        """A story that is not in the library, as long as it is shown."""
        self._read_timer: Timer | None = None

    def current_story(self) -> Header | None:
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
        self.marks_made += 1
        self.story_list.set_mark(ids, mark, value)
        if self.shown is not None and self.shown.id in ids:
            self.refresh_shown()
        self._keep_mark(list(ids), mark, value, automatic)

    def refresh_shown(self) -> None:
        """Take the marks of the story that is shown from the list."""
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
            finally:
                self.marks_kept += 1
        self.load_counts()
        if mark == "hidden":
            self.load_list()

    def action_toggle_read(self) -> None:
        """Mark the story read or unread."""
        header = self.current_story()
        if header is None:
            return
        self.stop_counting()
        self.set_mark([header.id], "read", value=not header.read)
        self.say("Marked unread" if header.read else "Marked read")

    def action_toggle_bookmark(self) -> None:
        """Bookmark the story, or take the bookmark off."""
        header = self.current_story()
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
        if undone.mark == "feed":
            feeds = await asyncio.to_thread(self.library.subscriptions)
            title = next((feed.title for feed in feeds if feed.key == undone.feed), "the feed")
            self.say(f"Undone: {title} is back, with its stories")
            self.load_list()
            return
        words = {
            ("read", True): "unread again",
            ("read", False): "read again",
            ("bookmarked", True): "no longer bookmarked",
            ("bookmarked", False): "bookmarked again",
            ("hidden", True): "shown again",
            ("hidden", False): "hidden again",
            ("highlight", True): "the highlight is gone again",
            ("highlight", False): "the highlight is back",
            ("note", True): "the note is as it was before",
        }[undone.mark, undone.value]
        what = "" if undone.mark in {"highlight", "note"} else f"{_stories(undone.count)} "
        self.say(f"Undone: {what}{words}")
        self.highlights_changed()
        self.load_list()

    def highlights_changed(self) -> None:
        """Highlights were changed; the highlighting part shows them anew."""

    def action_hide_story(self) -> None:
        """Hide a stored story."""
        header = self.current_story()
        if header is None or not header.feed.endswith(":"):
            self.say("Only stored stories can be hidden; D in the feed panel unsubscribes from a feed")
            return
        self.set_mark([header.id], "hidden", value=True)
        self.say("Hidden; u brings it back")

    # Next and previous unread.

    def action_next_unread(self) -> None:
        """Go to the next unread story, from the top again after the last."""
        self.go_unread(1)

    def action_previous_unread(self) -> None:
        """Go to the previous unread story."""
        self.go_unread(-1)

    @work(exclusive=True, group="unread", exit_on_error=False)
    async def go_unread(self, step: int) -> None:
        """Go on to the next unread story (1) or back to the one before (-1)."""
        async with self.marking:
            unread = await asyncio.to_thread(self.library.unread_rows)
        rows = self.story_list.stories.rows
        count = len(rows)
        start = self.story_list.cursor
        order = ((start + step * n) % count for n in range(1, count)) if count else iter(())
        index = next((at for at in order if rows[at] in unread), None)
        if index is None:
            here = count and rows[start] in unread
            where = "among what was found" if self.words else f"in {self.scope_name()}"
            self.say("This is the only unread story here" if here else f"Nothing unread {where}")
            return
        if (index - start) * step < 0:
            self.say("On from the top" if step > 0 else "On from the end")
        self.story_list.cursor = index
        if self.pane not in {"article", "stories"}:
            self.focus_pane("stories")

    # Read by having been shown.

    def stop_counting(self) -> None:
        """The story that is shown does not count as read by being shown any longer."""
        if self._read_timer is not None:
            self._read_timer.stop()
            self._read_timer = None

    def count_as_read_soon(self) -> None:
        """Count the story as read when it has been shown for a while."""
        self.stop_counting()
        after = self.environment.config.read_after
        if after and self.shown is not None and not self.shown.read and "article" in self.panes_shown:
            self._read_timer = self.set_timer(after, self.count_as_read)

    @on(ArticleView.Scrolled)
    def article_scrolled(self, event: ArticleView.Scrolled) -> None:
        """Scrolling counts as reading."""
        event.stop()
        self.count_as_read()

    def count_as_read(self) -> None:
        """Mark the story that is shown read, if it can be seen."""
        self.refresh_shown()
        header = self.shown
        if (
            header is not None
            and not header.read
            and "article" in self.panes_shown
            and self.app.screen is self
        ):
            self.set_mark([header.id], "read", value=True, automatic=True)


def _stories(count: int) -> str:
    return f"{count:,} {'story' if count == 1 else 'stories'}"
