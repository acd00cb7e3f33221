"""The order of feeds, their titles, and unsubscribing taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.order import between
from newsreader.library.stories import Scope
from tests.library.making import URL, OpenLibrary, fill, titles

ABC = ["http://127.0.0.1/a", "http://127.0.0.1/b", "http://127.0.0.1/c"]


def keys(library: Library) -> list[str]:
    return [feed.key[-1] for feed in library.subscriptions()]


def follow(library: Library) -> None:
    for url in ABC:
        library.subscribe(url)


@given(st.lists(st.integers(0, 1000), max_size=60))
def test_there_is_always_a_place_between_two(places: list[int]) -> None:
    positions = ["2026-03-01T10:00:00.000000Z", "2026-03-01T10:00:00.000001Z"]
    for number in places:
        at = number % (len(positions) + 1)
        low = positions[at - 1] if at else ""
        positions.insert(at, between(low, positions[at] if at < len(positions) else ""))
    assert positions == sorted(set(positions))


def test_the_same_place_can_be_had_a_thousand_times() -> None:
    low = high = "2026"
    for _ in range(1000):
        low = between("", low)
        high = between(high, "2027")
    assert "" < low < "2026" < high < "2027"


@pytest.mark.parametrize(("low", "high"), [("b", "a"), ("a", "a"), ("", "!"), ("a", "a!!")])
def test_where_there_is_no_place_is_an_error(low: str, high: str) -> None:
    with pytest.raises(ValueError, match=r"between|before"):
        between(low, high)


def test_feeds_are_moved(library: Library) -> None:
    follow(library)
    assert library.place([ABC[2]], ABC[0]) == 1
    assert keys(library) == ["c", "a", "b"]
    assert library.place([ABC[2], ABC[0]]) == 2
    assert keys(library) == ["b", "c", "a"]
    library.subscribe("http://127.0.0.1/d")
    assert keys(library) == ["b", "c", "a", "d"]
    assert library.place(["unknown"]) == 0


def test_two_devices_that_move_different_feeds_do_not_undo_each_other(open_library: OpenLibrary) -> None:
    one, other = open_library(), open_library(device="other")
    follow(one)
    one.place([ABC[2]], ABC[0])
    other.catch_up()
    other.place([ABC[1]], ABC[2])
    one.catch_up()
    assert keys(one) == keys(other) == ["b", "c", "a"]


def test_a_feed_is_renamed_and_has_its_publishers_name_again(library: Library) -> None:
    fill(library, 1)
    assert (library.rename(URL, " Mine "), library.rename(URL, "Mine")) == (True, False)
    assert library.subscriptions()[0].title == "Mine"
    assert library.rename(URL, "")
    assert library.subscriptions()[0].title == "The Example"
    assert not library.rename("unknown", "x")


def test_unsubscribing_is_taken_back_whole(library: Library) -> None:
    follow(library)
    fill(library, 2)
    library.rename(URL, "Mine")
    library.place([URL], ABC[1])
    library.file_all({URL: Filing((("News",),), ("daily",))})
    feeds, stories = library.subscriptions(), titles(library)
    before = library.unsubscribe(URL)
    assert before is not None
    assert library.list_headers(Scope()) == []
    library.resubscribe(before)
    assert (library.subscriptions(), titles(library)) == (feeds, stories)
    assert library.unsubscribe("unknown") is None
