"""What is lit up in a text: quotes with their speakers, and figures.

Every offset counts Unicode code points of the one text that was searched; ends are exclusive.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

QuoteKind = Literal["speech", "term", "indirect"]
"""Words that were said; a title, nickname or scare quote; or speech reported without marks."""

FigureKind = Literal["money", "percent", "date", "time", "duration", "measure", "count"]

KIND_NAMES: dict[FigureKind, str] = {
    "money": "Money",
    "percent": "Percentages",
    "date": "Dates",
    "time": "Times",
    "duration": "Durations",
    "measure": "Measures",
    "count": "Counts",
}
"""The kinds of figures as headings, in the order in which they are listed."""


class Speaker(NamedTuple):
    """Who said it."""

    start: int
    end: int
    text: str
    """The mention beside the quote: ``text[start:end]``."""
    name: str
    """The fullest name or description that the story gives for this speaker; empty for a pronoun that nothing
    in the story explains (an Article then has no speaker at all)."""


class Quote(NamedTuple):
    """Words between quotation marks, or reported speech."""

    parts: tuple[tuple[int, int], ...]
    """Spans with their marks; more than one when an attribution splits the quote or paragraphs reopen it."""
    text: str
    """The words alone, parts joined by a space, without the outer marks."""
    kind: QuoteKind
    speaker: Speaker | None
    """Of a term, in whose words it stands; an Article has none for terms."""
    rule: str
    """Which rules marked it and found its speaker, for ``facts --explain``."""

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1][1]


class Figure(NamedTuple):
    """Something counted or measured."""

    start: int
    end: int
    text: str
    kind: FigureKind
    value: Decimal | tuple[Decimal, Decimal] | None
    """The number, or both ends of a range; seconds for a duration or time of day, None for a date."""
    unit: str
    """ISO 4217 code or name of the money, the measure's unit, ``%`` and the like; else empty."""
    rule: str
    """Which rule marked it, for ``facts --explain``."""
    of: str = ""
    """The noun phrase it counts: ``new towns`` in "12 new towns"."""
    dates: tuple[date, date] | None = None
    """First and last day of a date that could be resolved."""
    per: str = ""
    """What a rate is by: ``day`` in "$50 a day"."""
