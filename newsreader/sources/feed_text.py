"""Bytes of a feed become text: byte order marks, declarations and servers, and which of them to trust."""

import codecs
import re
import zlib

from newsreader.sources.charsets import codec, is_seven_bit, text_by_mark

# XML 1.0, appendix F, and RFC 4627, 3: how the first character looks in each family of encodings.
_FIRST_BYTES = (
    (re.compile(rb"\x00\x00\x00[\s<{\[]"), "utf-32-be"),
    (re.compile(rb"[\s<{\[]\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"\x00[\s<{\[]\x00"), "utf-16-be"),
    (re.compile(rb"[\s<{\[]\x00"), "utf-16-le"),
    (re.compile(rb"Lo\xa7\x94"), "cp037"),
)
_GUESSES = ["cp1251", "koi8-r", "gb18030", "big5", "cp932", "cp949", "euc_jp", "cp1253", "cp1252"]
_ANYTHING = "cp1252"
"""What ISO-8859-1 means: it decodes nearly every document, so that it decodes one proves nothing."""
_SAMPLE = 65_536
_FEWEST = 12
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_BETWEEN_TAGS = re.compile(rb"<[^<>]*>")
_LARGEST = 64 * 1024 * 1024
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)

_MARKS = re.compile("(?:\\s*(?:\ufeff|\u00ef\u00bb\u00bf))+")
"""Byte order marks that are left after the first: from joining files, or from encoding one twice."""


def unpacked(data: bytes) -> bytes:
    """The document out of a gzip file, for servers that send ``feed.xml.gz`` as it lies on their disk.

    Never more than 64 MiB; a file that is cut off gives what can be had.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(data, _LARGEST)
    except zlib.error:
        return data


def decode(data: bytes, content_type: str = "") -> str:
    """Text of an XML or JSON document, without its byte order marks; never raises.

    A byte order mark wins. Then the document's own declaration is believed before the server's, because
    servers are set up once for all files; but whichever cannot decode the bytes is passed over. ISO-8859-1,
    which many servers say of whatever they send, is not believed of text in another script.

    Args:
        data: The document as received, transfer encodings undone.
        content_type: The server's ``Content-Type``, for its charset.
    """
    text = _decoded(data, content_type)
    return _MARKS.sub("", text, count=1) if _MARKS.match(text) else text


def _decoded(data: bytes, content_type: str) -> str:
    if (text := text_by_mark(data)) is not None:
        return text
    for first, encoding in _FIRST_BYTES:
        if first.match(data):
            return data.decode(encoding, "replace")
    in_document = codec(found[1].decode("ascii")) if (found := _DECLARED.match(data)) else None
    from_server = codec(charset[1]) if (charset := _CHARSET.search(content_type)) else None
    # Bytes that happen to be valid UTF-8 hardly ever are anything else, but for encodings of seven bits.
    seven_bits = in_document is not None and is_seven_bit(in_document)
    utf8_first = in_document is None or (from_server == "utf-8" and not seven_bits)
    if in_document is None and from_server == _ANYTHING and _is_not_latin(data):
        from_server = _guessed(data)
    candidates = ["utf-8", in_document, from_server] if utf8_first else [in_document, from_server, "utf-8"]
    for candidate in candidates:
        if candidate is not None:
            try:
                return data.decode(candidate)
            except (UnicodeDecodeError, LookupError):
                continue
    return _mended(data, in_document or from_server or "utf-8")


def _mended(data: bytes, encoding: str) -> str:
    """Mostly right bytes: keep what is right, read the stray rest as windows-1252 where that is usual."""
    if encoding != "utf-8":
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") * 50 < len(text):
            return text
    text = data.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    accented = sum(character > "\x7f" for character in text) - stray
    if stray > accented:
        return data.decode(_guessed(data), "replace")
    return data.decode("utf-8", _STRAY_BYTES)


def _is_not_latin(data: bytes) -> bool:
    """Whether text of one byte for each sign is in a script of its own: in Latin ones most letters are ASCII."""
    if _is_utf8(data):
        return False
    words: list[bytes] = [
        word for part in _BETWEEN_TAGS.split(data[:_SAMPLE]) for word in _WORD.findall(part)
    ]
    letters = sum(map(len, words))
    high = sum(byte > 0x7F for word in words for byte in word)
    return high >= _FEWEST and high * 4 > letters * 3


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _guessed(data: bytes) -> str:
    """The encoding that bytes are likely to be in which nobody names: windows-1252 unless something else is plain."""
    words = b" ".join(part for part in _BETWEEN_TAGS.split(data[:_SAMPLE]) if not part.isascii())
    if sum(byte > 0x7F for byte in words) < _FEWEST:
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few feeds are so badly off

    best = from_bytes(words, cp_isolation=_GUESSES, threshold=0.5).best()
    return best.encoding if best else "cp1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAY_BYTES = "newsreader.stray-bytes"
codecs.register_error(_STRAY_BYTES, _as_windows)
