"""Many feeds fetched at once: politely, to the last one, whatever any of them does."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from newsreader.model import Feed, NewsreaderError
from newsreader.sources.feed_torn import is_torn
from newsreader.sources.fetch_queue import HostQueue
from newsreader.sources.outcome import Outcome, Request
from newsreader.sources.parsing import Parsing
from newsreader.text import clean, shorten

if TYPE_CHECKING:
    from newsreader.sources.fetch import Fetched, Fetcher

__all__ = ["Outcome", "Request", "never", "refresh"]

_SUFFIXED = re.compile(r'((?:W/)?"[^"]+?)-{1,2}(?:gzip|gz|br|deflate|zstd)"')
"""Tags that a server's compression has marked."""
_POLL = 0.1
"""Seconds between looks at whether the reader has had enough."""


def never() -> bool:
    """For a refresh that nobody can cancel."""
    return False


async def refresh(
    requests: Sequence[Request],
    fetcher: "Fetcher",
    on_outcome: Callable[[Outcome], None],
    *,
    cancelled: Callable[[], bool] = never,
    at_once: int = 16,
    per_host: int = 2,
    parsing: Parsing | None = None,
) -> None:
    """Fetch and parse every request; a failure of one is its outcome and no more.

    Args:
        requests: In the order to start them, as far as ``per_host`` allows.
        fetcher: An open fetcher.
        on_outcome: Called on the event loop once for each request, in the order they end. What it
            raises ends the refresh and is raised here.
        cancelled: Polled ten times a second; once it is true, running fetches are dropped and the
            requests that have not ended get no outcome.
        at_once: How many run at the same time.
        per_host: How many of one host are fetched at the same time.
        parsing: What parses; closed in the end.
    """
    queue = HostQueue(requests, max(1, per_host))
    parsing = parsing or Parsing()
    running: dict[asyncio.Task[Outcome | Fetched], Request] = {}
    fetching: set[asyncio.Task[Outcome | Fetched]] = set()
    try:
        while not cancelled():
            while len(running) < max(1, at_once) and (request := queue.take()) is not None:
                task = asyncio.create_task(_fetch(request, fetcher))
                running[task] = request
                fetching.add(task)
            if not running:
                return
            ended, _ = await asyncio.wait(running, timeout=_POLL, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                request, result = running.pop(task), task.result()
                if task in fetching:  # its host is free for the next one, whatever reading this takes
                    fetching.remove(task)
                    queue.done(request)
                if isinstance(result, Outcome):
                    on_outcome(result)
                else:
                    running[asyncio.create_task(_read(request, result, parsing))] = request
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        parsing.close()


async def _fetch(request: Request, fetcher: "Fetcher") -> "Outcome | Fetched":
    """What there is to read, or how the fetch failed; raises nothing."""
    try:
        from newsreader.sources.fetch_feed import fetch_feed  # noqa: PLC0415 - brings in aiohttp

        if request.sign_in.problem:
            raise NewsreaderError(request.sign_in.problem)  # noqa: TRY301 - one place turns all of them to outcomes
        return await fetch_feed(
            fetcher,
            request.url,
            etag=request.etag,
            last_modified=request.last_modified,
            sign_in=request.sign_in,
            proxy=request.proxy,
        )
    except Exception as error:
        return _failure(request, error, None)


async def _read(request: Request, fetched: "Fetched", parsing: Parsing) -> "Outcome | Fetched":
    """What came of what was fetched, always an outcome; raises nothing."""
    try:
        return await _outcome(request, fetched, parsing)
    except Exception as error:
        return _failure(request, error, fetched)


async def _outcome(request: Request, fetched: "Fetched", parsing: Parsing) -> Outcome:
    unchanged = fetched.unchanged
    body_hash, parsed, torn = request.body_hash, None, False
    if not unchanged:
        body_hash = sha256(fetched.body).hexdigest()
        unchanged = body_hash == request.body_hash
    if not unchanged:
        parsed = await parsing.parse(fetched)
        torn = fetched.cut_short or is_torn(fetched.body)
    outcome = outcome_of(request, fetched, parsed.feed if parsed else None, body_hash=body_hash, torn=torn)
    return replace(outcome, ready=parsed.ready) if parsed else outcome


def outcome_of(
    request: Request, fetched: "Fetched", feed: Feed | None, *, body_hash: str, torn: bool
) -> Outcome:
    """The outcome of a fetch that went well; no feed means that nothing changed.

    Of a torn one nothing is remembered, so that the rest of it is not lost to a "not modified".
    """
    etag, last_modified = fetched.etag, fetched.last_modified
    if fetched.unchanged:  # a 304 may leave out the validators; those that made it still hold
        same = not etag or _without_suffix(etag) == request.etag
        etag, last_modified = request.etag if same else etag, last_modified or request.last_modified
    elif feed is None and etag == request.etag:
        etag = _without_suffix(etag)
    return Outcome(
        key=request.key,
        url=request.url,
        feed=feed,
        unchanged=feed is None,
        error="",
        etag="" if torn else etag,
        last_modified="" if torn else last_modified,
        body_hash="" if torn else body_hash,
        moved_to=fetched.moved_to,
        checked=datetime.now(UTC),
        status=fetched.status,
        fresh_for=fetched.fresh_for,
        cut_short=torn,
        cookies=fetched.cookies,
    )


def _without_suffix(etag: str) -> str:
    """The tag to try the next time, when a server has sent the same body though it was told its own tag.

    Apache marks the tag of a body that it compresses (``"1-gzip"``), and then does not know it again.
    """
    found = _SUFFIXED.fullmatch(etag)
    return f'{found[1]}"' if found else etag


def _failure(request: Request, error: Exception, fetched: "Fetched | None") -> Outcome:
    # Whatever a feed can do to a parser, it may do to itself alone.
    words = f"this feed cannot be read ({type(error).__name__}: {error})"
    return Outcome(
        key=request.key,
        url=request.url,
        feed=None,
        unchanged=False,
        error=clean(str(error)) if isinstance(error, NewsreaderError) else shorten(clean(words), 200),
        etag=request.etag,
        last_modified=request.last_modified,
        body_hash=request.body_hash,
        moved_to="",
        checked=datetime.now(UTC),
        status=fetched.status if fetched else getattr(error, "status", None),
        retry_after=getattr(error, "retry_after", None),
    )
