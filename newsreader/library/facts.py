"""Who said what, and what was counted, in every story that is kept: the questions a reader can ask.

Hidden stories and those of feeds that were dropped count for nothing, unless they are bookmarked.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from newsreader.library import (
    alike,
    contents,
    fact_queries,
    fact_words,
    facts_store,
    full_text,
    lists,
    search,
)
from newsreader.library.access import Access
from newsreader.library.fact_queries import KINDS, Counted, Said, SpeakerTally
from newsreader.library.facts_store import FigureFact, QuoteFact, StoryFacts
from newsreader.model import Entry

_CANDIDATES = 400
_MOST_ELSEWHERE = 50
_MOST_SPEAKERS = 500
_FAR = 6
"""So many classes of size apart is a value two and a half times as large."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A story whose facts are to be found."""

    row: int
    digest: bytes
    entry: Entry | None
    """None when it is gone, or damaged."""
    source: str


class Facts:
    """The facts of a library. Every method may be called from any thread, and raises NewsreaderError."""

    def __init__(self, access: Access) -> None:
        """Use ``Library.facts``."""
        self._access = access

    # Finding facts

    def pending(self, rules: str, most: int = 1_000_000) -> list[tuple[int, bytes]]:
        """Row and digest of stories whose facts were not found by these rules, newest first."""
        return self._access.read(lambda connection: facts_store.pending(connection, rules, most))

    def readings(self, wanted: Sequence[tuple[int, bytes]]) -> list[Reading]:
        """Stories of ``pending`` whole, for their facts to be found."""
        return self._access.read(lambda connection: _readings(connection, wanted))

    def store(self, rules: str, found: Iterable[StoryFacts]) -> int:
        """Keep what was found; say in how many stories. Those that have changed meanwhile are left out."""
        stories = list(found)
        return self._access.write_quietly(lambda connection: facts_store.store(connection, rules, stories))

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
        match = fact_queries.quote_match(by, about)
        if match is None:
            return []

        def find(connection: sqlite3.Connection) -> list[Said]:
            return fact_queries.said(
                connection, fact_queries.quote_rows(connection, match, speaker, since, limit)
            )

        return self._access.read(find)

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
        kinds = (
            [kind] if kind else [each for each in KINDS if least is None or each not in fact_queries.DATED]
        )
        signs = [fact_words.kind_sign(kind)] if kind else []
        signs += [fact_words.unit_sign(unit)] if unit else []
        match = " AND ".join([*(f'"{sign}"' for sign in signs), *fact_queries.magnitudes(least), *words])

        def find(connection: sqlite3.Connection) -> list[Counted]:
            values = {
                "match": match,
                "unit": unit,
                "least": least,
                "limit": limit,
                **fact_queries.time_values(since),
            }
            if least is None and not unit and not words:
                return fact_queries.counted(
                    connection, fact_queries.newest_figures(connection, kinds, values)
                )
            return fact_queries.counted(connection, fact_queries.matched_figures(connection, kinds, values))

        return self._access.read(find)

    def speakers(self, words: str = "") -> list[SpeakerTally]:
        """Who says most, first; with words, by their newest quotes in which all of the words occur.

        The words may be in quote, name or headline. Quotes of nobody named are one speaker without a name, last.
        """
        if not words.strip():
            return self._access.read(lambda connection: fact_queries.all_speakers(connection, _MOST_SPEAKERS))
        match = fact_queries.quote_match("", words)
        if not match:
            return []
        return self._access.read(
            lambda connection: fact_queries.matched_speakers(connection, match, _MOST_SPEAKERS)
        )

    # The same elsewhere

    def same_quote(self, story: str, quote: QuoteFact) -> list[Said]:
        """What other stories have of the same words, newest first, one from each."""
        windows = alike.telling_windows(quote.text)
        if not windows:
            return []

        def find(connection: sqlite3.Connection) -> list[Said]:
            match = "words : (" + " OR ".join(f'"{search.indexed(window)}"' for window in windows) + ")"
            rows = fact_queries.quote_rows(connection, match, None, None, _CANDIDATES)
            found = [row for row in rows if alike.same_quote(quote.text, row[4], quote.speaker, row[6] or "")]
            return _one_each(fact_queries.said(connection, found), story)[:_MOST_ELSEWHERE]

        return self._access.read(find)

    def same_figure(self, story: str, figure: FigureFact) -> list[Counted]:
        """What other stories have of the same thing counted, newest first, the likeliest of each."""
        subject = alike.subject(figure.of, figure.sentence, figure.text)
        words = sorted(subject, key=lambda word: (-len(word), word))[:12]
        if not words:
            return []
        reach = _FAR if figure.kind in {"count", "money"} else 1
        sizes = fact_words.size_signs(figure.kind, figure.low, figure.high, figure.text, reach=reach)
        signs = (fact_words.kind_sign(figure.kind), fact_words.unit_sign(figure.unit))
        match = " AND ".join(
            [*(f'"{sign}"' for sign in signs), *(f"({' OR '.join(f'{chr(34)}{one}{chr(34)}' for one in some)})"
             for some in (sizes, words))]
        )  # fmt: skip

        def find(connection: sqlite3.Connection) -> list[Counted]:
            values = {"match": match, "unit": figure.unit, "least": None, "limit": _CANDIDATES}
            rows = fact_queries.matched_figures(
                connection, [figure.kind], values | fact_queries.time_values(None)
            )
            likely = [(alike.figure_likeness(figure, fact_queries.figure(row)), row) for row in rows]
            likely = sorted((pair for pair in likely if pair[0] > 0), key=lambda pair: -pair[0])
            found = _one_each(fact_queries.counted(connection, [row for _, row in likely]), story)
            return sorted(found, key=lambda counted: counted.header.time, reverse=True)[:_MOST_ELSEWHERE]

        return self._access.read(find)


def _readings(connection: sqlite3.Connection, wanted: Sequence[tuple[int, bytes]]) -> list[Reading]:
    sources = {header.row: header.source for header in lists.headers(connection, [row for row, _ in wanted])}
    found = []
    for row, digest in wanted:
        try:
            entry = contents.of(connection, row)
            if entry is not None:
                entry = full_text.in_full(entry, full_text.of(connection, row))
        except ValueError:  # what no version of ours has written
            entry = None
        found.append(Reading(row, digest, entry, sources.get(row, "")))
    return found


F = TypeVar("F", Said, Counted)


def _one_each(found: Iterable[F], story: str) -> list[F]:
    """The first of each story, without the story that is asked from."""
    stories: dict[str, F] = {}
    for one in found:
        if one.header.id != story:
            stories.setdefault(one.header.id, one)
    return list(stories.values())
