"""A passage is found again: in the same text, in an updated one by its words, and nowhere when they are gone."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsreader.article.anchor import find_passage
from newsreader.library.highlights import Passage, passage_at

TEXT = (
    "The council met at dawn. “We are ready,” said Mayor Ada Finch. The wall will be raised by two metres.\n\n"
    "Fares stay frozen until spring, the council said. The wall will cost $12 million over three years.\n\n"
    "The council met again at noon. “We are ready,” she said once more, and left for the harbour."
)


def _passage(words: str, nth: int = 0) -> Passage:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return passage_at(TEXT, at, at + len(words))


def _found(passage: Passage, text: str) -> str | None:
    span = find_passage(passage, text)
    return None if span is None else text[slice(*span)]


@given(st.text(max_size=400), st.integers(0, 400), st.integers(1, 60))
def test_in_the_same_text_it_is_where_it_was(text: str, at: int, size: int) -> None:
    passage = passage_at(text, at, at + size)
    assume(passage.words)
    assert find_passage(passage, text) == (passage.start, passage.start + len(passage.words))


def test_white_space_at_the_ends_is_no_part_of_it() -> None:
    assert passage_at("one  two  three", 3, 10) == Passage("two", "one  ", "  three", 5)


@given(st.text(alphabet="abc é漢.\n", max_size=80), st.integers(0, 1))
def test_text_put_in_before_it_moves_it(more: str, nth: int) -> None:
    passage = _passage("“We are ready,”", nth)
    text = f"{more}\n\n{TEXT}"
    span = find_passage(passage, text)
    assert span is not None
    assert span[0] == passage.start + len(more) + 2


@pytest.mark.parametrize(
    ("words", "old", "new", "expected"),
    [
        ("wall will cost $12 million", "$12 million", "$14 million", "wall will cost $14 million"),
        ("Fares stay frozen until", "stay frozen", "are to stay frozen", "Fares are to stay frozen until"),
        ("raised by two metres", "two metres", "two\u00a0 metres", "raised by two\u00a0 metres"),
        ("“We are ready,” said Mayor", "“We are ready,”", '"We are ready,"', '"We are ready," said Mayor'),
        ("dawn. “We are ready,” said", "dawn. “", "dawn.\n\n“", "dawn.\n\n“We are ready,” said"),
    ],
)  # fmt: skip
def test_a_small_change_does_not_lose_it(words: str, old: str, new: str, expected: str) -> None:
    assert _found(_passage(words), TEXT.replace(old, new, 1)) == expected


def test_of_equal_words_those_in_the_same_place_of_the_story_are_taken() -> None:
    text = TEXT.replace("The council met at dawn. ", "")
    span = find_passage(_passage("“We are ready,”", 1), text)
    assert span is not None
    assert text[span[1] :].startswith(" she said")


@pytest.mark.parametrize("words", ["The wall will cost $12 million over three years.", "Ada Finch", "dawn"])
def test_words_that_are_gone_are_gone(words: str) -> None:
    text = "Nothing of this is left: another story altogether, of a theatre that opens in autumn, has come."
    assert find_passage(_passage(words), text) is None


def test_a_word_alone_is_not_found_among_strangers() -> None:
    assert (
        find_passage(Passage("wall", "will raise the ", " by two metres", 10), "Off the wall. Wall street.")
        is None
    )


def test_characters_without_spaces_between_words_are_found_too() -> None:
    text = "東京で会議が開かれた。「準備はできている」と市長は述べた。"
    passage = passage_at(text, 11, 22)
    updated = text.replace("準備はできている", "準備は全てできている").replace("東京", "大阪")
    span = find_passage(passage, updated)
    assert span is not None
    assert "準備は全てできて" in updated[slice(*span)]


@given(
    st.text(max_size=200),
    st.text(max_size=60),
    st.text(max_size=20),
    st.text(max_size=20),
    st.integers(0, 500),
)
def test_any_words_in_any_text_are_found_within_it_or_not_at_all(
    text: str, words: str, before: str, after: str, start: int
) -> None:
    span = find_passage(Passage(words, before, after, start), text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)


def test_a_hundred_thousand_words_take_no_time() -> None:
    sentence = "In {0} the council of ward {0} voted for the wall and against item {1} of the list. "
    text = "".join(sentence.format(n, n * 7 % 1000) for n in range(6_000))
    at = text.index("In 4000 the")
    passage = passage_at(text, at, at + 160)
    updated = text.replace("In 4000 the council", "In 4000 the whole council").replace(
        "In 17 ", "In 17 or so "
    )
    began = time.process_time()
    found = _found(passage, updated)
    assert found is not None
    assert found.startswith("In 4000 the whole council of ward 4000")
    assert time.process_time() - began < 5


def test_common_words_alone_are_found_in_a_long_text_that_drifted() -> None:
    common = ["the", "wall", "of", "the", "town", "and", "the", "town", "of", "the", "wall", "at", "noon"]
    text = " ".join(common[(n * n + n // 7) % len(common)] for n in range(20_000))
    at = text.index("the", 60_000)
    passage = passage_at(text, at, at + 160)
    updated = " ".join(["Of late, it is said that"] * 120) + " " + text
    moved = len(updated) - len(text)
    words = passage.words
    changed = updated.replace(words, words[:70] + "xyz" + words[74:])
    span = find_passage(passage, changed)
    assert span is not None
    assert changed[slice(*span)].startswith(words[:20])
    assert moved > 2_000
