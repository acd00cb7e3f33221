"""A text made ready for the rules: folded without moving an offset, with what its language calls things."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from newsreader.article.figures.lexicon import WORD, Lexicon
from newsreader.article.marks import FigureKind
from newsreader.article.patterns import deferred

_SPACES = "\u00a0\u2009\u202f\u2007\u2002\u2003\u2008\u200a\u3000\t"
_FOLDS = (("\u2019", "'"), ("\u02bc", "'"), ("\u2011", "-"), ("\u2010", "-"), ("\u2212", "-"))
_WRAP = deferred(r"(?<!\n)\n(?!\n)")
_WORD_BEFORE = deferred(r"([^\w\n\u0900-\u0963]{0,3})([\w\u0900-\u0963]+)")
"""Read backwards, where it is the first thing that comes and need not be searched for."""
_WORD_AFTER = deferred(rf"[ -]{{0,3}}({WORD})")
_BACK = 24


class Number(NamedTuple):
    """A number as it stands in the text, with its scale ("3.5 million") but without sign, unit or currency."""

    start: int
    end: int
    value: Decimal
    digits: bool
    """Written in digits, at least in part."""
    bare: bool
    """Digits alone: no separators, fraction or scale word."""
    scale: Decimal = Decimal(1)
    high: Decimal | None = None
    """The other end of what a vague number ("hundreds") can stand for."""


class Found(NamedTuple):
    """What a rule marks. ``number`` is what a range needs to know of it."""

    start: int
    end: int
    kind: FigureKind
    value: Decimal | tuple[Decimal, Decimal] | None
    unit: str
    rule: str
    of: str = ""
    per: str = ""
    dates: tuple[date, date] | None = None


class Page:
    """The text under search."""

    __slots__ = ("afters", "befores", "lexicon", "low", "text", "written")

    def __init__(self, text: str, low: str, lexicon: Lexicon, written: date | None) -> None:
        self.text = text
        self.low = low
        """``text`` in lower case with spaces, apostrophes and hyphens folded; the same length."""
        self.lexicon = lexicon
        self.written = written
        self.befores: dict[int, Before] = {}
        """What ``before`` found; rule after rule asks for the same place."""
        self.afters: dict[int, After] = {}


Rule = Callable[[Page, Number], Found | None]


def fold(text: str) -> str:
    """Lower case, one sort of space, apostrophe and hyphen, wrapped lines joined; every offset stays."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    if not low.isascii():
        for space in _SPACES:
            low = low.replace(space, " ")
        for old, new in _FOLDS:
            low = low.replace(old, new)
    elif "\t" in low:
        low = low.replace("\t", " ")
    return _WRAP.sub(" ", low) if "\n" in low else low


class Before(NamedTuple):
    """The word before a place, and what parts the two."""

    start: int
    word: str
    gap: str


def before(page: Page, at: int) -> Before:
    """The last word that ends at most three marks or spaces before ``at``; empty where there is none."""
    if at not in page.befores:
        low = page.low
        found = _WORD_BEFORE.match(low[max(0, at - _BACK) : at][::-1])
        if found:
            gap, length = found.span(2)
            known = Before(at - length, low[at - length : at - gap], low[at - gap : at])
        else:
            known = Before(at, "", "")
        page.befores[at] = known
    return page.befores[at]


class After(NamedTuple):
    """The word after a place, and the spaces and hyphens that part the two."""

    gap: str
    word: str
    start: int
    end: int


def after(page: Page, at: int) -> After:
    """The next word, which begins at most three spaces or hyphens after ``at``; empty where there is none."""
    if at not in page.afters:
        found = _WORD_AFTER.match(page.low, at)
        start, end = found.span(1) if found else (at, at)
        page.afters[at] = After(page.low[at:start], page.low[start:end], start, end)
    return page.afters[at]


def follow(page: Page, at: int) -> str:
    """The next word, where it follows at once or after one space; else empty."""
    gap, word, _, _ = after(page, at)
    return word if gap in {"", " "} else ""
