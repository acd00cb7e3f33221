"""OPML 1.0, 1.1 and 2.0: subscription lists read and written (http://opml.org/spec2.opml).

Lists in RDF (FOAF, as planets publish them) are read as well. What is no feed, such as a command that some
program would run, comes back apart and is only ever text.
"""

import re

from newsreader.model import NewsreaderError
from newsreader.sources.feed_error import NotAFeedError
from newsreader.sources.feed_text import decode, unpacked
from newsreader.sources.opml_lists import (
    Aside,
    Folder,
    ListedFeed,
    SubscriptionList,
    distinct_categories,
    merged,
)
from newsreader.sources.opml_outlines import Document
from newsreader.text import clean, shorten

__all__ = [
    "LARGEST",
    "Aside",
    "Folder",
    "ListedFeed",
    "OpmlError",
    "SubscriptionList",
    "is_list",
    "parse",
    "write",
]

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest list that is read: half a million feeds."""
_OPML = re.compile(r"<(?:[\w.-]+:)?opml\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"\s*(?:<\?[^<>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!doctype\b[^<>\[]*(?:\[[^\[\]]*\]\s*)?>\s*)*<(?:[\w.-]+:)?(opml|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_PEOPLE = re.compile(r"<foaf:(?:agent|group|person|organization)\b", re.IGNORECASE)
_FOAF = re.compile(r"xmlns:foaf|xmlns\.com/foaf|22-rdf-syntax-ns", re.IGNORECASE)
_FEED = re.compile(r"purl\.org/rss/1\.0/[\"'][^>]*>\s*<channel\b|<item\b", re.IGNORECASE)
_LISTS = frozenset({"link", "include"})
_COMMANDS = re.compile(r"(?:exec|filter|query):|\|", re.IGNORECASE)
_KNOWN = frozenset({"text", "xmlUrl", "htmlUrl", "category"})
_HEAD_LENGTH = 4096


class OpmlError(NewsreaderError):
    """A document that is no subscription list, or one that is refused for safety."""


def is_list(data: bytes) -> bool:
    """Whether a file seems to be a subscription list, by what it begins with."""
    text = decode(data[:_HEAD_LENGTH])
    found = _BEGINS.match(text)
    return found is not None and (found[1].lower() == "opml" or bool(_PEOPLE.search(text)))


def parse(data: bytes, name: str = "") -> SubscriptionList:
    """Read a subscription list, well-formed or not.

    Args:
        data: The whole document.
        name: What to call it in an error.

    Raises:
        OpmlError: It is something else, too large, or made to do harm; the text says which.
    """
    shown = shorten(clean(name), 200) or "This document"
    if len(data) > LARGEST:
        raise OpmlError(f"{shown} is larger than {LARGEST // 2**20} MiB; no list of feeds is: check the file")
    text = decode(unpacked(data))
    rdf = _FOAF.search(text, 0, _HEAD_LENGTH) and not _FEED.search(text)
    if not _OPML.search(text) and not rdf:
        what = "is empty" if not text.strip() else "is not OPML"
        raise OpmlError(f"{shown} {what}; give a list of feeds that another reader has exported")
    from newsreader.sources import opml_rdf, opml_tree  # noqa: PLC0415 - lxml loads when there is a list

    try:
        found = opml_tree.read(text)
    except NotAFeedError as error:
        raise OpmlError(f"{shown} cannot be read as OPML: {error}") from None
    return _subscriptions(found) if isinstance(found, Document) else opml_rdf.subscriptions(found)


def write(subscriptions: SubscriptionList) -> bytes:
    """An OPML 2.0 document in UTF-8; commands are left out of it."""
    from newsreader.sources import opml_write  # noqa: PLC0415 - lxml loads when there is a list

    return opml_write.document(subscriptions)


def _subscriptions(document: Document) -> SubscriptionList:
    feeds: list[ListedFeed] = []
    asides: list[Aside] = []
    folders: dict[Folder, None] = {}
    path: list[str] = []
    """A name for each outline that the current one is inside; empty for one that is no folder."""
    for outline in document.outlines:
        del path[outline.depth :]
        folder = tuple(filter(None, path))
        given = {name: value for name, raw in outline.attributes.items() if (value := clean(raw))}
        title = given.get("text") or given.get("title", "")
        if command := _command(given):
            asides.append(Aside("command", command, title, folder))
        found = _meaning(given, title, folder)
        if isinstance(found, ListedFeed):
            feeds.append(found)
        elif isinstance(found, Aside):
            asides.append(found)
        elif found:
            folders.setdefault((*folder, found))
        path.append(found if isinstance(found, str) else "")
    head = {name: clean(value) for name, value in document.head.items()}
    return SubscriptionList(
        title=head.pop("title", ""),
        feeds=merged(feeds),
        folders=tuple(folders),
        asides=tuple(dict.fromkeys(asides)),
        head=tuple((name, value) for name, value in head.items() if value),
        named=len(feeds),
    )


def _meaning(given: dict[str, str], title: str, folder: Folder) -> ListedFeed | Aside | str:
    """A feed, something else, or the name of a folder; empty for what is neither."""
    kind = given.get("type", "").lower()
    url = given.get("xmlUrl", "")
    rest = tuple(
        (name, value)
        for name, value in given.items()
        if name not in _KNOWN and not _is_told(name, value, title)
    )
    if _COMMANDS.match(url or given.get("url", "")):
        return ""
    if url and kind == "source":
        return Aside("list", url, title, folder, rest)
    if url or ("url" in given and kind not in _LISTS and not _leads_to_list(given["url"])):
        return ListedFeed(
            url=_web(url or given["url"]),
            title="" if title == given.get("xmlUrl") else title,
            site=given.get("htmlUrl", ""),
            folders=(folder,),
            categories=_categories(given.get("category", "")),
            attributes=tuple((name, value) for name, value in rest if url or name != "url"),
        )
    if "url" in given:
        told = {("url", given["url"]), ("type", "link")}
        return Aside("list", given["url"], title, folder, tuple(pair for pair in rest if pair not in told))
    if "htmlUrl" in given:
        return Aside("page", given["htmlUrl"], title, folder, rest)
    # An outline of a feed whose address is missing is no folder.
    return "" if kind in {"rss", "atom", "pie"} or kind in _LISTS else title


def _is_told(name: str, value: str, title: str) -> bool:
    return (name == "title" and value == title) or (name == "type" and value == "rss") or name == "filtercmd"


def _leads_to_list(url: str) -> bool:
    return url.lower().split("?", 1)[0].endswith((".opml", ".html", ".htm"))


def _command(given: dict[str, str]) -> str:
    """The program that an outline asks to be run, as newsboat would write it, or an empty string."""
    url = given.get("xmlUrl") or given.get("url", "")
    if url.startswith("|"):
        url = f"exec:{url[1:].strip()}"
    if "filtercmd" in given:
        return f"filter:{given['filtercmd']}:{url}"
    return url if _COMMANDS.match(url) else ""


def _web(url: str) -> str:
    """The address without the ``feed:`` that some programs put before it (``feed://`` stands for http)."""
    if url[:5].lower() != "feed:":
        return url
    rest = url[5:]
    return rest if rest.lower().startswith(("http:", "https:")) else f"http://{rest.lstrip('/')}"


def _categories(value: str) -> tuple[str, ...]:
    return distinct_categories(tuple(filter(None, (clean(part) for part in value.split(",")))))
