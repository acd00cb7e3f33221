"""Carrying a remedy out, and taking it back: what the feed doctor's keys and commands do."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsreader.library.health import SLOW
from newsreader.library.library import Library
from newsreader.library.stories import Subscription


@dataclass(frozen=True, slots=True)
class Done:
    """A remedy that was carried out."""

    words: str
    """What was done, in one line."""
    undo: Callable[[], object]
    """Takes it back."""


def slow(library: Library, feed: Subscription) -> Done:
    """Ask a feed once a week."""
    return _pace(library, feed, SLOW, f"{feed.title} is asked once a week from now on")


def normal(library: Library, feed: Subscription) -> Done:
    """Leave a feed's pace to itself."""
    return _pace(library, feed, None, f"{feed.title} is asked as often as it changes again")


def move(library: Library, feed: Subscription, url: str) -> Done | None:
    """Fetch a feed from another address; None when it is fetched from there already.

    Raises:
        NewsreaderError: another feed is fetched from there.
    """
    before = library.move(feed.key, url)
    if not before:
        return None
    return Done(f"{feed.title} is fetched from {url} from now on", lambda: library.move(feed.key, before))


def remove(library: Library, feed: Subscription) -> Done | None:
    """Unsubscribe from a feed; None when that was done already."""
    before = library.unsubscribe(feed.key)
    if before is None:
        return None
    return Done(f"Unsubscribed from {feed.title}", lambda: library.resubscribe(before))


def _pace(library: Library, feed: Subscription, interval: int | None, words: str) -> Done:
    library.settle(feed.key, replace(feed.settings, interval=interval))
    return Done(words, lambda: library.settle(feed.key, feed.settings))
