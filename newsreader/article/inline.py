"""A block's text cut where its styles begin and end, each properly inside another, as markup wants it."""

import itertools
from collections.abc import Callable, Sequence

from newsreader.article.blocks import Block, Style

TAGS = {
    "strong": "strong",
    "emphasis": "em",
    "delete": "del",
    "insert": "ins",
    "mark": "mark",
    "sub": "sub",
    "sup": "sup",
    "small": "small",
    "code": "code",
}
"""The elements of HTML that stand for styles; links and quotes have their own ways."""


def marked_up(
    text: str,
    styles: Sequence[Style],
    span: tuple[int, int],
    *,
    words: Callable[[str, bool], str],
    tags: Callable[[Style, str, str], tuple[str, str]],
) -> str:
    """A span of a text with its styles as markup.

    Args:
        text: The text of a block.
        styles: Its styles; where two lap over each other, the later one is closed and opened again.
        span: The part of the text that is wanted.
        words: Makes markup of plain text; the second argument says that it is code.
        tags: The markup that opens and closes a style, given it and the characters before and after it.
    """
    low, high = span
    inside = sorted(
        (style for style in styles if style.start < high and style.end > low and style.start < style.end),
        key=lambda style: (style.start, -style.end),
    )
    edges = sorted(
        {low, high, *(min(max(edge, low), high) for style in inside for edge in (style.start, style.end))}
    )
    parts: list[str] = []
    opened: list[tuple[Style, str]] = []

    def close(before: int) -> None:
        """Close styles that end here, and those opened after them, which go on behind."""
        ended = next((n for n, (style, _) in enumerate(opened) if style.end <= before), None)
        if ended is None:
            return
        going_on = [style for style, _ in opened[ended:] if style.end > before]
        parts.extend(closing for _, closing in reversed(opened[ended:]))
        del opened[ended:]
        for style in going_on:
            _open(style)

    def _open(style: Style) -> None:
        start, end = max(style.start, low), min(style.end, high)
        opening, closing = tags(style, text[max(0, start - 1) : start], text[end : end + 1])
        parts.append(opening)
        opened.append((style, closing))

    at = 0
    for start, end in itertools.pairwise(edges):
        close(start)
        while at < len(inside) and max(inside[at].start, low) <= start:
            _open(inside[at])
            at += 1
        is_code = any(style.name == "code" for style, _ in opened)
        parts.append(words(text[start:end], is_code))
    parts.extend(closing for _, closing in reversed(opened))
    return "".join(parts)


def cell_spans(block: Block) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Where each cell of a table stands in the block's text."""
    rows, at = [], 0
    for row in block.rows:
        spans = []
        for cell in row:
            found = block.text.find(cell, at) if cell else at
            low = found if found >= 0 else at
            at = min(len(block.text), low + len(cell)) if found >= 0 else at
            spans.append((low, at))
        rows.append(tuple(spans))
    return tuple(rows)
