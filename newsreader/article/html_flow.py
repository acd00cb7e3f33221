"""The blocks of a body as they are left behind: lines, what they stand in, and the pictures beside them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from newsreader.article.blocks import Block, BlockKind, Body, Link, Style
from newsreader.article.html_line import Line
from newsreader.article.html_links import host
from newsreader.article.html_media import Media, is_picture_file, media_of
from newsreader.article.html_tex import with_formulas

if TYPE_CHECKING:
    from newsreader.article.html_lists import Numbering
    from newsreader.article.html_table import Table

DEEPEST = 9
"""Levels of lists and quotes that are told apart."""

Undo = Callable[[], None]
"""What to do when an element ends."""


@dataclass(slots=True)
class Context:
    """What the text stands in."""

    kind: BlockKind
    level: int = 0
    marker: str = ""


class Flow:
    """Gathers text into blocks."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._line = Line(self._links)
        self._contexts = [Context("paragraph")]
        self._lists: list[Numbering] = []
        self._quoted = 0
        self._marks = 0
        self._notes = 0
        self._muted = 0
        self._pre: list[str] | None = None
        self._table: Table | None = None
        self._outer: Line | None = None
        self._pictures: list[tuple[Media, str]] = []
        self._address = ""
        self._broken = False
        """Whether the line begins after a line break that ended another."""

    def text(self, text: str | None) -> None:
        """Add text of the source."""
        if not text or self._muted:
            return
        if self._pre is not None:
            self._pre.append(text)
        else:
            self._line.add(text if self._line.holds("code") else with_formulas(text))

    def finish(self) -> Body:
        """The blocks, without rules that part nothing."""
        self._flush()
        blocks: list[Block] = []
        for block in self._blocks:
            if block.kind == "rule" and (not blocks or blocks[-1].kind == "rule"):
                continue
            blocks.append(block)
        while blocks and blocks[-1].kind == "rule":
            blocks.pop()
        return Body(tuple(blocks), tuple(self._links))

    def _flush(self) -> None:
        """End the line; in a cell of a table lines run on."""
        if self._outer is not None:
            self._line.add(" ")
            return
        joined, self._broken = self._broken and not self._pictures, False
        text, styles, glue = self._line.take()
        if text:
            self._blocks.append(replace(self._block(text, styles), joined=joined, glue=glue))
        for media, address in self._pictures:
            self._show(media, address)
        self._pictures.clear()

    def _block(self, text: str, styles: tuple[Style, ...]) -> Block:
        context = self._contexts[-1]
        marker, context.marker = context.marker, ""
        return Block(context.kind, text, styles, context.level, marker, quoted=self._quoted)

    def _within(self, context: Context) -> Undo:
        """Begin a block that gives its text a kind."""
        self._flush()
        self._contexts.append(context)

        def leave() -> None:
            self._flush()
            self._contexts.pop()

        return leave

    def _media(self, element: etree._Element, tag: str) -> None:
        media = media_of(element, tag, self._base)
        if media is None or not media.inline:
            self.text(" ")  # the words on both sides of a picture do not touch
        elif media.text:
            self.text(media.text)
        if media and not media.inline and self._pre is None:
            if self._outer is not None and media.text and media.label == "Picture":
                self._line.add(f" {media.text} ")
            self._pictures.append((media, self._address))
            if not self._line:
                self._flush()

    def _show(self, media: Media, address: str) -> None:
        """One labelled line; the label links to the thing itself, its text to where the link around it leads."""
        if address and not media.text and not is_picture_file(address):
            media = replace(media, text=host(address))  # so that the link around it has words to stand on
        text = f"{media.label}: {media.text}" if media.text else media.label
        if (
            self._blocks
            and self._blocks[-1].kind == "media"
            and media.url
            and self._shown(self._blocks[-1]) == media.url
        ):
            return
        styles: list[Style] = []
        split = len(media.label) if media.text and address and address != media.url else len(text)
        if media.url:
            styles.append(self._linked(0, split, media.url, text))
        if split < len(text):
            styles.append(self._linked(split + 2, len(text), address, media.text))
        self._blocks.append(Block("media", text, tuple(styles), quoted=self._quoted, picture=media.picture))

    def _linked(self, start: int, end: int, url: str, text: str) -> Style:
        self._links.append(Link(url, text))
        return Style(start, end, "link", len(self._links) - 1)

    def _shown(self, block: Block) -> str:
        return self._links[block.styles[0].link].url if block.styles else ""
