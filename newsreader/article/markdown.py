"""Markdown becomes the same blocks as HTML: CommonMark with tables, strikethrough and footnotes, by way of HTML."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from newsreader.article.blocks import Body
from newsreader.article.html import html_body
from newsreader.article.markdown_notes import notes_markup, referring, take_notes
from newsreader.sources.file_markdown import without_front_matter

_FORMULAS = {"\\(": "\\)", "\\[": "\\]"}
"""How formulas begin and end."""
_COMMAND = re.compile(r"(?<!\\)\\[A-Za-z]")
_DEEPEST = 80
"""Blocks inside each other that are read; each costs the parser some of Python's stack."""


def markdown_body(text: str, base: str = "") -> Body:
    """Set Markdown as blocks; HTML in it is allowed, since it comes out as safe as any other.

    Args:
        text: CommonMark, with or without front matter, which is left out.
        base: The URL that relative links are relative to.
    """
    story, notes = take_notes(without_front_matter(text))
    renderer = _renderer()
    markup = renderer.render(story, {"notes": notes})
    return html_body(markup + notes_markup(renderer, notes), base)


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    renderer.inline.ruler.before("escape", "formula", _formula)
    return referring(renderer.enable(["table", "strikethrough"]))


def _formula(state: StateInline, silent: bool) -> bool:
    """A formula in TeX is kept as it is written, or its backslashes would be taken for escapes."""
    opening = state.src[state.pos : state.pos + 2]
    end = state.src.find(_FORMULAS[opening], state.pos + 2) if opening in _FORMULAS else -1
    if end < 0 or not _COMMAND.search(state.src, state.pos + 2, end):
        return False  # brackets that are escaped, as in "\\[sic\\]"
    if not silent:
        state.push("text", "", 0).content = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True
