"""Subscription lists that are not well-formed: nothing in them is lost, and nothing takes for ever."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model import NewsreaderError
from newsreader.sources.opml import ListedFeed, SubscriptionList, parse

HOST = "http://127.0.0.1"


def read(body: str) -> SubscriptionList:
    return parse(f'<opml version="2.0"><head><title>A & B</title></head><body>{body}'.encode())


def facts(found: SubscriptionList) -> list[tuple[str, str]]:
    return [(feed.title, feed.url) for feed in found.feeds]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Fish & Chips", "Fish & Chips"),
        ('The "Daily" News', 'The "Daily" News'),
        ('"All" of it', '"All" of it'),
        ('Words in "quotes"', 'Words in "quotes"'),
        ("<p>A story</p>", "<p>A story</p>"),
        (
            '<a href="http://127.0.0.1/x" rel="me">A page</a>',
            '<a href="http://127.0.0.1/x" rel="me">A page</a>',
        ),
        ("1 < 2 > 1", "1 < 2 > 1"),
    ],
)
def test_a_value_may_hold_what_should_have_been_escaped(title: str, shown: str) -> None:
    found = read(
        f'<outline text="{title}" description="{title}" xmlUrl="{HOST}/a?b=1&c=2" type="rss" />\n'
        f'<outline text="Next" xmlUrl="{HOST}/b"/></body></opml>'
    )
    assert facts(found) == [(shown, f"{HOST}/a?b=1&c=2"), ("Next", f"{HOST}/b")]
    assert found.feeds[0].attributes == (("description", shown),)
    assert found.title == "A & B"


def test_folders_survive() -> None:
    found = read(
        f'<outline text="R&D"><outline text="A" xmlUrl="{HOST}/a"></outline>'
        f'<outline text="In"><outline text="B" xmlUrl="{HOST}/b"/></outline></outline>'
        f'<outline text="C" xmlUrl="{HOST}/c"/></body></opml>'
    )
    assert [feed.folders for feed in found.feeds] == [(("R&D",),), (("R&D", "In"),), ((),)]


def test_feeds_that_are_never_closed_do_not_swallow_each_other() -> None:
    inside = "".join(f'<outline text="{n}" xmlUrl="{HOST}/{n}">\n' for n in range(300))
    found = read(f'<outline text="F">{inside}</outline><outline text="Z" xmlUrl="{HOST}/z">')
    assert len(found.feeds) == 301
    assert {feed.folders for feed in found.feeds[:300]} == {(("F",),)}
    assert found.feeds[300].folders == ((),)


def test_a_list_that_was_cut_off_gives_what_is_there() -> None:
    found = read(f'<outline text="F"><outline text="A" xmlUrl="{HOST}/a"/><outline text="B" xmlU')
    assert facts(found) == [("A", f"{HOST}/a")]


def test_two_documents_in_one() -> None:
    one, two = (f'<opml><body><outline text="A" xmlUrl="{HOST}/{n}"/></body></opml>' for n in (1, 2))
    assert [feed.url for feed in parse((one + two).encode()).feeds] == [f"{HOST}/1", f"{HOST}/2"]


def test_values_without_quotation_marks() -> None:
    assert facts(read(f"<outline text=A xmlUrl={HOST}/a />")) == [("A", f"{HOST}/a")]


def test_outlines_in_comments_are_none() -> None:
    assert facts(
        read(f'<!-- <outline text="No" xmlUrl="{HOST}/no"/> --><outline text="&" xmlUrl="{HOST}/a"/>')
    ) == [("&", f"{HOST}/a")]


@pytest.mark.parametrize(
    "piece",
    ['<outline text="', "<outline ", 'a="b ', '"', "<", "<!--", "&", '<outline a=""b=" ', "</outline>"],
)
def test_no_input_takes_for_ever(piece: str) -> None:
    started = time.perf_counter()
    read(piece * (400_000 // len(piece)))
    assert time.perf_counter() - started < 20


@given(st.text(st.sampled_from("<>&\"'=/ outline xmlUrl\n!-[]"), max_size=200))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except NewsreaderError:
        return
    assert all(isinstance(feed, ListedFeed) and feed.url for feed in found.feeds)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(NewsreaderError):
        parse(b"<opml>" + data)
