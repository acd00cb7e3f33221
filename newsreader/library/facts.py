"""Who said what, and what was counted, in every story that is kept: the questions a reader can ask.

Hidden stories and those of feeds that were dropped count for nothing, unless they are bookmarked.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from newsreader.library import alike, entries, fact_words, facts_store, lists
from newsreader.library.facts_store import FigureFact, QuoteFact, StoryFacts
from newsreader.library.stories import Header
from newsreader.model import Entry

T = TypeVar("T")

KINDS = ("money", "percent", "date", "time", "duration", "measure", "count")
"""The kinds of figures."""
_DATED = ("date", "time")
"""Kinds whose values are no amounts."""
_QUOTE = "quote.story, quote.start, quote.end, quote.kind, quote.text, quote.name, speaker.folded"
_FIGURE = (
    "passage.story, figure.start, figure.end, figure.kind, figure.text, figure.low, figure.high, figure.unit,"
    " figure.per, figure.of, passage.text"
)
_CANDIDATES = 400
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A story whose facts are to be found."""

    row: int
    digest: bytes
    entry: Entry | None
    """None when it is gone, or damaged."""
    source: str


class Door(Protocol):
    """What gives connections: ``library.access.Access``."""

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What work finds on a connection that only reads."""

    def write_quietly(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What work does in one transaction that changes nothing lists show."""


class Facts:
    """The facts of a library. Every method may be called from any thread, and raises NewsreaderError."""

    def __init__(self, door: Door) -> None:
        """Use ``Library.facts``."""
        self._door = door

    # Finding facts

    def pending(self, rules: str, most: int = 1_000_000) -> list[tuple[int, bytes]]:
        """Row and digest of stories whose facts were not found by these rules, newest first."""
        return self._door.read(lambda connection: facts_store.pending(connection, rules, most))

    def readings(self, wanted: Sequence[tuple[int, bytes]]) -> list[Reading]:
        """Stories of ``pending`` whole, for their facts to be found."""
        return self._door.read(lambda connection: _readings(connection, wanted))

    def store(self, rules: str, found: Iterable[StoryFacts]) -> int:
        """Keep what was found; say in how many stories. Those that have changed meanwhile are left out."""
        stories = list(found)
        return self._door.write_quietly(lambda connection: facts_store.store(connection, rules, stories))

    # Asking for them

    def quotes(
        self,
        *,
        by: str = "",
        speaker: str | None = None,
        about: str = "",
        since: datetime | None = None,
        limit: int = 50,
    ) -> list[Said]:
        """Quotes and reported speech, newest first.

        Args:
            by: Words or beginnings of words in the speaker's name or description.
            speaker: One speaker, by ``SpeakerTally.folded``; empty for quotes of nobody named.
            about: Words or beginnings of words in the quote, its speaker or the story's headline.
            since: Only of stories from then on.
            limit: No more than these.
        """
        match = _quote_match(by, about)
        if match is None:
            return []

        def find(connection: sqlite3.Connection) -> list[Said]:
            return _said(connection, _quote_rows(connection, match, speaker, since, limit))

        return self._door.read(find)

    def figures(
        self,
        *,
        kind: str = "",
        least: float | None = None,
        unit: str = "",
        about: str = "",
        since: datetime | None = None,
        limit: int = 50,
    ) -> list[Counted]:
        """Figures, newest first.

        Args:
            kind: One of ``KINDS``, or empty for all.
            least: Only amounts (so no dates, no times of day) that are this or more; of a range its upper end.
            unit: An ISO 4217 code, ``%``, ``km`` and so on, in any case.
            about: Words or beginnings of words in the sentence or the story's headline.
            since: Only of stories from then on.
            limit: No more than these.
        """
        words = fact_words.words(about)
        if about.strip() and not words:
            return []
        kinds = [kind] if kind else [each for each in KINDS if least is None or each not in _DATED]
        signs = [fact_words.kind_sign(kind)] if kind else []
        signs += [fact_words.unit_sign(unit)] if unit else []
        match = " AND ".join([*(f'"{sign}"' for sign in signs), *_magnitudes(least), *words])

        def find(connection: sqlite3.Connection) -> list[Counted]:
            values = {"match": match, "unit": unit, "least": least, "limit": limit, **_time_values(since)}
            if least is None and not unit and not words:
                return _counted(connection, _newest_figures(connection, kinds, values))
            return _counted(connection, _matched_figures(connection, kinds, values))

        return self._door.read(find)

    def speakers(self, words: str = "", limit: int = 500) -> list[SpeakerTally]:
        """Who says most, first; with words, by their newest quotes in which all of the words occur.

        The words may be in quote, name or headline. Quotes of nobody named are one speaker without a name, last.
        """
        if not words.strip():
            return self._door.read(lambda connection: _all_speakers(connection, limit))
        match = _quote_match("", words)
        return self._door.read(lambda connection: _matched_speakers(connection, match, limit)) if match else []

    # The same elsewhere

    def same_quote(self, story: str, quote: QuoteFact, limit: int = 50) -> list[Said]:
        """What other stories have of the same words, newest first, one from each."""
        windows = alike.telling_windows(quote.text)
        if not windows:
            return []

        def find(connection: sqlite3.Connection) -> list[Said]:
            match = "words : (" + " OR ".join(f'"{fact_words.indexed(window)}"' for window in windows) + ")"
            rows = _quote_rows(connection, match, None, None, _CANDIDATES)
            found = [
                row
                for row in rows
                if alike.same_quote(quote.text, row[4], quote.speaker, row[6] or "")
            ]
            return _one_each(_said(connection, found), story)[:limit]

        return self._door.read(find)

    def same_figure(self, story: str, figure: FigureFact, limit: int = 50) -> list[Counted]:
        """What other stories have of the same thing counted, newest first, the likeliest of each."""
        subject = alike.subject(figure.of, figure.sentence, figure.text)
        words = sorted(subject, key=lambda word: (-len(word), word))[:12]
        if not words:
            return []
        sizes = fact_words.size_signs(figure.kind, figure.low, figure.high, figure.text, reach=1)
        signs = (fact_words.kind_sign(figure.kind), fact_words.unit_sign(figure.unit))
        match = " AND ".join(
            [*(f'"{sign}"' for sign in signs), *(f"({' OR '.join(f'{chr(34)}{one}{chr(34)}' for one in some)})"
             for some in (sizes, words))]
        )  # fmt: skip

        def find(connection: sqlite3.Connection) -> list[Counted]:
            values = {"match": match, "unit": figure.unit, "least": None, "limit": _CANDIDATES}
            rows = _matched_figures(connection, [figure.kind], values | _time_values(None))
            likely = [(alike.figure_likeness(figure, _figure(row)), row) for row in rows]
            likely = sorted((pair for pair in likely if pair[0] > 0), key=lambda pair: -pair[0])
            found = _one_each(_counted(connection, [row for _, row in likely], newest=False), story)
            return sorted(found, key=lambda counted: counted.header.time, reverse=True)[:limit]

        return self._door.read(find)


def _readings(connection: sqlite3.Connection, wanted: Sequence[tuple[int, bytes]]) -> list[Reading]:
    sources = {header.row: header.source for header in lists.headers(connection, [row for row, _ in wanted])}
    found = []
    for row, digest in wanted:
        try:
            entry = entries.content(connection, row)
        except ValueError:  # what no version of ours has written
            entry = None
        found.append(Reading(row, digest, entry, sources.get(row, "")))
    return found


def _quote_match(by: str, about: str) -> str | None:
    """The FTS5 expression, empty for none, or None when words were given that cannot be found."""
    parts = []
    for words, column in ((by, "name : "), (about, "")):
        terms = fact_words.phrases(words)
        if words.strip() and not terms:
            return None
        parts += [f"{column}{term}" for term in terms]
    return " AND ".join(parts)


def _time_values(since: datetime | None) -> dict[str, int]:
    seconds = -(1 << 60) if since is None else int(since.timestamp())
    return {"since": seconds, "last": (1 << 63) - 1 if since is None else facts_store.last_place(seconds)}


def _quote_rows(
    connection: sqlite3.Connection, match: str, speaker: str | None, since: datetime | None, limit: int
) -> list[Sequence[Any]]:
    # CROSS JOIN has SQLite take the tables in this order: the first one gives the order of time.
    source, number = ("quote_words CROSS JOIN quote ON quote.number = quote_words.rowid", "quote_words.rowid") if match else (
        "quote", "quote.number"
    )  # fmt: skip
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
    return connection.execute(
        f"SELECT {_QUOTE} FROM {source} CROSS JOIN entry ON entry.number = quote.story"  # noqa: S608 - our own words
        " LEFT JOIN speaker ON speaker.number = quote.speaker"
        f" WHERE {' AND '.join([*where, f'{number} <= :last'])} AND entry.shown = 1 AND entry.time >= :since"
        f" ORDER BY {number} LIMIT :limit",
        {"match": match, "speaker": who, "limit": limit, **_time_values(since)},
    ).fetchall()


def _matched_figures(
    connection: sqlite3.Connection, kinds: Sequence[str], values: dict[str, Any]
) -> list[Sequence[Any]]:
    return connection.execute(
        f"SELECT {_FIGURE} FROM passage_words CROSS JOIN passage ON passage.number = passage_words.rowid"  # noqa: S608
        " CROSS JOIN entry ON entry.number = passage.story"
        " CROSS JOIN figure ON figure.number BETWEEN passage.number"
        f" AND passage.number | {facts_store.ROOM - 1} AND figure.passage = passage.number"
        " WHERE passage_words MATCH :match AND passage_words.rowid <= :last AND entry.shown = 1 AND entry.time >= :since"
        f" AND figure.kind IN ({_listed(kinds)})"
        " AND (:unit = '' OR figure.unit = :unit COLLATE NOCASE) AND (:least IS NULL OR figure.high >= :least)"
        " ORDER BY passage_words.rowid LIMIT :limit",
        values,
    ).fetchall()


def _newest_figures(
    connection: sqlite3.Connection, kinds: Sequence[str], values: dict[str, Any]
) -> list[Sequence[Any]]:
    """The newest figures of some kinds: each kind's newest, from the index, then the newest of these."""
    found: list[Sequence[Any]] = []
    for kind in kinds:
        found += connection.execute(
            f"SELECT {_FIGURE}, figure.number FROM figure CROSS JOIN passage ON passage.number = figure.passage"  # noqa: S608
            " CROSS JOIN entry ON entry.number = passage.story"
            " WHERE figure.kind = :kind AND figure.number <= :last AND entry.shown = 1"
            " AND entry.time >= :since ORDER BY figure.number LIMIT :limit",
            values | {"kind": kind},
        ).fetchall()
    return sorted(found, key=lambda row: row[-1])[: values["limit"]]


def _magnitudes(least: float | None) -> list[str]:
    """What is asked of the index so that an amount is not below ``least``; nothing when it can be anything."""
    signs = fact_words.magnitude_signs(least) if least is not None else []
    return [f"({' OR '.join(f'{chr(34)}{sign}{chr(34)}' for sign in signs)})"] if signs else []


def _listed(kinds: Sequence[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds if kind in KINDS)


def _all_speakers(connection: sqlite3.Connection, limit: int) -> list[SpeakerTally]:
    return [
        SpeakerTally(*row)
        for row in connection.execute(
            "SELECT name, folded, said, told FROM speaker WHERE said + told > 0"
            " ORDER BY said DESC, told DESC LIMIT ?",
            (limit,),
        )
    ]


def _matched_speakers(connection: sqlite3.Connection, match: str, limit: int) -> list[SpeakerTally]:
    rows = connection.execute(
        "SELECT ifnull(speaker.name, ''), ifnull(folded, '') AS who, sum(kind = 'speech') AS spoken,"
        " sum(kind = 'indirect') AS reported FROM ("
        " SELECT quote.speaker AS person, quote.kind AS kind FROM quote_words"
        " CROSS JOIN quote ON quote.number = quote_words.rowid CROSS JOIN entry ON entry.number = quote.story"
        " WHERE quote_words MATCH :match AND entry.shown = 1 ORDER BY quote_words.rowid LIMIT :most"
        ") LEFT JOIN speaker ON speaker.number = person GROUP BY person"
        " ORDER BY who = '', spoken DESC, reported DESC LIMIT :limit",
        {"match": match, "most": _MOST_MATCHES, "limit": limit},
    )
    return [SpeakerTally(*row) for row in rows]


def _said(connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> list[Said]:
    headers = _headers(connection, rows)
    found = [Said(headers[row[0]], _quote(row)) for row in rows if row[0] in headers]
    return sorted(found, key=lambda said: (-said.header.time.timestamp(), said.header.row, said.quote.start))


def _counted(
    connection: sqlite3.Connection, rows: Sequence[Sequence[Any]], *, newest: bool = True
) -> list[Counted]:
    headers = _headers(connection, rows)
    found = [Counted(headers[row[0]], _figure(row)) for row in rows if row[0] in headers]
    if not newest:
        return found
    return sorted(found, key=lambda one: (-one.header.time.timestamp(), one.header.row, one.figure.start))


def _headers(connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> dict[int, Header]:
    stories = list(dict.fromkeys(row[0] for row in rows))
    return {header.row: header for header in lists.headers(connection, stories)}


def _quote(row: Sequence[Any]) -> QuoteFact:
    _, start, end, kind, text, name, folded = row
    return QuoteFact(start, end, kind, text, name, folded or "")


def _figure(row: Sequence[Any]) -> FigureFact:
    _, start, end, kind, text, low, high, unit, per, of, sentence = row[:11]
    return FigureFact(start, end, kind, text, low, high, unit, per, of, sentence)


F = TypeVar("F", Said, Counted)


def _one_each(found: Iterable[F], story: str) -> list[F]:
    """The first of each story, without the story that is asked from."""
    stories: dict[str, F] = {}
    for one in found:
        if one.header.id != story:
            stories.setdefault(one.header.id, one)
    return list(stories.values())
