"""Measure what is asked of quotes and figures at the size where it could become slow. Prints, asserts nothing.

python tests/benchmarks/bench_facts.py [STORIES]
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from newsreader.article.indexing import RULES, index_pending
from newsreader.library.facts_store import FigureFact, QuoteFact, StoryFacts
from newsreader.library.library import Library
from newsreader.model import Entry, Feed
from newsreader.paths import Paths
from newsreader.sources.outcome import Outcome
from newsreader.sources.samples import sample_entries

_PER_FEED = 500
_BATCH = 500
_START = datetime(2022, 1, 1, tzinfo=UTC)
_KINDS = (
    ("money", "USD"),
    ("percent", "%"),
    ("count", ""),
    ("count", ""),
    ("measure", "km"),
    ("duration", "s"),
)


def main() -> None:
    """Fill a library with facts and time what a reader can ask."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random.seed(1)
    with tempfile.TemporaryDirectory() as home:
        paths = Paths.default(home)
        library = Library.open(paths)
        for number in range(stories // _PER_FEED):
            _fill(library, number)
        library.close()
        before = paths.database.stat().st_size
        library = Library.open(paths)
        texts, names = _texts(), _names()
        waiting = library.facts.pending(RULES)
        start = time.perf_counter()
        for at in range(0, len(waiting), _BATCH):
            found = [_facts(row, digest, texts, names) for row, digest in waiting[at : at + _BATCH]]
            library.facts.store(RULES, found)
        spent = time.perf_counter() - start
        _say(f"{stories:,} stories, with 5 quotes and 8 figures each")
        _say(f"store: {spent / max(1, len(waiting)) * 1e3:.2f} ms a story; ")
        library.close()
        library = Library.open(paths)
        _say(f"size: {(paths.database.stat().st_size - before) / stories:,.0f} bytes a story for facts")
        _measure(library)
        for copy in range(20):
            for sample in sample_entries():
                library.keep(Entry(guid=f"{copy}", title=f"{sample.title} {copy}", body=sample.body,
                                   body_type=sample.body_type))  # fmt: skip
        start = time.perf_counter()
        done = index_pending(library)
        _say(
            f"index_pending: {(time.perf_counter() - start) / done * 1e3:.1f} ms a story ({done} sample stories)"
        )
        library.close()


def _measure(library: Library) -> None:
    facts = library.facts
    some = facts.quotes(limit=1)[0]
    figure = facts.figures(kind="money", limit=1)[0]
    since = _START + timedelta(days=900)
    questions: dict[str, Callable[[], object]] = {
        "pending, none": partial(facts.pending, RULES),
        "quotes": facts.quotes,
        "quotes by a common name": partial(facts.quotes, by="ana"),
        "quotes by a rare name": partial(facts.quotes, by="name9876"),
        "quotes by a part of names": partial(facts.quotes, by="name98"),
        "quotes of one speaker": partial(facts.quotes, speaker=some.quote.speaker),
        "quotes about a common word": partial(facts.quotes, about="the"),
        "quotes about a rare word": partial(facts.quotes, about=_word(29_000)),
        "quotes about two words": partial(facts.quotes, about="gas trade"),
        "quotes about two letters": partial(facts.quotes, about="ga"),
        "quotes by and about, since": partial(facts.quotes, by="ana", about="gas", since=since),
        "quotes about nothing there": partial(facts.quotes, about="xyzzy the"),
        "figures": facts.figures,
        "figures of money": partial(facts.figures, kind="money"),
        "figures of money from 1e9": partial(facts.figures, kind="money", least=1e9),
        "figures from 1e12": partial(facts.figures, least=1e12),
        "figures from 1e15 (none)": partial(facts.figures, least=1e15),
        "figures in euros (none)": partial(facts.figures, kind="money", unit="EUR"),
        "figures about a common word": partial(facts.figures, about="the", kind="money", least=1e6),
        "figures about a rare word": partial(facts.figures, about=_word(29_000)),
        "figures about, none so large": partial(facts.figures, about="the", least=1e15),
        "speakers": facts.speakers,
        "speakers, common word": partial(facts.speakers, "the"),
        "speakers, common name": partial(facts.speakers, "ana"),
        "speakers, two letters": partial(facts.speakers, "ga"),
        "quotes about three letters": partial(facts.quotes, about="gan"),
        "same quote": partial(facts.same_quote, some.header.id, some.quote),
        "same figure": partial(facts.same_figure, figure.header.id, figure.figure),
    }
    for name, ask in questions.items():
        _best(name, ask)


def _fill(library: Library, number: int) -> None:
    url = f"http://127.0.0.1/{number}"
    library.subscribe(url)
    moments = sorted(random.sample(range(100_000_000), _PER_FEED))
    entries = tuple(
        Entry(
            guid=f"{number}-{at}",
            title=f"Story {at} of {number}",
            published=_START + timedelta(seconds=moment),
        )
        for at, moment in enumerate(moments)
    )
    library.record(
        Outcome(url, url, Feed(title=url, entries=entries), False, "", "", "", "", "", datetime.now(UTC), 200)
    )


def _facts(row: int, digest: bytes, texts: Iterator[str], names: Iterator[str]) -> StoryFacts:
    speakers = [next(names) for _ in range(2)]
    quotes = tuple(
        QuoteFact(at * 100, at * 100 + 90, "indirect" if at == 4 else "speech", next(texts),
                  f"{speakers[at % 2]}, head of the office", speakers[at % 2])
        for at in range(5)
    )  # fmt: skip
    figures: list[FigureFact] = []
    for at in range(8):
        kind, unit = random.choice(_KINDS)
        value = float(f"{10 ** random.uniform(0, 12):.2g}")
        sentence = next(texts) if at % 2 == 0 else figures[-1].sentence
        figures.append(FigureFact(at, at + 1, kind, f"{value:g}", value, value, unit, "", "", sentence))
    return StoryFacts(row, digest, quotes, tuple(figures))


def _texts() -> Iterator[str]:
    """Sentences of 25 words with about the distribution that words have."""
    words = ["the", "of", "to", "and", "trade", "gas", *(_word(number) for number in range(30_000))]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    while True:
        pool = random.choices(words, weights, k=25_000)
        for start in range(0, len(pool), 25):
            yield " ".join(pool[start : start + 25])


def _word(number: int) -> str:
    """A made-up word of two to four syllables, another for each number."""
    word = ""
    number = number * 7919 % 30_011 + 100
    while number:
        number, syllable = divmod(number, 100)
        word += "bcdfghklmnprstvwyzjx"[syllable // 5] + "aeiou"[syllable % 5] + "nrst"[syllable % 4]
    return word


def _names() -> Iterator[str]:
    first = ["Ana", "Bela", "Chidi", "Dmitry", "Esra", "Farah", "Gita", "Hugo"]
    last = [f"Name{number}" for number in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(last))]
    while True:
        for name in random.choices(last, weights, k=1000):
            yield f"{first[int(name[4:]) % len(first)]} {name}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _best(name: str, ask: Callable[[], object]) -> None:
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - start) * 1e3)
    _say(f"{name:32} {sorted(spent)[2]:8.2f} ms median, {max(spent):.2f} worst")


if __name__ == "__main__":
    main()
