"""The page in the making: elements come in and go out, blocks are left behind."""

from typing import TYPE_CHECKING

from lxml import etree

from newsreader.article.blocks import Block, StyleName
from newsreader.article.code_language import guess_language
from newsreader.article.html_abbreviations import Abbreviations, is_quoting
from newsreader.article.html_details import Disclosing
from newsreader.article.html_flow import Undo
from newsreader.article.html_hidden import is_hidden
from newsreader.article.html_line import Line
from newsreader.article.html_links import absolute
from newsreader.article.html_math import math_text
from newsreader.article.html_names import BLOCKS, HEADINGS, MEDIA, PREFORMATTED, STYLES
from newsreader.article.html_notes import is_reference
from newsreader.article.html_pre import code_language, code_text, is_gutter
from newsreader.article.html_styles import styled
from newsreader.article.html_table import Table, is_layout
from newsreader.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable


class Page(Disclosing):
    """Builds the blocks of a body from elements in document order."""

    def __init__(self, base: str, abbreviations: Abbreviations) -> None:
        super().__init__(base)
        self._abbreviations = abbreviations
        self._openers: dict[str, Callable[[etree._Element], Undo | None]] = {
            "a": self._link, "q": self._said, "br": self._break, "hr": self._rule, "rt": self._reading,
            "blockquote": self._quote, "ul": self._list, "ol": self._list, "menu": self._list, "dir": self._list,
            "li": self._item, "dl": self._definitions, "dt": self._term, "dd": self._definition,
            "details": self._details, "summary": self._summary,
            "figcaption": self._caption, "caption": self._caption, "table": self._tabular,
            "tr": self._row, "td": self._cell, "th": self._cell, "noscript": self._mute, "sup": self._raised,
            "abbr": self._abbreviation, "acronym": self._abbreviation,
            **dict.fromkeys(PREFORMATTED, self._code),
        }  # fmt: skip

    def enter(self, element: etree._Element, tag: str) -> tuple[bool, Undo | None]:
        """Begin an element: whether to go into it, and what to do when it ends."""
        if is_hidden(element, tag):
            return False, None
        if tag in MEDIA:
            self._media(element, tag)
            return False, None
        if tag == "math":
            self.text(math_text(element))
            return False, None
        if self._pre is not None:
            return self._enter_code(element, tag)
        return True, self._begin(element, tag)

    def _begin(self, element: etree._Element, tag: str) -> Undo | None:
        """Begin an element with text in it."""
        if opener := self._openers.get(tag):
            return opener(element)
        if level := HEADINGS.get(tag, 0):
            return self._heading(level)
        if tag in BLOCKS:
            return self._division(element, tag)
        name = STYLES.get(tag) or styled(element, tag)
        return self._styled(name) if name else None

    def _styled(self, name: StyleName) -> Undo | None:
        return (lambda: self._line.close(name)) if self._line.open(name) else None

    def _link(self, element: etree._Element) -> Undo | None:
        url = absolute(element.get("href"), self._base)
        if not url or not self._line.open("link", url):
            return None
        self._address = url

        def leave() -> None:
            self._line.close("link")
            self._address = ""

        return leave

    def _said(self, element: etree._Element) -> Undo:
        opening, closing = ("‘", "’") if self._marks % 2 else ("“", "”")
        if clean(element.text or "")[:1] in {"“", '"', "«", "„", "‘", "「"}:
            opening = closing = ""
        opened = self._line.open("quote")
        self.text(opening)
        self._marks += 1

        def leave() -> None:
            self._marks -= 1
            self.text(closing)
            if opened:
                self._line.close("quote")

        return leave

    def _abbreviation(self, element: etree._Element) -> Undo | None:
        """Say what it stands for, small and behind it; not within words that are quoted."""
        told = self._abbreviations.expansion(element)
        if not told or self._contexts[-1].kind in {"heading", "term"} or self._outer is not None:
            return None

        def leave() -> None:
            line = self._line
            if self._quoted or self._marks or self._muted or line.holds("code"):
                return
            if not self._abbreviations.may_look() or is_quoting(line.so_far()):
                return
            self._abbreviations.say(element, told)
            is_parted = line.last == " "
            opened = line.open("small")
            line.add(f" ({told})")
            if opened:
                line.close("small")
            if is_parted:
                line.add(" ")

        return leave

    def _reading(self, _element: etree._Element) -> Undo:
        self.text("(")
        return lambda: self.text(")")

    def _raised(self, element: etree._Element) -> Undo:
        mark = is_reference(element)
        opened = self._line.open("sup")
        if mark:
            self.text("[")

        def leave() -> None:
            if mark:
                self.text("]")
            if opened:
                self._line.close("sup")

        return leave

    def _mute(self, _element: etree._Element) -> Undo:
        """Text for browsers without scripts asks to turn them on; a picture in it is the real one."""
        self._muted += 1

        def leave() -> None:
            self._muted -= 1

        return leave

    def _code(self, element: etree._Element) -> Undo:
        self._flush()
        self._pre = []

        def leave() -> None:
            text = code_text("".join(self._pre or ()))
            self._pre = None
            if self._outer is not None:
                self._line.add(f" {text} ")
            elif text:
                language = code_language(element) or guess_language(text)
                self._blocks.append(Block("code", text, marker=language, quoted=self._quoted))
            self._flush()

        return leave

    def _enter_code(self, element: etree._Element, tag: str) -> tuple[bool, Undo | None]:
        if is_gutter(element):
            return False, None
        if tag == "br":
            self.text("\n")
        elif tag in BLOCKS and self._pre is not None:
            if self._pre and not self._pre[-1].endswith("\n"):
                self._pre.append("\n")
            return True, lambda: self.text("\n")
        return True, None

    def _tabular(self, element: etree._Element) -> Undo:
        self._flush()
        if self._table is not None or is_layout(element):
            return self._flush
        table = self._table = Table()

        def leave() -> None:
            self._table = None
            text, styles, _ = self._line.take()
            if text:
                self._blocks.append(self._block(text, styles))
            if block := table.block(self._quoted):
                self._blocks.append(block)
            self._flush()

        return leave

    def _row(self, _element: etree._Element) -> Undo | None:
        if self._table is None or self._outer is not None:
            self._flush()
            return self._flush
        self._table.row()
        return None

    def _cell(self, element: etree._Element) -> Undo:
        table = self._table
        if table is None or self._outer is not None:
            self._flush()
            return self._flush
        self._outer, self._line = self._line, Line(self._links)
        outer = self._outer

        def leave() -> None:
            text, styles, _ = self._line.take()
            table.cell(text, styles, element)
            self._line, self._outer = outer, None

        return leave
