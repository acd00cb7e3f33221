"""Feeds in the database: which are followed, and what fetching them brought."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsreader.library import (
    entries,
    feed_settings,
    fetching,
    filing,
    identity,
    programs,
    projection,
    reissues,
    schedule,
    search_index,
)
from newsreader.library.entries import Arrival
from newsreader.library.events import Followed
from newsreader.library.ready import Ready, made
from newsreader.library.search_index import Unindexed
from newsreader.library.stories import Subscription
from newsreader.model import SAMPLES, STORED, Entry, Feed
from newsreader.sources.newsboat_urls import is_special
from newsreader.sources.outcome import Outcome

_FOLLOWED = f"followed = 1 AND key NOT IN ('{STORED}', '{SAMPLES}')"
_SUBSCRIPTION = (
    "SELECT key, feed.url, own_title, title, link, etag, last_modified, body_hash, checked, succeeded, error, ttl"  # noqa: S608 - our own names
    ", filing.folders, filing.tags, filing.hidden"
    ", feed_setting.interval, feed_setting.full_text, feed_setting.proxy"
    f", moving_to, {', '.join(fetching.COLUMNS)}"
    " FROM feed LEFT JOIN filing ON filing.feed = feed.key"
    " LEFT JOIN feed_setting ON feed_setting.feed = feed.key"
    # What is known of another address says nothing about this one.
    " LEFT JOIN fetching ON fetching.feed = feed.number AND fetching.url = feed.url WHERE " + _FOLLOWED
)


def subscriptions(connection: sqlite3.Connection) -> list[Subscription]:
    """The feeds that are followed, in the reader's order."""
    return [_subscription(row) for row in connection.execute(f"{_SUBSCRIPTION} ORDER BY position, key")]


def subscription(connection: sqlite3.Connection, url: str) -> Subscription | None:
    """The feed that is followed under a key, or fetched from a URL."""
    row = connection.execute(
        f"{_SUBSCRIPTION} AND (key = :url OR feed.url = :url) ORDER BY key = :url DESC", {"url": url}
    ).fetchone()
    return _subscription(row) if row else None


def is_followed(connection: sqlite3.Connection, key: str) -> bool:
    """Whether the feed with this key is followed."""
    return connection.execute(f"{_SUBSCRIPTION} AND key = ?", (key,)).fetchone() is not None


def followings(connection: sqlite3.Connection) -> dict[str, Followed]:
    """What the journals last said of each feed that is followed, by key, in the reader's order."""
    return {
        key: Followed(stamp, key, url, title, position)
        for stamp, key, url, title, position in connection.execute(
            f"SELECT stamp, key, url, own_title, position FROM feed WHERE {_FOLLOWED} ORDER BY position, key"  # noqa: S608
        )
    }


def renaming(connection: sqlite3.Connection, key: str, title: str, stamp: str) -> Followed | None:
    """The event that gives a feed which is followed a new title of the reader's, if it is new."""
    url, own_title, position = connection.execute(
        "SELECT url, own_title, position FROM feed WHERE key = ?", (key,)
    ).fetchone()
    return Followed(stamp, key, url, title, position) if title and title != own_title else None


def changes_what_is_shown(connection: sqlite3.Connection, outcomes: Iterable[Outcome]) -> bool:
    """Whether storing these changes anything that lists show, and not only when feeds were fetched."""
    return any(
        outcome.feed is not None
        or bool(outcome.moved_to)
        or connection.execute(
            "SELECT 1 FROM feed LEFT JOIN fetching ON fetching.feed = feed.number"
            " WHERE key = ? AND (error <> ? OR coalesce(warning, '') <> '')",
            (outcome.key, outcome.error),
        ).fetchone()
        is not None
        for outcome in outcomes
    )


def record(connection: sqlite3.Connection, outcomes: Iterable[Outcome]) -> int:
    """Store and index what fetches brought; say how many entries are new."""
    unindexed = Unindexed()
    new = sum(_record(connection, outcome, unindexed) for outcome in outcomes)
    search_index.update(connection, unindexed)
    return new


def _record(connection: sqlite3.Connection, outcome: Outcome, unindexed: Unindexed) -> int:
    """Store what one fetch brought.

    A feed that is not followed (any more) is passed over.
    """
    found = connection.execute(
        "SELECT number, url, moving_to FROM feed WHERE key = ? AND followed = 1", (outcome.key,)
    ).fetchone()
    if found is None:
        return 0
    number, url, moving_to = found
    checked = int(outcome.checked.timestamp())
    if outcome.error:
        connection.execute(
            "UPDATE feed SET checked = ?, error = ? WHERE number = ?", (checked, outcome.error, number)
        )
        fetching.failed(connection, number, outcome)
        return 0
    # A move counts when two fetches have seen it: one may be a hotel's login page.
    moved = bool(outcome.moved_to) and outcome.moved_to == moving_to
    other = _followed_at(connection, outcome.moved_to, number) if moved else ""
    moved = moved and not other
    now_at = outcome.moved_to if moved else url
    # The tags of another address, fetched before the reader changed it, must not be sent to this one.
    is_of_here = outcome.url == url
    connection.execute(
        "UPDATE feed SET checked = :checked, succeeded = :checked, error = '', url = :url,"
        " moving_to = :moving_to, etag = :etag, last_modified = :last_modified, body_hash = :body_hash"
        " WHERE number = :number",
        {
            "checked": checked,
            "url": now_at,
            "moving_to": "" if moved else outcome.moved_to,
            "etag": outcome.etag if is_of_here else "",
            "last_modified": outcome.last_modified if is_of_here else "",
            "body_hash": outcome.body_hash if is_of_here else "",
            "number": number,
        },
    )
    if moved:
        fetching.moved(connection, number, fetching.Move(checked, url, outcome.moved_to))
    new = _store(connection, number, outcome, outcome.feed, unindexed) if outcome.feed else 0
    warning = f"It has moved to an address that you follow already, as {other}" if other else ""
    fetching.succeeded(connection, number, outcome, url=now_at, new=new, warning=warning)
    return new


def install_samples(connection: sqlite3.Connection, samples: Sequence[Entry], digest: str, seen: int) -> None:
    """Make the samples those given: what a newer program no longer ships goes, unless it is bookmarked."""
    number = projection.feed_number(connection, SAMPLES)
    connection.execute("UPDATE feed SET body_hash = ? WHERE number = ?", (digest, number))
    arrivals = [Arrival(identity.story_id(SAMPLES, sample), made(sample), seen) for sample in samples]
    entries.put(connection, number, arrivals)
    kept = {arrival.id for arrival in arrivals}
    rows = connection.execute("SELECT number, id FROM entry WHERE feed = ? AND bookmarked = 0", (number,))
    entries.remove(connection, [row for row, story in rows.fetchall() if story not in kept])


def digest_of_samples(connection: sqlite3.Connection) -> str:
    """What ``install_samples`` was given last; empty before that."""
    row = connection.execute("SELECT body_hash FROM feed WHERE key = ?", (SAMPLES,)).fetchone()
    return row[0] if row else ""


def adopt(connection: sqlite3.Connection, key: str, feed: Feed, seen: int) -> list[str]:
    """Store what another reader had of a feed; the ids of its entries, in their order.

    What is stored already stays as it is. A feed that is not followed is kept as one that was dropped.
    """
    number = projection.feed_number(connection, key)
    connection.execute(
        "UPDATE feed SET title = ?, link = ? WHERE number = ? AND title = ''", (feed.title, feed.link, number)
    )
    found = tuple(map(made, feed.entries))
    ids = _ids(connection, key, found)
    known = entries.titles(connection, ids)
    arrivals = {
        story: Arrival(story, one, seen) for story, one in zip(ids, found, strict=True) if story not in known
    }
    entries.put(connection, number, list(arrivals.values()))
    return ids


def unstored(connection: sqlite3.Connection, key: str, feed: Feed) -> Feed:
    """The feed with those of its entries that are not stored."""
    ids = [identity.story_id(key, entry) for entry in feed.entries]
    known = entries.titles(connection, ids)
    kept = (entry for story, entry in zip(ids, feed.entries, strict=True) if story not in known)
    return replace(feed, entries=tuple(kept))


def unseen(connection: sqlite3.Connection, key: str, feed: Feed) -> list[str]:
    """The ids of those entries that are neither stored nor marked, once each."""
    ids = dict.fromkeys(identity.story_id(key, entry) for entry in feed.entries)
    known = entries.titles(connection, ids).keys() | entries.marks_of(connection, list(ids)).keys()
    return [story for story in ids if story not in known]


def _followed_at(connection: sqlite3.Connection, url: str, but: int) -> str:
    """The title of another feed that is followed at an address; empty when there is none."""
    row = connection.execute(
        f"SELECT own_title, title, url FROM feed WHERE {_FOLLOWED} AND url = ? AND number <> ?",  # noqa: S608
        (url, but),
    ).fetchone()
    return next(filter(None, row)) if row else ""


def _store(
    connection: sqlite3.Connection, number: int, outcome: Outcome, feed: Feed, unindexed: Unindexed
) -> int:
    key, seen = outcome.key, int(outcome.checked.timestamp())
    connection.execute(
        "UPDATE feed SET title = ?, title_origin = ?, link = ?, ttl = ? WHERE number = ?",
        (feed.title, projection.FETCHED, feed.link, feed.ttl, number),
    )
    found = [one for one in outcome.ready if isinstance(one, Ready)] or [
        made(entry) for entry in feed.entries
    ]
    arrivals: dict[str, Arrival] = {}
    for story, one in zip(_ids(connection, key, found), found, strict=True):
        arrivals.setdefault(story, Arrival(story, one, seen))
    return entries.put_unindexed(connection, number, list(arrivals.values()), unindexed)


def _ids(connection: sqlite3.Connection, key: str, found: Sequence[Ready]) -> list[str]:
    """The entries' ids.

    An entry whose plain id is claimed by others as well keeps whichever id it is already stored under, so
    that a document which now shows one of them and now several neither doubles nor overwrites a story.
    """
    claims = [one.claim for one in found]
    identities = identity.identify(key, claims)
    candidates = [story for one in identities for story in (one.plain, one.exact)]
    stored = entries.titles(connection, candidates)
    ids = []
    for one, ready in zip(identities, found, strict=True):
        is_other = one.shared and stored.get(one.plain) != (ready.headline, ready.link)
        ids.append(one.exact if one.exact in stored or is_other else one.plain)
    return reissues.settled(connection, key, claims, ids, set(stored))


def _subscription(row: Sequence[Any]) -> Subscription:
    key, url, own_title, title, link, etag, last_modified, body_hash, checked, succeeded, error, ttl = row[
        :12
    ]
    folders, tags, hidden = row[12:15]
    filed = filing.filed(folders or "", tags or "", hidden or 0)
    settings = feed_settings.from_columns(*row[15:18])
    known = fetching.known(row[19:])
    plan = schedule.by_own_interval(known.plan, checked, settings.interval) if known else schedule.AT_ONCE
    return Subscription(
        key=key,
        url=url,
        title=own_title or title or url,
        link=link,
        etag=etag if known else "",
        last_modified=last_modified if known else "",
        body_hash=body_hash if known else "",
        checked=_moment(checked),
        succeeded=_moment(succeeded),
        error=error or (programs.REFUSED if is_special(url) and succeeded is None else ""),
        ttl=ttl,
        folders=filed.folders,
        tags=filed.tags,
        hidden=filed.hidden,
        settings=settings,
        moving_to=row[18],
        plan=plan,
        changed=_moment(known.changed) if known else None,
        warning=known.warning if known else "",
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
