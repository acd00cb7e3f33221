"""What abbreviations stand for (``<abbr title="…">``), said once where the story does not say it itself."""

import re

from lxml import etree

from newsreader.text import clean

_LONGEST = 100
"""Characters of an expansion; what is longer is a remark."""
_LONGEST_SHORT = 24
_MOST_LOOKS = 200
"""How often one story's lines are looked through for quotation marks, so that time stays bounded."""
_MOMENT = re.compile(r"\d{4}-\d\d|\b(?:1[5-9]|20)\d\d\b|\d:\d\d")
"""Dates and times of day, which microformats and scripts put into the title."""
_OPENING, _CLOSING = "“„«‹「『‟", "”»›」』"


class Abbreviations:
    """The abbreviations of one body whose expansions are still to be said."""

    def __init__(self, root: etree._Element) -> None:
        self._words = ""
        if next(root.iter("abbr", "acronym"), None) is not None:
            self._words = _folded(etree.tostring(root, method="text", encoding="unicode", with_tail=False))
        self._said: set[str] = set()
        self._looks = 0

    def expansion(self, element: etree._Element) -> str:
        """What an abbreviation stands for, where that is worth saying; empty where not."""
        told = clean(element.get("title") or "")
        if not told or len(told) > _LONGEST:
            return ""
        written = "".join(map(str, element.itertext()))
        short = clean(written)
        if not 0 < len(short) <= min(_LONGEST_SHORT, len(told) - 1) or not any(map(str.isalpha, short)):
            return ""
        after = "" if written[-1].isspace() else (element.tail or "")[:1]
        if after.isalnum() or after in {"’", "'", "-", "‑"}:
            return ""  # "NGOs": brackets would part the word
        known = _folded(short) in self._said or _folded(told) in self._said
        return "" if known or _MOMENT.search(told) or _folded(told) in self._words else told

    def may_look(self) -> bool:
        """Whether a line may still be looked through."""
        self._looks += 1
        return self._looks <= _MOST_LOOKS

    def say(self, element: etree._Element, expansion: str) -> None:
        """An expansion is said: once is enough."""
        self._said |= {_folded(clean("".join(map(str, element.itertext())))), _folded(expansion)}


def is_quoting(line: str) -> bool:
    """Whether a line stops within quotation marks, whose words are somebody's own."""
    opened = 0
    for mark in line:
        if mark in _OPENING or (mark == '"' and not opened):
            opened += 1
        elif opened and (mark in _CLOSING or mark == '"'):
            opened -= 1
    return opened > 0


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
