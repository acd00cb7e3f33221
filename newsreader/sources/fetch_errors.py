"""What went wrong with a fetch, in plain words."""

import errno
import socket
import ssl
from datetime import UTC, datetime
from http import HTTPStatus

import aiohttp

from newsreader.model import NewsreaderError
from newsreader.sources.http_dates import http_date
from newsreader.text import clean

_LONGEST_WAIT = 31 * 24 * 3600

_ADVICE = {
    401: "it wants a name and password, or a token: newsreader feed (or add) URL --user NAME",
    402: "it wants to be paid",
    403: "it does not let this program in",
    404: "not found: check the address",
    406: "it has no form of this that we can read",
    407: "the proxy wants a name and password",
    408: "it gave up waiting for us; try again later",
    410: "gone for good: you may want to remove this feed",
    421: "it is not the server for this name",
    429: "we asked too often",
    451: "withheld for legal reasons",
    500: "it has a fault; try again later",
    501: "it has a fault; try again later",
    502: "it has a fault; try again later",
    503: "it is overloaded or closed for now",
    504: "it is overloaded; try again later",
}
_REFUSED = (
    "it does not take this name and password, or this token: give others with newsreader feed URL --user NAME"
)
_UNREACHABLE = {
    errno.ETIMEDOUT,
    errno.ENETUNREACH,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.EHOSTDOWN,
    errno.EADDRNOTAVAIL,
}

_KINDS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    # The order matters: the first that fits is said.
    (
        (aiohttp.ClientSSLError, ssl.SSLError),
        "no secure connection could be made; the server may not speak https",
    ),
    (
        (aiohttp.ClientProxyConnectionError,),
        "the proxy cannot be reached; check the proxy settings",
    ),
    (
        (aiohttp.ConnectionTimeoutError,),
        "the server cannot be reached (no connection in time); try again later",
    ),
    ((aiohttp.SocketTimeoutError,), "the server went silent; try again later"),
    ((TimeoutError,), "the server is too slow; try again later"),
    ((aiohttp.ServerDisconnectedError,), "the server closed the connection without an answer"),
    ((aiohttp.ClientPayloadError,), "the answer broke off before its end; try again"),
    ((aiohttp.ClientResponseError,), "the server's answer is not valid HTTP"),
    ((aiohttp.InvalidURL,), "this is not a valid address"),
)


class FetchError(NewsreaderError):
    """A URL could not be fetched.

    Attributes:
        status: The HTTP status that the server answered, if it answered.
        retry_after: Seconds that the server asks us to stay away, if it said.
    """

    def __init__(self, message: str, *, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def status_error(where: str, status: int, retry_after: str = "", *, signed_in: bool = False) -> FetchError:
    """The error for an answer that is neither success, redirect nor "not modified".

    Args:
        where: The server, as shown to the reader.
        status: The HTTP status code.
        retry_after: The raw ``Retry-After`` header.
        signed_in: Whether name and password, or a token, had been sent.
    """
    words = _REFUSED if signed_in and status == HTTPStatus.UNAUTHORIZED else _meaning(status)
    wait = parse_retry_after(retry_after)
    if wait:
        words += f"; it asks us to come back in {_span(wait)}"
    elif status == HTTPStatus.TOO_MANY_REQUESTS:
        words += "; try again later"
    return FetchError(f"{where}: the server answered {status} ({words})", status=status, retry_after=wait)


def parse_retry_after(value: str, now: datetime | None = None) -> int | None:
    """Seconds to wait by a ``Retry-After`` header (RFC 9110, 10.2.3), at most 31 days; None if unclear."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return int(value) if len(value) < 8 and int(value) < _LONGEST_WAIT else _LONGEST_WAIT
    until = http_date(value)
    if until is None:
        return None
    seconds = (until - (now or datetime.now(UTC))).total_seconds()
    return max(0, min(round(seconds), _LONGEST_WAIT))


def explain(error: BaseException, where: str) -> FetchError:
    """The :class:`FetchError` for whatever aiohttp, ssl or the system raised."""
    if isinstance(error, FetchError):
        return error
    return FetchError(f"{where}: {_words(error)}")


def _words(error: BaseException) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return f"the server's certificate is not valid ({_certificate_reason(error)})"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _name_words(error.os_error)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"the proxy answered {error.status} ({_meaning(error.status)})"
    for kinds, words in _KINDS:
        if isinstance(error, kinds):
            return words
    if isinstance(error, OSError):
        return _system_words(error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error)
    return f"the fetch failed ({clean(type(error).__name__)})"


def _name_words(error: OSError) -> str:
    if error.errno == socket.EAI_AGAIN:
        return "the name of the server cannot be looked up; is there a network?"
    return "there is no server of this name; check the address"


def _system_words(error: OSError) -> str:
    if isinstance(error, ConnectionRefusedError) or error.errno == errno.ECONNREFUSED:
        return "the server refused the connection"
    if isinstance(error, ConnectionError):
        return "the server broke the connection"
    if error.errno in _UNREACHABLE:
        return "the server cannot be reached; is there a network?"
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return "too many files and connections are open on this machine; try again"
    return "no connection could be made"


def _certificate_reason(error: aiohttp.ClientConnectorCertificateError) -> str:
    cause = error.certificate_error
    reason = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or "it cannot be verified"
    return clean(str(reason)).rstrip(".")


def _meaning(status: int) -> str:
    if words := _ADVICE.get(status):
        return words
    try:
        return HTTPStatus(status).phrase.lower()
    except ValueError:
        return "it has a fault; try again later" if status >= 500 else "not a code that HTTP knows"


def _span(seconds: int) -> str:
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size:
            return f"{round(seconds / size)} {name}s"
    return f"{seconds} seconds" if seconds != 1 else "1 second"
