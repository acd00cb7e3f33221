"""The way of one fetch through its redirects."""

import aiohttp
from aiohttp import hdrs
from yarl import URL

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.fetch_urls import (
    basic_auth,
    may_share_credentials,
    where,
    with_credentials_of,
    without_credentials,
)


class Trail:
    """Where a fetch stands: what may be sent there, and whether it has been there before.

    Cookies last as long as the trail: some servers redirect in circles without them.
    """

    def __init__(self, start: URL) -> None:
        self.url = without_credentials(start)
        """Where to go next, without credentials or fragment."""
        self.cookies = aiohttp.CookieJar(unsafe=True)
        """What the servers on the way have set; "unsafe" lets servers without a name set some too."""
        self._start = start
        self._owner = start
        self._permanent = True
        self._been: set[tuple[URL, str]] = set()

    def headers(self) -> dict[str, str]:
        """Authorization and cookies for ``url``.

        Raises:
            FetchError: When the same was sent there before.
        """
        cookie = "; ".join(
            f"{item.key}={item.coded_value}" for item in self.cookies.filter_cookies(self.url).values()
        )
        if (self.url, cookie) in self._been:
            raise FetchError(f"{where(self._start)}: the server redirects in a circle")
        self._been.add((self.url, cookie))
        headers: dict[str, str] = {hdrs.COOKIE: cookie} if cookie else {}
        if may_share_credentials(self._owner, self.url) and (authorization := basic_auth(self._owner)):
            headers[hdrs.AUTHORIZATION] = authorization
        return headers

    def follow(self, target: URL, *, permanent: bool) -> None:
        """Go where a redirect points; credentials in it replace those we had."""
        if basic_auth(target):
            self._owner = target
        self.url = without_credentials(target)
        self._permanent = self._permanent and permanent

    @property
    def moved_to(self) -> str:
        """Where we stand, with credentials that may go there, if all redirects were permanent; else empty."""
        if len(self._been) < 2 or not self._permanent:
            return ""
        return str(with_credentials_of(self.url, self._start))
