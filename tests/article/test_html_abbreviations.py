"""What abbreviations stand for, in brackets."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.html import html_body
from newsreader.article.make import make_article
from newsreader.model import Entry

WHO = '<abbr title="World Health Organization">WHO</abbr>'


def texts(markup: str) -> list[str]:
    return [block.text for block in html_body(markup).blocks]


def test_an_expansion_is_said_once_behind_the_first_use_in_small() -> None:
    (first, second) = html_body(f"<p>The {WHO} met. The {WHO} rose.</p><p>{WHO}</p>").blocks
    assert first.text == "The WHO (World Health Organization) met. The WHO rose."
    assert [first.text[style.start : style.end] for style in first.styles if style.name == "small"] == [
        "(World Health Organization)"
    ]
    assert second.text == "WHO"


def test_what_the_story_says_itself_is_not_said_again() -> None:
    said = f"<p>The {WHO} met.</p><p>The world  health\norganization is in Geneva.</p>"
    assert texts(said) == ["The WHO met.", "The world health organization is in Geneva."]


@pytest.mark.parametrize(
    "markup",
    [
        '<abbr title="2024-05-01T10:00:00Z">1 May</abbr>',
        '<abbr title="Wednesday, May 1, 2024">May 1</abbr>',
        '<abbr title="10:05">an hour ago</abbr>',
        '<abbr title="">WHO</abbr>',
        '<abbr title="who">WHO</abbr>',
        '<abbr title="A very long remark">A text that is longer than the remark</abbr>',
        f'<abbr title="{"x" * 500}">X</abbr>',
        '<abbr title="non-governmental organization">NGO</abbr>s',
        f"<h2>{WHO}</h2>",
        f"<code>{WHO}</code>",
        f"<pre>{WHO}</pre>",
        f"<noscript>{WHO}</noscript>",
    ],
)
def test_nothing_is_said_of(markup: str) -> None:
    assert "(" not in "".join(texts(f"<div>{markup}</div>"))


@pytest.mark.parametrize(
    "quoted",
    [f"“The {WHO} is late,”", f'"The {WHO} is late,"', f"<q>The {WHO} is late,</q>", f"«The {WHO} is late,»"],
)
def test_nobody_is_made_to_say_what_they_did_not(quoted: str) -> None:
    article = make_article(
        Entry(guid="1", title="T", body=f"<p>{quoted} said Ada Finch of the {WHO} on Monday.</p>")
    )
    assert article.text.count("(World Health Organization)") == 1
    (quote,) = article.quotes
    assert "(World" not in quote.text
    assert article.text.endswith("Ada Finch of the WHO (World Health Organization) on Monday.")
    assert quote.speaker is not None
    assert quote.speaker.name.startswith("Ada Finch")


def test_a_blockquote_stays_as_it_was_said() -> None:
    assert texts(f"<blockquote><p>The {WHO} met.</p></blockquote><p>The {WHO}.</p>") == [
        "The WHO met.",
        "The WHO (World Health Organization).",
    ]


def test_words_on_both_sides_stay_apart() -> None:
    assert texts('<p>The <abbr title="World Trade Organization">WTO </abbr>met</p>') == [
        "The WTO (World Trade Organization) met"
    ]


def test_many_abbreviations_take_linear_time() -> None:
    start = time.process_time()
    html_body("<p>“" + "".join(f'<abbr title="Expansion {n} of it">E{n}</abbr> ' for n in range(20_000)))
    assert time.process_time() - start < 5


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_title_is_set_as_plain_text(title: str, short: str) -> None:
    from html import escape

    for block in html_body(f'<p><abbr title="{escape(title)}">{escape(short)}</abbr></p>').blocks:
        assert all(style.end <= len(block.text) for style in block.styles)
