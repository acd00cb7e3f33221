"""Refreshing feeds: fetched on an event loop of their own, stored as they arrive."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from newsreader.library import programs, schedule, turns
from newsreader.library.library import Library
from newsreader.library.schedule import Insistence
from newsreader.library.stories import Subscription
from newsreader.sources.limits import Limits
from newsreader.sources.newsboat_urls import is_special
from newsreader.sources.outcome import Outcome, Request
from newsreader.sources.sign_in import NOBODY, SignIn

LOCK = "refresh.lock"
_MOST_STORIES = 2000
"""In one transaction, a quarter of a second. More would hold up a reader who marks a story meanwhile."""
_GATHERING = 0.25
"""Seconds in which what arrives is stored together: each transaction has the search index write a part of its own,
and every list look for what is new."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come."""

    done: int
    total: int
    new: int
    """New stories so far."""
    failed: int
    waits: bool = False
    """Another refresh is going on, and this one waits for it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A feed that was not asked."""

    key: str
    why: Literal["away", "gone", "fresh", "busy", "not due", "refused"]
    """Its server asked us to stay away; said that it is gone for good; calls what we have fresh; called itself
    overloaded; its time has not come; or a program makes it that the reader has not allowed."""
    until: int
    """Seconds since 1970; 0 when only naming the feed makes it asked."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a refresh went."""

    done: int
    new: int
    failed: tuple[tuple[str, str], ...]
    """Key and error, in plain words, of each feed that could not be fetched."""
    cancelled: bool
    skipped: tuple[Skipped, ...] = ()
    elsewhere: int = 0
    """How many another refresh fetched while this one waited for it; those of them that failed are in ``failed``."""


def update(
    library: Library,
    subscriptions: Sequence[Subscription],
    *,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
    limits: Limits | None = None,
    insistence: Insistence = "named",
) -> Report:
    """Fetch feeds and store what they bring; takes as long as they do.

    One refresh runs at a time, in all processes: a second one waits, and fetches what is left then.

    Args:
        library: Where the stories go.
        subscriptions: The feeds to fetch; those made by a program that was not allowed are passed over.
        on_progress: Called in this thread, at the start and whenever feeds have been stored.
        cancelled: Polled from another thread; once it is true, what has arrived is still stored.
        limits: How large and how slow a feed may be.
        insistence: Which of the feeds are fetched now, by their plans.

    Raises:
        NewsreaderError: when stories cannot be stored (full disk), or another refresh does not end. What was
            stored before stays.
    """
    asked = len(subscriptions)
    started = int(time.time())
    with turns.turn(
        library.paths.data / LOCK,
        cancelled=cancelled,
        on_wait=lambda: on_progress(Progress(0, asked, 0, 0, waits=True)),
    ) as waited:
        done_elsewhere: list[Subscription] = []
        if waited and not cancelled():
            wanted = {feed.key for feed in subscriptions}
            now = [feed for feed in library.subscriptions() if feed.key in wanted]
            done_elsewhere = [feed for feed in now if _since(feed, started)]
            subscriptions = [feed for feed in now if not _since(feed, started)]
        requests, passed = _parted(library, subscriptions, insistence)
        report = _update(library, requests, on_progress, cancelled, limits or Limits())
    failed = tuple((feed.key, feed.error) for feed in done_elsewhere if feed.error)
    return replace(report, failed=report.failed + failed, skipped=passed, elsewhere=len(done_elsewhere))


def _since(feed: Subscription, started: int) -> bool:
    return feed.checked is not None and feed.checked.timestamp() >= started


def skipped(feed: Subscription, now: int, insistence: Insistence) -> Skipped | None:
    """Why a feed is not fetched now; None when it is."""
    plan = feed.plan
    checked = int(feed.checked.timestamp()) if feed.checked else None
    if schedule.may_fetch(plan, now, insistence, checked=checked):
        return None
    if plan.away_until > now:
        return Skipped(feed.key, "away", plan.away_until)
    if plan.gone:
        return Skipped(feed.key, "gone", 0)
    if insistence == "due":
        return Skipped(feed.key, "not due", plan.next_try or 0)
    return Skipped(feed.key, "busy" if plan.failures else "fresh", plan.fresh_until)


def _parted(
    library: Library, subscriptions: Sequence[Subscription], insistence: Insistence
) -> tuple[list[Request], tuple[Skipped, ...]]:
    """What to ask for, and whom not to ask."""
    may = programs.allowed(library.paths)
    now = int(time.time())
    passed: list[Skipped] = []
    asked: list[Subscription] = []
    for feed in subscriptions:
        if is_special(feed.url) and feed.url not in may:
            passed.append(Skipped(feed.key, "refused", 0))
        elif (left := skipped(feed, now, insistence)) is not None:
            passed.append(left)
        else:
            asked.append(feed)
    signed = library.sign_ins.find_all([feed.key for feed in asked])
    return [_request(feed, signed.get(feed.key, NOBODY)) for feed in asked], tuple(passed)


def _update(
    library: Library,
    requests: Sequence[Request],
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
    limits: Limits,
) -> Report:
    signed = {request.key: request.sign_in for request in requests if request.sign_in != NOBODY}
    stopped = threading.Event()
    done = 0
    new = 0
    failed: list[tuple[str, str]] = []
    on_progress(Progress(0, len(requests), 0, 0))
    started = int(time.time())
    has_rules = any(note.kind == "ignore" for note in library.notes())
    for outcomes in _outcomes(requests, limits, stopped, cancelled):
        new += library.record_all(outcomes)
        if has_rules:
            new -= library.hide_unwanted(since=started)
        _keep_cookies(library, outcomes, signed)
        done += len(outcomes)
        failed += [(outcome.key, outcome.error) for outcome in outcomes if outcome.error]
        on_progress(Progress(done, len(requests), new, len(failed)))
    return Report(done, new, tuple(failed), cancelled=done < len(requests))


def _keep_cookies(library: Library, outcomes: Sequence[Outcome], signed: Mapping[str, SignIn]) -> None:
    """Servers renew the cookies of those who are signed in; of others none are kept."""
    for outcome in outcomes:
        sign_in = signed.get(outcome.key)
        if sign_in is not None and not outcome.error and outcome.cookies != sign_in.cookies:
            library.sign_ins.keep_cookies(outcome.key, outcome.cookies)


def _request(subscription: Subscription, sign_in: SignIn) -> Request:
    return Request(
        key=subscription.key,
        url=subscription.url,
        etag=subscription.etag,
        last_modified=subscription.last_modified,
        body_hash=subscription.body_hash,
        proxy=subscription.settings.proxy,
        sign_in=sign_in,
    )


@dataclass(frozen=True, slots=True)
class _Ended:
    """The last thing to arrive."""

    error: BaseException | None = None


_Arrivals: TypeAlias = "queue.SimpleQueue[Outcome | _Ended]"


def _outcomes(
    requests: Sequence[Request], limits: Limits, stopped: threading.Event, cancelled: Callable[[], bool]
) -> Iterator[list[Outcome]]:
    """Outcomes as they arrive, fetched in a thread of their own: storing must not hold up the network."""
    arrivals: _Arrivals = queue.SimpleQueue()

    def fetch() -> None:
        try:
            _fetch(requests, limits, arrivals.put, lambda: stopped.is_set() or cancelled())
        except BaseException as error:  # raised again in the thread that waits
            arrivals.put(_Ended(error))
        else:
            arrivals.put(_Ended())

    thread = threading.Thread(target=fetch, name="refresh", daemon=True)
    thread.start()
    try:
        ended = None
        while ended is None:
            batch, ended = _take(arrivals)
            if batch:
                yield batch
        if ended.error:
            raise ended.error
    finally:
        stopped.set()
        thread.join()


def _take(arrivals: _Arrivals) -> tuple[list[Outcome], _Ended | None]:
    """Wait for an outcome; take those that come soon after it too, up to what is stored in a moment."""
    batch: list[Outcome] = []
    stories = 0
    item = arrivals.get()
    until = time.monotonic() + _GATHERING
    while isinstance(item, Outcome):
        batch.append(item)
        stories += len(item.ready)
        if stories >= _MOST_STORIES:
            return batch, None
        try:
            item = arrivals.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            return batch, None
    return batch, item


def _fetch(
    requests: Sequence[Request],
    limits: Limits,
    on_outcome: Callable[[Outcome], None],
    cancelled: Callable[[], bool],
) -> None:
    from newsreader.library.ready import ready  # noqa: PLC0415
    from newsreader.sources.parsing import Parsing  # noqa: PLC0415

    # Its processes start while this one loads the fetcher.
    parsing = Parsing(ready, expected=sum(not request.body_hash for request in requests))

    import asyncio  # noqa: PLC0415 - the fetcher brings in aiohttp, which takes longer than the first frame

    from newsreader.sources.programs import ProgramFetcher  # noqa: PLC0415
    from newsreader.sources.refresh import refresh  # noqa: PLC0415

    async def run() -> None:
        async with ProgramFetcher(limits) as fetcher:
            await refresh(requests, fetcher, on_outcome, cancelled=cancelled, parsing=parsing)

    asyncio.run(run())
