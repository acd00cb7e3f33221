"""A refresh, end to end: fetched over HTTP, parsed, stored and indexed, beside newsboat and lemon24/reader.

python -m tests.benchmarks.bench_refresh [--feeds 300] [--entries 30] [--only NAME] [--reader-python PYTHON]

All three fetch the same feeds from the same server, which is a process of its own on loopback; each runs as a
process, start included and bytecode at hand, by turns three times, and the best counts. newsboat must be
installed; lemon24/reader is used when the given Python can import it, and once. Prints seconds, asserts nothing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.feed_making import write_feeds

_NAMES = ("newsreader", "newsboat", "reader")
_TIMES = 3
_READER = """
import sys
from reader import make_reader
home, urls = sys.argv[1:3]
reader = make_reader(home + "/reader.sqlite")
reader.enable_search()
for url in open(urls).read().split():
    reader.add_feed(url, exist_ok=True)
for result in reader.update_feeds_iter(workers=10):
    if isinstance(result.value, Exception):
        raise result.value
reader.update_search()
print(reader.get_entry_counts().total)
"""
_NEWSBOAT_CONFIG = "reload-threads 8\n"
"""By default it fetches one feed after another."""


def main() -> None:
    """Measure each program on each kind of server."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        feeds = folder / "feeds"
        feeds.mkdir()
        size = write_feeds(feeds, options.feeds, options.entries)
        print(f"{options.feeds} feeds, {options.feeds * options.entries:,} entries, {size / 1e6:.1f} MB")
        with _server(feeds) as port:
            for kind, words in (("v", "with validators"), ("n", "without validators")):
                urls = [f"http://127.0.0.1:{port}/{kind}/{number}.xml" for number in range(options.feeds)]
                _measure(
                    [options.only] if options.only else list(_NAMES),
                    words,
                    folder,
                    urls,
                    options.reader_python,
                )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--only", default="", choices=_NAMES)
    parser.add_argument("--reader-python", default=sys.executable, help="a Python that has lemon24/reader")
    return parser.parse_args()


@contextmanager
def _server(feeds: Path) -> Iterator[int]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.feed_making", str(feeds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


def _measure(names: list[str], words: str, folder: Path, urls: list[str], reader_python: str) -> None:
    first: dict[str, list[float]] = {name: [] for name in names}
    again: dict[str, list[float]] = {name: [] for name in names}
    failed = {}
    for turn in range(_TIMES):
        for name in names:
            if name in failed or (name == "reader" and turn):
                continue
            home = folder / name
            home.mkdir()
            try:
                command = _command(name, home, urls, reader_python)
                first[name].append(_run(command, home))
                again[name].append(_run(command, home))
            except (OSError, subprocess.CalledProcessError) as error:
                failed[name] = error
            shutil.rmtree(home)
    for name in names:
        told = f"{name:12} {words:20}"
        if name in failed:
            print(f"{told} cannot be measured: {failed[name]}")
        else:
            print(f"{told} first {min(first[name]):6.2f} s   unchanged {min(again[name]):6.2f} s", flush=True)


def _command(name: str, home: Path, urls: list[str], reader_python: str) -> list[str]:
    """The command that refreshes, made ready to run in ``home``."""
    listed = home / "urls"
    listed.write_text("\n".join(urls) + "\n")
    if name == "newsboat":
        (home / "config").write_text(_NEWSBOAT_CONFIG)
        files = ["-u", str(listed), "-c", str(home / "cache.db"), "-C", str(home / "config")]
        return ["newsboat", *files, "-x", "reload"]
    if name == "reader":
        return [reader_python, "-c", _READER, str(home), str(listed)]
    outlines = "".join(f'<outline type="rss" xmlUrl="{url}"/>' for url in urls)
    (home / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    ours = [sys.executable, "-m", "newsreader", "--home", str(home / "home")]
    _run([*ours, "import", str(home / "feeds.opml")], home)
    return [*ours, "refresh", "--quiet"]


def _run(command: list[str], home: Path) -> float:
    environment = os.environ | {"HOME": str(home), "no_proxy": "127.0.0.1"}
    environment["PYTHONPYCACHEPREFIX"] = str(home.parent / "bytecode")  # an installed program has it at hand
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode:
        print(done.stderr.decode()[-2000:])
        done.check_returncode()
    return spent


if __name__ == "__main__":
    main()
