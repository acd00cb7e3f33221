"""A reader for OPML that is not well-formed XML, as half of the lists that people pass around are not.

Programs write titles and descriptions into attributes without escaping them: bare ampersands, whole HTML
elements, quotation marks. So a value does not end at the next quotation mark, but at one after which the
element goes on or ends.
"""

import re

from newsreader.sources.feed_doctype import Entities
from newsreader.sources.opml_outlines import Document, Outline, spelled

_TAG = re.compile(r"<(/?)(?:[\w.-]+:)?(outline|opml|head|body)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"[\s/]*([^\s=>/\"'<]+)\s*=\s*(?:([\"'])|([^\s>\"']+))")
_GOES_ON = re.compile(r"\s*(?:/?>\s*(?:<|\Z)|[A-Za-z_][\w.:-]*\s*=\s*[\"'])")
_END = re.compile(r"\s*/?>")
_HEAD = re.compile(r"<([A-Za-z]\w*)\s*>([^<]{0,5000})</\1\s*>")
_OPEN_TAG = re.compile(r"<[A-Za-z/][^<>]*\Z")
_LONGEST = 65_536
_MOST_ATTRIBUTES = 100
_DEEPEST = 500


def read(text: str, entities: Entities) -> Document:
    """Whatever outlines can be made out, without their order or folders being lost.

    Args:
        text: The document without its DOCTYPE.
        entities: What that declared.

    Raises:
        NotAFeedError: Its entities are dangerous.
    """
    text = _COMMENT.sub(" ", text) if text.count("-->") else text
    document = Document()
    feeds_close = _feeds_close(text)
    path: list[bool] = []
    start = 0
    while tag := _TAG.search(text, start):
        start = tag.end()
        name = tag[2].lower()
        if name == "head" and not tag[1]:
            end = text.find("</head", start)
            for found in _HEAD.finditer(text, start, end if end >= 0 else min(len(text), start + _LONGEST)):
                document.head.setdefault(found[1], entities.expand(found[2]))
        if name != "outline":
            continue
        if tag[1]:
            if path:
                path.pop()
            continue
        attributes, start, closed = _attributes(text, start, entities)
        document.outlines.append(Outline(len(path), attributes))
        is_feed = "xmlUrl" in attributes
        if not closed and (feeds_close or not is_feed) and len(path) < _DEEPEST:
            path.append(is_feed)
    return document


def _feeds_close(text: str) -> bool:
    """Whether feeds' elements end with a tag of their own; some programs never end them at all."""
    opened = folders = closed = 0
    start = 0
    while tag := _TAG.search(text, start):
        start = tag.end()
        if tag[2].lower() != "outline":
            continue
        if tag[1]:
            closed += 1
            continue
        following = _TAG.search(text, start)
        inside = text[start : following.start() if following else len(text)]
        if not inside.rpartition(">")[0].rstrip().endswith("/"):
            opened += 1
            folders += "xmlurl" not in inside.lower()
    return abs(closed - opened) <= abs(closed - folders)


def _attributes(text: str, start: int, entities: Entities) -> tuple[dict[str, str], int, bool]:
    """The attributes of the tag that goes on at ``start``, where it ends, and whether it closes itself."""
    following = _TAG.search(text, start)
    stop = min(following.start() if following else len(text), start + _LONGEST)
    attributes: dict[str, str] = {}
    at = start
    while len(attributes) < _MOST_ATTRIBUTES and (found := _ATTRIBUTE.match(text, at, stop)):
        at = found.end()
        value = found[3] or ""
        if found[2]:
            end = _value_end(text, at, stop, found[2])
            value, at = text[at:end], end + 1
        attributes.setdefault(spelled(_local(found[1])), entities.expand(value))
    end = text.find(">", at, stop)
    closes = text[at:end].rstrip().endswith("/") if end >= 0 else False
    return attributes, (end + 1 if end >= 0 else max(at, start)), closes


def _value_end(text: str, start: int, stop: int, quote: str) -> int:
    """Where the value ends that begins at ``start``."""
    first = plain = -1
    at = text.find(quote, start, stop)
    while at >= 0:
        first = at if first < 0 else first
        if _GOES_ON.match(text, at + 1):
            if not _OPEN_TAG.search(text, max(start, at - 1000), at):
                return at
            plain = at if plain < 0 else plain
        at = text.find(quote, at + 1, stop)
    if plain >= 0:
        return plain
    if first >= 0:
        return first
    end = _END.search(text, start, stop)
    return end.start() if end else stop


def _local(name: str) -> str:
    return name.rpartition(":")[2]
