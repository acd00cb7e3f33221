"""Reading the story on a page now: fetched, extracted, and given up as soon as nobody wants it any more."""

import asyncio
from collections.abc import Callable, Coroutine

from newsreader.model import Entry, NewsreaderError
from newsreader.sources.fetch import Fetched, Fetcher
from newsreader.sources.limits import Limits
from newsreader.sources.private_addresses import AddressGuard
from newsreader.sources.sign_in import NOBODY, SignIn

_LOOK_SECONDS = 0.05


class GivenUpError(NewsreaderError):
    """The reader does not want the page any more."""


def read_page(
    url: str,
    limits: Limits,
    guard: AddressGuard,
    cancelled: Callable[[], bool],
    *,
    sign_in: SignIn = NOBODY,
    proxy: str = "",
) -> Entry:
    """The story on a page, as an entry of its own. Blocks; call it in a thread.

    Args:
        url: An http or https URL.
        limits: How much of the server is put up with.
        guard: Which addresses may be connected to.
        cancelled: Asked all the while; the fetch ends at once when it says yes.
        sign_in: What the feed that the link was found in is signed in with.
        proxy: That feed's own proxy.

    Raises:
        GivenUpError: ``cancelled`` said yes.
        NewsreaderError: The page can't be had, or there is no story on it.
    """
    from newsreader.sources.fulltext import entry_of, extract  # noqa: PLC0415 - slow to load

    async def fetch() -> Fetched:
        async with Fetcher(limits, guard) as fetcher:
            return await _unless(cancelled, fetcher.get(url, sign_in=sign_in, proxy=proxy))

    page = asyncio.run(fetch())
    story = extract(page.body, page.final_url, page.content_type)
    if cancelled():
        raise GivenUpError(url)
    return entry_of(story, page.final_url)


async def _unless(cancelled: Callable[[], bool], getting: Coroutine[None, None, Fetched]) -> Fetched:
    """What a fetch gives, unless it is given up before."""
    fetching = asyncio.ensure_future(getting)
    while not fetching.done():
        await asyncio.wait([fetching], timeout=_LOOK_SECONDS)
        if cancelled() and not fetching.done():
            fetching.cancel()
            await asyncio.wait([fetching])
            raise GivenUpError("given up")
    return fetching.result()
