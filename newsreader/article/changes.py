"""What a publisher changed in a story: its headline, its figures, its quotes, then its words."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from newsreader.article.article import Article
from newsreader.article.marks import Figure, FigureKind, Quote
from newsreader.article.wording_changes import (
    Pair,
    Piece,
    folded,
    likeness,
    pair_paragraphs,
    tokens,
    word_changes,
)

PassageKind = Literal["changed", "added", "removed", "moved"]

_MOST = 300
"""Figures and quotes that are compared one by one; what goes beyond is told in the words alone."""
_ENOUGH = 3.0
_ALIKE = 0.5
_AROUND = 40

M = TypeVar("M", Figure, Quote)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another now, is gone, or is new."""

    kind: FigureKind
    before: str
    """As it was written; empty when it is new."""
    after: str
    """As it is written; empty when it is gone."""
    of: str
    """What it counts."""


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that reads otherwise now, is gone, is new, or is somebody else's."""

    before: str
    after: str
    speaker_before: str
    speaker_after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that was changed, came, went, or stands elsewhere."""

    kind: PassageKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between two versions of a story; empty parts are the same in both."""

    headline: tuple[Piece, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    quotes: tuple[QuoteChange, ...] = ()
    passages: tuple[Passage, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.headline or self.figures or self.quotes or self.passages)


def compare(before: Article, after: Article) -> Changes:
    """What changed from one version of a story to a later one.

    The time it takes is about linear in the length of both.
    """
    pairs = pair_paragraphs([block.text for block in before.blocks], [block.text for block in after.blocks])
    headline = word_changes(before.title, after.title)
    return Changes(
        headline=headline if any(piece.kind != "same" for piece in headline) else (),
        figures=tuple(_figures(before, after, pairs)),
        quotes=tuple(_quotes(before, after)),
        passages=tuple(_passages(before, after, pairs)),
    )


# Words


def _passages(before: Article, after: Article, pairs: Sequence[Pair]) -> list[Passage]:
    found = _head(before, after)
    gone = {before.blocks[pair.before].text for pair in pairs if pair.after < 0}
    came = {after.blocks[pair.after].text for pair in pairs if pair.before < 0}
    moved = (gone & came) - {""}
    for pair in pairs:
        old = before.blocks[pair.before].text if pair.before >= 0 else ""
        new = after.blocks[pair.after].text if pair.after >= 0 else ""
        if pair.same or not (old or new):
            continue
        if new in moved and not old:
            found.append(Passage("moved", (Piece("same", new),)))
        elif not (old in moved and not new):
            kind: PassageKind = "changed" if old and new else "added" if new else "removed"
            found.append(Passage(kind, word_changes(old, new)))
    return found


def _head(before: Article, after: Article) -> list[Passage]:
    """The standfirst, the dateline and the sign-off, where they differ."""
    found = []
    for old, new in (
        (before.standfirst, after.standfirst),
        (before.dateline, after.dateline),
        (before.byline, after.byline),
        (before.sign_off, after.sign_off),
    ):
        pieces = word_changes(old, new)
        if any(piece.kind != "same" for piece in pieces):
            found.append(Passage("changed" if old and new else "added" if new else "removed", pieces))
    return found


# Figures


def _figures(before: Article, after: Article, pairs: Sequence[Pair]) -> list[FigureChange]:
    old, new = _unshared(before.figures, after.figures, _amount)
    became = {pair.before: pair.after for pair in pairs if pair.before >= 0 and pair.after >= 0}

    def score(one: Figure, other: Figure) -> float:
        if one.kind != other.kind:
            return 0.0
        same_of = bool(one.of) and one.of.casefold() == other.of.casefold()
        same_unit = (one.unit, one.per) == (other.unit, other.per)
        near = became.get(_block(before, one.start), -1) == _block(after, other.start)
        around = likeness(_around(before, one), _around(after, other))
        return 2.0 * same_of + same_unit + 1.5 * near + 2.0 * around

    found = [
        FigureChange(new[to].kind, old[at].text, new[to].text, new[to].of or old[at].of)
        if at >= 0 and to >= 0
        else FigureChange(new[to].kind, "", new[to].text, new[to].of)
        if to >= 0
        else FigureChange(old[at].kind, old[at].text, "", old[at].of)
        for at, to in _matched(old, new, score, _ENOUGH)
    ]
    return list(dict.fromkeys(found))


def _amount(figure: Figure) -> Hashable:
    value = figure.dates or figure.value
    return (figure.kind, figure.text.casefold() if value is None else value, figure.unit, figure.per)


def _around(article: Article, figure: Figure) -> str:
    start = max(0, figure.start - _AROUND)
    return article.text[start : figure.start] + " " + article.text[figure.end : figure.end + _AROUND]


def _block(article: Article, offset: int) -> int:
    return bisect_right(article.starts, offset) - 1


# Quotes


def _quotes(before: Article, after: Article) -> list[QuoteChange]:
    said = [quote for quote in before.quotes if quote.kind == "speech"]
    to_said = [quote for quote in after.quotes if quote.kind == "speech"]
    old, new = _unshared(said, to_said, _said)

    def score(one: Quote, other: Quote) -> float:
        alike = likeness(one.text, other.text)
        return alike if alike >= _ALIKE else 0.0

    found = []
    for at, to in _matched(old, new, score, _ALIKE):
        one, other = (old[at] if at >= 0 else None), (new[to] if to >= 0 else None)
        words, to_words = _words(one), _words(other)
        found.append(
            QuoteChange(words, to_words, _speaker(one), _speaker(other), word_changes(words, to_words))
        )
    return found


def _said(quote: Quote) -> Hashable:
    speaker = quote.speaker.name.split(",")[0].split() if quote.speaker else []
    return tuple(map(folded, tokens(quote.text.rstrip(" ,.")))), speaker[-1] if speaker else ""


def _words(quote: Quote | None) -> str:
    """What was said, without the comma that led over to who said it."""
    return quote.text.rstrip(",，、 ") if quote else ""


def _speaker(quote: Quote | None) -> str:
    return quote.speaker.name if quote and quote.speaker else ""


# Marks of both versions


def _unshared(old: Sequence[M], new: Sequence[M], key: Callable[[M], Hashable]) -> tuple[list[M], list[M]]:
    """The marks that are in one version alone, however often each is in both."""
    known, to_known = Counter(map(key, old)), Counter(map(key, new))
    return (
        [mark for mark in old if not to_known[key(mark)]][:_MOST],
        [mark for mark in new if not known[key(mark)]][:_MOST],
    )


def _matched(
    old: Sequence[M], new: Sequence[M], score: Callable[[M, M], float], least: float
) -> list[tuple[int, int]]:
    """Which mark became which, the likeliest first taken; in the order of the new text, then those that are gone."""
    likely = [
        (-found, abs(at - to), at, to)
        for at, one in enumerate(old)
        for to, other in enumerate(new)
        if (found := score(one, other)) >= least
    ]
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, to in sorted(likely):
        if at not in taken and to not in partners:
            partners[to] = at
            taken.add(at)
    pairs = [(partners.get(to, -1), to) for to in range(len(new))]
    return pairs + [(at, -1) for at in range(len(old)) if at not in taken]
