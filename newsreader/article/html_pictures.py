"""Which of the addresses that a page gives for a picture is the one to look at."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from newsreader.article.blocks import Picture
from newsreader.article.html_hidden import is_tracker
from newsreader.article.html_links import web

WANTED_WIDTH = 1000
"""Pixels: as much as a column of text can show."""

_FEWEST = 480
"""A set of candidates that are all narrower than this are thumbnails; ``src`` may be better."""
_SOURCES = (
    "data-lazy-src",
    "data-src",
    "data-original",
    "data-hi-res-src",
    "data-orig-file",
    "data-url",
    "src",
)
_SOURCE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"data:|(?:\S*/)?(?:blank|spacer|placeholder|transparent|lazy|pixel|1x1|grey)[\w-]*\.(?:gif|png|svg)"
)
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
_LONGEST_SET = 20_000
_LOOKED_THROUGH = 200
_SHORTEST_DATA, _LONGEST_DATA = 400, 4 * 1024 * 1024
"""Characters of a picture written into the page itself; shorter ones hold the place of another."""
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_COUNTER = re.compile(
    r"//(?:[^/?#]*[@.])?(?:list-manage\.com/track/|counter\.theconversation\.com/|px\.ads\.|bat\.bing\.com/"
    r"|mailtrack\.|analytics\.|tracking\.|[\w-]*tracker\.|pixel\.|stats?\.|beacon\.|hits\.|counter\.|medium\.com/_/stat"
    r"|blogger\.googleusercontent\.com/tracker/|[^/?#]+/(?:wf/open|track/open|e/o/)\b)"
    r"|/(?:pixel|beacon|track(?:ing|er)?|1x1|count(?:er)?|blank|spacer|clear|transp(?:arent)?|spaceball)[\w-]*"
    r"(?:\.gif|\.php|\.aspx?)?(?:\?|$)",
    re.IGNORECASE,
)
"""What counts readers even where it states no size: it is told by its words and never fetched."""
_OFF_THE_PAGE = re.compile(
    r"(?:left|top|right|bottom|indent)\s*:\s*-\d{3}|clip\s*:\s*rect\(\s*0", re.IGNORECASE
)
_ASKING = re.compile(r"\.gif\?", re.IGNORECASE)
_DRAWING = re.compile(r"\.svgz?$", re.IGNORECASE)


def picture_url(attributes: Mapping[str, str], element: etree._Element, base: str) -> str:
    """The http or https address of a picture: its own, a lazy loader's, or one from its set; else empty."""
    own = _own(attributes, base)
    found = list(_candidates(attributes, element, base))
    sized = sorted((size, url) for url, size, unit in found if unit == "w")
    if sized and (not own or sized[-1][0] >= _FEWEST):
        return next((url for size, url in sized if size >= WANTED_WIDTH), sized[-1][1])
    dense = sorted((size, number, url) for number, (url, size, unit) in enumerate(found) if unit != "w")
    return own or (dense[0][2] if dense else "")


def picture(attributes: Mapping[str, str], url: str, alt: str) -> Picture | None:
    """What to show of a picture; None when that is a drawing in SVG, a counter, or not there.

    Args:
        attributes: Of the ``img``.
        url: As ``picture_url`` gives it; when empty, a picture in a ``data:`` URL is taken.
        alt: The alternative text, cleaned.
    """
    if not url:
        data = attributes.get("src", "").strip()
        kind = data[:32].lower()
        if not kind.startswith("data:image/") or kind.startswith("data:image/svg"):
            return None
        if not _SHORTEST_DATA <= len(data) <= _LONGEST_DATA:
            return None
        url = data
    elif is_tracker(attributes, url) or _counts(attributes, url) or _DRAWING.search(_path(url)):
        return None
    width, height = (_PIXELS.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
    if width and height and int(width[1]) and int(height[1]):
        return Picture(url, alt, int(width[1]), int(height[1]))
    return Picture(url, alt)


def _counts(attributes: Mapping[str, str], url: str) -> bool:
    """Whether it looks like a counter: by its address, by being set off the page, or by nothing but a query."""
    if _COUNTER.search(url) or _OFF_THE_PAGE.search(attributes.get("style", "")):
        return True
    return bool(_ASKING.search(url)) and not any(attributes.get(name) for name in ("alt", "width", "height"))


def lead_picture(address: str) -> Picture | None:
    """The picture that an entry names beside its body; None for a counter or a drawing."""
    if address.startswith("data:"):
        return picture({"src": address}, "", "")
    url = web(address, "")
    return picture({}, url, "") if url else None


def _own(attributes: Mapping[str, str], base: str) -> str:
    for name in _SOURCES:
        value = attributes.get(name, "").strip()
        if value and not _PLACEHOLDER.match(value) and (url := web(value, base)):
            return url
    return ""


def _candidates(
    attributes: Mapping[str, str], element: etree._Element, base: str
) -> Iterator[tuple[str, float, str]]:
    """The address, size and unit of each candidate: the image's own, else those of the ``picture`` around it."""
    found = False
    for name in _SOURCE_SETS:
        for one in _listed(attributes.get(name, ""), base):
            found = True
            yield one
    if found or (around := _picture_around(element)) is None:
        return
    for source in islice(around.iter("source"), _LOOKED_THROUGH):
        for name in _SOURCE_SETS:
            yield from _listed(source.get(name, ""), base)


def _picture_around(element: etree._Element) -> etree._Element | None:
    """The ``picture`` an image is in; libxml2 takes ``source`` for an element that holds what follows it."""
    for parent in islice(element.iterancestors(), _LOOKED_THROUGH):
        if parent.tag != "source":
            return parent if parent.tag == "picture" else None
    return None


def _listed(candidates: str, base: str) -> Iterator[tuple[str, float, str]]:
    """The candidates of a ``srcset`` (HTML Living Standard, 4.8.4.2.1)."""
    for found in islice(_CANDIDATE.finditer(candidates[:_LONGEST_SET]), 50):
        if _PLACEHOLDER.match(found[1]) or not (url := web(found[1], base)):
            continue
        size = found[2] or ""
        yield url, float(size) if re.fullmatch(r"\d+(?:\.\d+)?", size) else 1.0, found[3] or "x"


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
