"""Which runs of a page are its story: several ways to choose are asked, and the majority decides."""

import re
from collections.abc import Sequence

from newsreader.sources.fulltext_runs import Runs

_TOKEN = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
_SHINGLE = 3
_COVERED = 0.7
_MAJORITY = 2
_HALF = 0.5

Choice = list[bool]
"""For each run, whether it is chosen."""


def tokens(text: str) -> list[str]:
    """The words of a text; in scripts without spaces, its characters."""
    return _TOKEN.findall(text)


def cover(runs: Runs, text: str) -> Choice:
    """The runs whose words, in threes, are found in a text that was made from the page; short ones as a line."""
    words = tokens(text)
    shingles = set(zip(words, words[1:], words[2:], strict=False))
    lines = {tuple(tokens(part)) for line in text.splitlines() for part in (line, *line.split("|"))}
    return [_is_covered(tokens(run), shingles, lines) for run in runs.texts]


def _is_covered(words: list[str], shingles: set[tuple[str, str, str]], lines: set[tuple[str, ...]]) -> bool:
    if len(words) <= _SHINGLE:
        return bool(words) and tuple(words) in lines
    found = sum(three in shingles for three in zip(words, words[1:], words[2:], strict=False))
    return found >= _COVERED * (len(words) - _SHINGLE + 1)


def majority(runs: Runs, choices: Sequence[Choice]) -> Choice:
    """What most choices agree on; where they have little in common, the one that is closest to the others."""
    lengths = [len(text) for text in runs.texts]
    kept = [sum(votes) >= min(_MAJORITY, len(choices)) for votes in zip(*choices, strict=True)]
    sizes = sorted(_weight(choice, lengths) for choice in choices)
    if _weight(kept, lengths) >= _HALF * sizes[len(sizes) // 2]:
        return kept
    return max(choices, key=lambda choice: sum(_likeness(choice, other, lengths) for other in choices))


def _weight(choice: Choice, lengths: Sequence[int]) -> int:
    return sum(length for chosen, length in zip(choice, lengths, strict=True) if chosen)


def _likeness(one: Choice, other: Choice, lengths: Sequence[int]) -> float:
    """The F1 of two choices, by characters."""
    both = _weight([a and b for a, b in zip(one, other, strict=True)], lengths)
    whole = _weight(one, lengths) + _weight(other, lengths)
    return 2 * both / whole if whole else 0.0
