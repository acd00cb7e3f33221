"""The sentence that a span of text stands in."""

import re

_END = re.compile(r"[.!?…]+[\"”’»')\]]*\s+(?=[\"“‘«„'(\[]?[A-ZÀ-ÖØ-ÞА-ЯЁ\d])|[।。！？]+[”」』]?\s*|\n")
_BEFORE = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Jr|Sr|No|vs|etc|approx|ca|Nr|Hr|Fr|Mme"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Rs|bzw|ul|г|им|руб)$"
)
_LONGEST = 320
_REACH = 700


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds a span; cut on words around the span when it is long.

    A sentence never runs over a line end, so it stays within its paragraph. The time it takes does not
    depend on the length of the text.
    """
    low, high = _bounds(text, (start, end), (max(0, start - _REACH), min(len(text), end + _REACH)))
    if high - low > _LONGEST:
        spare = max(0, _LONGEST - (end - start))
        before = min(start - low, max(spare // 2, spare - (high - end)))
        low, high = max(low, start - before), min(high, max(end, start - before + _LONGEST))
        low, high = _on_words(text, low, high, start, end)
    return _trimmed(text, (start, end), (low, high))


def whole_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds a span, however long, without white space at its ends."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = low, len(text) if high < 0 else high
    return _trimmed(text, (start, end), _bounds(text, (start, end), line))


def _bounds(text: str, span: tuple[int, int], within: tuple[int, int]) -> tuple[int, int]:
    """The ends of sentences nearest to a span, looked for no farther than ``within``."""
    low, high = within
    for found in _END.finditer(text, low, span[0]):
        if not _is_abbreviation(text, found):
            low = found.end()
    for found in _END.finditer(text, span[1], high):
        if not _is_abbreviation(text, found):
            high = found.end()
            break
    return low, high


def _trimmed(text: str, span: tuple[int, int], around: tuple[int, int]) -> tuple[int, int]:
    """What is around a span without the white space at its ends."""
    low, high = around
    while low < span[0] and text[low].isspace():
        low += 1
    while high > span[1] and text[high - 1].isspace():
        high -= 1
    return low, high


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    """Whether a full stop ends a short form: a capital letter alone, a title, a month."""
    return found[0].startswith(".") and bool(_BEFORE.search(text, max(0, found.start() - 8), found.start()))


def _on_words(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    if low and not text[low - 1].isspace():
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    if high < len(text) and not text[high].isspace():
        space = text.rfind(" ", end, high)
        high = space if space >= 0 else high
    return low, high
