"""Byte order marks, what publishers call encodings, and the codec that each name means (WHATWG Encoding, 4.2)."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Supersets, so that no byte is lost.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_ALIASES = {
    "ansi": "cp1252",
    "cn-big5": "big5hkscs",
    "csgb2312": "gb18030",
    "csiso88598i": "iso8859-8",
    "dos-866": "cp866",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "logical": "iso8859-8",
    "mac": "mac-roman",
    "mac-ukrainian": "mac-cyrillic",
    "sjis": "cp932",
    "sun_eu_greek": "iso8859-7",
    "unicode-1-1-utf-8": "utf-8",
    "visual": "iso8859-8",
    "windows-31j": "cp932",
    "x-big5": "big5hkscs",
}
_WINDOWS = re.compile(r"(?:win|windows|cp)-?(\d{3,4})")
_FOR_TEXT = re.compile(r"^(?:utf|cp|iso|koi|mac|big5|gb|hz|euc|shift|johab|windows|ascii|tis|ptcp|latin|kz)")


def text_by_mark(data: bytes) -> str | None:
    """The text of a document that begins with a byte order mark, without that; None where there is no mark."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    return None


def codec(name: str) -> str | None:
    """The name of Python's codec for an encoding that a readable ASCII declaration or a server names.

    None when it is unknown, no encoding of text, or one that needs two bytes for a letter: a declaration
    that was read as ASCII cannot be in that.
    """
    name = name.strip().lower().removeprefix("x-")
    name = _ALIASES.get(name, name)
    if windows := _WINDOWS.fullmatch(name):
        name = f"cp{windows[1]}"
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):  # a NUL in the name is a ValueError
        return None
    found = _MEANT.get(found, found)
    if not _FOR_TEXT.match(found) or found.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    return found


def is_seven_bit(encoding: str) -> bool:
    """Whether a codec writes everything in ASCII's bytes, so that its text passes for UTF-8."""
    return encoding.startswith(("iso2022", "hz"))
