"""The reader screen's feeds: adding and dropping them, and fetching what is new."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from newsreader.library.downloads import Source
from newsreader.library.refresher import Refresher
from newsreader.library.samples import sample_ids
from newsreader.library.schedule import Insistence
from newsreader.library.stories import Scope, Subscription
from newsreader.library.update import Progress, Report, Skipped
from newsreader.sources.limits import limits_of
from newsreader.sources.sign_in import signed_in
from newsreader.ui.clock import moment_name
from newsreader.ui.dialogs.confirm import ConfirmDialog
from newsreader.ui.environment import Environment
from newsreader.ui.lists.feed_rows import without_host
from newsreader.ui.screen.exporting import ExportingScreen
from newsreader.ui.session import Session

_BETWEEN_RELOADS = 3.0
"""Seconds between two looks at the library while a refresh goes on."""


class UpdatingScreen(ExportingScreen):
    """Subscriptions and refreshing."""

    @dataclass
    class Refreshed(Message):
        """A refresh came to its end."""

        report: Report
        insistence: Insistence

    @dataclass
    class Refreshing(Message):
        """How far a refresh is."""

        progress: Progress

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.refresher = Refresher()
        self._stop = threading.Event()
        self._refreshing = False
        self._reloaded = -_BETWEEN_RELOADS
        self.opened_from = ""
        """The key of the feed from whose story a page was opened that is not in the library."""

    # Refreshing.

    def action_refresh_all(self) -> None:
        """Fetch every feed."""
        if not self.subscriptions:
            self.say("No feeds to refresh yet: press a to add one")
            return
        self.refresh_feeds(self.subscriptions, "forced")

    def action_refresh_feed(self) -> None:
        """Fetch the feed of the scope, of the panel's cursor, or of the story that is shown."""
        if (feed := self.feed_here()) is not None:
            self.refresh_feeds([feed])
        else:
            self.say("No feed here to refresh; R refreshes all")

    def refresh_due(self) -> None:
        """Fetch the feeds whose time has come, in the background."""
        if self.ready and not self._refreshing and self.subscriptions and not self.library.is_read_only:
            self._begin(list(self.subscriptions), "due")

    def refresh_feeds(self, feeds: Sequence[Subscription], insistence: Insistence = "named") -> None:
        """Fetch feeds in a process of their own, unless a refresh is going on."""
        if self._refreshing or not self.ready:
            self.say("A refresh is going on; X stops it")
            return
        self.status.progress = f"0 of {len(feeds)} feed{'s' * (len(feeds) != 1)}"
        self._begin(list(feeds), insistence)

    def _begin(self, feeds: list[Subscription], insistence: Insistence) -> None:
        self._refreshing = True
        self._stop.clear()
        self._refresh(feeds, insistence)

    @work(thread=True, group="refresh", exit_on_error=False)
    def _refresh(self, feeds: list[Subscription], insistence: Insistence) -> None:
        worker = get_current_worker()
        report = Report(done=0, new=0, failed=(), cancelled=True)
        try:
            report = self.refresher.update(
                self.library,
                feeds,
                on_progress=self._tell,
                cancelled=lambda: self._stop.is_set() or self.leaving.is_set() or worker.is_cancelled,
                limits=limits_of(self.environment.config),
                insistence=insistence,
            )
        finally:
            self.post_message(self.Refreshed(report, insistence))

    def may_reload(self) -> bool:
        """Now and then while a refresh goes on: each time a key that comes meanwhile waits."""
        if not self._refreshing:
            return super().may_reload()
        now = monotonic()
        if now < self._reloaded + _BETWEEN_RELOADS:
            return False
        self._reloaded = now
        return True

    def _tell(self, progress: Progress) -> None:
        self.post_message(self.Refreshing(progress))

    def on_updating_screen_refreshing(self, event: Refreshing) -> None:
        """Show how far it is."""
        event.stop()
        at = event.progress
        if self._refreshing and at.waits:
            self.status.progress = "Another refresh is going on: waiting for it · X stops"
        elif self._refreshing and at.total:
            failed = f", {at.failed} failed" if at.failed else ""
            feeds = f"feed{'s' * (at.total != 1)}"
            done = f"{at.done} of {at.total} {feeds}"
            self.status.progress = f"{done}, {at.new:,} new{failed} · X stops"

    def on_updating_screen_refreshed(self, event: Refreshed) -> None:
        """Say how it went."""
        event.stop()
        self._refreshing = False
        self.status.progress = ""
        report = event.report
        if event.insistence != "due":
            self._say_how_it_went(report)
        elif report.new and not report.cancelled:
            self.say(f"{report.new:,} new {'story' if report.new == 1 else 'stories'}")
        self.load_list()

    def _say_how_it_went(self, report: Report) -> None:
        done = report.done + report.elsewhere
        words = f"{report.new:,} new from {done} feed{'s' * (done != 1)}"
        if report.cancelled:
            words = f"Stopped: {words}"
        if report.failed:
            key, error = report.failed[0]
            feed = self.subscription(key)
            first = f"{feed.title}: {without_host(error, feed.url)}" if feed else error
            many = f"{len(report.failed)} feeds failed; ! shows which" if len(report.failed) > 1 else first
            self.say(f"{words} · {many}", "problem")
        elif len(report.skipped) == 1 and not done:
            left = report.skipped[0]
            feed = self.subscription(left.key)
            self.say(why_not(left, feed.title if feed else left.key, self.environment.clock.now()), "problem")
        elif away := sum(one.why == "away" for one in report.skipped):
            # What is gone for good need not be said at every refresh.
            self.say(f"{words} · {away} not asked; ! shows why")
        else:
            self.say(words)

    def action_cancel_refresh(self) -> None:
        """Stop the refresh; what has come stays."""
        if self._refreshing:
            self._stop.set()
            self.status.progress = "Stopping …"
        else:
            self.say("No refresh is going on")

    def on_unmount(self) -> None:
        """Leave no process behind that waits for the next refresh."""
        self.refresher.close()

    # Subscribing.

    def action_add(self) -> None:
        """Ask for feeds and subscribe to them."""
        self.add_feeds("")

    @work(group="add", exit_on_error=False)
    async def add_feeds(self, address: str) -> None:
        """Ask for feeds, with an address filled in, and subscribe to them."""
        from newsreader.ui.dialogs.add_dialog import AddDialog  # noqa: PLC0415 - not before the first frame

        if not self.ready:
            return
        limits = limits_of(self.environment.config)
        subscribed = {feed.key for feed in self.subscriptions}
        chosen = await self.app.push_screen_wait(AddDialog(subscribed, limits, address))
        if not chosen:
            return
        feeds, unfetched, new = [], [], 0
        for one in chosen:
            feed = await asyncio.to_thread(self.library.subscribe, one.url)
            feeds.append(feed)
            if one.found is None:
                unfetched.append(feed)
            else:
                new += await asyncio.to_thread(self.library.record, one.found.outcome(feed.key))
        await self._load_counts()
        if len(feeds) == 1:
            self.choose_scope(Scope("feed", feeds[0].key))
        if unfetched:
            self.refresh_feeds(unfetched)
        else:
            apart = any(signed_in(one.url)[0] != one.url for one in chosen)
            kept = " · its name and password are kept apart from its address" if apart else ""
            self.say(f"{new:,} new from {len(feeds)} feed{'s' * (len(feeds) != 1)}{kept}")
            self.load_list()

    @work(group="add", exit_on_error=False)
    async def action_remove(self) -> None:
        """Unsubscribe from a feed, after asking."""
        scope = self.feed_panel.scope if self.pane == "feeds" else self.scope
        feed = self.subscription(scope.feed) if scope is not None else None
        if feed is None:
            self.ask_for_a_feed()
            return
        question = f"Unsubscribe from {feed.title} ({feed.url})? Its bookmarked stories stay."
        if await self.app.push_screen_wait(ConfirmDialog(question, "Unsubscribe")):
            await asyncio.to_thread(self.library.unsubscribe, feed.key)
            self.say(f"Unsubscribed from {feed.title}; u brings it back")
            if self.scope.feed == feed.key:
                self.choose_scope(Scope("all"))
            else:
                self.load_list()

    def source_of_links(self) -> Source:
        """Where the links and files that are shown come from."""
        key = (
            self.opened_from if self.opened is not None else self.shown.feed if self.shown is not None else ""
        )
        feed = self.subscription(key)
        url = self.opened.link if self.opened is not None else feed.url if feed is not None else ""
        return Source(key, url, feed.settings.proxy if feed is not None else "")

    # The sample stories.

    @work(group="marks", exit_on_error=False)
    async def action_hide_samples(self) -> None:
        """Hide the stories that came with the program."""
        await self._mark_samples(hidden=True)
        self.say("Sample stories hidden for good; u, or the palette, brings them back")

    @work(group="marks", exit_on_error=False)
    async def action_show_samples(self) -> None:
        """Show the stories that came with the program."""
        await self._mark_samples(hidden=False)
        self.say("Sample stories shown again")

    async def _mark_samples(self, *, hidden: bool) -> None:
        async with self.marking:
            ids = await asyncio.to_thread(sample_ids)
            await asyncio.to_thread(self.library.mark, ids, "hidden", hidden)
        self.load_list()


def why_not(left: Skipped, title: str, now: datetime) -> str:
    """Why a feed was not fetched though the reader asked for it."""
    if left.why == "gone":
        return f"{title} is gone for good; r on it asks once more"
    if left.why == "refused":
        return f"{title}: a program makes it that you have not allowed: newsreader programs"
    return f"{title}: its server asked to be left alone until {moment_name(left.until, now)}"
