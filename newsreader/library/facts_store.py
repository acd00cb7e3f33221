"""Quotes and figures of stories in the database: stored, replaced and forgotten. ``fact_tables`` says where."""

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from newsreader.library import fact_words, search
from newsreader.library.fact_tables import ROOM

_SLOTS: Final = 1 << 17
"""Stories in one span of time; one whose slot is taken gets the next."""
_SPAN: Final = 1 << 12
"""Seconds, a little more than an hour."""
_MOST_SPANS: Final = 1 << 34
"""Any time at all: the numbers stay within 64 bits."""


@dataclass(frozen=True, slots=True)
class QuoteFact:
    """Words that somebody said in a story."""

    start: int
    end: int
    kind: str
    """``speech`` or ``indirect``."""
    text: str
    name: str = ""
    """The speaker as the story names them; empty when it does not say."""
    speaker: str = ""
    """The speaker's name alone, as it is the same in other stories; empty for a pronoun or nobody."""


@dataclass(frozen=True, slots=True)
class FigureFact:
    """Something that was counted in a story."""

    start: int
    end: int
    kind: str
    text: str
    low: float | None
    """The value, or the lower end of a range; a date's first day as an ordinal; None when it is not known."""
    high: float | None
    unit: str
    per: str
    of: str
    sentence: str
    """The words around it."""


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """All that was found in one story."""

    row: int
    digest: bytes
    """Of the story that was read; when it is another by now, the facts are not kept."""
    quotes: tuple[QuoteFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()


def pending(connection: sqlite3.Connection, rules: str, most: int) -> list[tuple[int, bytes]]:
    """Number and digest of shown stories whose facts are not those of these rules, newest first."""
    found = [
        row
        for others in ("<", ">")  # SQLite would read every story to find those that are not equal
        for row in connection.execute(
            f"SELECT time, number, digest FROM entry INDEXED BY entry_facts WHERE shown = 1 AND facts {others} ?"  # noqa: S608
            " ORDER BY time DESC, number DESC LIMIT ?",
            (rules, most),
        )
    ]
    return [(number, digest) for _, number, digest in sorted(found, reverse=True)[:most]]


def store(connection: sqlite3.Connection, rules: str, found: Iterable[StoryFacts]) -> int:
    """Keep the facts of stories in place of those they had; say how many stories that were."""
    kept = 0
    for story in found:
        entry = connection.execute(
            "SELECT time, title FROM entry WHERE number = ? AND digest = ? AND facts <> ?",
            (story.row, story.digest, rules),
        ).fetchone()
        if entry is None:  # it changed or went, or another process was faster
            continue
        time, headline = entry
        remove(connection, story.row)
        if story.quotes or story.figures:
            base = _base(connection, time, story.row)
            connection.execute("INSERT INTO place VALUES (?, ?, ?)", (story.row, base, headline))
            _put_quotes(connection, story, base, headline)
            _put_figures(connection, story, base, headline)
        connection.execute("UPDATE entry SET facts = ? WHERE number = ?", (rules, story.row))
        kept += 1
    return kept


def remove(connection: sqlite3.Connection, story: int) -> None:
    """Forget the facts of a story."""
    found = connection.execute("SELECT base, headline FROM place WHERE story = ?", (story,)).fetchone()
    if found is None:
        return
    base, headline = found
    span = (base, base + ROOM - 1)
    for number, name, words in connection.execute(
        "SELECT number, name, text FROM quote WHERE number BETWEEN ? AND ?", span
    ).fetchall():
        _unindex_quote(connection, number, (name, words, headline))
    passages = connection.execute("SELECT number, text FROM passage WHERE number BETWEEN ? AND ?", span)
    for number, sentence in passages.fetchall():
        figures = connection.execute(
            "SELECT kind, unit, low, high, text, of FROM figure"
            " WHERE number BETWEEN ? AND ? AND passage = ? ORDER BY number",
            (number, base + ROOM - 1, number),
        ).fetchall()
        words = fact_words.passage_words(headline, sentence, figures)
        connection.execute(
            "INSERT INTO passage_words (passage_words, rowid, words) VALUES ('delete', ?, ?)", (number, words)
        )
    for table in ("quote", "passage", "figure"):
        connection.execute(f"DELETE FROM {table} WHERE number BETWEEN ? AND ?", span)  # noqa: S608 - our own names
    connection.execute("DELETE FROM place WHERE story = ?", (story,))


def forget(connection: sqlite3.Connection) -> None:
    """Forget every fact, so that all are found anew."""
    for index in ("quote_words", "passage_words"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")  # noqa: S608 - our own names
    for table in ("speaker", "quote", "passage", "figure", "place"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    connection.execute("UPDATE entry SET facts = '' WHERE facts <> ''")


def last_place(time: int) -> int:
    """The highest number that a fact of a story from then on (in seconds since 1970) can have."""
    return _span(time) + _SLOTS * ROOM - 1


def _span(time: int) -> int:
    """The lowest number of a span of time; a later one has lower numbers."""
    return -max(-_MOST_SPANS, min(_MOST_SPANS, time // _SPAN)) * _SLOTS * ROOM


def _base(connection: sqlite3.Connection, time: int, story: int) -> int:
    first = _span(time)
    for step in range(_SLOTS):
        base = first + (step - story) % _SLOTS * ROOM
        if connection.execute("SELECT 1 FROM place WHERE base = ?", (base,)).fetchone() is None:
            return base
    raise sqlite3.IntegrityError("no place for the facts of another story")  # 131,072 stories in an hour


def _put_quotes(connection: sqlite3.Connection, story: StoryFacts, base: int, headline: str) -> None:
    for number, quote in enumerate(story.quotes[:ROOM], base):
        connection.execute(
            "INSERT INTO quote VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, story.row, _speaker(connection, quote.speaker), quote.kind, quote.start, quote.end,
             quote.name, quote.text),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO quote_words (rowid, name, words, headline) VALUES (?, ?, ?, ?)",
            (number, *(search.indexed(part) for part in (quote.name, quote.text, headline))),
        )


def _speaker(connection: sqlite3.Connection, name: str) -> int | None:
    folded = fact_words.folded(name)
    if not folded:
        return None
    connection.execute("INSERT OR IGNORE INTO speaker (folded, name) VALUES (?, ?)", (folded, name))
    number: int = connection.execute("SELECT number FROM speaker WHERE folded = ?", (folded,)).fetchone()[0]
    return number


def _unindex_quote(connection: sqlite3.Connection, number: int, parts: Sequence[str]) -> None:
    connection.execute(
        "INSERT INTO quote_words (quote_words, rowid, name, words, headline) VALUES ('delete', ?, ?, ?, ?)",
        (number, *(search.indexed(part) for part in parts)),
    )


def _put_figures(connection: sqlite3.Connection, story: StoryFacts, base: int, headline: str) -> None:
    passages: dict[str, list[FigureFact]] = {}
    for figure in story.figures[:ROOM]:
        passages.setdefault(figure.sentence, []).append(figure)
    number = base
    for sentence, figures in passages.items():
        passage = number
        rows: list[Sequence[Any]] = []
        for figure in figures:
            rows.append(
                (figure.kind, figure.unit, _real(figure.low), _real(figure.high), figure.text, figure.of)
            )
            connection.execute(
                "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, passage, figure.kind, *rows[-1][2:4], figure.unit, figure.per, figure.start, figure.end,
                 figure.text, figure.of),
            )  # fmt: skip
            number += 1
        connection.execute("INSERT INTO passage VALUES (?, ?, ?)", (passage, story.row, sentence))
        connection.execute(
            "INSERT INTO passage_words (rowid, words) VALUES (?, ?)",
            (passage, fact_words.passage_words(headline, sentence, rows)),
        )


def _real(value: float | None) -> float | None:
    """A value as SQLite keeps it; what is no finite number is not known."""
    return value if value is not None and math.isfinite(value) else None
