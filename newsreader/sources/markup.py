"""HTML to a tree, whatever was sent: no network, no entities, bounded depth, never an error."""

import re
from itertools import islice

from lxml import etree

from newsreader.text import clean

_DEPTHS = (400, 40)
"""Elements inside each other that are kept when the parser gives up on all of them; browsers stop at 512."""

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:0{0,9}(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|[xX]0{0,9}(?:[1-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
"""Characters, and references to them, that the parser lets through and its own trees refuse."""
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)[^<>]*>")
_ANY_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,60}+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)++)")
_DATA_URL = re.compile(r"=[\"']?data:[^\s\"'>]*+")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s\"'/]+")
_MOST_ATTRIBUTES = 1000
"""The parser compares each attribute of a tag with all before it."""
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr"
})  # fmt: skip
_IMPLIED_END = frozenset({"p", "li", "tr", "td", "th", "option"})
_INLINE = frozenset({
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "kbd", "q", "s", "small", "span", "strong",
    "sub", "sup", "tt", "u"
})  # fmt: skip

_UNREAD = frozenset({"script", "style", "template", "noscript", "svg"})
_LONGEST_LINE = 200
"""Edges of elements that are passed in reading one."""


def parse_markup(markup: str) -> etree._Element | None:
    """The root element of a page or fragment; None when there is nothing in it."""
    markup = _LONG_TAG.sub(_with_few_attributes, _ILLEGAL.sub(" ", markup))
    if not markup.strip():
        return None
    root, too_deep = _parse(markup)
    for depth in _DEPTHS:
        if not too_deep:
            break
        root, too_deep = _parse(_flattened(markup, depth))
    return _parse(_ANY_TAG.sub("<br>", markup))[0] if too_deep else root


def _with_few_attributes(tag: re.Match[str]) -> str:
    if len(tag[2]) < 2 * _MOST_ATTRIBUTES:
        return tag[0]
    gaps = len(_BETWEEN_ATTRIBUTES.findall(_DATA_URL.sub("=", tag[2])))
    return f"<{tag[1]} " if gaps > 2 * _MOST_ATTRIBUTES else tag[0]


def _parse(markup: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(huge_tree=True, recover=True, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.ParseError:
        root = None
    too_deep = any(
        error.type_name.endswith(("RESOURCE_LIMIT", "INTERNAL_ERROR")) for error in parser.error_log
    )
    return root, too_deep


def _flattened(markup: str, deepest: int) -> str:
    """The markup without the tags that would nest deeper than ``deepest``; its text is all there."""
    parts: list[str] = []
    depth = at = 0
    for found in _TAG.finditer(markup):
        name = found[2].lower()
        if name in VOID or name in _IMPLIED_END:
            continue
        if found[1]:
            keep = depth <= deepest
            depth = max(0, depth - 1)
        else:
            depth += 1
            keep = depth <= deepest
        if not keep:
            parts += [markup[at : found.start()], " " if name in _INLINE else "<br>"]
            at = found.end()
    parts.append(markup[at:])
    return "".join(parts)


def line_of(part: etree._Element) -> str:
    """The text in an element as one clean line; only as much as a headline or a name has."""
    pieces: list[str] = []
    walker = etree.iterwalk(part, events=("start", "end"))
    for event, element in islice(walker, _LONGEST_LINE):
        if not (isinstance(element.tag, str) and element.tag in _INLINE):
            pieces.append(" ")
        text = element.text if event == "start" else element.tail if element is not part else ""
        if event == "start" and element.tag in _UNREAD:
            walker.skip_subtree()
            text = ""
        pieces.append(text or "")
    return clean("".join(pieces))[:1000]
