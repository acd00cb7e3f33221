"""Text from outside, made safe."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader import text

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from(
            [*BIDI, "\x1b", "\x07", "\x00", "\x9b", "\x85", "\r", "\n", "\t", "\ufeff", "\ud800", "\u200b"]
        ),
    )
)


def is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in BIDI


@given(HOSTILE)
@example("\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2069")
def test_a_line_holds_nothing_that_commands_a_terminal(value: str) -> None:
    assert not any(map(is_unsafe, text.clean(value)))


@given(HOSTILE)
@example("\u200b\ufeff \u2028x\u2029 ")
def test_a_line_is_folded_and_trimmed_and_cleaning_again_changes_nothing(value: str) -> None:
    once = text.clean(value)
    assert once == once.strip()
    assert not re.search(r"\s\s|[^\S ]", once)
    assert text.clean(once) == once


@given(HOSTILE)
@example("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\ti")
def test_lines_hold_line_ends_alone_and_stay_as_they_are(value: str) -> None:
    once = text.clean_lines(value)
    assert not any(is_unsafe(character) for character in once if character != "\n")
    assert text.clean_lines(once) == once


@given(HOSTILE)
@example("\x0c\n\n\n\u200b\n x")
@example("\n \x1b\n\x00\n\u200b \n")
def test_paragraphs_have_one_blank_line_between_them_and_stay_as_they_are(value: str) -> None:
    once = text.clean_paragraphs(value)
    assert not any(is_unsafe(character) for character in once if character != "\n")
    assert "\n\n\n" not in once
    assert "  " not in once
    assert text.clean_paragraphs(once) == once


UNSURE = "".join(map(chr, [*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)]))


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M", "Zs"], exclude_characters=UNSURE)))
def test_what_is_plain_text_keeps_every_character_but_white_space(value: str) -> None:
    assert re.sub(r"\s", "", text.clean(value)) == re.sub(r"\s", "", value)


def test_indentation_of_code_is_kept() -> None:
    assert text.clean_lines("if x:\r\n\treturn  y\n") == "if x:\n    return  y\n"


def test_joiners_that_languages_need_are_kept() -> None:
    for words in ("می\u200cخواهم", "क्\u200dष"):
        assert text.clean(words) == words


def test_emoji_whose_width_terminals_disagree_on_are_made_plain() -> None:
    assert (
        text.clean("👩\u200d👩\u200d👧 family, ❤\ufe0f heart, 👍🏽 thumb") == "👩 family, ❤ heart, 👍 thumb"
    )


@given(HOSTILE, st.integers(2, 40))
def test_what_is_shortened_is_short_and_says_so(value: str, length: int) -> None:
    short = text.shorten(value, length)
    assert len(short) <= length
    assert short == value or short.endswith("…")


def test_shortening_cuts_on_a_word() -> None:
    assert text.shorten("The ferry sails again in May", 20) == "The ferry sails…"
    assert text.shorten("Rindfleischetikettierung", 10) == "Rindfleis…"


@pytest.mark.parametrize(
    ("value", "cells"),
    [("", 0), ("ferry", 5), ("図書館", 6), ("e\u0301", 1), ("नाव", 3), ("한국", 4), ("ｗ", 2)],
)
def test_width_counts_cells(value: str, cells: int) -> None:
    assert text.width(value) == cells
