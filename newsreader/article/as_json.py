"""An Article, its quotes and its figures as values for JSON."""

from decimal import Decimal
from typing import Any

from newsreader.article.article import Article
from newsreader.article.marks import Figure, Quote
from newsreader.model import Enclosure


def article_json(article: Article) -> dict[str, Any]:
    """Everything a script may want; offsets count in the paragraphs joined by blank lines."""
    return {
        "title": article.title,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "dateline": article.dateline,
        "categories": list(article.categories),
        "sign_off": article.sign_off,
        "published": article.published.isoformat() if article.published else None,
        "link": article.link,
        "source": article.source,
        "files": [_file_json(file) for file in article.files],
        "paragraphs": [block.text for block in article.blocks],
        "quotes": [quote_json(quote) for quote in article.quotes],
        "figures": [figure_json(figure) for figure in article.figures],
    }


def _file_json(file: Enclosure) -> dict[str, Any]:
    return {
        "url": file.url,
        "title": file.title,
        "type": file.media_type,
        "length": file.length,
        "duration": file.duration,
    }


def quote_json(quote: Quote) -> dict[str, Any]:
    """A quote as ``facts --jsonl`` gives it."""
    speaker = quote.speaker
    return {
        "parts": [list(part) for part in quote.parts],
        "text": quote.text,
        "kind": quote.kind,
        "speaker": {"start": speaker.start, "end": speaker.end, "text": speaker.text, "name": speaker.name}
        if speaker
        else None,
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure as ``facts --jsonl`` gives it; what is not known of it is left out."""
    row: dict[str, Any] = {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "kind": figure.kind,
        "value": _number(figure.value),
        "unit": figure.unit,
    }
    if figure.of:
        row["of"] = figure.of
    if figure.per:
        row["per"] = figure.per
    if figure.dates:
        row["dates"] = [day.isoformat() for day in figure.dates]
    return row


def _number(value: Decimal | tuple[Decimal, Decimal] | None) -> str | list[str] | None:
    if isinstance(value, tuple):
        return [format(end, "f") for end in value]
    return None if value is None else format(value, "f")
