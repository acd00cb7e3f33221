"""Fetching one URL: politely, with every size and time bounded, and every failure in plain words."""

import asyncio
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import hdrs
from yarl import URL

from newsreader import __version__
from newsreader.sources.fetch_decode import DecodeError, Decoder, TooLargeError
from newsreader.sources.fetch_errors import FetchError, explain, status_error
from newsreader.sources.fetch_files import file_path, limit_text, read_file
from newsreader.sources.fetch_freshness import fresh_for
from newsreader.sources.fetch_proxy import Proxies, is_socks, proxy_for
from newsreader.sources.fetch_sessions import Sessions
from newsreader.sources.fetch_threads import in_daemon_thread
from newsreader.sources.fetch_trail import Trail
from newsreader.sources.fetch_urls import basic_auth, redirect_url, shown, web_url, where, without_credentials
from newsreader.sources.fetched import CutShortError, Fetched
from newsreader.sources.limits import Limits
from newsreader.sources.private_addresses import AddressGuard
from newsreader.sources.sign_in import NOBODY, SignIn, with_credentials_for_proxy
from newsreader.text import clean

__all__ = ["CutShortError", "FetchError", "Fetched", "Fetcher", "Limits"]

USER_AGENT = f"newsreader/{__version__}"

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.6, */*;q=0.2"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_NOT_MODIFIED = 304
_CONDITIONS = frozenset({hdrs.IF_NONE_MATCH, hdrs.IF_MODIFIED_SINCE})
_LONGEST_HEADER = 64 * 1024
_LONGEST_VALIDATOR = 4096


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: URL
    permanent: bool


class Fetcher:
    """Gets URLs over http and https, and files; an async context manager that owns its connections.

    Proxies are the feed's own, or those of the settings or the environment. Credentials are sent to their own
    origin alone. Cookies live for one fetch, unless whoever asked keeps them.
    """

    def __init__(self, limits: Limits | None = None, guard: AddressGuard | None = None) -> None:
        """Fetch within ``limits``, and only from where ``guard`` allows.

        Without a guard, from anywhere; but what is outside the reader's network may not redirect into it.
        """
        self.limits = limits or Limits()
        self._guard = guard
        self._sessions: Sessions | None = None

    async def __aenter__(self) -> Self:
        self._sessions = Sessions(
            timeout=aiohttp.ClientTimeout(
                total=None, connect=self.limits.connect, sock_read=self.limits.idle
            ),
            headers={
                hdrs.USER_AGENT: USER_AGENT,
                hdrs.ACCEPT: _ACCEPT,
                hdrs.ACCEPT_ENCODING: "gzip, deflate, br",
            },
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sessions, self._sessions = self._sessions, None
        if sessions is not None:
            await sessions.close()

    async def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        sign_in: SignIn = NOBODY,
        proxy: str = "",
    ) -> Fetched:
        """What is at an http, https or file URL.

        Args:
            url: Absolute; may hold a name and password.
            etag: ``ETag`` of the body that we have, as it was sent.
            last_modified: ``Last-Modified`` of the body that we have, as it was sent.
            sign_in: Credentials and cookies to come with; those in the URL count for more.
            proxy: The proxy for this alone: a URL, ``none`` to go direct, or empty to go as everything does.

        Raises:
            FetchError: For every way in which this can fail.
        """
        if url.strip()[:5].lower() == "file:":
            if self._guard is not None:
                raise FetchError(f"{shown(url)}: only web addresses are fetched here, not files")
            path = file_path(url)
            body = await in_daemon_thread(read_file, path, self.limits.size)
            return Fetched(url, path.as_uri(), None, body, "", "", "", unchanged=False, moved_to="")
        start = web_url(url)
        conditions: dict[str, str] = {}
        if etag := _validator(etag):
            conditions[hdrs.IF_NONE_MATCH] = etag
        if last_modified := _validator(last_modified):
            conditions[hdrs.IF_MODIFIED_SINCE] = last_modified
        try:
            async with asyncio.timeout(self.limits.total):
                proxies = Proxies(with_credentials_for_proxy(proxy, sign_in), self.limits.proxy)
                return await self._follow(url, Trail(start, sign_in), conditions, proxies)
        except TimeoutError as error:
            raise FetchError(
                f"{where(start)}: too slow: not done after {self.limits.total:g} seconds; try again later"
            ) from error

    async def _follow(
        self, asked: str, trail: Trail, conditions: dict[str, str], proxies: Proxies
    ) -> Fetched:
        start = trail.url
        for _ in range(self.limits.redirects + 1):
            try:
                answer = await self._request(asked, trail, conditions | trail.headers(), proxies)
            except CutShortError as error:
                whole = replace(error.fetched, moved_to=trail.moved_to, cookies=trail.cookies.kept())
                raise CutShortError(str(error), whole) from error
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=trail.moved_to, cookies=trail.cookies.kept())
            trail.follow(answer.target, permanent=answer.permanent)
        raise FetchError(f"{where(start)}: the server redirects more than {self.limits.redirects} times")

    async def _request(
        self, asked: str, trail: Trail, headers: dict[str, str], proxies: Proxies
    ) -> Fetched | _Redirect:
        """One request and its answer, errors in words."""
        url = trail.url
        place = where(url)
        guard = self._guard or trail.guard
        if guard is not None:
            guard.check_host(url.host or "", place)
        session, extra = await self._way(url, headers, proxies, guard)
        try:
            async with session.get(url, headers=headers, allow_redirects=False, **extra) as response:
                trail.cookies.take(response.headers.getall(hdrs.SET_COOKIE, []), str(url))
                return await self._read(asked, url, response, headers)
        except TooLargeError as error:
            raise FetchError(f"{place}: the answer is larger than {limit_text(self.limits.size)}") from error
        except DecodeError as error:
            raise FetchError(f"{place}: the answer cannot be read: {error}") from error
        except TimeoutError as error:
            # Only aiohttp's own time limits are failures of this hop; the total one ends in get().
            if isinstance(error, aiohttp.ServerTimeoutError):
                raise explain(error, place) from error
            raise
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise explain(error, place) from error

    async def _way(
        self, url: URL, headers: dict[str, str], proxies: Proxies, guard: AddressGuard | None
    ) -> tuple[aiohttp.ClientSession, dict[str, Any]]:
        """The connections to use for a URL, and what a request has to say of an HTTP proxy."""
        if self._sessions is None:
            raise RuntimeError("the Fetcher is not open: use it in an async with statement")
        proxy = proxy_for(url, proxies)
        session = await self._sessions.through(url, proxy, guard)
        if proxy is None or is_socks(proxy):
            return session, {}
        authorization = basic_auth(proxy)
        if not authorization:
            return session, {"proxy": proxy}
        if url.scheme == "http":
            headers[hdrs.PROXY_AUTHORIZATION] = authorization
        proxy_headers = {hdrs.PROXY_AUTHORIZATION: authorization}
        return session, {"proxy": without_credentials(proxy), "proxy_headers": proxy_headers}

    async def _read(
        self, asked: str, url: URL, response: aiohttp.ClientResponse, sent: dict[str, str]
    ) -> Fetched | _Redirect:
        status = response.status
        if status in _REDIRECTS and (location := response.headers.get(hdrs.LOCATION, "").strip()):
            return _Redirect(redirect_url(url, location), status in _PERMANENT)
        unchanged = status == _NOT_MODIFIED and not _CONDITIONS.isdisjoint(sent)
        if not unchanged and not 200 <= status < 300:
            wait = response.headers.get(hdrs.RETRY_AFTER, "")
            raise status_error(where(url), status, wait, signed_in=hdrs.AUTHORIZATION in sent)
        decoder = self._decoder(response)
        broke: aiohttp.ClientPayloadError | None = None
        body = b""
        if not unchanged:
            body, broke = await _body(response, decoder)
        cut_short = broke is not None or not (unchanged or decoder.complete)
        # The rest of a body that came cut short must not be lost to a 304 next time.
        known = {} if cut_short else response.headers
        fetched = Fetched(
            asked,
            str(url),
            status,
            body,
            clean(response.headers.get(hdrs.CONTENT_TYPE, "")),
            _validator(known.get(hdrs.ETAG, "")),
            _validator(known.get(hdrs.LAST_MODIFIED, "")),
            unchanged,
            moved_to="",
            fresh_for=None if cut_short else fresh_for(response.headers),
            cut_short=cut_short,
        )
        if broke is not None:
            raise CutShortError(str(explain(broke, where(url))), fetched) from broke
        return fetched

    def _decoder(self, response: aiohttp.ClientResponse) -> Decoder:
        if (response.content_length or 0) > self.limits.size:
            raise TooLargeError
        return Decoder(",".join(response.headers.getall(hdrs.CONTENT_ENCODING, [])), self.limits.size)


async def _body(
    response: aiohttp.ClientResponse, decoder: Decoder
) -> tuple[bytes, aiohttp.ClientPayloadError | None]:
    """The decoded body, and what broke it off, if it did after something had come.

    Raises:
        aiohttp.ClientPayloadError: When it broke off before anything could be made of it.
    """
    pieces: list[bytes] = []
    broke = None
    try:
        async for data in response.content.iter_any():
            pieces.extend(decoder.feed(data))
    except aiohttp.ClientPayloadError as error:
        if not any(pieces):
            raise
        broke = error
    pieces.extend(decoder.finish())
    return b"".join(pieces), broke


def _validator(value: str) -> str:
    """An ``ETag`` or date as it was sent, if it can be sent back: printable ASCII of sane length."""
    value = value.strip()
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR else ""
