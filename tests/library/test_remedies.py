"""What the feed doctor's remedies reach."""

from dataclasses import replace

import pytest

from newsreader.library.library import Library
from newsreader.library.remedies import find_and_move
from newsreader.model import Feed, NewsreaderError
from newsreader.sources.limits import Limits
from tests.library.making import outcome
from tests.loopback import Loopback, rss

OUTSIDE = "https://news.example/feed"


def test_a_feeds_own_word_leads_to_no_private_address_but_the_readers_does(library: Library) -> None:
    with Loopback() as server:
        server.serve("/feed", rss())
        library.subscribe(OUTSIDE)
        library.record(outcome(url=OUTSIDE, feed=Feed(title="Outside", link=server.url("/feed"))))
        (feed,) = library.subscriptions()
        for said in (feed, replace(feed, moving_to=server.url("/feed"))):
            with pytest.raises(NewsreaderError, match="private network"):
                find_and_move(library, said, Limits())
        assert server.seen == []
        assert find_and_move(library, feed, Limits(), server.url("/feed")) is not None
        assert [feed.url for feed in library.subscriptions()] == [server.url("/feed")]
