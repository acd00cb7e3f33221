"""What a Markdown file says of itself: its front matter, and its first heading."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from newsreader.sources.dates import parse_date
from newsreader.text import clean

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*)")
_ATX = re.compile(r" {0,3}#{1,2}[ \t]+(\S.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_LONGEST_FRONT = 16_384


@dataclass(frozen=True, slots=True)
class MarkdownHead:
    """The facts at the head of a Markdown file; empty when absent."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    summary: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    first: str = ""
    """The first line of text, for a list."""


def without_front_matter(text: str) -> str:
    """The Markdown after the front matter, or all of it when there is none."""
    return text[_front_end(text) :].lstrip("\ufeff")


def markdown_head(text: str) -> MarkdownHead:
    """Read the front matter (flat YAML: names with values or lists) and find the title."""
    end = _front_end(text)
    fields = _fields(text[:end]) if end else {}
    lines = text[end:].lstrip("\ufeff").splitlines()
    date = next(
        (fields[key][0] for key in ("date", "published", "pubdate", "created") if fields.get(key)), ""
    )
    return MarkdownHead(
        title=_one(fields, "title") or _heading(lines),
        authors=tuple(fields.get("author", []) or fields.get("authors", []) or fields.get("byline", [])),
        published=parse_date(date),
        summary=_one(fields, "description") or _one(fields, "summary") or _one(fields, "subtitle"),
        categories=tuple(
            dict.fromkeys(fields.get("categories", []) + fields.get("category", []) + fields.get("tags", []))
        ),
        language=_one(fields, "lang") or _one(fields, "language"),
        first=next((plain for line in lines if (plain := _plain(line))), ""),
    )


def _front_end(text: str) -> int:
    found = _FRONT.match(text, 0, _LONGEST_FRONT)
    if not found:
        return 0
    lines = [line for line in found[1].splitlines() if line.strip()]
    fits = all(_FIELD.match(line) or line[0] in " \t#-" for line in lines)
    return found.end() if lines and fits and _FIELD.match(lines[0]) else 0


def _fields(front: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in front.splitlines():
        if found := _FIELD.match(line):
            values = fields.setdefault(found[1].lower(), [])
            values += _values(found[2])
        elif found := _ITEM.match(line):
            values += _values(found[1])
    return fields


def _values(value: str) -> list[str]:
    value = value.strip()
    if value.startswith('"') and value.endswith('"'):
        with suppress(
            ValueError
        ):  # YAML's double quotes are JSON's, but for escapes that hardly anyone writes
            return [clean(str(json.loads(value)))]
    listed = value.startswith("[") and value.endswith("]")
    parts = value[1:-1].split(",") if listed else [value]
    return [plain for part in parts if (plain := clean(part.strip().strip("\"'")))]


def _one(fields: dict[str, list[str]], name: str) -> str:
    return next(iter(fields.get(name, [])), "")


def _heading(lines: list[str]) -> str:
    """The first heading of the first or second level, outside code."""
    fenced = False
    before = ""
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if found := _ATX.match(line):
            return _plain(found[1])
        if before.strip() and _UNDERLINE.match(line) and _plain(before):
            return _plain(before)
        before = line
    return ""


def _plain(line: str) -> str:
    """A line of Markdown as words: without links' targets and the marks of emphasis."""
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+)", "", line)
    return clean(re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", line)).strip("*_# ")
