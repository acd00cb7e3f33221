"""Text that no newspaper prints: it costs no more than its length, and raises nothing."""

import time

import pytest

from newsreader.article.quotes import find_quotes

SIZE = 100_000
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
    "— ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        find_quotes(text)
        return time.process_time() - began

    small = min(seconds(SIZE // 4) for _ in range(2))
    # Four times the text: linear is 4, quadratic 16; a tenth of a second forgives a busy machine.
    assert min(seconds(SIZE) for _ in range(2)) < 9 * small + 0.1


def test_deep_nesting_is_read_to_its_end() -> None:
    find_quotes("“" * 40_000 + "a" + "”" * 40_000)
    find_quotes("‘a “b " * 20_000)
    find_quotes("“ a" * 40_000 + "” " * 40_000)


def test_a_paragraph_of_prose_after_long_prose_keeps_its_quotes() -> None:
    text = "The road was open and nobody came.\n\n" * 3000 + "“It is open,” said Rao."
    assert [quote.text for quote in find_quotes(text)] == ["It is open,"]
