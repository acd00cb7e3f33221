"""What was fetched, parsed off the loop and in bounded time: in a thread, or in processes when there is much."""

import asyncio
import os
from typing import TYPE_CHECKING

from newsreader.model import Feed
from newsreader.sources.fetch_threads import in_daemon_thread
from newsreader.sources.parse_worker import MakeReady, Parsed, ParseWorker, parse_document

if TYPE_CHECKING:
    from newsreader.sources.fetch_errors import FetchError
    from newsreader.sources.fetched import Fetched

LONGEST_PARSE = 60.0
"""Seconds. The largest honest feed takes a tenth of that."""
_THREADS = 2
"""Bodies parsed at once in this process: more would only wait for each other."""
_MUCH = 3_000_000
"""Bytes of one refresh from which on workers parse: what they take to start, this process parses meanwhile."""
_USUAL = 100_000
"""Bytes of a feed."""
_MOST_WORKERS = 3


async def parse_fetched(fetched: "Fetched", *, within: float = LONGEST_PARSE) -> Feed:
    """The feed in a fetched body; the loop goes on meanwhile.

    Args:
        fetched: With a body.
        within: Seconds after which the parser is given up.

    Raises:
        NotAFeedError: When it is no feed.
        FetchError: When the parser does not come to an end in time.
    """
    return (await _parse_here(fetched, within, None)).feed


async def _parse_here(fetched: "Fetched", within: float, ready: MakeReady | None) -> Parsed:
    try:
        async with asyncio.timeout(within):
            return await in_daemon_thread(
                parse_document, fetched.body, fetched.final_url, fetched.content_type, ready
            )
    except TimeoutError as error:
        raise _too_long(fetched) from error


class Parsing:
    """The parsing of one refresh.

    The first few megabytes are parsed in this process, which is all that most refreshes bring. From then on
    worker processes do it, where there is a second processor: a thread would take turns with the one that stores.
    """

    def __init__(self, ready: MakeReady | None = None, *, expected: int = 0) -> None:
        """Start workers at once where there will be much, so that they are there when it comes.

        Args:
            ready: What is made of each feed, in whichever process.
            expected: How many documents will come for certain, unless they cannot be had.
        """
        self._ready = ready
        self._bytes = expected * _USUAL
        processors = _processors()
        self._most = min(_MOST_WORKERS, processors) if processors > 1 else 0
        self._threads = asyncio.Semaphore(_THREADS)
        self._processes = asyncio.Semaphore(max(1, self._most))
        self._workers: list[ParseWorker] = []
        self._idle: list[ParseWorker] = []
        if self._bytes > _MUCH:
            self._idle += filter(None, [self._start() for _ in range(self._most)])

    async def parse(self, fetched: "Fetched", *, within: float = LONGEST_PARSE) -> Parsed:
        """The feed in a fetched body; see ``parse_fetched``."""
        self._bytes += len(fetched.body)
        if self._most and self._bytes > _MUCH:
            async with self._processes:
                if worker := self._idle.pop() if self._idle else self._start():
                    return await self._by(worker, fetched, within)
        async with self._threads:
            return await _parse_here(fetched, within, self._ready)

    async def _by(self, worker: ParseWorker, fetched: "Fetched", within: float) -> Parsed:
        try:
            async with asyncio.timeout(within):
                parsed = await in_daemon_thread(
                    worker.parse, fetched.body, fetched.final_url, fetched.content_type
                )
        except TimeoutError as error:
            worker.kill()
            raise _too_long(fetched) from error
        except asyncio.CancelledError:
            worker.kill()
            raise
        finally:
            if worker.is_alive:
                self._idle.append(worker)
        return parsed

    def close(self) -> None:
        """End the workers; nothing may be parsing any more."""
        for worker in self._workers:
            worker.close()

    def _start(self) -> ParseWorker | None:
        """A new worker; None where there are no more processes to be had."""
        try:
            worker = ParseWorker(self._ready)
        except OSError:
            self._most = 0
            return None
        self._workers.append(worker)
        return worker


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _too_long(fetched: "Fetched") -> "FetchError":
    from newsreader.sources.fetch_errors import FetchError  # noqa: PLC0415 - brings in aiohttp
    from newsreader.sources.fetch_urls import shown  # noqa: PLC0415

    return FetchError(
        f"{shown(fetched.final_url)}: reading this feed took too long; it may be built to do that"
    )
