"""What a feed is signed in with: name and password, token, cookies. Never printed, logged or journaled."""

from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from newsreader.sources.newsboat_urls import url_of

_WEB = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie as it is kept between refreshes (RFC 6265, 5.3)."""

    name: str
    value: str = field(repr=False)
    domain: str
    """The host it goes to, and the hosts below it if it begins with a dot."""
    path: str = "/"
    secure: bool = False
    """Whether it goes over https alone."""
    expires: int | None = None
    """Seconds since 1970; None for one that lasts until the server or the reader takes it away."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Everything secret about one feed."""

    origin: str = ""
    """Where name and password, or the token, may go, as ``https://host:port``: nowhere else, ever."""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    """A bearer token (RFC 6750). It is sent in place of name and password."""
    cookies: tuple[Cookie, ...] = field(default=(), repr=False)
    proxy: str = field(default="", repr=False)
    """URL of the feed's own proxy with the credentials for it; empty when it needs none."""
    problem: str = ""
    """Why the secret part cannot be had at the moment, in plain words."""

    @property
    def has_credentials(self) -> bool:
        """Whether a request can be authorized with it."""
        return bool(self.user or self.password or self.token)


NOBODY = SignIn()
"""For feeds that anyone may read."""


def origin_of(url: str) -> str:
    """Scheme, host and port of a web address; empty for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port or _WEB.get(parts.scheme)
    except ValueError:
        return ""
    host = parts.hostname
    if parts.scheme not in _WEB or not host:
        return ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def split_credentials(url: str) -> tuple[str, str, str]:
    """A URL without its credentials, and the name and password that it had; both empty when it had none."""
    try:
        parts = urlsplit(url)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        return url, "", ""
    if "@" not in parts.netloc or parts.scheme not in {*_WEB, "socks4", "socks4a", "socks5", "socks5h"}:
        return url, "", ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])), user, password


def with_credentials(url: str, user: str, password: str) -> str:
    """The URL with a name and password in it."""
    bare = split_credentials(url)[0]
    parts = urlsplit(bare)
    name = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    return urlunsplit(parts._replace(netloc=f"{name}@{parts.netloc}"))


def with_credentials_for_proxy(proxy: str, sign_in: SignIn) -> str:
    """A feed's own proxy with the credentials that are kept for it; for another one they stay where they are."""
    return sign_in.proxy if sign_in.proxy and split_credentials(sign_in.proxy)[0] == proxy else proxy


def signed_in(address: str) -> tuple[str, SignIn]:
    """A feed's address without credentials, and the sign-in that they make.

    The address may also be the line of a feed that a program filters, which ends in one.
    """
    url = url_of(address) or address
    bare, user, password = split_credentials(url)
    if not (user or password):
        return address, NOBODY
    line = address.removesuffix(url) + bare
    return line, replace(NOBODY, origin=origin_of(bare), user=user, password=password)
