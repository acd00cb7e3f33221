"""Text from outside, made safe to show: no control codes, no bidi tricks, folded white space."""

import re
import unicodedata
from datetime import datetime

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls but white space
    "\u00ad"  # soft hyphen: a terminal shows it, or counts it wrongly
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directional marks, embeddings, overrides, isolates (UAX 9)
    "\u200b\u2060-\u2064\u206a-\u206f"  # zero-width space, invisible operators, deprecated format characters
    "\ufe00-\ufe0f"  # variation selectors: terminals disagree on how wide they make a character
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark, interlinear annotation, noncharacters
    "\ud800-\udfff"  # lone surrogates cannot be encoded
    "\U000e0001"  # language tag
    "]"
)
_SPACES = re.compile(r"[\s\u2028\u2029\x85]+")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_PICTURE = "[\u2600-\u27bf\U0001f000-\U0001faff]"
_JOINED_PICTURES = re.compile(
    f"({_PICTURE})(?:[\U0001f3fb-\U0001f3ff]|\u200d(?:{_PICTURE}|[\u2190-\u21ff]))+"
)
"""Emoji joined to one, or toned: terminals disagree on their width too, so the first stands for all."""


UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The scripts that are written without spaces between words, for a character class of a pattern."""


def clean(value: str) -> str:
    """One line of safe text: no control codes or bidi overrides, white space folded and trimmed."""
    if value.isascii() and value.isprintable():
        return " ".join(value.split()) if "  " in value else value.strip()
    return _SPACES.sub(" ", _safe(value)).strip()


def clean_lines(value: str) -> str:
    r"""Safe text with its line ends (as ``\\n``) and indentation kept, for code and plain-text stories."""
    return _safe(_LINE_ENDS.sub("\n", value)).expandtabs(4)


def clean_paragraphs(value: str) -> str:
    """Safe text in paragraphs: spaces folded within lines, at most one blank line in a row."""
    lines = (line.strip() for line in _SPACES_IN_LINE.sub(" ", clean_lines(value)).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _safe(value: str) -> str:
    value = _UNSAFE.sub("", value)
    return value if value.isascii() else _JOINED_PICTURES.sub(r"\1", value)


def width(value: str) -> int:
    """About how many terminal cells a line takes: wide East Asian characters two, marks that do not space none."""
    if value.isascii():
        return len(value)
    return sum(_cells(character) for character in value)


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(value: str, length: int) -> str:
    """At most ``length`` characters, cut on a word where there is one, with an ellipsis when cut."""
    if len(value) <= length:
        return value
    head = value[: length - 1]
    on_word = head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head
    return on_word.rstrip(" ,;:.–—-") + "…"


def long_day(moment: datetime) -> str:
    """A day in words: ``2 December 2025``."""
    return f"{moment.day} {moment:%B %Y}"
