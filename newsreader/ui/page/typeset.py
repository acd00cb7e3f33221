"""An Article becomes paragraphs with runs of styles, before any width is known."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsreader.article.article import Article
from newsreader.article.blocks import Block
from newsreader.article.inline import cell_spans
from newsreader.article.stops import find_stops
from newsreader.ui.page.code_runs import code_runs
from newsreader.ui.page.direction import is_right_to_left
from newsreader.ui.page.enclosed import blocks_before, enclosed
from newsreader.ui.page.linebreak import GLUE
from newsreader.ui.page.list_indents import list_indents, shown_marker
from newsreader.ui.page.setting import Note, Paragraph, Run, Setting, Tag
from newsreader.ui.page.typeset_head import head, tail
from newsreader.ui.page.typeset_marks import mark_runs, marks_in_order, speaker_notes

_LONGEST_UNBROKEN = 16
"""Characters of a figure that is kept on one line."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def set_article(article: Article, *, lights: bool, clock: datetime) -> Setting:
    """Set an article. ``clock`` is now, in the reader's own time zone, for the date line."""
    first, *rest = head(article, clock, lights=lights)
    above = [replace(first, before=0), *rest]
    marks = marks_in_order(article)
    runs = mark_runs(article) if lights else []
    stops = find_stops(article)
    numbers = {stop.url: stop.number for stop in stops}
    body = [
        replace(paragraph, tags=tags)
        if (tags := _tags(block, article, numbers, paragraph.text))
        else paragraph
        for paragraph, block in zip(
            _body(article, runs, speaker_notes(article) if lights else []), article.blocks, strict=True
        )
    ]
    below = list(tail(article))
    sources = tuple(paragraph.source or 0 for paragraph in body)
    paragraphs = tuple(_directed(paragraph) for paragraph in (*above, *body, *below))
    return Setting(article, paragraphs, marks, sources, len(above), stops)


def _directed(paragraph: Paragraph) -> Paragraph:
    """The paragraph with the direction of its text; code and tables run from left to right."""
    is_prose = not paragraph.keep_lines and not paragraph.rows
    return (
        replace(paragraph, is_right_to_left=True)
        if is_prose and is_right_to_left(paragraph.text)
        else paragraph
    )


def _tags(block: Block, article: Article, numbers: Mapping[str, int], text: str) -> tuple[Tag, ...]:
    """The numbers of a block's links; in tables and code there is no room for them."""
    if not block.styles or block.kind in {"table", "code"}:
        return ()
    lead = len(text) - len(block.text)  # of the dateline
    return tuple(
        Tag(lead + style.end, str(number).translate(_RAISED), style.link)
        for style in sorted(block.styles, key=lambda style: style.end)
        if style.name == "link" and (number := numbers.get(article.links[style.link].url))
    )


def _body(
    article: Article, runs: list[tuple[int, int, str]], notes: list[tuple[int, str]]
) -> Iterator[Paragraph]:
    lead = f"{article.dateline} — " if article.dateline else ""
    unbroken, indents = _unbroken(article), list_indents(article.blocks)
    above = blocks_before(article.blocks)
    near = note = 0
    for index, (block, start) in enumerate(zip(article.blocks, article.starts, strict=True)):
        end = start + len(block.text)
        while near < len(runs) and runs[near][1] <= start:
            near += 1
        mine: list[Run] = []
        at = near
        while at < len(runs) and runs[at][0] < end:
            low, high, style = runs[at]
            at += 1
            mine.append(Run(max(low, start) - start, min(high, end) - start, style))
        beside = []
        while note < len(notes) and notes[note][0] < end:
            if notes[note][0] >= start:
                beside.append(Note(notes[note][0] - start, notes[note][1]))
            note += 1
        low, high = bisect_left(unbroken, start), bisect_left(unbroken, end)
        glue = (*block.glue, *(at - start for at in unbroken[low:high]))
        paragraph = _glued(_block(block, start, tuple(mine), above[index], indents[index]), glue)
        paragraph = enclosed(paragraph, block, above[index])
        paragraph = replace(paragraph, notes=tuple(beside)) if beside else paragraph
        if lead and block.kind == "paragraph":
            paragraph = _with_lead(paragraph, lead)
            lead = ""
        yield paragraph


def _block(
    block: Block,
    start: int,
    runs: tuple[Run, ...],
    previous: Block | None,
    indent: int,
) -> Paragraph:
    own = tuple(Run(style.start, style.end, style.name, style.link) for style in block.styles)
    if block.kind == "code":
        own += tuple(Run(low, high, style) for low, high, style in code_runs(block.text, block.marker))
    paragraph = Paragraph(
        block.text, runs=own + runs, source=start, bar=max(block.quoted, block.kind == "quote")
    )
    close = 0 if previous is not None and previous.kind == block.kind else 1
    if block.kind in {"item", "note"}:
        style = "footnote" if block.kind == "note" else paragraph.style
        before = _before_item(block, previous)
        return replace(paragraph, style=style, marker=shown_marker(block), indent=indent, before=before)
    changes: dict[str, dict[str, Any]] = {
        "heading": {"style": "heading" if block.level <= 3 else "subheading", "before": 2 if previous else 1},
        "quote": {"style": "block-quote"},
        "code": {"style": "code-block", "keep_lines": True, "indent": 2},
        "rule": {"style": "rule"},
        "caption": {"style": "caption", "before": 0 if previous and previous.picture else close},
        "media": {"style": "caption", "before": 1 if block.picture else close, "picture": block.picture},
        "table": {"rows": cell_spans(block), "header": block.header},
        "term": {"style": "term-line"},
    }
    paragraph = replace(paragraph, **changes.get(block.kind, {}))
    return replace(paragraph, before=0) if block.joined else paragraph


def _unbroken(article: Article) -> list[int]:
    """The spaces of ``Article.text`` within short figures, in order: "4 million" stays on one line."""
    return [
        at
        for figure in article.figures
        if figure.end - figure.start <= _LONGEST_UNBROKEN
        for at in range(figure.start, figure.end)
        if article.text[at] == " "
    ]


def _glued(paragraph: Paragraph, places: Sequence[int]) -> Paragraph:
    """The paragraph with spaces there at which no line ends."""
    if paragraph.keep_lines or not places:
        return paragraph
    letters = list(paragraph.text)
    for at in places:
        letters[at] = GLUE
    return replace(paragraph, text="".join(letters))


def _before_item(block: Block, previous: Block | None) -> int:
    """Blank lines above a list item: none within its list and below the term that it defines."""
    if previous is None or previous.kind not in {block.kind, "term"}:
        return 1
    # Numbers after bullets, or the other way round, are another list.
    is_first = block.marker and previous.marker and (block.level, previous.level) == (1, 1)
    return int(bool(is_first) and block.marker[0].isalnum() != previous.marker[0].isalnum())


def _with_lead(paragraph: Paragraph, lead: str) -> Paragraph:
    by = len(lead)
    return replace(
        paragraph,
        text=lead + paragraph.text,
        source=(paragraph.source or 0) - by,
        runs=(
            Run(0, by, "dateline"),
            *(replace(run, start=run.start + by, end=run.end + by) for run in paragraph.runs),
        ),
        notes=tuple(replace(note, at=note.at + by) for note in paragraph.notes),
    )
