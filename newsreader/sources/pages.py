"""The pages of many stories read in one go: a few at a time, one to a host, whatever any of them does."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsreader.model import NewsreaderError
from newsreader.sources.fetch_queue import host_of
from newsreader.sources.limits import Limits
from newsreader.sources.private_addresses import AddressGuard
from newsreader.sources.reading import story_at
from newsreader.sources.sign_in import NOBODY, SignIn
from newsreader.text import clean, shorten

_AT_ONCE = 4
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page to read."""

    key: str
    """The story's identity in the library; handed back in the outcome."""
    url: str
    origin: str
    """The URL of the story's feed: where that lives on a private address, the page may too."""
    proxy: str = ""
    """As ``Fetcher.get`` takes it."""
    sign_in: SignIn = field(default=NOBODY, repr=False)


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What reading a page gave."""

    key: str
    markup: str
    """HTML of the story alone, with absolute addresses; empty when it could not be read."""
    text: str
    """The same as plain text."""
    error: str
    """Empty when it went well, else plain words in one line."""


async def read_pages(
    requests: Sequence[PageRequest],
    on_outcome: Callable[[PageOutcome], None],
    *,
    limits: Limits,
    cancelled: Callable[[], bool],
) -> None:
    """Read pages, calling ``on_outcome`` once for each, in the order in which they finish.

    Once ``cancelled`` says yes, what is under way is given up and has no outcome.
    """
    slots = asyncio.Semaphore(_AT_ONCE)
    hosts: dict[str, asyncio.Lock] = {host_of(request.url): asyncio.Lock() for request in requests}

    async def one(request: PageRequest) -> None:
        async with hosts[host_of(request.url)], slots:
            on_outcome(await _read(request, limits))

    tasks = [asyncio.ensure_future(one(request)) for request in requests]
    pending: set[asyncio.Future[Any]] = set(tasks)
    try:
        while pending and not cancelled():
            _, pending = await asyncio.wait(pending, timeout=_LOOK_SECONDS)
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        if not task.cancelled() and (error := task.exception()) is not None:
            raise error


async def _read(request: PageRequest, limits: Limits) -> PageOutcome:
    guard = AddressGuard.for_feed(request.origin)
    try:
        page, _ = await story_at(request.url, limits, guard, sign_in=request.sign_in, proxy=request.proxy)
    except NewsreaderError as error:
        return PageOutcome(request.key, "", "", shorten(clean(str(error)), 300))
    return PageOutcome(request.key, page.html, page.text, "")
