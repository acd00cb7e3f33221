"""Stories by folder, by tag and by saved search."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import saved_search
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.notes import Note
from newsreader.library.stories import Scope, Tally
from newsreader.model import Enclosure, Feed
from newsreader.sources.newsboat_filter import FilterError
from tests.library.making import entry, outcome, titles

A, B, C = (f"http://127.0.0.1/{name}" for name in "abc")


@pytest.fixture
def filled(library: Library) -> Library:
    """Three feeds with a story each: a in News/World, b in News and tagged, c at the top."""
    now = datetime.now(UTC)
    for number, url in enumerate((A, B, C)):
        library.subscribe(url)
        story = entry(number, title=f"Story {url[-1]}", published=now - timedelta(days=number, minutes=5))
        library.record(
            outcome(story, url=url, feed=Feed(title=f"Feed {url[-1]}", entries=(story,)), checked=now)
        )
    library.file_all({A: Filing((("News", "World"),)), B: Filing((("News",),), ("blue sky",))})
    return library


def _search(library: Library, expression: str) -> list[str]:
    return titles(library, Scope("search", name=f"query:Name:{expression}"))


def test_a_folder_shows_what_is_in_it_and_below(filled: Library) -> None:
    assert titles(filled, Scope("folder", folder=("News",))) == ["Story a", "Story b"]
    assert titles(filled, Scope("folder", folder=("News", "World"))) == ["Story a"]
    assert titles(filled, Scope("folder", folder=("None",))) == []
    assert filled.tally(Scope("folder", folder=("News",))) == Tally(2, 2)


def test_a_tag_shows_stories_and_feeds_that_have_it(filled: Library) -> None:
    story = next(header for header in filled.list_headers(Scope()) if header.feed == C)
    filled.tag([story.id], "blue sky", True)
    assert titles(filled, Scope("tag", name="blue sky")) == ["Story b", "Story c"]
    assert titles(filled, Scope("tag", name="blue sky"), "story") == ["Story b", "Story c"]


def test_one_copy_of_a_story_stands_for_all_within_a_folder_and_is_in_each(library: Library) -> None:
    for url, folder in ((A, "One"), (B, "Two"), (C, "Two")):
        library.subscribe(url)
        library.record(outcome(entry(1), url=url))
        library.file_all({url: Filing(((folder,),))})
    assert len(titles(library)) == 1
    assert len(titles(library, Scope("folder", folder=("One",)))) == 1
    assert len(titles(library, Scope("folder", folder=("Two",)))) == 1
    assert library.tally(Scope("folder", folder=("Two",))) == Tally(1, 1)


def test_one_copy_of_a_story_stands_for_all_that_have_a_tag(library: Library) -> None:
    for url in (A, B, C):
        library.subscribe(url)
        library.record(outcome(entry(1), url=url))
    library.file_all({url: Filing((), ("blue sky",)) for url in (B, C)})
    assert len(titles(library, Scope("tag", name="blue sky"))) == 1
    assert len(_search(library, 'title =~ "story"')) == 1
    assert len(_search(library, 'rssurl =~ "[abc]$"')) == 3


def test_a_folder_of_a_dropped_feed_is_empty(filled: Library) -> None:
    filled.unsubscribe(A)
    assert titles(filled, Scope("folder", folder=("News", "World"))) == []


def test_a_folder_is_marked_read_and_nothing_else(filled: Library) -> None:
    assert filled.mark_scope_read(Scope("folder", folder=("News",))) == 2
    assert titles(filled, Scope("unread")) == ["Story c"]


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ('unread = "yes"', "abc"),
        ('unread = "no"', ""),
        ('title =~ "^STORY [ab]$"', "ab"),
        ('title !~ "a$"', "bc"),
        ("age < 1", "a"),
        ("age between 1:2", "bc"),
        ('tags # "blue sky"', "b"),
        ('tags !# "blue sky"', "ac"),
        ('flags # "s"', "c"),
        ('flags =~ "[st]"', "c"),
        ('feedtitle = "Feed a"', "a"),
        ('rssurl =~ "/c$"', "c"),
        ('content =~ "body of <b>story"', "abc"),
        ('enclosure_url != ""', ""),
        ('author =~ "rao" and (age > 1 or title = "Story a")', "ac"),
        ('title =~ "[[:digit:]]"', ""),
        ("unread_count > 0 and total_count = 1", "abc"),
    ],
)
def test_a_saved_search_finds(filled: Library, expression: str, found: str) -> None:
    story = next(header for header in filled.list_headers(Scope()) if header.feed == C)
    filled.tag([story.id], "s", True)
    assert _search(filled, expression) == [f"Story {letter}" for letter in found]


def test_a_saved_search_finds_enclosures(library: Library) -> None:
    library.subscribe(A)
    library.record(outcome(entry(1, enclosures=(Enclosure("http://127.0.0.1/a.mp3", "audio/mpeg"),)), url=A))
    assert _search(library, 'enclosure_type =~ "^audio/"') == ["Story number1"]


def test_searches_that_can_be_done_are_offered_and_others_kept(filled: Library) -> None:
    notes = [
        Note("query", 'query:Mine:unread = "yes"', "Mine"),
        Note("query", "query:Place:articleindex = 3", "Place"),
        Note("ignore", 'title =~ "x"', "*"),
    ]
    filled.note_all(notes, True)
    assert [search.title for search in filled.searches()] == ["Mine"]
    assert saved_search.of_note(notes[1]).problem
    assert filled.tally(Scope("search", name=notes[0].body)) == Tally(3, 3)
    assert titles(filled, Scope("search", name=notes[1].body)) == []


@given(st.text(alphabet="title ageunreadtagsflags\"[](){}*+?\\=~!#<>:0123 andor'", max_size=50))
def test_any_filter_is_done_or_refused(text: str) -> None:
    try:
        found, values = saved_search.sql(text)
    except FilterError:
        return
    assert found
    assert all(
        str(value) not in found for value in values.values() if isinstance(value, str) and "'" in value
    )
