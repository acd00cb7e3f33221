"""Where the text of list items begins: their markers hang in the margin, aligned within each list."""

from collections.abc import Sequence

from newsreader.article.blocks import Block
from newsreader.ui.page.linebreak import cells

_BULLETS = "•◦▪"
_LISTED = frozenset({"item", "note"})
_LEAST = 2
"""Cells that a marker takes with the space behind it."""


def shown_marker(block: Block) -> str:
    """What stands before an item: its own marker, or the bullet of its depth; empty for its later paragraphs."""
    if block.marker in {"•", "◦", "▪", "*", "-"}:
        return _BULLETS[(max(1, block.level) - 1) % len(_BULLETS)]
    return block.marker


def list_indents(blocks: Sequence[Block]) -> list[int]:
    """For each block, the cells before its text; 0 for what is no item of a list."""
    widths = _marker_widths(blocks)
    indents = []
    outer: list[int] = []  # where the text of the items around begins, by depth
    for block, wide in zip(blocks, widths, strict=True):
        if block.kind not in _LISTED:
            outer.clear()
            indents.append(0)
            continue
        depth = max(1, block.level)
        del outer[depth - 1 :]
        before = outer[-1] if outer else 0
        outer += [before + _LEAST * skipped for skipped in range(1, depth - len(outer))]
        outer.append((outer[-1] if outer else 0) + wide)
        indents.append(outer[-1])
    return indents


def _marker_widths(blocks: Sequence[Block]) -> list[int]:
    """For each block, the cells of the widest marker of the list that it is in."""
    widths = [_LEAST] * len(blocks)
    lists: dict[int, list[int]] = {}  # the items of each list that is open, by depth
    for index, block in enumerate(blocks):
        depth = max(1, block.level) if block.kind in _LISTED else 0
        for deeper in [level for level in lists if level > depth]:
            _even(widths, lists.pop(deeper), blocks)
        if depth:
            lists.setdefault(depth, []).append(index)
    for items in lists.values():
        _even(widths, items, blocks)
    return widths


def _even(widths: list[int], items: Sequence[int], blocks: Sequence[Block]) -> None:
    widest = max(cells(shown_marker(blocks[index])) for index in items)
    for index in items:
        widths[index] = max(_LEAST, widest + 1)
