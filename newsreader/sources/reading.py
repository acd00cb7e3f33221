"""Reading the story on a page: fetched and extracted, and given up as soon as nobody wants it any more."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from newsreader.model import Entry, NewsreaderError
from newsreader.sources.fetch import Fetched, Fetcher
from newsreader.sources.limits import Limits
from newsreader.sources.private_addresses import AddressGuard
from newsreader.sources.sign_in import NOBODY, SignIn

if TYPE_CHECKING:
    from newsreader.sources.fulltext import Page

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
    from newsreader.sources.fulltext import entry_of  # noqa: PLC0415 - slow to load

    page, at = asyncio.run(_unless(cancelled, story_at(url, limits, guard, sign_in=sign_in, proxy=proxy)))
    if cancelled():
        raise GivenUpError(url)
    return entry_of(page, at)


async def story_at(
    url: str, limits: Limits, guard: AddressGuard, *, sign_in: SignIn = NOBODY, proxy: str = ""
) -> "tuple[Page, str]":
    """The story on a page, and where the page was found in the end; the arguments are those of ``read_page``.

    Raises:
        NewsreaderError: The page can't be had, or there is no story on it.
    """
    async with Fetcher(limits, guard) as fetcher:
        fetched = await fetcher.get(url, sign_in=sign_in, proxy=proxy)
    # Extraction takes a while: other pages go on arriving meanwhile.
    return await asyncio.to_thread(_extracted, fetched), fetched.final_url


def _extracted(fetched: Fetched) -> "Page":
    from newsreader.sources.fulltext import extract  # noqa: PLC0415 - slow to load

    return extract(fetched.body, fetched.final_url, fetched.content_type)


async def _unless(
    cancelled: Callable[[], bool], getting: "Coroutine[None, None, tuple[Page, str]]"
) -> "tuple[Page, str]":
    """What a fetch gives, unless it is given up before."""
    fetching = asyncio.ensure_future(getting)
    while not fetching.done():
        await asyncio.wait([fetching], timeout=_LOOK_SECONDS)
        if cancelled() and not fetching.done():
            fetching.cancel()
            await asyncio.wait([fetching])
            raise GivenUpError("given up")
    return fetching.result()
