"""How well the story of a page is told from its furniture, beside trafilatura in the same run.

python -m tests.benchmarks.bench_extract FOLDER [--show N]

FOLDER holds a folder for each page with ``source.html``, ``expected.html`` and ``expected-metadata.json``, as in the
tests of Mozilla's Readability. Text is scored by shingles of words: the words are runs of letters and digits
in lower case, a shingle is N of them in a row, the score of a page is the F1 of the two sets of shingles,
that of all is their mean; beside it stands the F1 of all pages' shingles counted together, with repetitions.
Title and byline count as right when they are the same but for white space and case.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from lxml import html

from newsreader.model import NewsreaderError
from newsreader.sources.fulltext import extract

_URL = "http://fakehost/test/page.html"
_SIZES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one program read on a page."""

    title: str
    byline: str
    text: str


def main() -> None:
    """Score both programs on every page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="the pages with the lowest scores of ours")
    options = parser.parse_args()
    pages = sorted(path.parent for path in options.folder.glob("*/expected.html"))
    expected = [_expected(page) for page in pages]
    for name, read in (("newsreader", _ours), ("trafilatura", _theirs)):
        start = time.perf_counter()
        readings = [read((page / "source.html").read_bytes()) for page in pages]
        print(f"{name}: {len(pages)} pages in {time.perf_counter() - start:.1f} s")
        for field in ("title", "byline"):
            wanted = [(one, getattr(gold, field)) for one, gold in zip(readings, expected, strict=True)]
            right = [_folded(getattr(one, field)) == _folded(value) for one, value in wanted if value]
            print(f"  {field:8} {sum(right)}/{len(right)}")
        texts = [(one.text, gold.text) for one, gold in zip(readings, expected, strict=True)]
        for size in _SIZES:
            print(
                f"  text, {size} words: mean {_mean(texts, size):.4f}   together {_together(texts, size):.4f}"
            )
        if options.show and read is _ours:
            scores = [(_f1(set(_shingles(got, 3)), set(_shingles(gold, 3))), page.name)
                      for (got, gold), page in zip(texts, pages, strict=True)]  # fmt: skip
            for score, page_name in sorted(scores)[: options.show]:
                print(f"    {score:.3f} {page_name}")


def _expected(page: Path) -> Reading:
    facts = json.loads((page / "expected-metadata.json").read_text(encoding="utf-8"))
    markup = html.fromstring(f"<div>{(page / 'expected.html').read_text(encoding='utf-8')}</div>")
    return Reading(facts.get("title") or "", facts.get("byline") or "", " ".join(map(str, markup.itertext())))


def _ours(data: bytes) -> Reading:
    try:
        page = extract(data, _URL)
    except NewsreaderError:
        return Reading("", "", "")
    return Reading(page.title, page.byline, page.text)


def _theirs(data: bytes) -> Reading:
    facts = trafilatura.extract_metadata(data)
    return Reading(facts.title or "", facts.author or "", trafilatura.extract(data) or "")


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _shingles(text: str, size: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[start : start + size]) for start in range(max(1, len(words) - size + 1)))


def _f1(got: set[tuple[str, ...]], gold: set[tuple[str, ...]]) -> float:
    return 2 * len(got & gold) / (len(got) + len(gold))


def _mean(texts: Sequence[tuple[str, str]], size: int) -> float:
    scores = [_f1(set(_shingles(got, size)), set(_shingles(gold, size))) for got, gold in texts]
    return sum(scores) / max(1, len(scores))


def _together(texts: Sequence[tuple[str, str]], size: int) -> float:
    count: Callable[[str], Counter[tuple[str, ...]]] = lambda text: Counter(_shingles(text, size))  # noqa: E731
    both = sum((count(got) & count(gold)).total() for got, gold in texts)
    return 2 * both / max(1, sum(count(got).total() + count(gold).total() for got, gold in texts))


if __name__ == "__main__":
    main()
