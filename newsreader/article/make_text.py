"""Plain text as blocks: paragraphs, with the addresses in them as links; and how many words there are."""

import re
from collections.abc import Iterable

from newsreader.article.blocks import Block, Body, Link, Style
from newsreader.article.html_links import absolute
from newsreader.text import UNSPACED

_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”«»]{3,2000}", re.IGNORECASE)
_TRAILING = re.compile(r"[.,;:!?…'’\])}]+$")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_CHARACTERS_A_WORD = 2
"""Characters of Chinese, Japanese or Thai that take as long to read as a word."""


def text_body(paragraphs: Iterable[str]) -> Body:
    """Paragraphs of clean text as blocks."""
    links: list[Link] = []
    return Body(tuple(_paragraph(text, links) for text in paragraphs if text), tuple(links))


def _paragraph(text: str, links: list[Link]) -> Block:
    styles = []
    for found in _ADDRESS.finditer(text):
        shown = found[0]
        if ending := _TRAILING.search(shown):
            # A bracket at the end is part of the address when it opened within it.
            shown = shown[: ending.start()]
            if ending[0].startswith(")") and shown.count("(") > shown.count(")"):
                shown += ")"
        url = absolute(shown if "://" in shown[:8] else f"https://{shown}", "")
        if url:
            styles.append(Style(found.start(), found.start() + len(shown), "link", len(links)))
            links.append(Link(url, shown))
    return Block("paragraph", text, tuple(styles))


def count_words(text: str) -> int:
    """How many words a text has, for the time it takes to read."""
    unspaced = len(_UNSPACED.findall(text))
    spaced = len(_WORD.findall(_UNSPACED.sub(" ", text) if unspaced else text))
    return spaced + (unspaced + 1) // _CHARACTERS_A_WORD
