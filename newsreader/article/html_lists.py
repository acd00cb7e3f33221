"""Lists: what stands before each item."""

import re
from dataclasses import dataclass

from lxml import etree

_BULLETS = ("•", "◦", "▪")
_NUMBER = re.compile(r"\s*([+-]?\d{1,9})")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_COUNTED = 10_000


@dataclass(slots=True)
class Numbering:
    """How the items of one list are marked."""

    depth: int
    ordered: bool = False
    kind: str = "1"
    next: int = 1
    step: int = 1

    def marker(self, item: etree._Element) -> str:
        """The mark of the next item, a number or a bullet, with its task box when it has one."""
        box = _task_box(item)
        if not self.ordered:
            return box or _BULLETS[min(self.depth, len(_BULLETS)) - 1]
        if given := _NUMBER.match(item.get("value") or ""):
            self.next = int(given[1])
        number = _number(self.next, item.get("type") or self.kind)
        self.next += self.step
        return f"{number}. {box}".rstrip()


def numbering(element: etree._Element, depth: int) -> Numbering:
    """How a list element asks for its items to be marked. ``depth`` counts from 1."""
    if element.tag != "ol":
        return Numbering(depth)
    step = -1 if element.get("reversed") is not None else 1
    start = _NUMBER.match(element.get("start") or "")
    if start:
        first = int(start[1])
    else:
        first = (
            sum(1 for _ in zip(element.iterchildren("li"), range(_COUNTED), strict=False)) if step < 0 else 1
        )
    return Numbering(depth, ordered=True, kind=element.get("type") or "1", next=first, step=step)


def _task_box(item: etree._Element) -> str:
    """An empty or ticked box, when the item begins with a check box."""
    inside = item
    for _ in range(3):
        if (inside.text or "").strip():
            return ""
        first = next(inside.iterchildren(), None)
        if first is None:
            return ""
        if first.tag == "input":
            ticked = first.get("checked") is not None
            return ("☑" if ticked else "☐") if first.get("type", "").lower() == "checkbox" else ""
        inside = first
    return ""


def _number(number: int, kind: str) -> str:
    """The number as HTML's ``type`` asks: ``1``, ``a``, ``A``, ``i``, ``I``."""
    if kind in {"a", "A"} and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord(kind) + rest) + letters
        return letters
    if kind in {"i", "I"} and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            roman += letters * count
        return roman if kind == "i" else roman.upper()
    return str(number)
