"""Changing a feed, and bringing one back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import feed_words
from newsreader.library.changing import FeedChange, change, signed
from newsreader.library.feed_settings import FeedSettings
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.stories import Scope, Subscription, Undone
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.sources.sign_in import NOBODY
from newsreader.text import clean
from tests.library.making import URL, fill

names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6).map(clean).filter(bool)


@pytest.fixture(autouse=True)
def headless(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)


def _feed(library: Library) -> Subscription:
    return library.subscriptions()[0]


def test_everything_of_a_feed_is_changed_in_one_go(library: Library, paths: Paths) -> None:
    fill(library)
    wanted = FeedChange(
        "Mine",
        (("News", "World"),),
        ("one", "two"),
        hidden=True,
        settings=FeedSettings(7200, full_text=True, proxy="socks5://me:hush@127.0.0.1:1080"),
    )
    assert change(library, _feed(library), wanted).anything
    feed = _feed(library)
    assert (feed.title, feed.folders, feed.tags, feed.hidden) == (
        "Mine",
        (("News", "World"),),
        ("one", "two"),
        True,
    )
    assert feed.settings == FeedSettings(7200, full_text=True, proxy="socks5://127.0.0.1:1080")
    assert library.sign_ins.find(URL).proxy == "socks5://me:hush@127.0.0.1:1080"
    assert all(b"hush" not in path.read_bytes() for path in paths.journals.iterdir())
    assert not change(library, feed, FeedChange("Mine")).anything
    change(library, feed, FeedChange("", sign_in=NOBODY))
    assert _feed(library).title == "The Example"
    assert library.sign_ins.find(URL) == NOBODY


def test_what_cannot_be_changes_nothing(library: Library) -> None:
    fill(library)
    with pytest.raises(NewsreaderError):
        change(library, _feed(library), FeedChange("Mine", settings=FeedSettings(5)))
    assert _feed(library).title == "The Example"


def test_a_sign_in_is_for_where_the_feed_is_fetched(library: Library) -> None:
    fill(library)
    change(library, _feed(library), FeedChange(sign_in=signed(_feed(library), user="me", password="hush")))
    assert library.sign_ins.find(URL).origin == "http://127.0.0.1:80"


def test_undo_brings_a_feed_back_whole_and_in_its_place(library: Library) -> None:
    ids = fill(library)
    library.subscribe("http://127.0.0.1/other")
    library.file_all({URL: Filing((("News",),), ("t",))})
    library.rename(URL, "Mine")
    library.settle(URL, FeedSettings(600))
    library.mark(ids[:1], "bookmarked", True)
    before = _feed(library)
    library.unsubscribe(URL)
    assert [header.id for header in library.list_headers(Scope())] == ids[:1]
    assert library.undo() == Undone("feed", value=True, count=1, feed=URL)
    assert _feed(library) == before
    assert [header.id for header in library.list_headers(Scope())] == ids


def test_undo_takes_the_last_thing_first(library: Library) -> None:
    ids = fill(library)
    library.mark(ids[:1], "bookmarked", True)
    library.unsubscribe(URL)
    library.mark(ids[:1], "read", True)
    assert [undone.mark for undone in iter(library.undo, None)] == ["read", "feed", "bookmarked"]


def test_the_secrets_of_a_dropped_feed_go_when_it_cannot_come_back(library: Library) -> None:
    key = library.subscribe("http://me:hush@127.0.0.1/b").key
    library.unsubscribe(key)
    assert library.sign_ins.find(key).password == "hush"
    library.forget_dropped()
    assert library.sign_ins.find(key) == NOBODY


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("30m", 1800), ("2h", 7200), ("1 day", 86400), ("1W", 604800), ("auto", None), ("", None)],
)
def test_an_interval_is_read(words: str, seconds: int | None) -> None:
    assert feed_words.seconds_of(words) == seconds


@pytest.mark.parametrize("words", ["5", "h", "0m", "10s", "-1h", "1y", "9999w", "2h30"])
def test_what_is_no_interval_is_refused(words: str) -> None:
    with pytest.raises(NewsreaderError, match="no interval"):
        feed_words.seconds_of(words)


@given(st.integers(1, 10_000).map(lambda minutes: minutes * 60))
def test_an_interval_is_the_same_after_words(seconds: int) -> None:
    assert feed_words.seconds_of(feed_words.interval_words(seconds)) == seconds


@given(st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), max_size=3, unique=True))
def test_folders_are_the_same_after_words(folders: list[tuple[str, ...]]) -> None:
    words = feed_words.items_words([feed_words.folder_words(folder) for folder in folders])
    assert [feed_words.folder_of(item) for item in feed_words.items_of(words)] == folders
