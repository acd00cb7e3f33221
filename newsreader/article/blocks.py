r"""The parts of an article as it is set on the page: plain text with styles, never markup.

A block's ``text`` has no line ends (code alone keeps them as ``\\n``) and has been through ``text.clean``.
"""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "paragraph", "heading", "item", "quote", "code", "rule", "caption", "media", "table", "term", "note"
]
"""``item``: one list item's paragraph. ``quote``: a paragraph of a block quote. ``media``: one labelled line
for a picture, video or frame. ``table``: a table kept as rows. ``term``: the term of a definition list.
``note``: a footnote."""

StyleName = Literal[
    "strong", "emphasis", "code", "delete", "insert", "mark", "sub", "sup", "link", "small", "quote"
]


@dataclass(frozen=True, slots=True)
class Style:
    """A run of characters set differently. ``quote`` is HTML's ``<q>``."""

    start: int
    end: int
    name: StyleName
    link: int = -1
    """Index into ``Article.links`` for the style ``link``."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be fetched and shown; trackers and drawings in SVG never become one."""

    url: str
    """http, https or data."""
    alt: str = ""
    """What it shows, in words."""
    width: int = 0
    """As the page states it, in CSS pixels; 0, as the height then is too, when it states none."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What is seen of HTML's ``<details>`` while they are closed."""

    details: int
    """The number of the details within the body, from 0."""
    is_open: bool = False
    """Whether the publisher sent them open."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or paragraph-like part."""

    kind: BlockKind
    text: str = ""
    styles: tuple[Style, ...] = ()
    level: int = 0
    """Of a heading: 1 to 6. Of a list item or block quote: how deep it is nested, from 1."""
    marker: str = ""
    """What stands before a list item: a bullet, ``3.``; empty for its second and later paragraphs.
    For code: the language, as the publisher names it or as it can be told."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table, row by row; ``text`` then holds them joined, for search and marks."""
    header: bool = False
    """The first row of the table is its head."""
    quoted: int = 0
    """How many block quotes it stands in."""
    picture: Picture | None = None
    """Of the kind ``media``: the picture that the line stands for."""
    glue: tuple[int, ...] = ()
    """Where in ``text`` spaces stand at which no line may end."""
    joined: bool = False
    """It goes on from the block before after a line break, with no space between: verse, an address."""
    within: tuple[int, ...] = ()
    """The numbers of the ``<details>`` whose content it belongs to, the outermost first."""
    summary: Summary | None = None
    """Of the block that stands for details when they are closed; not among their content."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link goes. The URL is absolute and has one of the schemes http, https, mailto."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a body and the links in it."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
