"""newsboat's cache.db of every version."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.model import Enclosure
from newsreader.sources.newsboat_cache import CacheCounts, CachedFeed, CacheError, opened
from tests.sources.newsboat_making import FEED, NEWER, OLDEST, make

HOST = "http://127.0.0.1"


def read(path: Path) -> list[CachedFeed]:
    with opened(path) as cache:
        return list(cache.feeds())


def test_articles_come_with_what_the_reader_did(tmp_path: Path) -> None:
    path = make(
        tmp_path / "cache.db",
        {"unread": 0},
        {"flags": "ab1a", "enclosure_url": "http://127.0.0.1/a.mp3", "enclosure_type": "audio/mpeg"},
        {"deleted": 1, "guid": "gone"},
    )
    (feed,) = read(path)
    assert (feed.url, feed.title, feed.link) == (FEED, "The Feed", "http://127.0.0.1/")
    second, first = feed.articles
    assert (first.read, first.flags, second.read, second.flags) == (True, "", False, "ab")
    entry = second.entry
    assert (entry.guid, entry.link, entry.title, entry.body) == (
        "g1",
        "http://127.0.0.1/1",
        "Story 1",
        "<p>Text</p>",
    )
    assert [author.name for author in entry.authors] == ["Asha Rao"]
    assert entry.published == datetime.fromtimestamp(1_700_000_001, UTC)
    assert entry.enclosures == (Enclosure("http://127.0.0.1/a.mp3", "audio/mpeg"),)
    assert [entry.guid for entry in feed.deleted] == ["gone"]
    with opened(path) as cache:
        assert cache.counts() == CacheCounts(articles=2, deleted=1)


@pytest.mark.parametrize("columns", range(len(NEWER) + 1))
def test_every_version_is_read(tmp_path: Path, columns: int) -> None:
    (feed,) = read(make(tmp_path / "cache.db", {}, {}, version=OLDEST + NEWER[:columns]))
    assert [article.entry.title for article in feed.articles] == ["Story 1", "Story 0"]


def test_bytes_that_are_no_text_become_marks(tmp_path: Path) -> None:
    path = make(
        tmp_path / "cache.db", {"title": b"caf\xe9", "content": b"\x00\xff text", "author": b"\xc3\xa9"}
    )
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE rss_item SET title = CAST(title AS TEXT), content = CAST(content AS TEXT)")
        connection.commit()
    article = read(path)[0].articles[0].entry
    assert (article.title, article.authors[0].name) == ("caf\ufffd", "é")
    assert "\0" not in article.body


def test_plain_text_is_told_by_its_type(tmp_path: Path) -> None:
    path = make(
        tmp_path / "cache.db", {"content_mime_type": "text/plain"}, {"content_mime_type": "text/html"}
    )
    assert [article.entry.body_type for article in read(path)[0].articles] == ["html", "text"]


DATED = "Wed, 6 Apr 2022 13:14:06 +0000"


@pytest.mark.parametrize(
    ("had", "known"),
    [
        ((f"{HOST}/a", f"{HOST}/a"), ("", f"{HOST}/a")),
        (("Title", ""), ("", "")),
        ((f"{HOST}/a{DATED}", f"{HOST}/a"), ("", f"{HOST}/a")),
        ((f"{HOST}{DATED}", f"{HOST}/"), ("", HOST)),
        ((f"{HOST}/a?id=1", f"{HOST}/a"), (f"{HOST}/a?id=1", f"{HOST}/a")),
        (("tag:1", f"{HOST}/a"), ("tag:1", f"{HOST}/a")),
    ],
)
def test_identifiers_that_newsboat_made_up_are_seen_through(
    tmp_path: Path, had: tuple[str, str], known: tuple[str, str]
) -> None:
    path = make(tmp_path / "cache.db", {"guid": had[0], "url": had[1], "title": "Title"})
    entry = read(path)[0].articles[0].entry
    assert (entry.guid, entry.link) == known


@pytest.mark.parametrize("date", [0, -5, 10**18, "soon", None])
def test_a_date_that_makes_no_sense_is_none(tmp_path: Path, date: object) -> None:
    version = tuple(line.replace("pubDate INTEGER NOT NULL", "pubDate") for line in OLDEST)
    assert (
        read(make(tmp_path / "cache.db", {"pubDate": date}, version=version))[0].articles[0].entry.published
        is None
    )


def test_a_cache_in_use_is_read_from_a_copy_and_left_as_it_was(tmp_path: Path) -> None:
    path = make(tmp_path / "cache.db", {})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE rss_item SET unread = 0")
        connection.commit()
        before = {item.name: item.read_bytes() for item in tmp_path.iterdir()}
        assert read(path)[0].articles[0].read
        after = {item.name: item.read_bytes() for item in tmp_path.iterdir()}
    assert set(after) == {"cache.db", "cache.db-wal", "cache.db-shm"}
    assert all(after[name] == before[name] for name in ("cache.db", "cache.db-wal"))


def test_what_is_no_cache_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with pytest.raises(CacheError, match="cannot be copied"):
        read(path)
    path.write_bytes(b"no database at all, but long enough to be looked at" * 20)
    with pytest.raises(CacheError, match="cannot be read as newsboat's cache"):
        read(path)
    path.write_bytes(b"")
    with pytest.raises(CacheError, match="not newsboat's cache"):
        read(path)


def test_a_damaged_cache_is_an_error(tmp_path: Path) -> None:
    path = make(tmp_path / "cache.db", *({"content": "x" * 3000} for _ in range(50)))
    data = bytearray(path.read_bytes())
    data[8192:120_000] = b"\xff" * (120_000 - 8192)
    path.write_bytes(data)
    with pytest.raises(CacheError, match="cannot be read"):
        read(path)
