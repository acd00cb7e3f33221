"""Quotes that the markup tells: HTML's ``q`` and ``blockquote``."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from newsreader.article.blocks import Block
from newsreader.article.marks import Quote, Speaker

_MARKS = '"“”„‟«»‹›‘’‚「」『』'
_ATTRIBUTION = re.compile(r"[—–―-]{1,2}\s*(?P<name>[^\W\d_][^,;:(|\n]{1,60}?)\s*(?:[,;:(|].*)?")
_FEWEST_WORDS = 3
_COVERED = 0.5


def with_markup(found: Sequence[Quote], blocks: Sequence[Block], starts: Sequence[int]) -> tuple[Quote, ...]:
    """The quotes that were found, with those the markup tells besides, in the order of the text.

    A pronoun that stands for nobody the story names is no speaker to a reader, and nobody speaks a title or a
    scare quote, whoever may have written it.
    """
    quotes = [
        quote._replace(speaker=None)
        if quote.speaker and (quote.kind == "term" or not quote.speaker.name)
        else quote
        for quote in found
    ]
    for told in (*_said(blocks, starts), *_set_off(blocks, starts)):
        quotes = _joined(quotes, told)
    return tuple(sorted(quotes, key=lambda quote: (quote.start, -quote.end)))


def unmarked(blocks: Sequence[Block], starts: Sequence[int]) -> list[tuple[tuple[int, int], ...]]:
    """The spans of every ``blockquote`` that does not say itself whose words it holds."""
    return [quote.parts for quote in _set_off(blocks, starts) if quote.speaker is None]


def _joined(quotes: list[Quote], told: Quote) -> list[Quote]:
    """Add a quote unless it was found already; scare quotes inside it give way to it."""
    beside = [quote for quote in quotes if _shared(quote, told)]
    if any(quote.kind == "speech" for quote in beside):
        return quotes
    if sum(_shared(quote, told) for quote in beside) > _COVERED * sum(
        end - start for start, end in told.parts
    ):
        return quotes
    return [quote for quote in quotes if quote not in beside] + [told]


def _shared(quote: Quote, other: Quote) -> int:
    """Characters that two quotes have in common."""
    if quote.end <= other.start or other.end <= quote.start:
        return 0
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in quote.parts
        for other_start, other_end in other.parts
    )


def _said(blocks: Sequence[Block], starts: Sequence[int]) -> Iterator[Quote]:
    """What stands in ``q``."""
    for block, at in zip(blocks, starts, strict=True):
        for style in block.styles:
            if style.name == "quote":
                words = block.text[style.start : style.end].strip(_MARKS + " ")
                if words:
                    yield Quote(((at + style.start, at + style.end),), words, "speech", None, "html.q")


def _set_off(blocks: Sequence[Block], starts: Sequence[int]) -> Iterator[Quote]:
    """What stands in ``blockquote``, paragraphs together."""
    placed = zip(blocks, starts, strict=True)
    for quoted, group in groupby(placed, key=lambda pair: pair[0].quoted if pair[0].kind == "quote" else 0):
        if not quoted:
            continue
        parts = list(group)
        speaker = _speaker(*parts[-1]) if len(parts) > 1 else None
        words = parts[:-1] if speaker else parts
        text = " ".join(block.text.strip(_MARKS + " ") for block, _ in words)
        if len(text.split()) >= _FEWEST_WORDS or len(text) > len(words) * 12:
            spans = tuple((at, at + len(block.text)) for block, at in words)
            yield Quote(spans, text, "speech", speaker, "html.blockquote")


def _speaker(block: Block, at: int) -> Speaker | None:
    """Who is named in the last line of a block quote: after a dash, or set as a ``cite`` alone."""
    found = _ATTRIBUTION.fullmatch(block.text)
    if found:
        start, end = found.span("name")
        return Speaker(at + start, at + end, found["name"], found["name"])
    whole = any(
        style.name == "emphasis" and style.end - style.start == len(block.text) for style in block.styles
    )
    if whole and len(block.text.split()) <= 6 and block.text[:1].isupper() and block.text[-1:] not in ".!?":
        return Speaker(at, at + len(block.text), block.text, block.text)
    return None
