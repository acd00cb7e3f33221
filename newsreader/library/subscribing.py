"""Which feeds are followed: subscribing to them, and letting them go in a way that can be taken back."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from newsreader import text
from newsreader.library import feeds, wanted
from newsreader.library.access import Access
from newsreader.library.events import Dropped, Followed
from newsreader.library.sign_ins import SignIns
from newsreader.library.stories import Subscription
from newsreader.library.wanted import Wanted
from newsreader.model import NewsreaderError
from newsreader.sources.sign_in import NOBODY


class Subscribing:
    """The part of ``Library`` that follows feeds; it is no library by itself."""

    _access: Access
    sign_ins: SignIns
    _dropped: list[tuple[str, Followed]]
    """When feeds were unsubscribed from, as stamps, and what brings them back."""

    def subscriptions(self) -> list[Subscription]:
        """The feeds that are followed, in the reader's order."""
        return self._access.read(feeds.subscriptions)

    def subscribe(self, url: str, title: str = "") -> Subscription:
        """Follow a feed; the one that is there when it is followed already.

        Name and password in the URL are taken out of it and kept with the sign-ins.
        """
        key = self._without_credentials([url])[0]
        if not key:
            raise NewsreaderError("A feed needs an address: give its URL")

        def plan(connection: sqlite3.Connection, stamp: str) -> Followed | None:
            known = feeds.subscription(connection, key)
            own_title = text.clean(title)
            if known is None:
                return Followed(stamp, key, key, own_title, stamp)
            return feeds.renaming(connection, known.key, own_title, stamp)

        self._access.do(plan)
        found = self._access.read(lambda connection: feeds.subscription(connection, key))
        if found is None:
            raise NewsreaderError(f"{key} was unsubscribed elsewhere at the same moment: try again")
        return found

    def subscribe_all(self, feeds_wanted: Sequence[Wanted]) -> int:
        """Follow feeds and file them, all or nothing, in one write; say how many are new.

        One that is followed already keeps its title and stands in the folders and tags of both. Names and
        passwords in URLs are taken out of them and kept with the sign-ins.
        """
        addresses = self._without_credentials([feed.url for feed in feeds_wanted])
        bare = [replace(feed, url=url) for feed, url in zip(feeds_wanted, addresses, strict=True)]
        done = self._access.do_all(lambda connection, stamps: wanted.events(connection, stamps, bare))
        return sum(isinstance(event, Followed) and event.position == event.stamp for event in done)

    def unsubscribe(self, key: str) -> Followed | None:
        """Follow a feed no longer. Its bookmarked stories stay, the others are not shown any more.

        Returns:
            What ``resubscribe`` takes to undo it; None when the feed was not followed.
        """
        before: Followed | None = None

        def plan(connection: sqlite3.Connection, stamp: str) -> Dropped | None:
            nonlocal before
            before = feeds.followings(connection).get(key)
            return Dropped(stamp, key) if before else None

        dropped = self._access.do(plan)
        if dropped is not None and before is not None:
            self._dropped.append((dropped.stamp, before))
        return before

    def resubscribe(self, before: Followed) -> None:
        """Follow a feed again, with its title, in its place and folders, and all its stories."""

        def plan(connection: sqlite3.Connection, stamp: str) -> Followed | None:
            if feeds.is_followed(connection, before.feed):
                return None
            return Followed(stamp, before.feed, before.url, before.title, before.position)

        self._access.do(plan)

    def forget_dropped(self) -> None:
        """Throw away the secrets of feeds that are followed no longer: they cannot come back any more."""
        followed = {feed.key for feed in self.subscriptions()}
        for _, before in self._dropped:
            if before.feed not in followed:
                self.sign_ins.keep(before.feed, NOBODY)
        self._dropped.clear()

    def _without_credentials(self, addresses: Sequence[str]) -> list[str]:
        """The addresses, cleaned, with what is secret in them moved to where it is kept."""
        urls = [text.clean(address) for address in addresses]
        if not any("@" in url for url in urls):
            return urls
        known = self._access.read(feeds.subscriptions)
        taken = self.sign_ins.take_from(urls, {feed.key for feed in known} | {feed.url for feed in known})
        return [taken.get(url, url) for url in urls]
