"""Addresses of one story, told to be one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.canonical import canonical

PLAIN = "example.com/news/story-1"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/story-1",
        "http://example.com/news/story-1",
        "https://www.example.com/news/story-1/",
        "HTTPS://WWW.EXAMPLE.COM:443/news/story-1",
        "http://example.com:80/news/story-1#comments",
        "https://example.com./news/story-1#:~:text=said",
        "https://user:secret@example.com/news/story-1",
        "https://example.com/news/story-1?utm_source=rss&utm_medium=feed&UTM_Campaign=x",
        "https://example.com/news/story-1?fbclid=Iw&gclid=1&mc_cid=2&mc_eid=3",
        "https://example.com/news/story-1?at_medium=RSS&at_campaign=KARANGA",
        "https://example.com/news/story-1?source=rss----abc---4",
        "https://example.com/news/story%2D1",
        "https://example.com/news/story-1/amp",
        "https://example.com/news/story-1/amp/",
        "https://example.com/news/story-1.amp",
        "https://example.com/news/story-1.amp.html",
        "https://example.com/amp/news/story-1",
        "https://amp.example.com/news/story-1",
        "https://example.com/news/story-1?amp=1",
        "https://example.com/news/story-1?amp",
        "https://example.com/news/story-1?outputType=amp",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/news/story-1/amp",
        "https://www-example-com.cdn.ampproject.org/v/example.com/news/story-1?amp=1",
        "https://cdn.ampproject.org/c/s/example.com/news/story-1",
        "https://www.google.com/amp/s/www.example.com/news/story-1",
        "https://www.google.co.uk/amp/s/amp.example.com/news/story-1",
        "https://www.google.com/url?rct=j&sa=t&url=https://example.com/news/story-1&ct=ga",
        "https://www.google.com/url?q=https%3A%2F%2Fexample.com%2Fnews%2Fstory-1",
    ],
)
def test_one_story_has_one_address(url: str) -> None:
    assert canonical(url) == PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/story?id=1", "https://example.com/story?id=2"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/a", "https://example.org/a"),
        ("https://example.com/#!/one", "https://example.com/#!/two"),
        ("https://example.com:8080/a", "https://example.com/a"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com/example", "https://example.com/ex"),
        ("https://news.example.com/a", "https://example.com/a"),
        ("https://youtube.example/watch?v=aBc", "https://youtube.example/watch?v=abc"),
    ],
)
def test_other_stories_have_other_addresses(one: str, other: str) -> None:
    assert canonical(one)
    assert canonical(one) != canonical(other)


def test_parameters_count_in_any_order() -> None:
    assert canonical("https://example.com/s?b=2&a=1") == canonical("https://example.com/s?a=1&utm_id=9&b=2")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.com",
        "https://www.example.com/",
        "https://example.com/?utm_source=rss",
        "https://example.com/#top",
        "mailto:a@example.com",
        "tag:example.com,2026:1",
        "/news/story-1",
        "https://[half/",
        "https://",
    ],
)
def test_what_names_no_story_is_empty(url: str) -> None:
    assert canonical(url) == ""


def test_other_alphabets_are_written_one_way() -> None:
    assert canonical("https://bücher.example/straße") == canonical(
        "https://xn--bcher-kva.example/stra%c3%9fe/"
    )


@given(st.one_of(st.text(), st.text().map("https://".__add__), st.text().map("https://a.b/".__add__)))
def test_any_text_is_told(url: str) -> None:
    assert canonical(url) == canonical(url.strip())


def test_a_hostile_address_takes_no_time() -> None:
    start = time.process_time()
    for url in (
        "https://a.b/" + "/amp" * 100_000,
        "https://a.b/?" + "&" * 300_000,
        "https://a.b/" + "%41" * 100_000,
        "https://google.com/amp/s/" * 20_000 + "a.b/c",
    ):
        canonical(url)
    assert time.process_time() - start < 2
