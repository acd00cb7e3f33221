from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment

from newsreader.ui.page.direction import is_right_to_left, isolated


def test_the_first_letter_with_a_direction_decides() -> None:
    assert is_right_to_left("12 «قال»")
    assert is_right_to_left("שלום world")
    assert not is_right_to_left("He said “قال”")
    assert not is_right_to_left("12 – 14")
    assert not is_right_to_left("")


def test_the_words_of_a_line_are_isolated_and_the_blanks_before_them_are_not() -> None:
    line = isolated([Segment("    "), Segment("قال"), Segment(" 12 "), Segment("سنة"), Segment(" ")])
    assert "".join(segment.text for segment in line) == "    \u2067قال 12 سنة\u2069 "


@given(st.lists(st.text(max_size=5)))
def test_nothing_is_lost_by_isolating(parts: list[str]) -> None:
    line = "".join(segment.text for segment in isolated([Segment(part) for part in parts]))
    marks = {ord("\u2067"): None, ord("\u2069"): None}
    assert line.translate(marks) == "".join(parts).translate(marks)
