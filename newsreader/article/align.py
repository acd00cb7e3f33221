"""Aligning two sequences: which items stayed, in about linear time.

Items that occur once in each are anchors, as in a patience diff, in the longest order that both share; between them
the same is done again. Only short stretches without anchors are compared item by item, so that hostile text cannot
make it slow.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeAlias

_MOST_COMPARED = 20_000
"""The product of two lengths up to which stretches are compared item by item."""
_DEEPEST = 16

_Match: TypeAlias = tuple[int, int, int]
"""Where in the first, where in the second, and how many items are the same."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Items ``before[start:end]`` that became ``after[to_start:to_end]``, or stayed as they are."""

    same: bool
    start: int
    end: int
    to_start: int
    to_end: int


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Stretch]:
    """What stayed and what was replaced, in order; together the stretches cover both sequences."""
    matches: list[_Match] = []
    gaps = [_Gap(0, len(before), 0, len(after), 0)]
    while gaps:
        gap = _trimmed(before, after, gaps.pop(), matches)
        if gap.start == gap.end or gap.to_start == gap.to_end:
            continue
        anchors = _anchors(before, after, gap) if gap.depth < _DEEPEST else []
        if anchors:
            matches += [(at, to, 1) for at, to in anchors]
            ends = [(gap.start - 1, gap.to_start - 1), *anchors, (gap.end, gap.to_end)]
            gaps += [
                _Gap(at + 1, next_at, to + 1, next_to, gap.depth + 1)
                for (at, to), (next_at, next_to) in pairwise(ends)
            ]
        elif (gap.end - gap.start) * (gap.to_end - gap.to_start) <= _MOST_COMPARED:
            old, new = before[gap.start : gap.end], after[gap.to_start : gap.to_end]
            blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
            matches += [(gap.start + at, gap.to_start + to, count) for at, to, count in blocks if count]
    return _stretches(sorted(matches), len(before), len(after))


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between two matches."""

    start: int
    end: int
    to_start: int
    to_end: int
    depth: int


def _trimmed(before: Sequence[Hashable], after: Sequence[Hashable], gap: _Gap, matches: list[_Match]) -> _Gap:
    """A gap without the items that are the same at its ends; those are added to ``matches``."""
    start, end, to_start, to_end = gap.start, gap.end, gap.to_start, gap.to_end
    while start < end and to_start < to_end and before[start] == after[to_start]:
        start, to_start = start + 1, to_start + 1
    if start > gap.start:
        matches.append((gap.start, gap.to_start, start - gap.start))
    while start < end and to_start < to_end and before[end - 1] == after[to_end - 1]:
        end, to_end = end - 1, to_end - 1
    if end < gap.end:
        matches.append((end, to_end, gap.end - end))
    return _Gap(start, end, to_start, to_end, gap.depth)


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], gap: _Gap) -> list[tuple[int, int]]:
    """Places of items that occur once in both, in the longest order that both share."""
    counts = Counter(before[gap.start : gap.end])
    to_counts = Counter(after[gap.to_start : gap.to_end])
    places = {after[to]: to for to in range(gap.to_start, gap.to_end) if to_counts[after[to]] == 1}
    pairs = [
        (at, places[before[at]])
        for at in range(gap.start, gap.end)
        if counts[before[at]] == 1 and before[at] in places
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    ends: list[int] = []
    """For each length, the least second number that a rising run of it ends with."""
    holders: list[int] = []
    previous = []
    for index, (_, to) in enumerate(pairs):
        length = bisect_left(ends, to)
        previous.append(holders[length - 1] if length else -1)
        if length == len(ends):
            ends.append(to)
            holders.append(index)
        else:
            ends[length], holders[length] = to, index
    found = []
    index = holders[-1] if holders else -1
    while index >= 0:
        found.append(pairs[index])
        index = previous[index]
    return found[::-1]


def _stretches(matches: Sequence[_Match], length: int, to_length: int) -> list[Stretch]:
    found: list[Stretch] = []
    at = to = 0
    for start, to_start, count in [*matches, (length, to_length, 0)]:
        if start > at or to_start > to:
            found.append(Stretch(False, at, start, to, to_start))
        if count:
            last = found[-1] if found else None
            if last is not None and last.same and last.end == start and last.to_end == to_start:
                found[-1] = Stretch(True, last.start, start + count, last.to_start, to_start + count)
            else:
                found.append(Stretch(True, start, start + count, to_start, to_start + count))
        at, to = start + count, to_start + count
    return found
