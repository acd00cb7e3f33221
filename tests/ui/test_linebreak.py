import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.ui.page.linebreak import break_lines


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width)]


def test_lines_end_on_words() -> None:
    assert lines("The council met at dawn", 11) == ["The council", "met at dawn"]


def test_a_text_that_fits_is_one_line() -> None:
    assert lines("Short", 10) == ["Short"]
    assert lines("", 10) == [""]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("see incomprehensibilities now", 10) == ["see", "incomprehe", "nsibilitie", "s now"]


def test_wide_characters_count_two_and_break_between_each_other() -> None:
    assert lines("図書館の本を運ぶ", 8) == ["図書館の", "本を運ぶ"]


def test_a_closing_mark_never_begins_a_line_nor_an_opening_one_ends_it() -> None:
    assert lines("図書館の「本」だ", 10) == ["図書館の", "「本」だ"]
    assert lines("図書館の本。次", 10) == ["図書館の", "本。次"]


@given(
    st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Mn", "Me"])), st.integers(4, 40)
)
def test_no_word_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    spans = break_lines(text, width)
    shown = "".join(text[start:end] for start, end in spans)
    assert "".join(shown.split()) == "".join(text.split())
    assert all(cell_len(text[start:end].rstrip()) <= width for start, end in spans)
    assert list(spans) == sorted(spans)


def test_no_line_ends_at_a_space_that_keeps_words_together() -> None:
    assert lines("It cost 4\u00a0million and more", 12) == ["It cost", "4\u00a0million", "and more"]


@given(st.text(alphabet="ab é“—\u00a0,.", max_size=80), st.integers(2, 30))
def test_plain_prose_is_broken_as_any_other_text_is(text: str, width: int) -> None:
    text = " ".join(text.split(" ")).strip(" ")
    text = re.sub(" +", " ", text)
    wide = break_lines(f"{text} 図", width + 100)  # a wide character takes the general way
    assert break_lines(text, width + 100) == ((0, len(text)),) == ((0, wide[0][1] - 2),) or not text
    general = [text[low:high] for low, high in break_lines(f"{text} {'図' * 9}", width)]
    plain = [text[low:high] for low, high in break_lines(text, width)]
    assert general[: len(plain) - 1] == plain[:-1]
