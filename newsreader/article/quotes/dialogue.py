"""Speech that a dash opens, as stories in French, Spanish, Portuguese and Russian have it (``— Non, dit-il.``).

A dash opens a list as well, so paragraphs that follow one another and open with dashes are dialogue only when at
least one of them says who speaks.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newsreader.article.patterns import deferred
from newsreader.article.quotes.glyphs import paragraphs
from newsreader.article.quotes.inside import interposed
from newsreader.article.quotes.lexicon import SAY, Lexicon
from newsreader.article.quotes.pairs import Pair
from newsreader.article.quotes.tags import tags_of

DASHES = frozenset("—–―")
_OPENS = deferred(r"(?:\A|\n)[^\S\n]*[—–―][^\S\n]?\S")
_DASH = deferred(r"[—–―]")
_WORD = deferred(r"[\w'’-]+")
_FIRST_WORDS = 3
_LONGEST = 3_000
"""A paragraph of more characters is no line of a dialogue."""
_MOST = 5_000
"""So many lines are looked at; no article has more."""
_SAYS = frozenset({SAY, "V"})
_EDGE = " \t\n.,;:!?…"


def dialogue(text: str, lexicon: Lexicon) -> list[list[Pair]]:
    """The lines of all dialogues: for each its parts, which the words that say who speaks stand between.

    A part is a pair whose mark is its dash (or is empty, for what follows an attribution), and which nothing closes.
    """
    if not lexicon.dialogue or _OPENS.search(text) is None:
        return []
    found: list[list[Pair]] = []
    run: list[list[Pair]] = []
    told = False
    for start, end in (*paragraphs(text), (len(text), len(text))):
        if end - start <= _LONGEST and text[start : start + 1] in DASHES:
            if len(run) + len(found) >= _MOST:
                break
            parts = list(_parts(text, start, end, lexicon))
            told = told or len(parts) > 1 or _tells(text, parts, end, lexicon)
            run += [parts] if parts else []  # a dash alone says nothing
            continue
        if told:
            found += run
        run, told = [], False
    return found + run if told else found


def merged(chains: list[list[Pair]], lines: list[list[Pair]]) -> list[list[Pair]]:
    """All quotes in order: pairs of marks within a line of a dialogue are quotes inside it."""
    if not lines:
        return chains
    parts = [part for line in lines for part in line]
    starts = [part.start for part in parts]
    kept = []
    for chain in chains:
        first, end = chain[0].start, chain[-1].end
        before = bisect_right(starts, first) - 1
        if before >= 0 and end <= parts[before].end:
            parts[before].inside += chain
        elif bisect_right(starts, end) - 1 == before and (before < 0 or parts[before].end <= first):
            kept.append(chain)
    return sorted(kept + lines, key=lambda chain: chain[0].start)


def with_set_off(chains: list[list[Pair]], spans: Sequence[Sequence[tuple[int, int]]]) -> list[list[Pair]]:
    """All quotes in order, with those that are set apart and hold no marks themselves."""
    starts = [chain[0].start for chain in chains]
    kept = []
    for quotation in spans:
        first, end = quotation[0][0], quotation[-1][1]
        at = bisect_right(starts, end) - 1
        if at < 0 or chains[at][-1].end <= first:
            kept.append([Pair(*span, "", closed=False) for span in quotation])
    return sorted(chains + kept, key=lambda chain: chain[0].start)


def _parts(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Pair]:
    """What is said in the paragraph between ``start`` and ``end``, without what says who."""
    begin, mark = start, text[start]
    attribution = False
    for cut in (*(found.start() for found in _DASH.finditer(text, start + 1, end)), end):
        if attribution:
            # The next dash gives the word back, with the full stop of the sentence that was cut.
            begin, mark, attribution = _past(text, cut + 1, end), "", False
        elif cut == end or _is_attribution(text, cut + 1, lexicon):
            stop = begin + len(text[begin:cut].rstrip())
            if stop > begin + len(mark):
                yield Pair(begin, stop, mark, closed=False)
            attribution = True


def _past(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _EDGE:
        at += 1
    return at


def _is_attribution(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether what a dash opens says who spoke: ``—respondió Ramírez``, ``— тихо сказал он``."""
    tag_of = tags_of(lexicon.code)
    for place, word in enumerate(_WORD.finditer(text, at, at + 80)):
        if place >= _FIRST_WORDS:
            return False
        if tag_of[word[0]] in _SAYS:
            return True
    return False


def _tells(text: str, parts: list[Pair], end: int, lexicon: Lexicon) -> bool:
    """Whether a line names who speaks, between commas or after a dash that ends it."""
    if not parts:
        return False
    return parts[-1].end < len(text[:end].rstrip()) or interposed(text, parts[0], lexicon) is not None
