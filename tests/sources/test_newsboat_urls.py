"""newsboat's urls file: how its lines are parted, and what each of them is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.newsboat_urls import NewsboatFeed, SpecialFeed, command_of, is_special, parse, url_of
from newsreader.sources.newsboat_words import lines, words

FEED = "http://127.0.0.1/feed"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"{FEED} one  two", [FEED, "one", "two"]),
        (f'\t{FEED} "two words" x"y', [FEED, "two words", 'x"y']),
        (r'a "say \"so\"" "back\\slash" "tab\tn" "q\`"', ["a", 'say "so"', "back\\slash", "tab\tn", "q`"]),
        (f"{FEED}#part # a comment", [f"{FEED}#part"]),
        ('a "#no comment"', ["a", "#no comment"]),
        ('a "never closed', ["a", "never closed"]),
        ('a "never closed\\', ["a", "never closed"]),
        ("# all", []),
        ("  ", []),
    ],
)
def test_words(line: str, found: list[str]) -> None:
    assert words(line) == found


def test_a_backslash_at_the_end_joins_lines() -> None:
    assert list(lines("a \\\nb\r\nc\\\\\nd")) == ["a b", "c\\\\", "d"]


@given(st.text())
def test_any_line_is_parted(line: str) -> None:
    assert all(isinstance(word, str) for word in words(line))


def test_tags_titles_and_hidden_feeds() -> None:
    found, special = parse(
        f'# mine\n{FEED} news "~My \\"Own\\" Title" "two words" news\n\nhttp://me:secret@127.0.0.1/b !hidden\n'
        "http://127.0.0.1/c !Later\n"
    )
    assert found == (
        NewsboatFeed(FEED, 'My "Own" Title', ("news", "two words")),
        NewsboatFeed("http://me:secret@127.0.0.1/b", "", (), hidden=True),
        NewsboatFeed("http://127.0.0.1/c", "", ("Later",), hidden=True),
    )
    assert special == ()


def test_a_feed_that_stands_twice_is_one() -> None:
    assert parse(f"{FEED} a\n{FEED} b ~T\n")[0] == (NewsboatFeed(FEED, "T", ("a", "b")),)


def test_searches_and_programs_come_apart() -> None:
    found, special = parse(
        '"query:Unread:unread = \\"yes\\"" daily\nexec:~/bin/make tag\n'
        f'"filter:~/bin/sift -v:{FEED}" "~Sifted"\n'
    )
    assert found == ()
    assert special == (
        SpecialFeed("query", 'query:Unread:unread = "yes"', "Unread", ("daily",)),
        SpecialFeed("exec", "exec:~/bin/make", "", ("tag",)),
        SpecialFeed("filter", f"filter:~/bin/sift -v:{FEED}", "Sifted"),
    )
    assert [url_of(line.line) for line in special] == ["", "", FEED]
    assert [command_of(line.line) for line in special] == ["", "~/bin/make", "~/bin/sift -v"]
    assert [is_special(line.line) for line in special] == [True, True, True]


@given(st.text())
def test_any_file_is_read(text: str) -> None:
    found, special = parse(text)
    assert all(feed.url and "\n" not in feed.url for feed in found)
    assert all(is_special(feed.line) for feed in special)
