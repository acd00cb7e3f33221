"""The reader screen's choice of stories: a scope from the feed panel, and words searched for in it."""

import asyncio

from textual import on, work
from textual.widgets import Input

from newsreader.library.stories import Scope, Subscription
from newsreader.ui.environment import Environment
from newsreader.ui.lists.feed_panel import FeedPanel
from newsreader.ui.screen.listing import ListingScreen
from newsreader.ui.session import Session


class ScopingScreen(ListingScreen):
    """What the reader wants to see in the list."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self._before_search = ""
        """The id of the story at the cursor before a search."""

    # Scopes.

    def choose_scope(self, scope: Scope) -> None:
        """Show another scope from its top."""
        self.scope = scope
        self.end_search()
        self.load_list(fresh=True)

    @on(FeedPanel.Chosen, "#feeds")
    def scope_chosen(self, event: FeedPanel.Chosen) -> None:
        """Enter or a click in the feed panel."""
        event.stop()
        scope = self.feed_panel.scope
        if scope is None:
            self.feed_panel.turn()
            return
        if self.feed_panel.error:
            self.say(self.feed_panel.error, "problem")
        self.choose_scope(scope)
        self.focus_pane("stories")

    @on(FeedPanel.Highlighted, "#feeds")
    def scope_highlighted(self, event: FeedPanel.Highlighted) -> None:
        """What is wrong with a feed is said in full while the cursor is on it."""
        event.stop()
        if self.feed_panel.error:
            self.say(self.feed_panel.error, "problem", passing=True)

    def action_feeds(self) -> None:
        """Show the feed panel and give it the keys; put it away when it has them."""
        if self.pane == "feeds":
            self.feeds_open = False
            self.focus_pane("stories")
        else:
            self.feeds_open = True
            self.focus_pane("feeds")
            self.feed_panel.go_to(self.scope)

    def feed_here(self) -> Subscription | None:
        """The feed at the cursor of the feed panel, or that of the scope or the story when the panel has no keys."""
        scope = self.feed_panel.scope if self.pane == "feeds" else self.scope
        key = scope.feed if scope is not None and scope.kind == "feed" else ""
        if not key and self.pane != "feeds" and (header := self.story_list.header) is not None:
            key = header.feed
        return self.subscription(key)

    def ask_for_a_feed(self) -> None:
        """Say that what was asked for needs a feed, and which key leads to them from elsewhere."""
        self.say("Choose a feed first" if self.pane == "feeds" else "Choose a feed first: f")

    # Search.

    def action_search(self) -> None:
        """Open the search line."""
        if "stories" not in self.panes_shown:
            self.focus_pane("stories")
        if not self.search_box.display:
            header = self.story_list.header
            self._before_search = header.id if header else ""
            self._rows_before = self.story_list.stories.rows
        self.search_box.display = True
        self.search_box.focus()
        if self.app.size.width < 70:
            self.pane = "stories"
            self.place_panes()

    @on(Input.Changed, "#search")
    def search_changed(self, event: Input.Changed) -> None:
        """Search as the reader types."""
        event.stop()
        if self.search_box.display and event.value.strip() != self.words:
            self._search_soon(event.value.strip())

    @work(exclusive=True, group="search", exit_on_error=False)
    async def _search_soon(self, words: str) -> None:
        await asyncio.sleep(0.12)
        self.words = words
        self.load_list(fresh=True)

    @on(Input.Submitted, "#search")
    def search_done(self, event: Input.Submitted) -> None:
        """Enter goes to what was found."""
        event.stop()
        self.focus_pane("stories")
        if not self.search_box.value.strip():
            self.end_search()

    def end_search(self) -> bool:
        """Forget the search; False when there was none."""
        if not self.search_box.display:
            return False
        self.workers.cancel_group(self, "search")
        searched = bool(self.words)
        self.words = ""
        self.search_box.display = False
        self.search_box.value = ""
        if searched:
            self.load_list(story="" if self.story_list.row_count else self._before_search)
        return True
