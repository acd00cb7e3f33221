"""Entries in the database: stored, brought up to date, and forgotten."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from newsreader import text
from newsreader.library import (
    codec,
    contents,
    duplicates,
    facts_store,
    full_text,
    ready,
    search_index,
    versions,
)
from newsreader.library.duplicates import Newcomer
from newsreader.library.ready import Listed, Ready
from newsreader.library.search_index import Reindexing
from newsreader.model import Entry

_PLAIN_HOST = re.compile(r"https?://(?:www\.)?([a-z0-9.-]+)(?:[/?#]|$)")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry that is to be stored."""

    id: str
    entry: Entry
    seen: int
    """When it was first seen, in seconds since 1970; stays with what is stored already."""
    origin: str = ""
    """Stamp and device of the journal's event which carries it; empty when it comes from its source."""
    at: int = 0
    """When it came to say what it says now, in seconds since 1970; 0 for when it was first seen."""
    ready: Ready | None = None
    """What is stored of it, when that was made already; ``entry`` may then be without what this holds."""


def put(connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival]) -> int:
    """Store entries of a feed and index them; say how many new stories they are. See ``put_unindexed``."""
    unindexed: list[Reindexing] = []
    new = put_unindexed(connection, feed, arrivals, unindexed)
    search_index.update(connection, unindexed)
    return new


def put_unindexed(
    connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival], unindexed: list[Reindexing]
) -> int:
    """Store entries of a feed, and add what is to be indexed to ``unindexed``; say how many are new stories.

    Copies of what other feeds brought before are no new stories.

    A transaction that stores many feeds indexes at its end: any statement that fires triggers makes FTS5
    write out what it has gathered, which takes several times as long as all the rest.

    One that is stored already is brought up to date and keeps its marks. What comes from its source is taken
    for newer than any copy in a journal, and of copies the one with the newest origin wins.
    """
    known = {
        found[0]: found[1:]
        for found in connection.execute(
            "SELECT id, number, digest, seen, origin FROM entry WHERE id IN (SELECT value FROM json_each(?))",
            (_array(arrival.id for arrival in arrivals),),
        )
    }
    marks = marks_of(connection, [arrival.id for arrival in arrivals if arrival.id not in known])
    followed: int = connection.execute("SELECT followed FROM feed WHERE number = ?", (feed,)).fetchone()[0]
    new: list[Newcomer] = []
    copied: list[Newcomer] = []
    # Backwards, so that of stories without a date the document's first has the highest number.
    for arrival in reversed(arrivals):
        stored = _Stored.of(arrival)
        if arrival.id not in known:
            newcomer = _insert(connection, feed, stored, followed, marks.get(arrival.id, {}))
            words = arrival.ready.words if arrival.ready else None
            unindexed.append(Reindexing(newcomer.number, None, stored.entry, words))
            (copied if arrival.origin else new).append(newcomer)
            continue
        number, digest, seen, origin = known[arrival.id]
        outdated = arrival.origin and (not origin or arrival.origin <= origin)
        if not outdated and (digest != stored.digest or origin != arrival.origin):
            before = contents.of(connection, number)
            stored = stored.whole()
            unindexed.append(Reindexing(number, before, stored.entry))
            # Of two devices that keep a copy, the newest origin decides on the time as well.
            if before is not None:
                versions.replaced(
                    connection,
                    number,
                    before,
                    stored.entry,
                    seen=seen,
                    at=arrival.at or arrival.seen,
                    is_fetched=not arrival.origin,
                )
            _replace(connection, feed, _Known(number, seen, is_copy=bool(origin)), stored)
            if before is not None and before.body != stored.entry.body:
                full_text.outdated(connection, number)
    duplicates.know(connection, copied)
    return len(copied) + len(new) - duplicates.join(connection, new)


def marks_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """What the journals say of stories: by id, then by field."""
    found: dict[str, dict[str, int]] = {}
    rows = connection.execute(
        "SELECT story, field, value FROM mark WHERE story IN (SELECT value FROM json_each(?))", (_array(ids),)
    )
    for story, field, value in rows:
        found.setdefault(story, {})[field] = value
    return found


def titles(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Headline and link of those stories that are stored, by id."""
    return {
        story: (title, link)
        for story, title, link in connection.execute(
            "SELECT id, title, link FROM entry WHERE id IN (SELECT value FROM json_each(?))", (_array(ids),)
        )
    }


def remove(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget entries; what the journals say of them stays."""
    for number in numbers:
        if (entry := contents.of(connection, number)) is not None:
            search_index.remove(connection, number, entry)
        facts_store.remove(connection, number)
        versions.remove(connection, number)
        full_text.remove(connection, number)
        duplicates.remove(connection, number)
        connection.execute("DELETE FROM content WHERE number = ?", (number,))
        connection.execute("DELETE FROM entry WHERE number = ?", (number,))


def complete(connection: sqlite3.Connection, number: int, markup: str, fetched: int) -> None:
    """Keep the full text of an entry, index it, and have its quotes and figures found anew."""
    entry = contents.of(connection, number)
    if entry is None:
        return
    search_index.remove(connection, number, entry)
    full_text.put(connection, number, markup, fetched)
    search_index.add(connection, number, entry)
    connection.execute("UPDATE entry SET facts = '' WHERE number = ?", (number,))


@dataclass(frozen=True, slots=True)
class _Stored:
    """An arrival in the form in which it is stored."""

    arrival: Arrival
    entry: Entry
    json: bytes
    digest: bytes

    @classmethod
    def of(cls, arrival: Arrival) -> "_Stored":
        written = arrival.ready.written if arrival.ready else ready.written(arrival.entry)
        stored = cls(arrival, arrival.entry, written.data, written.digest)
        # Where a character was perhaps replaced, the entry itself must be freed of surrogates.
        return stored._read() if ready.is_mended(written) else stored

    def whole(self) -> "_Stored":
        """With all that the entry holds."""
        return self._read() if self.arrival.ready else self

    def _read(self) -> "_Stored":
        return replace(self, entry=codec.entry_from_json(json.loads(self.json)))

    @property
    def listed(self) -> Listed:
        return self.arrival.ready.listed if self.arrival.ready else ready.listed(self.entry)

    def columns(self, listed: Listed, seen: int) -> dict[str, Any]:
        time = _seconds(self.entry.published)
        dated = time is not None and time <= seen
        return {
            "id": self.arrival.id,
            "time": time if dated else seen,
            "dated": dated,
            "seen": seen,
            "width": listed.width,
            "title": listed.headline,
            "link": self.entry.link,
            "author": ", ".join(author.name for author in self.entry.authors if author.name),
            "source": self.entry.source or host_of(self.entry.link),
            "digest": self.digest,
            "origin": self.arrival.origin,
        }


def host_of(url: str) -> str:
    """The host of a URL as people write it, or an empty string."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return text.clean(host.removeprefix("www."))


def _insert(
    connection: sqlite3.Connection, feed: int, stored: _Stored, followed: int, marks: dict[str, int]
) -> Newcomer:
    listed = stored.listed
    values = stored.columns(listed, stored.arrival.seen) | {
        "feed": feed,
        "followed": followed,
        "read": marks.get("read", 0),
        "bookmarked": marks.get("bookmarked", 0),
        "hidden": marks.get("hidden", 0),
    }
    number = connection.execute(
        "INSERT INTO entry (id, feed, time, dated, seen, width, title, link, author, source, digest, origin,"
        " read, bookmarked, hidden, followed) VALUES (:id, :feed, :time, :dated, :seen, :width, :title,"
        " :link, :author, :source, :digest, :origin, :read, :bookmarked, :hidden, :followed)",
        values,
    ).lastrowid
    assert number is not None  # noqa: S101 - an INSERT that did not raise has a row
    connection.execute(
        "INSERT INTO content (number, entry) VALUES (?, CAST(? AS TEXT))", (number, stored.json)
    )
    return _newcomer(number, feed, listed, values)


def _newcomer(number: int, feed: int, listed: Listed, values: dict[str, Any]) -> Newcomer:
    found = (listed.link_clue, listed.title_clue)
    return Newcomer(number, feed, listed.headline, values["link"], values["time"], values["dated"], found)


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry that is stored already."""

    number: int
    seen: int
    is_copy: bool
    """A journal brought it, and its feed has not sent it here yet."""


def _replace(connection: sqlite3.Connection, feed: int, known: _Known, stored: _Stored) -> None:
    arrival, number = stored.arrival, known.number
    listed = stored.listed
    values = stored.columns(listed, arrival.seen if arrival.origin else known.seen)
    before: tuple[str, str] = connection.execute(
        "SELECT title, link FROM entry WHERE number = ?", (number,)
    ).fetchone()
    connection.execute(
        "UPDATE entry SET time = :time, dated = :dated, seen = :seen, width = :width, title = :title,"
        " link = :link, author = :author, source = :source, digest = :digest, origin = :origin"
        " WHERE number = :number",
        values | {"number": number},
    )
    connection.execute("UPDATE content SET entry = CAST(? AS TEXT) WHERE number = ?", (stored.json, number))
    newcomer = _newcomer(number, feed, listed, values)
    duplicates.renew(connection, before, newcomer)
    if arrival.origin:
        duplicates.know(connection, [newcomer])
    elif known.is_copy or before != (newcomer.title, newcomer.link):
        duplicates.join(connection, [newcomer])


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _array(values: Iterable[str]) -> str:
    return json.dumps(list(values))
