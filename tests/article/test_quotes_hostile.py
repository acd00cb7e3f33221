"""Text that no newspaper prints: it costs no more than its length, and raises nothing."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.article.quotes import find_quotes
from tests.work import calls

PIECES = [
    '"a\n\n',
    "“a\n\n",
    '"ab\n\n',
    "“",
    "”",
    '"',
    "'",
    "@",
    "@ ",
    "“@",
    "“”",
    '"a" ',
    "‘a’ ",
    "1",
    ",",
    ", ",
    "said ",
    "Rao said ",
    "according to ",
    "“a” said Rao. ",
    "Rao, who ",
    "Rao's ",
    "van der ",
    "Van de Rao ",
    "the mayor, Anna Bell, ",
    "Rao Lee said. He said. ",
    "「",
    "「あ」と氏は",
    "久世志乃さんは",
    "一",
    "あ",
    "発言人说“一”，",
    "在",
    "林静表示，",
    "«а», — сказал Серов. ",
    "5'4\" ",
    '="',
    "AB ",
    "J. ",
    "(",
    "()",
    "said, ",
    "He said. ",
    "Dr Ann Lee said it was so. ",
    "Mr. ",
    "A. B. ",
    'Ann "Al" ',
    "“‘",
    "Rao (RBI) ",
    "Q: I said “a” ",
    "on X ",
    "— ",
    "— да, — сказал он. — нет\n\n",
    "— — ",
    "表示，",
    "This (1)(2) was all ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_is_about_four_times_the_work(piece: str) -> None:
    def spent(size: int) -> int:
        text = piece * (size // len(piece))
        return calls(lambda: find_quotes(text))

    spent(10_000)  # loads what the language needs
    assert spent(40_000) < 6 * spent(10_000) + 1_000


@settings(max_examples=300, deadline=None)
@example('““. "" ""')
@example("u in b d,")
@example("—“dit-elle\n\n—")
@example("— “ dit-elle \n\n —")
@given(
    st.lists(st.sampled_from([*PIECES, "Rao, ", ". ", '"" ', "that ", "the ", "\n\n"]), max_size=12).map(
        "".join
    )
)
def test_pieces_of_quotes_in_any_order_raise_nothing(text: str) -> None:
    assert all(text[start:end] for quote in find_quotes(text) for start, end in quote.parts)


def test_deep_nesting_is_read_to_its_end() -> None:
    find_quotes("“" * 40_000 + "a" + "”" * 40_000)
    find_quotes("‘a “b " * 20_000)
    find_quotes("“ a" * 40_000 + "” " * 40_000)


def test_a_paragraph_of_prose_after_long_prose_keeps_its_quotes() -> None:
    text = "The road was open and nobody came.\n\n" * 3000 + "“It is open,” said Rao."
    assert [quote.text for quote in find_quotes(text)] == ["It is open,"]
