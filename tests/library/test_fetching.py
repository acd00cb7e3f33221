"""How fetching goes, as the library keeps it."""

from datetime import timedelta

import pytest

from newsreader.library import fetching
from newsreader.library.feed_settings import FeedSettings
from newsreader.library.library import Library
from newsreader.library.stories import Subscription
from newsreader.model import NewsreaderError
from tests.library.making import START, URL, OpenLibrary, entry, outcome

OTHER = "http://127.0.0.1/other"


def only(library: Library) -> Subscription:
    (feed,) = library.subscriptions()
    return feed


def test_a_new_feed_is_due_at_once(library: Library) -> None:
    library.subscribe(URL)
    assert only(library).plan.next_try == 0
    assert only(library).checked is None


def test_a_feed_is_due_again_by_its_rhythm_and_what_it_asks_for(library: Library) -> None:
    library.subscribe(URL)
    hourly = tuple(entry(number) for number in range(20))
    library.record(outcome(*hourly, checked=START + timedelta(hours=20)))
    assert only(library).next_try == START + timedelta(hours=20, minutes=15)
    library.record(outcome(feed=None, unchanged=True, checked=START + timedelta(hours=30), fresh_for=7200))
    assert only(library).next_try == START + timedelta(hours=32)
    assert only(library).changed == START + timedelta(hours=20)


def test_the_reader_s_interval_counts_at_once(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(0)))
    feed = only(library)
    library.settle(feed.key, FeedSettings(interval=7 * 86_400))
    assert only(library).next_try == START + timedelta(days=37)


def test_failures_are_counted_and_a_success_forgets_them(library: Library) -> None:
    library.subscribe(URL)
    for _ in range(3):
        library.record(outcome(error="no", feed=None, status=None))
    feed = only(library)
    assert (feed.plan.failures, feed.error) == (3, "no")
    assert feed.next_try == START + timedelta(days=30, hours=1)
    library.record(outcome(entry(0)))
    assert (only(library).plan.failures, only(library).error) == (0, "")


def test_a_feed_that_is_gone_stays_and_is_not_due_any_more(
    library: Library, open_library: OpenLibrary
) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(0)))
    library.record(outcome(error="gone", feed=None, status=410))
    for one in (library, open_library()):
        feed = only(one)
        assert (feed.plan.gone, feed.next_try) == (True, None)
    library.record(outcome(entry(1)))
    assert not only(library).plan.gone


def test_a_feed_cut_short_says_so_until_it_comes_whole(library: Library) -> None:
    library.subscribe(URL)
    assert library.record(outcome(entry(0), etag="", cut_short=True)) == 1
    assert only(library).trouble == fetching.CUT_SHORT
    assert (only(library).etag, only(library).body_hash, only(library).error) == ("", "", "")
    library.record(outcome(entry(0), entry(1)))
    assert only(library).trouble == ""


def test_a_move_keeps_where_it_came_from(library: Library) -> None:
    library.subscribe(URL)
    for _ in range(2):
        library.record(outcome(entry(0), moved_to=OTHER))
    assert (only(library).key, only(library).url, only(library).moving_to) == (URL, OTHER, "")
    (move,) = library.moves(URL)
    assert (move.old, move.new) == (URL, OTHER)
    assert only(library).etag == '"1"'


def test_a_move_to_a_feed_that_is_followed_already_is_not_made(library: Library) -> None:
    library.subscribe(URL)
    library.subscribe(OTHER, "The Other")
    for _ in range(3):
        library.record(outcome(entry(0), moved_to=OTHER))
    feed = next(feed for feed in library.subscriptions() if feed.key == URL)
    assert (feed.url, feed.moving_to) == (URL, OTHER)
    assert "The Other" in feed.trouble
    assert library.moves(URL) == []
    library.unsubscribe(OTHER)
    library.record(outcome(feed=None, unchanged=True, moved_to=OTHER))
    assert (only(library).url, only(library).trouble) == (OTHER, "")


def test_a_fetch_of_the_address_before_leaves_no_tag_behind(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(0), url=OTHER, key=URL, etag='"other"', body_hash="abc"))
    assert (only(library).etag, only(library).body_hash) == ("", "")


def test_a_feed_moved_by_hand_keeps_its_stories_and_can_be_moved_back(
    library: Library, open_library: OpenLibrary
) -> None:
    library.subscribe(URL, "Mine")
    library.record(outcome(entry(0), body_hash="abc"))
    assert library.move(URL, OTHER) == URL
    assert library.move(URL, OTHER) == ""
    feed = only(open_library())
    assert (feed.key, feed.url, feed.title) == (URL, OTHER, "Mine")
    assert (feed.etag, feed.body_hash, feed.plan.next_try) == ("", "", 0)
    assert library.move(URL, URL) == OTHER
    assert only(library).url == URL


def test_a_feed_is_not_moved_onto_another(library: Library) -> None:
    library.subscribe(URL)
    library.subscribe(OTHER)
    with pytest.raises(NewsreaderError, match="already"):
        library.move(URL, OTHER)
    with pytest.raises(NewsreaderError, match="not subscribed"):
        library.move("http://127.0.0.1/none", OTHER + "2")
