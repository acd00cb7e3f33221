"""JSON Feed, read and written."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model import Author, Enclosure, Entry, Feed
from newsreader.sources.feed import NotAFeedError, parse
from newsreader.sources.jsonfeed import write

ITEM = {
    "id": 7,
    "url": "/7",
    "title": "Tea &amp; coffee",
    "content_html": "<p>Long</p>",
    "content_text": "Long",
    "summary": "Short",
    "date_published": "2026-03-02T12:00:00Z",
    "date_modified": "2026-03-02T14:00:00+01:00",
    "authors": [{"name": "Asha Rao", "url": "http://a.test/asha"}],
    "tags": ["Tea", "Tea", 3],
    "language": "en",
    "image": "http://a.test/i.png",
    "attachments": [
        {
            "url": "7.mp3",
            "mime_type": "audio/mpeg",
            "size_in_bytes": 9,
            "duration_in_seconds": 61.5,
            "title": "Listen",
        },
        {"mime_type": "no/url"},
    ],
}
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "home_page_url": "http://a.test/",
    "feed_url": "http://a.test/feed.json",
    "description": "All of it",
    "icon": "http://a.test/icon.png",
    "items": [ITEM],
}


def read(document: Any) -> Feed:
    return parse(json.dumps(document).encode())


def test_every_field() -> None:
    got = read(FEED)
    assert (got.title, got.link, got.self_url) == ("News", "http://a.test/", "http://a.test/feed.json")
    assert got.entries == (
        Entry(
            guid="7",
            link="http://a.test/7",
            title="Tea & coffee",
            authors=(Author("Asha Rao", "http://a.test/asha"),),
            published=datetime(2026, 3, 2, 12, tzinfo=UTC),
            updated=datetime(2026, 3, 2, 13, tzinfo=UTC),
            summary="Short",
            body="<p>Long</p>",
            base="http://a.test/7",
            language="en",
            categories=("Tea",),
            enclosures=(Enclosure("http://a.test/7.mp3", "audio/mpeg", 9, 61, "Listen"),),
            image="http://a.test/i.png",
        ),
    )


def test_version_1_0_has_one_author_and_may_have_only_text() -> None:
    got = read(
        FEED
        | {
            "author": {"name": "Ed"},
            "items": [{"id": "1", "content_text": "a\n\nb", "external_url": "http://b.test/"}],
        }
    )
    assert got.authors == (Author("Ed"),)
    one = got.entries[0]
    assert (one.body, one.body_type, one.link) == ("a\n\nb", "text", "http://b.test/")


def test_who_wrote_the_feed_wrote_what_names_nobody() -> None:
    items = [{"id": "1"}, {"id": "2", "authors": [{"name": "Bo"}]}]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "authors": [{"name": "Asha Rao"}],
        "items": items,
    }
    assert [one.authors for one in parse(json.dumps(document).encode()).entries] == [
        (Author("Asha Rao"),),
        (Author("Bo"),),
    ]


@pytest.mark.parametrize(
    "people", [{"author": "Asha Rao"}, {"authors": ["Asha Rao"]}, {"authors": [{"name": "Asha Rao"}]}]
)
def test_authors_may_be_mere_names(people: dict[str, object]) -> None:
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", **people}]}
    assert parse(json.dumps(document).encode()).entries[0].authors == (Author("Asha Rao"),)


def test_a_byte_order_mark_and_utf_16() -> None:
    assert parse(json.dumps(FEED).encode("utf-8-sig")).title == "News"
    assert parse(json.dumps(FEED).encode("utf-16")).title == "News"


def test_a_document_cut_off_keeps_its_whole_items() -> None:
    text = json.dumps(FEED | {"items": [ITEM, ITEM, ITEM]})
    got = parse(text[: text.rindex("content_html")].encode())
    assert (got.title, len(got.entries)) == ("News", 2)


@pytest.mark.parametrize(
    "document", [{"a": 1}, [], "x", {"version": "https://jsonfeed.org/version/1", "items": 3}]
)
def test_other_json_is_not_a_feed(document: Any) -> None:
    with pytest.raises(NotAFeedError):
        read(document)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(ITEM)), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(sorted(ITEM)), anything))
def test_values_of_any_type_are_borne(item: dict[str, Any]) -> None:
    got = read({"version": "https://jsonfeed.org/version/1.1", "items": [item, 3, None]})
    assert len(got.entries) == 1
    json.dumps(write(got))


def test_what_is_written_reads_back_the_same() -> None:
    once = read(FEED)
    document = write(once)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert read(document) == once


def test_an_entry_without_id_gets_one_that_stays() -> None:
    feed = Feed(entries=(Entry(title="a"), Entry(title="b")))
    ids = [item["id"] for item in write(feed)["items"]]
    assert ids == [item["id"] for item in write(feed)["items"]]
    assert len(set(ids)) == 2


def test_what_json_feed_has_no_word_for_is_in_an_extension() -> None:
    feed = Feed(ttl=60, entries=(Entry(guid="1", comments="http://a.test/c", source="The Other"),))
    document = write(feed, "http://a.test/feed")
    assert (document["_newsreader"], document["feed_url"]) == ({"ttl": 60}, "http://a.test/feed")
    assert document["items"][0]["_newsreader"] == {
        "comments": "http://a.test/c",
        "source": "The Other",
        "guid": "1",
    }
