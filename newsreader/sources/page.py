"""Fetching one page, file or feed now, outside any event loop."""

from typing import TYPE_CHECKING

from newsreader.sources.discover import Discovered, discover
from newsreader.sources.fetch import Fetched, Fetcher, Limits

if TYPE_CHECKING:
    from newsreader.sources.private_addresses import AddressGuard


def fetch_page(url: str, limits: Limits | None = None, guard: "AddressGuard | None" = None) -> Fetched:
    """Fetch a URL and wait for it.

    Args:
        url: An http, https or file URL.
        limits: How much of the server is put up with.
        guard: Which addresses may be connected to. Leave it out only for what the reader typed.

    Raises:
        FetchError: it can't be had; the text says why.
    """
    import asyncio  # noqa: PLC0415 - with the fetcher, only where it is used

    async def fetch() -> Fetched:
        async with Fetcher(limits or Limits(), guard) as fetcher:
            return await fetcher.get(url)

    return asyncio.run(fetch())


def find_feed(address: str, limits: Limits | None = None) -> Discovered:
    """Look for the feed at an address (a feed, or a page that has one) and wait for it.

    Raises:
        NewsreaderError: there is none, or it can't be reached.
    """
    import asyncio  # noqa: PLC0415 - as above

    async def look() -> Discovered:
        async with Fetcher(limits or Limits()) as fetcher:
            return await discover(fetcher, address)

    return asyncio.run(look())
