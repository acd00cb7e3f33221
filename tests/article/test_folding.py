"""What is looked for is found as people write it, and where it stands in the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.folding import find_all, fold


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The CAFÉ and the Cafe\u0301.", "cafe", ["CAFÉ", "Cafe\u0301"]),
        ("Don’t say “never” — ever", 'don\'t say "never" - ever', ["Don’t say “never” — ever"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("the office of\u00a0the mayor", "of the mayor", ["of\u00a0the mayor"]),
        ("ein ﬁnales Wort", "final", ["ﬁnal"]),
        ("東京で会議", "会議", ["会議"]),
        ("हिन्दी में", "हिन्दी", ["हिन्दी"]),
        ("aaaa", "aa", ["aa", "aa"]),
    ],
)
def test_words_are_found_without_case_and_accents(text: str, wanted: str, found: list[str]) -> None:
    spans = find_all(fold(text), fold(wanted).text)
    assert [text[slice(*span)] for span in spans] == found


def test_capitals_count_when_they_are_asked_for() -> None:
    folded = fold("Will and will, ÉTÉ été", case=True)
    assert find_all(folded, fold("Will", case=True).text) == [(0, 4)]
    assert find_all(folded, fold("ETE", case=True).text) == [(15, 18)]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 12))
def test_every_part_of_a_text_is_found_in_it_at_spans_that_fold_to_it(text: str, at: int, size: int) -> None:
    folded = fold(text)
    wanted = folded.text[at : at + size]
    spans = find_all(folded, wanted)
    assert bool(spans) or not wanted or len(folded.text) < at or folded.places is not None
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        last = end
