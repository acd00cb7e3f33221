"""Where a page's feeds may be: what it declares, what it links to, and the usual places."""

import codecs
import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

_MOST_BYTES = 4 * 1024 * 1024
"""Of a page: its head and the links of its furniture are well inside."""
_MOST_LINKS = 10
_LONGEST_URL = 4096

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x-rss+xml",
        "application/x-atom+xml",
        "text/rss+xml",
        "text/rss",
        "text/atom+xml",
    }
)
_LIKELY_TYPES = frozenset({"application/json", "application/xml", "text/xml"})
"""Feeds are declared so too, but so are APIs and site maps: they come after the sure ones."""

_LOOKS_LIKE_FEED = re.compile(
    r"(^|[/._-])(feeds?|rss2?|atom)(\.(xml|rdf|json|rss|atom|php|aspx?))?/?$"
    r"|\.(rss|rdf|atom)$|/(feeds?|rss|atom)/|(^|/)index\.(xml|rdf)$",
    re.IGNORECASE,
)
_ASKS_FOR_FEED = re.compile(r"(^|&)(feed|format|type|alt)=(rss2?|atom|json|feed|rdf)(&|$)", re.IGNORECASE)
_SAYS_FEED = re.compile(r"\b(rss|atom|json) ?(feed)?\b|\bfeed\b", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"^feed:(?://)?(https?:(?=//))?", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_COMMENTS = re.compile(r"comment", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|title|meta|link)\b", re.IGNORECASE)

_PLACES = (
    "feed",
    "rss",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "feed.xml",
    "feed.json",
    "feeds/posts/default",
    "feed.atom",
    "atom",
    "index.rdf",
    "feed.rss",
)


def is_page(body: bytes, content_type: str) -> bool:
    """Whether a document is HTML by what its server says or by how it starts."""
    return "html" in content_type.lower() or _HTML.search(body[:4096]) is not None


@dataclass(frozen=True, slots=True)
class PageLinks:
    """URLs of what a page says about feeds, absolute, best first, each once."""

    declared: tuple[str, ...] = ()
    """Of ``<link rel=alternate>``: sure types first, then likely ones; feeds of comments last."""
    linked: tuple[str, ...] = ()
    """Of ``<a>`` that look like feeds: by address before by words, the page's own host first."""


def page_links(body: bytes, base: str, content_type: str = "") -> PageLinks:
    """What a page says about feeds; of each sort at most ten.

    Args:
        body: The page.
        base: Its own URL.
        content_type: The header that came with it.
    """
    tree = _tree(body, content_type)
    if tree is None:
        return PageLinks()
    base = _base(tree, base)
    declared = _declared(tree, base)
    return PageLinks(declared, tuple(url for url in _linked(tree, base) if url not in declared))


def _declared(tree: html.HtmlElement, base: str) -> tuple[str, ...]:
    found: list[tuple[bool, bool, str]] = []
    for link in tree.iter("link"):
        relations = link.get("rel", "").lower().split()
        kind = link.get("type", "").split(";")[0].strip().lower()
        sure = kind in _FEED_TYPES or "feed" in relations
        if not ("alternate" in relations or "feed" in relations) or not (sure or kind in _LIKELY_TYPES):
            continue
        if url := _absolute(link.get("href", ""), base):
            comments = _COMMENTS.search(f"{url} {link.get('title', '')}") is not None
            found.append((comments, not sure, url))
    # Sorting is stable: within a class the page's own order stands.
    return _best(url for _, _, url in sorted(found, key=lambda item: item[:2]))


def _linked(tree: html.HtmlElement, base: str) -> tuple[str, ...]:
    host = urlsplit(base).hostname
    found: list[tuple[bool, bool, bool, str]] = []
    for link in tree.iter("a"):
        url = _absolute(link.get("href", ""), base)
        if not url:
            continue
        parts = urlsplit(url)
        by_address = bool(_LOOKS_LIKE_FEED.search(parts.path) or _ASKS_FOR_FEED.search(parts.query))
        if by_address or _SAYS_FEED.search(_words(link)):
            comments = _COMMENTS.search(url) is not None
            found.append((comments, not by_address, parts.hostname != host, url))
    return _best(url for *_, url in sorted(found, key=lambda item: item[:3]))


def usual_places(page: str) -> list[str]:
    """Where feeds commonly are: the usual names below the page, then at the root of its site."""
    parts = urlsplit(page)
    if parts.scheme not in {"http", "https"}:
        return []
    root = f"{parts.scheme}://{parts.netloc}/"
    folder, _, name = parts.path.rpartition("/")
    here = f"{folder}/" if "." in name else f"{parts.path.rstrip('/')}/"
    bases = [f"{root.rstrip('/')}{here}"] if here != "/" else []
    return list(dict.fromkeys(base + place for base in (*bases, root) for place in _PLACES))


def _tree(body: bytes, content_type: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding=_encoding(body, content_type), no_network=True, recover=True)
    try:
        return html.document_fromstring(body[:_MOST_BYTES], parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _encoding(body: bytes, content_type: str) -> str | None:
    """What to tell libxml2: the header's charset, or UTF-8 where that fits; else it looks for itself."""
    if named := _CHARSET.search(content_type):
        with contextlib.suppress(LookupError):
            return codecs.lookup(named[1]).name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body[:_MOST_BYTES])
    except UnicodeDecodeError:
        return None
    return None if b"\0" in body[:4] else "utf-8"


def _base(tree: html.HtmlElement, url: str) -> str:
    for element in tree.iter("base"):
        if href := element.get("href", "").strip():
            return _absolute(href, url) or url
    return url


def _absolute(href: str, base: str) -> str:
    """The link made absolute; empty when it is none of ours to fetch: only a file may point to files."""
    href = _CONTROLS.sub("", href.strip())
    if not href or href.startswith("#") or len(href) > _LONGEST_URL:
        return ""
    try:
        url = urljoin(base, _FEED_SCHEME.sub(lambda found: found[1] or "http://", href)).split("#")[0]
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return url if scheme in {"http", "https"} or (scheme == "file" and base.startswith("file:")) else ""


def _words(link: html.HtmlElement) -> str:
    # Links that were never closed may hold the whole rest of the page, each of them.
    text = "".join(islice(link.itertext(), 10))[:200]
    return f"{text} {link.get('title', '')} {link.get('aria-label', '')}"


def _best(urls: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(urls))[:_MOST_LINKS]
