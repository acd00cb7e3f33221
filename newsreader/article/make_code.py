"""Code says and counts nothing, nor do indices, powers and references to notes: marks within them are dropped."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from newsreader.article.blocks import Block
from newsreader.article.marks import Figure, Quote

Marked = TypeVar("Marked", Quote, Figure)

Spans = tuple[tuple[int, int], ...]


def code_spans(blocks: Sequence[Block], starts: Sequence[int]) -> Spans:
    """Where code stands in the article's text, in order: code blocks, and code within a line."""
    return _spans(blocks, starts, frozenset({"code"}))


def uncounted_spans(blocks: Sequence[Block], starts: Sequence[int]) -> Spans:
    """Where no figure stands, in order: code, and what is raised or lowered."""
    return _spans(blocks, starts, frozenset({"code", "sub", "sup"}))


def _spans(blocks: Sequence[Block], starts: Sequence[int], names: frozenset[str]) -> Spans:
    spans = []
    for block, start in zip(blocks, starts, strict=True):
        if block.kind == "code":
            spans.append((start, start + len(block.text)))
        else:
            spans += sorted(
                (start + style.start, start + style.end) for style in block.styles if style.name in names
            )
    return tuple(spans)


def outside(code: Spans, marks: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """The marks of which no more than a part is code: a quote may name a command."""
    if not code:
        return marks
    lows = [low for low, _ in code]
    return tuple(mark for mark in marks if not _within(code, lows, mark.start, mark.end))


def _within(code: Spans, lows: list[int], start: int, end: int) -> bool:
    at = bisect_right(lows, start) - 1
    return at >= 0 and code[at][1] >= end
