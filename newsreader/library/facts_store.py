"""What was said and counted in stories, kept in the database: its tables, and how they are filled.

A fact's number is its place: the hour or so of its story, counted backwards, then the story, then the fact, in
one integer. So tables and search indexes are in the order in which facts are asked for, the newest first, and
nothing is ever sorted. ``place`` says where each story's facts are. ``quote_words`` is the search index of quotes, ``passage_words`` that of
passages, the sentences in which figures stand. ``entry.facts`` is the version of the rules that found them.
"""

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from newsreader.library import fact_words

ROOM: Final = 1 << 11
"""The numbers each story has for its quotes, and for its figures; what goes beyond is not kept."""
_SLOTS: Final = 1 << 17
"""Stories in one span of time; one whose slot is taken gets the next."""
_SPAN: Final = 1 << 12
"""Seconds, a little more than an hour."""
_MOST_SPANS: Final = 1 << 34
"""Any time at all: the numbers stay within 64 bits."""
_TOKENS = "tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc So'\""

TABLES = (
    "CREATE TABLE revision (count INTEGER NOT NULL)",
    "INSERT INTO revision VALUES (0)",
    "ALTER TABLE entry ADD COLUMN facts TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX entry_facts ON entry (facts, time, number, shown) WHERE shown = 1",
    """
    CREATE TABLE place (
        story INTEGER PRIMARY KEY,
        base INTEGER NOT NULL UNIQUE,
        headline TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE speaker (
        number INTEGER PRIMARY KEY,
        folded TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        said INTEGER NOT NULL DEFAULT 0,
        told INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX speaker_said ON speaker (said DESC, told DESC, number) WHERE said + told > 0",
    """
    CREATE TABLE quote (
        number INTEGER PRIMARY KEY,
        story INTEGER NOT NULL,
        speaker INTEGER,
        kind TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        name TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX quote_speaker ON quote (speaker, number) WHERE speaker IS NOT NULL",
    """
    CREATE TABLE passage (
        number INTEGER PRIMARY KEY,
        story INTEGER NOT NULL,
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE figure (
        number INTEGER PRIMARY KEY,
        passage INTEGER NOT NULL,
        kind TEXT NOT NULL,
        low REAL,
        high REAL,
        unit TEXT NOT NULL,
        per TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        text TEXT NOT NULL,
        of TEXT NOT NULL
    )
    """,
    "CREATE INDEX figure_kind ON figure (kind, number)",
    f"CREATE VIRTUAL TABLE quote_words USING fts5 (name, words, headline, content = '', columnsize = 0, {_TOKENS})",
    # Without places of words: figures are asked for by words, not by phrases, and it is half the size.
    f"CREATE VIRTUAL TABLE passage_words USING fts5 (words, content = '', columnsize = 0, detail = none, {_TOKENS})",
    """
    CREATE TRIGGER quote_arrives AFTER INSERT ON quote WHEN new.speaker IS NOT NULL BEGIN
        UPDATE speaker SET said = said + (new.kind = 'speech'), told = told + (new.kind = 'indirect')
        WHERE number = new.speaker AND (SELECT shown FROM entry WHERE number = new.story);
    END
    """,
    """
    CREATE TRIGGER quote_goes AFTER DELETE ON quote WHEN old.speaker IS NOT NULL BEGIN
        UPDATE speaker SET said = said - (old.kind = 'speech'), told = told - (old.kind = 'indirect')
        WHERE number = old.speaker AND (SELECT shown FROM entry WHERE number = old.story);
    END
    """,
    f"""
    CREATE TRIGGER entry_shows AFTER UPDATE OF bookmarked, hidden, followed ON entry
    WHEN new.shown <> old.shown AND new.facts <> '' BEGIN
        UPDATE speaker SET
            said = said + (new.shown - old.shown) * (
                SELECT count(*) FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
                WHERE place.story = new.number AND speaker = speaker.number AND kind = 'speech'
            ),
            told = told + (new.shown - old.shown) * (
                SELECT count(*) FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
                WHERE place.story = new.number AND speaker = speaker.number AND kind = 'indirect'
            )
        WHERE number IN (
            SELECT speaker FROM place JOIN quote ON quote.number BETWEEN base AND base + {ROOM - 1}
            WHERE place.story = new.number
        );
    END
    """,  # noqa: S608 - our own number
    """
    CREATE TRIGGER entry_renews AFTER UPDATE OF digest, time ON entry
    WHEN new.facts <> '' AND (new.digest <> old.digest OR new.time <> old.time) BEGIN
        UPDATE entry SET facts = '~' WHERE number = new.number;
    END
    """,
)
"""In ``revision`` every change but those of facts is counted, so that lists need not be read for facts' sake."""

STALE: Final = "~"
"""The version of the rules of a story that changed since its facts were found."""


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
        _index_quote(connection, "'delete'", number, name, words, headline)
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
        _index_quote(connection, "NULL", number, quote.name, quote.text, headline)


def _speaker(connection: sqlite3.Connection, name: str) -> int | None:
    folded = fact_words.folded(name)
    if not folded:
        return None
    connection.execute("INSERT OR IGNORE INTO speaker (folded, name) VALUES (?, ?)", (folded, name))
    number: int = connection.execute("SELECT number FROM speaker WHERE folded = ?", (folded,)).fetchone()[0]
    return number


def _index_quote(
    connection: sqlite3.Connection, command: str, number: int, name: str, words: str, headline: str
) -> None:
    connection.execute(
        f"INSERT INTO quote_words (quote_words, rowid, name, words, headline) VALUES ({command}, ?, ?, ?, ?)",  # noqa: S608
        (number, *(fact_words.indexed(part) for part in (name, words, headline))),
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
            rows.append((figure.kind, figure.unit, _real(figure.low), _real(figure.high), figure.text, figure.of))
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
