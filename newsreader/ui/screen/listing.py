"""The reader screen's list: what the library has for it, kept true while other things change it."""

import asyncio
from array import array
from contextlib import suppress

from textual import on, work

from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.library.stories import Counts, Header, Scope, StoryList, Subscription, Tally
from newsreader.model import NewsreaderError
from newsreader.text import clean
from newsreader.ui.environment import Environment
from newsreader.ui.lists.feed_panel import scope_tally
from newsreader.ui.lists.feed_rows import SCOPE_NAMES, Row, Shelf, panel_rows, scope_title
from newsreader.ui.lists.story_list import StoryListView
from newsreader.ui.screen.panes import PanesScreen
from newsreader.ui.session import Session

_STICKY = {"unread", "bookmarked"}
_NOTHING = {
    "unread": "Nothing unread. f chooses what to list, R refreshes the feeds, a adds one.",
    "bookmarked": "No bookmarks yet: s keeps the story under the cursor, whole and for ever.",
    "stored": "No stored stories: `newsreader import FILE` keeps one.",
    "feed": "No stories from this feed yet: r fetches it.",
    "folder": "No stories in this folder yet.",
    "tag": "No stories with this tag.",
    "search": "Nothing that this search asks for.",
}
_FIRST_HEADERS = 120


class ListingScreen(PanesScreen):
    """What the story list and the feed panel show."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.scope = session.scope
        self.words = ""
        """What is searched for."""
        self.counts = Counts()
        self.subscriptions: list[Subscription] = []
        self.shelf = Shelf()
        """What the feed panel shows."""
        self._tally = Tally()
        """Of the scope."""
        self._token = 0
        self._told = 0
        self._rows_before: array[int] | None = None
        """What Unread showed before a search, to be shown again after it."""
        self._fresh = False
        self._wanted_story = ""
        self._watching = False
        self.marks_made = 0
        """How many times marks were shown before the library had them."""
        self.marks_kept = 0
        """How many of those the library has by now, or never will."""

    def load_list(self, *, fresh: bool = False, story: str = "") -> None:
        """Ask the library again. The cursor stays on its story, or goes to ``story``, or to the top if ``fresh``.

        What was asked for holds until a list is shown: a later call ends the one that is going on.
        """
        if fresh or story:
            self._fresh, self._wanted_story = fresh or self._fresh, story
        self._load_list()

    @work(exclusive=True, group="list", exit_on_error=False)
    async def _load_list(self) -> None:
        if not self.ready:
            return
        fresh, story = self._fresh, self._wanted_story
        view = self.story_list
        made = await self._all_marks_kept()
        shown = None if fresh or self.scope.kind not in _STICKY else self._rows_before or view.stories.rows
        if not self.search_box.display:
            self._rows_before = None
        stories = await asyncio.to_thread(_stories, self.library, self.scope, self.words, shown)
        row = None if fresh else view.row
        if story:
            header = await asyncio.to_thread(self.library.header, story)
            row = header.row if header else None
        if row is not None and row not in stories.rows:  # a copy in another feed may stand in its place
            row, missing = await asyncio.to_thread(self.library.front, row), row
        else:
            missing = None
        near = _around(stories, row, _FIRST_HEADERS)
        headers = await asyncio.to_thread(self.library.headers, near)
        await self._load_counts()
        if made != self.marks_made:  # what was read may be older than what the screen shows
            self._load_list()
            return
        before = view.header
        view.empty = self._nothing_here()
        # The reader may have moved on meanwhile.
        view.show(stories, headers, row if fresh or story or view.row == missing else view.row)
        self._fresh, self._wanted_story = False, ""
        after = view.header
        if after is None or before is None or before.id != after.id or fresh:
            self.story_at_cursor_changed()
        self.article_view.light_up(tuple(self.words.split()))
        self._show_scope()

    async def _all_marks_kept(self) -> int:
        """Wait until the library has every mark that the screen shows; how many were made by then."""
        while self.marks_kept != self.marks_made:
            async with self.marking:
                await asyncio.sleep(0)
        return self.marks_made

    def story_at_cursor_changed(self) -> None:
        """Another story came under the cursor; the reading part shows it."""

    async def _load_counts(self) -> None:
        turned = self.feed_panel.turned
        self.shelf, self._tally, rows = await asyncio.to_thread(_counts, self.library, self.scope, turned)
        self.counts, self.subscriptions = self.shelf.counts, list(self.shelf.subscriptions)
        while turned != self.feed_panel.turned:  # a folder was opened or closed meanwhile
            turned = self.feed_panel.turned
            rows = await asyncio.to_thread(panel_rows, self.shelf, turned)
        self.feed_panel.show(self.shelf, rows, self.scope)

    @work(exclusive=True, group="counts", exit_on_error=False)
    async def load_counts(self) -> None:
        """Count again after a mark."""
        await self._load_counts()
        self._show_scope()

    @on(StoryListView.Wanted)
    def headers_wanted(self, event: StoryListView.Wanted) -> None:
        """Fetch headers that came on the screen."""
        event.stop()
        self._fetch_headers(event.rows)

    @work(group="headers", exit_on_error=False)
    async def _fetch_headers(self, rows: list[int]) -> None:
        made = await self._all_marks_kept()
        headers: list[Header] = await asyncio.to_thread(self.library.headers, rows)
        if made == self.marks_made:
            self.story_list.supply(headers)
        else:
            self._fetch_headers(rows)

    @work(group="watch", exit_on_error=False)
    async def look_for_changes(self) -> None:
        """Take in what another process or a refresh changed."""
        if not self.ready or self.marking.locked() or self._watching:
            return
        self._watching = True  # a thread cannot be cancelled: more of them would use up the pool
        try:
            token = await asyncio.to_thread(_token, self.library)
        finally:
            self._watching = False
        if len(self.library.notices) > self._told:
            self.tell_notices()
            with suppress(NewsreaderError):  # a rebuilt library has lost the samples, which no journal keeps
                await asyncio.to_thread(samples.install, self.library)
        if token != self._token and self.may_reload():
            self._token = token
            self.load_list()

    def may_reload(self) -> bool:
        """Whether this is a time to show what has changed; if not, it is shown later."""
        return True

    def tell_notices(self) -> None:
        """Say what the library has to say, each thing once: repairs can come at any time."""
        self.say_all(self.library.notices[self._told :])
        self._told = len(self.library.notices)

    def _show_scope(self) -> None:
        tally = self._tally
        self.scope_line.title = clean(scope_title(self.scope, self.shelf))
        self.scope_line.total = ""
        if self.words:
            self.scope_line.tally = f"{len(self.story_list.stories.rows):,} found"
        elif self.scope.kind == "unread":
            self.scope_line.tally = f"{tally.unread:,}"
        elif tally.unread:
            self.scope_line.tally = f"{tally.unread:,} unread"
            self.scope_line.total = f" of {tally.total:,}"
        else:
            self.scope_line.tally = f"{tally.total:,}"

    def _nothing_here(self) -> str:
        if self.words:
            return "No story here has these words. Esc ends the search; f chooses where to look."
        return _NOTHING.get(self.scope.kind, "No stories yet: press a to add a feed.")

    def subscription(self, key: str) -> Subscription | None:
        """The feed with a key, if it is followed."""
        return next((feed for feed in self.subscriptions if feed.key == key), None)

    def scope_name(self) -> str:
        """The scope in words, for messages."""
        return SCOPE_NAMES.get(self.scope.kind) or scope_title(self.scope, self.shelf)


def _stories(library: Library, scope: Scope, words: str, shown: "array[int] | None") -> StoryList:
    """The stories of a scope, and those of ``shown`` that left it but still exist: they stay until it changes."""
    stories = library.stories(scope, words)
    if not shown:
        return stories
    new = set(stories.rows)
    left = {row for row in shown if row not in new}
    if not left:
        return stories
    everything = library.stories(Scope("all"), words)
    kept = [
        place
        for place in zip(everything.rows, everything.times, everything.widths, strict=True)
        if place[0] in left or place[0] in new
    ]
    return StoryList(
        array("q", (row for row, _, _ in kept)),
        array("q", (time for _, time, _ in kept)),
        array("H", (width for _, _, width in kept)),
    )


def _around(stories: StoryList, row: int | None, count: int) -> list[int]:
    try:
        at = stories.rows.index(row) if row is not None else 0
    except ValueError:
        at = 0
    low = max(0, at - count // 2)
    return list(stories.rows[low : low + count])


def _counts(library: Library, scope: Scope, turned: frozenset[str]) -> tuple[Shelf, Tally, list[Row]]:
    counts = library.counts()
    shelf = Shelf(library.subscriptions(), counts, library.tags(), library.searches())
    return shelf, scope_tally(scope, counts) or library.tally(scope), panel_rows(shelf, turned)


def _token(library: Library) -> int:
    library.catch_up()
    return library.change_token()
