"""Which marks make a pair."""

import time

import pytest

from newsreader.article.quotes import find_quotes
from newsreader.article.quotes.pairs import Pair, find_pairs


def quoted(text: str) -> list[str]:
    return [text[pair.start : pair.end] for _, _, pairs in find_pairs(text) for pair in pairs]


@pytest.mark.parametrize(
    "quote",
    ["“a b”", '"a b"', "‘a b’", "'a b'", "«a b»", "« a b »", "»a b«", "„a b“", "„a b”", "”a b”", "‹a b›", "「a b」",
     "『a b』", "＂a b＂", "``a b''", "‚a b‘"],
)  # fmt: skip
def test_every_pair_of_marks_quotes(quote: str) -> None:
    assert quoted(f"She said {quote} and left.") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "It's the officials' plan, isn't it, for the '90s and rock 'n' roll.",
        "It’s the officials’ plan, isn’t it, for the ’90s and rock ’n’ roll.",
        "He is 6'2\" tall and she is 5’ 10” tall, in a room of 8' x 10'.",
        'A 12" pan and a 10" lid.',
        "The angle is 40°26′46″ north.",
    ],
)
def test_apostrophes_feet_and_inches_quote_nothing(text: str) -> None:
    assert quoted(text) == []


def test_an_inch_inside_a_quote_does_not_end_it() -> None:
    assert quoted('"Bring the 12" pan with you," he said.') == ['"Bring the 12" pan with you,"']


def test_apostrophes_inside_single_quotes_do_not_end_them() -> None:
    assert quoted("'It isn't the lads' fault,' he said.") == ["'It isn't the lads' fault,'"]


def test_nested_pairs_are_inside_the_outer_one() -> None:
    text = "“He said ‘go “there” now’ to me.”"
    ((_, _, (outer,)),) = find_pairs(text)
    assert [text[pair.start : pair.end] for pair in outer.inside] == ["‘go “there” now’"]
    assert [text[pair.start : pair.end] for pair in outer.inside[0].inside] == ["“there”"]


def test_straight_marks_nest_when_both_close() -> None:
    assert quoted('"He shouted "stop" at me," she said.') == ['"He shouted "stop" at me,"']


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    text = "He said “it is so.\n\nNobody answered."
    ((_, _, (pair,)),) = find_pairs(text)
    assert (text[pair.start : pair.end], pair.closed) == ("“it is so.", False)


def test_a_quote_left_open_ends_before_the_next_one() -> None:
    text = '"It is so. "It is not," he said.'
    assert quoted(text) == ['"It is so.', '"It is not,"']


def test_no_quote_holds_one_that_stands_behind_its_end() -> None:
    text = '““No. "Yes" "It is "so." Rao said.'
    for _, _, pairs in find_pairs(text):
        assert all(inner.end <= pair.end for pair in pairs for inner in pair.inside)
    find_quotes('““. "" ""')


def test_the_words_stand_between_the_marks() -> None:
    assert Pair(3, 10, "``").inner == (5, 8)
    assert Pair(3, 10, "“", closed=False).inner == (4, 10)


@pytest.mark.parametrize("unit", ['"', "“", "'", '" ', "“a", "'a ", "„“”«»"])
def test_a_megabyte_of_marks_is_soon_read(unit: str) -> None:
    text = (unit * (300_000 // len(unit) + 1))[:300_000]
    began = time.process_time()
    find_quotes(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("unit", ["Trump Says ", "Says ", "Rao of the Rao "])
def test_a_long_run_of_capitals_is_soon_read(unit: str) -> None:
    began = time.process_time()
    find_quotes(unit * (200_000 // len(unit)) + "was “here” today")
    assert time.process_time() - began < 5
