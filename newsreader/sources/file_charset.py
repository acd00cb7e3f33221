"""The text of a file: byte order mark, UTF-8, what the page declares, then windows-1252."""

import re

from newsreader.sources.charsets import codec, is_seven_bit, text_by_mark

_DECLARED = (
    re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE),
    re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE),
)
_SERVED = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARATION_SPAN = 4096
_SAMPLE = 4096


def decode(data: bytes, content_type: str = "") -> str:
    """The text in ``data``; never raises. Bytes that stand for nothing become U+FFFD.

    Args:
        data: The bytes of a text file.
        content_type: The media type it was served with, for its ``charset``.
    """
    if (text := text_by_mark(data)) is not None:
        return text
    if wide := _wide(data):
        return data.decode(wide, "replace")
    declared = _declared(data, content_type)
    for name in (*filter(is_seven_bit, declared), "utf-8", *declared):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return _damaged(data)


def _declared(data: bytes, content_type: str) -> list[str]:
    """Text encodings that the server or the page names."""
    names = [found[1] for found in [_SERVED.search(content_type)] if found]
    head = data[:_DECLARATION_SPAN]
    names += [found[1].decode("ascii") for pattern in _DECLARED if (found := pattern.search(head))]
    return [known for name in names if (known := codec(name))]


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 4:
        return ""
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.05 * pairs else ""


def _damaged(data: bytes) -> str:
    """UTF-8 with a few broken bytes stays UTF-8; anything else is read as windows-1252."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = sum(1 for character in text if character > "\x7f") - broken
    return text if beyond > 4 * broken else data.decode("cp1252", "replace")
