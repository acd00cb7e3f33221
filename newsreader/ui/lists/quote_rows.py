"""The lists of the quote book: who speaks, and what was said."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from newsreader.article.cite import said_words
from newsreader.library.fact_queries import Counted, Said, SpeakerTally
from newsreader.library.stories import Header
from newsreader.ui.lists.cut import cut_lines, fit
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.page.linebreak import cells
from newsreader.ui.themes import FIGURE_KINDS

EVERYONE = SpeakerTally("Everyone", "*", 0, 0)
"""Stands for all speakers."""
_OTHERS = "Not named"
_QUOTE_LINES = 4
_SENTENCE_LINES = 3
_LEFT = 1
_WIDEST = 96


class SpeakerRows(RowsView):
    """Speakers, each with how many quotes there are of them."""

    PARTS = "speakers"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"speakers--{name}" for name in ("name", "count", "all")}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.empty = "Nobody"
        self._speakers: list[SpeakerTally] = []

    def show(self, speakers: Sequence[SpeakerTally]) -> None:
        """Show speakers, the cursor on the one it was on if they are still there, else on the first."""
        before = self.speaker
        self._speakers = list(speakers)
        self.lay_out()
        same = next((n for n, one in enumerate(self._speakers) if before and one.folded == before.folded), 0)
        self.place(same)
        self.reveal(same)

    @property
    def speaker(self) -> SpeakerTally | None:
        """The speaker at the cursor."""
        return self._speakers[self.cursor] if self.cursor < len(self._speakers) else None

    def row_heights(self, width: int) -> Sequence[int]:
        """A line each."""
        del width
        return [1] * len(self._speakers)

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Name and number."""
        del line
        one = self._speakers[index]
        count = f"{one.said or one.told:,}" if one is not EVERYONE else ""
        room = max(4, width - cells(count) - 3)
        name = fit(one.name or _OTHERS, room, "")
        style = "name" if one.name and one is not EVERYONE else "all"
        return [
            Segment(" ", base),
            Segment(name, base + self.part(style)),
            Segment(" " * (room - cells(name) + 1), base),
            Segment(count, base + self.part("count")),
        ]


class FoundRows(RowsView):
    """Quotes or figures with the stories in which they stand."""

    PARTS = "found"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"found--{name}" for name in ("quote", "indirect", "speaker", "where", "sentence", *FIGURE_KINDS)
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._found: list[Said | Counted] = []
        self._named = True

    def show(self, found: Sequence[Said | Counted], *, named: bool) -> None:
        """Show what was found from its top; ``named`` tells the speaker of each quote."""
        self._found = list(found)
        self._named = named
        self.lay_out()
        self.place(0)
        self.scroll_to(y=0, animate=False, force=True)

    @property
    def found(self) -> Said | Counted | None:
        """What is at the cursor."""
        return self._found[self.cursor] if self.cursor < len(self._found) else None

    def row_heights(self, width: int) -> Sequence[int]:
        """The lines of each, and a blank one between two."""
        return [len(self._lines(index, width)) for index in range(len(self._found))]

    def lead(self, index: int) -> int:
        """The blank line above all but the first."""
        return 1 if index else 0

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """One line of a quote or figure."""
        lines = self._lines(index, width)
        return [
            Segment(" " * _LEFT, base),
            *(
                Segment(words, base + (self.part(style)))
                for words, style in (lines[line] if line < len(lines) else ())
            ),
        ]

    def _lines(self, index: int, width: int) -> list[list[tuple[str, str]]]:
        found = self._found[index]
        room = max(8, min(_WIDEST, width - _LEFT - 1))
        lines: list[list[tuple[str, str]]] = [[]] if index else []
        if isinstance(found, Said):
            style = "quote" if found.quote.kind == "speech" else "indirect"
            lines += [[(part, style)] for part in cut_lines(said_words(found.quote), room, _QUOTE_LINES)]
            if self._named and found.quote.name:
                lines += [[(part, "speaker")] for part in cut_lines(found.quote.name, room, 1)]
        else:
            lines += [
                _lit(part, found.figure.text, found.figure.kind)
                for part in cut_lines(found.figure.sentence, room, _SENTENCE_LINES)
            ]
        return [*lines, [(where(found.header, room), "where")]]


def where(header: Header, room: int) -> str:
    """Source, day and title of a story in one line; of these the title gives way first."""
    day = f" · {header.time.day} {header.time:%b %Y}" if header.dated else ""
    words = f"{header.source}{day}" if header.source else day.removeprefix(" · ")
    if header.title and cells(words) + 12 < room:
        return fit(f"{words} · {header.title}" if words else header.title, room, "")
    return fit(words, room, day)


def _lit(line: str, figure: str, kind: str) -> list[tuple[str, str]]:
    """A line of a sentence, with the figure lit where it stands in it whole."""
    before, shown, after = line.partition(figure)
    return [(before, "sentence"), (shown, kind), (after, "sentence")]
