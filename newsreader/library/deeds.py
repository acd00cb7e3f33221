"""What a reader does to stories, as events for the journal, and how the last of it is taken back."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsreader.library import (
    contents,
    entries,
    event_lines,
    filing,
    full_text,
    highlights,
    journal,
    lists,
    twins,
    versions,
)
from newsreader.library.copies import Copy
from newsreader.library.events import Event, Highlighted, Marked, Revised, Tagged
from newsreader.library.stories import Mark


def changing(connection: sqlite3.Connection, ids: Sequence[str], mark: Mark, value: bool) -> list[str]:
    """Those of the stories whose mark is not the value yet; unknown ids are left out."""
    return [
        found[0]
        for found in connection.execute(
            f"SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?)) AND {mark} <> ?",  # noqa: S608
            (json.dumps(list(ids)), value),
        )
    ]


def wanting(connection: sqlite3.Connection, ids: Sequence[str], mark: Mark, value: bool) -> list[str]:
    """The stories that a mark is to be given to, or taken from, when the reader asks it for these.

    What is done to a story is done to its copies in other feeds; but a bookmark keeps the one.
    """
    if mark == "bookmarked" and value:
        return twins.unbookmarked(connection, ids)
    return twins.with_copies(connection, ids)


def marking(
    connection: sqlite3.Connection,
    stamp: str,
    mark: Mark,
    value: bool,
    ids: Sequence[str],
    *,
    automatic: bool = False,
    undoes: str = "",
) -> Marked | None:
    """The event that marks stories, with copies of those that are bookmarked; None for no stories."""
    if not ids:
        return None
    found = copies(connection, ids) if mark == "bookmarked" and value else ()
    return Marked(stamp, mark, value, tuple(ids), automatic=automatic, undoes=undoes, copies=found)


def tagging(
    connection: sqlite3.Connection, stamp: str, tag: str, value: bool, ids: Sequence[str]
) -> Tagged | None:
    """The event that tags stories, with copies of them, or takes a tag away; None when nothing changes."""
    having = set(filing.tagged(connection, tag))
    known = entries.titles(connection, ids)
    changing = [story for story in ids if story in known and (story in having) != value]
    if not changing:
        return None
    return Tagged(stamp, tag, value, tuple(changing), copies(connection, changing) if value else ())


def revising(connection: sqlite3.Connection, stamps: Iterator[str]) -> list[Revised]:
    """The events that carry bookmarked stories as their publishers have changed them."""
    found = versions.unjournaled(connection)
    return [Revised(next(stamps), copy) for copy in copies(connection, found)]


def inverse(connection: sqlite3.Connection, stamp: str, own: Path) -> Marked | Highlighted | None:
    """The event that takes back the last deed which still has an effect, or None when there is none.

    Raises:
        OSError: when this device's journal cannot be read.
    """
    for done, place in connection.execute("SELECT stamp, place FROM deed ORDER BY stamp DESC").fetchall():
        event = _event_at(own, place)
        if not isinstance(event, Marked | Highlighted) or event.stamp != done:
            continue
        if isinstance(event, Highlighted):
            if (back := _unhighlighting(connection, stamp, event)) is not None:
                return back
            continue
        still = changing(connection, event.ids, event.mark, not event.value)
        undoing = marking(connection, stamp, event.mark, not event.value, still, undoes=done)
        if undoing is not None:
            return undoing
    return None


def _event_at(own: Path, place: int) -> Event | None:
    try:
        return event_lines.from_line(journal.line_at(own, place))
    except ValueError:
        return None


def _unhighlighting(connection: sqlite3.Connection, stamp: str, event: Highlighted) -> Highlighted | None:
    """The event that takes back what was done to a highlight, unless something else was done to it since."""
    done = event.highlight
    now = highlights.find(connection, done.id)
    if now is None or now[1] != event.value or (event.value and now[0].note != done.note):
        return None
    if event.note_before is None:
        return Highlighted(stamp, replace(now[0], changed=""), value=not event.value, undoes=event.stamp)
    before = replace(now[0], note=event.note_before, changed="")
    return Highlighted(stamp, before, value=True, note_before=done.note, undoes=event.stamp)


def copies(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[Copy, ...]:
    """Stories whole, those of them that are there."""
    whole = []
    for story in ids:
        found = lists.header(connection, story)
        entry = contents.of(connection, found.row) if found else None
        if found and entry:
            seen, title = connection.execute(
                "SELECT seen, title FROM (SELECT seen, feed FROM entry WHERE number = ?)"
                " JOIN feed ON feed.number = feed",
                (found.row,),
            ).fetchone()
            earlier = tuple(versions.kept(connection, found.row))
            full = full_text.markup_of(connection, found.row)
            whole.append(Copy(story, found.feed, title, seen, entry, earlier, full))
    return tuple(whole)


def last(connection: sqlite3.Connection) -> str:
    """The stamp of the last mark that can be undone; empty when there is none."""
    found: str = connection.execute("SELECT coalesce(max(stamp), '') FROM deed").fetchone()[0]
    return found
