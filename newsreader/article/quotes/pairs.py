"""Quotation marks put in pairs, paragraph by paragraph.

The glyphs are those of Unicode's General Punctuation and CJK blocks and of ASCII. A glyph that opens
in one language closes in another (“ in English and German, » in French and Danish), so a pair is told
by what is open already and by the characters beside the mark. Apostrophes, feet and inches open nothing.
"""

import re
from collections.abc import Iterator

from newsreader.article.patterns import deferred
from newsreader.article.quotes.glyphs import find_marks, is_crowded, paragraphs

_CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "‟": "”",
    "”": "”",
    '"': '"”',
    "＂": "＂",
    "``": "''\"",
    "''": "''",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "’": "’",
    "‚": "‘’",
    "‛": "’",
    "'": "'’",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
}
SINGLE = frozenset("‘’‚‛'‹›")
_TURNING = {"»": "«", "›": "‹", "«": "»", "‹": "›"}
_ELISION = deferred(r"(?:\d\ds?|em|til|tis|twas|cause|n|round|bout|cos|s|t|ere|neath|nuff)\b", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{<—–-/:;=*_¿¡…>|+\u2010")
_SENTENCE_END = deferred(r"[.!?…](?=\s)")
_STRAIGHT = frozenset({'"', "＂", "``", "''"})
_DEEPEST = 6
"""Quotes within quotes that are followed."""


class Pair:
    """Two marks and what is between them; ``end`` is exclusive, both count from the start of the text."""

    __slots__ = ("closed", "end", "inside", "mark", "start")

    def __init__(self, start: int, end: int, mark: str, *, closed: bool = True) -> None:
        self.start, self.end = start, end
        self.mark = mark
        """The opening mark."""
        self.closed = closed
        self.inside: list[Pair] = []
        """The pairs nested in it."""

    @property
    def inner(self) -> tuple[int, int]:
        """The span of the words alone."""
        return self.start + len(self.mark), self.end - (len(self.mark) if self.closed else 0)


def find_pairs(text: str) -> Iterator[tuple[int, int, list[Pair]]]:
    """Every paragraph that has marks: its span, and its outermost pairs in order with those nested inside.

    A pair that is never closed ends with the paragraph, or where a second mark of its kind opens.
    """
    spans = list(paragraphs(text))
    prose = [span for span in spans if not is_crowded(text, *span)]
    if len(prose) == len(spans):
        marks = list(find_marks(text, 0, len(text)))
    else:
        marks = [mark for span in prose for mark in find_marks(text, *span)]
    at = 0
    for start, end in prose if marks else ():
        first = at
        while at < len(marks) and marks[at][0] < end:
            at += 1
        if at > first:
            yield start, end, _Pairing(text, start, end, marks[first:at]).pairs()


class _Pairing:
    """One walk over the marks of a paragraph with a stack of what is open."""

    def __init__(self, text: str, start: int, end: int, marks: list[tuple[int, str]]) -> None:
        self.text, self.start, self.end, self.marks = text, start, end, marks
        self.open: list[Pair] = []
        self.done: list[Pair] = []
        self.closing_later = self._closing_later()

    def pairs(self) -> list[Pair]:
        for index, (at, mark) in enumerate(self.marks):
            self._take(index, at, mark)
        self._end()
        return self.done

    def _can_open(self, at: int, mark: str) -> bool:
        after = at + len(mark)
        if at == self.start:
            return after < self.end
        if after >= self.end or self.text[after].isspace():
            return False
        before = self.text[at - 1]
        return before.isspace() or before in _BEFORE_OPENING or before in _CLOSERS

    def _can_close(self, at: int, mark: str) -> bool:
        if at == self.start or self.text[at - 1].isspace():
            return False
        after = at + len(mark)
        return after >= self.end or not self.text[after].isalnum() or not self.text[at - 1].isalnum()

    def _closing_later(self) -> list[int]:
        """For every mark, how many single marks that could close come after it."""
        counts, count = [0] * len(self.marks), 0
        for index in range(len(self.marks) - 1, -1, -1):
            counts[index] = count
            at, mark = self.marks[index]
            if mark in "'’" and self._can_close(at, mark) and not self._can_open(at, mark):
                count += 1
        return counts

    def _take(self, index: int, at: int, mark: str) -> None:
        if mark in _STRAIGHT:
            self._straight(index, at, mark)
        elif mark in "'’":
            self._apostrophe(index, at, mark)
        elif mark in _TURNING:
            if not self._close(at, mark, {_TURNING[mark]}) and (mark in "«‹" or self._can_open(at, mark)):
                self._begin(at, mark)
        elif mark in "“‘”":
            self._curly(at, mark)
        elif mark in _CLOSERS:
            self._begin(at, mark)
        else:
            self._close(at, mark)

    def _curly(self, at: int, mark: str) -> None:
        opens = self._can_open(at, mark)
        if mark == "‘" and _ELISION.match(self.text, at + 1) and self._find(mark) is None:
            return
        if mark == "”":
            if not self._close(at, mark) and (opens or at == self.start) and not self._can_close(at, mark):
                self._begin(at, mark)
        elif not (not opens and self._close(at, mark)):
            low = "„" if mark == "“" else "‚"
            if self._can_close(at, mark) and self._close(at, mark, {low}):
                return
            if opens or at + 1 < self.end:
                self._begin(at, mark)

    def _apostrophe(self, index: int, at: int, mark: str) -> None:
        opened = self._find(mark)
        opens, closes = self._can_open(at, mark), self._can_close(at, mark)
        if opened is not None and closes:
            if self._is_possessive(index, at):
                return
            self._close(at, mark)
        elif mark == "'" and opens and self.closing_later[index] and not _ELISION.match(self.text, at + 1):
            self._begin(at, mark)

    def _is_possessive(self, index: int, at: int) -> bool:
        follows = self.text[at + 1 : at + 3]
        return (
            self.text[at - 1] in "sS"
            and len(follows) == 2
            and follows[0] == " "
            and follows[1].islower()
            and self.closing_later[index] > 0
        )

    def _straight(self, index: int, at: int, mark: str) -> None:
        opens, closes = self._can_open(at, mark), self._can_close(at, mark)
        if mark == "``":
            self._begin(at, mark)
        elif self._find(mark) is None:
            if opens or (not closes and index + 1 < len(self.marks)):
                self._begin(at, mark)
        elif closes or not opens:
            if not self._is_inch(index, at, opens):
                self._close(at, mark)
        else:
            following = [self._looks(later) for later in self.marks[index + 1 : index + 3]]
            if following[:1] == ["open"] or (
                not following and self.text[at - 2 : at - 1] in {",", ".", "?", "!"}
            ):
                self._close(at, mark)
            else:
                if following != ["close", "close"]:
                    self._break_off(at, mark)
                self._begin(at, mark)

    def _looks(self, mark: tuple[int, str]) -> str:
        return "close" if self._can_close(*mark) and not self._can_open(*mark) else "open"

    def _is_inch(self, index: int, at: int, opens: bool) -> bool:
        if opens or not self.text[at - 1].isdigit() or self.text[at + 1 : at + 2] != " ":
            return False
        later = self.marks[index + 1 : index + 2]
        return bool(later) and later[0][1] == self.marks[index][1] and self._looks(later[0]) == "close"

    def _find(self, mark: str) -> int | None:
        """The place on the stack of the innermost pair that this mark would close."""
        for place in range(len(self.open) - 1, -1, -1):
            if mark in _CLOSERS[self.open[place].mark] and (mark != "'" or self.open[place].mark in "'‘"):
                return place
        return None

    def _begin(self, at: int, mark: str) -> None:
        if len(self.open) < _DEEPEST:
            self.open.append(Pair(at, self.end, mark, closed=False))

    def _close(self, at: int, mark: str, openers: set[str] | None = None) -> bool:
        place = self._find(mark)
        if place is None or (openers is not None and self.open[place].mark not in openers):
            return False
        for lost in self.open[place + 1 :]:
            self.open[place].inside.extend(lost.inside)
        del self.open[place + 1 :]
        pair = self.open.pop()
        pair.end, pair.closed = at + len(mark), True
        self._put(pair)
        return True

    def _put(self, pair: Pair) -> None:
        if self.open:
            self.open[-1].inside.append(pair)
        elif pair.end - pair.start > 2 * len(pair.mark):
            self.done.append(pair)

    def _break_off(self, at: int, mark: str) -> None:
        """End the pair that stayed open before a second one of its kind begins."""
        place = self._find(mark)
        if place is not None:
            del self.open[place + 1 :]
            pair = self.open.pop()
            ends = [found.end() for found in _SENTENCE_END.finditer(self.text, pair.start, at)]
            end = ends[-1] if ends else pair.start + len(self.text[pair.start : at].rstrip())
            for each in _cut(pair, end):
                self._put(each)

    def _end(self) -> None:
        """What is still open at the end of the paragraph."""
        while self.open:
            pair = self.open.pop()
            if pair.mark in SINGLE and not (
                pair.mark == "‘" and pair.start == self.start and not pair.inside
            ):
                loose = pair.inside
            else:
                same = [inner for inner in pair.inside if inner.mark == pair.mark]
                if same and pair.start != self.start:
                    loose = _cut(pair, pair.start + len(self.text[pair.start : same[0].start].rstrip()))
                else:
                    pair.end = pair.start + len(self.text[pair.start : self.end].rstrip())
                    loose = [pair]
            for each in loose:
                self._put(each)
        self.done.sort(key=lambda pair: pair.start)


def _cut(pair: Pair, end: int) -> list[Pair]:
    """End a pair early; with it come those that were nested in it and begin behind its new end."""
    behind = [inner for inner in pair.inside if inner.start >= end]
    pair.end = end
    pair.inside = [inner for inner in pair.inside if inner.end <= end]
    return [pair, *behind]
