"""Who wrote the story on a page."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from lxml import etree

from newsreader.sources.file_linked_data import names
from newsreader.sources.markup import line_of

_METAS = (
    "dc.creator",
    "dcterms.creator",
    "author",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "byl",
)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|author-?name|dateline-author)(?:$|[\s_-])", re.IGNORECASE
)
_LEAD = re.compile(r"(?:(?:posted|written|published|story|words)\s+)?by(?::\s*|\s+)", re.IGNORECASE)
_OTHER_WORK = re.compile(
    r"[\s,;|]+(?:edited|translated|reviewed|illustrated|photographed|photographs?|photos?|illustrations?|video)\s+by\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[:;?!$€£%=<>{}\[\]“”\"]")
"""What stands in the headline of another story, and in no name."""
_DATE_BEFORE_DIGIT = re.compile(
    r"[\s,|•·–—-]+(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*|updated:?\s*|published:?\s*"
    r"|on\s+|(?:jan|feb|m[aä]r|apr|avr|may|mai|jun|jul|aug|ago|sep|o[ck]t|nov|de[czs])[^\W\d]{0,7}\.?\s*"
    r"|před|vor|il y a|hace|fa\s*)*\s*$",
    re.IGNORECASE,
)
_LONGEST_NAME = 100
_LONGEST_SHOWN = 70
_SHOWN_WORDS = 9
_MANY = 4
"""Names beside the story from which on they are those of other stories, or of people who left a comment."""
_ELEMENTS = ("a", "address", "span", "div", "p", "li", "b", "strong")
_LEAST_PARAGRAPH = 200
_LOOKED_THROUGH = 20_000


def page_authors(
    root: etree._Element, metas: Mapping[str, str], linked: Mapping[str, Any]
) -> tuple[str, ...]:
    """The names of the authors: by JSON-LD, by the metadata, else as they stand on the page."""
    said = [name for name in names(linked.get("author")) if len(name) <= _LONGEST_NAME]
    if said:
        return tuple(dict.fromkeys(map(_name, said)))
    for key in _METAS:
        value = metas.get(key, "")
        if value and not value.startswith(("http://", "https://", "@")) and len(value) <= _LONGEST_NAME:
            return (_name(value),)
    return _shown(root)


def _shown(root: etree._Element) -> tuple[str, ...]:
    """The name that stands on the page as its author's, in its story sooner than beside it."""
    scopes = chain(islice(root.iter("article", "main"), 5), [root])
    for scope in scopes:
        parts = list(islice(scope.iter(*_ELEMENTS), _LOOKED_THROUGH))
        marked = [part for part in parts if _is_marked(part)]
        classed = [part for part in parts if _CLASS.search(part.get("class") or "")]
        found = list(islice(dict.fromkeys(_names_on(chain(marked, classed))), _MANY))
        if found and (scope is not root or len(found) < _MANY):
            return (found[0],)
    return tuple(islice(_names_on(_under_headline(root)), 1))


def _under_headline(root: etree._Element) -> Iterator[etree._Element]:
    """What is marked as a name between the headline and the first paragraph of the story."""
    headline = next(root.iter("h1"), None)
    if headline is None:
        return
    after = False
    for part in islice(root.iter("h1", *_ELEMENTS), _LOOKED_THROUGH):
        after |= part is headline
        if after and part.tag == "p" and len(line_of(part)) > _LEAST_PARAGRAPH:
            return
        if after and (_is_marked(part) or _CLASS.search(part.get("class") or "")):
            yield part


def _is_marked(part: etree._Element) -> bool:
    return "author" in (part.get("rel") or "").split() or "author" in (part.get("itemprop") or "").split()


def _names_on(parts: Iterator[etree._Element]) -> Iterator[str]:
    for part in parts:
        text = _undated(line_of(part))
        if 2 < len(text) <= _LONGEST_SHOWN and len(text.split()) <= _SHOWN_WORDS:
            name = _name(text)
            if not _NO_NAME.search(name):
                yield name


def _undated(text: str) -> str:
    """A byline without the date that often follows the name."""
    digit = re.search(r"\d", text)
    name = text if digit is None else _DATE_BEFORE_DIGIT.sub("", text[: min(digit.start(), _LONGEST_NAME)])
    return name.strip(" ,|•·–—-")


def _name(value: str) -> str:
    name = _OTHER_WORK.split(value, maxsplit=1)[0] or value
    return _LEAD.sub("", name, count=1).strip(" ,|") if _LEAD.match(name) else name
