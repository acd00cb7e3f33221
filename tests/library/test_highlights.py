"""Highlights and notes: in the journal, with the story whole, undone, merged, and never lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import event_lines
from newsreader.library.events import Highlighted
from newsreader.library.highlights import Highlight, Origin, Passage
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.text import clean, clean_lines
from tests.library.making import START, URL, OpenLibrary, fill

STAMP = "2026-03-01T10:00:00.000000Z"
ORIGIN = Origin("Story number2", "The Example", "Asha Rao", "http://127.0.0.1/2", START)
PASSAGE = Passage("Body of story", "", " 2.", 0)
line = st.text(max_size=30).map(clean)
made = st.builds(
    Highlight,
    id=st.just("a" * 16),
    story=st.just("b" * 16),
    passage=st.builds(
        Passage,
        words=st.text(min_size=1, max_size=40).map(clean_lines).filter(str.strip),
        before=st.text(max_size=20).map(clean_lines),
        after=st.text(max_size=20).map(clean_lines),
        start=st.integers(0, 10_000),
    ),
    note=st.text(max_size=40).map(lambda words: clean_lines(words).strip()),
    origin=st.builds(Origin, line, line, line, line, st.none() | st.just(START)),
    made=st.just(STAMP),
)


@given(made, st.booleans(), st.none() | line)
def test_a_highlight_is_the_same_after_the_journal(found: Highlight, value: bool, before: str | None) -> None:
    event = Highlighted(STAMP, found, value=value, note_before=before)
    assert event_lines.from_line(event_lines.to_line(event).encode()) == event


@given(
    st.dictionaries(
        st.sampled_from(["id", "story", "words", "start", "note", "published", "made", "note_before", "stories"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.none()) | st.just("c" * 16),
    )
)  # fmt: skip
def test_a_strange_line_is_a_highlight_or_no_event_at_all(found: dict[str, object]) -> None:
    data = json.dumps({"at": STAMP, "do": "highlight", **found}).encode()
    try:
        event = event_lines.from_line(data)
    except ValueError:
        return
    assert isinstance(event, Highlighted)
    assert event_lines.from_line(event_lines.to_line(event).encode()) == event


def test_a_highlight_survives_the_database_and_its_feed(
    library: Library, open_library: OpenLibrary, paths: Paths
) -> None:
    story = fill(library)[0]
    added = library.highlights.add(story, PASSAGE, ORIGIN, "  worth\nkeeping ")
    assert added.note == "worth\nkeeping"
    library.unsubscribe(URL)
    library.close()
    paths.database.unlink()
    again = open_library()
    assert again.highlights.of(story) == [added] or again.highlights.of(story)[0].passage == PASSAGE
    kept = again.story(story)
    assert kept is not None
    assert kept.entry.title == "Story number2"


def test_only_the_first_highlight_carries_the_story(library: Library, paths: Paths) -> None:
    story = fill(library)[0]
    library.highlights.add(story, PASSAGE, ORIGIN)
    library.highlights.add(story, Passage("story", "Body of ", " 2.", 8), ORIGIN)
    lines = [json.loads(line) for path in paths.journals.iterdir() for line in path.read_text().splitlines()]
    assert ["stories" in line for line in lines if line["do"] == "highlight"] == [True, False]


def test_the_same_words_are_highlighted_once(library: Library) -> None:
    story = fill(library)[0]
    first = library.highlights.add(story, PASSAGE, ORIGIN, "a note")
    assert library.highlights.add(story, PASSAGE, ORIGIN).id == first.id
    assert [one.note for one in library.highlights.all()] == ["a note"]


def test_everything_done_to_a_highlight_is_undone_step_by_step(library: Library) -> None:
    story = fill(library)[0]
    added = library.highlights.add(story, PASSAGE, ORIGIN)
    assert library.highlights.write_note(added.id, "first")
    assert library.highlights.write_note(added.id, "second")
    assert not library.highlights.write_note(added.id, " second ")
    assert library.highlights.remove(added.id)
    assert not library.highlights.remove(added.id)
    seen = []
    while undone := library.undo():
        seen.append((undone.mark, [one.note for one in library.highlights.all()]))
    assert seen == [("highlight", ["second"]), ("note", ["first"]), ("note", [""]), ("highlight", [])]


def test_the_newest_word_of_two_devices_wins(open_library: OpenLibrary) -> None:
    first = open_library(device="first")
    story = fill(first)[0]
    added = first.highlights.add(story, PASSAGE, ORIGIN)
    second = open_library(device="second")
    second.highlights.write_note(added.id, "from the second")
    first.catch_up()
    assert [one.note for one in first.highlights.of(story)] == ["from the second"]
    first.highlights.remove(added.id)
    second.catch_up()
    assert second.highlights.all() == []
    second.highlights.write_note(added.id, "written meanwhile")
    first.catch_up()
    assert [one.note for one in first.highlights.all()] == ["written meanwhile"]


def test_highlights_are_found_by_the_beginning_of_their_id(library: Library) -> None:
    story = fill(library)[0]
    added = library.highlights.add(story, PASSAGE, ORIGIN)
    assert library.highlights.resolve(added.id[:6].upper()).id == added.id
    for wrong in ("zzzz", added.id[:2], ""):
        with pytest.raises(NewsreaderError, match="No highlight"):
            library.highlights.resolve(wrong)


def test_nothing_is_highlighted_without_words(library: Library) -> None:
    with pytest.raises(NewsreaderError, match="no words"):
        library.highlights.add(fill(library)[0], Passage(" \n"), ORIGIN)
    assert len(library.list_headers(Scope())) == 3
