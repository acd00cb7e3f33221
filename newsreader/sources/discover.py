"""The feed of an address: the address itself when it is one, else the feed of the page there."""

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.model import Feed, NewsreaderError
from newsreader.sources.feed_torn import is_torn
from newsreader.sources.outcome import Outcome, Request
from newsreader.sources.sign_in import signed_in

if TYPE_CHECKING:
    from newsreader.sources.fetch import Fetched, Fetcher

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(/|\?|#|$))", re.IGNORECASE)
"""A scheme, and not a host with its port."""
_PATH_START = re.compile(r"(/|\.\.?/|~)")
_AT_ONCE = 4
_LONGEST_SEARCH = 90.0
"""Seconds for all that a page leads to: more than one fetch may take, so that its trouble can be told."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """A feed that was found."""

    url: str
    """What to subscribe to."""
    feed: Feed
    fetched: "Fetched"

    def outcome(self, key: str) -> Outcome:
        """What was fetched on the way, for the library: so that subscribing fetches nothing twice.

        Args:
            key: Of the feed that is followed there now.
        """
        from newsreader.sources.refresh import outcome_of  # noqa: PLC0415 - used here only

        found = replace(self.fetched, moved_to="")  # it is subscribed to where it lives now
        body = found.body
        return outcome_of(
            Request(key, signed_in(self.url)[0]),
            found,
            self.feed,
            body_hash=sha256(body).hexdigest(),
            torn=found.cut_short or is_torn(body),
        )


async def discover(fetcher: "Fetcher", url: str) -> Discovered:
    """Find the feed that a reader means by an address.

    Args:
        fetcher: An open fetcher.
        url: Of a feed or of a page that has one; the scheme may be missing (https is tried, then http),
            ``feed:`` stands for http, and a path to a local file will do.

    Raises:
        FetchError: When the address cannot be fetched.
        NotAFeedError: When there is no feed at it, nor at the places that it names, nor at the usual ones.
    """
    from newsreader.sources.discover_links import is_page  # noqa: PLC0415 - brings in lxml
    from newsreader.sources.feed import NotAFeedError  # noqa: PLC0415 - slow to load

    fetched = await _first_answer(fetcher, addresses(url))
    try:
        return await _as_feed(fetched)
    except NotAFeedError:
        if not is_page(fetched.body, fetched.content_type):
            raise
    return await _search(fetcher, fetched)


def addresses(url: str) -> list[str]:
    """The full URLs that an address as typed may stand for, best first.

    Raises:
        NewsreaderError: When it is empty.
    """
    url = url.strip().strip("<>").strip()
    if not url:
        raise NewsreaderError("There is no address: give the URL of a feed or of a page that has one")
    if url[:5].lower() == "feed:":
        url = url[5:].removeprefix("//")
        return [url] if _SCHEME.match(url) else [f"https://{url}", f"http://{url}"]
    if _SCHEME.match(url):
        return [url]
    path = Path(os.path.expanduser(url))  # noqa: PTH111 - Path raises where there is no such user
    if not url.startswith("//") and (_PATH_START.match(url) or path.is_file()):
        return [path.absolute().as_uri()]
    host = url.removeprefix("//")
    return [f"https://{host}", f"http://{host}"]


async def _first_answer(fetcher: "Fetcher", urls: Sequence[str]) -> "Fetched":
    """What the first URL gives that a server answers at all."""
    from newsreader.sources.fetch_errors import FetchError  # noqa: PLC0415 - brings in aiohttp
    from newsreader.sources.fetch_feed import fetch_feed  # noqa: PLC0415 - as above

    first: FetchError | None = None
    for url in urls:
        try:
            return await fetch_feed(fetcher, url)
        except FetchError as error:
            if error.status is not None:
                raise
            first = first or error
    raise first or FetchError("There is no address to fetch")


async def _search(fetcher: "Fetcher", page: "Fetched") -> Discovered:
    """The best feed that a page leads to."""
    from newsreader.sources.discover_links import page_links, usual_places  # noqa: PLC0415 - brings in lxml
    from newsreader.sources.feed import NotAFeedError  # noqa: PLC0415 - slow to load
    from newsreader.sources.fetch_threads import in_daemon_thread  # noqa: PLC0415 - used here only
    from newsreader.sources.fetch_urls import shown  # noqa: PLC0415 - brings in aiohttp

    links = await in_daemon_thread(page_links, page.body, page.final_url, page.content_type)
    tries = _Tries(fetcher, page.url)
    try:
        async with asyncio.timeout(_LONGEST_SEARCH):
            for urls, at_once in (
                (links.declared, 1),  # the first is nearly always the one: no need to bother the server more
                (links.linked, _AT_ONCE),
                (usual_places(page.final_url), _AT_ONCE),
            ):
                if found := await tries.first(urls, at_once):
                    return found
    except TimeoutError:
        pass  # what was tried until now found nothing
    if links.declared and tries.errors:
        raise tries.errors[0]
    raise NotAFeedError(
        f"{shown(page.url)}: this is a page without a feed, and none is at the usual places; "
        "if you know the address of its feed, give that"
    )


class _Tries:
    """Addresses tried as feeds, each once."""

    def __init__(self, fetcher: "Fetcher", page: str) -> None:
        self._fetcher = fetcher
        self._page = page
        self._tried = {page}
        self.errors: list[NewsreaderError] = []

    async def first(self, urls: Sequence[str], at_once: int) -> Discovered | None:
        """The first in order that is a feed; ``at_once`` are tried at the same time."""
        new = [url for url in urls if url not in self._tried]
        self._tried.update(new)
        for start in range(0, len(new), at_once):
            found = await asyncio.gather(*(self._try(url) for url in new[start : start + at_once]))
            if best := next(filter(None, found), None):
                return best
        return None

    async def _try(self, url: str) -> Discovered | None:
        from newsreader.sources.fetch_feed import fetch_feed  # noqa: PLC0415 - brings in aiohttp
        from newsreader.sources.fetch_urls import carry_credentials  # noqa: PLC0415 - brings in aiohttp

        try:
            return await _as_feed(await fetch_feed(self._fetcher, carry_credentials(url, self._page)))
        except NewsreaderError as error:
            self.errors.append(error)
            return None


async def _as_feed(fetched: "Fetched") -> Discovered:
    from newsreader.sources.parsing import parse_fetched  # noqa: PLC0415 - nothing may have come to parse

    return Discovered(fetched.moved_to or fetched.url, await parse_fetched(fetched), fetched)
