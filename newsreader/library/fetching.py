"""How fetching each feed goes, in the database: its plan, what it brought besides stories, where it moved from.

The plan itself is reckoned in ``schedule``. Nothing here is the reader's doing, so nothing is in the journals.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsreader.library import schedule
from newsreader.library.health import Vitals
from newsreader.library.schedule import AT_ONCE, Plan
from newsreader.library.stories import Tally
from newsreader.sources.outcome import Outcome

TABLES = (
    """
    CREATE TABLE fetching (
        feed INTEGER PRIMARY KEY REFERENCES feed (number),
        url TEXT NOT NULL,
        next_try INTEGER,
        fresh_until INTEGER NOT NULL DEFAULT 0,
        away_until INTEGER NOT NULL DEFAULT 0,
        failures INTEGER NOT NULL DEFAULT 0,
        gone INTEGER NOT NULL DEFAULT 0,
        status INTEGER,
        gap INTEGER,
        newest INTEGER,
        changed INTEGER,
        warning TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE feed_move (
        feed INTEGER NOT NULL REFERENCES feed (number),
        moved INTEGER NOT NULL,
        old TEXT NOT NULL,
        new TEXT NOT NULL
    )
    """,
    "CREATE INDEX feed_move_feed ON feed_move (feed, moved)",
    "INSERT INTO fetching (feed, url, next_try) SELECT number, url, 0 FROM feed",
)
"""``url`` is where it was fetched: the rest says nothing about another address. ``changed`` is when a fetch last
brought a new story; ``newest`` and ``gap`` speak of the stories' own times."""

COLUMNS = tuple(
    f"fetching.{name}"
    for name in ("url", "next_try", "fresh_until", "away_until", "failures", "gone", "changed", "warning")
)
"""What ``known`` takes."""
CUT_SHORT = "The feed broke off before its end: taken as far as it goes"


@dataclass(frozen=True, slots=True)
class Move:
    """A feed's move to another address."""

    moved: int
    """Seconds since 1970."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Known:
    """How fetching a feed has gone."""

    plan: Plan = AT_ONCE
    changed: int | None = None
    """When a fetch last brought something new, in seconds since 1970."""
    warning: str = ""
    """What the reader should know though the last fetch went well."""


def known(columns: Sequence[Any]) -> Known | None:
    """From the values of ``COLUMNS``; None when the feed was never fetched."""
    url, next_try, fresh_until, away_until, failures, gone, changed, warning = columns
    if url is None:
        return None
    return Known(Plan(next_try, fresh_until, away_until, failures, bool(gone)), changed, warning)


def failed(connection: sqlite3.Connection, feed: int, outcome: Outcome) -> None:
    """Keep what a fetch that failed means for the next one."""
    now = int(outcome.checked.timestamp())
    row = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM fetching WHERE feed = ? AND url = ?",  # noqa: S608 - our own names
        (feed, outcome.url),
    ).fetchone()
    before = known(row) if row else None
    after = schedule.after_failure(
        before.plan if before else AT_ONCE, now, status=outcome.status, retry_after=outcome.retry_after
    )
    _keep(connection, feed, after, {"url": outcome.url, "status": outcome.status, "warning": ""})


def succeeded(
    connection: sqlite3.Connection, feed: int, outcome: Outcome, *, url: str, new: int, warning: str
) -> None:
    """Keep what a fetch that went well means for the next one.

    Args:
        connection: In a transaction.
        feed: The feed's number.
        outcome: What the fetch brought; its stories are stored already.
        url: Where the next fetch goes.
        new: How many stories are new.
        warning: What the reader should know all the same.
    """
    now = int(outcome.checked.timestamp())
    facts: dict[str, int | str | None] = {
        "url": url,
        "status": outcome.status,
        "warning": CUT_SHORT if outcome.cut_short else warning,
    }
    if outcome.feed is None:
        row = connection.execute("SELECT gap, newest FROM fetching WHERE feed = ?", (feed,)).fetchone()
        gap, newest = row or (None, None)
    else:
        times = _newest(connection, feed)
        gap, newest = schedule.rhythm(times), max(times, default=None)
        facts |= {"gap": gap, "newest": newest}
        if new:
            facts["changed"] = now
    ttl = connection.execute("SELECT ttl FROM feed WHERE number = ?", (feed,)).fetchone()[0]
    wait = schedule.interval(now, newest=newest, gap=gap, ttl=ttl, fresh_for=outcome.fresh_for)
    _keep(connection, feed, schedule.after_success(now, wait, outcome.fresh_for), facts)


def moved(connection: sqlite3.Connection, feed: int, move: Move) -> None:
    """Remember a move."""
    connection.execute(
        "INSERT INTO feed_move (feed, moved, old, new) VALUES (?, ?, ?, ?)",
        (feed, move.moved, move.old, move.new),
    )


def moves(connection: sqlite3.Connection, key: str) -> list[Move]:
    """Where a feed has moved from and to, oldest first."""
    rows = connection.execute(
        "SELECT moved, old, new FROM feed_move JOIN feed ON feed.number = feed_move.feed"
        " WHERE feed.key = ? ORDER BY moved, feed_move.rowid",
        (key,),
    )
    return [Move(*row) for row in rows]


def vitals(connection: sqlite3.Connection, since: int) -> dict[str, Vitals]:
    """What is counted of each followed feed, by key; ``since`` is when recent stories begin."""
    # Each count reads its feed's part of one index, and of that only what is recent.
    rows = connection.execute(
        "SELECT key, tally.total, tally.unread,"
        " (SELECT count(*) FROM entry WHERE entry.feed = feed.number AND shown = 1 AND time >= ?),"
        " (SELECT max(time) FROM entry WHERE entry.feed = feed.number AND shown = 1),"
        " coalesce(strftime('%s', feed.stamp), 0)"
        " FROM feed JOIN tally ON tally.feed = feed.number WHERE followed = 1",
        (since,),
    )
    return {
        key: Vitals(Tally(total, unread), recent, newest, int(followed))
        for key, total, unread, recent, newest, followed in rows
    }


def _newest(connection: sqlite3.Connection, feed: int) -> list[int]:
    rows = connection.execute(
        "SELECT time FROM entry WHERE feed = ? AND shown = 1 ORDER BY time DESC LIMIT ?",
        (feed, schedule.MOST_TIMES),
    )
    return [row[0] for row in rows]


def _keep(connection: sqlite3.Connection, feed: int, after: Plan, facts: dict[str, int | str | None]) -> None:
    values = {
        "next_try": after.next_try,
        "fresh_until": after.fresh_until,
        "away_until": after.away_until,
        "failures": after.failures,
        "gone": after.gone,
        **facts,
    }
    names = ", ".join(values)
    # The names are those of this module's own columns.
    connection.execute(
        f"INSERT INTO fetching (feed, {names}) VALUES (:feed, {', '.join(f':{name}' for name in values)})"  # noqa: S608
        f" ON CONFLICT (feed) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in values)}",
        values | {"feed": feed},
    )
