"""Whether two stories report the same thing: near-same words, or the same quantity of the same subject."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from newsreader.library import fact_words

_NEAR = 1.2
"""The ratio up to which two values are near; so are 12 and 14 dead, which is where sources differ."""
_APART = 2.5
"""The ratio for counts and money of what is clearly the same subject: first tolls and late ones."""
_CLEARLY = 0.6
_SHARED_WORDS = 0.55
"""The part of the shorter quote's pairs of words that near-same words have in common."""
_SAME_WORDS = 0.8
_ENOUGH_WORDS = 8
"""So many words, nearly the same, are the same quote though sources name different speakers."""
_SHORT_QUOTE = 4
_WINDOW = 3
_MOST_WINDOWS = 8
_SUBJECT = 0.3
_LEAST_LETTERS = 4
_FEW = frozenset({
    "about", "above", "after", "again", "against", "also", "among", "another", "because", "been",
    "before", "being", "below", "between", "both", "came", "come", "could", "does", "doing", "down",
    "during", "each", "even", "every", "from", "further", "have", "having", "here", "into", "itself",
    "just", "like", "made", "make", "many", "more", "most", "much", "must", "near", "nearly", "only",
    "other", "over", "part", "said", "same", "says", "should", "since", "some", "such", "than", "that",
    "their", "them", "then", "there", "these", "they", "this", "those", "three", "through", "told",
    "under", "until", "very", "were", "what", "when", "where", "which", "while", "will", "with",
    "within", "without", "would", "year", "years", "your",
    # Who tells of it, and when, tells nothing of what it is.
    "according", "announced", "chairman", "chief", "company", "director", "executive", "firm", "government",
    "minister", "ministry", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "month",
    "months", "officer", "official", "officials", "president", "quarter", "report", "reported", "reporters",
    "sources", "spokesman", "spokesperson", "spokeswoman", "statement", "today", "week", "weeks", "yesterday",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
"""English words of four letters and more that say nothing about a subject."""
_ENDINGS = ("ing", "ed", "es", "e", "s")
_ROOT = 3


class Amount(Protocol):
    """What is compared of a figure."""

    @property
    def kind(self) -> str:
        """Such as ``money``."""

    @property
    def unit(self) -> str:
        """Such as ``USD``."""

    @property
    def per(self) -> str:
        """What a rate is by."""

    @property
    def low(self) -> float | None:
        """The value, or the lower end of a range."""

    @property
    def high(self) -> float | None:
        """The value, or the upper end of a range."""

    @property
    def text(self) -> str:
        """As it is written."""

    @property
    def of(self) -> str:
        """What it counts."""

    @property
    def sentence(self) -> str:
        """The words around it."""


def near_same(one: str, other: str) -> float:
    """How much of the shorter text's wording is in the longer one, from 0 to 1: pairs of neighbouring words."""
    first, second = fact_words.tokens(one), fact_words.tokens(other)
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) < 2:
        return float(first == second)
    pairs, others = _pairs(first), _pairs(second)
    return len(pairs & others) / min(len(pairs), len(others))


def same_quote(one: str, other: str, speaker: str, other_speaker: str) -> bool:
    """Whether two quotes are the same words of the same person, as far as can be told.

    A short quote must be the same word for word, and a speaker must then be named by both.
    """
    likeness = near_same(one, other)
    first, second = fact_words.tokens(one), fact_words.tokens(other)
    shorter = min(len(first), len(second))
    if not shorter:
        return False
    if shorter >= _ENOUGH_WORDS and likeness >= _SAME_WORDS:
        return True
    if speaker and other_speaker and not same_person(speaker, other_speaker):
        return False
    if shorter < _SHORT_QUOTE:
        return bool(speaker and other_speaker) and first == second
    return likeness >= (_SHARED_WORDS if speaker and other_speaker else _SAME_WORDS)


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: one holds the other, as "Dmitry Peskov" does "Peskov"."""
    first, second = set(fact_words.tokens(one)), set(fact_words.tokens(other))
    return bool(first and second) and (first <= second or second <= first)


def telling_windows(words: str) -> list[str]:
    """Some runs of a few words of a quote by which to look for it, those of the longest words first."""
    found = fact_words.tokens(words)
    size = min(_WINDOW, len(found))
    windows = {" ".join(found[at : at + size]) for at in range(len(found) - size + 1)} if found else set()
    return sorted(windows, key=lambda window: (-len(window), window))[:_MOST_WINDOWS]


def figure_likeness(one: Amount, other: Amount) -> float:
    """How likely two figures are of the same thing, from 0 for not at all to 1."""
    if (one.kind, one.unit, one.per) != (other.kind, other.unit, other.per) or not near(one, other, _APART):
        return 0.0
    close = near(one, other)
    counted, also_counted = _stems(one.of), _stems(other.of)
    if counted and also_counted and not counted & also_counted:
        return 0.0
    told, others = _subject_stems(one), _subject_stems(other)
    shared = len(told & others)
    least = min(len(told), len(others))
    if least < 2 or shared < 2:
        return 0.0
    likeness = shared / least
    if close:
        return likeness if likeness >= _SUBJECT else 0.0
    # Values that differ so much are of one thing only when what they count says so too.
    is_said = bool(counted & also_counted) if one.kind == "count" else one.kind == "money"
    return likeness / 2 if is_said and likeness >= _CLEARLY else 0.0


def near(one: Amount, other: Amount, ratio: float = _NEAR) -> bool:
    """Whether two values are near or two ranges overlap or nearly do; without values, the same words.

    Args:
        one: The first.
        other: The second.
        ratio: How many times as large the larger may be.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return one.low is other.low is None and fact_words.tokens(one.text) == fact_words.tokens(other.text)
    if one.kind == "date":
        return one.low <= other.high and other.low <= one.high
    if one.kind == "time":
        return abs(one.low - other.low) <= 60
    first, second = sorted((one, other), key=lambda figure: figure.low or 0.0)
    assert first.high is not None  # noqa: S101 - neither end is None, as was asked above
    assert second.low is not None  # noqa: S101
    top, bottom = first.high, second.low
    if bottom <= top:
        return True
    return (top > 0 and bottom <= top * ratio) or (bottom < 0 and top >= bottom * ratio)


def subject(of: str, sentence: str, shown: str) -> frozenset[str]:
    """The words that tell what a figure is about: long enough, not too common, and not those of the figure."""
    own = set(fact_words.tokens(shown))
    return frozenset(
        word for word in fact_words.tokens(f"{of} {sentence}") if word not in own and _tells(word)
    )


def _tells(word: str) -> bool:
    if not word.isascii():
        return not word.isdigit()
    return len(word) >= _LEAST_LETTERS and not word.isdigit() and word not in _FEW


def _subject_stems(figure: Amount) -> set[str]:
    return {_stem(word) for word in subject(figure.of, figure.sentence, figure.text)}


def _stems(words: str) -> set[str]:
    return {_stem(word) for word in fact_words.tokens(words) if not word.isdigit()}


def _stem(word: str) -> str:
    """The beginning that the forms of a word have in common: fined and fine, abuse and abusing."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word.removesuffix(ending)[:5]
    return word[:5]


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))
