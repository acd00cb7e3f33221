"""Figures in text of any sort: other languages, odd characters, and text made to be slow."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article.figures import find_figures
from newsreader.article.figures.digits import separated
from tests.work import calls

WORDS = (
    "1 2024 15 3,5 1.234 0 ½ १२ １ one two half hundred million crore dozen several of a and to from between or in $",
    "€ Rs kr % percent per day km m K C ft ' - – — . , : / ( ) [ ] May March 3 Jan. 's s th st year old BC 6-4",
    "7:30 p.m. GMT İ ß é क का 万 元 # 三 十 百 分之 年 月 日 人 数 名 半 第 x by st zero aged",
)
PIECES = st.sampled_from([*" ".join(WORDS).split(" "), '"', "\n", "\n\n", "\u00a0", "\u2009"])


@given(
    st.lists(PIECES, max_size=40).flatmap(
        lambda parts: st.sampled_from(["", " "]).map(lambda by: by.join(parts))
    )
)
@settings(max_examples=300, deadline=None)
def test_spans_are_ordered_apart_and_true_to_the_text(text: str) -> None:
    figures = find_figures(text, date(2025, 12, 2))
    assert all(figure.text == text[figure.start : figure.end] != "" for figure in figures)
    assert all(one.end <= other.start for one, other in pairwise(figures))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_taken(text: str) -> None:
    find_figures(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        ",",
        '"',
        "$",
        " ",
        "1,",
        "1 ",
        "“",
        "five-",
        "a",
        "½",
        "की",
        "三",
        "十万",
        "三分之",
        "数十",
        "(1)",
        "10st ",
    ],
)
def test_work_grows_with_length_alone(piece: str) -> None:
    def spent(size: int) -> int:
        text = piece * (size // len(piece))
        return calls(lambda: find_figures(text))

    spent(8_000)  # loads what the language needs
    assert spent(32_000) < 5 * spent(8_000) + 1_000


@pytest.mark.parametrize("piece", ["1", ",", '"', "$", " "])
def test_a_megabyte_of_one_sign_holds_no_figure(piece: str) -> None:
    assert find_figures(piece * 1_000_000) == ()


SLOW = """½_1½_$1 _1-1 _one _one-_million _half _two and _two thirds _one in two _1 to _between 1 and _1 of _1% _May 1
_1 km _1 ft _5" _'98 _1990s _10:30 _3 p.m. _6-4, 7-5 _(1-1) _10-year-old _7- and 8- _dozens of _Ann, 12, _no. 1
_5m people _quarter of a _one-tenth of _٣_万1_की 1 _😀1_“‘_( _1.1._+1 """.replace("\n", "").split("_")


@settings(deadline=None, max_examples=6)
@given(st.lists(st.sampled_from(SLOW), min_size=1, max_size=4))
def test_a_megabyte_of_numbers_costs_no_more_than_so_many_looks(pieces: list[str]) -> None:
    piece = "".join(pieces)

    def spent(size: int) -> int:
        text = piece * (size // len(piece))
        return calls(lambda: find_figures(text))

    # What numbers cost is bounded by the length of a text, not by how close together they stand.
    assert spent(120_000) < 1_400_000


def test_numbers_beyond_all_prose_are_thinned_and_prose_after_them_keeps_its_own() -> None:
    text = "1 km " * 50_000 + "\n\n" + "The road was open and nobody came to see it. " * 4_000 + "It cost $5."
    figures = find_figures(text)
    assert figures[-1].text == "$5"
    assert 2_000 < len(figures) < 9_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Am 15. Januar 2024 kostete das Haus 3,5 Millionen Euro und 1.234.567 Menschen sahen um 17.30 Uhr zu",
            ["15. Januar 2024", "3,5 Millionen Euro", "1.234.567", "17.30 Uhr"],
        ),
        (
            "Le 15 janvier 2024, la maison coûtait 3,5 millions d’euros et 1\u202f234\u202f567 ont vu 12,5\u00a0%",
            ["15 janvier 2024", "3,5 millions d’euros", "1\u202f234\u202f567", "12,5\u00a0%"],
        ),
        (
            "El 15 de enero de 2024 la casa costaba 3,5 millones de euros y treinta y cinco personas la vieron",
            ["15 de enero de 2024", "3,5 millones de euros", "treinta y cinco"],
        ),
        (
            "Los precios de la vivienda subieron en enero de 2024 y en marzo de 2025 según el informe",
            ["enero de 2024", "marzo de 2025"],
        ),
        (
            "Em 15 de janeiro de 2024 a casa custava R$ 3,5 milhões e trinta e cinco pessoas viviam na cidade",
            ["15 de janeiro de 2024", "R$ 3,5 milhões", "trinta e cinco"],
        ),
        (
            "Il 15 gennaio 2024 la casa costava 3,5 milioni di euro e venticinque persone vivevano nella città",
            ["15 gennaio 2024", "3,5 milioni di euro", "venticinque"],
        ),
        ("15 जनवरी 2024 को 3.5 करोड़ रुपये खर्च हुए और 12 लोग मारे गए", ["15 जनवरी 2024", "3.5 करोड़ रुपये", "12"]),
        (
            "15 января 2024 года дом стоил 3,5 млн рублей, и двадцать пять человек жили в нём",
            ["15 января 2024", "3,5 млн рублей", "двадцать пять"],
        ),
    ],
)
def test_other_languages_have_their_own_words(text: str, expected: list[str]) -> None:
    assert [figure.text for figure in find_figures(text)] == expected


@pytest.mark.parametrize(
    ("written", "comma", "plain"),
    [
        ("1,234", False, "1234"),
        ("1,234", True, "1.234"),
        ("1.234", True, "1234"),
        ("12,34,567.89", False, "1234567.89"),
        ("1.234,56", False, "1234.56"),
        ("3,5", False, "3.5"),
    ],
)
def test_separators_are_read_by_their_shape_first(written: str, comma: bool, plain: str) -> None:
    assert separated(written, comma=comma) == (plain, len(written))


def test_an_address_is_no_number() -> None:
    assert separated("10.0.0.1", comma=False) is None
