"""Several devices, one state: in whatever order their journals arrive."""

import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import event_lines, projection, schema
from newsreader.library.copies import Copy
from newsreader.library.events import Dropped, Event, Followed, Kept, Marked
from newsreader.library.journal import Journal
from newsreader.library.stories import Mark, Scope
from newsreader.model import STORED, Entry
from newsreader.paths import Paths
from tests.library.making import URL, OpenLibrary, entry, fill, outcome, titles

IDS = [f"{number:016x}" for number in range(3)]
FEEDS = ["http://127.0.0.1/a", "http://127.0.0.1/b"]

_STAMPS = st.integers(0, 9).map(lambda second: f"2026-03-01T00:00:0{second}.000000Z")
_ENTRIES = st.builds(entry, st.integers(0, 3), title=st.sampled_from(["One", "Two", ""]))


def _copies(ids: st.SearchStrategy[str], feed: st.SearchStrategy[str]) -> st.SearchStrategy[Copy]:
    return st.builds(Copy, ids, feed, st.sampled_from(["Title", "Other"]), st.integers(1, 10**9), _ENTRIES)


_EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        Marked,
        _STAMPS,
        st.sampled_from(get_args(Mark)),
        st.booleans(),
        st.lists(st.sampled_from(IDS), max_size=3).map(tuple),
        automatic=st.booleans(),
        copies=st.lists(
            # A story belongs to one feed: its id is made from the feed's key.
            st.sampled_from(IDS).flatmap(lambda one: _copies(st.just(one), st.just(FEEDS[int(one, 16) % 2]))),
            max_size=2,
        ).map(tuple),
    ),
    st.builds(Kept, _STAMPS, _copies(st.just("f" * 16), st.just(STORED))),
    st.builds(Followed, _STAMPS, st.sampled_from(FEEDS), st.sampled_from(FEEDS), st.just(""), _STAMPS),
    st.builds(Dropped, _STAMPS, st.sampled_from(FEEDS)),
)


def _journal() -> st.SearchStrategy[list[Event]]:
    """A device's journal: its stamps grow strictly."""
    return st.lists(_EVENTS, max_size=6, unique_by=lambda event: event.stamp).map(
        lambda found: sorted(found, key=lambda event: event.stamp)
    )


def _state(connection: sqlite3.Connection) -> dict[str, Any]:
    queries = {
        "feeds": "SELECT key, url, title, own_title, followed, position, stamp FROM feed ORDER BY key",
        "entries": "SELECT entry.id, feed.key, time, dated, seen, entry.title, read, bookmarked, hidden,"
        " entry.followed, shown, origin FROM entry JOIN feed ON feed.number = entry.feed ORDER BY entry.id",
        "contents": "SELECT id, entry FROM content JOIN entry USING (number) ORDER BY id",
        "marks": "SELECT * FROM mark ORDER BY story, field",
        "clock": "SELECT stamp FROM clock",
        "tallies": "SELECT key, total, unread, bookmarked, bookmarked_unread"
        " FROM tally JOIN feed ON feed.number = tally.feed ORDER BY key",
    }
    return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def _fresh() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return connection


@given(st.lists(st.tuples(_journal(), st.integers(0, 6)), min_size=2, max_size=3), st.randoms())
def test_journals_come_to_one_state_in_any_order(devices: list[tuple[list[Event], int]], order: Any) -> None:
    with TemporaryDirectory() as folder:
        states: list[dict[str, Any]] = []
        for _ in range(2):
            connection = _fresh()
            at = Path(folder) / str(len(states))
            at.mkdir()
            # Each device's lines arrive in two parts, in an order that differs from one reader to the other.
            parts = [(name, events[:cut]) for name, (events, cut) in enumerate(devices)]
            order.shuffle(parts)
            late = [(name, events[cut:]) for name, (events, cut) in enumerate(devices)]
            order.shuffle(late)
            for name, part in [*parts, *late]:
                if part:
                    Journal(at / f"{name}.jsonl").append([events_line(event) for event in part])
                progress = projection.catch_up(connection, at, "0")
                assert not progress.unreadable
            states.append(_state(connection))
            again = projection.catch_up(connection, at, "0")
            assert again.events == 0
            connection.execute("DELETE FROM journal")
            projection.catch_up(connection, at, "0")
            assert _state(connection) == states[-1], "reading everything again changes nothing"
            connection.close()
        assert states[0] == states[1]


def events_line(event: Event) -> str:
    """The event as a line, and back again to be sure that nothing is lost on the way."""
    line = event_lines.to_line(event)
    assert event_lines.from_line(line.encode()) == event
    return line


def _bring(source: Paths, target: Paths) -> None:
    """What a sync program does."""
    for path in source.journals.iterdir():
        copy = target.journals / path.name
        if not copy.exists() or copy.stat().st_size < path.stat().st_size:
            copy.write_bytes(path.read_bytes())


def test_marks_reach_a_device_before_the_stories_do(open_library: OpenLibrary, tmp_path: Path) -> None:
    here, there = Paths.default(tmp_path / "here"), Paths.default(tmp_path / "there")
    first, second = open_library(here), open_library(there)
    ids = fill(first)
    first.mark(ids[:1], "read", True)
    first.mark(ids[1:2], "hidden", True)
    _bring(here, there)
    assert second.catch_up()
    assert [one.key for one in second.subscriptions()] == [URL], "subscriptions travel too"
    assert titles(second) == []
    second.record(outcome(*(entry(number) for number in range(3))))
    assert [(header.title, header.read) for header in second.list_headers(Scope())] == [
        ("Story number2", True),
        ("Story number0", False),
    ]


def test_bookmarked_and_imported_stories_travel_whole(open_library: OpenLibrary, tmp_path: Path) -> None:
    here, there = Paths.default(tmp_path / "here"), Paths.default(tmp_path / "there")
    first, second = open_library(here), open_library(there)
    ids = fill(first)
    first.mark(ids[:1], "bookmarked", True)
    kept = first.keep(Entry(title="Kept", body="Of my own", body_type="text"))
    _bring(here, there)
    second.catch_up()
    for story in (ids[0], kept):
        ours, theirs = first.story(story), second.story(story)
        assert ours is not None
        assert theirs is not None
        assert ours.entry == theirs.entry
        assert ours.header.source == theirs.header.source
        assert ours.header.time == theirs.header.time
    assert titles(second, query="own") == ["Kept"]


def test_the_newest_word_wins_on_both_devices(open_library: OpenLibrary, tmp_path: Path) -> None:
    here, there = Paths.default(tmp_path / "here"), Paths.default(tmp_path / "there")
    first, second = open_library(here), open_library(there)
    ids = fill(first)
    fill(second)
    first.mark(ids, "read", True)
    _bring(here, there)
    assert second.mark(ids[:1], "read", False) == 1, "a device takes in the others' words before it speaks"
    _bring(there, here)
    first.catch_up()
    assert first.counts() == second.counts()
    assert first.counts().all.unread == 1


def test_undo_is_about_what_this_device_did(open_library: OpenLibrary, tmp_path: Path) -> None:
    here, there = Paths.default(tmp_path / "here"), Paths.default(tmp_path / "there")
    first, second = open_library(here), open_library(there)
    ids = fill(first)
    fill(second)
    first.mark(ids[:1], "read", True)
    _bring(here, there)
    assert second.undo() is None


def test_a_clock_far_ahead_on_another_device_does_not_silence_this_one(
    open_library: OpenLibrary, paths: Paths
) -> None:
    library = open_library()
    ids = fill(library)
    line = {"at": "2199-01-01T00:00:00.000000Z", "do": "mark", "mark": "read", "value": True, "ids": ids}
    (paths.journals / "other.jsonl").write_text(json.dumps(line) + "\n")
    assert library.catch_up()
    assert library.counts().all.unread == 0
    assert library.mark(ids[:1], "read", False) == 1
    assert library.counts().all.unread == 1


def test_a_journal_that_cannot_be_read_is_named_and_the_others_count(
    open_library: OpenLibrary, paths: Paths
) -> None:
    library = open_library(device="own")
    ids = fill(library)
    (paths.journals / "gone.jsonl").symlink_to(paths.journals / "nowhere")
    assert library.mark(ids[:1], "read", True) == 1
    assert library.counts().all.unread == 2
