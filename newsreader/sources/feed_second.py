"""A second opinion: what feedparser makes of a document in which our own reading finds no item."""

import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import feedparser

from newsreader.model import Author, Entry, Feed
from newsreader.text import clean

_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_LARGEST = 4_000_000
"""Characters; feedparser's forgiving reader takes seconds for more."""


def wanted(text: str) -> bool:
    """Whether a document without items looks as if it should have some."""
    return len(text) <= _LARGEST and _ITEM.search(text) is not None


def feed(text: str, url: str) -> Feed | None:
    """The feed as feedparser reads it, or None when it finds no item either."""
    # As bytes: a string could be taken for an address or a file's name.
    found = feedparser.parse(
        text.encode("utf-8", "replace"),
        response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.entries:
        return None
    return Feed(
        title=clean(found.feed.get("title", "")),
        link=found.feed.get("link", ""),
        description=clean(found.feed.get("subtitle", "")),
        entries=tuple(_entry(item, url) for item in found.entries),
    )


def _entry(item: Any, url: str) -> Entry:
    contents = [part.get("value", "") for part in item.get("content", ())]
    summary = item.get("summary", "")
    updated = dict.get(item, "updated_parsed")  # its own get() would warn, and answer with another date
    return Entry(
        guid=clean(item.get("id", "")),
        link=clean(item.get("link", "")),
        title=clean(re.sub(r"<[^<>]*>", "", item.get("title", ""))),
        authors=tuple(
            Author(clean(author["name"])) for author in item.get("authors", ()) if author.get("name")
        ),
        published=_moment(item.get("published_parsed") or updated),
        updated=_moment(updated),
        summary=summary if contents else "",
        body=contents[0] if contents else summary,
        base=url,
        categories=tuple(clean(tag["term"]) for tag in item.get("tags", ()) if tag.get("term")),
    )


def _moment(parts: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError, OSError):
        return None
