"""How each feed fares, and what could be done about it: a verdict in plain words, worst first.

Pure: what the database counted and when it is are given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from newsreader.library.stories import Subscription, Tally
from newsreader.sources.newsboat_urls import is_special
from newsreader.text import long_day

State = Literal["gone", "dead", "failing", "moved", "cut", "waiting", "silent", "unread", "new", "well"]
"""Said to be gone for good; no success for long; failing; moved to where another feed is; broken off;
asked to stay away; nothing new for long; hardly anything of it is read; never fetched; well."""

Remedy = Literal["retry", "move", "slow", "normal", "remove"]
"""Try again now; move it to where its server says, or else to what its site names; ask it once a week; leave
its pace to itself again; unsubscribe."""

WEEKS: Final = 4
"""How far back stories are counted."""
SLOW: Final = 7 * 86_400
"""Seconds between two fetches of a feed that was slowed down."""
_DEAD_AFTER: Final = timedelta(days=14)
_DEAD_FAILURES: Final = 8
_SILENT_AFTER: Final = timedelta(days=180)
_FEW_READ: Final = 0.05
_READS: Final = 0.1
_ENOUGH: Final = 40
"""Stories before it can be said that hardly any is read."""

_WORST_FIRST: Final[tuple[State, ...]] = (
    "gone", "dead", "failing", "moved", "cut", "waiting", "silent", "unread", "new", "well",
)  # fmt: skip
WORDS: Final[dict[State, str]] = {
    "gone": "Gone",
    "dead": "Dead",
    "failing": "Failing",
    "moved": "Moved",
    "cut": "Broken off",
    "waiting": "Waiting",
    "silent": "Silent",
    "unread": "Unread",
    "new": "New",
    "well": "Well",
}
"""A word for each state."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the database counts of a feed."""

    tally: Tally
    recent: int
    """Stories of the last four weeks."""
    newest: int | None
    """The time of its newest story, in seconds since 1970."""
    followed: int = 0
    """Since when it is followed as it is, in seconds since 1970."""


NOTHING: Final = Vitals(Tally(), 0, None)
"""Of a feed without stories."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed fares."""

    feed: Subscription
    state: State
    words: str
    """What is the matter, in one line; empty when nothing is."""
    weekly: float
    """Stories a week, over the last four."""
    read: float | None
    """The share of its stories that is read, 0 to 1; None when it has none."""
    newest: datetime | None
    """When its newest story was published."""
    remedies: tuple[Remedy, ...]
    """What could be done, best first."""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs to be done."""
        return self.state in {"well", "new"}


def health(feed: Subscription, vitals: Vitals, now: datetime, usual: float = 1.0) -> Health:
    """The verdict on one feed.

    Args:
        feed: The feed.
        vitals: What is counted of it.
        now: When that is.
        usual: The share that the reader reads of all feeds: who reads hardly anything yet neglects no feed.
    """
    newest = datetime.fromtimestamp(vitals.newest, now.tzinfo) if vitals.newest is not None else None
    total = vitals.tally.total
    read = (total - vitals.tally.unread) / total if total else None
    # What was published before the reader came is no neglect, nor is a week away from everything.
    is_old = now.timestamp() - vitals.followed >= WEEKS * 7 * 86_400
    is_unread = is_old and total >= _ENOUGH and usual >= _READS and read is not None and read < _FEW_READ
    state = _state(feed, newest, now, is_unread=is_unread)
    return Health(
        feed=feed,
        state=state,
        words=_words(feed, state, newest, read, now),
        weekly=vitals.recent / WEEKS,
        read=read,
        newest=newest,
        remedies=_remedies(feed, state),
    )


def rank(one: Health) -> tuple[int, int, str]:
    """Sorts the worst first; among equals, those that failed most often, then by title."""
    return (_WORST_FIRST.index(one.state), -one.feed.plan.failures, one.feed.title.casefold())


def usual_share(all_vitals: Iterable[Vitals]) -> float:
    """The share of all stories that is read."""
    tallies = [vitals.tally for vitals in all_vitals]
    total = sum(tally.total for tally in tallies)
    return 1 - sum(tally.unread for tally in tallies) / total if total else 0.0


def _state(feed: Subscription, newest: datetime | None, now: datetime, *, is_unread: bool) -> State:
    plan = feed.plan
    found: State = "well"
    if plan.gone:
        found = "gone"
    elif plan.away_until > now.timestamp():
        found = "waiting"
    elif feed.error:
        # Failing often in one bad hour is no death, and neither is one failure after a long holiday.
        long_ago = feed.succeeded is None or now - feed.succeeded > _DEAD_AFTER
        found = "dead" if plan.failures >= _DEAD_FAILURES and long_ago else "failing"
    elif feed.moving_to and feed.warning:
        found = "moved"
    elif feed.warning:
        found = "cut"
    elif feed.checked is None:
        found = "new"
    elif newest is not None and now - newest > _SILENT_AFTER:
        found = "silent"
    elif is_unread:
        found = "unread"
    return found


def _words(
    feed: Subscription, state: State, newest: datetime | None, read: float | None, now: datetime
) -> str:
    if state == "dead":
        return f"{feed.error}; {f'nothing since {long_day(feed.succeeded)}' if feed.succeeded else 'it never worked'}"
    if state == "silent" and newest is not None:
        months = (now - newest).days // 30
        span = f"{months // 12} year{'s' * (months >= 24)}" if months >= 12 else f"{months} months"
        return f"Nothing new for {span}"
    if state == "unread" and read is not None:
        return f"You read {read:.0%} of it"
    return feed.trouble


def _remedies(feed: Subscription, state: State) -> tuple[Remedy, ...]:
    if is_special(feed.url):
        # Whether its program may be run is decided elsewhere, line by line.
        return () if state == "well" else ("remove",) if feed.succeeded is None else ("retry", "remove")
    pace: Remedy = "slow" if feed.settings.interval is None else "normal"
    may_move = bool(feed.moving_to or feed.link)
    wanted: dict[State, tuple[Remedy, ...]] = {
        "gone": ("move", "remove", "retry"),
        "dead": ("move", "remove", "retry", pace),
        "failing": ("retry", "move", pace, "remove"),
        "moved": ("remove", "retry"),
        "cut": ("retry",),
        "waiting": (pace, "remove"),
        "silent": (pace, "remove", "retry"),
        "unread": ("remove", pace),
    }
    usual: tuple[Remedy, ...] = ("move",) if feed.moving_to else ()
    if pace == "normal":
        usual = (*usual, "normal")
    return tuple(one for one in wanted.get(state, usual) if one != "move" or may_move)
