"""A page as runs of text: what stands in one line, between the edges of its blocks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from lxml import etree

from newsreader.text import clean

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
})  # fmt: skip
"""Elements that end the line before and after them; ``br`` ends one too."""

_COMMA = re.compile(r"[,،﹐︐︑⹁⸴，、]")

Kind = Literal["open", "text", "close"]


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a page, in its order."""

    texts: list[str]
    """Each clean, none empty."""
    holders: list[etree._Element]
    """The innermost block that each begins in."""
    spans: dict[etree._Element, tuple[int, int]]
    """The runs that an element holds or has a share in: the first, and the one after the last."""
    lengths: list[int]
    """Characters before each run, and at last in all."""
    linked: list[int]
    """The same, of those that stand in links to other pages."""
    commas: list[int]
    """The same, of commas of every script: signs of prose."""

    def length(self, part: etree._Element) -> int:
        """Characters in an element, the rest of lines that it shares with others included."""
        return self._total(self.lengths, part)

    def comma_count(self, part: etree._Element) -> int:
        """Commas in an element."""
        return self._total(self.commas, part)

    def link_density(self, part: etree._Element) -> float:
        """The share of an element's text that stands in links, from 0 to 1."""
        return min(1.0, self._total(self.linked, part) / max(1, self.length(part)))

    def _total(self, before: list[int], part: etree._Element) -> int:
        start, end = self.spans[part]
        return before[end] - before[start]


def read_runs(body: etree._Element) -> Runs:
    """Cut the text of an element into runs."""
    pieces: list[list[str]] = []
    linked: list[int] = []
    holders: list[etree._Element] = []
    starts: dict[etree._Element, int] = {}
    spans: dict[etree._Element, tuple[int, int]] = {}
    blocks: list[etree._Element] = []
    links = 0
    for kind, element, text, run in walk(body):
        if kind == "text":
            if run == len(pieces):
                pieces.append([])
                linked.append(0)
                holders.append(blocks[-1])
            pieces[run].append(text)
            if links:
                linked[run] += len(clean(text))
            continue
        opened = kind == "open"
        if element.tag == "a" and not (element.get("href") or "#").startswith("#"):
            links += 1 if opened else -1
        if opened:
            starts[element] = run
            if element is body or (element.tag in BLOCKS and element.tag != "br"):
                blocks.append(element)
        else:
            # inside a line, an element shares the run that goes on after it
            spans[element] = starts[element], max(len(pieces), run)
            if element is blocks[-1]:
                blocks.pop()
    texts = [clean("".join(piece)) for piece in pieces]
    return Runs(
        texts,
        holders,
        spans,
        before(len(text) for text in texts),
        before(linked),
        before(len(_COMMA.findall(text)) for text in texts),
    )


def before(values: Iterable[int]) -> list[int]:
    """The sums of all values before each, and at last of all."""
    return list(accumulate(values, initial=0))


def walk(body: etree._Element) -> Iterator[tuple[Kind, etree._Element, str, int]]:
    """The elements and texts of a tree in order, each with the number of the run that it is in or before.

    White space that begins a run is left out, and so is the text of formulas that stand behind a picture of
    them. Not recursive: markup may be deep.
    """
    run = 0
    begun = False
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if element.tag in BLOCKS and begun:
            run, begun = run + 1, False
        if event == "start":
            yield "open", element, "", run
            text = element.text
            if element.tag == "math" and _is_behind_picture(element):
                walker.skip_subtree()
                text = None
        else:
            yield "close", element, "", run
            text = element.tail if element is not body else None
        if text and (begun or clean(text)):
            begun = True
            yield "text", element, text, run


def _is_behind_picture(formula: etree._Element) -> bool:
    parent = formula.getparent()
    return parent is not None and "mwe-math-mathml-a11y" in parent.get("class", "")
