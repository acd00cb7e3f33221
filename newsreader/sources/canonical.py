"""The address that stands for a story however it was linked to: without tracking, AMP and dress.

It is for comparing, never for fetching. Scheme, ``www.``, user names, default ports, trailing slashes and
fragments fall away (but not ``#!``, which names a page of its own), and so does what only tells where a reader
came from.
"""

import re
from urllib.parse import quote, unquote

_TRACKING_PREFIXES = (
    "utm_", "mtm_", "matomo_", "piwik_", "pk_", "hsa_", "mc_", "oly_", "vero_", "at_", "ns_", "_hs",
    "guce_", "wt_", "wt.", "soc_", "sc_", "trk_", "itm_", "int_", "__twitter", "fb_",
)  # fmt: skip
_TRACKING = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "msclkid", "twclid", "yclid",
    "ttclid", "rdt_cid", "li_fat_id", "epik", "igsh", "igshid", "mkt_tok", "srsltid", "cmpid", "cmp",
    "ref", "ref_src", "ref_url", "referrer", "smid", "smtyp", "partner", "emc", "ito", "ocid", "ncid", "icid",
    "s_cid", "guccounter", "xtor", "ftag", "taid", "wprov", "ftcamp", "mbid", "sref", "spm", "trk",
    "_ga", "_gl", "rss", "sr_share",
})  # fmt: skip
_CHANNELS = re.compile(
    r"rss|feed|atom|twitter|facebook|linkedin|reddit|newsletter|e?mail|social", re.IGNORECASE
)
_CAME_FROM = frozenset({"source", "src", "from", "medium", "campaign", "channel", "via"})
"""Parameters that are tracking when their value names a channel."""
_AMP_FLAGS = frozenset({"amp", "amp=1", "amp=true", "outputtype=amp", "output=amp", "view=amp", "_amp=true"})
_AMP_CACHE = re.compile(r"/(?:[acviu]|wp|ad)/(?:s/)?(?=[^/]+\.)")
_AMP_VIEWER = re.compile(r"/amp/(?:s/)?(?=[^/]+\.)")
_PARTS = re.compile(r"https?://([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_WRAPPERS = re.compile(r"ampproject\.org|bing|google\.")
_SEARCHERS = re.compile(r"(?:google\.[a-z]{2,3}(?:\.[a-z]{2})?|bing\.com)")
_AMP_ENDING = re.compile(r"(?:/amp|\.amp(?:\.html?)?)$", re.IGNORECASE)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE = "%/:@!$&'()*+,;=~?"
_MOST_UNWRAPPED = 3


def canonical(url: str) -> str:
    """The canonical form of a story's address, ``example.com/path?query``; empty when it names no page.

    The front page of a site names no story, so it is empty too. Two addresses of one story have one form, as far
    as their text tells: nothing is fetched.
    """
    return _canonical(url, _MOST_UNWRAPPED)


def _canonical(url: str, unwraps: int) -> str:
    parts = _PARTS.fullmatch(url.strip())
    if parts is None:
        return ""
    netloc, path, query, fragment = parts.groups("")
    host = _host(netloc)
    if unwraps and _WRAPPERS.search(host) and (inner := _wrapped(host, path, query)):
        return _canonical(inner, unwraps - 1)
    if host.startswith("amp.") and host.count(".") > 1:
        host = host[4:]
    path = _path(path)
    query = _query(query) if query else ""
    fragment = "#" + fragment if fragment.startswith("!") else ""
    if not (path or query or fragment):
        return ""
    return f"{host}{path}{query}{fragment}"


def _host(netloc: str) -> str:
    host = netloc.rpartition("@")[2].lower().removesuffix(":80").removesuffix(":443")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = quote(host)
    return host.removesuffix(".").removeprefix("www.")


def _wrapped(host: str, path: str, query: str) -> str:
    """The address that an AMP cache or viewer shows, or that a search engine leads to; else empty."""
    if host.endswith(("cdn.ampproject.org", ".bing-amp.com")):
        found = _AMP_CACHE.match(path)
    elif _SEARCHERS.fullmatch(host):
        if path == "/url":
            values = dict(part.partition("=")[::2] for part in query.split("&"))
            return unquote(values.get("url") or values.get("q") or "")
        found = _AMP_VIEWER.match(path)
    else:
        return ""
    if found is None:
        return ""
    return f"https://{path[found.end() :]}" + (f"?{query}" if query else "")


def _path(path: str) -> str:
    if not path.isascii():
        path = quote(path, safe=_SAFE)
    if "%" in path:
        path = _ESCAPE.sub(_escape, path)
    path = path.rstrip("/")
    if "amp" in path or "AMP" in path:
        path = (_AMP_ENDING.sub("", path) or path).rstrip("/")
        if path.startswith("/amp/"):
            path = path[4:]
    return path


def _query(query: str) -> str:
    if not query.isascii():
        query = quote(query, safe=_SAFE)
    if "%" in query:
        query = _ESCAPE.sub(_escape, query)
    kept = sorted(part for part in query.split("&") if part and not _is_tracking(part))
    return "?" + "&".join(kept) if kept else ""


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES) or part.lower() in _AMP_FLAGS:
        return True
    return name in _CAME_FROM and _CHANNELS.match(value) is not None


def _escape(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code in _UNRESERVED else f"%{code:02X}"
