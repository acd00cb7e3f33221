"""Screenshots as a terminal shows them: wide characters two cells wide, right-to-left lines in their order.

Textual's SVG gives every character one cell, and places the parts of a line from left to right whatever they are.
"""

import re
from html import unescape
from itertools import groupby

from rich.cells import cell_len

from newsreader.ui.page.direction import is_right_to_left

_TEXT = re.compile(
    r'<text (?P<before>[^>]*?)x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="(?P<length>[\d.]+)"(?P<after>[^>]*)>'
    r"(?P<words>[^<]*)</text>"
)
_CELL = 12.2
"""Width of a cell in Textual's screenshots, in the units of the SVG."""


def as_on_a_terminal(svg: str) -> str:
    """A screenshot of ``App.export_screenshot`` with its texts as wide as a terminal draws them."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    turned = _turned(list(_TEXT.finditer(svg)))

    def drawn(found: re.Match[str]) -> str:
        length = cell_len(unescape(found["words"])) * _CELL
        edge = turned.get(found.start())
        x, direction = (float(found["x"]), "") if edge is None else (edge, 'direction="rtl" ')
        return (
            f'<text {direction}{found["before"]}x="{x:g}" y="{found["y"]}" textLength="{length:g}"'
            f"{found['after']}>{found['words']}</text>"
        )

    return _TEXT.sub(drawn, svg)


def _turned(texts: list[re.Match[str]]) -> dict[int, float]:
    """Where the parts of right-to-left lines begin, at their right edges, by their place in the file."""
    edges = {}
    for _, line in groupby(texts, key=lambda found: found["y"]):
        parts = [(part, unescape(part["words"])) for part in line]
        # Blanks and what hangs in the margins stay where they are.
        words = [part for part, text in parts if text.strip("\xa0\n •◦▪▎")]
        if not any(is_right_to_left(text) for _, text in parts) or not all(
            _is_theirs(text) for _, text in parts
        ):
            continue
        first, last = (unescape(part["words"]) for part in (words[0], words[-1]))
        left = float(words[0]["x"]) + (len(first) - len(first.lstrip("\xa0 "))) * _CELL
        right = float(words[-1]["x"]) + cell_len(last.rstrip("\xa0 ")) * _CELL
        for part in words:
            edges[part.start()] = left + right - float(part["x"])
    return edges


def _is_theirs(text: str) -> bool:
    """Whether a part can stand in a right-to-left line: it has no letter of another direction."""
    return is_right_to_left(text) or not any(letter.isalpha() for letter in text)
