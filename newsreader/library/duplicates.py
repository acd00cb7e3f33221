"""Finding the copies of a story that other feeds have, when it arrives: by its address, or its title and words."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.library import clues, contents, twins
from newsreader.model import SAMPLES, STORED

_MOST_COMPARED = 8
_APART = f"SELECT number FROM feed WHERE key IN ('{STORED}', '{SAMPLES}')"  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An entry that was stored just now, or whose title or link has changed."""

    number: int
    feed: int
    title: str
    link: str
    time: int
    dated: bool
    clues: tuple[int, int]
    """By link and by title; 0 where it has none."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    feed: int
    title: str
    time: int
    dated: bool


def join(connection: sqlite3.Connection, newcomers: Sequence[Newcomer]) -> int:
    """Find the families of entries of one feed; say how many of them now stand behind another entry."""
    if not newcomers or _is_apart(connection, newcomers):
        return 0
    found = [(one, *one.clues) for one in newcomers]
    every = {clue for _, link, title in found for clue in (link, title) if clue}
    by_clue: dict[int, list[int]] = {}
    for clue, story in connection.execute(
        "SELECT clue, story FROM clue WHERE clue IN (SELECT value FROM json_each(?))",
        (json.dumps(list(every)),),
    ):
        by_clue.setdefault(clue, []).append(story)
    _remember(connection, newcomers)
    if not by_clue:
        return 0
    known = _candidates(connection, {story for stories in by_clue.values() for story in stories})
    own_links = Counter(link for _, link, _ in found)
    joined: dict[int, int] = {}
    for one, link, title in found:
        linked = [known[story] for story in by_clue.get(link, ()) if story in known]
        titled = [known[story] for story in by_clue.get(title, ()) if story in known]
        choices = _by_link(one, linked, own_links[link]) or _by_title(connection, one, titled)
        for choice in choices:
            if family := _take_in(connection, one, choice):
                joined[one.number] = family
                break
    families = list(set(joined.values()))
    twins.share_read(connection, families)
    twins.settle(connection, families)
    rows = connection.execute(
        "SELECT count(*) FROM entry WHERE behind = 1 AND number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(joined)),),
    )
    count: int = rows.fetchone()[0]
    return count


def know(connection: sqlite3.Connection, newcomers: Sequence[Newcomer]) -> None:
    """Let entries be found as copies of what comes later.

    That is all for what a journal brings: if it looked for its own kind, then which stories are one would differ with
    the order in which the journals of several devices are read.
    """
    if newcomers and not _is_apart(connection, newcomers):
        _remember(connection, newcomers)


def _remember(connection: sqlite3.Connection, newcomers: Sequence[Newcomer]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO clue (clue, story) VALUES (?, ?)",
        [(clue, one.number) for one in newcomers for clue in one.clues if clue],
    )


def _is_apart(connection: sqlite3.Connection, newcomers: Sequence[Newcomer]) -> bool:
    """Whether the entries are no feed's: imported stories and samples are nobody's copies."""
    return newcomers[0].feed in {row[0] for row in connection.execute(_APART)}


def _candidates(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, _Candidate]:
    rows = connection.execute(
        "SELECT number, feed, title, time, dated FROM entry"
        " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(list(numbers)),),
    )
    return {row[0]: _Candidate(*row) for row in rows}


def _by_link(one: Newcomer, found: Sequence[_Candidate], own: int) -> list[_Candidate]:
    """Entries with the same address, the likeliest first. An address that a feed uses twice tells nothing alone."""
    times = Counter(candidate.feed for candidate in found)
    title = clues.title_clue(one.title)
    own += times[one.feed]
    same = [
        (clues.title_clue(candidate.title) != title, candidate.number, candidate)
        for candidate in found
        if candidate.feed != one.feed and clues.same_page(abs(candidate.time - one.time))
    ]
    return [
        candidate
        for other_title, _, candidate in sorted(same, key=lambda each: each[:2])
        if not other_title or own == times[candidate.feed] == 1
    ]


def _by_title(connection: sqlite3.Connection, one: Newcomer, found: Sequence[_Candidate]) -> list[_Candidate]:
    """Entries with the same title and near-same words, the likeliest first."""
    others = [candidate for candidate in found if candidate.feed != one.feed]
    others.sort(key=lambda candidate: (abs(candidate.time - one.time), candidate.number))
    words: list[str] | None = None
    likely = []
    for candidate in others[:_MOST_COMPARED]:
        words = _words(connection, one.number) if words is None else words
        gap = abs(candidate.time - one.time)
        dated = bool(one.dated and candidate.dated)
        likeness = clues.likeness(words, _words(connection, candidate.number), one.title, gap, dated)
        if likeness:
            likely.append((-likeness, gap, candidate.number, candidate))
    return [candidate for *_, candidate in sorted(likely, key=lambda each: each[:3])]


def _take_in(connection: sqlite3.Connection, one: Newcomer, choice: _Candidate) -> int:
    """Make an entry one of another's family; 0 when that has one of its feed already."""
    row = connection.execute("SELECT family FROM twin WHERE story = ?", (choice.number,)).fetchone()
    family: int = row[0] if row else choice.number
    if not row:
        _put(connection, choice.number, family)
    taken = connection.execute(
        "SELECT 1 FROM twin JOIN entry ON number = story WHERE family = ? AND feed = ?", (family, one.feed)
    ).fetchone()
    if taken or connection.execute("SELECT 1 FROM twin WHERE story = ?", (one.number,)).fetchone():
        return 0
    _put(connection, one.number, family)
    # Who comes later does not stand in front for having been read.
    connection.execute("UPDATE entry SET behind = 1 WHERE number = ?", (one.number,))
    return family


def _put(connection: sqlite3.Connection, number: int, family: int) -> None:
    entry = contents.of(connection, number)
    brief = entry is None or clues.is_brief(entry)
    connection.execute("INSERT INTO twin (story, family, brief) VALUES (?, ?, ?)", (number, family, brief))


def renew(connection: sqlite3.Connection, before: tuple[str, str], after: Newcomer) -> None:
    """Take in that an entry was changed by its publisher; ``before`` is the title and link that it had."""
    row = connection.execute("SELECT family FROM twin WHERE story = ?", (after.number,)).fetchone()
    if row:
        entry = contents.of(connection, after.number)
        brief = entry is None or clues.is_brief(entry)
        connection.execute("UPDATE twin SET brief = ? WHERE story = ?", (brief, after.number))
        twins.settle(connection, row)
    if before != (after.title, after.link):
        _forget_clues(connection, after.number, *before)


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Forget an entry that is about to go."""
    row = connection.execute("SELECT title, link FROM entry WHERE number = ?", (number,)).fetchone()
    if row:
        _forget_clues(connection, number, *row)
    family = connection.execute("SELECT family FROM twin WHERE story = ?", (number,)).fetchone()
    if family:
        connection.execute("DELETE FROM twin WHERE story = ?", (number,))
        twins.settle(connection, family)


def _forget_clues(connection: sqlite3.Connection, number: int, title: str, link: str) -> None:
    connection.executemany(
        "DELETE FROM clue WHERE clue = ? AND story = ?",
        [(clues.link_clue(link), number), (clues.title_clue(title), number)],
    )


def gather(connection: sqlite3.Connection) -> None:
    """Find the families of all that is stored, feed by feed, as if it came just now."""
    for (feed,) in connection.execute("SELECT number FROM feed ORDER BY number").fetchall():
        rows = connection.execute(
            "SELECT number, feed, title, link, time, dated FROM entry WHERE feed = ? ORDER BY number", (feed,)
        )
        join(connection, [_newcomer(row) for row in rows])


def _newcomer(row: tuple[int, int, str, str, int, int]) -> Newcomer:
    number, feed, title, link, time, dated = row
    found = (clues.link_clue(link), clues.title_clue(title))
    return Newcomer(number, feed, title, link, time, bool(dated), found)


def _words(connection: sqlite3.Connection, number: int) -> list[str]:
    entry = contents.of(connection, number)
    return clues.words_of(entry) if entry else []
