"""An Article as lines of plain text, for a terminal, a pipe or a printer."""

from collections.abc import Callable, Iterator, Sequence

from newsreader.article.article import Article
from newsreader.article.blocks import Block
from newsreader.text import long_day
from newsreader.text import width as cells

_CODE_INDENT = "    "

Breaking = Callable[[str, int], Sequence[tuple[int, int]]]
"""Breaks a paragraph into lines of so many cells: the span of each."""


def article_lines(article: Article, width: int | None, breaking: Breaking) -> list[str]:
    """The story's lines, none wider than ``width`` cells where words allow; a paragraph a line for None."""
    found: list[str] = []
    for words in _head(article):
        found += [*_wrapped(words, width, breaking), ""]
    dateline = f"{article.dateline}: " if article.dateline else ""
    for block in article.blocks:
        found += [*_block_lines(block, dateline, width, breaking), ""]
        if block.kind == "paragraph":
            dateline = ""
    if article.sign_off:
        found += _wrapped(article.sign_off, width, breaking)
    return found[:-1] if found and not found[-1] else found


def _head(article: Article) -> Iterator[str]:
    day = long_day(article.published) if article.published else ""
    yield from filter(
        None,
        (
            " · ".join(article.categories),
            article.title,
            article.standfirst,
            f"By {article.byline}" if article.byline else "",
            " · ".join(filter(None, (day, article.source, article.link))),
        ),
    )


def _block_lines(block: Block, dateline: str, width: int | None, breaking: Breaking) -> list[str]:
    bar = "> " * block.quoted
    if block.kind == "rule":
        return [f"{bar}———"]
    if block.kind == "code":
        return [f"{bar}{_CODE_INDENT}{line}" for line in block.text.split("\n")]
    if block.kind == "table":
        return [f"{bar}{'  |  '.join(row)}" for row in block.rows]
    marker = f"{block.marker} " if block.marker else ""
    words = dateline + block.text if block.kind == "paragraph" else block.text
    return _wrapped(words, width, breaking, bar + marker, bar + " " * len(marker))


def _wrapped(words: str, width: int | None, breaking: Breaking, first: str = "", then: str = "") -> list[str]:
    """Lines of ``words``, with what stands before the first one and the others."""
    if width is None:
        return [first + words]
    spans = breaking(words, max(1, width - cells(first)))
    return [(then if number else first) + words[start:end] for number, (start, end) in enumerate(spans)]
