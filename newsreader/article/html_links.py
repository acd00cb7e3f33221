"""Addresses in markup, made absolute and safe to follow."""

import re
from urllib.parse import urljoin, urlsplit

_IGNORED = re.compile(r"[\t\n\r\f\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LONGEST = 8192
_ESCAPED = str.maketrans({" ": "%20", '"': "%22", "<": "%3C", ">": "%3E", "`": "%60", "\\": "/"})
_SCHEMES = frozenset({"http", "https", "mailto"})


def absolute(address: str | None, base: str) -> str:
    """The absolute http, https or mailto URL of an address; empty when it is not one of these.

    Args:
        address: What the attribute says.
        base: The URL that it is relative to; may be empty.
    """
    if not address:
        return ""
    address = _IGNORED.sub("", address).strip()
    if not address or address.startswith("#") or len(address) > _LONGEST:
        return ""
    try:
        joined = urljoin(base, address) if base else address
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if not base and joined.startswith("//"):
        return absolute("https:" + joined, "")
    scheme = parts.scheme.lower()
    leads_somewhere = parts.path if scheme == "mailto" else parts.netloc.strip("@:")
    return joined.translate(_ESCAPED) if scheme in _SCHEMES and leads_somewhere else ""


def web(address: str, base: str) -> str:
    """The same without mailto: what can be fetched or opened as a page."""
    url = absolute(address, base)
    return "" if url.startswith("mailto:") else url


def host(url: str) -> str:
    """The host of a URL without ``www.``, to name what it points to."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
