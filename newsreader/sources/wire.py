"""The wire form of a stored story: plain text in blocks parted by blank lines.

Labels, title, standfirst, byline, dateline and sign-off are all optional; what is missing is absent, and no
text is ever lost: whatever is not recognised as part of the head stays a paragraph.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from newsreader.sources.dates import parse_date
from newsreader.sources.wire_blocks import split_blocks
from newsreader.sources.wire_dateline import split_dateline
from newsreader.text import clean

_LONGEST_TITLE = 220
_LONGEST_SIGN_OFF = 80
_SHORT = 60
_SIGN_OFF_WORDS = 8
_STANDFIRST_BLOCKS = 2

_LABELS = {
    "categories": "categories", "category": "categories", "section": "categories", "sections": "categories",
    "topic": "categories", "topics": "categories", "tags": "categories", "tag": "categories",
    "title": "title", "headline": "title",
    "standfirst": "standfirst", "subtitle": "standfirst", "dek": "standfirst", "summary": "standfirst",
    "byline": "byline", "author": "byline", "authors": "byline", "by": "byline", "reporter": "byline",
    "dateline": "dateline", "date": "date", "published": "date", "updated": "date", "posted": "date",
    "published on": "date",
}  # fmt: skip
_REPEATED = frozenset({"categories", "date"})
"""Labels that may stand twice: section and tags, published and updated."""

_DATE_ALONE = re.compile(
    r"(?:[^\W\d_]{3,12}\.?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th|er|º)?\.?\s+(?:(?:of|de)\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}([/.-])\d{1,2}\1\d{4})"
    r"(?:[\s,T]*(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"\(?(?:Z|[A-Z]{2,5}|(?:UTC|GMT)?\s?[+-]\d{1,2}:?\d{2})?\)?)?\.?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([A-Za-z][A-Za-z ]{1,14}?)[ \t]*:[ \t]*(?=\S)(.*)", re.DOTALL)
_DATED = re.compile(
    r"(?:published|posted|updated|last updated)(?:[ \t]+on)?[ \t]+(?=\S)(.*)", re.IGNORECASE | re.DOTALL
)
_BY = re.compile(
    r"(?P<verb>(?:(?:published|written|reported|posted|edited|compiled|words|story|text|report)[ \t]+)?)"
    r"by:?[ \t]+(?P<name>\S.*)",
    re.IGNORECASE,
)
_FOREIGN_BY = re.compile(r"(?:von|par|por|di|door|av|af|от|автор:|oleh)[ \t]+(?P<name>\S.*)", re.IGNORECASE)
_PARTICLES = frozenset({
    "and", "&", "de", "del", "della", "da", "das", "dos", "di", "du", "la", "le", "el", "al", "bin", "bint",
    "ibn", "ben", "von", "van", "der", "den", "ter", "zu", "zum", "y", "e", "et", "und", "och", "og", "i",
    "in", "at", "for", "of", "the", "with", "from"
})  # fmt: skip
_TERMINAL = ".!?…:;。！？｡।॥۔؟።"
_CLOSING = "\"'”’»›)]」』】）"
_END_MARK = re.compile(r"(?:ends|end|-+ ?30 ?-+|[–—]30[–—]|#{3,}|\(ends\)|\[ends\])", re.IGNORECASE)
_CREDIT = re.compile(r"[(\[][^()\[\]]{0,20}\bby\b[^()\[\]]{1,200}[)\]]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WireStory:
    """The parts of a story in the wire form, each one line of clean text; empty when absent."""

    categories: tuple[str, ...] = ()
    title: str = ""
    standfirst: str = ""
    byline: str = ""
    """The names without "By"."""
    dateline: str = ""
    """What opens the body, such as ``NEW DELHI``, without the mark that ends it."""
    paragraphs: tuple[str, ...] = ()
    sign_off: str = ""
    published: datetime | None = None


def parse_wire(text: str) -> WireStory:
    """Read a story in the wire form. Any text is one: never raises, and no sentence of it is lost."""
    blocks = split_blocks(text)
    labels, blocks = _labels(blocks)
    title = labels.get("title", "")
    if not title and blocks and _is_title(blocks):
        title, blocks = blocks[0], blocks[1:]
        later, blocks = _labels(blocks)
        labels = later | labels
    standfirst, byline, blocks, labels = _byline(blocks, labels)
    dateline, blocks = split_dateline(blocks)
    if not standfirst and not byline and not dateline and len(blocks) > 1 and title:
        # A block between the title and a dateline can only be a standfirst.
        dateline, rest = split_dateline(blocks[1:])
        if dateline:
            standfirst, blocks = blocks[0], rest
    paragraphs, sign_off = _sign_off(blocks)
    return WireStory(
        categories=tuple(
            filter(None, (clean(part) for part in re.split(r"[,;、，]", labels.get("categories", ""))))
        ),
        title=title,
        standfirst=labels.get("standfirst", "") or standfirst,
        byline=labels.get("byline", "") or byline,
        dateline=labels.get("dateline", "") or dateline,
        paragraphs=tuple(paragraphs),
        sign_off=sign_off,
        published=_date(labels["date"]) if "date" in labels else None,
    )


def _labels(blocks: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take the labelled lines off the front of the blocks; a second title ends them."""
    labels: dict[str, str] = {}
    for number, block in enumerate(blocks):
        name, value = _label(block)
        if not name or (name in labels and name not in _REPEATED):
            return labels, blocks[number:]
        if name not in labels:
            labels[name] = value
        elif name == "categories":
            labels[name] += f", {value}"
    return labels, []


def _label(block: str) -> tuple[str, str]:
    """The kind and value of a labelled line, or two empty strings."""
    if found := _LABEL.fullmatch(block):
        name, value = _LABELS.get(" ".join(found[1].lower().split()), ""), found[2]
        if name == "date":
            return (name, value) if _date(value) else ("byline", value) if _is_name(value) else ("", "")
        if name == "byline":
            return (name, _name(value))
        if name:
            return name, value
    dated = _DATED.fullmatch(block)
    value = dated[1] if dated else block
    return ("date", value) if _date(value) else ("", "")


def _date(value: str) -> datetime | None:
    """The moment that a text names when it is a date and nothing else."""
    value = value.strip()
    return parse_date(value) if len(value) <= _LONGEST_SIGN_OFF and _DATE_ALONE.fullmatch(value) else None


def _is_title(blocks: list[str]) -> bool:
    """Whether the first block is a headline rather than a sentence of the story, a dateline or a byline."""
    first = blocks[0]
    if len(first) > _LONGEST_TITLE or split_dateline(blocks)[0]:
        return False
    if _by(first):
        return False
    if len(first) > _LONGEST_TITLE // 2 and first.endswith("."):
        return False
    sentences = re.findall(r"[.!?][\"'”’]?\s+[^\W\d_a-z]", first)
    if len(blocks) == 1:
        return not sentences and not _ends_sentence(first)
    return len(sentences) < 2 or len(first) < _SHORT


def _byline(blocks: list[str], labels: dict[str, str]) -> tuple[str, str, list[str], dict[str, str]]:
    """Find the byline at the head: the standfirst before it, the names, and the blocks that follow."""
    for number, block in enumerate(blocks[: _STANDFIRST_BLOCKS + 1]):
        labelled = _label(block)[0]
        name = _by(block)
        if not name and not labelled:
            continue
        found, rest = _labels(blocks[number + 1 :] if name else blocks[number:])
        labels = found | labels
        standfirst = " ".join(blocks[:number])
        if not name and rest and _by(rest[0]):
            name, rest = _by(rest[0]), rest[1:]
        if not name and number == 0:
            # Labels directly under the title: the byline may still follow a standfirst.
            return _byline(rest, labels)
        return standfirst, name, rest, labels
    return "", "", blocks, labels


def _by(block: str) -> str:
    """The names in a byline, or an empty string."""
    found = _BY.fullmatch(block)
    if found and (found["verb"] or _is_name(found["name"])) and len(block) <= _LONGEST_TITLE // 2:
        return _name(found["name"])
    found = _FOREIGN_BY.fullmatch(block)
    if found and _is_name(found["name"]) and " " in found["name"]:
        return _name(found["name"])
    return ""


def _name(value: str) -> str:
    return re.sub(r"^by:?\s+", "", value, flags=re.IGNORECASE).rstrip(" ,;|") or value


def _is_name(value: str) -> bool:
    """Whether it looks like names and titles: few words, none but particles in lower case, no sentence."""
    words = value.split()
    if len(value) > _LONGEST_SIGN_OFF or len(words) > 12 or re.search(r"\w{3,}[.!?]|[!?:;]|\d", value):
        return False
    return all(not word[0].islower() or word.lower().strip(",") in _PARTICLES for word in words)


def _ends_sentence(block: str) -> bool:
    return block.rstrip(_CLOSING + " ")[-1:] in _TERMINAL if block.rstrip(_CLOSING + " ") else False


def _sign_off(blocks: list[str]) -> tuple[list[str], str]:
    """Part the sign-off, a short last block without a full stop, from the paragraphs."""
    if len(blocks) > 1 and _END_MARK.fullmatch(blocks[-1]):
        blocks = blocks[:-1]
    if len(blocks) < 2:
        return blocks, ""
    last, before = blocks[-1], blocks[-2]
    if _CREDIT.fullmatch(last):
        return blocks[:-1], last
    short = len(last) <= _LONGEST_SIGN_OFF and len(last.split()) <= _SIGN_OFF_WORDS
    listed = re.match(r"[-*•·\d>|]", last) or ":" in last or not _ends_sentence(before)
    if not short or listed or _ends_sentence(last) or last[-1] in _CLOSING:
        return blocks, ""
    return blocks[:-1], re.sub(r"^[—–-]\s*", "", last)
