"""Folders and tags: what the journal says of them, from several devices and damaged."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import event_lines, events, filing, notes
from newsreader.library.events import Filed, Followed, Noted, Tagged
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.notes import Note
from newsreader.library.stories import Scope
from newsreader.model import NewsreaderError
from newsreader.text import clean
from tests.library.making import URL, OpenLibrary, entry, fill, outcome

STAMP = "2026-03-01T10:00:00.000000Z"
words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6).map(clean).filter(bool)
filings = st.builds(
    Filing,
    folders=st.lists(st.lists(words, max_size=3).map(tuple), max_size=3, unique=True).map(tuple),
    tags=st.lists(words, max_size=3, unique=True).map(tuple),
    hidden=st.booleans(),
    attributes=st.dictionaries(words, words, max_size=3).map(lambda found: tuple(found.items())),
)


@given(filings)
def test_a_filing_is_the_same_after_the_journal(found: Filing) -> None:
    for event in (Filed(STAMP, URL, found), Followed(STAMP, URL, URL, "", STAMP, found)):
        assert event_lines.from_line(event_lines.to_line(event).encode()) == event


@pytest.mark.parametrize(
    "event",
    [
        Tagged(STAMP, "later", value=True, ids=("0123456789abcdef",)),
        Noted(STAMP, Note("ignore", "title = x", "*", ("t",)), value=False),
        Followed(STAMP, URL, URL, "Mine", STAMP),
    ],
)
def test_an_event_is_the_same_after_the_journal(event: events.Event) -> None:
    assert event_lines.from_line(event_lines.to_line(event).encode()) == event


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from(["file", "tag", "note", "subscribe"]),
    st.dictionaries(
        st.sampled_from(["feed", "folders", "tags", "hidden", "attributes", "tag", "ids", "note", "stories"]),
        json_values,
    ),
)
def test_a_line_of_another_shape_is_passed_over_or_an_error_of_its_own(
    do: str, facts: dict[str, object]
) -> None:
    line = json.dumps({"at": STAMP, "do": do, **facts}).encode()
    try:
        found = event_lines.from_line(line)
    except ValueError:
        return
    assert found is None or event_lines.from_line(event_lines.to_line(found).encode()) == found


@given(json_values)
def test_anything_is_a_filing_and_perhaps_a_note(found: object) -> None:
    assert notes.from_json(found) is None
    assert isinstance(filing.from_json(found if isinstance(found, dict) else {"folders": found}), Filing)


def test_feeds_are_filed_and_only_changes_are_journalled(library: Library) -> None:
    library.subscribe(URL)
    new = Filing((("News",),), ("daily",), hidden=True)
    assert (library.file_all({URL: new}), library.file_all({URL: new})) == (1, 0)
    (feed,) = library.subscriptions()
    assert (feed.folders, feed.tags, feed.hidden) == ((("News",),), ("daily",), True)
    assert library.file_all({URL: Filing()}) == 1
    assert library.subscriptions()[0].tags == ()


def test_the_newest_word_wins_on_every_device(open_library: OpenLibrary) -> None:
    one, other = open_library(), open_library(device="other")
    one.subscribe(URL)
    other.catch_up()
    other.file_all({URL: Filing(tags=("theirs",))})
    one.catch_up()
    one.file_all({URL: Filing(tags=("mine",))})
    other.catch_up()
    assert [library.subscriptions()[0].tags for library in (one, other)] == [("mine",), ("mine",)]


def test_a_feed_that_comes_back_stands_where_it_stood(library: Library) -> None:
    library.subscribe(URL)
    library.file_all({URL: Filing(tags=("daily",))})
    library.unsubscribe(URL)
    assert library.subscribe(URL).tags == ("daily",)


def test_stories_are_tagged_and_untagged(library: Library) -> None:
    ids = fill(library, 3)
    assert library.tag(ids[:2], " later ", True) == 2
    assert library.tag([*ids, "f" * 16], "later", True) == 1
    assert library.tags() == {"later": 3}
    assert library.tag(ids[:1], "later", False) == 1
    assert library.tags_of(ids) == {ids[1]: ("later",), ids[2]: ("later",)}
    with pytest.raises(NewsreaderError, match="needs a name"):
        library.tag(ids, " ", True)


def test_stories_that_are_shut_out_never_show_but_those_that_are_there_stay(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(1)))
    feed = outcome(entry(1), entry(2)).feed
    assert feed is not None
    assert (library.shut_out([(URL, feed)]), library.shut_out([(URL, feed)])) == (1, 0)
    library.record(outcome(entry(1), entry(2), entry(3)))
    assert [header.title for header in library.list_headers(Scope())] == ["Story number3", "Story number1"]
