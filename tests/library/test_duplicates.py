"""One story in several feeds: one row, one read state."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.library import schema, twins
from newsreader.library.library import Library
from newsreader.library.stories import Scope, Tally
from newsreader.model import Entry
from newsreader.paths import Paths
from tests.library.making import START, OpenLibrary, entry, outcome, titles

BBC, REUTERS, GUARDIAN = (f"http://127.0.0.1/{name}" for name in ("bbc", "reuters", "guardian"))
WORDS = " ".join(f"word{number} of the story that was written" for number in range(20))


def bring(library: Library, url: str, *found: Entry, title: str = "") -> int:
    """Follow a feed and fetch it."""
    library.subscribe(url, title or url.rpartition("/")[2])
    return library.record(outcome(*found, url=url))


def told(number: int = 1, **facts: Any) -> Entry:
    known: dict[str, Any] = {"guid": "", "link": f"https://www.example.com/story/{number}?utm_source=rss"}
    return entry(number, **(known | facts))


def syndicated(number: int = 1, **facts: Any) -> Entry:
    known: dict[str, Any] = {"title": "Ministers agree on a new budget", "body": f"<p>{WORDS}</p>"}
    return entry(number, **(known | facts))


def only(library: Library, scope: Scope | None = None) -> Any:
    (header,) = library.list_headers(scope or Scope())
    return header


def step_back(database: Path, version: int) -> None:
    """Make a database one of an older version of the program: undo what the later ones did to it."""
    done = [statement for statements in schema.MIGRATIONS[version:] for statement in statements]
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for statement in reversed(done):
            if found := re.match(r"\s*CREATE (?:VIRTUAL )?(TABLE|INDEX|TRIGGER) (\w+)", statement):
                connection.execute(f"DROP {found[1]} {found[2]}")
            elif found := re.match(r"\s*ALTER TABLE (\w+) ADD COLUMN (\w+)", statement):
                connection.execute(f"ALTER TABLE {found[1]} DROP COLUMN {found[2]}")
            elif found := re.match(r"\s*DROP INDEX (\w+)", statement):
                connection.execute(f"CREATE INDEX {found[1]} ON entry (time)")
        connection.execute(f"PRAGMA user_version = {version}")


def test_the_same_link_in_three_feeds_is_one_row_that_names_the_others(library: Library) -> None:
    assert bring(library, BBC, told()) == 1
    assert (
        bring(library, REUTERS, told(link="http://example.com/story/1/#comments", title="Other words")) == 0
    )
    assert bring(library, GUARDIAN, told(link="https://amp.example.com/story/1")) == 0
    header = only(library)
    assert (header.source, [other.source for other in header.others]) == ("bbc", ["reuters", "guardian"])
    assert header.others[0].link == "http://example.com/story/1/#comments"
    assert library.counts().all == Tally(1, 1)
    assert library.counts().feeds == {key: Tally(1, 1) for key in (BBC, REUTERS, GUARDIAN)}


def test_a_feed_shows_its_own_copy(library: Library) -> None:
    bring(library, BBC, told())
    bring(library, REUTERS, told(title="Other words"))
    header = only(library, Scope("feed", REUTERS))
    assert (header.title, [other.source for other in header.others]) == ("Other words", ["bbc"])
    assert titles(library) == ["Story number1"]


def test_the_same_title_and_near_same_words_are_one_story(library: Library) -> None:
    bring(library, BBC, syndicated())
    bring(library, REUTERS, syndicated(2, body=f"<div>LONDON: <b>{WORDS}</b></div><p>Our own line.</p>"))
    assert [other.source for other in only(library).others] == ["reuters"]


@pytest.mark.parametrize(
    "facts",
    [
        {"body": "<p>" + WORDS.replace("story", "weather").replace("written", "seen")},
        {"published": START + timedelta(days=9)},
        {"title": "Ministers agree on an old budget"},
        {"body": ""},
    ],
    ids=["other words", "another week", "another title", "no words"],
)
def test_a_title_alone_makes_no_duplicate(library: Library, facts: dict[str, Any]) -> None:
    bring(library, BBC, syndicated())
    bring(library, REUTERS, syndicated(2, **facts))
    assert len(titles(library)) == 2


def test_daily_briefings_that_begin_alike_stay_apart(library: Library) -> None:
    teaser = "Here is what you need to know this morning, from our reporters all over the world and at home."
    bring(library, BBC, *(entry(day * 24, title="Daily briefing", body=teaser) for day in (1, 2)))
    bring(library, REUTERS, entry(72, title="Daily briefing", body=teaser))
    assert len(titles(library)) == 3


def test_an_address_that_a_feed_gives_every_item_tells_nothing(library: Library) -> None:
    page = "https://example.com/changes"
    bring(library, BBC, *(entry(number, link=page, title=f"Change {number}") for number in range(3)))
    bring(library, REUTERS, *(entry(number, link=page, title=f"Note {number}") for number in range(3)))
    assert len(titles(library)) == 6


def test_an_address_that_is_used_again_later_is_another_story(library: Library) -> None:
    bring(library, BBC, told())
    bring(library, REUTERS, told(published=START - timedelta(days=300), title="The year before"))
    assert titles(library) == ["Story number1", "The year before"]


def test_one_feed_never_has_two_in_a_row(library: Library) -> None:
    bring(library, BBC, told(guid="1"), told(guid="2", title="Told again"))
    assert len(titles(library)) == 2


def test_reading_one_reads_all_in_every_list_and_after_a_restart(
    library: Library, open_library: OpenLibrary
) -> None:
    bring(library, BBC, told())
    bring(library, REUTERS, told())
    assert library.mark([only(library).id], "read", True) == 1
    assert library.counts().all == Tally(1, 0)
    assert library.counts().feeds == {BBC: Tally(1, 0), REUTERS: Tally(1, 0)}
    bring(library, GUARDIAN, told())
    assert library.counts().all == Tally(1, 0)
    other = only(library, Scope("feed", GUARDIAN))
    assert library.mark([other.id], "read", False) == 1
    assert open_library().counts().all == Tally(1, 1)
    undone = library.undo()
    assert undone
    assert undone.count == 1
    assert library.counts().all == Tally(1, 0)


def test_marking_a_list_read_counts_a_story_once(library: Library) -> None:
    bring(library, BBC, told(1), told(2))
    bring(library, REUTERS, told(1), told(2))
    assert library.mark_scope_read(Scope()) == 2
    assert library.counts().feeds[REUTERS] == Tally(2, 0)


def test_a_mark_reaches_copies_on_a_device_that_knows_more_of_them(
    paths: Paths, tmp_path: Any, open_library: OpenLibrary
) -> None:
    other = Paths.default(tmp_path / "other")
    other.data.mkdir(parents=True)
    paths.journals.mkdir(parents=True)
    other.journals.symlink_to(paths.journals)
    here, there = open_library(device="here"), open_library(other, device="there")
    bring(here, BBC, told())
    there.catch_up()
    there.record(outcome(told(), url=BBC))
    bring(there, REUTERS, told())
    here.mark([only(here).id], "read", True)
    there.catch_up()
    assert there.counts().all == Tally(1, 0)
    assert there.counts().feeds[REUTERS] == Tally(1, 0)


def test_a_rebuilt_library_comes_to_the_same(paths: Paths, open_library: OpenLibrary) -> None:
    first = open_library()
    bring(first, BBC, told())
    bring(first, REUTERS, told())
    first.mark([only(first).id], "read", True)
    first.close()
    paths.database.unlink()
    again = open_library()
    again.record(outcome(told(), url=REUTERS))
    again.record(outcome(told(), url=BBC))
    assert again.counts().all == Tally(1, 0)
    assert only(again).source == "reuters"


def test_a_bookmark_keeps_the_one_and_that_one_is_shown(library: Library) -> None:
    bring(library, BBC, told())
    bring(library, REUTERS, told())
    copy = only(library, Scope("feed", REUTERS)).id
    assert library.mark([copy], "bookmarked", True) == 1
    assert only(library, Scope("bookmarked")).id == copy
    assert only(library).id == copy
    assert only(library, Scope("feed", BBC)).bookmarked
    assert library.counts().bookmarked == Tally(1, 1)
    assert library.mark([only(library, Scope("feed", BBC)).id], "bookmarked", True) == 0
    assert library.mark([only(library, Scope("feed", BBC)).id], "bookmarked", False) == 1
    assert library.list_headers(Scope("bookmarked")) == []
    assert library.counts().bookmarked == Tally(0, 0)


def test_the_copy_in_front_gives_way_when_its_feed_is_dropped_and_comes_back(library: Library) -> None:
    bring(library, BBC, told())
    bring(library, REUTERS, told(title="Other words"))
    before = library.unsubscribe(BBC)
    assert (only(library).title, only(library).others) == ("Other words", ())
    assert library.counts().all == Tally(1, 1)
    assert before
    library.resubscribe(before)
    assert only(library).title == "Story number1"
    assert library.counts().all == Tally(1, 1)


def test_the_first_stays_in_front_unless_it_said_next_to_nothing(library: Library) -> None:
    bring(library, BBC, told(title="Comments", body="<a href='x'>Comments</a>"))
    bring(library, REUTERS, told(body=f"<p>{WORDS}</p>"))
    assert only(library).source == "reuters"
    bring(library, GUARDIAN, told(body=f"<p>{WORDS} {WORDS}</p>"))
    assert only(library).source == "reuters"


def test_what_is_read_stays_in_front_whatever_comes(library: Library) -> None:
    bring(library, BBC, told(body="Brief."))
    shown = only(library).id
    library.mark([shown], "read", True)
    bring(library, REUTERS, told(body=f"<p>{WORDS}</p>"))
    assert only(library).id == shown


def test_one_id_in_two_feeds_never_wanders(library: Library) -> None:
    for _ in range(3):
        for url, title in ((BBC, "At the first"), (REUTERS, "At the second")):
            library.subscribe(url)
            body = f"<p>{title} {title} {title}</p>"
            library.record(outcome(entry(1, guid="same", link="", title=title, body=body), url=url))
        for url, title in ((BBC, "At the first"), (REUTERS, "At the second")):
            assert titles(library, Scope("feed", url)) == [title]
    assert sorted(titles(library)) == ["At the first", "At the second"]
    assert len({header.id for header in library.list_headers(Scope())}) == 2


def test_words_of_any_copy_find_the_story(library: Library) -> None:
    bring(library, BBC, told(body="only here"))
    bring(library, REUTERS, told(body="elsewhere alone"))
    for words in ("only", "elsewhere", "story"):
        assert titles(library, query=words) == ["Story number1"]
    assert titles(library, Scope("feed", BBC), "elsewhere") == []


def test_a_story_that_gets_its_link_later_finds_its_copies(library: Library) -> None:
    bring(library, BBC, told())
    bring(library, REUTERS, told(guid="r", link="https://example.com/draft"))
    assert len(titles(library)) == 2
    library.record(outcome(told(guid="r"), url=REUTERS))
    assert [other.source for other in only(library).others] == ["reuters"]


def test_hiding_hides_every_copy(library: Library) -> None:
    bring(library, BBC, told())
    bring(library, REUTERS, told())
    library.mark([only(library).id], "hidden", True)
    assert titles(library) == []
    assert library.counts().all == Tally(0, 0)


def test_a_library_of_an_older_version_is_gathered_once(paths: Paths, open_library: OpenLibrary) -> None:
    first = open_library()
    bring(first, BBC, told())
    bring(first, REUTERS, told())
    first.close()
    step_back(paths.database, schema.MIGRATIONS.index(twins.TABLES))
    again = open_library()
    assert [other.source for other in only(again).others] == ["reuters"]
    assert again.counts().all == Tally(1, 1)
