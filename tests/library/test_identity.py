"""Which story an entry is."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import identity
from newsreader.library.identity import Identity, claim, story_id
from newsreader.model import SAMPLES, STORED, Entry
from tests.library.making import URL, entry


def identify(feed: str, entries: Sequence[Entry]) -> list[Identity]:
    """The ids of a document with those entries."""
    return identity.identify(feed, [claim(one) for one in entries])


def test_an_id_never_changes() -> None:
    """These are in readers' journals: a change here would lose their marks."""
    assert story_id(URL, Entry(guid="guid-1")) == "34b6d365d10c2cde"
    assert story_id(URL, Entry(link="http://127.0.0.1/1")) == "58cb6aa4a82bd0f6"
    assert story_id(URL, entry(1, guid="", link="")) == "71378d32f9f0a857"
    assert story_id(URL, Entry(title="Title", body="Text")) == "973386b55a4ab106"
    assert story_id(STORED, Entry(title="Title", body="Text")) == "377306eb6396f8f3"
    assert story_id(SAMPLES, Entry(guid="summit.txt")) == "efae8904df23aff6"


def test_a_guid_is_worth_more_than_a_link_and_a_link_more_than_a_title() -> None:
    assert story_id(URL, entry(1)) == story_id(URL, entry(1, link="x", title="x", published=None))
    assert story_id(URL, entry(1, guid="")) == story_id(URL, entry(1, guid="", title="x", published=None))
    assert story_id(URL, entry(1)) != story_id(URL + "/2", entry(1))


def test_an_imported_story_is_its_content() -> None:
    assert story_id(STORED, entry(1)) == story_id(STORED, entry(1, guid="other", link="other"))
    assert story_id(STORED, entry(1)) != story_id(STORED, entry(1, body="other"))


def test_a_document_in_order_has_plain_ids() -> None:
    entries = [entry(number) for number in range(3)]
    assert [one.plain for one in identify(URL, entries)] == [story_id(URL, one) for one in entries]
    assert not any(one.shared for one in identify(URL, entries))


def test_one_guid_for_every_item_is_noticed() -> None:
    identities = identify(URL, [entry(number, guid="1") for number in range(3)])
    assert all(one.shared for one in identities)
    assert len({one.exact for one in identities}) == 3


def test_one_story_twice_in_a_document_is_one_story() -> None:
    assert not any(one.shared for one in identify(URL, [entry(1), entry(1, title="Corrected")]))
    assert not any(one.shared for one in identify(URL, [entry(1), entry(1, link="moved")]))


def test_items_that_all_link_to_the_front_page_are_told_apart_by_title() -> None:
    entries = [entry(number, guid="", link="http://127.0.0.1/") for number in range(3)]
    assert len({one.exact for one in identify(URL, entries) if one.shared}) == 3


def test_posts_without_anything_but_a_body_are_told_apart_by_it() -> None:
    entries = [entry(1, guid="", link="", title="", body=body) for body in ("one", "two")]
    assert len({one.exact for one in identify(URL, entries) if one.shared}) == 2


@given(st.text(), st.text(), st.text())
def test_any_text_has_an_id(guid: str, title: str, body: str) -> None:
    found = story_id(URL, Entry(guid=guid, title=title, body=body))
    assert len(found) == 16
    assert set(found) <= set("0123456789abcdef")
