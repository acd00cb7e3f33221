"""A refresh, end to end: fetched over HTTP, parsed, stored and indexed, beside newsboat and lemon24/reader.

python -m tests.benchmarks.bench_refresh [--feeds 300] [--entries 30] [--only NAME] [--reader-python PYTHON]

All three fetch the same feeds from the same server, which is a process of its own on loopback; each runs as a
process, start included, three times, and the best counts. newsboat must be installed; lemon24/reader is
used when the given Python can import it. Prints seconds, asserts nothing.
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
                for name in ("newsreader", "newsboat", "reader"):
                    if options.only in ("", name):
                        _measure(name, words, folder, urls, options.reader_python)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--only", default="", choices=["newsreader", "newsboat", "reader"])
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


def _measure(name: str, words: str, folder: Path, urls: list[str], reader_python: str) -> None:
    first: list[float] = []
    again: list[float] = []
    try:
        for turn in range(_TIMES if name != "reader" else 1):
            home = folder / f"{name}-{turn}"
            home.mkdir(exist_ok=True)
            command = _command(name, home, urls, reader_python)
            first.append(_run(command, home))
            again.append(_run(command, home))
            shutil.rmtree(home)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{name:12} {words:20} cannot be measured: {error}")
        return
    print(f"{name:12} {words:20} first {min(first):6.2f} s   unchanged {min(again):6.2f} s", flush=True)


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
    start = time.perf_counter()
    environment = os.environ | {"HOME": str(home), "no_proxy": "127.0.0.1"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode:
        print(done.stderr.decode()[-2000:])
        done.check_returncode()
    return spent


if __name__ == "__main__":
    main()
