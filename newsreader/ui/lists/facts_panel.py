"""The Facts panel: quotes by speaker, figures by kind, each with where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from newsreader.article.article import Article
from newsreader.article.cite import said_words
from newsreader.article.marks import KIND_NAMES, Figure, Quote
from newsreader.text import clean
from newsreader.ui.lists.cut import cut_lines
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells
from newsreader.ui.page.typeset_marks import short_name
from newsreader.ui.themes import FIGURE_KINDS

_REACH = 48
"""So many characters on either side of a figure are told."""
_QUOTE_LINES = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the panel."""

    mark: Quote | Figure | None
    """None for a heading."""
    words: str
    detail: str = ""
    """What is said after a speaker's name, or what stands around a figure."""
    style: str = ""
    alike: tuple[Quote | Figure, ...] = ()
    """All marks that the row stands for."""


class FactsPanel(RowsView):
    """What was said and what was counted in the article that is shown."""

    PARTS = "facts"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"facts--{name}" for name in ("heading", "detail", "of", "quote", "indirect", *FIGURE_KINDS)
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.empty = "Nothing here was put in quotation marks or counted."
        self._facts: tuple[Fact, ...] = ()

    def show(self, article: Article | None) -> None:
        """Show the facts of an article, the cursor on the first."""
        self._facts = tuple(facts_of(article)) if article else ()
        self.lay_out()
        self.place(next((n for n, fact in enumerate(self._facts) if fact.mark), 0))
        self.scroll_to(y=0, animate=False, force=True)

    @property
    def mark(self) -> Quote | Figure | None:
        """The fact at the cursor."""
        return self._facts[self.cursor].mark if self.cursor < len(self._facts) else None

    def go_to(self, mark: Quote | Figure) -> None:
        """Put the cursor on a mark without choosing it."""
        index = next((n for n, fact in enumerate(self._facts) if mark in fact.alike), None)
        if index is not None:
            old = self.cursor
            self.place(index)
            self.reveal(index)
            self.redraw(old)

    def can_rest(self, index: int) -> bool:
        """Headings are no place for the cursor."""
        return index < len(self._facts) and self._facts[index].mark is not None

    def row_heights(self, width: int) -> Sequence[int]:
        """The lines of each fact."""
        return [len(self._fact_lines(index, width)) for index in range(len(self._facts))]

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """One line of a fact."""
        lines = self._fact_lines(index, width)
        return [
            Segment(" ", base),
            *(
                Segment(text, base + self.part(style))
                for text, style in (lines[line] if line < len(lines) else ())
            ),
        ]

    def _fact_lines(self, index: int, width: int) -> list[list[tuple[str, str]]]:
        fact = self._facts[index]
        room = max(8, width - 3)
        if fact.mark is None:
            lines: list[list[tuple[str, str]]] = [[]] if index else []
            lines += [[(part, "heading")] for part in cut_lines(fact.words, room, 2)]
            return lines + [[(part, "detail")] for part in cut_lines(fact.detail, room, 2)]
        if isinstance(fact.mark, Quote):
            return [
                [("  " if number else "", ""), (part, fact.style)]
                for number, part in enumerate(cut_lines(fact.words, room - 2, _QUOTE_LINES))
            ]
        lines = [[(part, fact.style)] for part in cut_lines(fact.words, room, 2)]
        if fact.mark.of and len(lines) == 1:
            counted = f"of {fact.mark.of}" if fact.mark.kind == "percent" else fact.mark.of
            lines[0] += [
                (f" {part}", "of") for part in cut_lines(clean(counted), room - cells(fact.words) - 1, 1)
            ]
        return lines + [[("  ", ""), (part, "detail")] for part in cut_lines(fact.detail, room - 2, 2)]


def facts_of(article: Article) -> list[Fact]:
    """The rows of the panel: speakers by how much they say, then figures by kind, in the order of the text."""
    rows: list[Fact] = []
    by_speaker: dict[str, list[Quote]] = {}
    unnamed: list[Quote] = []
    for quote in article.quotes:
        if quote.kind == "term":
            continue
        if quote.speaker:
            by_speaker.setdefault(quote.speaker.name, []).append(quote)
        elif quote.kind == "speech":
            unnamed.append(quote)
    groups = sorted(by_speaker.items(), key=lambda item: -sum(quote.kind == "speech" for quote in item[1]))
    for name, quotes in [*groups, *([("Speaker not named", unnamed)] if unnamed else [])]:
        rows.append(_speaker_heading(name, quotes))
        rows += [_quote_fact(quote) for quote in sorted(quotes, key=lambda quote: quote.start)]
    for kind, heading in KIND_NAMES.items():
        figures = [figure for figure in article.figures if figure.kind == kind]
        if figures:
            rows.append(Fact(None, heading))
            rows += _figure_facts(figures, article, kind)
    return rows


def _figure_facts(figures: list[Figure], article: Article, kind: str) -> list[Fact]:
    """A row for each figure; what is said of the same thing again is counted with the first."""
    alike: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        alike.setdefault((figure.text.casefold(), figure.of.casefold()), []).append(figure)
    return [
        Fact(
            group[0],
            clean(group[0].text) + (f" ×{len(group)}" if len(group) > 1 else ""),
            around(article.text, group[0]),
            kind,
            tuple(group),
        )
        for group in alike.values()
    ]


def _speaker_heading(name: str, quotes: list[Quote]) -> Fact:
    said = sum(quote.kind == "speech" for quote in quotes)
    told = len(quotes) - said
    parts = [f"{said} quote{'s' * (said != 1)}"] if said else []
    parts += [f"{told} reported"] if told else []
    role = name.partition(",")[2].strip()
    return Fact(None, short_name(name) or name, " · ".join([*([role] if role else []), *parts]))


def _quote_fact(quote: Quote) -> Fact:
    return Fact(
        quote, said_words(quote), style="indirect" if quote.kind == "indirect" else "quote", alike=(quote,)
    )


def around(text: str, figure: Figure) -> str:
    """What a figure counts, or else the words around it within its paragraph."""
    start = max(
        text.rfind("\n\n", 0, figure.start) + 2 if "\n\n" in text[: figure.start] else 0,
        figure.start - _REACH,
    )
    end = text.find("\n\n", figure.end)
    end = min(len(text) if end < 0 else end, max(figure.end, start + _REACH) + _REACH)
    if start and not text[start - 1].isspace():
        start = text.find(" ", start, figure.start) + 1 or start
    if end < len(text) and not text[end].isspace():
        cut = text.rfind(" ", figure.end, end)
        end = cut if cut > 0 else end
    before = "" if start == 0 or text[start - 1] == "\n" else "…"
    after = "" if end == len(text) or text[end] == "\n" else "…"
    return f"{before}{clean(text[start:end])}{after}"
