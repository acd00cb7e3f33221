"""Which way a paragraph runs, and how a line of it is kept from turning its neighbours around."""

import unicodedata
from collections.abc import Sequence

from rich.segment import Segment

_OPEN, _CLOSE = "\u2067", "\u2069"
"""Right-to-left isolate and its end (UAX 9, 2.4.2); a terminal that does not order text shows nothing for them."""


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is of a right-to-left script (UAX 9, rules P2 and P3)."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def isolated(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a right-to-left line, its words set apart from what else is on the line of the screen."""
    found = list(segments)
    words = [at for at, segment in enumerate(found) if segment.text.strip()]
    if words:
        first, last = words[0], words[-1]
        found[first] = Segment(_OPEN + found[first].text, found[first].style)
        found[last] = Segment(found[last].text + _CLOSE, found[last].style)
    return found
