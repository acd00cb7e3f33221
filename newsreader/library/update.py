"""Refreshing feeds: fetched on an event loop of their own, stored as they arrive."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newsreader.library import programs
from newsreader.library.library import Library
from newsreader.library.stories import Subscription
from newsreader.sources.limits import Limits
from newsreader.sources.newsboat_urls import is_special
from newsreader.sources.outcome import Outcome, Request

_MOST_STORIES = 1000
"""In one transaction. More would hold up a reader who marks a story meanwhile."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come."""

    done: int
    total: int
    new: int
    """New stories so far."""
    failed: int


@dataclass(frozen=True, slots=True)
class Report:
    """How a refresh went."""

    done: int
    new: int
    failed: tuple[tuple[str, str], ...]
    """Key and error, in plain words, of each feed that could not be fetched."""
    cancelled: bool


def update(
    library: Library,
    subscriptions: Sequence[Subscription],
    *,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
    limits: Limits | None = None,
) -> Report:
    """Fetch feeds and store what they bring; takes as long as they do.

    Args:
        library: Where the stories go.
        subscriptions: The feeds to fetch; those made by a program that was not allowed are passed over.
        on_progress: Called in this thread, at the start and whenever feeds have been stored.
        cancelled: Polled from another thread; once it is true, what has arrived is still stored.
        limits: How large and how slow a feed may be.

    Raises:
        NewsreaderError: when stories cannot be stored (full disk). What was stored before stays.
    """
    may = programs.allowed(library.paths)
    requests = [_request(feed) for feed in subscriptions if not is_special(feed.url) or feed.url in may]
    stopped = threading.Event()
    done = 0
    new = 0
    failed: list[tuple[str, str]] = []
    on_progress(Progress(0, len(requests), 0, 0))
    for outcomes in _outcomes(requests, limits or Limits(), stopped, cancelled):
        new += library.record_all(outcomes)
        done += len(outcomes)
        failed += [(outcome.key, outcome.error) for outcome in outcomes if outcome.error]
        on_progress(Progress(done, len(requests), new, len(failed)))
    return Report(done, new, tuple(failed), cancelled=done < len(requests))


def _request(subscription: Subscription) -> Request:
    return Request(
        key=subscription.key,
        url=subscription.url,
        etag=subscription.etag,
        last_modified=subscription.last_modified,
        body_hash=subscription.body_hash,
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
    """Wait for an outcome; take those that wait behind it too, up to what is stored in a moment."""
    batch: list[Outcome] = []
    stories = 0
    item = arrivals.get()
    while isinstance(item, Outcome):
        batch.append(item)
        stories += len(item.feed.entries) if item.feed else 0
        if stories >= _MOST_STORIES:
            return batch, None
        try:
            item = arrivals.get_nowait()
        except queue.Empty:
            return batch, None
    return batch, item


def _fetch(
    requests: Sequence[Request],
    limits: Limits,
    on_outcome: Callable[[Outcome], None],
    cancelled: Callable[[], bool],
) -> None:
    import asyncio  # noqa: PLC0415 - the fetcher brings in aiohttp, which takes longer than the first frame

    from newsreader.sources.programs import ProgramFetcher  # noqa: PLC0415
    from newsreader.sources.refresh import refresh  # noqa: PLC0415

    async def run() -> None:
        async with ProgramFetcher(limits) as fetcher:
            await refresh(requests, fetcher, on_outcome, cancelled=cancelled)

    asyncio.run(run())
