"""Where pictures stand on the page: how large each is drawn, and the lines that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from newsreader.article.blocks import Picture
from newsreader.ui.page.lines import Line, Piece, lay_lines, left_edge
from newsreader.ui.page.setting import Paragraph, Setting

PIXELS_A_CELL = 8.0
"""CSS pixels that a cell is wide: a picture is not drawn larger than its page would show it."""

_LABEL = "Picture"
_GUESSED = (16, 9)
"""The shape that room is kept for when a page does not state one; what comes is fitted into it."""
_LIKE = 0.08
_STRETCHED = 20


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture's room on the page, in cells."""

    columns: int
    rows: int
    words: bool = field(default=True, compare=False)
    """Whether the picture's own words stand under it."""


def fit(
    size: tuple[int, int], columns: int, rows: int, aspect: float, pixels: float = PIXELS_A_CELL
) -> Plate:
    """The largest plate in the shape of a picture.

    Args:
        size: Pixels of the picture, wide and high.
        columns: Cells that it may be wide.
        rows: Cells that it may be high.
        aspect: How much taller than wide a cell is.
        pixels: Fewest pixels of the picture that a cell's width shows.
    """
    wide, high = max(1, size[0]), max(1, size[1])
    across = max(1, min(columns, round(wide / pixels)))
    down = across * high / wide / aspect
    if down > rows:
        across, down = max(1, min(across, round(rows * aspect * wide / high))), rows
    return Plate(across, max(1, round(down)))


def plate_of(
    picture: Picture, known: tuple[int, int] | None, columns: int, rows: int, aspect: float
) -> Plate:
    """The room of a picture in a column of text, before it came and afterwards.

    Args:
        picture: With the size that its page states, if it does.
        known: Its size in pixels, once it came.
        columns: Of the text.
        rows: The most it may take.
        aspect: How much taller than wide a cell is.
    """
    stated = (picture.width, picture.height)
    if _is_shape(stated) and (known is None or _are_alike(stated, known)):
        return fit(stated, columns, rows, aspect)
    guess = fit(_GUESSED, columns, rows, aspect, _GUESSED[0] / columns)
    if known is None:
        return guess
    return fit(known, columns, rows if _is_shape(stated) else guess.rows, aspect)


def lay_plate(paragraph: Paragraph, width: int, plate: Plate | None) -> tuple[Line, ...]:
    """The lines of a paragraph with its picture above them.

    A picture's lines are empty pieces that count up to the text from below zero, so that a place in a picture is
    told like one in the text. The label goes: it says what can be seen.
    """
    if plate is None:
        return () if paragraph.style == "lead" else lay_lines(paragraph, width)
    left = left_edge(paragraph)
    above = plate.rows + (paragraph.style == "lead")  # one blank line between the head and its picture
    rows = tuple((Piece(left, at, at),) for at in range(-above, 0))
    if not plate.words or paragraph.text in {"", _LABEL}:
        return rows
    cut = len(_LABEL) + 2 if paragraph.text.startswith(f"{_LABEL}:") else 0
    tags = tuple(replace(tag, at=max(0, tag.at - cut)) for tag in paragraph.tags)
    first, *rest = (
        tuple(piece._replace(start=piece.start + cut, end=piece.end + cut) for piece in line)
        for line in lay_lines(replace(paragraph, text=paragraph.text[cut:], tags=tags), width)
    )
    return (*rows, (Piece(left, 0, 0), *first), *rest)


def pictures_of(setting: Setting) -> Mapping[int, Picture]:
    """The picture of each paragraph that has one, by its index."""
    return {
        index: found.picture for index, found in enumerate(setting.paragraphs) if found.picture is not None
    }


def caption_of(setting: Setting, index: int) -> Paragraph | None:
    """The caption of the picture of a paragraph, if there is one."""
    after = next(iter(setting.paragraphs[index + 1 : index + 2]), None)
    return after if after is not None and after.style == "caption" and after.picture is None else None


def is_told_by_caption(setting: Setting, index: int) -> bool:
    """Whether a picture's own words need not stand under it: a caption does, and nothing is marked in them."""
    paragraph = setting.paragraphs[index]
    if paragraph.source is None or caption_of(setting, index) is None:
        return False
    start, end = paragraph.source, paragraph.source + len(paragraph.text)
    return not any(mark.start < end and mark.end > start for mark in setting.marks)


def _is_shape(size: tuple[int, int]) -> bool:
    return min(size) > 0 and max(size) <= _STRETCHED * min(size)


def _are_alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(one[0] * other[1] / (one[1] * other[0]) - 1) < _LIKE
