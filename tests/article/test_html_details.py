"""What HTML can open and close."""

import time

import pytest

from newsreader.article.as_html import article_html
from newsreader.article.as_markdown import article_markdown
from newsreader.article.blocks import Summary
from newsreader.article.html import html_body
from newsreader.article.make import make_article
from newsreader.article.stops import find_stops
from newsreader.model import Entry

NESTED = (
    "<p>Before</p><details><summary>Outer</summary><p>One</p>"
    "<details open><summary>Inner <b>part</b></summary>Two</details>Three</details><p>After</p>"
)


def shape(markup: str) -> list[tuple[str, tuple[int, ...], Summary | None]]:
    return [(block.text, block.within, block.summary) for block in html_body(markup).blocks]


def test_blocks_know_which_details_they_are_in_and_whether_those_were_open() -> None:
    assert shape(NESTED) == [
        ("Before", (), None),
        ("Outer", (), Summary(0)),
        ("One", (0,), None),
        ("Inner part", (0,), Summary(1, is_open=True)),
        ("Two", (0, 1), None),
        ("Three", (0,), None),
        ("After", (), None),
    ]


@pytest.mark.parametrize(
    "summary", ["", "<summary></summary>", "<summary> <img src='x.gif' width=1> </summary>"]
)
def test_details_that_say_nothing_of_themselves_are_named_as_browsers_name_them(summary: str) -> None:
    assert shape(f"<details>{summary}<p>x</p></details>") == [("Details", (), Summary(0)), ("x", (0,), None)]


def test_a_summary_of_nothing_is_a_line_like_any_other() -> None:
    assert shape("<details><summary>S</summary></details><summary>T</summary>") == [
        ("S", (), None),
        ("T", (), None),
    ]


def test_a_summary_in_a_list_keeps_the_bullet_of_its_item() -> None:
    blocks = html_body("<ul><li><details><summary>S</summary><p>x</p></details><li>y</ul>").blocks
    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        ("item", "•", "S"), ("item", "", "x"), ("item", "•", "y"),
    ]  # fmt: skip


def test_pictures_rules_and_code_belong_to_their_details_too() -> None:
    markup = "<details><summary>S</summary><img src='http://a/b.jpg' alt='B'><hr><pre>c</pre></details>d"
    assert [block.within for block in html_body(markup).blocks] == [(), (0,), (0,), (0,), ()]


@pytest.mark.parametrize(
    "markup", ["<details><summary>s</summary>x" * 3000, "<details>x</details>" * 5000, "<details>" * 20_000]
)
def test_any_number_of_details_takes_linear_time(markup: str) -> None:
    start = time.process_time()
    html_body(markup)
    assert time.process_time() - start < 5


def test_what_is_written_out_keeps_what_is_closed() -> None:
    article = make_article(Entry(guid="1", title="T", body=NESTED))
    for written in (article_markdown(article), article_html(article), article.text):
        assert [written.index(words) for words in ("Outer", "One", "Two", "Three")]


def test_summaries_are_stops() -> None:
    article = make_article(Entry(guid="1", title="T", body=NESTED))
    assert [(stop.kind, stop.text, stop.details) for stop in find_stops(article)] == [
        ("summary", "Outer", 0), ("summary", "Inner part", 1),
    ]  # fmt: skip
