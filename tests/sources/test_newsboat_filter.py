"""newsboat's filter language: what it means, and what is none."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.newsboat_filter import Comparison, FilterError, Group, expression_of, parse


def test_and_binds_more_closely_than_or() -> None:
    one, two, three = (Comparison("title", "=~", word) for word in "abc")
    assert parse('title =~ "a" or title =~ "b" and title =~ "c"') == Group(
        "or", (one, Group("and", (two, three)))
    )
    assert parse('( title =~ "a" or title=~"b" ) and title =~ "c"') == Group(
        "and", (Group("or", (one, two)), three)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('unread == "yes"', Comparison("unread", "=", "yes")),
        ("age between 0:10", Comparison("age", "between", "0:10")),
        ('tags !# "linux"', Comparison("tags", "!#", "linux")),
        (r'title !~ "say \"hi\""', Comparison("title", "!~", 'say "hi"')),
        ("age <= 7", Comparison("age", "<=", "7")),
    ],
)
def test_a_comparison_is_read(text: str, found: Comparison) -> None:
    assert parse(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title",
        "title =~",
        'title "a"',
        '(title = "a"',
        'title = "a")',
        "age between 3",
        'title like "a"',
        "(" * 99,
    ],
)
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(FilterError):
        parse(text)


@given(st.text(alphabet='title ageunread"\\()=~!#<>:0123 andor', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(FilterError):
        assert parse(text)


def test_a_query_line_has_a_name_and_a_filter() -> None:
    assert expression_of('query:Far:title =~ "a:b"') == ("Far", 'title =~ "a:b"')
    assert expression_of("https://a.test/") == ("", "")
