"""Our reading of a feed beside feedparser's: what feedparser has and we have not, or have otherwise."""

import html
import re
import warnings
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urljoin

import feedparser

from newsreader.model import Entry, NewsreaderError
from newsreader.sources.feed import parse
from newsreader.text import clean

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LETTER_ZONE = re.compile(r"\d\s+[A-IK-Y]$")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two readings of an entry differ."""

    field: str
    theirs: Any
    ours: Any


def differences(data: bytes) -> list[Difference]:
    """Where feedparser has something of a document that our reading has not; empty when it lost nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False).entries
        except Exception:
            theirs = []  # it has no opinion then
    try:
        ours = parse(data).entries
    except NewsreaderError:
        ours = ()
    theirs = [entry for entry in theirs if entry]  # it takes an empty element inside an item for another one
    if len(ours) < len(theirs):
        return [Difference("entries", len(theirs), len(ours))]
    if len(ours) > len(theirs):
        ours = _matching(ours, theirs)
    return [found for mine, other in zip(ours, theirs, strict=True) for found in _of_entry(mine, other)]


def _matching(ours: tuple[Entry, ...], theirs: list[Any]) -> tuple[Entry, ...]:
    """Those of ours that stand for theirs, where feedparser has lost some."""
    keys = [entry.guid or entry.title for entry in ours]
    blocks = SequenceMatcher(
        None, keys, [entry.get("id") or entry.get("title", "") for entry in theirs], autojunk=False
    )
    picked = [ours[a + n] for a, _, size in blocks.get_matching_blocks() for n in range(size)]
    return tuple(picked) if len(picked) == len(theirs) else ours[: len(theirs)]


def _of_entry(ours: Entry, theirs: Any) -> Iterator[Difference]:
    title, link, guid = (theirs.get(name, "") for name in ("title", "link", "id"))
    if title and _folded(title) != _folded(ours.title):
        yield Difference("title", title, ours.title)
    if link and not _same_link(link, guid, ours.link):
        yield Difference("link", link, ours.link)
    if guid and _folded(guid).lstrip("/") != _folded(ours.guid).lstrip("/") and _folded(guid) != ours.guid:
        yield Difference("id", guid, ours.guid)
    for name, mine in (("published", ours.published), ("updated", ours.updated)):
        moment = dict.get(theirs, f"{name}_parsed")
        if moment and not _same_time(dict.get(theirs, name, ""), moment, mine):
            yield Difference(name, dict.get(theirs, name), mine)


def _folded(text: str) -> str:
    """Text as a reader sees it: no tags, references resolved, nothing unsafe, no white space."""
    text = re.sub(
        r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^<>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE
    )
    text = re.sub(r"<[^<>]*>", "", html.unescape(html.unescape(text)))
    return "".join(clean(text).split())


def _same_link(theirs: str, guid: str, ours: str) -> bool:
    theirs = theirs.strip()
    if theirs in (ours, html.unescape(ours), ours.replace("%20", " ")):
        return True
    if not _SCHEME.match(theirs):  # we make it absolute, or show none; it takes any id for a permanent link
        return (
            urljoin(ours, theirs) == ours
            or ours.endswith(theirs.lstrip("./"))
            or (not ours and theirs == guid)
        )
    # An Atom id is no address, though feedparser offers it as one.
    return theirs == guid and not theirs.startswith(("http:", "https:")) and not ours


def _same_time(text: str, theirs: Any, ours: datetime | None) -> bool:
    if ours is not None and int(ours.timestamp()) == timegm(theirs):
        return True
    # The letters of RFC 822 are taken for UTC: RFC 2822 says why. A half past seven pm is no half past seven.
    return (
        bool(_LETTER_ZONE.search(text) or re.search(r"\d\s*[ap]m\b", text, re.IGNORECASE))
        and ours is not None
    )
