"""Entries as JSON and back."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import codec
from newsreader.model import Author, Enclosure, Entry
from tests.library.making import entry

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))
_ENTRIES = st.builds(
    Entry,
    guid=_TEXT,
    link=_TEXT,
    title=_TEXT,
    authors=st.lists(st.builds(Author, _TEXT, _TEXT, _TEXT), max_size=2).map(tuple),
    published=_MOMENTS,
    updated=_MOMENTS,
    summary=_TEXT,
    body=_TEXT,
    body_type=st.sampled_from(["html", "text", "markdown", "wire"]),
    base=_TEXT,
    language=_TEXT,
    categories=st.lists(_TEXT, max_size=2).map(tuple),
    enclosures=st.lists(
        st.builds(Enclosure, _TEXT, _TEXT, st.none() | st.integers(0, 2**40), st.none() | st.just(0), _TEXT),
        max_size=2,
    ).map(tuple),
    image=_TEXT,
    comments=_TEXT,
    source=_TEXT,
)


@given(_ENTRIES)
def test_an_entry_comes_back_as_it_was(sent: Entry) -> None:
    assert codec.entry_from_json(json.loads(codec.dump(codec.entry_to_json(sent)))) == sent


@given(_ENTRIES)
def test_an_entry_is_written_to_the_byte_as_ever(sent: Entry) -> None:
    """Or every story would seem changed: what is stored is known by a digest of these bytes."""
    found = codec.entry_to_json(sent)
    as_ever = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    assert codec.written(sent) == (as_ever.encode(), sent)


def test_an_entry_is_known_as_it_will_be_read() -> None:
    data, read = codec.written(entry(1, body="x\ud800y"))
    assert read == entry(1, body="x\ufffdy")
    assert codec.entry_from_json(json.loads(data)) == read


def test_what_is_empty_is_left_out() -> None:
    assert codec.entry_to_json(Entry()) == {}


def test_a_lone_surrogate_is_replaced() -> None:
    assert json.loads(codec.dump({"a": "x\ud800y"})) == {"a": "x\ufffdy"}


def test_names_of_newer_versions_are_passed_over() -> None:
    assert codec.entry_from_json({"title": "T", "mood": "calm", "body_type": "opera"}) == Entry(title="T")


def test_a_time_without_a_zone_is_taken_for_utc() -> None:
    found = codec.entry_from_json({"published": "2026-03-01T10:00:00"})
    assert found.published == datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "found",
    [{"title": 1}, {"published": "soon"}, {"published": 5}, {"authors": [{"name": []}]}, {"categories": [1]}],
)
def test_a_value_of_a_wrong_type_is_an_error(found: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        codec.entry_from_json(found)


def test_lines_from_a_journal_are_safe_to_show_and_bodies_are_kept() -> None:
    hostile = entry(1, title="a\x1b[31m\u202eb", authors=(Author("x\x9b"),), body="<p>\u202e</p>\n")
    found = codec.cleaned(hostile)
    assert (found.title, found.authors[0].name, found.body) == ("a[31mb", "x", hostile.body)
