"""Measure the library at the size where other readers become slow. Prints figures, asserts nothing.

python tests/benchmarks/bench_library.py [STORIES]
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Author, Entry, Feed
from newsreader.paths import Paths
from newsreader.sources.outcome import Outcome

T = TypeVar("T")

_PER_FEED = 200
_START = datetime(2025, 1, 1, tzinfo=UTC)


def main() -> None:
    """Fill a library and time what the interface does with it."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        paths = Paths.default(home)
        library = Library.open(paths)
        _say(f"{stories:,} stories")
        outcomes = list(_outcomes(stories))
        for outcome in outcomes:
            library.subscribe(outcome.key)
        _once("store and index, feed by feed", lambda: [library.record(outcome) for outcome in outcomes])
        _say(f"{'database':32} {paths.database.stat().st_size / 1e6:9.1f} MB")
        library.close()
        library = _once("open", lambda: Library.open(paths))
        for scope in (Scope(), Scope("unread"), Scope("bookmarked"), Scope("feed", _url(0))):
            _best(f"stories({scope.kind})", partial(library.stories, scope))
        rows = library.stories(Scope()).rows
        _best("headers of a page of 60", lambda: library.headers(rows[1000:1060]))
        _best("counts", library.counts)
        _best("change_token", library.change_token)
        _best("catch_up, nothing new", library.catch_up)
        for query in ("t", "th", "word", "word12", "word12 word77", '"word1 word2"', "中", "世界", "xyzzy"):
            found = len(library.stories(Scope(), query).rows)
            _best(f"search {query} ({found:,})", partial(library.stories, Scope(), query))
        _best("story", lambda: library.story(library.headers(rows[:1])[0].id))
        ids = [header.id for header in library.headers(rows[:200])]
        spent = iter(ids)
        _best("mark one read", lambda: library.mark([next(spent)], "read", True), times=100)
        _best("bookmark one", lambda: library.mark([next(spent)], "bookmarked", True), times=50)
        _once("undo", library.undo)
        _once("mark all read", lambda: library.mark_scope_read(Scope()))
        _once("undo that", library.undo)
        library.close()
        paths.database.write_bytes(b"damaged")
        library = _once("rebuild from the journal", lambda: Library.open(paths))
        library.close()


def _outcomes(stories: int) -> Iterator[Outcome]:
    random.seed(1)
    texts = _texts()
    for number in range(stories // _PER_FEED):
        url = _url(number)
        entries = tuple(
            Entry(
                guid=f"{number}-{index}",
                link=f"{url}/{index}",
                title=" ".join(next(texts).split()[:9]),
                authors=(Author(f"Author {number}"),),
                published=_START + timedelta(seconds=random.randrange(20_000_000)),
                body=f"<p>{next(texts)}</p>\n<p>{next(texts)} 世界人民 {index}</p>",
            )
            for index in range(_PER_FEED)
        )
        feed = Feed(title=f"Feed {number}", entries=entries)
        yield Outcome(url, url, feed, False, "", "", "", "", "", datetime.now(UTC), 200)


def _texts() -> Iterator[str]:
    """Texts of 150 words with about the distribution that words have."""
    words = [f"word{number}" for number in range(30_000)] + ["the", "that", "to", "this", "trade"] * 3000
    random.shuffle(words)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    while True:
        pool = random.choices(words, weights, k=15_000)
        for start in range(0, len(pool), 150):
            yield " ".join(pool[start : start + 150])


def _url(number: int) -> str:
    return f"http://127.0.0.1/feed/{number}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _once(name: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = work()
    _say(f"{name:32} {(time.perf_counter() - start) * 1e3:9.1f} ms")
    return result


def _best(name: str, work: Callable[[], object], times: int = 5) -> None:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    spent.sort()
    _say(f"{name:32} {spent[len(spent) // 2] * 1e3:9.2f} ms median, {spent[-1] * 1e3:.2f} worst")


if __name__ == "__main__":
    main()
