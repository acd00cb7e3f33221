"""Cookies of one fetch, and those that a feed keeps: taken, sent and dropped as RFC 6265 says."""

import re
import time
from collections.abc import Sequence
from email.message import Message
from http.cookiejar import Cookie as JarCookie
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit
from urllib.request import Request

from newsreader.model import NewsreaderError
from newsreader.sources.sign_in import Cookie

_PAIR = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+=[\x21\x23-\x2b\x2d-\x3a\x3c-\x7e ,\"]*")
_HTTP_ONLY = "#HttpOnly_"
_FIELDS = 7
_MOST = 100
"""Cookies kept of a feed; browsers keep about that many of a site."""


class Cookies:
    """A jar that cookies come from and go into while redirects are followed."""

    def __init__(self, kept: Sequence[Cookie] = ()) -> None:
        host_alone = DefaultCookiePolicy.DomainStrictNonDomain
        self._jar = CookieJar(DefaultCookiePolicy(rfc2965=False, strict_ns_domain=host_alone))
        for cookie in kept:
            self._jar.set_cookie(_to_jar(cookie))

    def take(self, lines: Sequence[str], url: str) -> None:
        """Take in the ``Set-Cookie`` lines of an answer from a URL; what is not for that host is passed over."""
        if not lines:
            return
        headers = Message()
        for line in lines:
            headers["Set-Cookie"] = line
        self._jar.extract_cookies(_Answer(headers), Request(url))  # type: ignore[arg-type] # all that it reads

    def header(self, url: str) -> str:
        """The ``Cookie`` header for a URL; empty when there is none to send."""
        if not any(self._jar):
            return ""
        request = Request(url)
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie", "")

    def kept(self) -> tuple[Cookie, ...]:
        """What is in the jar now, to be kept; in a stable order."""
        found = [_from_jar(cookie) for cookie in self._jar if not cookie.is_expired()]
        return tuple(sorted(found, key=lambda cookie: (cookie.domain, cookie.path, cookie.name))[:_MOST])


class _Answer:
    """As much of an answer as a cookie jar looks at."""

    def __init__(self, headers: Message) -> None:
        self._headers = headers

    def info(self) -> Message:
        return self._headers


def from_header(line: str, url: str) -> tuple[Cookie, ...]:
    """The cookies of a ``Cookie`` header, as a browser's tools show it, for the host of a feed alone.

    Raises:
        NewsreaderError: it is no such header.
    """
    host, secure = _host(url), urlsplit(url).scheme == "https"
    line = re.sub(r"^cookie:\s*", "", line.strip(), flags=re.IGNORECASE)
    pairs = [pair.strip() for pair in line.split(";") if pair.strip()]
    if not pairs or not all(map(_PAIR.fullmatch, pairs)):
        raise NewsreaderError("These are no cookies: give them as name=value; other=value")
    return tuple(
        Cookie(name, value, host, secure=secure) for name, _, value in (pair.partition("=") for pair in pairs)
    )


def from_file(content: str, url: str) -> tuple[Cookie, ...]:
    """The cookies of a ``cookies.txt`` (Netscape's format) that a feed's host is sent; others are left out.

    Raises:
        NewsreaderError: there is none for that host, or this is no such file.
    """
    host = _host(url)
    found = []
    for line in content.splitlines():
        fields = line.removeprefix(_HTTP_ONLY).split("\t")
        if len(fields) != _FIELDS or (line.startswith("#") and not line.startswith(_HTTP_ONLY)):
            continue
        domain, _, path, secure, expires, name, value = fields
        # The second field says whether hosts below count too; what a browser writes has the dot as well.
        below = fields[1].upper() == "TRUE"
        bare = domain.removeprefix(".").lower()
        if not (host == bare or (below and host.endswith(f".{bare}"))) or not _PAIR.fullmatch(
            f"{name}={value}"
        ):
            continue
        until = int(expires) if expires.isdecimal() and int(expires) else None
        if until is None or until > time.time():
            domain = f".{bare}" if below and "." in bare else bare
            found.append(Cookie(name, value, domain, path or "/", secure.upper() == "TRUE", until))
    if not found:
        raise NewsreaderError(f"There are no cookies for {host} in this file, which should be a cookies.txt")
    return tuple(found)


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def _to_jar(cookie: Cookie) -> JarCookie:
    below = cookie.domain.startswith(".")
    # The jar knows hosts without a dot under this name (RFC 2965), which is never sent.
    domain = cookie.domain if "." in cookie.domain else f"{cookie.domain}.local"
    return JarCookie(
        version=0,
        name=cookie.name,
        value=cookie.value,
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=below,
        domain_initial_dot=below,
        path=cookie.path,
        path_specified=True,
        secure=cookie.secure,
        expires=cookie.expires,
        discard=cookie.expires is None,
        comment=None,
        comment_url=None,
        rest={},
    )


def _from_jar(cookie: JarCookie) -> Cookie:
    domain = cookie.domain.removesuffix(".local") if "." not in cookie.domain[:-6] else cookie.domain
    return Cookie(
        cookie.name,
        cookie.value or "",
        domain,
        cookie.path,
        cookie.secure,
        int(cookie.expires) if cookie.expires else None,
    )
