"""A story as Markdown and HTML: it comes back the same through our own reader, and nothing in it can break out."""

import re
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.article import Article
from newsreader.article.as_html import article_html, body_html
from newsreader.article.as_markdown import article_markdown, body_markdown
from newsreader.article.as_plain import article_lines
from newsreader.article.blocks import Block, Body
from newsreader.article.html import html_body
from newsreader.article.make import make_article
from newsreader.article.markdown import markdown_body
from newsreader.model import Author, Entry
from newsreader.sources.file_markdown import markdown_head
from newsreader.sources.samples import sample_entries
from newsreader.text import clean
from newsreader.ui.page.linebreak import break_lines

RICH = """
<p>A <b>bold</b>, <em>soft</em> and <b>both <i>at</i> once</b> <a href="/x_y">link <b>in</b></a>,
H<sub>2</sub>O, x<sup>2</sup>,
<del>gone</del><ins>new</ins>, <mark>marked</mark>, <code>a `tick` b</code>, note<sup><a href="#fn1">1</a></sup>.</p>
<ul><li>one<ul><li>deep<ol><li>deeper</li></ol></li></ul></li><li>two<p>more of two</p></li></ul>
<ol start="3"><li>third</li><li>fourth</li></ol>
<blockquote><p>said one</p><ul><li>listed</ul><blockquote>nested</blockquote></blockquote>
<pre><code class="language-python">x = "```"
    y</code></pre><hr><h3>A head</h3>
<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><b>x</b></td></tr></table>
<p>verse one<br>verse two<br>- three</p>
<ol class="footnotes"><li id="fn1">The note.</li></ol>
"""


def _texts(body: Body) -> list[str]:
    return [block.text for block in body.blocks if block.text]


def _same(body: Body, again: Body) -> None:
    assert _texts(again) == _texts(body)


def test_everything_comes_back_through_markdown() -> None:
    body = html_body(RICH, "http://127.0.0.1/")
    written = body_markdown(body.blocks, body.links)
    again = markdown_body(written)
    _same(body, again)
    kinds = [(b.kind, b.level, b.quoted) for b in body.blocks]
    assert [(b.kind, b.level, b.quoted) for b in again.blocks] == kinds
    assert [b.rows for b in again.blocks if b.rows] == [b.rows for b in body.blocks if b.rows]
    assert [link.url for link in again.links] == [link.url for link in body.links]
    assert {s.name for b in again.blocks for s in b.styles} >= {
        "strong", "emphasis", "sub", "sup", "delete", "insert", "mark", "code", "link",
    }  # fmt: skip
    assert "note[^1]." in written
    assert "[^1]: The note." in written
    assert "````python" in written


def test_everything_comes_back_through_html() -> None:
    body = html_body(RICH, "http://127.0.0.1/")
    again = html_body(body_html(body.blocks, body.links))
    _same(body, again)
    assert [(b.kind, b.quoted) for b in again.blocks] == [(b.kind, b.quoted) for b in body.blocks]
    assert [b.level for b in again.blocks if b.kind == "item"] == [
        b.level for b in body.blocks if b.kind == "item"
    ]


@pytest.mark.parametrize("number", range(len(sample_entries())))
def test_the_sample_stories_come_back(number: int) -> None:
    article = make_article(sample_entries()[number])
    body = Body(article.blocks, article.links)
    _same(body, markdown_body(body_markdown(body.blocks, body.links)))
    _same(body, html_body(body_html(body.blocks, body.links)))


HOSTILE = "ab 1.)-+=#>|*_`~[]()<!&;\\:\"'“é漢$%^{}/\u00a0"
FORMULA = re.compile(r"\\[(\[]|\$\$")
"""Our reader takes what follows for a formula in TeX, wherever it stands."""
words = (
    st.text(alphabet=HOSTILE, min_size=1, max_size=24)
    .map(clean)
    .filter(lambda text: bool(text) and not FORMULA.search(text))
)
block = st.one_of(
    st.builds(Block, kind=st.just("paragraph"), text=words),
    st.builds(Block, kind=st.just("paragraph"), text=words, joined=st.booleans()),
    st.builds(Block, kind=st.just("heading"), text=words, level=st.integers(2, 6)),
    st.builds(Block, kind=st.just("quote"), text=words, level=st.just(1), quoted=st.just(1)),
    st.builds(
        Block, kind=st.just("item"), text=words, level=st.just(1), marker=st.sampled_from(["•", "1.", "12."])
    ),
)


def _letters(body: Body) -> str:
    return re.sub(r"\s+", "", "".join(block.text for block in body.blocks))


@given(st.lists(block, min_size=1, max_size=4))
def test_no_words_are_taken_for_markup_in_markdown(blocks: list[Block]) -> None:
    body = Body(tuple(blocks))
    written = body_markdown(body.blocks, ())
    again = markdown_body("# t\n\n" + written)
    assert _letters(again) == "t" + _letters(body), written
    assert not [s for b in again.blocks for s in b.styles], written


@given(st.lists(block, min_size=1, max_size=4))
def test_no_words_are_taken_for_markup_in_html(blocks: list[Block]) -> None:
    again = html_body(body_html(blocks, ()))
    assert _letters(again) == _letters(Body(tuple(blocks)))
    assert not [s for b in again.blocks for s in b.styles]


@cache
def _article(title: str = "A “title”: <b>x</b>") -> Article:
    return make_article(
        Entry(
            title=title, body=RICH, link="http://127.0.0.1/1", authors=(Author('Ada "A." Finch'),), base="http://127.0.0.1/",
            published=datetime(2025, 12, 2, 9, 30, tzinfo=UTC),
        ),
        "The Courier",
    )  # fmt: skip


@given(st.text(max_size=40))
def test_no_title_gets_out_of_the_front_matter_or_the_page(title: str) -> None:
    article = make_article(Entry(title=clean(title), body="<p>Words.</p>"), clean(title))
    head, _, _ = article_markdown(article).partition("\n---\n")
    assert all(re.fullmatch(r'---|[a-z]+: ".*"', line) for line in head.split("\n"))
    page = article_html(article)
    assert page.count("<script") == 0
    assert page.count("<title>") == page.count("</title>") == 1
    assert html_body(page).blocks[-1].text == "Words."


def test_the_facts_come_back_from_the_front_matter() -> None:
    head = markdown_head(article_markdown(_article()))
    assert head.title == "A “title”: <b>x</b>"
    assert head.authors == ('Ada "A." Finch',)
    assert head.published == datetime(2025, 12, 2, 9, 30, tzinfo=UTC)


def test_the_page_stands_alone() -> None:
    page = article_html(_article())
    assert "default-src 'none'" in page
    assert not re.findall(r'src="|@import|url\(|<script|<link rel="stylesheet', page)
    assert 'href="http://127.0.0.1/1"' in page
    assert "2 December 2025" in page


@pytest.mark.parametrize("width", [None, 20, 72])
def test_plain_text_has_all_words_in_order_and_its_width(width: int | None) -> None:
    article = _article()
    lines = article_lines(article, width, break_lines)
    together = re.sub(r"[\s>|]+", "", "".join(lines))
    at = 0
    for found in article.blocks:
        word = re.sub(r"[\s>|]+", "", found.text)
        at = together.find(word, at)
        assert at >= 0, found
    assert width is None or max(map(len, lines)) <= max(width, 36)
