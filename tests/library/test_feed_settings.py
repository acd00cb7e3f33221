"""What the reader sets for one feed: through the journal, from several devices, and never with a secret."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import event_lines
from newsreader.library.events import Settled
from newsreader.library.feed_settings import LEAST_INTERVAL, MOST_INTERVAL, FeedSettings, checked
from newsreader.library.library import Library
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.text import clean
from tests.library.making import URL, OpenLibrary

STAMP = "2026-03-01T10:00:00.000000Z"
ALL = FeedSettings(7200, full_text=True, proxy="socks5h://127.0.0.1:9050")
settings = st.builds(
    FeedSettings,
    interval=st.none() | st.integers(LEAST_INTERVAL, MOST_INTERVAL),
    full_text=st.booleans(),
    proxy=st.text(st.characters(exclude_characters="@"), max_size=20).map(clean),
)


def _of(library: Library) -> FeedSettings:
    return library.subscriptions()[0].settings


@given(settings)
def test_settings_are_the_same_after_the_journal(found: FeedSettings) -> None:
    event = Settled(STAMP, URL, found)
    assert event_lines.from_line(event_lines.to_line(event).encode()) == event


@given(
    st.dictionaries(
        st.sampled_from(["interval", "full_text", "proxy"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.none()),
    )
)
def test_a_strange_event_gives_settings_that_can_be_kept(found: dict[str, object]) -> None:
    line = json.dumps({"at": STAMP, "do": "set", "feed": URL, **found}).encode()
    event = event_lines.from_line(line)
    assert isinstance(event, Settled)
    assert checked(event.settings) == event.settings


def test_what_is_set_is_with_the_feed_and_survives_the_database(
    library: Library, open_library: OpenLibrary, paths: Paths
) -> None:
    library.subscribe(URL)
    assert _of(library) == FeedSettings()
    assert library.settle(URL, ALL)
    assert not library.settle(URL, ALL)
    assert _of(library) == ALL
    library.close()
    paths.database.unlink()
    assert _of(open_library()) == ALL


def test_of_two_devices_the_newest_word_counts(open_library: OpenLibrary) -> None:
    one, two = open_library(device="one"), open_library(device="two")
    one.subscribe(URL)
    one.settle(URL, ALL)
    two.settle(URL, FeedSettings(600))
    one.catch_up()
    assert _of(one) == _of(two) == FeedSettings(600)


def test_settings_come_back_with_the_feed(library: Library) -> None:
    library.subscribe(URL)
    library.settle(URL, ALL)
    before = library.unsubscribe(URL)
    assert before
    assert not library.settle(URL, FeedSettings())
    library.resubscribe(before)
    assert _of(library) == ALL


@pytest.mark.parametrize("interval", [0, -5, LEAST_INTERVAL - 1, MOST_INTERVAL + 1])
def test_an_interval_out_of_bounds_is_refused(library: Library, interval: int) -> None:
    library.subscribe(URL)
    with pytest.raises(NewsreaderError, match="once a minute"):
        library.settle(URL, FeedSettings(interval))


@pytest.mark.parametrize(
    "proxy", ["http://me:secret@127.0.0.1:8080", "me:secret@127.0.0.1:8080", "http://[@"]
)
def test_a_proxys_password_never_reaches_the_journal(library: Library, paths: Paths, proxy: str) -> None:
    library.subscribe(URL)
    with pytest.raises(NewsreaderError, match="secret") as caught:
        library.settle(URL, FeedSettings(proxy=proxy))
    assert "me:" not in str(caught.value)
    assert all(b"secret" not in path.read_bytes() for path in paths.journals.iterdir())
