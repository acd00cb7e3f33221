"""What a reader types, and what it finds."""

import re
import time
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import search
from newsreader.library.library import Library
from newsreader.model import Author
from tests.library.making import URL, OpenLibrary, entry, outcome, titles

STORIES = {
    "Café summit": "<p>The U.S. sold the S-400 for $63&nbsp;billion. <b>Don</b>’t ask.</p>",
    "Straßenbahn": "<script>var hidden = 'secret';</script><!-- remark --><p>Zürich fährt</p>",
    "中国人民": "<p>世界贸易组织在日内瓦开会iPhone手机</p>",
    "東京のニュース": "<p>首相が会見した</p>",
    "서울시": "<p>대통령이 말했다</p>",
    "हिन्दी समाचार": "<p>प्रधानमंत्री ने कहा</p>",
    "ข่าวไทย": "<p>นายกรัฐมนตรีกล่าว</p>",
    "Новости": "<p>Президент сказал</p>",
    "Party 🎉 time": "<p>ｆｕｌｌ width</p>",
}


@pytest.fixture
def filled(library: Library) -> Library:
    library.subscribe(URL)
    library.record(
        outcome(
            *(
                entry(number, title=title, body=body, authors=(Author(f"Writer{number}"),))
                for number, (title, body) in enumerate(STORIES.items())
            )
        )
    )
    return library


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("summit", "Café summit"),
        ("SUM bill", "Café summit"),
        ("billion summit", "Café summit"),
        ("cafe", "Café summit"),
        ("cafe\u0301", "Café summit"),
        ("S-400", "Café summit"),
        ("u.s", "Café summit"),
        ("don't", "Café summit"),
        ("$63", "Café summit"),
        ('"sold the"', "Café summit"),
        ("“sold the”", "Café summit"),
        ('"sold the s', "Café summit"),
        ("writer0", "Café summit"),
        ("zurich", "Straßenbahn"),
        ("人民", "中国人民"),
        ("易", "中国人民"),
        ("日内瓦 中国", "中国人民"),
        ("iphone手", "中国人民"),
        ("ニュース", "東京のニュース"),
        ("会見", "東京のニュース"),
        ("서울", "서울시"),
        ("통령", "서울시"),
        ("हिन्दी", "हिन्दी समाचार"),
        ("प्रधान", "हिन्दी समाचार"),
        ("รัฐมนตรี", "ข่าวไทย"),
        ("президент", "Новости"),
        ("🎉", "Party 🎉 time"),
        ("full", "Party 🎉 time"),
    ],
)
def test_a_story_is_found_by(filled: Library, query: str, title: str) -> None:
    assert titles(filled, query=query) == [title]


@pytest.mark.parametrize(
    "query",
    ["secret", "script", "remark", "nbsp", '"the sold"', "summit nowhere", "国中", "?!", "()", "*", "-", "$"],
)
def test_nothing_is_found_by(filled: Library, query: str) -> None:
    assert titles(filled, query=query) == []


@pytest.mark.parametrize("query", ["", "  \n", "\x00\x1b"])
def test_no_query_at_all_finds_everything(filled: Library, query: str) -> None:
    assert len(titles(filled, query=query)) == len(STORIES)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        '"""',
        "' OR 1=1 --",
        "title:summit",
        "summit NOT billion",
        "NEAR(a b, 2)",
        "a AND",
        "^a",
        "{title body}: x",
        "a + b",
        "x*y*",
        "\ud800",
        "a" * 100_000,
        "a " * 10_000,
        '"' * 9999,
        "\u0300" * 5000,
    ],
)
def test_odd_queries_never_raise(filled: Library, query: str) -> None:
    assert len(titles(filled, query=query)) <= len(STORIES)


@given(st.text(max_size=60))
def test_any_query_makes_an_expression_that_sqlite_takes(query: str) -> None:
    import sqlite3

    from newsreader.library import schema

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.migrate(connection)
        words = search.match(query)
        if words:
            connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (words,)).fetchall()
    finally:
        connection.close()


@given(st.text(alphabet=st.characters(categories=("L", "N")), min_size=1, max_size=20))
def test_every_word_is_found_by_itself(word: str) -> None:
    import sqlite3

    from newsreader.library import schema

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.migrate(connection)
        connection.execute(
            "INSERT INTO search (rowid, title, author, body) VALUES (1, ?, '', '')", (search.indexed(word),)
        )
        tokens = connection.execute("SELECT 1 FROM search WHERE search MATCH ?", (search.match(word),))
        assert tokens.fetchall()
    finally:
        connection.close()


def test_inline_tags_do_not_part_words() -> None:
    assert search.plain("<b>H</b>ello<br>you<p>and <a href='x'>th</a>em").split() == [
        "Hello",
        "you",
        "and",
        "them",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<" * 500_000,
        "<script" * 100_000,
        "<script>" * 100_000,
        "<!--" * 200_000,
        "</script " * 100_000,
        "&#" + "9" * 100_000 + ";",
        "&" * 500_000,
        "a" + "\u0300\u0316" * 200_000,
        "<p " + "a" * 500_000,
    ],
)
def test_hostile_markup_takes_linear_time(text: str) -> None:
    start = time.process_time()
    search.indexed(search.plain(text))
    assert time.process_time() - start < 5


def test_searching_respects_the_scope(open_library: OpenLibrary) -> None:
    library = open_library()
    other = "http://127.0.0.1/other"
    for url in (URL, other):
        library.subscribe(url)
        library.record(outcome(entry(1, title=f"Same words {url[-5:]}"), url=url))
    library.unsubscribe(other)
    assert titles(library, query="same") == ["Same words /feed"]


def test_the_text_that_is_indexed_as_it_stands_is_what_normalising_and_spacing_would_leave_alone() -> None:
    for code in range(0x3000):
        character = chr(code)
        if search._SIMPLE.fullmatch(character):
            assert unicodedata.normalize("NFKC", f"a{character}a") == f"a{character}a"
            assert unicodedata.combining(character) == 0
            assert not search._UNSPACED.search(character)


_TAG = re.compile(r"<(?=[/!?a-zA-Z])/*([^<>\s/]*)[^<>]*>")


def _gap(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in search._INLINE else " "


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "</",
                "<b>",
                "</b >",
                "<b/>",
                "<b\tid=1>",
                "<P\nid=1>",
                "<!--",
                "-->",
                "<script>",
                "a",
                "/",
                "& ",
            ]
        )
    )
)
def test_tags_are_dropped_as_the_words_around_them_want_it(parts: list[str]) -> None:
    # In one pass: what stands on both sides of a dropped tag never makes another tag, as in "<<b>a>".
    markup = "".join(parts)
    dropped = _TAG.sub(_gap, search._HIDDEN.sub(" ", markup))
    assert search.plain(markup).split() == unescape(dropped).split()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("one</ >two", "one two"),
        ("one<//>two", "one two"),
        ("</<b>>", "</>"),
        ("<<b>a>", "<a>"),
        ("<b\t>H</b>i", "Hi"),
    ],
)
def test_tags_that_are_hardly_any_lose_no_word(markup: str, words: str) -> None:
    assert search.plain(markup).split() == words.split()


@given(st.text(alphabet="</>ab &!-\t\n\r\x0c\x1f\x85\u2028=\"'", max_size=40))
def test_no_markup_keeps_a_story_from_being_indexed(markup: str) -> None:
    assert isinstance(search.plain(markup), str)
