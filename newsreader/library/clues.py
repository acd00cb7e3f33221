"""What tells that two entries of different feeds are one story: its address, or its title and its words."""

import re
from collections.abc import Sequence
from hashlib import blake2b

from newsreader.library import fact_words, search
from newsreader.model import Entry
from newsreader.sources.canonical import canonical

_NO_LETTER = re.compile(r"[\W_]+")
_LEAST_LETTERS = 6
_LEAST_TITLE_WORDS = 5
_ENOUGH_WORDS = 12
"""Fewer words than these are the same only when they are equal, under a title that says something itself."""
_TELLING_WORDS = 60
_NEAR_SAME = 0.8
_RUN = 4
_MOST_LETTERS = 24_000
_HOUR = 3600
_NEAR = 48 * _HOUR
_NEAR_BRIEF = 12 * _HOUR
_NEAR_LINK = 30 * 24 * _HOUR
_UNDATED = 14 * 24 * _HOUR
_BRIEF = 400


def link_clue(link: str) -> int:
    """A number for the address of a story, the same for all forms of it; 0 when it names no story."""
    found = canonical(link)
    return _number("a", found) if found else 0


def title_clue(title: str) -> int:
    """A number for a title without case, spaces and punctuation; 0 when it is too short to tell anything."""
    letters = _NO_LETTER.sub("", title.casefold())
    return _number("t", letters) if len(letters) >= _LEAST_LETTERS else 0


def words_of(entry: Entry) -> list[str]:
    """The words of a story's text, folded, as far as they are needed to compare it."""
    return fact_words.tokens(search.words_of(entry)[2][:_MOST_LETTERS])


def is_brief(entry: Entry) -> bool:
    """Whether an entry is only a line or two that lead to the story."""
    return len(search.words_of(entry)[2]) < _BRIEF


def same_page(gap: int) -> bool:
    """Whether two entries with one address are one story, ``gap`` seconds apart: pages are used again."""
    return gap <= _NEAR_LINK


def likeness(one: Sequence[str], other: Sequence[str], title: str, gap: int, dated: bool) -> float:
    """How alike the words of two entries with one title are, from 0 for two stories to 1.

    A title alone tells nothing ("Daily briefing", "Open thread"), nor do few words: those must be close in time.

    Args:
        one: The words of an entry.
        other: The words of the other.
        title: Their title.
        gap: The seconds between them.
        dated: Whether both say when they were published.
    """
    shorter = min(len(one), len(other))
    near = _NEAR if shorter >= _TELLING_WORDS else _NEAR_BRIEF
    if not shorter or gap > (near if dated else _UNDATED):
        return 0.0
    if shorter < _ENOUGH_WORDS:
        return float(list(one) == list(other) and len(fact_words.tokens(title)) >= _LEAST_TITLE_WORDS)
    first, second = _runs(one), _runs(other)
    shared = len(first & second) / min(len(first), len(second))
    return shared if shared >= _NEAR_SAME else 0.0


def is_same_id(one: str, other: str) -> bool:
    """Whether two identifiers of one feed are one that was written another way: case, https, tracking."""
    return _plain_id(one) == _plain_id(other)


def _plain_id(value: str) -> str:
    return (canonical(value) or value.strip()).casefold()


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}


def _number(kind: str, value: str) -> int:
    digest = blake2b(f"{kind}{value}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
