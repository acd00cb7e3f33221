"""The chosen runs of a page written as clean markup and as plain text."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsreader.sources.fulltext_runs import BLOCKS, Runs, before, walk
from newsreader.sources.fulltext_tree import is_task_box
from newsreader.sources.fulltext_vote import Choice
from newsreader.text import clean, clean_lines

_KEPT = frozenset({
    "a", "abbr", "b", "bdi", "blockquote", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark",
    "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "strike", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var"
})  # fmt: skip
_DIVISIONS = BLOCKS - _KEPT - {"br", "hr", "html", "body"}
_ATTRIBUTES = {
    "ol": ("start", "type"), "li": ("value",), "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"), "time": ("datetime",), "abbr": ("title",),
    "img": ("alt", "title", "width", "height"),
}  # fmt: skip
_BARE_ATTRIBUTES = {"ol": "reversed", "details": "open"}
_EVERYWHERE = ("id", "lang", "dir")
_ROLES = re.compile(r"doc-[a-z]+")
_CLASS = re.compile(
    r"(?:language-|lang-|highlight-source-|brush:?)[\w+#-]{1,30}|footnotes?|footnote-\w+|endnotes?|references"
    r"|mwe-math-[\w-]+|emoji|wp-smiley|katex[\w-]*|mjx[\w_-]*|mathjax[\w_-]*",
    re.IGNORECASE,
)
_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-hi-res-src", "data-url", "src")
_SOURCE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_STAND_IN = re.compile(
    r"data:|(?:[^\s?#]*/)?(?:blank|spacer|placeholder|transparent|lazy|pixel|1x1|grey)[\w-]*\.(?:gif|png|svg)"
)
_PLAYERS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitch\.tv|ted\.com"
    r"|brightcove\.net|bilibili\.com|archive\.org|spotify\.com|soundcloud\.com|bandcamp\.com|podcasts\.apple\.com"
    r"|acast\.com|libsyn\.com|simplecast\.com|megaphone\.fm|buzzsprout\.com|datawrapper\.dwcdn\.net|flourish\.studio"
    r"|infogram\.com|documentcloud\.org)/"
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_MEDIA = frozenset({"a", "figure", "p", "li", "td"})
_MEDIA = frozenset({"img", "video", "audio", "iframe"})
_MOST = 0.5
_LONGEST_URL = 8192
_LONGEST_VALUE = 1000


class Writer:
    """Writes what was chosen of a page."""

    def __init__(self, body: etree._Element, runs: Runs, choice: Choice, base: str) -> None:
        self._body = body
        self._runs = runs
        self._choice = choice
        self._base = base
        self._chosen_before = before(map(int, choice))
        self._chosen_lengths = before(
            len(text) * chosen for text, chosen in zip(runs.texts, choice, strict=True)
        )
        first = choice.index(True) if True in choice else 0
        self._holders = frozenset(runs.holders)
        self._story = (first, len(choice) - choice[::-1].index(True) if True in choice else 0)

    def text(self) -> str:
        """Paragraphs parted by a blank line, items and rows by a line end, cells by a bar."""
        parts: list[str] = []
        last: etree._Element | None = None
        for text, holder in self._chosen():
            if last is not None:
                parts.append(_between(last, holder))
            parts.append(text)
            last = holder
        return "".join(parts)

    def _chosen(self) -> Iterator[tuple[str, etree._Element]]:
        runs = self._runs
        pre: etree._Element | None = None
        for number, (text, holder) in enumerate(zip(runs.texts, runs.holders, strict=True)):
            if not self._choice[number]:
                continue
            if holder.tag == "pre":
                if holder is not pre:
                    yield clean_lines("".join(map(str, holder.itertext()))).strip("\n"), holder
                pre = holder
            else:
                yield text, holder

    def html(self) -> str:
        """Markup with the elements that mean something and absolute http, https and mailto addresses."""
        parts: list[str] = []
        ends: list[str] = []
        skipped: etree._Element | None = None
        code = 0
        for kind, element, text, run in walk(self._body):
            if skipped is not None:
                if kind == "close" and element is skipped:
                    skipped = None
                continue
            if element.tag == "pre" and kind != "text":
                code += 1 if kind == "open" else -1
            if kind == "text":
                if run < len(self._choice) and self._choice[run]:
                    parts.append(escape(text if code else _SPACES.sub(" ", text), quote=False))
            elif kind == "close":
                parts.append(ends.pop())
            elif element.tag == "math":
                if self._holds(element) or self._is_beside(element):
                    parts.append(_formula(element))
                skipped = element
            else:
                start, end = self._tags(element)
                parts.append(start)
                ends.append(end)
        return re.sub(r"(?:<br>\s*){3,}", "<br><br>", "".join(parts)).strip()

    def _tags(self, element: etree._Element) -> tuple[str, str]:
        """The tags to write for an element; empty for what is not written."""
        tag = str(element.tag)
        if tag in _MEDIA:
            return self._media(element, tag) if self._is_beside(element) else "", ""
        if is_task_box(element):
            box = ' checked=""' if element.get("checked") is not None else ""
            return f'<input type="checkbox"{box}>' if self._is_beside(element) else "", ""
        if tag in {"br", "hr"}:
            start, end = self._story
            return f"<{tag}>" if start < self._runs.spans[element][0] < end else "", ""
        name = tag if tag in _KEPT else "div" if tag in _DIVISIONS else ""
        is_plain = (
            name == "div" and element not in self._holders and not _CLASS.search(element.get("class") or "")
        )
        if not name or is_plain or not self._is_written(element, tag):
            return "", ""
        if name == "a":
            url = self._address(element.get("href"))
            return (f'<a href="{escape(url)}">', "</a>") if url else ("", "")
        return f"<{name}{self._attributes(element, tag)}>", f"</{name}>"

    def _is_written(self, element: etree._Element, tag: str) -> bool:
        """Whether an element holds anything of the story: text, a place in a row, or a picture."""
        if self._holds(element) or (tag in {"td", "th"} and self._in_chosen_row(element)):
            return True
        holds_media = tag in _AROUND_MEDIA and next(element.iter(*_MEDIA), None) is not None
        return holds_media and self._is_beside(element)

    def _holds(self, element: etree._Element) -> bool:
        start, end = self._runs.spans[element]
        return self._chosen_before[end] > self._chosen_before[start]

    def _in_chosen_row(self, cell: etree._Element) -> bool:
        row = cell.getparent()
        return row is not None and row in self._runs.spans and self._holds(row)

    def _is_beside(self, element: etree._Element) -> bool:
        """Whether something without text stands in the story: most text of what is around it is chosen."""
        part: etree._Element | None = element
        while part is not None and part in self._runs.spans:
            start, end = self._runs.spans[part]
            if end > start:
                chosen = self._chosen_lengths[end] - self._chosen_lengths[start]
                return chosen > _MOST * self._runs.length(part)
            part = part.getparent()
        return False

    def _media(self, element: etree._Element, tag: str) -> str:
        if tag == "img":
            url = self._picture(element)
            attributes = self._attributes(element, tag)
            return f'<img src="{escape(url)}"{attributes}>' if url or element.get("alt") else ""
        sources = [
            element.get("src"),
            element.get("data-src"),
            *(part.get("src") for part in element.iter("source")),
        ]
        url = next(filter(None, map(self._address, sources)), "")
        if not url or (tag == "iframe" and not _PLAYERS.match(url)):
            return ""
        title = clean(element.get("title") or element.get("aria-label") or "")[:_LONGEST_VALUE]
        named = f' title="{escape(title)}"' if title else ""
        return f'<{tag} src="{escape(url)}"{named}></{tag}>'

    def _picture(self, element: etree._Element) -> str:
        for name in _SOURCES:
            value = (element.get(name) or "")[:_LONGEST_URL].strip()
            if value and not _STAND_IN.match(value) and (url := self._address(value)):
                return url
        parent = element.getparent()
        beside = [] if parent is None or parent.tag != "picture" else list(parent.iterchildren("source"))
        for part in (element, *beside):
            for name in _SOURCE_SETS:
                first = (part.get(name) or "").strip()[:_LONGEST_URL].partition(" ")[0].rstrip(",")
                if first and not _STAND_IN.match(first) and (url := self._address(first)):
                    return url
        return ""

    def _attributes(self, element: etree._Element, tag: str) -> str:
        values = [
            (name, clean(element.get(name) or "")) for name in (*_ATTRIBUTES.get(tag, ()), *_EVERYWHERE)
        ]
        if _ROLES.fullmatch(element.get("role") or ""):
            values.append(("role", element.get("role") or ""))
        names = (element.get("class") or "")[:_LONGEST_VALUE].split()
        values.append(("class", " ".join(name for name in names if _CLASS.fullmatch(name))))
        bare = _BARE_ATTRIBUTES.get(tag)
        said = f" {bare}" if bare and element.get(bare) is not None else ""
        return said + "".join(
            f' {name}="{escape(value[:_LONGEST_VALUE])}"' for name, value in values if value
        )

    def _address(self, address: str | None) -> str:
        return absolute(address or "", self._base)


def absolute(address: str, base: str) -> str:
    """An http, https or mailto address made absolute; a place on the page as it is; else empty."""
    address = clean(address)
    if not address or len(address) > _LONGEST_URL:
        return ""
    if address.startswith("#"):
        return address if len(address) > 1 else ""
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme in {"http", "https"} and parts.netloc:
        return joined.replace(" ", "%20")
    return joined if scheme == "mailto" or (not scheme and not base) else ""


def _between(former: etree._Element, after: etree._Element) -> str:
    if former is after:
        return "\n"
    one, other = _row(former), _row(after)
    if one is not None and one is other:
        return " | "
    if one is not None and other is not None and one.getparent() is other.getparent():
        return "\n"
    if former.tag == after.tag == "li" or {former.tag, after.tag} <= {"dt", "dd"}:
        return "\n"
    return "\n\n"


def _row(holder: etree._Element) -> etree._Element | None:
    """The table row that a cell's text stands in."""
    cell = holder if holder.tag in {"td", "th"} else holder.getparent()
    return cell.getparent() if cell is not None and cell.tag in {"td", "th"} else None


def _formula(element: etree._Element) -> str:
    """A formula as it stands on the page; what is told of it is shown."""
    for inside in element.iter():
        inside.attrib.pop("hidden", "")
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
