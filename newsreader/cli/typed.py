"""A story as lines of plain text, for a terminal, a pipe or a printer."""

import os
from collections.abc import Iterator

from newsreader.article.article import Article
from newsreader.article.blocks import Block

_CODE_INDENT = "    "


def lines(article: Article, width: int | None) -> list[str]:
    """The story's lines, none wider than ``width`` cells where words allow; a paragraph a line for None."""
    from newsreader.ui.cell_widths import count_spacing_signs

    count_spacing_signs(os.environ)
    found: list[str] = []
    for words in _head(article):
        found += [*_wrapped(words, width), ""]
    dateline = f"{article.dateline}: " if article.dateline else ""
    for block in article.blocks:
        found += [*_block_lines(block, dateline, width), ""]
        if block.kind == "paragraph":
            dateline = ""
    if article.sign_off:
        found += _wrapped(article.sign_off, width)
    return found[:-1] if found and not found[-1] else found


def _head(article: Article) -> Iterator[str]:
    published = article.published
    day = f"{published.day} {published:%B %Y}" if published else ""
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


def _block_lines(block: Block, dateline: str, width: int | None) -> list[str]:
    bar = "> " * block.quoted
    if block.kind == "rule":
        return [f"{bar}———"]
    if block.kind == "code":
        return [f"{bar}{_CODE_INDENT}{line}" for line in block.text.split("\n")]
    if block.kind == "table":
        return [f"{bar}{'  |  '.join(row)}" for row in block.rows]
    marker = f"{block.marker} " if block.marker else ""
    words = dateline + block.text if block.kind == "paragraph" else block.text
    return _wrapped(words, width, bar + marker, bar + " " * len(marker))


def _wrapped(words: str, width: int | None, first: str = "", then: str = "") -> list[str]:
    """Lines of ``words``, with what stands before the first one and the others."""
    if width is None:
        return [first + words]
    from newsreader.ui.linebreak import break_lines, cells

    spans = break_lines(words, max(1, width - cells(first)))
    return [(then if number else first) + words[start:end] for number, (start, end) in enumerate(spans)]
