"""The words that were added to a text and removed from it, and which paragraph became which."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsreader.article.align import align
from newsreader.text import UNSPACED

PieceKind = Literal["same", "removed", "added"]

_TOKEN = re.compile(
    rf"(?:[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:['’.,:/-](?:(?![{UNSPACED}])[^\W_])+)*|[^\s]|\A)\s*"
)
_PLAIN = str.maketrans("‘’“”„«»–—", '\'\'"""""--')
_LEAST_SAME = 0.25
_ALIKE = 0.4
_MOST_PAIRED = 3_600
"""The product of two counts of paragraphs up to which the best pairs are looked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that stayed, went or came."""

    kind: PieceKind
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one: what stayed, what was removed and, after it, what was added."""
    old, new = tokens(before), tokens(after)
    pieces: list[Piece] = []
    for same, removed, added in _calmed(old, new):
        if same:
            pieces.append(Piece("same", added))
        else:
            pieces += [piece for piece in (Piece("removed", removed), Piece("added", added)) if piece.text]
    return tuple(pieces)


def tokens(text: str) -> list[str]:
    """Words, signs, and characters of scripts without spaces, each with the space after it."""
    return [token for token in _TOKEN.findall(text) if token]


def folded(token: str) -> str:
    """A token as it is compared: quotation marks and dashes of any kind are one."""
    return token.strip().translate(_PLAIN)


def likeness(one: str, other: str) -> float:
    """How many words two texts share, from 0 to 1."""
    first, second = Counter(map(folded, tokens(one))), Counter(map(folded, tokens(other)))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _calmed(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, str, str]]:
    """Changed and unchanged runs, as few as tell the change.

    A sign that stayed between two changes is taken into them; texts that share only a word here and there are
    changed as a whole.
    """
    runs = [
        (
            stretch.same,
            "".join(old[stretch.start : stretch.end]),
            "".join(new[stretch.to_start : stretch.to_end]),
        )
        for stretch in align([folded(token) for token in old], [folded(token) for token in new])
    ]
    stayed = sum(len(added) for same, _, added in runs if same)
    if stayed < _LEAST_SAME * max(sum(map(len, old)), sum(map(len, new))):
        return [(False, "".join(old), "".join(new))]
    found: list[tuple[bool, str, str]] = []
    for at, (same, removed, added) in enumerate(runs):
        if same and 0 < at < len(runs) - 1 and not any(map(str.isalnum, added)):
            same = False  # noqa: PLW2901 - the rest of the loop takes it for a change
        if found and not same and not found[-1][0]:
            found[-1] = (False, found[-1][1] + removed, found[-1][2] + added)
        else:
            found.append((same, removed, added))
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph's place before and after; -1 where there was or is none."""

    before: int
    after: int
    same: bool = False


def pair_paragraphs(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Which paragraph became which, in the order of the new text, with removed ones where they stood."""
    pairs: list[Pair] = []
    keys = [tuple(map(folded, tokens(text))) for text in before]
    to_keys = [tuple(map(folded, tokens(text))) for text in after]
    for stretch in align(keys, to_keys):
        if stretch.same:
            pairs += [
                Pair(stretch.start + at, stretch.to_start + at, same=True)
                for at in range(stretch.end - stretch.start)
            ]
        else:
            old = range(stretch.start, stretch.end)
            new = range(stretch.to_start, stretch.to_end)
            pairs += _paired(before, after, old, new)
    return pairs


def _paired(before: Sequence[str], after: Sequence[str], old: range, new: range) -> list[Pair]:
    if not old or not new:
        return [*(Pair(at, -1) for at in old), *(Pair(-1, at) for at in new)]
    partners = _best_partners(before, after, old, new)
    pairs: list[Pair] = []
    waiting = iter(old)
    for at in new:
        partner = partners.get(at)
        if partner is not None:
            for gone in waiting:
                if gone == partner:
                    break
                pairs.append(Pair(gone, -1))
            pairs.append(Pair(partner, at))
        else:
            pairs.append(Pair(-1, at))
    return [*pairs, *(Pair(gone, -1) for gone in waiting)]


def _best_partners(before: Sequence[str], after: Sequence[str], old: range, new: range) -> dict[int, int]:
    """For new paragraphs the old ones that they were, in order, so that the likeness of all is greatest."""
    if len(old) * len(new) > _MOST_PAIRED:  # too many to compare: those at the same place
        return {to: at for at, to in zip(old, new, strict=False) if likeness(before[at], after[to]) >= _ALIKE}
    scores = [[likeness(before[at], after[to]) for to in new] for at in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            score = scores[row][column]
            paired = score + best[row + 1][column + 1] if score >= _ALIKE else 0.0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    partners = {}
    row = column = 0
    while row < len(old) and column < len(new):
        score = scores[row][column]
        if score >= _ALIKE and best[row][column] == score + best[row + 1][column + 1]:
            partners[new[column]] = old[row]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return partners
