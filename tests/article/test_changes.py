"""What a publisher changed: headline, figures, quotes, words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.align import align
from newsreader.article.changes import Changes, compare
from newsreader.article.make import make_article
from newsreader.article.wording_changes import Piece, pair_paragraphs, word_changes
from newsreader.model import Entry

SIGNS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def changes(before: str, after: str, title: str = "", other: str = "") -> Changes:
    return compare(
        make_article(Entry(title=title, body=before)), make_article(Entry(title=other or title, body=after))
    )


def told(pieces: tuple[Piece, ...]) -> str:
    return "".join(SIGNS[piece.kind].format(piece.text) for piece in pieces)


def figures(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(one.before, one.after, one.of) for one in changes(f"<p>{before}</p>", f"<p>{after}</p>").figures]


def test_nothing_changed_is_no_change() -> None:
    body = "<p>At least 12 people were hurt.</p><p>“All is well,” said Asha Rao.</p>"
    assert not changes(body, body, "Quake")
    assert not changes(body, body.replace("“", '"').replace("”", '"').replace("least ", "least\n "), "Quake")


def test_a_headline_is_told_word_by_word() -> None:
    found = changes("<p>x</p>", "<p>x</p>", "Quake in the north hurts 12", "Quake in the far north hurts 15")
    assert told(found.headline) == "Quake in the {+far +}north hurts [-12-]{+15+}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("At least 12 people were hurt.", "At least 15 people were hurt.", [("12", "15", "people")]),
        ("It cost $5 million.", "It cost $7.5 million.", [("$5 million", "$7.5 million", "")]),
        (
            "Growth was 2.5% and debt fell to $3 billion.",
            "Growth was 2.9% and debt fell to $3 billion.",
            [("2.5%", "2.9%", "")],
        ),
        ("Police held 40 people.", "Police held 40 people and 3 dogs.", [("", "3", "dogs")]),
        ("Police held 40 people and 3 dogs.", "Police held 40 people.", [("3", "", "dogs")]),
        ("12 people died. 40 houses fell.", "40 houses fell. 12 people died.", []),
        ("He is 1,200 strong.", "He is 1200 strong.", []),
    ],
)
def test_figures_are_told_as_what_they_were_and_are(
    before: str, after: str, expected: list[tuple[str, str, str]]
) -> None:
    assert figures(before, after) == expected


def test_figures_of_other_kinds_are_not_taken_for_each_other() -> None:
    assert set(figures("It took 3 hours.", "It cost $3.")) == {("3 hours", "", ""), ("", "$3", "")}


def test_two_changed_figures_are_told_by_what_they_count() -> None:
    found = figures("12 people died and 40 houses fell.", "45 houses fell and 14 people died.")
    assert set(found) == {("12", "14", "people"), ("40", "45", "houses")}


def test_quotes_that_read_otherwise_are_told_with_their_speaker() -> None:
    (change,) = changes(
        "<p>“We are doing all that we can,” said Asha Rao, the mayor.</p>",
        "<p>“We are doing everything that we can,” said Asha Rao, the mayor.</p>",
    ).quotes
    assert told(change.pieces).startswith("We are doing [-all -]{+everything +}that we can")
    assert change.speaker_after.startswith("Asha Rao")


def test_quotes_that_come_and_go_are_told() -> None:
    one, other = (
        "<p>“It was terrible,” said Dev Thapa.</p>",
        "<p>“Nobody warned us at all,” said Mina Lama.</p>",
    )
    (came,) = changes(one, one + other).quotes
    assert (came.before, came.speaker_after) == ("", "Mina Lama")
    (went,) = changes(one + other, one).quotes
    assert (went.after, went.speaker_before) == ("", "Mina Lama")


def test_words_are_told_paragraph_by_paragraph() -> None:
    found = changes(
        "<p>The road to Pokhara is closed.</p><p>Shops stay open.</p><p>It rains.</p>",
        "<p>The road to Pokhara is open again.</p><p>Schools reopen on Monday, ministers said.</p><p>It rains.</p>",
    ).passages
    assert [(one.kind, told(one.pieces)) for one in found] == [
        ("changed", "The road to Pokhara is [-closed-]{+open again+}."),
        ("added", "{+Schools reopen on Monday, ministers said.+}"),
        ("removed", "[-Shops stay open.-]"),
    ]


def test_a_paragraph_that_stands_elsewhere_is_no_change_of_words() -> None:
    paragraphs = [f"<p>Sentence number {n} of the story {'abcdefgh'[n] * 3}.</p>" for n in range(6)]
    found = changes("".join(paragraphs), "".join([*paragraphs[1:], paragraphs[0]])).passages
    assert [one.kind for one in found] == ["moved"]


def test_chinese_is_compared_sign_by_sign() -> None:
    assert told(word_changes("北京今天下雨了。", "北京昨天下雨了。")) == "北京[-今-]{+昨+}天下雨了。"


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    new = "".join(piece.text for piece in pieces if piece.kind != "removed")
    old = "".join(piece.text for piece in pieces if piece.kind != "added")
    assert new == after
    assert len(old.split()) == len(before.split())


@given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
def test_stretches_cover_both_sides_in_order(before: list[str], after: list[str]) -> None:
    at = to = 0
    for stretch in align(before, after):
        assert (stretch.start, stretch.to_start) == (at, to)
        at, to = stretch.end, stretch.to_end
        assert (before[stretch.start : at] == after[stretch.to_start : to]) or not stretch.same
        assert stretch.same or (before[stretch.start : at], after[stretch.to_start : to]) != ([], [])
    assert (at, to) == (len(before), len(after))


@given(st.lists(st.text(max_size=9), max_size=12), st.lists(st.text(max_size=9), max_size=12))
def test_every_paragraph_has_a_place(before: list[str], after: list[str]) -> None:
    pairs = pair_paragraphs(before, after)
    assert [pair.after for pair in pairs if pair.after >= 0] == list(range(len(after)))
    assert [pair.before for pair in pairs if pair.before >= 0] == list(range(len(before)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 50_000, "b a " * 50_000),
        ("a " * 100_000, "b " * 100_000),
        (" ".join(map(str, range(100_000))), " ".join(map(str, range(100_000, 0, -1)))),
        (" ".join(map(str, range(100_000))), " ".join(str(n if n % 3 else -n) for n in range(100_000))),
    ],
    ids=["swapped", "other", "backwards", "every third"],
)
def test_long_texts_take_no_time(before: str, after: str) -> None:
    start = time.process_time()
    word_changes(before, after)
    assert time.process_time() - start < 5


def test_many_paragraphs_take_no_time() -> None:
    start = time.process_time()
    pair_paragraphs([f"old {n}" for n in range(5_000)], [f"new {n}" for n in range(5_000)])
    assert time.process_time() - start < 5
