"""A picture by Kitty's graphics protocol, with Unicode placeholders: text cells that the terminal paints over.

https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
"""

import base64
import io
import random
from itertools import chain
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from newsreader.ui.page.half_cells import Rgb, Rows, on_background

if TYPE_CHECKING:
    from PIL.Image import Image

    from newsreader.ui.page.plates import Plate

_PLACEHOLDER = "\U0010eeee"
_CHUNK = 4096
_RUNS = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 "
    "5ab-5ac 5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d "
    "73f-741 743 745 747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 "
    "135d-135f 17dd 193a 1a17 1a75-1a7c 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc "
    "1dd1-1de6 1dfe 20d0-20d1 20d4-20d7 20db-20dc 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d "
    "a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 aab7-aab8 aabe-aabf aac1 fe20-fe26 10a0f 10a38 1d185-1d189 "
    "1d1aa-1d1ad 1d242-1d244 "
)
"""The marks that number rows and columns, as the protocol lists them."""


def _marks() -> tuple[str, ...]:
    ends = ((run.partition("-")[0], run.rpartition("-")[2]) for run in _RUNS.split())
    return tuple(map(chr, chain.from_iterable(range(int(low, 16), int(high, 16) + 1) for low, high in ends)))


_MARKS = _marks()
MOST = len(_MARKS)
"""Rows or columns that can be told apart."""


def new_number() -> int:
    """A number for a picture that no other program is likely to use; it fits into a colour."""
    return random.randrange(0x010000, 0x1000000)  # noqa: S311 - no secret


def placeholders(number: int, plate: "Plate", background: Rgb) -> Rows:
    """The cells that stand for a picture: the colour says which, the marks which part of it."""
    style = Style(
        color=Color.from_rgb(number >> 16, number >> 8 & 255, number & 255),
        bgcolor=Color.from_rgb(*background),
    )
    # A segment for each cell, so that no line is ever cut within one.
    return tuple(
        tuple(Segment(_PLACEHOLDER + _MARKS[row] + _MARKS[column], style) for column in range(plate.columns))
        for row in range(plate.rows)
    )


def transmission(image: "Image", number: int, plate: "Plate", cell: tuple[int, int], background: Rgb) -> str:
    """What sends a picture to the terminal and lays it on the placeholders; no answer is asked for.

    Args:
        image: RGB or RGBA, of any size.
        number: As ``placeholders`` got it.
        plate: Cells that it fills.
        cell: Pixels of a cell, wide and high.
        background: What shows through where the picture is transparent.
    """
    wide, high = plate.columns * cell[0], plate.rows * cell[1]
    small = image.resize((min(wide, image.width * 2), min(high, image.height * 2)), reducing_gap=3.0)
    buffer = io.BytesIO()
    on_background(small, background).save(buffer, "PNG", compress_level=3)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    sent = []
    for at, chunk in enumerate(chunks):
        first = f"a=T,U=1,f=100,t=d,i={number},c={plate.columns},r={plate.rows}," if not at else ""
        sent.append(f"\x1b_G{first}q=2,m={int(at + 1 < len(chunks))};{chunk}\x1b\\")
    return "".join(sent)


def removal(number: int) -> str:
    """What lets the terminal forget a picture."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"
