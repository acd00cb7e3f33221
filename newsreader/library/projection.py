"""What the journals say, brought into the database.

The newest word on each story and field wins, by stamp and then by device, so the journals of several devices
come to the same state in whatever order they are read, and reading one again changes nothing.
"""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsreader.library import (
    entries,
    event_lines,
    feed_settings,
    filing,
    full_text,
    highlights,
    journal,
    notes,
    twins,
    versions,
)
from newsreader.library.copies import Copy
from newsreader.library.events import (
    Dropped,
    Event,
    Filed,
    Followed,
    Highlighted,
    Kept,
    Marked,
    Noted,
    Revised,
    Settled,
    Tagged,
)
from newsreader.library.ready import made
from newsreader.model import SAMPLES, STORED

_UNDO_DEPTH = 500
FETCHED = "~"
"""The origin of what came from its source: sorts after every stamp."""


@dataclass(slots=True)
class Progress:
    """What reading the journals brought."""

    events: int = 0
    unreadable: dict[str, int] = field(default_factory=dict)
    """By file name: lines that were torn or damaged, and have been passed over."""
    closed: dict[str, str] = field(default_factory=dict)
    """By file name: why a journal could not be read at all."""


def is_behind(connection: sqlite3.Connection, folder: Path) -> bool:
    """Whether a journal has changed since the database last took from it."""
    known = {
        f"{device}{journal.SUFFIX}": (size, modified)
        for device, size, modified in connection.execute("SELECT device, size, modified FROM journal")
    }
    return any(known.get(name) != (size, modified) for name, size, modified in journal.sizes(folder))


def catch_up(connection: sqlite3.Connection, folder: Path, own: str) -> Progress:
    """Bring in what was appended to any journal; ``own`` names the device whose marks can be undone.

    Raises:
        sqlite3.Error: when the database cannot be written.
    """
    progress = Progress()
    newest = clock(connection)
    for path in journal.journals(folder):
        device = path.stem
        since = _position(connection, device)
        try:
            lines, position, replaced = journal.read(path, since)
        except OSError as error:
            progress.closed[path.name] = error.strerror or str(error)
            continue
        if position == since:
            continue
        if replaced and device == own:
            connection.execute("DELETE FROM deed")
        for line in lines:
            try:
                event = event_lines.from_line(line.data)
            except ValueError:
                progress.unreadable[path.name] = progress.unreadable.get(path.name, 0) + 1
                continue
            progress.events += 1
            if event is not None:
                newest = max(newest, event.stamp)
                _apply(connection, event, device)
                if device == own and isinstance(event, Marked | Highlighted):
                    _remember(connection, event, line.place)
        _move(connection, device, position)
    connection.execute("UPDATE clock SET stamp = ?", (newest,))
    return progress


def clock(connection: sqlite3.Connection) -> str:
    """The newest stamp that any journal has shown."""
    stamp: str = connection.execute("SELECT stamp FROM clock").fetchone()[0]
    return stamp


def _position(connection: sqlite3.Connection, device: str) -> journal.Position:
    found = connection.execute(
        "SELECT place, tail, size, modified FROM journal WHERE device = ?", (device,)
    ).fetchone()
    return journal.Position(*found) if found else journal.Position()


def _move(connection: sqlite3.Connection, device: str, position: journal.Position) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO journal (device, place, tail, size, modified) VALUES (?, ?, ?, ?, ?)",
        (device, position.place, position.tail, position.size, position.modified),
    )


def _apply(connection: sqlite3.Connection, event: Event, device: str) -> None:
    match event:
        case Marked():
            _mark(connection, event, device)
        case Kept():
            _store_copy(connection, event.copy, STORED, (event.stamp, device))
        case Revised():
            _store_copy(connection, event.copy, event.copy.feed, (event.stamp, device))
            versions.journaled(connection, event.copy.id)
        case Followed(feed=feed) if feed not in {"", STORED, SAMPLES}:
            connection.execute("INSERT OR IGNORE INTO feed (key, url) VALUES (?, ?)", (feed, event.url))
            _follow(
                connection,
                feed,
                (event.stamp, device),
                {"followed": 1, "url": event.url, "own_title": event.title, "position": event.position},
            )
            if event.filing:
                filing.file(connection, feed, event.filing, (event.stamp, device))
        case Dropped(feed=feed) if feed not in {"", STORED, SAMPLES}:
            connection.execute("INSERT OR IGNORE INTO feed (key, url) VALUES (?, ?)", (feed, feed))
            _follow(
                connection,
                feed,
                (event.stamp, device),
                {"followed": 0, "url": feed, "own_title": "", "position": ""},
            )
        case _:
            _arrange(connection, event, (event.stamp, device))


def _arrange(connection: sqlite3.Connection, event: Event, word: tuple[str, str]) -> None:
    match event:
        case Filed():
            filing.file(connection, event.feed, event.filing, word)
        case Settled():
            feed_settings.settle(connection, event.feed, event.settings, word)
        case Tagged():
            for copy in event.copies:
                _store_copy(connection, copy, copy.feed, word)
            filing.tag(connection, event.tag, event.value, event.ids, word)
        case Noted():
            notes.put(connection, event.note, event.value, word)
        case Highlighted():
            for copy in event.copies:
                _store_copy(connection, copy, copy.feed, word)
            highlights.put(connection, event.highlight, event.value, word)


def _mark(connection: sqlite3.Connection, event: Marked, device: str) -> None:
    ids = json.dumps(event.ids)
    connection.execute(
        "INSERT INTO mark (story, field, value, stamp, device)"
        " SELECT value, ?, ?, ?, ? FROM json_each(?) WHERE true"
        " ON CONFLICT (story, field) DO UPDATE SET"
        " value = excluded.value, stamp = excluded.stamp, device = excluded.device"
        " WHERE (excluded.stamp, excluded.device) > (mark.stamp, mark.device)",
        (event.mark, event.value, event.stamp, device, ids),
    )
    for copy in event.copies:
        _store_copy(connection, copy, copy.feed, (event.stamp, device))
    # ``mark`` is one of three names, never text from outside.
    connection.execute(
        f"UPDATE entry SET {event.mark} = NOT {event.mark}"  # noqa: S608
        " WHERE id IN (SELECT value FROM json_each(:ids)) AND"
        f" {event.mark} <> (SELECT value FROM mark WHERE story = entry.id AND field = :field)",
        {"ids": ids, "field": event.mark},
    )
    if families := twins.families_of(connection, event.ids):
        twins.share_read(connection, families)
        twins.settle(connection, families)


def _store_copy(connection: sqlite3.Connection, copy: Copy, feed: str, word: tuple[str, str]) -> None:
    origin = " ".join(word)
    number = feed_number(connection, feed)
    connection.execute(
        "UPDATE feed SET title = ?, title_origin = ? WHERE number = ? AND title_origin < ?",
        (copy.feed_title, origin, number, origin),
    )
    arrival = entries.Arrival(copy.id, made(copy.entry), copy.seen, origin, max(copy.seen, _seconds(word[0])))
    entries.put(connection, number, [arrival])
    row = connection.execute("SELECT number FROM entry WHERE id = ?", (copy.id,)).fetchone()
    if copy.earlier:
        versions.restore(connection, row[0], copy.earlier)
    if copy.full and not full_text.markup_of(connection, row[0]):
        entries.complete(connection, row[0], copy.full, _seconds(word[0]))


def feed_number(connection: sqlite3.Connection, key: str) -> int:
    """The number of the feed with a key; one that is unknown becomes a feed that is not followed."""
    connection.execute("INSERT OR IGNORE INTO feed (key, url) VALUES (?, ?)", (key, key))
    number: int = connection.execute("SELECT number FROM feed WHERE key = ?", (key,)).fetchone()[0]
    return number


def _seconds(stamp: str) -> int:
    try:
        return int(datetime.fromisoformat(stamp).timestamp())
    except ValueError:  # an impossible day
        return 0


def _follow(
    connection: sqlite3.Connection, feed: str, word: tuple[str, str], facts: dict[str, str | int]
) -> None:
    stamp, device = word
    changed = connection.execute(
        "UPDATE feed SET followed = :followed, url = :url, own_title = :own_title, position = :position,"
        " stamp = :stamp, device = :device WHERE key = :feed AND (stamp, device) < (:stamp, :device)",
        facts | {"feed": feed, "stamp": stamp, "device": device},
    ).rowcount
    if changed:
        connection.execute(
            "UPDATE entry SET followed = :followed"
            " WHERE feed = (SELECT number FROM feed WHERE key = :feed) AND followed <> :followed",
            {"followed": facts["followed"], "feed": feed},
        )
        twins.settle_feed(connection, feed)


def _remember(connection: sqlite3.Connection, event: Marked | Highlighted, place: int) -> None:
    if event.undoes:
        connection.execute("DELETE FROM deed WHERE stamp = ?", (event.undoes,))
    elif not (isinstance(event, Marked) and event.automatic):
        connection.execute("INSERT OR REPLACE INTO deed (stamp, place) VALUES (?, ?)", (event.stamp, place))
        connection.execute(
            "DELETE FROM deed WHERE stamp <= (SELECT stamp FROM deed ORDER BY stamp DESC LIMIT 1 OFFSET ?)",
            (_UNDO_DEPTH,),
        )
