"""Pictures made on the fly, good and hostile."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def plain(width: int = 60, height: int = 40, colour: Any = (200, 30, 30), kind: str = "PNG") -> bytes:
    """One colour all over."""
    return encoded(Image.new("RGB", (width, height), colour), kind)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"", *more: bytes) -> bytes:
    """A PNG of 8 bit grey with a header that says what it likes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(data, 9))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def long_gif(frames: int) -> bytes:
    """A GIF of many frames, the first one red."""
    palette = bytes((255, 0, 0, 0, 0, 255))
    head = b"GIF89a" + struct.pack("<HHBBB", 4, 4, 0x80, 0, 0) + palette

    def frame(colour: int) -> bytes:
        # LZW with codes of 3 bits: sixteen pixels, each after a clear, and stop.
        codes = [code for _ in range(16) for code in (4, colour)] + [5]
        number = sum(code << (3 * place) for place, code in enumerate(codes))
        data = number.to_bytes((3 * len(codes) + 7) // 8, "little")
        return b"\x2c" + struct.pack("<HHHHB", 0, 0, 4, 4, 0) + b"\x02" + bytes((len(data),)) + data + b"\x00"

    return head + frame(0) + frame(1) * (frames - 1) + b"\x3b"
