"""Text as people look for it: without case and accents, all quotation marks alike, and all dashes."""

import unicodedata
from array import array
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ＇", "'"),
        **dict.fromkeys("“”„‟″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_ACCENTS = ((0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05C7), (0x064B, 0x0652))
"""Marks over and under letters that are looked for without them: Latin, Greek and Cyrillic; Hebrew; Arabic.
Elsewhere (Devanagari, Thai) such marks are vowels."""


class _Table(dict[int, str]):
    """What each character is folded to, made when it is first met."""

    def __init__(self, *, case: bool) -> None:
        super().__init__()
        self._case = case

    def __missing__(self, code: int) -> str:
        character = chr(code).translate(_SAME)
        if character.isspace():
            folded = " "
        else:
            parts = unicodedata.normalize("NFKD", character)
            folded = "".join(part for part in parts if not _is_accent(part)).translate(_SAME)
            if not self._case:
                folded = folded.casefold()
        self[code] = folded
        return folded


_TABLES = {case: _Table(case=case) for case in (False, True)}


def _is_accent(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _ACCENTS)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where each of its characters stood before."""

    text: str
    places: "array[int] | None" = None
    """For each character and for the end, the offset in the text; None when they are the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the folded text stood; accents that follow it belong to it."""
        return (start, end) if self.places is None else (self.places[start], self.places[end])


def fold(text: str, *, case: bool = False) -> Folded:
    """Fold a text; ``case`` keeps the difference between capitals and small letters."""
    if text.isascii():
        if not any(space in text for space in "\t\n\r\x0b\x0c"):
            return Folded(text if case else text.lower())
        return Folded((text if case else text.lower()).translate(_TABLES[case]))
    table = _TABLES[case]
    folded = text.translate(table)
    if len(folded) == len(text) and all(len(table[ord(one)]) == 1 for one in set(text)):
        return Folded(folded)
    places = array("q")
    for index, character in enumerate(text):
        places.extend([index] * len(table[ord(character)]))
    places.append(len(text))
    return Folded(folded, places)


def find_all(folded: Folded, wanted: str) -> list[tuple[int, int]]:
    """The spans of the original text in which folded words stand, one after the other; none overlap."""
    spans: list[tuple[int, int]] = []
    if not wanted:
        return spans
    at = folded.text.find(wanted)
    while at >= 0:
        span = folded.span(at, at + len(wanted))
        if span[0] < span[1] and (not spans or span[0] >= spans[-1][1]):
            spans.append(span)
        at = folded.text.find(wanted, at + len(wanted))
    return spans
