"""Stories read whole: what was found on a story's own page, kept beside what the feed sent.

A refresh writes over entries, never over this. ``markup`` is empty where the page had no more than the feed, or
could not be had (``problem`` says why, ``tries`` how often in a row); ``stale`` says that the publisher has changed
the story since; ``put_away`` that the reader wants to see what the feed sent.
"""

import sqlite3
import zlib
from dataclasses import dataclass, replace

from newsreader.model import SAMPLES, STORED, Entry

TABLES = (
    """
    CREATE TABLE full_text (
        story INTEGER PRIMARY KEY,
        markup BLOB NOT NULL DEFAULT '',
        fetched INTEGER NOT NULL,
        problem TEXT NOT NULL DEFAULT '',
        tries INTEGER NOT NULL DEFAULT 0,
        stale INTEGER NOT NULL DEFAULT 0,
        put_away INTEGER NOT NULL DEFAULT 0
    )
    """,
)

RECENT = 30 * 86_400
"""Seconds after which a story of a feed that is always read whole is not fetched any more."""
_LONGEST = 64 << 20
"""Bytes that a text may have when it is unpacked: more was not written by this program."""
_PATIENCE = (900, 7_200, 86_400)
"""Seconds to wait after one, two and three failures in a row; after more the page is left alone."""


@dataclass(frozen=True, slots=True)
class FullText:
    """What the page of a story gave."""

    markup: str
    """HTML of the story alone; empty when there was no more than the feed sent."""
    fetched: int
    """Seconds since 1970."""
    problem: str = ""
    """Why the page could not be read, in plain words."""
    put_away: bool = False
    """The reader wants what the feed sent."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A story whose page is to be read."""

    number: int
    id: str
    link: str
    feed: str
    """The key of its feed."""
    feed_url: str
    proxy: str
    """As the settings of the feed have it."""
    is_always: bool
    """Its feed is always read whole; else it is bookmarked."""


def of(connection: sqlite3.Connection, number: int) -> FullText | None:
    """The full text of a story; None when its page was never asked for."""
    row = connection.execute(
        "SELECT markup, fetched, problem, put_away FROM full_text WHERE story = ?", (number,)
    ).fetchone()
    return FullText(_unpacked(row[0]), row[1], row[2], bool(row[3])) if row else None


def markup_of(connection: sqlite3.Connection, number: int) -> str:
    """The markup alone, or an empty string."""
    row = connection.execute("SELECT markup FROM full_text WHERE story = ?", (number,)).fetchone()
    return _unpacked(row[0]) if row else ""


def put(connection: sqlite3.Connection, number: int, markup: str, fetched: int) -> None:
    """Keep what the page gave."""
    packed = zlib.compress(markup.encode("utf-8", "replace"), 6) if markup else b""
    connection.execute(
        "INSERT OR REPLACE INTO full_text (story, markup, fetched) VALUES (?, ?, ?)",
        (number, packed, fetched),
    )


def failed(connection: sqlite3.Connection, number: int, problem: str, now: int) -> None:
    """Remember that the page could not be read; what was read before stays."""
    connection.execute(
        "INSERT INTO full_text (story, fetched, problem, tries) VALUES (?1, ?2, ?3, 1)"
        " ON CONFLICT (story) DO UPDATE SET fetched = ?2, problem = ?3, tries = tries + 1",
        (number, now, problem),
    )


def put_away(connection: sqlite3.Connection, number: int, value: bool) -> None:
    """Show what the feed sent, or the full text again."""
    connection.execute("UPDATE full_text SET put_away = ? WHERE story = ?", (value, number))


def outdated(connection: sqlite3.Connection, number: int) -> None:
    """The publisher has changed the story: its page is to be read again."""
    connection.execute("UPDATE full_text SET stale = 1, tries = 0 WHERE story = ?", (number,))


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget the full text of a story."""
    connection.execute("DELETE FROM full_text WHERE story = ?", (number,))


def incomplete(connection: sqlite3.Connection, now: int, most: int) -> list[Incomplete]:
    """Stories that are to be read whole and were not yet: bookmarked ones first, then the newest."""
    due = (
        "(full_text.story IS NULL OR (tries = 0 AND stale = 1)"
        f" OR (tries = 1 AND fetched < :now - {_PATIENCE[0]}) OR (tries = 2 AND fetched < :now - {_PATIENCE[1]})"
        f" OR (tries = 3 AND fetched < :now - {_PATIENCE[2]}))"
    )
    columns = (
        "SELECT entry.number, entry.id, entry.link, feed.key, feed.url, feed_setting.proxy,"
        " coalesce(feed_setting.full_text, 0) FROM entry JOIN feed ON feed.number = entry.feed"
        " LEFT JOIN feed_setting ON feed_setting.feed = feed.key"
        " LEFT JOIN full_text ON full_text.story = entry.number"
    )
    where = (
        f" AND {due} AND entry.link LIKE 'http%' AND feed.key NOT IN ('{STORED}', '{SAMPLES}')"
        " ORDER BY entry.time DESC, entry.number DESC LIMIT :most"
    )
    found: dict[int, Incomplete] = {}
    for wanted in (
        "WHERE entry.shown = 1 AND entry.bookmarked = 1",
        f"WHERE feed_setting.full_text = 1 AND entry.shown = 1 AND entry.time > :now - {RECENT}",
    ):
        for row in connection.execute(f"{columns} {wanted}{where}", {"now": now, "most": most}):
            number, story, link, feed, url, proxy, always = row
            found.setdefault(number, Incomplete(number, story, link, feed, url, proxy or "", bool(always)))
    return list(found.values())[:most]


def in_full(entry: Entry, full: FullText | None) -> Entry:
    """The entry as it is read: with the full text where there is one and it is not put away."""
    if full is None or not full.markup or full.put_away:
        return entry
    return replace(entry, body=full.markup, body_type="html", base=entry.link)


def searched(entry: Entry, markup: str) -> Entry:
    """The entry as it is found: by what the feed sent and by the full text."""
    return replace(entry, body=f"{entry.body}\n{markup}") if markup else entry


def _unpacked(packed: bytes | str) -> str:
    if not packed or isinstance(packed, str):
        return ""
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST).decode("utf-8", "replace")
    except zlib.error:
        return ""
