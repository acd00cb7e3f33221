"""What the reader sets for one feed: how often it is fetched, whether whole, and by which way.

The newest word on each feed wins, as with filings. Nothing secret is here: journals are synced.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from newsreader import text
from newsreader.model import NewsreaderError

LEAST_INTERVAL = 60
MOST_INTERVAL = 366 * 86_400
"""Seconds."""

TABLES = (
    """
    CREATE TABLE feed_setting (
        feed TEXT PRIMARY KEY,
        interval INTEGER,
        full_text INTEGER NOT NULL,
        proxy TEXT NOT NULL,
        stamp TEXT NOT NULL,
        device TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the reader wants of one feed. The default is to have no wishes."""

    interval: int | None = None
    """Seconds between fetches; None leaves it to the publisher and to how often the feed changes."""
    full_text: bool = False
    """Whether the page of every new story is read whole."""
    proxy: str = ""
    """URL of a proxy, without credentials; ``none`` goes direct; empty does as the settings say."""


NO_WISHES = FeedSettings()


def checked(settings: FeedSettings) -> FeedSettings:
    """The settings, if they can be kept.

    Raises:
        NewsreaderError: the interval is out of bounds, or the proxy holds credentials.
    """
    if settings.interval is not None and not LEAST_INTERVAL <= settings.interval <= MOST_INTERVAL:
        raise NewsreaderError("A feed can be fetched once a minute at most, and once a year at least")
    if _has_credentials(settings.proxy):
        raise NewsreaderError("A proxy's name and password are not kept with the feed: they are secret")
    return FeedSettings(settings.interval, settings.full_text, text.clean(settings.proxy))


def to_json(settings: FeedSettings) -> dict[str, Any]:
    """Settings as a JSON object; what is not set is left out."""
    found: dict[str, Any] = {}
    if settings.interval is not None:
        found["interval"] = settings.interval
    if settings.full_text:
        found["full_text"] = True
    if settings.proxy:
        found["proxy"] = settings.proxy
    return found


def from_json(found: Mapping[str, Any]) -> FeedSettings:
    """The settings of a JSON object; what cannot be is passed over."""
    interval, proxy = found.get("interval"), found.get("proxy")
    is_span = isinstance(interval, int) and not isinstance(interval, bool)
    address = text.clean(proxy) if isinstance(proxy, str) else ""
    return FeedSettings(
        max(LEAST_INTERVAL, min(interval, MOST_INTERVAL)) if is_span and interval is not None else None,
        full_text=found.get("full_text") is True,
        proxy="" if _has_credentials(address) else address,
    )


def settle(connection: sqlite3.Connection, feed: str, settings: FeedSettings, word: tuple[str, str]) -> None:
    """Take in what a journal says of a feed; ``word`` is its stamp and device."""
    connection.execute(
        "INSERT INTO feed_setting (feed, interval, full_text, proxy, stamp, device) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (feed) DO UPDATE SET interval = excluded.interval, full_text = excluded.full_text,"
        " proxy = excluded.proxy, stamp = excluded.stamp, device = excluded.device"
        " WHERE (excluded.stamp, excluded.device) > (feed_setting.stamp, feed_setting.device)",
        (feed, settings.interval, settings.full_text, settings.proxy, *word),
    )


def settled(connection: sqlite3.Connection, feed: str) -> FeedSettings:
    """What is set for a feed."""
    row = connection.execute(
        "SELECT interval, full_text, proxy FROM feed_setting WHERE feed = ?", (feed,)
    ).fetchone()
    return from_columns(*row) if row else FeedSettings()


def from_columns(interval: int | None, full_text: int | None, proxy: str | None) -> FeedSettings:
    """Settings from their columns, which are all NULL for a feed that has none."""
    return FeedSettings(interval, bool(full_text), proxy or "")


def _has_credentials(proxy: str) -> bool:
    try:
        return "@" in urlsplit(proxy if "://" in proxy else f"//{proxy}").netloc
    except ValueError:
        return "@" in proxy
