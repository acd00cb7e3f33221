"""The way of one fetch through its redirects."""

from aiohttp import hdrs
from yarl import URL

from newsreader.sources.cookies import Cookies
from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.fetch_urls import (
    authorization,
    basic_auth,
    may_share_credentials,
    where,
    with_credentials_of,
    without_credentials,
)
from newsreader.sources.private_addresses import AddressGuard, guard_after
from newsreader.sources.sign_in import NOBODY, SignIn


class Trail:
    """Where a fetch stands: what may be sent there, and whether it has been there before.

    Cookies are those of the feed, and what servers set on the way: some redirect in circles without them.
    """

    def __init__(self, start: URL, sign_in: SignIn = NOBODY) -> None:
        self.url = without_credentials(start)
        """Where to go next, without credentials or fragment."""
        self.cookies = Cookies(sign_in.cookies)
        """What the feed came with, and what the servers on the way have set."""
        self.guard: AddressGuard | None = None
        """What may be connected to at ``url``: where the reader pointed, anything is."""
        self._start = start
        self._owner = start
        self._authorization = basic_auth(start)
        if start.password is None and sign_in.has_credentials and sign_in.origin:
            self._owner = URL(sign_in.origin)
            self._authorization = authorization(sign_in)
        self._permanent = True
        self._been: set[tuple[URL, str]] = set()

    def headers(self) -> dict[str, str]:
        """Authorization and cookies for ``url``.

        Raises:
            FetchError: When the same was sent there before.
        """
        cookie = self.cookies.header(str(self.url))
        if (self.url, cookie) in self._been:
            raise FetchError(f"{where(self._start)}: the server redirects in a circle")
        self._been.add((self.url, cookie))
        headers: dict[str, str] = {hdrs.COOKIE: cookie} if cookie else {}
        if self._authorization and may_share_credentials(self._owner, self.url):
            headers[hdrs.AUTHORIZATION] = self._authorization
        return headers

    def follow(self, target: URL, *, permanent: bool) -> None:
        """Go where a redirect points; credentials in it replace those we had."""
        if theirs := basic_auth(target):
            self._owner, self._authorization = target, theirs
        bare = without_credentials(target)
        if bare.host != self.url.host:
            self.guard = guard_after(str(self.url))
        self.url = bare
        self._permanent = self._permanent and permanent

    @property
    def moved_to(self) -> str:
        """Where we stand, with credentials that may go there, if all redirects were permanent; else empty."""
        if len(self._been) < 2 or not self._permanent:
            return ""
        return str(with_credentials_of(self.url, self._start))
