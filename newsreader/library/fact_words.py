"""The words by which facts are found: names and text folded, and what the search indexes are asked for."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsreader.library import search
from newsreader.text import UNSPACED

_BETWEEN = re.compile("[^a-z0-9]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SIGN = "\ue000"
"""Begins the words that stand for a figure's kind, unit and size; a private character no text uses."""
_STEP = 1.2
"""How far apart two values are that fall in neighbouring classes of size."""
_MOST_CLASSES = 40
_MOST_DIGITS = 25
_SMALLEST = 0.01
_PIECE = 4_000


def folded(value: str) -> str:
    """Words without case, accents and punctuation, a space between them."""
    return " ".join(tokens(value))


def tokens(value: str) -> list[str]:
    """The words of a text, folded; each character of a script without spaces is one."""
    found: list[str] = []
    for word in _plain(value).split():
        if _UNSPACED.search(word):
            found += _split(word)
        else:
            found.append(word)
    return found


def _plain(value: str) -> str:
    """Words as the search indexes fold them, parted by spaces. Marks belong to words, as vowels do in Hindi."""
    if value.isascii():
        return _BETWEEN.sub(" ", value.lower())
    # In pieces: the time that normalising takes is quadratic in the length of a run of combining marks.
    pieces = (
        # Folded between: capitals come out of compatible forms, and marks out of folding.
        unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", value[start : start + _PIECE]).casefold())
        for start in range(0, len(value), _PIECE)
    )
    return "".join(
        sign if unicodedata.category(sign)[0] in "LNM" else " "
        for piece in pieces
        for sign in piece
        if not "\u0300" <= sign <= "\u036f"
    )


def _split(word: str) -> Iterator[str]:
    rest = ""
    for sign in word:
        if _UNSPACED.match(sign):
            if rest:
                yield rest
            rest = ""
            yield sign
        else:
            rest += sign
    if rest:
        yield rest


def phrases(query: str) -> list[str]:
    """The terms of a reader's query for the index of quotes, each an FTS5 expression; empty for no words."""
    matched = search.match(query.replace(_SIGN, " "))
    return re.findall(r'"[^"]*"\*?', matched)


def words(query: str) -> list[str]:
    """The words of a reader's query for an index that knows no phrases, each the beginning of a word."""
    found = []
    for term in phrases(query):
        *whole, last = term.strip('"*').split()
        found += [f'"{word}"' for word in whole] + [f'"{last}"*']
    return found


def passage_words(headline: str, sentence: str, figures: Iterable[Sequence[Any]]) -> str:
    """What is indexed of a sentence with figures: rows of kind, unit, low, high, text, of."""
    signs = dict.fromkeys(
        sign
        for kind, unit, low, high, shown, _ in figures
        for sign in (
            kind_sign(kind),
            unit_sign(unit),
            *([magnitude_sign(high)] if high is not None else []),
            *size_signs(kind, low, high, shown),
        )
    )
    said = f"{search.indexed(sentence)} {search.indexed(headline)}".replace(_SIGN, " ")
    return f"{' '.join(signs)} {said}"


def kind_sign(kind: str) -> str:
    """The word that stands for a figure's kind."""
    return f"{_SIGN}k{kind}"


def unit_sign(unit: str) -> str:
    """The word that stands for a figure's unit."""
    return f"{_SIGN}u{''.join(f'{ord(sign):x}' for sign in unit.casefold()[:20])}"


def magnitude_sign(value: float) -> str:
    """The word that stands for how many digits an amount has before the point."""
    return f"{_SIGN}m{_magnitude(value)}"


def magnitude_signs(least: float) -> list[str]:
    """The words that amounts of this or more have one of; none when it can be any."""
    return (
        [f"{_SIGN}m{digits}" for digits in range(_magnitude(least), _MOST_DIGITS + 1)] if least >= 1 else []
    )


def _magnitude(value: float) -> int:
    return min(_MOST_DIGITS, len(f"{int(min(value, 1e30))}")) if value >= 1 else 0


def size_signs(kind: str, low: float | None, high: float | None, shown: str, reach: int = 0) -> list[str]:
    """The words that stand for a value or range; for a date its first day, for no value its own words.

    Two values whose ratio is at most 1.2 have a word in common when one of them is asked for with a reach of 1.
    """
    if low is None or high is None:
        return [f"{_SIGN}t{''.join(tokens(shown))[:40]}"]
    if kind == "date":
        return [f"{_SIGN}d{low:.0f}"]
    first, last = sorted((_size(low), _size(high)))
    last = min(last, first + _MOST_CLASSES)
    return [
        f"{_SIGN}v{'m' if size < 0 else ''}{abs(size)}" for size in range(first - reach, last + reach + 1)
    ]


def _size(value: float) -> int:
    """The class of a value on a scale of ratios; below one hundredth all are the same."""
    if abs(value) < _SMALLEST:
        return 0
    size = 100 + math.floor(math.log(abs(value)) / math.log(_STEP) + 0.5)
    return size if value > 0 else -size
