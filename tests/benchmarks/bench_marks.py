"""How fast quotes and figures are found, JSON included: python tests/benchmarks/bench_marks.py [TEXTS.jsonl ...]

Each line of a file is {"text": ...}; without files the sample stories are read again and again. Two naive regular
expressions run over the same texts for comparison. Prints megabytes (of UTF-8) a second of CPU; never fails.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from newsreader.article.as_json import figure_json, quote_json
from newsreader.article.figures import find_figures
from newsreader.article.quotes import find_quotes
from newsreader.paths import shipped

NAIVE = re.compile(r"“[^”]*”|\"[^\"]*\""), re.compile(r"[$€£]?\d[\d,.]*(?: (?:million|billion|percent|%))?")
HOSTILE = {
    "quotation marks": "“",
    "nested marks": "“‘",
    "straight marks": '"',
    "digits": "1",
    "commas": ",",
    "dollars": "$",
    "fractions": "½",
    "hyphens": "1-1-1-",
    "number words": "one ",
    "millions": "million million ",
    "ranges": "1 to 2 to ",
    "brackets": "()",
    "spaces": " ",
    "scripts": "я万की1",
    "words": "said Rao. ",
    "sentences": "Dr Ann Lee said it was so. ",
    "titles": "Mr. ",
    "initials": "A. B. ",
    "amounts": "$1 ",
    "quotes": "“a” said B. ",
    "CJK quotes": "「a」と",
}


def texts(files: list[str]) -> list[str]:
    """The texts of the files, or the sample stories fifty times."""
    if files:
        return [
            json.loads(line)["text"] for file in files for line in Path(file).read_text("utf-8").splitlines()
        ]
    return [path.read_text("utf-8") for path in sorted(shipped("seeds").glob("*.txt"))] * 50


def both(text: str) -> object:
    """Everything found, as JSON."""
    found = {
        "quotes": [quote_json(quote) for quote in find_quotes(text)],
        "figures": [figure_json(figure) for figure in find_figures(text)],
    }
    return json.dumps(found, ensure_ascii=False)


def naive(text: str) -> object:
    """What two regular expressions find."""
    return [pattern.findall(text) for pattern in NAIVE]


def rate(work: Callable[[str], object], stories: list[str]) -> float:
    """Megabytes a second of CPU."""
    began = time.process_time()
    for story in stories:
        work(story)
    return sum(len(story.encode()) for story in stories) / 1e6 / (time.process_time() - began)


def main() -> None:
    """Print all figures."""
    stories = texts(sys.argv[1:])
    both(stories[0])
    print(f"{len(stories)} texts, {sum(map(len, stories)):,} characters")
    ways: dict[str, Callable[[str], object]] = {
        "quotes": find_quotes,
        "figures": find_figures,
        "both, JSON included": both,
        "naive": naive,
    }
    for name, work in ways.items():
        print(f"{name:20} {rate(work, stories):6.2f} MB/s")
    for name, unit in HOSTILE.items():
        began = time.process_time()
        both(unit * (1_000_000 // len(unit)))
        print(f"1 MB of {name:15} {time.process_time() - began:6.2f} s")
    for name in ("quotes", "figures"):
        print(f"import and first call of {name}: {start(name):.1f} ms, standard library apart")


def start(name: str) -> float:
    """Milliseconds of CPU for an engine's import and first story in a fresh process, the best of nine.

    What it needs of the standard library is loaded before, as any program has, and bytecode is at hand, as it is
    of any program that was installed.
    """
    code = (
        "import bisect, dataclasses, datetime, decimal, functools, json, pathlib, re, time, typing, zlib\n"
        "began = time.process_time()\n"
        f"from newsreader.article.{name} import find_{name}\n"
        f"find_{name}('“The road is open,” said Ms. Rao. It cost $5 million, 3% more.')\n"
        "print(1000 * (time.process_time() - began))"
    )
    with TemporaryDirectory() as bytecode:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = [
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
            )
            for _ in range(9)
        ]
    return min(float(each.stdout) for each in done)


if __name__ == "__main__":
    main()
