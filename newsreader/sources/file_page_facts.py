"""What a web page says of itself: Open Graph, JSON-LD, microdata, Dublin Core, and what stands on it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsreader.sources.dates import parse_date
from newsreader.text import clean

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_DATES = ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
          "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date",
          "date", "article.published")  # fmt: skip
_CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
)
_SUMMARIES = ("og:description", "description", "twitter:description", "dc.description")
_STORY_TYPES = re.compile(
    r"(?:\w*Article|\w*NewsArticle|BlogPosting|Report|Review|WebPage|LiveBlogPosting|SocialMediaPosting)"
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|author-?name|dateline-author)(?:$|[\s_-])", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+(?:[|–—·»:\\/-]|::)\s+")
_LONGEST_NAME = 100
_LONGEST_SHOWN = 70
_SHOWN_WORDS = 9
_LOOKED_THROUGH = 20_000
_LONGEST_JSON = 500_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's facts; empty when it does not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    link: str = ""
    image: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()


def page_facts(root: etree._Element, url: str) -> PageFacts:
    """Read the facts of a page fetched from ``url``, or of a file when that is empty."""
    metas = _metas(root)
    linked = _linked_data(root)
    link = url or _web(_canonical(root) or metas.get("og:url", ""), "")
    heading = next((text for part in root.iter("h1") if (text := _text(part))), "")
    return PageFacts(
        title=_title(root, metas, linked, heading),
        authors=_authors(root, metas, linked),
        published=_first_date(
            [*(metas.get(name, "") for name in _DATES), _plain(linked.get("datePublished")), *_times(root)]
        ),
        updated=_first_date(
            [*(metas.get(name, "") for name in _CHANGED), _plain(linked.get("dateModified"))]
        ),
        summary=next(filter(None, (metas.get(name, "") for name in _SUMMARIES)), "")
        or _plain(linked.get("description")),
        link=link,
        image=_web(metas.get("og:image", "") or metas.get("twitter:image", ""), link),
        language=clean(root.get("lang", "") or metas.get("og:locale", "").replace("_", "-"))[:20],
        categories=tuple(
            filter(None, [metas.get("article:section", "") or _plain(linked.get("articleSection"))])
        ),
    )


def _metas(root: etree._Element) -> dict[str, str]:
    """The page's metadata by lower-case name; the first that says something counts."""
    metas: dict[str, str] = {}
    for part in islice(root.iter("meta"), _LOOKED_THROUGH):
        value = clean(part.get("content") or "")
        names = f"{part.get('property') or ''} {part.get('name') or ''} {part.get('itemprop') or ''}"
        for name in names.lower().split():
            if value:
                metas.setdefault(name, value)
    return metas


def _title(root: etree._Element, metas: dict[str, str], linked: dict[str, Any], heading: str) -> str:
    """The page's headline, without the site's name when another source shows where it begins."""
    named = next(filter(None, (metas.get(name, "") for name in _TITLES)), "")
    title = named or _plain(linked.get("headline"))
    if not title:
        element = next(root.iter("title"), None)
        title = _text(element) if element is not None else ""
        if heading and heading.lower() in title.lower():
            return heading
        ends = list(_SEPARATOR.finditer(title))
        if ends and len(title[: ends[-1].start()].split()) >= 4 and len(title[ends[-1].end() :].split()) <= 4:
            return title[: ends[-1].start()]
    site = metas.get("og:site_name", "")
    for found in reversed(list(_SEPARATOR.finditer(title))):
        if site and title[found.end() :].lower() == site.lower():
            return title[: found.start()]
    return title or heading


def _authors(root: etree._Element, metas: dict[str, str], linked: dict[str, Any]) -> tuple[str, ...]:
    for name in _AUTHORS:
        value = metas.get(name, "")
        if value and not value.startswith(("http://", "https://", "@")) and len(value) <= _LONGEST_NAME:
            return (_name(value),)
    written = linked.get("author")
    written = written if isinstance(written, list) else [written]
    names = [
        _plain(author.get("name")) if isinstance(author, dict) else _plain(author) for author in written[:20]
    ]
    if found := tuple(dict.fromkeys(_name(name) for name in names if name and len(name) <= _LONGEST_NAME)):
        return found
    return _shown_author(root)


def _shown_author(root: etree._Element) -> tuple[str, ...]:
    """The name that stands on the page as its author's: marked as such, else by its class."""
    parts = list(islice(root.iter("a", "address", "span", "div", "p", "li", "b", "strong"), _LOOKED_THROUGH))
    marked = [
        part
        for part in parts
        if "author" in (part.get("rel") or "").split() or "author" in (part.get("itemprop") or "").split()
    ]
    classed = [part for part in parts if _BYLINE_CLASS.search(part.get("class") or "")]
    for part in (*marked, *classed):
        text = _text(part)
        if 2 < len(text) <= _LONGEST_SHOWN and len(text.split()) <= _SHOWN_WORDS:
            return (_name(text),)
    return ()


def _name(value: str) -> str:
    return (
        re.sub(r"^(?:(?:posted|written|published)\s+)?by:?\s+", "", value, flags=re.IGNORECASE).strip(" ,|")
        or value
    )


def _linked_data(root: etree._Element) -> dict[str, Any]:
    """The JSON-LD object that describes the story."""
    for script in islice(root.iter("script"), _LOOKED_THROUGH):
        if (script.get("type") or "").lower() != "application/ld+json" or len(
            script.text or ""
        ) > _LONGEST_JSON:
            continue
        try:
            data = json.loads((script.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _STORY_TYPES.fullmatch(kind) for kind in kinds):
                return thing
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of JSON-LD, its lists and its graph."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))
            yield thing


def _times(root: etree._Element) -> Iterator[str]:
    for part in islice(root.iter("time"), 20):
        yield clean(part.get("datetime") or "") or _text(part)


def _first_date(values: list[str]) -> datetime | None:
    return next((moment for value in values if value and (moment := parse_date(value))), None)


def _canonical(root: etree._Element) -> str:
    for part in islice(root.iter("link"), _LOOKED_THROUGH):
        if "canonical" in (part.get("rel") or "").lower().split():
            return part.get("href") or ""
    return ""


def _web(address: str, base: str) -> str:
    try:
        joined = urljoin(base, clean(address))
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in {"http", "https"} and parts.netloc and " " not in joined else ""


def _plain(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _text(part: etree._Element) -> str:
    """The text in an element; only as much as a headline or a name has."""
    return clean(" ".join(map(str, islice(part.itertext(with_tail=False), 50))))[:1000]
