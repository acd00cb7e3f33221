"""How what can be opened and closed is set: summaries with a mark before them, their content set in below."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.article.blocks import Block

if TYPE_CHECKING:
    from newsreader.ui.page.setting import Paragraph

OPEN, CLOSED, CLOSED_FROM_RIGHT = "▾", "▸", "◂"
_INDENT = 2


def blocks_before(blocks: Sequence[Block]) -> list[Block | None]:
    """For each block the one above it, and that whether the details between them are open or closed."""
    before: list[Block | None] = []
    above: list[Block] = []  # by depth, the last block there
    for block in blocks:
        while above and above[-1].within != block.within[: len(above[-1].within)]:
            above.pop()
        before.append(_as_text(above[-1], block) if above else None)
        if above and above[-1].within == block.within:
            above.pop()
        above.append(block)
    return before


def _as_text(above: Block, block: Block) -> Block:
    """A summary is the term of its content, but for what comes after that it is a line like any other."""
    if above.kind == "term" and above.summary and above.summary.details not in block.within:
        return replace(above, kind="paragraph")
    return above


def enclosed(paragraph: "Paragraph", block: Block, above: Block | None) -> "Paragraph":
    """The paragraph of a block with its mark, and as far in as the details that it is in."""
    if not block.within and block.summary is None:
        return paragraph
    indent = paragraph.indent + _INDENT * len(block.within)
    before = paragraph.before
    if above is not None and above.summary and above.summary.details in block.within[-1:]:
        before = 0 if block.kind in {"paragraph", "item"} else before
    changed = replace(paragraph, indent=indent, before=before, within=block.within)
    if block.summary is None:
        return changed
    marker = f"{paragraph.marker} {OPEN}".strip()
    return replace(changed, indent=indent + _INDENT, marker=marker, details=block.summary.details)
