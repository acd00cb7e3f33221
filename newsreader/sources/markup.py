"""HTML to a tree, whatever was sent: no network, no entities, bounded depth, never an error."""

import re

from lxml import etree

_DEPTHS = (400, 40)
"""Elements inside each other that are kept when the parser gives up on all of them; browsers stop at 512."""

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)[^<>]*>")
_ANY_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr"
})  # fmt: skip
_IMPLIED_END = frozenset({"p", "li", "tr", "td", "th", "option"})
_INLINE = frozenset({
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "kbd", "q", "s", "small", "span", "strong",
    "sub", "sup", "tt", "u"
})  # fmt: skip


def parse_markup(markup: str) -> etree._Element | None:
    """The root element of a page or fragment; None when there is nothing in it."""
    markup = markup.replace("\0", "")
    if not markup.strip():
        return None
    root, too_deep = _parse(markup)
    for depth in _DEPTHS:
        if not too_deep:
            break
        root, too_deep = _parse(_flattened(markup, depth))
    return _parse(_ANY_TAG.sub("<br>", markup))[0] if too_deep else root


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
        if name in _VOID or name in _IMPLIED_END:
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
