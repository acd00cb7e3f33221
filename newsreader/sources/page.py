"""Fetching one page or file now, outside any event loop."""

from newsreader.sources.fetch import Fetched, Fetcher, Limits


def fetch_page(url: str, limits: Limits | None = None) -> Fetched:
    """Fetch a URL and wait for it.

    Raises:
        FetchError: it can't be had; the text says why.
    """
    import asyncio  # noqa: PLC0415 - with the fetcher, only where it is used

    async def fetch() -> Fetched:
        async with Fetcher(limits or Limits()) as fetcher:
            return await fetcher.get(url)

    return asyncio.run(fetch())
