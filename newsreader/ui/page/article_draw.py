"""Drawing one line of an article: its words in their styles, with what hangs in the margins."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.article.small_letters import small_letters
from newsreader.ui.page.article_page import Page
from newsreader.ui.page.code_runs import CODE_STYLES
from newsreader.ui.page.direction import isolated
from newsreader.ui.page.linebreak import GLUE, cells
from newsreader.ui.page.lines import Line
from newsreader.ui.page.setting import Note, Paragraph, Run

STYLES = (
    "category", "title", "standfirst", "byline", "meta", "rule", "text", "heading", "subheading", "block-quote",
    "code-block", "caption", "term-line", "footnote", "sign-off", "file", "file-hint", "tail-link",
    "dateline", "margin", "bar", "marker",
    "quote", "term", "speaker", "money", "percent", "date", "time", "duration", "measure", "count", "current",
    "strong", "emphasis", "code", "delete", "insert", "mark", "sub", "sup", "link", "link-number",
    "link-chosen", "small", "hit",
    "highlight", "noted", "hit-here", "caret",
    *CODE_STYLES,
)  # fmt: skip
"""What can be drawn in a style of its own: ``article--NAME`` in the style sheets."""

NOTE_ROOM = 18
"""Cells that the margin must have for a speaker's name."""

_STRENGTH = {
    "quote": 1, "term": 1, "speaker": 2, "link": 0, "highlight": 4, "noted": 4, "hit": 5, "current": 6,
    "link-chosen": 6, "hit-here": 7, "caret": 8,
}  # fmt: skip
_FIGURE = 3
"""How strong a figure is; of two styles on the same words the stronger is drawn last."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What is drawn over the words besides the styles they are set in."""

    style: Callable[[str], Style]
    """The style of each of ``STYLES``."""
    base: Style
    selection: Style
    selected: Callable[[int, int], Span | None]
    """Of a paragraph's index and length, the characters that are selected."""
    overlays: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    """For each style, spans of ``Article.text`` drawn in it: the chosen mark and the like."""
    terms: tuple[str, ...] = ()
    """Words that were searched for, folded."""
    laid_over: Mapping[str, Mapping[int, Sequence[Span]]] = field(default_factory=dict)
    """For each style, spans of paragraphs (by index) drawn in it: what was found, the caret."""
    links: Sequence[Style] = ()
    """For each link, the style that lets the terminal open it: the same one on all its lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands in the pane, in cells."""

    left: int
    width: int
    pane: int
    """How wide the pane is."""


def draw_line(page: Page, y: int, column: Column, look: Look) -> Strip:
    """A line of the article, as wide as the pane.

    Each segment's meta says ``offset`` (character, paragraph) for selecting, ``link`` on a link, and ``blank`` where
    there are no words.
    """
    base = look.base
    if y >= page.height or y < page.tops[0]:
        index = len(page.lines) if y >= page.height else 0
        return Strip.blank(column.pane, base + Style.from_meta({"offset": (0, index), "blank": True}))
    index, within = page.find(y)
    blank = base + Style.from_meta({"offset": (0, index), "blank": True})
    paragraph = page.paragraphs[index]
    if within < 0:
        return _gap(page, index, column, blank, look)
    if paragraph.style == "rule":
        rule = Segment("─" * column.width, base + look.style("rule"))
        return Strip([Segment(" " * column.left, blank), rule]).adjust_cell_length(column.pane, blank)
    margin = _margin(paragraph, within, blank, look)
    segments = [Segment(" " * column.left, blank), *([] if paragraph.is_right_to_left else margin)]
    runs = _runs(index, paragraph, look)
    x = sum(cells(segment.text) for segment in segments)
    line = page.lines[index][within]
    for piece in line:
        if piece.x + column.left > x:
            segments.append(Segment(" " * (piece.x + column.left - x), blank))
            x = piece.x + column.left
        head = paragraph.header and paragraph.rows and piece.start < paragraph.rows[0][-1][1]
        strong = [Run(piece.start, piece.end, "strong")] if head else []
        drawn = _piece(index, paragraph, (piece.start, piece.end), [*strong, *runs], look)
        segments += drawn
        x += sum(cells(segment.text) for segment in drawn)
        if piece.tag >= 0:
            tag = paragraph.tags[piece.tag]
            meta = Style.from_meta({"offset": (piece.end, index), "blank": True, "link": tag.ref})
            number = look.style(paragraph.style) + look.style("link-number")
            segments.append(Segment(tag.text, base + number + meta))
            x += len(tag.text)
    if paragraph.is_right_to_left:
        segments = [*isolated(segments), *_mirrored(margin)]
        x = column.left + column.width
    if note := _note(paragraph, line, column.pane - column.left - column.width):
        segments.append(Segment(" " * max(0, column.left + column.width + 2 - x), blank))
        segments.append(Segment(note, base + look.style("margin") + Style.from_meta({"blank": True})))
    return Strip(segments).adjust_cell_length(column.pane, blank)


def draw_words(words: str, width: int, look: Look) -> Strip:
    """A quiet line in the middle of an empty pane."""
    left = max(0, (width - cells(words)) // 2)
    segments = [Segment(" " * left, look.base), Segment(words, look.base + look.style("meta"))]
    return Strip(segments).adjust_cell_length(width, look.base)


def _gap(page: Page, index: int, column: Column, blank: Style, look: Look) -> Strip:
    """A blank line between paragraphs; the bar of a block quote goes on through it."""
    bars = min(page.paragraphs[index].bar, page.paragraphs[index - 1].bar) if index else 0
    if not bars:
        return Strip.blank(column.pane, blank)
    bar = Segment("▎ " * bars, blank + look.style("bar"))
    return Strip([Segment(" " * column.left, blank), bar]).adjust_cell_length(column.pane, blank)


def _margin(paragraph: Paragraph, within: int, blank: Style, look: Look) -> list[Segment]:
    """The bars and the marker left of a line."""
    segments = []
    if paragraph.bar:
        segments.append(Segment("▎ " * paragraph.bar, blank + look.style("bar")))
    if paragraph.indent:
        hanging = f"{paragraph.marker} ".rjust(paragraph.indent) if paragraph.marker and not within else ""
        segments.append(Segment(hanging.ljust(paragraph.indent), blank + look.style("marker")))
    return segments


def _mirrored(margin: Iterable[Segment]) -> list[Segment]:
    """The margin of a right-to-left paragraph, which stands on its right."""
    return [Segment(segment.text[::-1], segment.style) for segment in reversed(list(margin))]


def _note(paragraph: Paragraph, line: Line, free: int) -> str:
    """Who starts to speak on this line, when the margin has room for the name."""
    if free < NOTE_ROOM or not line:
        return ""
    words = ", ".join(note.text for note in paragraph.notes if _holds(line, note))
    return words if cells(words) <= free - 3 else words[: max(0, free - 4)].rstrip() + "…" if words else ""


def _holds(line: Line, note: Note) -> bool:
    return any(piece.start <= note.at < piece.end for piece in line)


def _piece(
    index: int, paragraph: Paragraph, span: Span, paragraph_runs: Sequence[Run], look: Look
) -> list[Segment]:
    """The segments of a span of a paragraph, cut where a style begins or ends."""
    start, end = span
    base = look.base + look.style(paragraph.style)
    runs = [run for run in paragraph_runs if run.start < end and run.end > start]
    edges = itertools.chain.from_iterable((run.start, run.end) for run in runs)
    selected = look.selected(index, len(paragraph.text))
    cuts = sorted({start, end, *(min(max(start, edge), end) for edge in (*edges, *(selected or ())))})
    segments = []
    for low, high in itertools.pairwise(cuts):
        style = base
        text = paragraph.text[low:high].replace(GLUE, " ")
        link: Style | None = None
        for run in runs:
            if run.start <= low < run.end:
                style += look.style(run.style)
                text = text.translate(small_letters(paragraph.text[run.start : run.end], run.style))
                if run.ref >= 0:
                    style += Style.from_meta({"link": run.ref})
                    link = look.links[run.ref] if run.ref < len(look.links) else None
        if selected and selected[0] <= low < selected[1]:
            style += look.selection
        style += Style.from_meta({"offset": (low, index)})
        segments.append(Segment(text, _linked(style, link) if link else style))
    return segments


def _linked(style: Style, link: Style) -> Style:
    """A style that lets the terminal open a link, under the link's own id: its lines then light up as one."""
    linked = style + link
    linked._link_id = link.link_id  # noqa: SLF001 - Rich gives each sum a new id and no way to keep one
    return linked


def _runs(index: int, paragraph: Paragraph, look: Look) -> list[Run]:
    """A paragraph's own runs and those drawn over it, the strongest last."""
    runs = [*paragraph.runs, *hits_in(paragraph, look.terms)]
    runs += [
        Run(start, end, style)
        for style, places in look.laid_over.items()
        for start, end in places.get(index, ())
    ]
    if paragraph.source is not None:
        low, high = paragraph.source, paragraph.source + len(paragraph.text)
        runs += [
            Run(start - low, end - low, style)
            for style, spans in look.overlays.items()
            for start, end in spans
            if start < high and end > low
        ]
    return sorted(runs, key=lambda run: _STRENGTH.get(run.style, _FIGURE if run.ref < 0 else 0))


def hits_in(paragraph: Paragraph, terms: Iterable[str]) -> list[Run]:
    """The words that were searched for."""
    folded = paragraph.text.casefold()
    if len(folded) != len(paragraph.text):
        return []
    runs = []
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            if at == 0 or not folded[at - 1].isalnum() or not term[0].isascii():
                runs.append(Run(at, at + len(term), "hit"))
            at = folded.find(term, at + len(term))
    return runs
