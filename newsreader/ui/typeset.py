"""An Article set as paragraphs with runs of styles: what stands where, before any width is known."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from newsreader.article.article import Article
from newsreader.article.blocks import Block, Picture
from newsreader.article.enclosures import file_name, kind_of, told
from newsreader.article.inline import cell_spans
from newsreader.article.marks import Figure, Quote
from newsreader.article.stops import Stop, find_stops
from newsreader.text import clean
from newsreader.ui.code_runs import code_runs
from newsreader.ui.direction import is_right_to_left
from newsreader.ui.enclosed import blocks_before, enclosed
from newsreader.ui.linebreak import GLUE
from newsreader.ui.list_indents import list_indents, shown_marker

WORDS_A_MINUTE = 230
"""A usual pace of silent reading of English non-fiction (Brysbaert 2019: 238 words a minute)."""

_LONGEST_UNBROKEN = 16
"""Characters of a figure that is kept on one line."""

_FILE_MARKERS = {"Audio": "♪", "Video": "▶"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a paragraph in a style; ``ref`` is the index of a link."""

    start: int
    end: int
    style: str
    ref: int = -1


@dataclass(frozen=True, slots=True)
class Note:
    """A word in the margin beside a character of the paragraph: who speaks there."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A small number behind a link. It takes room on the line, but is no part of the text."""

    at: int
    """The character of the paragraph that it stands before."""
    text: str
    ref: int
    """The index of the link."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it is set."""

    text: str
    """As in the article but for spaces at which no line may end (``linebreak.GLUE``)."""
    style: str = "text"
    """The style of the whole paragraph."""
    runs: tuple[Run, ...] = ()
    source: int | None = None
    """Where its first character is in ``Article.text``; None for what is not in it (the head)."""
    before: int = 1
    """Blank lines above it."""
    indent: int = 0
    marker: str = ""
    """What hangs before its first line: a bullet, a number."""
    bar: int = 0
    """How many block quotes it stands in; each draws a bar."""
    rows: tuple[tuple[tuple[int, int], ...], ...] = ()
    """A table: the span of each cell in ``text``."""
    header: bool = False
    """The first row of ``rows`` is the table's head."""
    keep_lines: bool = False
    """Code: its own line ends, cut and not wrapped on words."""
    notes: tuple[Note, ...] = ()
    picture: Picture | None = None
    """What is shown above its text. The style ``lead`` is the entry's own picture, which has no text."""
    is_right_to_left: bool = False
    """Set at the right edge, with what hangs beside it on the right."""
    tags: tuple[Tag, ...] = ()
    """The numbers of its links, ascending."""
    within: tuple[int, ...] = ()
    """The numbers of the details whose content it belongs to, the outermost first."""
    details: int = -1
    """Of a summary: the number of the details that it stands for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole article as paragraphs, with what was said and counted in the order of the text."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Quote | Figure, ...]
    sources: tuple[int, ...]
    """``Paragraph.source`` of the body's paragraphs, ascending."""
    first: int
    """The index of the first paragraph of the body."""
    stops: tuple[Stop, ...] = ()
    """Links, footnotes and summaries, in the order of the text."""

    def locate(self, offset: int) -> tuple[int, int]:
        """The paragraph and the character in it of an offset in ``Article.text``."""
        if not self.sources:
            return 0, 0
        place = max(0, bisect_right(self.sources, offset) - 1)
        paragraph = self.first + place
        inside = offset - (self.paragraphs[paragraph].source or 0)
        return paragraph, max(0, min(inside, len(self.paragraphs[paragraph].text)))


def set_article(article: Article, *, lights: bool, clock: datetime) -> Setting:
    """Set an article. ``clock`` is now, in the reader's own time zone, for the date line."""
    first, *rest = _head(article, clock, lights=lights)
    head = [replace(first, before=0), *rest]
    said: list[Quote | Figure] = [quote for quote in article.quotes if quote.kind == "speech"]
    marks = tuple(sorted([*said, *article.figures], key=lambda mark: (mark.start, -mark.end)))
    runs = _mark_runs(article) if lights else []
    stops = find_stops(article)
    numbers = {stop.url: stop.number for stop in stops}
    body = [
        replace(paragraph, tags=tags)
        if (tags := _tags(block, article, numbers, paragraph.text))
        else paragraph
        for paragraph, block in zip(
            _body(article, runs, _speaker_notes(article) if lights else []), article.blocks, strict=True
        )
    ]
    tail = list(_tail(article))
    sources = tuple(paragraph.source or 0 for paragraph in body)
    paragraphs = tuple(_directed(paragraph) for paragraph in (*head, *body, *tail))
    return Setting(article, paragraphs, marks, sources, len(head), stops)


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


def reading_minutes(words: int) -> int:
    """Minutes a text takes to read, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def _head(article: Article, clock: datetime, *, lights: bool) -> Iterator[Paragraph]:
    if article.categories:
        yield Paragraph(" · ".join(article.categories[:4]).upper(), "category", before=0)
    if article.title:
        yield Paragraph(article.title, "title", before=0)
    if article.standfirst:
        yield Paragraph(article.standfirst, "standfirst")
    who = [f"By {article.byline}"] if article.byline else []
    who += [article.source] if article.source else []
    first = 1
    if who:
        yield Paragraph(" · ".join(who), "byline")
        first = 0
    facts = [long_date(article.published.astimezone(clock.tzinfo))] if article.published else []
    facts.append(f"{reading_minutes(article.words)} min read")
    yield Paragraph(" · ".join(facts), "meta", before=first)
    if tally := mark_tally(article):
        yield Paragraph(tally if lights else f"{tally} (lights off: H)", "meta", before=0)
    yield Paragraph("", "rule", before=0)
    if article.lead is not None:
        yield Paragraph("", "lead", before=0, picture=article.lead)


def mark_tally(article: Article) -> str:
    """How much was said and counted: ``12 quotes · 9 figures``; empty when nothing was."""
    quotes = sum(quote.kind == "speech" for quote in article.quotes)
    parts = [(quotes, "quote"), (len(article.figures), "figure")]
    return " · ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in parts if count)


def long_date(moment: datetime) -> str:
    """A date and time as they are read out: ``18 November 2026, 14:05``."""
    day = f"{moment.day} {moment:%B} {moment.year}"
    return day if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else f"{day}, {moment:%H:%M}"


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


def _tail(article: Article) -> Iterator[Paragraph]:
    if article.sign_off:
        yield Paragraph(article.sign_off, "sign-off")
    for number, file in enumerate(article.files):
        name = file_name(file)
        words = told(file) if name in {"", article.title} else f"{told(file)} · {name}"
        marker = _FILE_MARKERS.get(kind_of(file), "▪")
        yield Paragraph(words, "file", before=int(not number), indent=2, marker=marker)
    if article.files:
        yield Paragraph("P plays and downloads", "file-hint", before=0, indent=2)
    if article.link:
        yield Paragraph(clean(article.link), "tail-link")


def _mark_runs(article: Article) -> list[tuple[int, int, str]]:
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


def _speaker_notes(article: Article) -> list[tuple[int, str]]:
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
