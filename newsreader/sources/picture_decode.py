"""Pictures from outside, decoded within bounds: they become plain pixels, or a line that says why not.

Pillow loads with the first picture.
"""

import io
import threading
import warnings
from typing import TYPE_CHECKING

from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_SIDE = 1600
"""Pixels of the longer side that are kept: more than a terminal shows."""
MOST_PIXELS = 40_000_000
"""A camera's whole picture; above it a picture is refused by what its header says."""
LEAST_SIDE = 3
"""Pixels; what is smaller counts readers."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP")
"""What pages show. Pillow knows many more, some through other programs: those are for files one trusts."""
_DRAWN = frozenset({"PNG", "GIF", "BMP"})
_SIXTEEN_BITS = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I"})
_ORIENTATION = 274
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_LARGEST_DRAWN = 1024 * 1024
_one_at_a_time = threading.Lock()
"""Decoding takes up to 12 bytes for each pixel."""


class PictureError(NewsreaderError):
    """A picture can't be shown; the text says why."""


def decode(data: bytes) -> "Image":
    """The first frame, upright, as RGB or RGBA, reduced to ``LARGEST_SIDE``.

    Raises:
        PictureError: It is no picture of a known kind, damaged, cut short, tiny or too large.
    """
    with _one_at_a_time:
        try:
            return _decoded(data)
        except PictureError:
            raise
        except MemoryError as error:
            raise PictureError("the picture is too large for this machine's memory") from error
        except Exception as error:  # a decoder may raise anything over a damaged file
            raise PictureError("the picture is damaged, or of a kind that is not shown here") from error


def encode(image: "Image") -> bytes:
    """A decoded picture as PNG where it has transparency or is a drawing of few bytes, else as JPEG."""
    if image.mode == "RGBA" or image.info.get("drawn"):
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=4)
        if image.mode == "RGBA" or buffer.tell() <= _LARGEST_DRAWN:
            return buffer.getvalue()
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def _decoded(data: bytes) -> "Image":
    from PIL import Image  # noqa: PLC0415 - slow to load

    # What Pillow finds odd in a file is nobody's business on the screen.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    Image.MAX_IMAGE_PIXELS = None  # our own bound is lower, and refuses instead of warning
    if data[:4] == b"RIFF":
        _refuse_if_large(*_webp_size(data))
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        drawn = opened.format in _DRAWN
        _refuse_if_large(*opened.size)
        if min(opened.size) < LEAST_SIDE:
            raise PictureError("the picture is too small to be seen")
        opened.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        opened.load()
        image = _plain(opened)
        image.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        turn = _TURNS.get(_orientation(opened))
    if turn is not None:
        image = image.transpose(Image.Transpose[turn])
    image.info = {"drawn": True} if drawn else {}  # nothing else of what the file said of itself
    return image


def _plain(opened: "Image") -> "Image":
    """A copy as RGB or RGBA."""
    if opened.mode in _SIXTEEN_BITS:  # Pillow would cut off what is above 255
        opened = opened.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return opened.convert("RGBA" if opened.has_transparency_data else "RGB")


def _orientation(opened: "Image") -> int:
    """How a camera was held (Exif 2.32, tag 274); upright where that can't be read."""
    try:
        return int(opened.getexif().get(_ORIENTATION, 1))
    except Exception:  # as with pixels
        return 1


def _refuse_if_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PictureError(f"the picture is too large: {width:,} by {height:,} pixels")


def _webp_size(data: bytes) -> tuple[int, int]:
    """The canvas that an extended WebP asks for (RFC 9649, 2.7), which its decoder makes room for at once."""
    if data[8:16] != b"WEBPVP8X" or len(data) < 30:
        return 0, 0
    return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
