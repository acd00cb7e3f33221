"""No visible word of a page is lost, and none is moved."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsreader.article.html import html_body
from newsreader.article.html_hidden import is_hidden
from newsreader.article.html_names import MEDIA
from newsreader.model import NewsreaderError
from newsreader.sources.feed import parse
from newsreader.sources.markup import parse_markup
from newsreader.text import clean

CORPORA = Path(os.environ.get("NEWSREADER_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
_TAGS = (
    "p", "div", "b", "i", "a", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "table", "tr", "td",
    "th", "caption", "h1", "h3", "span", "q", "sub", "sup", "del", "kbd", "ruby", "rt", "figure", "figcaption",
    "details", "summary", "section", "footer", "small", "abbr", "mark", "br", "hr", "center", "font", "x-odd",
)  # fmt: skip
_pieces = st.one_of(
    st.sampled_from(_TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(["Word", " and", " more. ", "&amp;", "&nbsp;", "\n", "3,5", "日本", "é", "&lt;b&gt;"]),
)


def letters(text: str) -> str:
    """A text without its white space: what stands in two elements may be one word or two."""
    return "".join(clean(text).split())


def visible(markup: str) -> str:
    """The letters that a browser would show, in the order of the document, pictures and formulas left out."""
    root = parse_markup(markup)
    if root is None:
        return ""
    found: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            tag = element.tag.lower()
            if is_hidden(element, tag) or tag in MEDIA or tag in {"math", "noscript"}:
                walker.skip_subtree()
            else:
                found.append(element.text or "")
        elif element is not root:
            found.append(element.tail or "")
    return letters("".join(found))


def kept(markup: str) -> str:
    return letters(" ".join(block.text for block in html_body(markup).blocks))


def first_lost(markup: str) -> str:
    """The letters from the first one that is missing or out of its order; empty when none is."""
    there, ours, at = visible(markup), kept(markup), 0
    for index, letter in enumerate(there):
        at = ours.find(letter, at) + 1
        if not at:
            return there[max(0, index - 40) : index + 40]
    return ""


@given(st.lists(_pieces, max_size=40).map("".join))
def test_every_visible_letter_of_any_markup_is_kept_in_its_order(markup: str) -> None:
    # Text between rows and cells is moved before its table, as HTML has it (13.2.6.1, foster parenting).
    assert not Counter(visible(markup)) - Counter(kept(markup))
    if not any(tag in markup for tag in ("<table", "<tr", "<td", "<th", "<caption")):
        assert first_lost(markup) == ""


def test_the_check_sees_a_lost_and_a_moved_word(monkeypatch: pytest.MonkeyPatch) -> None:
    assert first_lost("<p>One two three</p>") == ""
    whole = html_body("<p>One</p><p>two</p>")
    monkeypatch.setitem(globals(), "html_body", lambda _markup: type(whole)(whole.blocks[::-1]))
    assert first_lost("<p>One</p><p>two</p>")


def documents() -> Iterator[tuple[str, str]]:
    for path in sorted((*CORPORA.glob("pages/**/*.html"), *CORPORA.glob("html/**/*.html"))):
        if path.name != "table-empty-row.html":  # its text stands between rows
            yield path.name, path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(CORPORA.glob("feeds/**/*")):
        if (
            path.is_file()
            and path.suffix in {".xml", ".rss", ".atom", ".rdf", ".json"}
            and "defusedxml" not in path.parts
        ):
            try:
                feed = parse(path.read_bytes())
            except NewsreaderError:
                continue
            for entry in feed.entries:
                if entry.body_type == "html":
                    yield path.name, entry.body
                yield path.name, entry.summary


@pytest.mark.skipif(not CORPORA.is_dir(), reason="needs the corpora: set NEWSREADER_CORPORA to their folder")
def test_every_visible_letter_of_the_corpora_is_kept_in_its_order() -> None:
    checked = 0
    for name, markup in documents():
        checked += 1
        assert first_lost(markup) == "", name
    assert checked > 1000
