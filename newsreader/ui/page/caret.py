"""Where the caret of the visual mode goes: by characters as people see them, words, sentences, lines and paragraphs.

A place is a paragraph and the character in it at which a grapheme begins. Paragraphs without text (rules) hold none.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from rich.cells import split_graphemes

from newsreader.article.sentences import whole_sentence
from newsreader.ui.page.article_page import Page
from newsreader.ui.page.linebreak import cells
from newsreader.ui.page.lines import Piece
from newsreader.ui.page.place import Anchor

_SIGNS = r"\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]+|[\u3041-\u309f]+|[\u30a0-\u30ff]+"
    rf"|(?:[^{_SIGNS}\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?<=\w)['’\-](?=\w))+"
    rf"|[^\s\w]"
)


@lru_cache(maxsize=256)
def graphemes(text: str) -> tuple[int, ...]:
    """Where each character that a person sees begins: a letter with its accents is one."""
    if text.isascii():
        return tuple(range(len(text)))
    spans, _ = split_graphemes(text)
    starts = (start for start, _, _ in spans)
    return tuple(start for start in starts if not start or unicodedata.category(text[start])[0] != "M")


def grapheme_end(text: str, at: int) -> int:
    """Where the character ends that stands at a place."""
    starts = graphemes(text)
    after = bisect_right(starts, at)
    return starts[after] if after < len(starts) else len(text)


def stand(page: Page, place: Anchor) -> Anchor | None:
    """The nearest place to one where a caret can stand, at or below it, else above; None in an empty article."""
    paragraph, inside = place
    order = [
        *range(paragraph, len(page.paragraphs)),
        *range(min(paragraph, len(page.paragraphs)) - 1, -1, -1),
    ]
    for index in order:
        text = page.paragraphs[index].text
        if text:
            starts = graphemes(text)
            at = 0 if index > paragraph else inside if index == paragraph else len(text)
            return index, starts[max(0, bisect_right(starts, at) - 1)]
    return None


def column_of(page: Page, place: Anchor) -> int:
    """The column, in cells, at which a place stands on its line."""
    paragraph, inside = place
    text = page.paragraphs[paragraph].text
    pieces = _pieces(page, page.line_of(paragraph, inside))
    piece = next((one for one in reversed(pieces) if one.start <= inside), pieces[0] if pieces else None)
    return 0 if piece is None else piece.x + cells(text[piece.start : inside])


def by_line(page: Page, place: Anchor, step: int, column: int) -> Anchor:
    """To the next or previous line with words, as near to a column as there are any; the same place at an end."""
    y = page.line_of(*place) + step
    while 0 <= y < page.height:
        pieces = _pieces(page, y)
        if pieces:
            return _at_column(page, y, pieces, column)
        y += step
    return place


def _pieces(page: Page, y: int) -> list[Piece]:
    index, within = page.find(y)
    return [piece for piece in page.lines[index][within] if piece.end > piece.start] if within >= 0 else []


def _at_column(page: Page, y: int, pieces: list[Piece], column: int) -> Anchor:
    index, _ = page.find(y)
    text = page.paragraphs[index].text
    piece = next((one for one in reversed(pieces) if one.x <= column), pieces[0])
    at, x = piece.start, piece.x
    starts = graphemes(text)
    for start in starts[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]:
        wide = cells(text[start : grapheme_end(text, start)])
        at = start
        if x + wide > column:
            break
        x += wide
    return index, at


def right(page: Page, place: Anchor) -> Anchor:
    """To the next character."""
    paragraph, inside = place
    text = page.paragraphs[paragraph].text
    after = grapheme_end(text, inside)
    return (paragraph, after) if after < len(text) else _first_of_next(page, paragraph) or place


def left(page: Page, place: Anchor) -> Anchor:
    """To the character before."""
    paragraph, inside = place
    starts = graphemes(page.paragraphs[paragraph].text)
    before = bisect_left(starts, inside) - 1
    return (paragraph, starts[before]) if before >= 0 else _last_of_previous(page, paragraph) or place


def next_word(page: Page, place: Anchor) -> Anchor:
    """To where the next word begins."""
    paragraph, inside = place
    for start, _ in _words(page.paragraphs[paragraph].text):
        if start > inside:
            return paragraph, start
    return _first_of_next(page, paragraph) or last(page, place)


def previous_word(page: Page, place: Anchor) -> Anchor:
    """To where this word begins, or the one before."""
    paragraph, inside = place
    starts = [start for start, _ in _words(page.paragraphs[paragraph].text) if start < inside]
    if starts:
        return paragraph, starts[-1]
    before = _last_of_previous(page, paragraph)
    return (before[0], _words_start(page, before)) if before else (paragraph, 0)


def word_end(page: Page, place: Anchor) -> Anchor:
    """To the last character of this word, or of the next one."""
    paragraph, inside = place
    text = page.paragraphs[paragraph].text
    for _, end in _words(text):
        at = graphemes(text)[bisect_left(graphemes(text), end) - 1]
        if at > inside:
            return paragraph, at
    after = _first_of_next(page, paragraph)
    return word_end(page, (after[0], -1)) if after else last(page, place)


def word_at(text: str, at: int) -> tuple[int, int]:
    """The word that a place is in, as a span; the character there alone between words."""
    found = next((word for word in _words(text) if word[0] <= at < word[1]), None)
    return found or (_beginning(text, at), grapheme_end(text, at))


def line_start(page: Page, place: Anchor) -> Anchor:
    """To the first character of the line."""
    pieces = _pieces(page, page.line_of(*place))
    return (place[0], pieces[0].start) if pieces else place


def line_end(page: Page, place: Anchor) -> Anchor:
    """To the last character of the line."""
    pieces = _pieces(page, page.line_of(*place))
    if not pieces:
        return place
    starts = graphemes(page.paragraphs[place[0]].text)
    return place[0], starts[max(0, bisect_left(starts, pieces[-1].end) - 1)]


def next_paragraph(page: Page, place: Anchor) -> Anchor:
    """To where the next paragraph begins; at the last one, to its end."""
    return _first_of_next(page, place[0]) or last(page, place)


def previous_paragraph(page: Page, place: Anchor) -> Anchor:
    """To where this paragraph begins, or the one before."""
    if place[1] > 0:
        return place[0], 0
    before = _last_of_previous(page, place[0])
    return (before[0], 0) if before else place


def next_sentence(page: Page, place: Anchor) -> Anchor:
    """To where the next sentence begins; at the last one, to its end."""
    paragraph, inside = place
    text = page.paragraphs[paragraph].text
    end = whole_sentence(text, inside, grapheme_end(text, inside))[1]
    while end < len(text) and text[end].isspace():
        end += 1
    if end < len(text):
        return stand(page, (paragraph, end)) or place
    return _first_of_next(page, paragraph) or last(page, place)


def previous_sentence(page: Page, place: Anchor) -> Anchor:
    """To where this sentence begins, or the one before."""
    paragraph, inside = place
    text = page.paragraphs[paragraph].text
    start = whole_sentence(text, inside, grapheme_end(text, inside))[0]
    if start < inside:
        return paragraph, _beginning(text, start)
    before = len(text[:start].rstrip())
    if before:
        return paragraph, _beginning(text, whole_sentence(text, before - 1, before)[0])
    previous = _last_of_previous(page, paragraph)
    return (previous[0], _sentence_start(page, previous)) if previous else place


def first(page: Page, place: Anchor) -> Anchor:
    """To the very first character."""
    return stand(page, (0, 0)) or place


def last(page: Page, place: Anchor) -> Anchor:
    """To the very last character."""
    return _last_of_previous(page, len(page.paragraphs)) or place


MOVES: dict[str, Callable[[Page, Anchor], Anchor]] = {
    "h": left, "left": left, "l": right, "right": right,
    "w": next_word, "b": previous_word, "e": word_end,
    "0": line_start, "home": line_start, "circumflex_accent": line_start, "dollar_sign": line_end, "end": line_end,
    "right_curly_bracket": next_paragraph, "left_curly_bracket": previous_paragraph,
    "right_parenthesis": next_sentence, "left_parenthesis": previous_sentence,
    "g": first, "G": last,
}  # fmt: skip
"""By Textual's name of the key."""


def _words(text: str) -> Iterator[tuple[int, int]]:
    return ((_beginning(text, found.start()), found.end()) for found in _WORD.finditer(text))


def _beginning(text: str, at: int) -> int:
    """Where the character begins that a place is in."""
    starts = graphemes(text)
    return starts[max(0, bisect_right(starts, at) - 1)]


def _words_start(page: Page, place: Anchor) -> int:
    starts = [start for start, _ in _words(page.paragraphs[place[0]].text) if start <= place[1]]
    return starts[-1] if starts else 0


def _sentence_start(page: Page, place: Anchor) -> int:
    text = page.paragraphs[place[0]].text
    return _beginning(text, whole_sentence(text, place[1], grapheme_end(text, place[1]))[0])


def _first_of_next(page: Page, paragraph: int) -> Anchor | None:
    after = (n for n in range(paragraph + 1, len(page.paragraphs)) if page.paragraphs[n].text)
    return next(((index, 0) for index in after), None)


def _last_of_previous(page: Page, paragraph: int) -> Anchor | None:
    before = (n for n in range(paragraph - 1, -1, -1) if page.paragraphs[n].text)
    return next(((index, graphemes(page.paragraphs[index].text)[-1]) for index in before), None)
