"""The caret goes where eyes expect it: by what is seen as a character, words, sentences, lines, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.make import make_article
from newsreader.model import Entry
from newsreader.ui.page import caret
from newsreader.ui.page.article_page import Page, lay_out
from newsreader.ui.page.place import Anchor
from newsreader.ui.page.setting import Paragraph, Setting
from newsreader.ui.page.typeset import set_article
from tests.ui.screens import CLOCK


def _page(*texts: str, width: int = 40) -> Page:
    article = make_article(Entry(title="", body="".join(f"<p>{text}</p>" for text in texts)))
    setting = set_article(article, lights=False, clock=CLOCK.now())
    body = tuple(setting.paragraphs[setting.first :])
    return lay_out(Setting(article, body, (), setting.sources, 0), width)


def _walk(page: Page, keys: str, start: Anchor = (0, 0)) -> Anchor:
    names = {"0": "0", "$": "dollar_sign", ")": "right_parenthesis", "(": "left_parenthesis"}
    names |= {"}": "right_curly_bracket", "{": "left_curly_bracket"}
    place = start
    for key in keys:
        place = caret.MOVES[names.get(key, key)](page, place)
    return place


TEXT = "The mayor's plan, said Mr. Lee, is new. It costs $4.5 million! Will it work?"


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("w", "mayor's"), ("ww", "plan"), ("www", ","), ("wwb", "mayor's"), ("wwwbb", "mayor's"),
        (")", "It costs"), ("))", "Will"), ("))(", "It costs"), (")w(", "It costs"), ("l", "he mayor"),
    ],
)  # fmt: skip
def test_words_and_sentences(keys: str, word: str) -> None:
    page = _page(TEXT)
    paragraph, inside = _walk(page, keys)
    assert page.paragraphs[paragraph].text[inside:].startswith(word)


def test_the_end_of_a_word_is_its_last_character() -> None:
    page = _page(TEXT, "Next one.")
    assert [_walk(page, keys)[1] for keys in ("e", "ee", "eee")] == [2, 10, 15]
    assert _walk(page, "}e") == (1, 3)


def test_paragraphs_and_the_whole_story() -> None:
    page = _page("First one.", "Second one.", "Third one.")
    assert _walk(page, "}") == (1, 0)
    assert _walk(page, "}}w{") == (2, 0)
    assert _walk(page, "}}{") == (1, 0)
    assert _walk(page, "}}}}}") == (2, 9)
    assert _walk(page, "Gg") == (0, 0)
    assert _walk(page, "hhb({0") == (0, 0)
    assert _walk(page, "Glwe)}$") == (2, 9)


def test_a_letter_and_its_accent_are_one_and_a_wide_character_is_one() -> None:
    page = _page("cafe\u0301 東京で会議")
    assert _walk(page, "llll") == (0, 5)
    assert _walk(page, "lll") == (0, 3)
    assert _walk(page, "lllll") == (0, 6)
    assert _walk(page, "ww") == (0, 8)
    assert _walk(page, "www") == (0, 9)


def test_up_and_down_stay_in_the_column_whatever_is_wide() -> None:
    page = _page("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj", "東京で会議が開かれた", width=26)
    column = caret.column_of(page, (0, 6))
    down = caret.by_line(page, (0, 6), 1, column)
    assert page.line_of(*down) == page.line_of(0, 6) + 1
    wide = down
    while wide[0] == 0:
        wide = caret.by_line(page, wide, 1, column)
    assert abs(caret.column_of(page, wide) - column) <= 1
    assert caret.by_line(page, (0, 0), -1, 0) == (0, 0)


def test_the_line_and_not_the_paragraph_has_the_ends() -> None:
    page = _page("aaaa bbbb cccc dddd eeee ffff", width=16)
    end = _walk(page, "$")
    assert end[1] < 20
    assert page.line_of(*end) == page.line_of(0, 0)
    assert _walk(page, "0", end) == (0, 0)


@given(
    st.lists(st.text(alphabet="ab .!?é\u0301漢字かなहि“”'\u00a0", max_size=30), min_size=1, max_size=4),
    st.lists(st.sampled_from([*caret.MOVES, "j", "k"]), max_size=12),
    st.integers(10, 30),
)
def test_the_caret_always_stands_on_a_character(texts: list[str], keys: list[str], width: int) -> None:
    page = lay_out(Setting(_ARTICLE, tuple(Paragraph(text) for text in texts), (), (), 0), width)
    place = caret.stand(page, (0, 0))
    if place is None:
        assert not any(texts)
        return
    for key in keys:
        if key in "jk":
            place = caret.by_line(page, place, 1 if key == "j" else -1, caret.column_of(page, place))
        else:
            place = caret.MOVES[key](page, place)
        text = page.paragraphs[place[0]].text
        assert place[1] in caret.graphemes(text)
        assert place[1] < caret.grapheme_end(text, place[1]) <= len(text)


_ARTICLE = make_article(Entry(title="x", body="<p>y</p>"))


def test_a_vowel_sign_belongs_to_the_letter_before_it() -> None:
    assert caret.graphemes("नाव") == (0, 2)
    assert caret.graphemes("e\u0301a") == (0, 2)
