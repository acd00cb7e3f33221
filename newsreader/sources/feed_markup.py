"""Text and HTML out of elements of a feed, by the type that they claim and the type that they are."""

import base64
import binascii
import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from newsreader.model import BodyType
from newsreader.sources.feed_names import in_atom, short
from newsreader.sources.feed_values import looks_like_html, mended, plain
from newsreader.sources.markup import VOID
from newsreader.text import clean

_UNSEEN = frozenset({"script", "style"})
_HTML_TYPES = ("html", "text/html", "xhtml", "application/xhtml+xml", "text/x-html")
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def text_of(element: etree._Element) -> str:
    """All text inside an element, without its markup."""
    return mended("".join(map(str, element.itertext())) if len(element) else element.text or "")


def inner(element: etree._Element) -> str:
    """What is inside an element, written as HTML: namespaces dropped, empty elements as HTML has them."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        _write(child, parts)
    return mended("".join(parts))


def _write(top: etree._Element, parts: list[str]) -> None:
    stack: list[etree._Element | str] = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        tail = escape(node.tail or "", quote=False)
        name = etree.QName(node).localname
        attributes = "".join(f' {_attribute(key)}="{escape(value)}"' for key, value in _attributes(node))
        parts.append(f"<{name}{attributes}>")
        parts.append(escape(node.text or "", quote=False))
        stack.append(tail if name in VOID and not len(node) else f"</{name}>{tail}")
        stack.extend(reversed(node))


def _attributes(node: etree._Element) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in node.attrib.items()]


def _attribute(key: str) -> str:
    return "xml:" + key.rpartition("}")[2] if "XML/1998" in key else key.rpartition("}")[2]


def title(element: etree._Element) -> str:
    """One line of plain text from a title or any other short text construct."""
    if len(element):
        return clean(" ".join(mended("".join(_shown(element))).split()))
    value = _decoded(element)
    kind = element.get("type", "").lower()
    literal = kind in {"text", "text/plain", "plain"} or (not kind and in_atom(str(element.tag)))
    return clean(value) if literal and not looks_like_html(value) else plain(value)


def _shown(element: etree._Element) -> Iterator[str]:
    """The text inside an element without that of scripts and styles."""
    hidden = {
        inside
        for node in element.iterdescendants()
        if etree.QName(node).localname.lower() in _UNSEEN
        for inside in node.iter()
    }
    for event, node in etree.iterwalk(element, events=("start", "end")):
        part = node.text if event == "start" else node.tail if node is not element else None
        owner = node if event == "start" else node.getparent()
        if part and owner not in hidden:
            yield str(part)


def body(element: etree._Element) -> tuple[str, BodyType]:
    """A body or summary as sent, and how to read it; XML itself keeps control characters out of it.

    Elements without a type hold HTML in RSS and plain text in Atom, says the book; what is in them decides.
    """
    kind = element.get("type", "").lower().split(";")[0].strip()
    if len(element):
        children = list(element)
        only_div = len(children) == 1 and short(str(children[0].tag)) == "xhtml:div"
        if only_div and not (element.text or "").strip() and not (children[0].tail or "").strip():
            element = children[0]
        return inner(element).strip(), "html"
    value = _decoded(element).strip()
    if kind in _HTML_TYPES:
        return value, "html"
    if kind.startswith(("image/", "audio/", "video/")):
        return "", "html"
    if looks_like_html(value):
        return value, "html"
    plainly = (
        kind in {"text", "text/plain", "plain"} or in_atom(str(element.tag)) or _BLANK_LINE.search(value)
    )
    return value, "text" if plainly else "html"


def _decoded(element: etree._Element) -> str:
    """The text of an element, out of base64 when its mode (Atom 0.3) or type (RFC 4287, 4.1.3.3) says so."""
    value = mended(element.text or "")
    if wrapped := _CDATA.fullmatch(value):  # put in twice, so that once is text
        value = wrapped[1]
    kind = element.get("type", "").lower()
    coded = "/" in kind and not kind.startswith("text/") and not kind.endswith("xml")
    if not coded and element.get("mode", "").lower() != "base64":
        return value
    try:
        return base64.b64decode("".join(value.split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return value
