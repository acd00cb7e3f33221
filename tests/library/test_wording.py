"""What is a change of words, and what is not."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.wording import wording
from tests.library.making import entry

BODY = "<p>At least 12 people were hurt in the north, police said.</p>"


@pytest.mark.parametrize(
    "body",
    [
        '<p class="x">At least 12 people  were hurt\nin the <b>north</b>, police said.</p>',
        BODY + "<p>3 hours ago</p>",
        BODY + "<p>12 Comments</p><p>1,204 views</p><p># Comments: 7</p><p>Points: 31</p>",
        BODY + "<p>Last updated: 2 March 2026, 14:05 GMT</p>",
        BODY + '<div class="ad-slot">Buy a car today!</div>',
        BODY + '<aside id="share">Tell <a href="x">a friend</a></aside>',
        BODY + "<p>Advertisement: buy a car</p>",
        BODY + '<img src="https://127.0.0.1/pixel?id=77" width=1>',
        BODY + "<p>4 min read</p>",
        "<!-- 77 --><p>At least 12 people were hurt in the north, Police said</p>",
    ],
)
def test_what_nobody_wrote_is_no_change(body: str) -> None:
    assert wording(entry(body=body)) == wording(entry(body=BODY))


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Another headline"},
        {"body": BODY.replace("12", "15")},
        {"body": BODY.replace("hurt", "killed")},
        {"body": BODY + "<p>Updated figures show that 40 were hurt in the south of the country as well.</p>"},
        {"body": BODY + "<p>Shares fell by 5%.</p>"},
        {"summary": "A standfirst"},
    ],
)
def test_what_somebody_wrote_is_one(facts: dict[str, Any]) -> None:
    assert wording(entry(**({"body": BODY} | facts))) != wording(entry(body=BODY))


def test_links_times_and_authors_are_no_words() -> None:
    assert wording(entry(1)) == wording(entry(1, link="https://x.y/?utm_source=1", authors=(), guid="2"))


@given(st.text(), st.text())
def test_any_text_has_a_wording(title: str, body: str) -> None:
    assert len(wording(entry(title=title, body=body))) == 8


@pytest.mark.parametrize(
    "body",
    [
        '<div class="ad">' * 30_000,
        "<div " + 'class="ad ' * 60_000,
        "<p>" + "1,1" * 130_000,
        "3 hours " * 50_000,
        "<p class=ads>x" * 30_000,
        "<" * 400_000,
    ],
)
def test_a_hostile_body_takes_no_time(body: str) -> None:
    start = time.process_time()
    wording(entry(body=body))
    assert time.process_time() - start < 2
