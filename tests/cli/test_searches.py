"""The command ``searches``."""

from tests.cli.conftest import Newsreader


def test_a_search_is_added_listed_and_dropped(newsreader: Newsreader) -> None:
    assert newsreader("searches", "add", "This week", 'unread = "yes" and age < 7').code == 0
    newsreader("searches", "hide", "*", 'title =~ "gossip"')
    rows = newsreader("searches", "--json").json()
    assert sorted((row["kind"], row["name"], row["problem"]) for row in rows) == [
        ("hide", "*", ""),
        ("search", "This week", ""),
    ]
    newsreader("searches", "drop", "This week")
    assert [row["kind"] for row in newsreader("searches", "--json").json()] == ["hide"]
    assert newsreader("searches", "drop", "none").code != 0


def test_a_filter_that_makes_no_sense_is_refused(newsreader: Newsreader) -> None:
    said = newsreader("searches", "add", "Odd", "title is new")
    assert said.code != 0
    assert "newsreader: " in said.err
    assert newsreader("searches", "--json").json() == []
