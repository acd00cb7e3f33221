"""What a web page says of itself: Open Graph, JSON-LD, microdata, Dublin Core, and what stands on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsreader.sources.dates import parse_date
from newsreader.sources.file_linked_data import article_text, linked_story, names, plain
from newsreader.sources.file_page_authors import page_authors
from newsreader.sources.markup import line_of
from newsreader.text import clean

_DUBLIN_CORE = re.compile(r"^(dc|dcterms?)[:.]")
_TITLES = (
    "dc.title",
    "dcterms.title",
    "dcterm.title",
    "og:title",
    "twitter:title",
    "parsely-title",
    "headline",
)
_DATES = ("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
          "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date",
          "date", "article.published", "article:published", "article_date_original", "originalpublicationdate",
          "publication_date", "bt:pubdate", "cxenseparse:recs:publishtime", "rnews:datepublished", "ptime",
          "pdate")  # fmt: skip
_CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_SUMMARIES = ("og:description", "description", "twitter:description", "dc.description")
_SEPARATOR = re.compile(r"\s+(?:[|–—·»:\\/-]|::)\s+")
_WORDS_OF_SLOGAN = 3
_LONGEST_NAME = 100
_DATED = ("time", "span", "div", "p", "li", "abbr", "a", "em")
_CLASS_OF_DATE = re.compile(
    r"(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?[_-]?(?:date|time|on)|(?:entry|post|article|story)[_-]?(?:date|time)"
    r"|date[_-]?(?:time|line)?[_-]?pub(?:lished)?|posted[_-]?on)(?:$|[\s_-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_DATE = re.compile(r"^(?:(?:first )?(?:posted|published)(?: on| at)?:?|on)\s+", re.IGNORECASE)
_LEAST_OF_TITLE = 0.3
"""The share of the page's title that its first heading needs, so that the site's name is not taken for a headline."""
_LOOKED_THROUGH = 20_000


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
    site: str = ""
    """The name of the site or paper."""
    article: str = ""
    """The story's plain text, when the page says it besides showing it; line ends kept."""


def page_facts(root: etree._Element, url: str) -> PageFacts:
    """Read the facts of a page fetched from ``url``, or of a file when that is empty."""
    metas = _metas(root)
    linked = linked_story(root)
    link = url or _web(_canonical(root) or metas.get("og:url", ""), "")
    heading = next((text for part in root.iter("h1") if (text := line_of(part))), "")
    return PageFacts(
        title=_title(root, metas, linked, heading),
        authors=page_authors(root, metas, linked),
        published=_first_date(
            [plain(linked.get("datePublished")), *(metas.get(name, "") for name in _DATES), *_times(root)]
        ),
        updated=_first_date([*(metas.get(name, "") for name in _CHANGED), plain(linked.get("dateModified"))]),
        summary=next(filter(None, (metas.get(name, "") for name in _SUMMARIES)), "")
        or plain(linked.get("description")),
        link=link,
        image=_web(metas.get("og:image", "") or metas.get("twitter:image", ""), link),
        language=clean(root.get("lang", "") or metas.get("og:locale", "").replace("_", "-"))[:20],
        categories=tuple(
            filter(None, [metas.get("article:section", "") or plain(linked.get("articleSection"))])
        ),
        site=_site(metas, linked),
        article=article_text(linked),
    )


def _metas(root: etree._Element) -> dict[str, str]:
    """The page's metadata by lower-case name: a property before a name, then the first that says something."""
    properties: dict[str, str] = {}
    metas: dict[str, str] = {}
    for part in islice(root.iter("meta"), _LOOKED_THROUGH):
        value = clean(part.get("content") or "")
        names = f"{part.get('name') or ''} {part.get('itemprop') or ''}"
        for found, keys in ((properties, part.get("property") or ""), (metas, names)):
            for name in keys.lower().split() if value else ():
                found.setdefault(_DUBLIN_CORE.sub(r"\1.", name), value)
    return metas | properties


def _site(metas: dict[str, str], linked: dict[str, Any]) -> str:
    """The name of the site, without its slogan."""
    publishers = names(linked.get("publisher"))
    named = [
        metas.get("og:site_name", ""),
        *publishers,
        *(metas.get(name, "") for name in ("application-name", "dc.publisher")),
    ]
    site = next(filter(None, named), "")
    if slogan := _SEPARATOR.search(site):
        name = site[: slogan.start()]
        if name in publishers or len(site[slogan.end() :].split()) >= _WORDS_OF_SLOGAN:
            return name[:_LONGEST_NAME]
    return site[:_LONGEST_NAME]


def _title(root: etree._Element, metas: dict[str, str], linked: dict[str, Any], heading: str) -> str:
    """The page's headline, without the site's name when another source shows where it begins."""
    headline = _headline(root, linked)
    whole = "" if headline.endswith(("...", "…")) else headline
    title = whole or next(filter(None, (metas.get(name, "") for name in _TITLES)), "") or headline
    if not title:
        element = next(root.iter("title"), None)
        title = line_of(element) if element is not None else ""
        if len(heading) >= _LEAST_OF_TITLE * len(title) and heading.lower() in title.lower():
            return heading or title
        ends = list(_SEPARATOR.finditer(title))
        if ends and len(title[: ends[-1].start()].split()) >= 4 and len(title[ends[-1].end() :].split()) <= 4:
            return title[: ends[-1].start()]
    site = _site(metas, linked)
    for found in reversed(list(_SEPARATOR.finditer(title))):
        if site and title[found.end() :].lower() == site.lower():
            return title[: found.start()]
    return title or heading


def _headline(root: etree._Element, linked: dict[str, Any]) -> str:
    """JSON-LD's headline, or its name when that is what stands in the title bar: some put a summary in the former."""
    headline, name = plain(linked.get("headline")), plain(linked.get("name"))
    element = next(root.iter("title"), None)
    if headline and name and element is not None:
        bar = line_of(element).lower()
        is_title = name.lower() in bar and len(name) >= _LEAST_OF_TITLE * len(bar)
        return name if is_title and headline.lower() not in bar else headline
    return headline


def _times(root: etree._Element) -> Iterator[str]:
    marked = islice((part for part in root.iter(*_DATED) if _says_published(part)), 5)
    for part in chain(marked, islice(root.iter("time"), 20)):
        yield clean(part.get("datetime") or part.get("content") or "") or line_of(part)
    # A date beside a story without a year could be any other's.
    for part in islice(root.iter(*_DATED), _LOOKED_THROUGH):
        if _CLASS_OF_DATE.search(part.get("class") or "") and _YEAR.search(line := line_of(part)):
            yield _BEFORE_DATE.sub("", line)
            return


def _says_published(part: etree._Element) -> bool:
    return "datepublished" in (part.get("itemprop") or "").lower().split()


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
