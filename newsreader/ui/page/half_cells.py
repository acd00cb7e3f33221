"""A picture in characters of two colours: each cell shows two pixels, one above the other."""

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from PIL.Image import Image

    from newsreader.ui.page.plates import Plate

Rgb = tuple[int, int, int]
Rows = tuple[tuple[Segment, ...], ...]
"""Segments for each line of a picture."""


def half_cells(image: "Image", plate: "Plate", background: Rgb) -> Rows:
    """Draw a picture.

    Args:
        image: RGB or RGBA, of any size.
        plate: Cells to fill.
        background: What shows through where the picture is transparent.
    """
    from PIL import Image as Images  # noqa: PLC0415 - slow to load

    small = image.resize((plate.columns, plate.rows * 2), Images.Resampling.LANCZOS, reducing_gap=3.0)
    flat = on_background(small, background)
    data = flat.tobytes()
    pixels = [(data[at], data[at + 1], data[at + 2]) for at in range(0, len(data), 3)]
    wide = plate.columns
    return tuple(
        _row(pixels[top * wide : (top + 1) * wide], pixels[(top + 1) * wide : (top + 2) * wide])
        for top in range(0, plate.rows * 2, 2)
    )


def on_background(image: "Image", background: Rgb) -> "Image":
    """The picture as RGB, laid on a colour."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    from PIL import Image as Images  # noqa: PLC0415 - as above

    flat = Images.new("RGBA", image.size, (*background, 255))
    flat.alpha_composite(image)
    return flat.convert("RGB")


def _row(upper: list[Rgb], lower: list[Rgb]) -> tuple[Segment, ...]:
    """Cells, those of the same colours side by side as one segment."""
    segments: list[Segment] = []
    start = 0
    for at in range(1, len(upper) + 1):
        if at == len(upper) or upper[at] != upper[start] or lower[at] != lower[start]:
            segments.append(Segment("▀" * (at - start), _style(upper[start], lower[start])))
            start = at
    return tuple(segments)


@lru_cache(maxsize=8192)
def _style(upper: Rgb, lower: Rgb) -> Style:
    return Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))
