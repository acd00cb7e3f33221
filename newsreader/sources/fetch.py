"""Fetching one URL: politely, with every size and time bounded, and every failure in plain words."""

import asyncio
import contextlib
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import hdrs
from yarl import URL

from newsreader import __version__
from newsreader.sources.fetch_decode import DecodeError, Decoder, TooLargeError
from newsreader.sources.fetch_errors import FetchError, explain, status_error
from newsreader.sources.fetch_files import file_path, limit_text, read_file
from newsreader.sources.fetch_freshness import fresh_for
from newsreader.sources.fetch_proxy import proxy_for
from newsreader.sources.fetch_resolve import Resolver
from newsreader.sources.fetch_threads import in_daemon_thread
from newsreader.sources.fetch_trail import Trail
from newsreader.sources.fetch_urls import basic_auth, redirect_url, shown, web_url, where, without_credentials
from newsreader.sources.limits import Limits
from newsreader.sources.private_addresses import AddressGuard
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
_KEEP_ALIVE = 3.0
"""Seconds: long enough for the next feed of a host, short enough that 500 hosts do not use up all sockets."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server or the disk gave for a URL."""

    url: str
    """As it was asked for."""
    final_url: str
    """Where the body came from after redirects, without credentials: the base of relative links."""
    status: int | None
    """HTTP status; None for files."""
    body: bytes
    """Decoded; empty when unchanged."""
    content_type: str
    """The ``Content-Type`` header, whole; empty for files."""
    etag: str
    """As sent, weak mark and suffixes included; empty when there is none fit to be sent back."""
    last_modified: str
    unchanged: bool
    """The server answered 304."""
    moved_to: str
    """Where it lives now when there were redirects and all of them were permanent, else empty."""
    fresh_for: int | None = None
    """Seconds for which the server says that asking again is of no use; None when it does not say."""
    cut_short: bool = False
    """The compressed body has no end: there may have been more."""


class CutShortError(FetchError):
    """The connection broke off in the middle of the body.

    Attributes:
        fetched: What came until then, with nothing in it by which to ask for changes only.
    """

    def __init__(self, message: str, fetched: Fetched) -> None:
        super().__init__(message, status=fetched.status)
        self.fetched = fetched


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: URL
    permanent: bool


class Fetcher:
    """Gets URLs over http and https, and files; an async context manager that owns its connections.

    Proxies come from the environment. Credentials in a URL are sent as basic authentication to that
    origin alone. Cookies live for one fetch only.
    """

    def __init__(self, limits: Limits | None = None, guard: AddressGuard | None = None) -> None:
        """Fetch within ``limits``, and only from where ``guard`` allows; without one, from anywhere."""
        self.limits = limits or Limits()
        self._guard = guard
        self._session: aiohttp.ClientSession | None = None
        self._to_proxy: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = self._new_session(Resolver(self._guard))
        return self

    def _new_session(self, resolver: Resolver) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, resolver=resolver, keepalive_timeout=_KEEP_ALIVE),
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

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sessions, self._session, self._to_proxy = (self._session, self._to_proxy), None, None
        for session in filter(None, sessions):
            await session.close()

    async def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """What is at an http, https or file URL.

        Args:
            url: Absolute; may hold a name and password.
            etag: ``ETag`` of the body that we have, as it was sent.
            last_modified: ``Last-Modified`` of the body that we have, as it was sent.

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
                return await self._follow(url, start, conditions)
        except TimeoutError as error:
            raise FetchError(
                f"{where(start)}: too slow: not done after {self.limits.total:g} seconds; try again later"
            ) from error

    async def _follow(self, asked: str, start: URL, conditions: dict[str, str]) -> Fetched:
        trail = Trail(start)
        for _ in range(self.limits.redirects + 1):
            try:
                answer = await self._request(asked, trail.url, conditions | trail.headers(), trail.cookies)
            except CutShortError as error:
                raise CutShortError(str(error), replace(error.fetched, moved_to=trail.moved_to)) from error
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=trail.moved_to)
            trail.follow(answer.target, permanent=answer.permanent)
        raise FetchError(f"{where(start)}: the server redirects more than {self.limits.redirects} times")

    async def _request(
        self, asked: str, url: URL, headers: dict[str, str], cookies: aiohttp.CookieJar
    ) -> Fetched | _Redirect:
        """One request and its answer, errors in words."""
        place = where(url)
        if self._guard is not None:
            self._guard.check_host(url.host or "", place)
        proxy = proxy_for(url)
        session = await self._session_for(url, proxy)
        proxy_headers: dict[str, str] = {}
        if proxy is not None and (authorization := basic_auth(proxy)):
            proxy_headers[hdrs.PROXY_AUTHORIZATION] = authorization
            proxy = without_credentials(proxy)
            if url.scheme == "http":
                headers[hdrs.PROXY_AUTHORIZATION] = authorization
        try:
            async with session.get(
                url,
                headers=headers,
                allow_redirects=False,
                proxy=proxy,
                proxy_headers=proxy_headers or None,
            ) as response:
                cookies.update_cookies(response.cookies, url)
                return await self._read(asked, url, response, conditional=not _CONDITIONS.isdisjoint(headers))
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

    async def _session_for(self, url: URL, proxy: URL | None) -> aiohttp.ClientSession:
        """The connections to use: the guard watches those to servers, a proxy may be at any address.

        A proxy looks names up itself, so all that can be done is to look at what they mean here.
        """
        if self._session is None:
            raise RuntimeError("the Fetcher is not open: use it in an async with statement")
        if proxy is None or self._guard is None:
            return self._session
        with contextlib.suppress(OSError):  # some networks leave every name to their proxy
            await Resolver(self._guard).resolve(url.host or "", url.port or 0)
        if self._to_proxy is None:
            self._to_proxy = self._new_session(Resolver())
        return self._to_proxy

    async def _read(
        self, asked: str, url: URL, response: aiohttp.ClientResponse, *, conditional: bool
    ) -> Fetched | _Redirect:
        status = response.status
        if status in _REDIRECTS and (location := response.headers.get(hdrs.LOCATION, "").strip()):
            return _Redirect(redirect_url(url, location), status in _PERMANENT)
        unchanged = status == _NOT_MODIFIED and conditional
        if not unchanged and not 200 <= status < 300:
            raise status_error(where(url), status, response.headers.get(hdrs.RETRY_AFTER, ""))
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
