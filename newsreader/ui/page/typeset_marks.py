"""What was said and counted, as it is lit up in the paragraphs and named in the margin."""

from collections.abc import Sequence

from newsreader.article.article import Article
from newsreader.article.marks import Figure, Quote


def marks_in_order(article: Article) -> tuple[Quote | Figure, ...]:
    """What can be stepped through: speech and figures, in the order of the text."""
    said: list[Quote | Figure] = [quote for quote in article.quotes if quote.kind == "speech"]
    return tuple(sorted([*said, *article.figures], key=lambda mark: (mark.start, -mark.end)))


def mark_runs(article: Article) -> list[tuple[int, int, str]]:
    """The marks as styled spans of ``Article.text``, in order; figures over quotes."""
    runs: list[tuple[int, int, str]] = []
    for quote in article.quotes:
        if quote.kind == "indirect":
            continue
        runs += [(low, high, "quote" if quote.kind == "speech" else "term") for low, high in quote.parts]
        if quote.speaker and quote.kind == "speech":
            runs.append((quote.speaker.start, quote.speaker.end, "speaker"))
    runs += [(figure.start, figure.end, figure.kind) for figure in article.figures]
    return sorted(set(runs))


def speaker_notes(article: Article) -> list[tuple[int, str]]:
    """Who speaks, for the margin: at each quote whose speaker is another than the one before."""
    notes = []
    last = ""
    for quote in article.quotes:
        if quote.kind != "speech" or quote.speaker is None:
            continue
        name = short_name(quote.speaker.name)
        if name != last:
            notes.append((quote.start, name))
            last = name
    return notes


def short_name(name: str) -> str:
    """A speaker without the description: ``Dmitry Peskov`` of ``Dmitry Peskov, Kremlin spokesperson``."""
    return name.split(",", 1)[0].strip()


def nearest_mark(marks: Sequence[Quote | Figure], offset: int, direction: int) -> int | None:
    """The index of the next mark after (or the last before) an offset, or None at the end."""
    if direction > 0:
        return next((index for index, mark in enumerate(marks) if mark.start > offset), None)
    return next((index for index in range(len(marks) - 1, -1, -1) if marks[index].start < offset), None)
