"""The lists that a reader sees: which stories are in a scope, their headers, and how many there are."""

import json
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from newsreader import text
from newsreader.library import contents, filing, full_text, saved_search, search, signs, versions
from newsreader.library.ready import host_of
from newsreader.library.stories import Counts, Header, Other, Scope, Story, StoryList, Tally
from newsreader.model import SAMPLES, STORED, NewsreaderError

_CONDITIONS = {
    "all": "shown = 1 AND behind = 0",
    "unread": "shown = 1 AND behind = 0 AND read = 0",
    "bookmarked": "shown = 1 AND behind = 0 AND bookmarked = 1",
    "stored": f"shown = 1 AND feed IN (SELECT number FROM feed WHERE key IN ('{STORED}', '{SAMPLES}'))",  # noqa: S608
    "feed": "shown = 1 AND feed = (SELECT number FROM feed WHERE key = :feed)",
}
_OF_KEYS = (
    "feed IN (SELECT number FROM feed WHERE followed = 1 AND key IN (SELECT value FROM json_each(:keys)))"
)
_LEADS = (
    "(behind = 0 OR NOT EXISTS (SELECT 1 FROM twin JOIN twin AS other ON other.family = twin.family"
    " JOIN entry AS lead ON lead.number = other.story WHERE twin.story = entry.number"
    " AND (lead.behind = 0 OR lead.number < entry.number) AND lead.shown = 1 AND {}))"
)
"""One copy of a story stands for all: the one that does so elsewhere, or the first of those in these feeds."""
_IN_FEEDS = f"shown = 1 AND {_OF_KEYS} AND {_LEADS.format(f'lead.{_OF_KEYS}')}"
_HAS_TAG = "id IN (SELECT story FROM tag WHERE name = :tag AND value = 1)"
_TAGGED = (
    f"shown = 1 AND ({_OF_KEYS} OR {_HAS_TAG}) AND {_LEADS.format(f'(lead.{_OF_KEYS} OR lead.{_HAS_TAG})')}"
)
_HEADER = (
    "SELECT entry.number, entry.id, feed.key, feed.own_title, feed.title, feed.url, entry.source,"
    " entry.title, entry.link, entry.author, entry.time, entry.dated, entry.read, entry.bookmarked"
    " FROM entry JOIN feed ON feed.number = entry.feed"
)
_FOUND = "SELECT rowid FROM search WHERE search MATCH :words"
_FOUND_IN_COPIES = (
    f"WITH found AS MATERIALIZED ({_FOUND}) SELECT rowid FROM found UNION ALL"  # noqa: S608 - our own words
    " SELECT other.story FROM found JOIN twin ON twin.story = found.rowid"
    " JOIN twin AS other ON other.family = twin.family"
)
"""The same for lists in which one copy stands for all: the words may be in any of them."""
_SHORTEST_PREFIX = 4
_FALLBACKS = {STORED: "Imported", SAMPLES: "Sample"}


def stories(connection: sqlite3.Connection, scope: Scope, query: str) -> StoryList:
    """The stories of a scope that match a query, newest first."""
    where, values = _where(connection, scope, query)
    cursor = connection.execute(
        f"SELECT number, time, width FROM entry WHERE {where} ORDER BY time DESC, number DESC",  # noqa: S608
        values,
    )
    cells = array("q", chain.from_iterable(cursor))
    return StoryList(rows=cells[0::3], times=cells[1::3], widths=array("H", cells[2::3]))


def unread_rows(connection: sqlite3.Connection) -> set[int]:
    """The numbers of all unread stories, copies that stand behind others among them."""
    rows = connection.execute(
        f"SELECT number FROM entry WHERE {_CONDITIONS['unread']}"  # noqa: S608 - our own words
        " UNION ALL SELECT number FROM twin CROSS JOIN entry ON number = story"
        " WHERE behind = 1 AND shown = 1 AND read = 0"
    )
    return {number for (number,) in rows}


def ids(connection: sqlite3.Connection, scope: Scope, query: str, condition: str = "true") -> list[str]:
    """The ids of a scope's stories that match a query and a further condition in SQL."""
    where, values = _where(connection, scope, query)
    return [
        found[0]
        for found in connection.execute(
            f"SELECT id FROM entry WHERE {where} AND {condition}",  # noqa: S608 - our own words
            values,
        )
    ]


def headers(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Header]:
    """Headers by number, in the order asked; those that are gone are left out."""
    found = _headers(connection, rows)
    return [found[row] for row in rows if row in found]


def header(connection: sqlite3.Connection, story: str) -> Header | None:
    """A header by id, shown or not."""
    row = connection.execute("SELECT number FROM entry WHERE id = ?", (story,)).fetchone()
    return next(iter(headers(connection, row)), None) if row else None


def whole(connection: sqlite3.Connection, story: str) -> Story | None:
    """A story by id, with its body."""
    found = header(connection, story)
    entry = contents.of(connection, found.row) if found else None
    return Story(found, entry, full_text.of(connection, found.row)) if found and entry else None


def counts(connection: sqlite3.Connection) -> Counts:
    """How many stories each scope has, from tallies that triggers keep."""
    tallies: dict[str, Tally] = {}
    total = unread = bookmarked = bookmarked_unread = 0
    for key, followed, own, own_unread, *numbers in connection.execute(
        "SELECT key, followed, total, unread, total - behind, unread - behind_unread,"
        " bookmarked - behind_bookmarked, bookmarked_unread - behind_bookmarked_unread"
        " FROM tally JOIN feed ON feed.number = tally.feed"
    ):
        total += numbers[0]
        unread += numbers[1]
        bookmarked += numbers[2]
        bookmarked_unread += numbers[3]
        if followed:
            tallies[key] = Tally(own, own_unread)
    stored = [tallies.pop(key, Tally()) for key in (STORED, SAMPLES)]
    return Counts(
        all=Tally(total, unread),
        bookmarked=Tally(bookmarked, bookmarked_unread),
        stored=Tally(sum(tally.total for tally in stored), sum(tally.unread for tally in stored)),
        feeds=tallies,
    )


def resolve(connection: sqlite3.Connection, prefix: str) -> str:
    """The id that a prefix stands for.

    Raises:
        NewsreaderError: when the prefix is too short or stands for no story or for several.
    """
    wanted = text.clean(prefix).lower()
    shown = text.shorten(wanted, 40)
    if len(wanted) < _SHORTEST_PREFIX or set(wanted) - set("0123456789abcdef"):
        raise NewsreaderError(
            f"“{shown}” is no story: give at least {_SHORTEST_PREFIX} digits of an id that `list` shows"
        )
    found = connection.execute(
        "SELECT id FROM entry WHERE id >= ? AND id < ? LIMIT 2", (wanted, wanted + "g")
    ).fetchall()
    if not found:
        raise NewsreaderError(f"No story has an id that begins with {shown}: `list --json` shows them all")
    if len(found) > 1:
        raise NewsreaderError(f"Several stories have an id that begins with {shown}: give more digits")
    story: str = found[0][0]
    return story


def source_of(key: str, own_title: str, title: str, url: str, source: str = "") -> str:
    """What to call a story's source: the feed's title, or where a stored story came from."""
    if key in _FALLBACKS:
        return source or _FALLBACKS[key]
    return own_title or title or host_of(url) or url


def _headers(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, Header]:
    numbers = json.dumps(list(rows))
    others = _others(connection, numbers)
    updates = versions.updates(connection, numbers)
    told = signs.of(connection, numbers)
    found = {}
    for row in connection.execute(
        f"{_HEADER} WHERE entry.number IN (SELECT value FROM json_each(?))",  # noqa: S608 - our own words
        (numbers,),
    ):
        header = _header(row)
        if header.row in others:
            copies = others[header.row]
            kept = header.bookmarked or any(kept for _, kept in copies)
            header = replace(header, others=tuple(other for other, _ in copies), bookmarked=kept)
        if header.row in updates:
            count, changed = updates[header.row]
            header = replace(header, updates=count, changed=changed and header.read)
        if header.row in told:
            header = replace(header, sign=told[header.row])
        found[header.row] = header
    return found


def _others(connection: sqlite3.Connection, numbers: str) -> dict[int, list[tuple[Other, bool]]]:
    """Copies in other feeds that can be seen, and whether each is bookmarked, by the entry's number."""
    found: dict[int, list[tuple[Other, bool]]] = {}
    for mine, story, key, own_title, title, url, source, link, kept in connection.execute(
        "SELECT mine.story, entry.id, feed.key, feed.own_title, feed.title, feed.url, entry.source, entry.link,"
        " entry.bookmarked FROM twin AS mine"
        " JOIN twin AS other ON other.family = mine.family AND other.story <> mine.story"
        " JOIN entry ON entry.number = other.story AND entry.shown = 1 JOIN feed ON feed.number = entry.feed"
        " WHERE mine.story IN (SELECT value FROM json_each(?)) ORDER BY other.story",
        (numbers,),
    ):
        other = Other(story, key, source_of(key, own_title, title, url, source), link)
        found.setdefault(mine, []).append((other, bool(kept)))
    return found


def _header(row: Sequence[Any]) -> Header:
    number, story, key, own_title, feed_title, url, source, title, link, author, time, dated, read, kept = row
    return Header(
        row=number,
        id=story,
        feed=key,
        source=source_of(key, own_title, feed_title, url, source),
        title=title,
        link=link,
        author=author,
        time=datetime.fromtimestamp(time, UTC),
        dated=bool(dated),
        read=bool(read),
        bookmarked=bool(kept),
    )


def tally(connection: sqlite3.Connection, scope: Scope) -> Tally:
    """How many stories a scope has, counted one by one."""
    where, values = _where(connection, scope, "")
    total, unread = connection.execute(
        f"SELECT count(*), coalesce(sum(NOT read), 0) FROM entry WHERE {where}",  # noqa: S608 - our own words
        values,
    ).fetchone()
    return Tally(total, unread)


def _where(connection: sqlite3.Connection, scope: Scope, query: str) -> tuple[str, dict[str, Any]]:
    where, values = _scope(connection, scope)
    if not text.clean(query):
        return where, values
    words = search.match(query)
    if not words:
        return "false", {}
    values["words"] = words
    return f"{where} AND number IN ({_FOUND if scope.kind == 'feed' else _FOUND_IN_COPIES})", values


def _scope(connection: sqlite3.Connection, scope: Scope) -> tuple[str, dict[str, Any]]:
    match scope.kind:
        case "folder":
            depth = len(scope.folder)
            keys = [
                key
                for key, found in filing.filings(connection).items()
                if any(folder[:depth] == scope.folder for folder in found.folders)
            ]
            return _IN_FEEDS, {"keys": json.dumps(keys)}
        case "tag":
            keys = [key for key, found in filing.filings(connection).items() if scope.name in found.tags]
            return _TAGGED, {"keys": json.dumps(keys), "tag": scope.name}
        case "search":
            return _search(connection, scope.name)
        case _:
            return _CONDITIONS[scope.kind], {"feed": scope.feed}


def _search(connection: sqlite3.Connection, line: str) -> tuple[str, dict[str, Any]]:
    try:
        found, values = saved_search.condition(line)
    except NewsreaderError:
        return "false", {}
    saved_search.prepare(connection)
    copies = "" if saved_search.is_about_feeds(line) else "behind = 0 AND "
    return f"shown = 1 AND {copies}{found}", values
