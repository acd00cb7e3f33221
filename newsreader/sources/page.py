"""Fetching one page, file or feed now, outside any event loop."""

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsreader.model import NewsreaderError
from newsreader.sources.discover import Discovered, addresses, discover
from newsreader.sources.fetch import Fetched, Fetcher, FetchError, Limits
from newsreader.sources.fetch_urls import shown, web_url, where, whole
from newsreader.sources.sign_in import NOBODY, SignIn, origin_of

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


def find_feed(
    address: str,
    limits: Limits | None = None,
    sign_in: SignIn = NOBODY,
    guard: "AddressGuard | None" = None,
) -> Discovered:
    """Look for the feed at an address (a feed, or a page that has one) and wait for it.

    Args:
        address: As a reader types it.
        limits: How much of the servers is put up with.
        sign_in: Is for the origin that the address names first, and sent nowhere else.
        guard: Which addresses may be connected to. Leave it out only for what the reader typed.

    Raises:
        NewsreaderError: there is none, or it can't be reached; the text names the whole address.
    """
    import asyncio  # noqa: PLC0415 - as above

    async def look() -> Discovered:
        async with _SignedIn(limits or Limits(), sign_in, guard) as fetcher:
            return await discover(fetcher, address)

    try:
        return asyncio.run(look())
    except NewsreaderError as error:
        raise NewsreaderError(_named(address, str(error))) from error


class _SignedIn(Fetcher):
    """Signs in at the first origin that is asked."""

    def __init__(self, limits: Limits, sign_in: SignIn, guard: "AddressGuard | None") -> None:
        super().__init__(limits, guard)
        self._sign_in = sign_in

    async def get(self, url: str, **facts: Any) -> Fetched:
        """What is there for the reader."""
        if not self._sign_in.origin:
            self._sign_in = replace(self._sign_in, origin=origin_of(url))
        return await super().get(url, **{**facts, "sign_in": self._sign_in})


def _named(address: str, words: str) -> str:
    """What went wrong, with the whole address instead of its server alone: several may be given at once."""
    full = addresses(address)[0] if address.strip() else ""
    if not full or full.startswith("file:"):
        return words
    name = whole(address)
    if words.startswith(name):
        return words
    with contextlib.suppress(FetchError):
        for part in (shown(full), shown(address), where(web_url(full))):
            if words.startswith(part):
                return name + words.removeprefix(part)
    return f"{name}: {words}"
