"""Where a passage stands in a text now: the very words, else but for signs and spaces, else the nearest to it.

Of equal words those are taken that have the same words around them, then those nearest to where they stood.
"""

import itertools
import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from newsreader.article.folding import fold
from newsreader.library.highlights import Passage

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
"""A word, or one character of a script that is written without spaces."""
_SPACES = re.compile(r"\s+")
_MOST_PLACES = 400
"""A word that stands in more places tells nothing."""
_MOST_LOOKED_AT = 400_000
_FEWEST_WORDS = 3
_ENOUGH = 0.6
"""The share of the words of a passage that must be there, in their order."""
_TRIED = 8
_AROUND = 8
_SHORT = 24
_SURE = 6
"""Of a passage this short, so many characters around it must be the same: such words may stand anywhere."""
_LONGEST_TRIED = 1_200
"""Words of a passage that are compared one by one; of a longer one its two ends are looked for."""

Span = tuple[int, int]


class Anchoring:
    """A text in which passages are looked for; what that needs of the text is made once."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, passage: Passage) -> Span | None:
        """Where the passage stands now, or None when its words are gone."""
        words = passage.words
        if not words.strip():
            return None
        start = passage.start
        end = start + len(words)
        if (
            self._text.startswith(words, start)
            and self._text[:start].endswith(passage.before)
            and self._text.startswith(passage.after, end)
        ):
            return start, end
        exact = _best(((at, at + len(words)) for at in _places(self._text, words)), self._text, passage)
        return exact or self._folded_match(passage) or self._near_match(passage)

    def _folded_match(self, passage: Passage) -> Span | None:
        wanted = _squeeze(passage.words).text.strip()
        squeezed = self._squeezed
        if not wanted:
            return None
        spans = (squeezed.span(at, at + len(wanted)) for at in _places(squeezed.text, wanted))
        return _best(spans, self._text, passage)

    def _near_match(self, passage: Passage) -> Span | None:
        wanted = _words(passage.words)
        if len(wanted) < _FEWEST_WORDS:
            return None
        if len(wanted) > _LONGEST_TRIED:
            return self._between_ends(passage, wanted)
        tokens = self._tokens
        scored = []
        for first in self._candidates(wanted, passage):
            low, high = max(0, first - _AROUND), min(len(tokens.words), first + len(wanted) + _AROUND)
            near = _aligned(wanted, tokens.words[low:high])
            if near is not None:
                share, begin, end = near
                span = tokens.starts[low + begin], tokens.ends[low + end - 1]
                scored.append((round(share, 2), _fit(self._text, span, passage), span))
        enough = [one for one in scored if one[0] >= _ENOUGH]
        return max(enough)[2] if enough else None

    def _candidates(self, wanted: list[str], passage: Passage) -> list[int]:
        """Where, by the words that stand there, the passage could begin; the likeliest first."""
        tokens = self._tokens
        votes: Counter[int] = Counter()
        for index, word in enumerate(wanted):
            places = tokens.places.get(word, ())
            if len(places) <= _MOST_PLACES:
                votes.update(place - index for place in places)
        if not votes:
            votes = self._votes_of_pairs(wanted)
        # Words that were put in or left out shift the rest: neighbours vote for each other.
        joined = {
            first: count
            + sum(votes.get(first + by, 0) for by in range(-_AROUND // 2, _AROUND // 2 + 1) if by) / 2
            for first, count in votes.most_common(_TRIED * 8)
        }
        there = bisect_left(tokens.starts, passage.start)
        ranked = sorted(joined, key=lambda first: (-joined[first], abs(first - there)))
        return [*ranked[:_TRIED], there]

    def _votes_of_pairs(self, wanted: list[str]) -> "Counter[int]":
        """The same where every word is common: two words next to each other say more."""
        tokens = self._tokens
        votes: Counter[int] = Counter()
        left = _MOST_LOOKED_AT
        for index, (word, after) in enumerate(itertools.pairwise(wanted)):
            places = tokens.places.get(word, ())
            left -= len(places)
            if left < 0:
                break
            votes.update(
                place - index
                for place in places
                if place + 1 < len(tokens.words) and tokens.words[place + 1] == after
            )
        return votes

    def _between_ends(self, passage: Passage, wanted: list[str]) -> Span | None:
        """A very long passage: from where its beginning stands to where its end does."""
        cut = len(passage.words) * 200 // len(wanted)
        head = Passage(passage.words[:cut], passage.before, passage.words[cut : cut + 64], passage.start)
        tail_start = len(passage.words) - cut
        tail = Passage(
            passage.words[tail_start:],
            passage.words[max(0, tail_start - 64) : tail_start],
            passage.after,
            passage.start + tail_start,
        )
        first, last = self.find(head), self.find(tail)
        return (first[0], last[1]) if first and last and first[0] < last[1] else None

    @cached_property
    def _squeezed(self) -> "_Squeezed":
        return _squeeze(self._text)

    @cached_property
    def _tokens(self) -> "_Tokens":
        return _Tokens.of(self._text)


def find_passage(passage: Passage, text: str) -> Span | None:
    """Where a passage stands in a text now, or None when its words are gone."""
    return Anchoring(text).find(passage)


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A folded text with single spaces, and where its characters stood."""

    text: str
    places: "array[int]"

    def span(self, start: int, end: int) -> Span:
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The words of a text, folded, and where they stand."""

    words: list[str]
    starts: "array[int]"
    ends: "array[int]"
    places: dict[str, list[int]]

    @classmethod
    def of(cls, text: str) -> "_Tokens":
        words: list[str] = []
        starts, ends = array("q"), array("q")
        places: dict[str, list[int]] = {}
        for found in _WORD.finditer(text):
            word = fold(found[0]).text
            places.setdefault(word, []).append(len(words))
            words.append(word)
            starts.append(found.start())
            ends.append(found.end())
        return cls(words, starts, ends, places)


def _words(text: str) -> list[str]:
    return [fold(word).text for word in _WORD.findall(text)]


def _squeeze(text: str) -> _Squeezed:
    folded = fold(text)
    parts: list[str] = []
    places = array("q")
    at = 0
    for space in _SPACES.finditer(folded.text):
        parts += [folded.text[at : space.start()], " "]
        places.extend(range(at, space.start() + 1))
        at = space.end()
    parts.append(folded.text[at:])
    places.extend(range(at, len(folded.text)))
    if folded.places is not None:
        places = array("q", (folded.places[place] for place in places))
    return _Squeezed("".join(parts), places)


def _places(text: str, wanted: str) -> Iterable[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _best(spans: Iterable[Span], text: str, passage: Passage) -> Span | None:
    fits = ((_fit(text, span, passage), span) for span in spans)
    (same, _), span = max(fits, default=((0, 0), None))
    around = len(passage.before) + len(passage.after)
    return span if len(passage.words) >= _SHORT or same >= min(_SURE, around) else None


def _fit(text: str, span: Span, passage: Passage) -> tuple[int, int]:
    """How well a place fits: the characters around it that are the same; then how near it is."""
    start, end = span
    same = _shared(text[max(0, start - len(passage.before)) : start][::-1], passage.before[::-1])
    same += _shared(text[end : end + len(passage.after)], passage.after)
    return same, -abs(start - passage.start)


def _shared(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))


def _aligned(wanted: list[str], there: list[str]) -> tuple[float, int, int] | None:
    """The share of the words that are there in their order, and the first and last place that they take."""
    blocks = [
        block
        for block in SequenceMatcher(None, there, wanted, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return None
    begin, end = blocks[0].a, blocks[-1].a + blocks[-1].size
    same = sum(block.size for block in blocks)
    return same / max(len(wanted), end - begin), begin, end
