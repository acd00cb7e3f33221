"""What a page says of its story in JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

from lxml import etree

from newsreader.text import clean

_STORY = re.compile(r"\w*Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting")
_PAGE = re.compile(r"\w*WebPage")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_WRAPPING = re.compile(r"\A\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*\Z|;\s*\Z")
_LONGEST = 2_000_000
_MOST = 1000


def linked_story(root: etree._Element) -> dict[str, Any]:
    """The object that describes the story, else the one for the page; empty when there is neither."""
    page: dict[str, Any] = {}
    for script in islice(root.iter("script"), 20 * _MOST):
        text = script.text or ""
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(text) > _LONGEST:
            continue
        try:
            data = json.loads(_WRAPPING.sub("", text), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in islice(_things(data), _MOST):
            kinds = thing.get("@type")
            kinds = [
                kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
            ]
            if any(map(_STORY.fullmatch, kinds)):
                return thing
            if not page and any(map(_PAGE.fullmatch, kinds)):
                main = thing.get("mainEntity")
                page = main if isinstance(main, dict) and main.get("headline") else thing
    return page


def plain(value: Any) -> str:
    """A value as one clean line; empty when it is no text. Some publishers escape their text twice."""
    return clean(unescape(value) if "&" in value else value) if isinstance(value, str) else ""


def names(value: Any) -> list[str]:
    """The names of people or organisations, which may be given as text, as objects or as lists of these."""
    named = value if isinstance(value, list) else [value]
    found = [plain(one.get("name")) if isinstance(one, dict) else plain(one) for one in named[:20]]
    return [name for name in found if name and not name.startswith(("http://", "https://"))]


def article_text(linked: dict[str, Any]) -> str:
    """The story's text, line ends kept; some publishers write it as markup."""
    body = linked.get("articleBody")
    if not isinstance(body, str):
        return ""
    text = unescape(body) if "&" in body else body
    return _TAG.sub("\n", text) if _TAG.search(text) else text


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of JSON-LD, its lists and its graph."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))
            yield thing
