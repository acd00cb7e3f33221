"""The feed doctor: how each feed fares, and one key for what can be done about it."""

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.library import remedies
from newsreader.library.health import Health, Remedy
from newsreader.library.library import Library
from newsreader.library.refresher import Refresher
from newsreader.library.remedies import Done
from newsreader.library.stories import Subscription
from newsreader.model import NewsreaderError
from newsreader.sources.limits import Limits
from newsreader.text import clean
from newsreader.ui.clock import Clock
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.lists.doctor_rows import DoctorRows, ago, next_try
from newsreader.ui.page.linebreak import cells
from newsreader.ui.screen.updating import why_not

_KEYS: dict[Remedy, str] = {
    "retry": "r try again",
    "slow": "s once a week",
    "normal": "s its own pace",
    "remove": "D unsubscribe",
}


class FeedDoctor(ListDialog[str]):
    """Lists feeds, the worst first; gives the key of a feed whose stories the reader wants to see, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,exclamation_mark,h,left", "close", "Close"),
        Binding("space", "page(1)", "Screenful down"),
        Binding("enter,l,right", "choose", "Its stories"),
        Binding("r", "retry", "Try again"),
        Binding("m", "move_feed", "Move"),
        Binding("s", "pace", "Slow down"),
        Binding("D", "remove", "Unsubscribe"),
        Binding("u", "undo", "Undo"),
        Binding("o", "site", "Its site, in the browser"),
    ]

    def __init__(
        self,
        library: Library,
        refresher: Refresher,
        limits: Limits,
        clock: Clock,
        open_link: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._open_link = open_link
        self._library = library
        self._refresher = refresher
        self._limits = limits
        self._clock = clock
        self._done: list[Done] = []
        self._is_busy = False
        self._leaving = threading.Event()

    def compose(self) -> ComposeResult:
        """Column names on top, feeds, what is known of the chosen one, keys."""
        with Vertical(id="doctor"):
            yield Static("Feed doctor", id="dialog-title", markup=False)
            yield Static("", id="doctor-columns", markup=False)
            yield DoctorRows(id="doctor-rows")
            yield Static("", id="doctor-said", markup=False)
            yield Static("", id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The list has the keys."""
        self.rows.empty = "Looking …"
        self.rows.lay_out()
        self.rows.focus()
        self._load()

    def on_unmount(self) -> None:
        """What is being fetched is not waited for."""
        self._leaving.set()

    @property
    def rows(self) -> DoctorRows:
        """The list."""
        return self.query_one("#doctor-rows", DoctorRows)

    @work(exclusive=True, group="look", exit_on_error=False)
    async def _load(self) -> None:
        now = self._clock.now()
        found = await asyncio.to_thread(self._library.health, now)
        self.rows.empty = "No feeds yet: a adds one, in the reader."
        self.rows.show(found, now)
        ailing = sum(not one.is_well for one in found)
        words = f"{ailing:,} of {len(found):,} need a look" if ailing else "all is well" if found else ""
        self.query_one("#dialog-title", Static).update(f"Feed doctor{f' · {words}' if words else ''}")
        self._tell()

    # What is said of the feed at the cursor.

    @on(DoctorRows.Highlighted, "#doctor-rows")
    def feed_highlighted(self, event: DoctorRows.Highlighted) -> None:
        """Its address, and the keys that help."""
        event.stop()
        self._tell()

    def _tell(self, said: str = "") -> None:
        one = self.rows.chosen
        if one is None:
            return
        self.say(said or _about(one, self._clock))
        pace: Remedy = "slow" if one.feed.settings.interval is None else "normal"
        keys = [self._key(remedy, one.feed) for remedy in one.remedies or ("retry", pace, "remove")]
        keys += ["u undo"] if self._done else []
        spare = ["o its site", "Enter its stories"]
        keys += [*reversed(spare), "Esc closes"]
        while len(keys) > 1 and cells(" · ".join(keys)) > self.app.size.width - 4:
            keys.remove(next((key for key in spare if key in keys), keys[-1]))
        self.query_one("#dialog-keys", Static).update(" · ".join(keys))

    def _key(self, remedy: Remedy, feed: Subscription) -> str:
        if remedy == "move":
            return "m move it there" if feed.moving_to else "m find its new address"
        return _KEYS[remedy]

    def say(self, words: str) -> None:
        """Put words on the line above the keys."""
        self.query_one("#doctor-said", Static).update(clean(words))

    # Remedies.

    def action_retry(self) -> None:
        """Fetch it now."""
        if (one := self.rows.chosen) is not None:
            feed = one.feed
            self._work(f"Fetching {feed.title} …", lambda: self._retried(feed))

    def _retried(self, feed: Subscription) -> str:
        report = self._refresher.update(
            self._library,
            [feed],
            on_progress=lambda _: None,
            cancelled=self._leaving.is_set,
            limits=self._limits,
        )
        for left in report.skipped:
            return why_not(left, feed.title, self._clock.now())
        for _, error in report.failed:
            return f"{feed.title}: {error}"
        warning = remedies.warning(self._library, feed)
        return f"{feed.title}: {warning}" if warning else f"{feed.title} is well: {report.new:,} new"

    def action_move_feed(self) -> None:
        """Fetch it from where it lives now."""
        if (one := self.rows.chosen) is not None:
            feed = one.feed
            place = feed.moving_to or feed.link
            self._work(
                f"Looking for a feed at {place} …" if place else "Looking …", lambda: self._moved(feed)
            )

    def _moved(self, feed: Subscription) -> Done | str:
        found = remedies.find_and_move(self._library, feed, self._limits)
        return found or f"Its site names no other feed than {feed.url}"

    def action_pace(self) -> None:
        """Ask it once a week, or leave its pace to itself again."""
        if (one := self.rows.chosen) is not None:
            feed = one.feed
            if feed.plan.gone:
                self.say(f"{feed.title} is gone, and not asked by itself any more")
                return
            change = remedies.slow if feed.settings.interval is None else remedies.normal
            self._work("", lambda: change(self._library, feed))

    def action_remove(self) -> None:
        """Unsubscribe from it; u brings it back."""
        if (one := self.rows.chosen) is not None:
            feed = one.feed
            self._work(
                "", lambda: remedies.remove(self._library, feed) or f"{feed.title} was removed already"
            )

    def action_site(self) -> None:
        """Look at its site in the browser, which tells more than any server's answer."""
        if (one := self.rows.chosen) is not None:
            url = one.feed.link or one.feed.url
            self.say(f"Opening {url}")
            self._open_link(url)

    def action_undo(self) -> None:
        """Take the last of these back."""
        if not self._done:
            self.say("There is nothing to undo here")
            return
        last = self._done.pop()

        def undo() -> str:
            last.undo()
            return f"Taken back: {last.words}"

        self._work("", undo)

    def _work(self, words: str, work: Callable[[], Done | str]) -> None:
        if self._is_busy:
            self.say("One moment: the last one is still going on")
            return
        self._is_busy = True
        if words:
            self.say(words)
        self._carry_out(work)

    @work(group="remedy", exit_on_error=False)
    async def _carry_out(self, work: Callable[[], Done | str]) -> None:
        try:
            done = await asyncio.to_thread(work)
        except NewsreaderError as error:
            done = str(error)
        finally:
            self._is_busy = False
        if isinstance(done, Done):
            self._done.append(done)
        said = done.words if isinstance(done, Done) else done
        now = self._clock.now()
        self.rows.show(await asyncio.to_thread(self._library.health, now), now)
        self._tell(said)

    # Moving about.

    def on_resize(self) -> None:
        """The columns' names stand over their columns."""
        self.call_after_refresh(self._name_columns)

    def _name_columns(self) -> None:
        rows = self.rows
        width = max(1, rows.scrollable_content_region.width or rows.size.width)
        self.query_one("#doctor-columns", Static).update(rows.header(width))
        self._tell()

    @on(DoctorRows.Chosen, "#doctor-rows")
    def row_clicked(self, event: DoctorRows.Chosen) -> None:
        """A click only puts the cursor there."""
        event.stop()

    def action_choose(self) -> None:
        """Show its stories."""
        if (one := self.rows.chosen) is not None:
            self.dismiss(one.feed.key)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss("")


def _about(one: Health, clock: Clock) -> str:
    """What is known of a feed besides its row."""
    feed = one.feed
    now = clock.now()
    words = [feed.url]
    if feed.moving_to:
        words.append(f"says that it moved to {feed.moving_to}")
    if feed.plan.failures > 1:
        words.append(f"failed {feed.plan.failures} times in a row")
    if feed.changed is not None:
        words.append(f"something new came {_when(feed.changed, now)}")
    planned = next_try(one, now)
    words.append(
        {"never": "not tried by itself any more", "due": "due now"}.get(planned, f"next try {planned}")
    )
    return " · ".join(words)


def _when(moment: datetime, now: datetime) -> str:
    words = ago(moment, now)
    return (
        "just now" if words == "now" else f"{words} ago" if words[0].isdigit() and " " not in words else words
    )
