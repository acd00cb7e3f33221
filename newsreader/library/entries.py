"""Entries in the database: stored, brought up to date, and forgotten."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from newsreader.library import (
    contents,
    duplicates,
    facts_store,
    full_text,
    pictured,
    search_index,
    signs,
    versions,
)
from newsreader.library.duplicates import Newcomer
from newsreader.library.ready import Ready
from newsreader.library.search_index import Unindexed


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry that is to be stored."""

    id: str
    ready: Ready
    seen: int
    """When it was first seen, in seconds since 1970; stays with what is stored already."""
    origin: str = ""
    """Stamp and device of the journal's event which carries it; empty when it comes from its source."""
    at: int = 0
    """When it came to say what it says now, in seconds since 1970; 0 for when it was first seen."""


def put(connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival]) -> int:
    """Store entries of a feed and index them; say how many new stories they are. See ``put_unindexed``."""
    unindexed = Unindexed()
    new = put_unindexed(connection, feed, arrivals, unindexed)
    search_index.update(connection, unindexed)
    return new


def put_unindexed(
    connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival], unindexed: Unindexed
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
    # Backwards, so that of stories without a date the document's first has the highest number.
    new = _insert(connection, feed, [one for one in reversed(arrivals) if one.id not in known], unindexed)
    for arrival in reversed(arrivals):
        if arrival.id not in known:
            continue
        number, digest, seen, origin = known[arrival.id]
        outdated = arrival.origin and (not origin or arrival.origin <= origin)
        if not outdated and (digest != arrival.ready.digest or origin != arrival.origin):
            before, after = contents.of(connection, number), arrival.ready.entry()
            if before is None:
                unindexed.new.append((number, *arrival.ready.words))
            else:
                unindexed.changed.append((number, before, after))
                # Of two devices that keep a copy, the newest origin decides on the time as well.
                versions.replaced(
                    connection,
                    number,
                    before,
                    after,
                    seen=seen,
                    at=arrival.at or arrival.seen,
                    is_fetched=not arrival.origin,
                )
            _replace(connection, feed, _Known(number, seen, is_copy=bool(origin)), arrival)
            if before is not None and before.body != after.body:
                full_text.outdated(connection, number)
    numbers = {arrival.id: one.number for arrival, one in new} | {
        story: row[0] for story, row in known.items()
    }
    signs.put(connection, [(numbers[arrival.id], arrival.ready.sign) for arrival in arrivals])
    duplicates.know(connection, [one for arrival, one in new if arrival.origin])
    return len(new) - duplicates.join(connection, [one for arrival, one in new if not arrival.origin])


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
        signs.remove(connection, number)
        pictured.remove(connection, number)
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


def _insert(
    connection: sqlite3.Connection, feed: int, arrivals: Sequence[Arrival], unindexed: Unindexed
) -> list[tuple[Arrival, Newcomer]]:
    """Store entries that are not stored yet, all at once."""
    if not arrivals:
        return []
    marks = marks_of(connection, [arrival.id for arrival in arrivals])
    followed: int = connection.execute("SELECT followed FROM feed WHERE number = ?", (feed,)).fetchone()[0]
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").fetchone()
    rows: list[tuple[Any, ...]] = []
    bodies: list[tuple[int, bytes]] = []
    new: list[tuple[Arrival, Newcomer]] = []
    for number, arrival in enumerate(arrivals, last[0] + 1 if last else 1):
        values = _values(arrival, arrival.seen)
        marked = marks.get(arrival.id, {})
        states = [marked.get(field, 0) for field in ("read", "bookmarked", "hidden")]
        rows.append((number, arrival.id, feed, *values, *states, followed))
        bodies.append((number, arrival.ready.data))
        unindexed.new.append((number, *arrival.ready.words))
        new.append((arrival, _newcomer(number, feed, arrival.ready, values)))
    connection.executemany(
        "INSERT INTO entry (number, id, feed, time, dated, seen, width, title, link, author, source, digest, origin,"
        " read, bookmarked, hidden, followed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO content (number, entry) VALUES (?, CAST(? AS TEXT))", bodies)
    return new


_Values: TypeAlias = tuple[int, bool, int, int, str, str, str, str, bytes, str]


def _values(arrival: Arrival, seen: int) -> _Values:
    """What lists are told of an entry: time, dated, seen, width, title, link, author, source, digest, origin."""
    ready = arrival.ready
    time = ready.published
    dated = time is not None and time <= seen
    return (
        time if time is not None and dated else seen,
        dated,
        seen,
        ready.width,
        ready.headline,
        ready.link,
        ready.author,
        ready.source,
        ready.digest,
        arrival.origin,
    )


def _newcomer(number: int, feed: int, ready: Ready, values: _Values) -> Newcomer:
    found = (ready.link_clue, ready.title_clue)
    return Newcomer(number, feed, ready.headline, ready.link, values[0], values[1], found)


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry that is stored already."""

    number: int
    seen: int
    is_copy: bool
    """A journal brought it, and its feed has not sent it here yet."""


def _replace(connection: sqlite3.Connection, feed: int, known: _Known, arrival: Arrival) -> None:
    number, ready = known.number, arrival.ready
    values = _values(arrival, arrival.seen if arrival.origin else known.seen)
    before: tuple[str, str] = connection.execute(
        "SELECT title, link FROM entry WHERE number = ?", (number,)
    ).fetchone()
    connection.execute(
        "UPDATE entry SET time = ?, dated = ?, seen = ?, width = ?, title = ?, link = ?, author = ?, source = ?,"
        " digest = ?, origin = ? WHERE number = ?",
        (*values, number),
    )
    connection.execute("UPDATE content SET entry = CAST(? AS TEXT) WHERE number = ?", (ready.data, number))
    if ready.sign == signs.NOTHING:
        signs.remove(connection, number)
    newcomer = _newcomer(number, feed, ready, values)
    duplicates.renew(connection, before, newcomer)
    if arrival.origin:
        duplicates.know(connection, [newcomer])
    elif known.is_copy or before != (newcomer.title, newcomer.link):
        duplicates.join(connection, [newcomer])


def _array(values: Iterable[str]) -> str:
    return json.dumps(list(values))
