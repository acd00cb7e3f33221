"""URLs made ready to fetch, compared and shown."""

import re
from base64 import b64encode

from yarl import URL

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.sign_in import SignIn
from newsreader.text import clean, shorten

_WEB = frozenset({"http", "https"})
_AS_WRITTEN = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
_HOST = re.compile(r"[0-9A-Za-z_-]([0-9A-Za-z_.-]*[0-9A-Za-z_.-])?|[0-9A-Fa-f:.]+(%[0-9A-Za-z._~-]+)?")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_NOT_FROM_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_LONGEST_LABEL = 63


def web_url(address: str) -> URL:
    """An http or https URL, sent as it was written wherever RFC 3986 allows that.

    Raises:
        FetchError: When it is malformed or has another scheme.
    """
    address = _CONTROLS.sub("", address.strip())
    try:
        url = URL(address, encoded=_AS_WRITTEN.fullmatch(address) is not None)
        host = url.raw_host or ""
        port = url.port
    except ValueError as error:
        raise _malformed(address) from error
    if url.scheme not in _WEB:
        raise FetchError(
            f"{shown(address)}: only http, https and file addresses can be fetched"
            if url.scheme
            else f"{shown(address)}: this is not a full address; it should start with https://"
        )
    if not port or not _is_host(host):
        raise _malformed(address)
    return url if host == host.lower() else url.with_host(host.lower())


def redirect_url(base: URL, location: str) -> URL:
    """Where a ``Location`` header points to, seen from ``base``.

    Raises:
        FetchError: When it is malformed, or leaves http and https.
    """
    location = _CONTROLS.sub("", location.strip())
    if not location.isascii():
        # Header bytes that are no UTF-8 arrive as lone surrogates; they stand for themselves.
        raw = _NOT_FROM_BYTES.sub("", location).encode("utf-8", "surrogateescape")
        location = "".join(chr(byte) if byte < 128 else f"%{byte:02X}" for byte in raw)
    try:
        target = base.join(URL(location, encoded=_AS_WRITTEN.fullmatch(location) is not None))
        address = str(target)
    except ValueError as error:
        raise FetchError(
            f"{where(base)}: the server redirects to something that is not an address"
        ) from error
    if target.scheme not in _WEB:
        scheme = shorten(clean(target.scheme), 20) or "nowhere"
        raise FetchError(f"{where(base)}: the server redirects to {scheme}:, which is not followed")
    return web_url(address)


def where(url: URL) -> str:
    """The server of a URL as errors name it: never with credentials, path or query."""
    host = clean(url.host or "")
    host = f"[{host}]" if ":" in host else host
    return host if url.is_default_port() or not url.port else f"{host}:{url.port}"


def shown(address: str) -> str:
    """An address fit for an error: short, clean, and without credentials, query or fragment."""
    return shorten(re.split(r"[?#]", whole(address), maxsplit=1)[0], 80) or "the empty address"


def whole(address: str) -> str:
    """An address as it was given, clean, but without credentials."""
    address = re.sub(
        r"^([a-z][a-z0-9+.-]*:(?=/))?(/*)[^/?#]*@", r"\1\2", address.strip(), flags=re.IGNORECASE
    )
    return clean(address)


def without_credentials(url: URL) -> URL:
    """The URL less its name and password, and less its fragment, which is never sent."""
    url = url.with_fragment(None) if url.raw_fragment else url
    return url if url.raw_user is None and url.raw_password is None else url.with_user(None)


def with_credentials_of(url: URL, owner: URL) -> URL:
    """``url`` with the name and password of ``owner``, if it has none itself and they may be sent there."""
    if url.raw_user is not None or owner.raw_user is None or not may_share_credentials(owner, url):
        return url
    return url.with_user(owner.user).with_password(owner.password)


def carry_credentials(url: str, owner: str) -> str:
    """The same for URLs as text; ``url`` as it is when either is not a web address."""
    try:
        return str(with_credentials_of(web_url(url), web_url(owner)))
    except FetchError:
        return url


def may_share_credentials(owner: URL, other: URL) -> bool:
    """Whether what may be sent to ``owner`` may go to ``other``: the same origin, or its move to https."""
    if owner.host != other.host:
        return False
    if owner.scheme == other.scheme:
        return owner.port == other.port
    return other.scheme == "https" and owner.is_default_port() and other.is_default_port()


def basic_auth(url: URL) -> str:
    """The ``Authorization`` header for the URL's name and password (RFC 7617); empty when it has none."""
    if url.raw_user is None and url.raw_password is None:
        return ""
    return _basic(url.user or "", url.password or "")


def authorization(sign_in: SignIn) -> str:
    """The ``Authorization`` header for a sign-in; empty when it has nothing to show."""
    if sign_in.token:
        return f"Bearer {sign_in.token}"
    return _basic(sign_in.user, sign_in.password) if sign_in.has_credentials else ""


def _basic(user: str, password: str) -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode("ascii")


def _is_host(host: str) -> bool:
    if _HOST.fullmatch(host) is None or len(host) > 253:
        return False
    return ":" in host or all(0 < len(label) <= _LONGEST_LABEL for label in host.removesuffix(".").split("."))


def _malformed(address: str) -> FetchError:
    return FetchError(f"{shown(address)}: this is not a valid address")
