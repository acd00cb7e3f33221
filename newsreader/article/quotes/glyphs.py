"""Where paragraphs and quotation marks stand in a text."""

from collections.abc import Iterator

from newsreader.article.patterns import deferred

_PARAGRAPH_END = deferred(r"\n[^\S\n]*\n\s*")

_MARKS = deferred("[\"“”„‟«»‹›‘’‚‛'＂`「」『』〝〞〟]+")
_OPENING = ('"', *"“”«»‘「」『』„‚‹›`", "\n'", "\n’")
"""What counts towards a crowd: no apostrophes, but those that open a line."""
_LONGEST_RUN = 5
"""More marks in a row are a rule or a drawing, not quoting."""
_CROWDED = 1000
_CROWD = 8
"""Above so many characters, a paragraph of which every eighth is a mark is no prose."""
_LONG = 50_000
_LONG_CROWD = 20
"""Nor is a text above so many of which every twentieth is one: nobody keeps that up for a book."""
_FEET = deferred("(?<=\\d)['’]\\s?\\d+(?:[.,]\\d+)?\\s?(?:\"|''|”)|(?<=\\d)['’](?=\\s?(?:\\d|x\\b|by\\b|-))")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The span of every paragraph; paragraphs are parted by blank lines."""
    at = 0
    for gap in _PARAGRAPH_END.finditer(text):
        yield at, gap.start()
        at = gap.end()
    yield at, len(text)


def is_crowded(text: str, start: int, end: int) -> bool:
    """Whether a paragraph has too many marks to be prose."""
    return end - start > _CROWDED and len(_MARKS.findall(text, start, end)) > (end - start) // _CROWD


def is_overcrowded(text: str) -> bool:
    """Whether a long text has too many marks to be prose."""
    return len(text) > _LONG and sum(map(text.count, _OPENING)) > len(text) // _LONG_CROWD


def find_marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where marks that may quote stand: no apostrophes within words, no feet and inches."""
    after = -1
    for run in _MARKS.finditer(text, start, end):
        at, stop = run.span()
        if stop - at > _LONGEST_RUN:
            continue
        while at < stop:
            mark = text[at]
            if mark in "'’`":
                if text[at : at + 2] in {"``", "''"}:
                    mark = text[at : at + 2]
                elif mark == "`" or _is_apostrophe(text, at):
                    at += 1
                    continue
                elif at and text[at - 1].isdigit() and (feet := _FEET.match(text, at)):
                    after = feet.end()
            if at >= after:
                yield at, mark
            at += len(mark)


def _is_apostrophe(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()
