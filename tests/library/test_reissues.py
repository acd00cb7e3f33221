"""Ids that publishers change, leave out or give twice: no story is lost, doubled or read again."""

from datetime import timedelta

import pytest

from newsreader.library.library import Library
from newsreader.library.stories import Scope, Tally
from newsreader.model import Entry
from tests.library.making import START, URL, entry, outcome, titles


def record(library: Library, *found: Entry) -> int:
    library.subscribe(URL)
    return library.record(outcome(*found))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (entry(1, guid="ABC-1"), entry(1, guid="abc-1")),
        (entry(1, guid="http://www.x.test/1"), entry(1, guid="https://x.test/1/")),
        (
            entry(1, guid="", link="https://x.test/1?utm_id=1"),
            entry(1, guid="", link="https://x.test/1?utm_id=2"),
        ),
        (entry(1, guid="http://x.test/1"), entry(1, guid="", link="https://x.test/1")),
    ],
    ids=["case", "https", "campaign", "left out"],
)
def test_a_story_with_its_id_written_another_way_stays_the_same(
    library: Library, before: Entry, after: Entry
) -> None:
    assert record(library, before) == 1
    (header,) = library.list_headers(Scope())
    library.mark([header.id], "read", True)
    assert record(library, after) == 0
    assert library.header(header.id)
    assert library.counts().all == Tally(1, 0)


def test_a_story_with_another_id_and_the_same_title_is_another(library: Library) -> None:
    record(library, entry(1, title="Open thread", link="https://x.test/1"))
    assert record(library, entry(2, title="Open thread", link="https://x.test/2")) == 1


def test_ids_that_differ_in_case_alone_and_stand_side_by_side_are_two(library: Library) -> None:
    two = (entry(1, guid="aBc", title="One video"), entry(2, guid="abc", title="One video"))
    for _ in range(2):
        record(library, *two)
    assert titles(library) == ["One video", "One video"]


def test_a_feed_without_ids_links_and_dates_keeps_its_stories(library: Library) -> None:
    found = [entry(number, guid="", link="", published=None) for number in range(3)]
    assert record(library, *found) == 3
    assert record(library, *reversed(found)) == 0
    assert sorted(titles(library)) == [f"Story number{number}" for number in range(3)]


def test_one_id_for_every_story_loses_none(library: Library) -> None:
    found = [entry(number, guid="1") for number in range(3)]
    assert record(library, *found) == 3
    assert record(library, *found, entry(3, guid="1")) == 1
    assert record(library, *found[1:]) == 0
    assert library.counts().all == Tally(4, 4)


def test_a_feed_that_moved_keeps_its_stories_and_marks(library: Library) -> None:
    record(library, entry(1), entry(2))
    library.mark([header.id for header in library.list_headers(Scope())], "read", True)
    moved = "https://127.0.0.1/moved"
    for day in (31, 32):
        library.record(outcome(moved_to=moved, feed=None, checked=START + timedelta(days=day)))
    (feed,) = library.subscriptions()
    assert (feed.key, feed.url) == (URL, moved)
    library.record(outcome(entry(1), entry(2), entry(3), key=URL, url=moved))
    assert library.counts().all == Tally(3, 1)
