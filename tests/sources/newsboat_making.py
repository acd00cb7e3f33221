"""newsboat's database, made by hand as its versions made it."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

FEED = "http://127.0.0.1/feed"
OLDEST = (
    "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024), title VARCHAR(1024))",
    """
    CREATE TABLE rss_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        guid VARCHAR(64) NOT NULL,
        title VARCHAR(1024) NOT NULL,
        author VARCHAR(1024) NOT NULL,
        url VARCHAR(1024) NOT NULL,
        feedurl VARCHAR(1024) NOT NULL,
        pubDate INTEGER NOT NULL,
        content VARCHAR(65535) NOT NULL,
        unread INTEGER(1) NOT NULL
    )
    """,
)
NEWER = (
    "ALTER TABLE rss_item ADD enclosure_url VARCHAR(1024)",
    "ALTER TABLE rss_item ADD enclosure_type VARCHAR(1024)",
    "ALTER TABLE rss_item ADD flags VARCHAR(52)",
    "ALTER TABLE rss_item ADD deleted INTEGER(1) NOT NULL DEFAULT 0",
    "ALTER TABLE rss_item ADD base VARCHAR(128) NOT NULL DEFAULT ''",
    "ALTER TABLE rss_item ADD content_mime_type VARCHAR(255) NOT NULL DEFAULT ''",
    "ALTER TABLE rss_item ADD enclosure_description VARCHAR(1024) NOT NULL DEFAULT ''",
)


def make(path: Path, *items: Mapping[str, Any], version: tuple[str, ...] = OLDEST + NEWER) -> Path:
    """A cache with one feed and its items."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in version:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, 'http://127.0.0.1/', 'The Feed')", (FEED,)
        )
        for number, item in enumerate(items):
            facts = {
                "guid": f"g{number}",
                "title": f"Story {number}",
                "author": "Asha Rao",
                "url": f"http://127.0.0.1/{number}",
                "feedurl": FEED,
                "pubDate": 1_700_000_000 + number,
                "content": "<p>Text</p>",
                "unread": 1,
            } | dict(item)
            names = ", ".join(facts)
            marks = ", ".join("?" * len(facts))
            connection.execute(f"INSERT INTO rss_item ({names}) VALUES ({marks})", tuple(facts.values()))
        connection.commit()
    return path
