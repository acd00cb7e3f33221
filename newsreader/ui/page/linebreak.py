"""Where the lines of a paragraph end: on words, between wide characters, never before a closing mark."""

import re
from functools import lru_cache

from rich.cells import cell_len

GLUE = "\u00a0"
"""A space at which no line ends."""

_WORD = re.compile(rf"[\S{GLUE}]+[^\S{GLUE}]*|[^\S{GLUE}]+")
_WIDE = re.compile(
    r"[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
_NARROW_LETTER = r"[!-~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20be]"
_NARROW = re.compile(rf"(?:{_NARROW_LETTER}+ ?)*+")
_NOT_FIRST = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕〗〙〟’”»›,.!?:;)]}…‥ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〻％‰℃"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔〖〘〝‘“«‹([{$£¥＄￥￡")

cells = lru_cache(maxsize=8192)(cell_len)
"""Terminal cells of a short string, as the terminal will be told."""


def break_lines(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """The spans of ``text`` that make its lines, none wider than ``width`` cells; never empty.

    White space at the end of a line is in no span. A word too long for a line is cut.
    """
    width = max(2, width)
    if _NARROW.fullmatch(text):
        return _narrow_lines(text, width)
    lines: list[tuple[int, int]] = []
    start = end = 0  # of the line so far, without the white space behind it
    used = 0  # cells from start to where the next piece begins
    for at, piece in _pieces(text):
        word = piece.rstrip(" ")
        wide = len(word) if word.isascii() else cells(word)
        if used + wide > width and end > start:
            lines.append((start, end))
            start, used = at, 0
        if wide > width:
            cuts = _cut(word, width)
            for low, high in cuts[:-1]:
                lines.append((at + low, at + high))
            start = at + cuts[-1][0]
            used = cells(word[cuts[-1][0] :])
        else:
            used += wide
        end = at + len(word)
        used += len(piece) - len(word)
    if end > start or not lines:
        lines.append((start, end))
    return tuple(lines)


def _narrow_lines(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """The same where every character takes one cell and words are parted by single spaces, as in most prose."""
    end = len(text.rstrip(" "))
    lines: list[tuple[int, int]] = []
    start = 0
    while end - start > width:
        space = text.rfind(" ", start, start + width + 1)
        cut = space if space > start else start + width
        lines.append((start, cut))
        start = cut + (space > start)
    lines.append((start, end))
    return tuple(lines)


def _pieces(text: str) -> list[tuple[int, str]]:
    """The parts of a text that are never broken, each with where it starts and the space behind it."""
    words = [(match.start(), match.group()) for match in _WORD.finditer(text)]
    if text.isascii() or not _WIDE.search(text):
        return words
    pieces: list[tuple[int, str]] = []
    for start, word in words:
        if not _WIDE.search(word):
            pieces.append((start, word))
            continue
        begin = 0
        for index in range(1, len(word)):
            before, after = word[index - 1], word[index]
            if after.isspace() or after in _NOT_FIRST or before in _NOT_LAST:
                continue
            if _WIDE.match(after) or _WIDE.match(before):
                pieces.append((start + begin, word[begin:index]))
                begin = index
        pieces.append((start + begin, word[begin:]))
    return pieces


def _cut(word: str, width: int) -> list[tuple[int, int]]:
    """Spans of a word that is wider than a line."""
    cuts = []
    start = used = 0
    for index, character in enumerate(word):
        wide = cells(character)
        if used + wide > width and index > start:
            cuts.append((start, index))
            start, used = index, 0
        used += wide
    cuts.append((start, len(word)))
    return cuts
