"""HTML's ``<details>``: which blocks are their content, and which one stands for them while they are closed.

https://html.spec.whatwg.org/multipage/interactive-elements.html#the-details-element
"""

from dataclasses import dataclass, replace

from lxml import etree

from newsreader.article.blocks import Block, Summary
from newsreader.article.html_flow import DEEPEST, Undo
from newsreader.article.html_structure import Structure

_NAMELESS = "Details"
"""What browsers show for details without a summary."""


@dataclass(slots=True)
class _Open:
    """Details that have begun."""

    number: int
    element: etree._Element
    first: int
    """The index of the first block that may be their content."""
    summary: tuple[int, int] = (0, 0)
    """The blocks that their summary made: from, to."""


class Disclosing(Structure):
    """Structure that knows what can be opened and closed."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self._opened: list[_Open] = []
        self._numbered = 0

    def _details(self, element: etree._Element) -> Undo:
        leave_division = self._division(element, "details")
        if self._outer is not None or len(self._opened) == DEEPEST:
            return leave_division  # in a cell of a table there are no blocks
        details = _Open(self._numbered, element, len(self._blocks))
        self._numbered += 1
        self._opened.append(details)

        def leave() -> None:
            leave_division()
            self._opened.pop()
            self._enclose(details)

        return leave

    def _summary(self, element: etree._Element) -> Undo:
        leave_line = self._strong() if self._contexts[-1].kind in {"item", "note"} else self._term(element)
        details = self._opened[-1] if self._opened else None
        if details is None or element.getparent() is not details.element or details.summary[1]:
            return leave_line
        first = len(self._blocks)

        def leave() -> None:
            leave_line()
            details.summary = first, len(self._blocks)

        return leave

    def _enclose(self, details: _Open) -> None:
        """Tell the content which details it is in, and the summary which it stands for."""
        blocks, (low, high) = self._blocks, details.summary
        if details.first == len(blocks) or (low, high) == (details.first, len(blocks)):
            return  # nothing to open
        number = details.number
        for index in (*range(details.first, low), *range(max(high, details.first), len(blocks))):
            blocks[index] = replace(blocks[index], within=(number, *blocks[index].within))
        summary = Summary(number, details.element.get("open") is not None)
        told = next((index for index in range(low, high) if blocks[index].text), None)
        if told is not None:
            blocks[told] = replace(blocks[told], summary=summary)
        else:
            unnamed = Block("term", _NAMELESS, quoted=self._quoted, summary=summary)
            blocks.insert(details.first, unnamed)
