"""newsboat's ``cache.db``, of any version: what articles it holds, and what the reader did with them.

The database is copied before it is opened, so that a newsboat which is running is neither disturbed nor
seen half-way through writing. Columns that a version does not have are taken as empty.
"""

import contextlib
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsreader.model import Author, BodyType, Enclosure, Entry, NewsreaderError
from newsreader.sources.feed_values import address, body_text, plain_name
from newsreader.text import clean

_COMPANIONS = ("", "-wal", "-journal")
_LATEST = 253_402_300_799
_FEED_COLUMNS = ("rssurl", "url", "title")
_COLUMNS = (
    "guid", "title", "author", "url", "feedurl", "pubDate", "content", "unread", "enclosure_url",
    "enclosure_type", "enclosure_description", "flags", "deleted", "base", "content_mime_type",
)  # fmt: skip
_NEEDED = frozenset({"guid", "feedurl"})
_PLAIN_TYPES = frozenset({"text/plain", "text", "plain"})
_FLAG = re.compile("[A-Za-z]")
_DATE_AFTER_LINK = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{5,8}.{0,12}|\d{4}-\d\d-\d\dT?.{0,24}"
)


class CacheError(NewsreaderError):
    """A cache that cannot be read."""


@dataclass(frozen=True, slots=True)
class CachedArticle:
    """An article with what the reader did."""

    entry: Entry
    read: bool
    flags: str = ""
    """Letters that the reader put on it, each once, in order."""


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """A feed with its articles, newest first."""

    url: str
    """As in the ``urls`` file: also ``exec:...`` and ``filter:...``."""
    title: str
    link: str
    articles: tuple[CachedArticle, ...]
    deleted: tuple[Entry, ...] = ()
    """What the reader has thrown away, but the feed may still carry."""


@dataclass(frozen=True, slots=True)
class CacheCounts:
    """How many articles a cache holds."""

    articles: int
    """Without the deleted ones."""
    deleted: int


@contextlib.contextmanager
def opened(path: Path) -> "Iterator[Cache]":
    """A cache to read from; a copy of it is made, and removed at the end.

    Raises:
        CacheError: It is not there, damaged, or not newsboat's.
    """
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        copy = Path(folder) / "cache.db"
        try:
            for companion in _COMPANIONS:
                source = path.with_name(path.name + companion)
                if not companion or source.exists():
                    shutil.copyfile(source, copy.with_name(copy.name + companion))
        except OSError as error:
            raise CacheError(f"{path}: cannot be copied ({error.strerror or error})") from error
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            connection.text_factory = _text
            connection.execute("PRAGMA trusted_schema = OFF")
            try:
                yield Cache(connection, path)
            except sqlite3.Error as error:
                raise CacheError(f"{path}: cannot be read as newsboat's cache ({error})") from error


class Cache:
    """An open cache."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._feed_columns = self._columns("rss_feed", _FEED_COLUMNS)
        self._item_columns = self._columns("rss_item", _COLUMNS)
        if not set(self._item_columns) >= _NEEDED:
            raise CacheError(f"{path}: this is not newsboat's cache; name the folder that holds its cache.db")
        # The oldest versions had none, and each feed would be a search through all articles.
        connection.execute("CREATE INDEX IF NOT EXISTS newsreader_feed ON rss_item (feedurl)")

    def counts(self) -> CacheCounts:
        """How many articles there are."""
        deleted = "deleted = 1" if "deleted" in self._item_columns else "0"
        total, gone = self._connection.execute(
            f"SELECT count(*), coalesce(sum({deleted}), 0) FROM rss_item"  # noqa: S608 - our own words
        ).fetchone()
        return CacheCounts(total - gone, gone)

    def feeds(self) -> Iterator[CachedFeed]:
        """Every feed, one at a time."""
        titles = self._titles()
        urls = [row[0] for row in self._connection.execute("SELECT DISTINCT feedurl FROM rss_item")]
        for url in dict.fromkeys([*titles, *urls]):
            title, link = titles.get(url, ("", ""))
            articles = tuple(_article(row) for row in self._rows(url, deleted=False))
            deleted = tuple(_article(row).entry for row in self._rows(url, deleted=True))
            yield CachedFeed(clean(_decoded(url)), clean(title), address(link), articles, deleted)

    def _columns(self, table: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
        rows = self._connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        there = {str(row[0]).lower() for row in rows}
        return tuple(name for name in wanted if name.lower() in there)

    def _titles(self) -> dict[Any, tuple[str, str]]:
        if "rssurl" not in self._feed_columns:
            return {}
        columns = ", ".join(self._feed_columns)
        found = {}
        for row in self._connection.execute(f"SELECT {columns} FROM rss_feed ORDER BY rowid"):  # noqa: S608
            facts = dict(zip(self._feed_columns, row, strict=True))
            found[row[0]] = (_decoded(facts.get("title")), _decoded(facts.get("url")))
        return found

    def _rows(self, url: Any, *, deleted: bool) -> Iterator[Mapping[str, Any]]:
        columns = ", ".join(self._item_columns)
        order = "pubDate DESC, rowid DESC" if "pubDate" in self._item_columns else "rowid DESC"
        which = "coalesce(deleted, 0) = ?" if "deleted" in self._item_columns else "0 = ?"
        cursor = self._connection.execute(
            f"SELECT {columns} FROM rss_item WHERE feedurl IS ? AND {which} ORDER BY {order}",  # noqa: S608
            (url, int(deleted)),
        )
        for row in cursor:
            yield dict(zip(self._item_columns, row, strict=True))


def _article(row: Mapping[str, Any]) -> CachedArticle:
    facts = {name: _decoded(value) for name, value in row.items()}
    link = address(facts.get("url", ""))
    title = clean(facts.get("title", ""))
    guid, link = _identity(clean(facts.get("guid", "")), link, title)
    media = address(facts.get("enclosure_url", ""))
    author = plain_name(facts.get("author", ""))
    flags = "".join(dict.fromkeys(_FLAG.findall(facts.get("flags", ""))))
    entry = Entry(
        guid=guid,
        link=link,
        title=title,
        authors=(Author(author),) if author else (),
        published=_moment(row.get("pubDate")),
        body=body_text(facts.get("content", "")),
        body_type=_body_type(facts.get("content_mime_type", "")),
        base=address(facts.get("base", "")) or link,
        enclosures=_enclosures(media, facts) if media else (),
    )
    return CachedArticle(entry, read=facts.get("unread", "0") != "1", flags=flags)


def _enclosures(url: str, facts: Mapping[str, str]) -> tuple[Enclosure, ...]:
    title = clean(facts.get("enclosure_description", ""))
    return (Enclosure(url, clean(facts.get("enclosure_type", "")), title=title),)


def _identity(guid: str, link: str, title: str) -> tuple[str, str]:
    """The publisher's identifier, empty when newsboat made one up from link, date or title; and the link.

    What newsboat made up holds the link as the publisher wrote it, which it otherwise puts in order.
    """
    if guid in {link, title}:
        return "", link
    bare = link.rstrip("/")
    if bare and guid.startswith(bare):
        rest = guid[len(bare) :]
        slash = "/" if rest.startswith("/") else ""
        if not rest.lstrip("/") or _DATE_AFTER_LINK.fullmatch(rest.lstrip("/")):
            return "", bare + slash
    return guid, link


def _body_type(media_type: str) -> BodyType:
    return "text" if media_type.split(";", maxsplit=1)[0].strip().lower() in _PLAIN_TYPES else "html"


def _moment(value: Any) -> datetime | None:
    try:
        seconds = int(_decoded(value) or 0)
    except ValueError:
        return None
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _LATEST else None


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _decoded(value: Any) -> str:
    if isinstance(value, bytes):
        return _text(value)
    return "" if value is None else str(value)
