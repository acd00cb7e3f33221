"""The library's part for how feeds fare: where they moved, and moving one by hand."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from newsreader import text
from newsreader.library import feeds, fetching
from newsreader.library.adopting import Adopting
from newsreader.library.events import Followed
from newsreader.library.fetching import Move
from newsreader.library.health import NOTHING, WEEKS, Health, health, rank, usual_share
from newsreader.model import NewsreaderError
from newsreader.sources.sign_in import NOBODY, signed_in


class Doctoring(Adopting):
    """What keeps subscriptions alive."""

    def moves(self, key: str) -> list[Move]:
        """Where a feed has moved, oldest first."""
        return self._access.read(lambda connection: fetching.moves(connection, key))

    def health(self, now: datetime | None = None) -> list[Health]:
        """How each feed fares, worst first."""
        moment = now or datetime.now(UTC)

        def look(connection: sqlite3.Connection) -> list[Health]:
            vitals = fetching.vitals(connection, int(moment.timestamp()) - WEEKS * 7 * 86_400)
            usual = usual_share(vitals.values())
            return [
                health(feed, vitals.get(feed.key, NOTHING), moment, usual)
                for feed in feeds.subscriptions(connection)
            ]

        return sorted(self._access.read(look), key=rank)

    def move(self, key: str, url: str) -> str:
        """Fetch a feed from another address from now on; its stories and marks stay.

        Name and password in the address are taken out of it and kept with the sign-ins.

        Returns:
            The address until now, to move it back to; empty when it is fetched from there already.

        Raises:
            NewsreaderError: the feed is not followed, or another one is fetched from there.
        """
        address, sign_in = signed_in(text.clean(url))
        before = ""

        def plan(connection: sqlite3.Connection, stamp: str) -> Followed | None:
            nonlocal before
            feed = feeds.subscription(connection, key)
            known = feeds.followings(connection).get(key)
            if feed is None or known is None:
                raise NewsreaderError(f"{key} is not subscribed to")
            if feed.url == address:
                return None
            other = feeds.subscription(connection, address)
            if other is not None and other.key != key:
                raise NewsreaderError(f"{other.title} is fetched from there already: remove one of the two")
            before = feed.url
            return Followed(stamp, key, address, known.title, known.position)

        if not address:
            raise NewsreaderError("A feed needs an address: give its URL")
        if sign_in != NOBODY:
            known = self.sign_ins.find(key)
            self.sign_ins.keep(key, replace(sign_in, cookies=known.cookies, proxy=known.proxy))
        self._access.do(plan)
        return before
