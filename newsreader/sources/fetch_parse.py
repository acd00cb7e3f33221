"""What was fetched, parsed off the loop and in bounded time."""

import asyncio

from newsreader.model import Feed
from newsreader.sources.fetch import CutShortError, Fetched, Fetcher, FetchError
from newsreader.sources.fetch_threads import in_daemon_thread
from newsreader.sources.fetch_urls import shown
from newsreader.sources.sign_in import NOBODY, SignIn

LONGEST_PARSE = 60.0
"""Seconds. The largest honest feed takes a tenth of that."""


async def fetch_feed(
    fetcher: Fetcher,
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    sign_in: SignIn = NOBODY,
    proxy: str = "",
) -> Fetched:
    """What is at a URL, as far as it comes: the first half of a feed is better than none.

    Raises:
        FetchError: Nothing came.
    """
    try:
        return await fetcher.get(url, etag=etag, last_modified=last_modified, sign_in=sign_in, proxy=proxy)
    except CutShortError as error:
        return error.fetched


async def parse_fetched(fetched: Fetched, *, within: float = LONGEST_PARSE) -> Feed:
    """The feed in a fetched body; the loop goes on meanwhile.

    Args:
        fetched: With a body.
        within: Seconds after which the parser is given up.

    Raises:
        NotAFeedError: When it is no feed.
        FetchError: When the parser does not come to an end in time.
    """
    try:
        async with asyncio.timeout(within):
            return await in_daemon_thread(_parse, fetched)
    except TimeoutError as error:
        raise FetchError(
            f"{shown(fetched.final_url)}: reading this feed took too long; it may be built to do that"
        ) from error


def _parse(fetched: Fetched) -> Feed:
    from newsreader.sources.feed import parse  # noqa: PLC0415 - slow to load, and nothing may have come to parse

    return parse(fetched.body, fetched.final_url, fetched.content_type)
