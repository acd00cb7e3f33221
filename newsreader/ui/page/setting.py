"""An article set as paragraphs: what stands where, before any width is known."""

from bisect import bisect_right
from dataclasses import dataclass

from newsreader.article.article import Article
from newsreader.article.blocks import Picture
from newsreader.article.marks import Figure, Quote
from newsreader.article.stops import Stop


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
