"""A reader for documents that are almost XML: it repairs what publishers break and loses no item.

Well-formed documents never come here. What it forgives: undeclared prefixes and entities, bare ampersands
and angle brackets, elements that are never closed or closed twice, HTML put in unescaped, CDATA in CDATA,
attributes without quotes, documents cut off in the middle.
"""

import re

from lxml import etree

from newsreader.sources.feed_doctype import Entities
from newsreader.sources.feed_names import conventional, meant, short
from newsreader.sources.xml_parser import ILLEGAL

_NAME = re.compile(r"[A-Za-z_][\w.:-]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"<]*)"|'([^'<]*)'"""
    r"""|(?:"([^"]{0,4000})"|'([^']{0,4000})')(?=\s*/?>|\s+[\w:.-]+=)|([^\s>"']+)))?"""
)
_MARKUP = re.compile(r"<(?=[A-Za-z_/!?])")
_VOID = {"br", "hr", "img", "input", "wbr", "area", "col", "embed", "param"}
_LINES = (
    "title link guid id pubdate published updated issued modified created url category comments language "
    "dc:date dc:creator dc:title dc:subject "
)
_TEXT_ONLY = frozenset(_LINES.split())
"""Fields of one line: where the next field begins, they end."""
_BARE = frozenset({"link", "guid", "id", "pubdate", "published", "updated", "issued", "modified", "dc:date"})
"""Fields that have no element in them, not even one that nobody knows."""
_FIELDS = _TEXT_ONLY | {
    "description", "summary", "content", "content:encoded", "author", "enclosure", "source",
    "media:content", "media:group", "media:thumbnail", "media:title", "itunes:duration", "itunes:summary",
}  # fmt: skip
_ITEMS = frozenset({"item", "entry"})
_DEEPEST = 200
_MOST_ATTRIBUTES = 100

ROOT = "document"
"""The name of the element around everything, as a broken document may have several roots, or none."""


def read(text: str, entities: Entities) -> etree._Element:
    """A tree with whatever elements and text can be made out; never empty, never an error about syntax.

    Args:
        text: The document without control characters and DOCTYPE.
        entities: What its DOCTYPE declared.

    Raises:
        NotAFeedError: Its entities are dangerous.
    """
    return _Reader(text, entities).run()


class _Reader:
    def __init__(self, text: str, entities: Entities) -> None:
        self._text = text
        self._entities = entities
        self._root = etree.Element(ROOT)
        self._open = [self._root]
        self._names = [ROOT]
        self._defaults = [""]
        self._prefixes: dict[str, str] = {}
        self._pending: list[str] = []
        self._last_comment = -1

    def run(self) -> etree._Element:
        self._text = text = self._text.replace("\r\n", "\n").replace("\r", "\n")
        self._last_comment = text.rfind("-->")
        at = 0
        while found := _MARKUP.search(text, at):
            start = found.start()
            if start > at:
                self._pending.append(self._entities.expand(text[at:start]))
            at = self._markup(start)
        self._pending.append(self._entities.expand(text[at:]))
        self._flush()
        self._lift(0)
        return self._root[0] if len(self._root) == 1 else self._root

    def _markup(self, start: int) -> int:
        """Take in what starts with "<" at ``start``; where to go on."""
        text = self._text
        after = text[start + 1]
        if after == "!":
            if text.startswith("<![CDATA[", start):
                return self._cdata(start + 9)
            if text.startswith("<!--", start):
                end = text.find("-->", start + 4) if start < self._last_comment else -1
                return end + 3 if end >= 0 else start + 4
        if after in "!?":
            end = text.find(">", start)
            return end + 1 if end >= 0 else len(text)
        name = _NAME.match(text, start + 1 + (after == "/"))
        if name is None:
            self._pending.append("<")
            return start + 1
        if after == "/":
            self._end(name[0])
            return self._after_tag(name.end())
        return self._start(name)

    def _after_tag(self, at: int) -> int:
        """Where the tag ends that is read up to ``at``: after its ">", or where the next one begins."""
        next_tag = self._text.find("<", at)
        stop = next_tag if next_tag >= 0 else len(self._text)
        end = self._text.find(">", at, stop)
        return end + 1 if end >= 0 else stop

    def _cdata(self, start: int) -> int:
        text = self._text
        end = text.find("]]>", start)
        nested = text.find("<![CDATA[", start, end) if end >= 0 else -1
        closing = text.find(f"</{self._names[-1]}", start, nested if nested >= 0 else len(text))
        if closing >= 0 and (end < 0 or nested >= 0):  # it was never closed, but its element was
            self._pending.append(text[start:closing])
            return closing
        if end < 0:
            self._pending.append(text[start:])
            return len(text)
        content = text[start:end]
        if nested >= 0:
            outer = text.find("]]>", end + 3)
            rest = text[end + 3 : outer]
            if outer >= 0 and f"</{self._names[-1]}" not in rest and "<![CDATA[" not in rest:
                content, end = content.replace("<![CDATA[", "", 1) + rest, outer
        self._pending.append(content)
        return end + 3

    def _start(self, name: re.Match[str]) -> int:
        text, at = self._text, name.end()
        attributes: dict[str, str] = {}
        while (found := _ATTRIBUTE.match(text, at)) and found.end() > at:
            value = next((group for group in found.groups()[1:] if group is not None), "")
            if len(attributes) < _MOST_ATTRIBUTES:
                attributes.setdefault(found[1], self._entities.expand(value))
            at = found.end()
        at = self._after_tag(at)
        self._push(name[0], attributes)
        if text.endswith("/>", 0, at) or name[0].lower() in _VOID:
            self._end(name[0])
        return at

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        default = attributes.get("xmlns", self._defaults[-1])
        for key, value in attributes.items():
            if key.startswith("xmlns:"):
                self._prefixes[key[6:]] = value
        tag = self._expanded(name, default)
        self._flush()
        self._close_before(short(tag))
        if len(self._open) >= _DEEPEST:
            return
        try:
            element = etree.SubElement(self._open[-1], tag)
        except ValueError:  # a name that XML has no way to write
            return
        for key, value in attributes.items():
            if not key.startswith("xmlns"):
                try:
                    element.set(self._expanded(key, ""), value)
                except ValueError:
                    continue
        self._open.append(element)
        self._names.append(name)
        self._defaults.append(default)

    def _close_before(self, name: str) -> None:
        """An item ends the item before it, and a field ends a one-line field that was left open."""
        if name in _ITEMS:
            inside = [index for index, element in enumerate(self._open) if short(str(element.tag)) == name]
            if inside:
                self._lift(inside[0])
                self._close(inside[0])
        elif len(self._open) > 1:
            last = self._open[-1]
            ended = _TEXT_ONLY if name in _FIELDS else _BARE
            if short(str(last.tag)) in ended and not last.get("type", "").endswith("xhtml"):
                self._close(len(self._open) - 1)

    def _end(self, name: str) -> None:
        self._flush()
        for index in range(len(self._names) - 1, 0, -1):
            if self._names[index] == name:
                self._lift(index)
                self._close(index)
                return
        folded = name.lower()
        for index in range(len(self._names) - 1, 0, -1):
            if self._names[index].lower() == folded:
                self._lift(index)
                self._close(index)
                return

    def _lift(self, index: int) -> None:
        """Give an item that ends with ``index`` the fields that lie in an element which was never closed."""
        for at in range(len(self._open) - 1, index - 1, -1):
            if short(str(self._open[at].tag)) in _ITEMS:
                for unclosed in self._open[at + 1 :]:
                    self._open[at].extend([one for one in unclosed if short(str(one.tag)) in _FIELDS])
                return

    def _close(self, index: int) -> None:
        del self._open[index:], self._names[index:], self._defaults[index:]

    def _flush(self) -> None:
        if not self._pending:
            return
        # References may stand for characters that XML does not have.
        text = ILLEGAL.sub("", "".join(self._pending))
        self._pending.clear()
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _expanded(self, name: str, default: str) -> str:
        prefix, colon, local = name.rpartition(":")
        if not colon:
            namespace = default
        elif prefix == "xml":
            namespace = conventional(prefix)
        else:
            namespace = meant(prefix, self._prefixes.get(prefix) or conventional(prefix))
        return f"{{{namespace}}}{local}" if namespace else local
