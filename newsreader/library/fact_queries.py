"""How quotes and figures are found in the database: the newest first, from the indexes, without sorting all."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsreader.library import fact_words, facts_store, lists
from newsreader.library.fact_echoes import ONCE
from newsreader.library.fact_tables import ROOM
from newsreader.library.facts_store import FigureFact, QuoteFact
from newsreader.library.stories import Header

KINDS = ("money", "percent", "date", "time", "duration", "measure", "count")
"""The kinds of figures."""
DATED = ("date", "time")
"""Kinds whose values are no amounts."""
_QUOTE = "quote.story, quote.start, quote.end, quote.kind, quote.text, quote.name, speaker.folded, entry.time"
_FIGURE = (
    "passage.story, figure.start, figure.end, figure.kind, figure.text, figure.low, figure.high, figure.unit,"
    " figure.per, figure.of, passage.text, entry.time"
)
_SPARE = 200
"""Facts of one hour come in no order; so many more than are asked for are put in order."""
_MOST_MATCHES = 4_000


@dataclass(frozen=True, slots=True)
class Said:
    """Words that were said, and the story in which they stand."""

    header: Header
    quote: QuoteFact


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, and the story in which it stands."""

    header: Header
    figure: FigureFact


@dataclass(frozen=True, slots=True)
class SpeakerTally:
    """How much somebody says in all stories."""

    name: str
    """As first seen, without a description."""
    folded: str
    """The same without case and accents: what ``quotes(speaker=...)`` takes; empty for quotes of nobody named."""
    said: int
    """Quotes."""
    told: int
    """What is reported of them without quotation marks."""


def quote_match(by: str, about: str) -> str | None:
    """The FTS5 expression, empty for none, or None when words were given that cannot be found."""
    parts = []
    for words, column in ((by, "name : "), (about, "")):
        terms = fact_words.phrases(words)
        if words.strip() and not terms:
            return None
        parts += [f"{column}{term}" for term in terms]
    return " AND ".join(parts)


def time_values(since: datetime | None) -> dict[str, int]:
    """What bounds a query in time: the time itself, and the last place that a fact of that time can have."""
    seconds = -(1 << 60) if since is None else int(since.timestamp())
    return {"since": seconds, "last": (1 << 63) - 1 if since is None else facts_store.last_place(seconds)}


def quote_rows(
    connection: sqlite3.Connection, match: str, speaker: str | None, since: datetime | None, limit: int
) -> list[Sequence[Any]]:
    """The newest quotes that match, of one speaker (by the folded name, empty for nobody named) or of all."""
    # CROSS JOIN has SQLite take the tables in this order: the first one gives the order of time.
    source, number = "quote", "quote.number"
    if match:
        number = "quote_words.rowid"
        source = f"quote_words CROSS JOIN quote ON quote.number = {number}"
    where = ["quote_words MATCH :match"] if match else []
    who: int | None = None
    if speaker:
        found = connection.execute("SELECT number FROM speaker WHERE folded = ?", (speaker,)).fetchone()
        if found is None:
            return []
        who = found[0]
        where.append("quote.speaker = :speaker")
    elif speaker is not None:
        where.append("quote.speaker IS NULL")
    rows = connection.execute(
        f"SELECT {_QUOTE} FROM {source} CROSS JOIN entry ON entry.number = quote.story"  # noqa: S608 - our own words
        " LEFT JOIN speaker ON speaker.number = quote.speaker"
        f" WHERE {' AND '.join([*where, f'{number} <= :last', ONCE])} AND entry.shown = 1 AND entry.time >= :since"
        f" ORDER BY {number} LIMIT :limit",
        {"match": match, "speaker": who, "limit": limit + _SPARE, **time_values(since)},
    )
    return _newest(rows, limit)


def matched_figures(
    connection: sqlite3.Connection, kinds: Sequence[str], values: dict[str, Any]
) -> list[Sequence[Any]]:
    """The newest figures of some kinds in the sentences that match, of the unit and amount that is asked for."""
    rows = connection.execute(
        f"SELECT {_FIGURE} FROM passage_words CROSS JOIN passage ON passage.number = passage_words.rowid"  # noqa: S608
        " CROSS JOIN entry ON entry.number = passage.story"
        " CROSS JOIN figure ON figure.number BETWEEN passage.number"
        f" AND passage.number | {ROOM - 1} AND figure.passage = passage.number"
        " WHERE passage_words MATCH :match AND passage_words.rowid <= :last"
        f" AND {ONCE} AND entry.shown = 1 AND entry.time >= :since"
        f" AND figure.kind IN ({_listed(kinds)})"
        " AND (:unit = '' OR figure.unit = :unit COLLATE NOCASE) AND (:least IS NULL OR figure.high >= :least)"
        " ORDER BY passage_words.rowid LIMIT :limit",
        values | {"limit": values["limit"] + _SPARE},
    )
    return _newest(rows, values["limit"])


def newest_figures(
    connection: sqlite3.Connection, kinds: Sequence[str], values: dict[str, Any]
) -> list[Sequence[Any]]:
    """The newest figures of some kinds: each kind's newest, from the index, then the newest of these."""
    found: list[Sequence[Any]] = []
    for kind in kinds:
        found += connection.execute(
            f"SELECT {_FIGURE} FROM figure CROSS JOIN passage ON passage.number = figure.passage"  # noqa: S608
            " CROSS JOIN entry ON entry.number = passage.story"
            f" WHERE figure.kind = :kind AND figure.number <= :last AND {ONCE} AND entry.shown = 1"
            " AND entry.time >= :since ORDER BY figure.number LIMIT :limit",
            values | {"kind": kind, "limit": values["limit"] + _SPARE},
        ).fetchall()
    return _newest(found, values["limit"])


def magnitudes(least: float | None) -> list[str]:
    """What is asked of the index so that an amount is not below ``least``; nothing when it can be anything."""
    signs = fact_words.magnitude_signs(least) if least is not None else []
    return [f"({' OR '.join(f'{chr(34)}{sign}{chr(34)}' for sign in signs)})"] if signs else []


def _listed(kinds: Sequence[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds if kind in KINDS)


def all_speakers(connection: sqlite3.Connection, limit: int) -> list[SpeakerTally]:
    """Who says most, from counts that triggers keep."""
    return [
        SpeakerTally(*row)
        for row in connection.execute(
            "SELECT name, folded, said - said_again, told - told_again FROM speaker"
            " WHERE said + told > said_again + told_again"
            " ORDER BY said - said_again DESC, told - told_again DESC LIMIT ?",
            (limit,),
        )
    ]


def matched_speakers(connection: sqlite3.Connection, match: str, limit: int) -> list[SpeakerTally]:
    """Who says most among the newest quotes that match."""
    rows = connection.execute(
        "SELECT ifnull(speaker.name, ''), ifnull(folded, '') AS who, sum(kind = 'speech') AS spoken,"  # noqa: S608
        " sum(kind = 'indirect') AS reported FROM ("
        " SELECT quote.speaker AS person, quote.kind AS kind FROM quote_words"
        " CROSS JOIN quote ON quote.number = quote_words.rowid CROSS JOIN entry ON entry.number = quote.story"
        f" WHERE quote_words MATCH :match AND {ONCE} AND entry.shown = 1 ORDER BY quote_words.rowid LIMIT :most"
        ") LEFT JOIN speaker ON speaker.number = person GROUP BY person"
        " ORDER BY who = '', spoken DESC, reported DESC LIMIT :limit",
        {"match": match, "most": _MOST_MATCHES, "limit": limit},
    )
    return [SpeakerTally(*row) for row in rows]


def _newest(rows: Iterable[Sequence[Any]], limit: int) -> list[Sequence[Any]]:
    """The newest facts, those of one story in the order of its text. Rows end in the story's time."""
    return sorted(rows, key=lambda row: (-row[-1], row[0], row[1]))[:limit]


def said(connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> list[Said]:
    """Rows of quotes with their stories."""
    headers = _headers(connection, rows)
    return [Said(headers[row[0]], _quote(row)) for row in rows if row[0] in headers]


def counted(connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> list[Counted]:
    """Rows of figures with their stories."""
    headers = _headers(connection, rows)
    return [Counted(headers[row[0]], figure(row)) for row in rows if row[0] in headers]


def _headers(connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> dict[int, Header]:
    stories = list(dict.fromkeys(row[0] for row in rows))
    return {header.row: header for header in lists.headers(connection, stories)}


def _quote(row: Sequence[Any]) -> QuoteFact:
    _, start, end, kind, text, name, folded, _ = row
    return QuoteFact(start, end, kind, text, name, folded or "")


def figure(row: Sequence[Any]) -> FigureFact:
    """The figure of a row."""
    _, start, end, kind, text, low, high, unit, per, of, sentence, _ = row
    return FigureFact(start, end, kind, text, low, high, unit, per, of, sentence)
