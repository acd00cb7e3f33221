"""Carrying a remedy out, and taking it back: what the feed doctor's keys and commands do."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsreader.library.health import SLOW
from newsreader.library.library import Library
from newsreader.library.stories import Subscription
from newsreader.model import NewsreaderError
from newsreader.sources.limits import Limits


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


def warning(library: Library, feed: Subscription) -> str:
    """What is to be known of a feed by now though its last fetch went well."""
    return next((one.warning for one in library.subscriptions() if one.key == feed.key), "")


def find_and_move(library: Library, feed: Subscription, limits: Limits, address: str = "") -> Done | None:
    """Fetch a feed from where it lives now; None when that is where it is fetched already.

    Args:
        library: Where it is followed.
        feed: The feed.
        limits: How much of a server is put up with.
        address: The new address, or a page that names it; else where its server says that it went, else its
            site. What was not typed by the reader leads to no private address, unless the feed lives there.

    Raises:
        NewsreaderError: there is no feed, or another one that is followed is fetched from there.
    """
    from newsreader.sources.page import find_feed  # noqa: PLC0415 - brings in aiohttp
    from newsreader.sources.private_addresses import AddressGuard  # noqa: PLC0415 - with it

    guard = None if address else AddressGuard.for_feed(feed.url)
    address = address or feed.moving_to or feed.link
    if not address:
        raise NewsreaderError(f"{feed.title} names no site to look at: give its new address")
    found = find_feed(address, limits, guard=guard)
    done = move(library, feed, found.url)
    if done is not None:
        library.record(found.outcome(feed.key))
    return done


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
