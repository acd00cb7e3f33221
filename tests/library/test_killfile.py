"""Rules for stories that are not to be shown, as they arrive and when they are taken over."""

import pytest

from newsreader.library.library import Library
from newsreader.library.notes import Note
from newsreader.library.stories import Scope
from newsreader.library.update import update
from tests.library.making import entry, outcome, titles
from tests.loopback import Loopback, rss

A, B = "http://127.0.0.1/a", "http://127.0.0.1/b"


@pytest.fixture
def filled(library: Library) -> Library:
    for number, url in enumerate((A, B)):
        library.subscribe(url)
        library.record(
            outcome(entry(number, title=f"Gossip {url[-1]}"), entry(number + 5, title="News"), url=url)
        )
    return library


def test_a_rule_for_every_feed_hides_what_it_finds(filled: Library) -> None:
    filled.note_all([Note("ignore", 'title =~ "^gossip"', "*")], True)
    assert filled.hide_unwanted() == 2
    assert set(titles(filled)) == {"News"}
    assert filled.hide_unwanted() == 0


def test_a_rule_for_one_feed_is_for_that_alone(filled: Library) -> None:
    filled.note_all([Note("ignore", 'title =~ "^gossip"', A)], True)
    assert filled.hide_unwanted() == 1
    assert "Gossip b" in titles(filled)


def test_what_is_bookmarked_or_shown_again_stays(filled: Library) -> None:
    kept, back = (header.id for header in filled.list_headers(Scope()) if header.title.startswith("Gossip"))
    filled.mark([kept], "bookmarked", True)
    filled.note_all([Note("ignore", 'title =~ "gossip"', "*")], True)
    assert filled.hide_unwanted() == 1
    filled.mark([back], "hidden", False)
    assert filled.hide_unwanted() == 0
    assert len([title for title in titles(filled) if title.startswith("Gossip")]) == 2


def test_a_rule_that_makes_no_sense_hides_nothing(filled: Library) -> None:
    filled.note_all([Note("ignore", "articleindex = 1", "*"), Note("ignore", "(", "*")], True)
    assert filled.hide_unwanted() == 0


def test_a_refresh_never_shows_what_is_forbidden(library: Library) -> None:
    library.note_all([Note("ignore", 'title = "Story 1"', "*")], True)
    with Loopback() as server:
        server.serve("/feed", rss(items=3))
        library.subscribe(server.url("/feed"))
        report = update(library, library.subscriptions(), on_progress=lambda _: None, cancelled=lambda: False)
    assert report.new == 2
    assert titles(library) == ["Story 2", "Story 0"]
