"""How many cells terminals give the spacing vowel signs of Indic scripts: one each, where Rich counts none.

xterm, VTE, tmux, screen and the Linux console follow the C library: of the combining characters only those that do
not space (Unicode categories Mn, Me) take no cell. Counted as Rich does, every row with such a sign would push what
stands right of it out of line. kitty alone draws them within the cell before, and is left with Rich's own count.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from rich import _unicode_data, cells

_TONE_MARKS = frozenset({0x302E, 0x302F})
"""Of Old Korean: drawn within the syllable."""

_rich_table = _unicode_data.load


def count_spacing_signs(environ: Mapping[str, str]) -> None:
    """Have Rich, and Textual with it, count spacing signs as the terminal does that ``environ`` speaks of."""
    is_kitty = environ.get("TERM", "") == "xterm-kitty" and "TMUX" not in environ
    vars(cells)["load_cell_table"] = _rich_table if is_kitty else _table
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


@cache
def _table(unicode_version: str = "auto") -> cells.CellTable:
    table = _rich_table(unicode_version)
    widths = [part for entry in table.widths for part in _parted(*entry)]
    return table._replace(widths=widths)


def _parted(start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """A range of the table, without the spacing signs in it where it says that they take no cell."""
    if width:
        yield start, end, width
        return
    begin = start
    for code in range(start, end + 1):
        if unicodedata.category(chr(code)) == "Mc" and code not in _TONE_MARKS:
            if begin < code:
                yield begin, code - 1, 0
            begin = code + 1
    if begin <= end:
        yield begin, end, 0
