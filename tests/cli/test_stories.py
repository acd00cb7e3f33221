"""``list``, ``search``, ``show``, ``mark``, ``samples`` and ``import``, as scripts use them."""

import re
from pathlib import Path

import pytest

from newsreader.text import width
from tests.cli.conftest import Newsreader, ids
from tests.loopback import Loopback, rss

NO_ID = "0000000000000000"
HEADER = {
    "id", "title", "source", "author", "link", "time", "read", "bookmarked", "others", "updates",
    "changed_since_read", "sound", "comments", "comment_count",
}  # fmt: skip
WHOLE = {
    "id", "title", "standfirst", "byline", "dateline", "categories", "sign_off", "published", "link",
    "files", "paragraphs", "quotes", "figures", "read", "bookmarked", "comments", "comment_count",
}  # fmt: skip


def test_a_first_start_without_network_lists_the_samples(newsreader: Newsreader) -> None:
    listed = newsreader("list")
    assert (listed.code, listed.err) == (0, "")
    assert len(listed.lines) >= 8
    assert all(
        re.fullmatch(r"[0-9a-f]{16}  \d{4}-\d\d-\d\d  ● .*  \(Sample\)", line) for line in listed.lines
    )
    assert ids(newsreader) == ids(newsreader, "--unread") == ids(newsreader, "--stored")
    assert ids(newsreader, "--bookmarked") == []


def test_a_list_as_json_says_all_a_script_needs(newsreader: Newsreader) -> None:
    rows = newsreader("list", "--json").json()
    assert all(set(row) == HEADER for row in rows)
    assert [row["time"] for row in rows] == sorted((row["time"] for row in rows), reverse=True)
    assert all((row["read"], row["bookmarked"]) == (False, False) for row in rows)


def test_a_limit_cuts_the_list_and_must_make_sense(newsreader: Newsreader) -> None:
    assert len(newsreader("list", "--limit", "3").lines) == 3
    for nonsense in ("0", "-1", "many"):
        assert newsreader("list", "--limit", nonsense).code == 2
        assert newsreader("search", "the", "--limit", nonsense).code == 2


def test_marks_change_the_lists_and_say_how_many_changed(newsreader: Newsreader) -> None:
    first, second, *others = ids(newsreader)
    assert newsreader("mark", "read", first, second[:8], first).lines == ["2 of 2 changed"]
    assert newsreader("mark", "read", first).lines == ["0 of 1 changed"]
    assert ids(newsreader, "--unread") == others
    assert newsreader("mark", "unread", second).code == 0
    assert ids(newsreader, "--unread") == [second, *others]
    assert newsreader("mark", "bookmark", first).code == 0
    assert ids(newsreader, "--bookmarked") == [first]
    assert newsreader("list", "--bookmarked").lines[0].split("  ")[2].strip() == "★"
    assert newsreader("mark", "unbookmark", first).code == 0
    assert ids(newsreader, "--bookmarked") == []


def test_a_wrong_id_marks_nothing_at_all(newsreader: Newsreader) -> None:
    first = ids(newsreader)[0]
    said = newsreader("mark", "read", first, NO_ID)
    assert (said.code, said.out) == (1, "")
    assert NO_ID in said.err
    assert said.err.count("\n") == 1
    assert first in ids(newsreader, "--unread")


@pytest.mark.parametrize("wrong", [NO_ID, "abc", "nothing", "zzzz", '"', "%", "", "\x1b[31m"])
@pytest.mark.parametrize("command", [("show",), ("mark", "read")])
def test_an_id_that_is_none_is_one_line(newsreader: Newsreader, command: tuple[str, ...], wrong: str) -> None:
    newsreader("list")
    said = newsreader(*command, wrong)
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


def test_samples_are_hidden_for_good_until_they_are_shown(newsreader: Newsreader) -> None:
    before = ids(newsreader)
    newsreader("mark", "bookmark", before[0])
    assert newsreader("samples", "hide").code == 0
    assert newsreader("list").out == ""
    assert newsreader("list", "--stored").out == ""
    assert newsreader("samples", "show").code == 0
    assert ids(newsreader) == before


def test_one_story_is_hidden_and_shown(newsreader: Newsreader) -> None:
    before = ids(newsreader)
    newsreader("mark", "hide", before[2])
    assert ids(newsreader) == [*before[:2], *before[3:]]
    newsreader("mark", "unhide", before[2])
    assert ids(newsreader) == before


def test_show_as_json_gives_every_part_of_the_story(newsreader: Newsreader, story: Path) -> None:
    key = newsreader("import", str(story)).out[:16]
    newsreader("mark", "bookmark", key)
    row = newsreader("show", "--json", key).json()
    assert set(row) >= WHOLE
    assert {name: row[name] for name in WHOLE - {"quotes", "figures"}} == {
        "id": key,
        "title": "Ferry ‘back by May’, says harbour",
        "standfirst": "The boat has been in dock since the autumn.",
        "byline": "Ines Amaral",
        "dateline": "PORTO NOVO",
        "categories": ["Local", "Transport"],
        "sign_off": "Marta Lobo",
        "published": None,
        "link": "",
        "files": [],
        "paragraphs": [
            "“We will sail on 4 May,” said harbour master Rui Teles. The repair cost $2.5 million.",
            "He said 36% of the crew had left.",
        ],
        "read": False,
        "bookmarked": True,
        "comments": "",
        "comment_count": None,
    }
    text = "\n\n".join(row["paragraphs"])
    assert {(quote["kind"], quote["text"], quote["speaker"]["text"]) for quote in row["quotes"]} >= {
        ("speech", "We will sail on 4 May,", "harbour master Rui Teles")
    }
    assert {"4 May", "$2.5 million", "36%"} <= {figure["text"] for figure in row["figures"]}
    assert all(text[figure["start"] : figure["end"]] == figure["text"] for figure in row["figures"])


def test_show_as_text_has_head_body_and_sign_off(newsreader: Newsreader, story: Path) -> None:
    key = newsreader("import", str(story)).out[:16]
    assert newsreader("show", "--plain", key[:6]).lines == [
        "Local · Transport",
        "",
        "Ferry ‘back by May’, says harbour",
        "",
        "The boat has been in dock since the autumn.",
        "",
        "By Ines Amaral",
        "",
        "Imported",
        "",
        "PORTO NOVO: “We will sail on 4 May,” said harbour master Rui Teles. The repair cost $2.5 million.",
        "",
        "He said 36% of the crew had left.",
        "",
        "Marta Lobo",
    ]


def test_no_line_is_wider_than_asked_in_any_script(newsreader: Newsreader) -> None:
    for key in ids(newsreader):
        assert max(width(line) for line in newsreader("show", "--width", "30", key).lines) <= 30
    for nonsense in ("0", "-3", "19", "wide"):
        assert newsreader("show", "--width", nonsense, key).code == 2


def test_lists_quotes_code_and_tables_are_told_apart_in_text(newsreader: Newsreader, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Harbour\n\nFirst words.\n\n- one boat and another boat and a third one too\n- two\n\n> quoted words here"
        " that go on to a second line\n\n```\nlet x\n  y\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        encoding="utf-8",
    )
    key = newsreader("import", str(page)).out[:16]
    text = newsreader("show", "--width", "24", key).out
    assert "• one boat and another\n  boat and a third one\n  too\n" in text
    assert "> quoted words here that\n> go on to a second line\n" in text
    assert "    let x\n      y\n" in text
    assert "1  |  2\n" in text


def test_a_search_wants_every_word_and_fails_when_nothing_is_found(
    newsreader: Newsreader, story: Path
) -> None:
    newsreader("import", str(story))
    assert [row["title"] for row in newsreader("search", "--json", "harb", "crew").json()] == [
        "Ferry ‘back by May’, says harbour"
    ]
    nothing = newsreader("search", "harbour", "xylophonist")
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "")
    assert newsreader("search", "--json", "xylophonist").json() == []


@pytest.mark.parametrize("words", ["", "  ", "\u202e"])
def test_a_search_for_nothing_is_refused(newsreader: Newsreader, words: str) -> None:
    said = newsreader("search", words)
    assert (said.code, said.out) == (1, "")
    assert said.err == "newsreader: there is nothing to search for; give a word\n"


@pytest.mark.parametrize("words", ['"', "a OR", "NEAR(", "title:", "*", "-- x", "(((", "\\", "AND AND", "^x"])
def test_odd_words_are_searched_for_and_break_nothing(newsreader: Newsreader, words: str) -> None:
    said = newsreader("search", "--", words)
    assert said.code in {0, 1}
    assert said.err == ""


def test_a_feed_s_stories_can_be_narrowed(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/a", rss("Harbour Times", 3))
        server.serve("/b", rss("Hill Times", 2))
        assert newsreader("add", server.url("/a"), server.url("/b")).code == 0
        assert len(ids(newsreader, "--feed", "harbour")) == 3
        assert ids(newsreader, "--feed", server.url("/a")) == ids(newsreader, "--feed", "Harbour Times")
        first, *others = ids(newsreader, "--feed", "Harbour")
        newsreader("mark", "read", first)
        newsreader("mark", "bookmark", first)
        assert ids(newsreader, "--feed", "Harbour", "--unread") == others
        assert ids(newsreader, "--feed", "Harbour", "--unread", "--limit", "1") == others[:1]
        assert ids(newsreader, "--feed", "Harbour", "--bookmarked") == [first]
        said = newsreader("list", "--feed", "Times")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "could be" in said.err
    assert newsreader("list", "--feed", "none").code == 1
    assert newsreader("list", "--feed", "Harbour", "--stored").code == 1
    assert newsreader("list", "--unread", "--bookmarked").code == 2


def test_how_much_a_story_is_discussed_is_told_to_scripts(newsreader: Newsreader) -> None:
    with Loopback() as server:
        talk = server.url("/talk")
        told = f"<comments>{talk}</comments><slash:comments>7</slash:comments></item>"
        server.serve("/feed", rss("Harbour Times", 1).replace(b"</item>", told.encode()))
        newsreader("add", server.url("/feed"))
    (row,) = newsreader("list", "--feed", "Harbour", "--json").json()
    assert (row["sound"], row["comments"], row["comment_count"]) == ("", talk, 7)
    shown = newsreader("show", row["id"], "--json").json()
    assert (shown["comments"], shown["comment_count"]) == (talk, 7)
