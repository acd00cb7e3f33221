"""Many feeds followed at once: which events that takes."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsreader import text
from newsreader.library import feeds, filing
from newsreader.library.events import Filed, Followed
from newsreader.library.filing import Filing
from newsreader.library.stories import Subscription


@dataclass(frozen=True, slots=True)
class Wanted:
    """A feed that is to be followed, and where it is to stand."""

    url: str
    title: str = ""
    """The reader's own, for a feed that is not followed yet."""
    filing: Filing = field(default_factory=Filing)


def keys_by_address(subscriptions: Iterable[Subscription]) -> dict[str, str]:
    """Feeds' keys by the addresses that mean them: the key itself, else where one is fetched from now."""
    keys: dict[str, str] = {}
    for subscription in subscriptions:
        keys.setdefault(subscription.url, subscription.key)
        keys[subscription.key] = subscription.key
    return keys


def events(
    connection: sqlite3.Connection, stamps: Iterator[str], wanted: Sequence[Wanted]
) -> list[Followed | Filed]:
    """What to journal so that feeds are followed and filed; those that are there are left in their place."""
    keys = keys_by_address(feeds.subscriptions(connection))
    filings = filing.filings(connection)
    found: list[Followed | Filed] = []
    for feed in wanted:
        url = text.clean(feed.url)
        if not url:
            continue
        if url not in keys:
            stamp = next(stamps)
            # What is left from an earlier subscription would bring back what the reader has let go.
            after = feed.filing if feed.filing != Filing() or url in filings else None
            found.append(Followed(stamp, url, url, text.clean(feed.title), stamp, after))
            keys[url] = url
            filings[url] = feed.filing
            continue
        key = keys[url]
        before = filings.get(key, Filing())
        after = before.with_more(feed.filing)
        if after != before:
            filings[key] = after
            found.append(Filed(next(stamps), key, after))
    return found
