"""Sentences as newspapers write them, in every language, with all the marks that they should get.

The sentences stand in ``tests/article/marks``, one file a language. Below a sentence are its marks: ``speech``,
``term`` or ``indirect``, the words and after ``<-`` the speaker; or the kind of a figure, its text and after ``=``
what it is worth. ``¶`` stands for a blank line. Whoever speaks a language can add sentences without reading code.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newsreader.article.figures import find_figures
from newsreader.article.marks import Figure, Quote
from newsreader.article.quotes import find_quotes

FILES = sorted((Path(__file__).parent / "marks").glob("*.txt"))
WRITTEN = date(2025, 12, 2)


def marks_of(line: str) -> list[str]:
    """All marks of a sentence as its file writes them."""
    text = line.replace("¶", "\n\n")
    return [*map(quote_line, find_quotes(text)), *map(figure_line, find_figures(text, WRITTEN))]


def quote_line(quote: Quote) -> str:
    """A quote and its speaker: the mention, and the full name where it is another."""
    line = f"{quote.kind}: {quote.text}"
    if quote.speaker is None:
        return line
    name = quote.speaker.name
    full = f" ({name})" if name and name != quote.speaker.text else ""
    return f"{line} <- {quote.speaker.text}{full}"


def figure_line(figure: Figure) -> str:
    """A figure, its value and unit, and what it is of."""
    if figure.dates:
        worth = "..".join(sorted({day.isoformat() for day in figure.dates}))
    elif isinstance(figure.value, tuple):
        worth = " to ".join(f"{end.normalize():f}" for end in figure.value)
    else:
        worth = f"{figure.value.normalize():f}" if figure.value is not None else "?"
    per = f" a {figure.per}" if figure.per else ""
    of = f" of {figure.of}" if figure.of else ""
    unit = "seconds" if figure.kind in {"duration", "time"} else figure.unit
    return f"{figure.kind}: {figure.text} = {worth} {unit}".rstrip() + per + of


def cases() -> Iterator[tuple[str, list[str]]]:
    """Every sentence with the marks below it."""
    for file in FILES:
        for block in file.read_text("utf-8").split("\n\n"):
            sentence, *marks = block.strip().split("\n")
            if not sentence.startswith("#"):
                yield sentence, [mark.strip() for mark in marks]


@pytest.mark.parametrize(("sentence", "marks"), [*cases()])
def test_a_sentence_gets_all_its_marks_and_no_others(sentence: str, marks: list[str]) -> None:
    assert marks_of(sentence) == marks


def test_every_language_has_its_sentences() -> None:
    assert [file.stem for file in FILES] == ["de", "en", "es", "fr", "hi", "it", "ja_zh", "pt", "ru"]
