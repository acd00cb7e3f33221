"""Where a reader can go from an article: its links, its footnotes there and back, and what opens and closes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from newsreader.article.article import Article

_REFERENCE = re.compile(r"\[(\d{1,4}|[a-z]|[*†‡§¶]{1,3})\]", re.IGNORECASE)
_LEADING_MARK = re.compile(r"\[?(\d{1,4}|[a-z](?=[.)\]])|[*†‡§¶]{1,3})[.)\]:]?\s", re.IGNORECASE)
_NO_PROSE = frozenset({"note", "code"})


@dataclass(frozen=True, slots=True)
class Stop:
    """A link, a footnote's mark in the text (``reference``), the footnote itself (``note``), or a ``summary``."""

    kind: Literal["link", "reference", "note", "summary"]
    parts: tuple[tuple[int, int], ...]
    """Its spans of ``Article.text``; a link over two paragraphs has two."""
    text: str
    """What it says."""
    url: str = ""
    """Of a link: http, https or mailto."""
    number: int = 0
    """Of a link, from 1 in the order of the text. Links to the same address have the same."""
    other: int = -1
    """Of a mark: the index of its note among the stops. Of a note: the index of its first mark."""
    details: int = -1
    """Of a summary: the number of the details that it opens and closes."""


def find_stops(article: Article) -> tuple[Stop, ...]:
    """All stops of an article in the order of the text."""
    notes = list(_notes(article))
    others = [*_references(article, {note.text for note in notes}), *notes, *_summaries(article)]
    if not others:
        return tuple(_links(article))
    stops = sorted([*_links(article), *others], key=lambda stop: stop.parts)
    noted: dict[str, int] = {}
    references: dict[str, int] = {}
    for index, stop in enumerate(stops):
        if stop.kind == "note":
            noted.setdefault(stop.text, index)
        elif stop.kind == "reference":
            references.setdefault(stop.text, index)
    ends = {"reference": noted, "note": references}
    return tuple(
        replace(stop, other=ends[stop.kind].get(stop.text, -1)) if stop.kind in ends else stop
        for stop in stops
    )


def _links(article: Article) -> Iterator[Stop]:
    """The links in the order of the text, numbered."""
    parts: dict[int, list[tuple[int, int]]] = {}
    for block, start in zip(article.blocks, article.starts, strict=True):
        for style in block.styles:
            if style.name == "link" and 0 <= style.link < len(article.links):
                parts.setdefault(style.link, []).append((start + style.start, start + style.end))
    numbers: dict[str, int] = {}
    for index, spans in sorted(parts.items(), key=lambda item: item[1]):
        link = article.links[index]
        number = numbers.setdefault(link.url, len(numbers) + 1)
        yield Stop("link", tuple(spans), link.text, link.url, number)


def _references(article: Article, marks: set[str]) -> Iterator[Stop]:
    """Those of the marks of notes that stand in brackets in the text."""
    if not marks:
        return
    for block, start in zip(article.blocks, article.starts, strict=True):
        if block.kind in _NO_PROSE:
            continue
        for found in _REFERENCE.finditer(block.text):
            if found[1].lower() in marks:
                yield Stop("reference", ((start + found.start(), start + found.end()),), found[1].lower())


def _notes(article: Article) -> Iterator[Stop]:
    known: set[str] = set()
    for block, start in zip(article.blocks, article.starts, strict=True):
        if block.kind != "note":
            continue
        leading = _LEADING_MARK.match(block.text)
        mark = (block.marker.strip("[]().: ") or (leading[1] if leading else "")).lower()
        if mark and mark not in known:
            known.add(mark)
            yield Stop("note", ((start, start + len(block.text)),), mark)


def _summaries(article: Article) -> Iterator[Stop]:
    for block, start in zip(article.blocks, article.starts, strict=True):
        if block.summary is not None:
            span = start, start + len(block.text)
            yield Stop("summary", (span,), block.text, details=block.summary.details)
