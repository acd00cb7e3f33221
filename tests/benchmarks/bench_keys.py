"""How long a key press takes while the real app refreshes hundreds of feeds, from the key to the screen drawn.

python -m tests.benchmarks.bench_keys [FEEDS]    never fails. On a busy machine believe the CPU, or let the interface
go before all else: chrt -R -r 10 python -m tests.benchmarks.bench_keys
"""

import asyncio
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import events

from newsreader.config import Config
from newsreader.library.library import Library
from newsreader.paths import Paths
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.environment import Environment
from newsreader.ui.pauses import keep_pauses_short
from tests.benchmarks.bench_ui import fill
from tests.benchmarks.feed_making import write_feeds

_BETWEEN_KEYS = 0.03
"""Seconds: a key that is held down repeats about that often."""
_ENTRIES = 30
_STORIES = 5_000


async def measure(paths: Paths) -> None:
    """Hold ``j`` down in a quiet app, then during a refresh of every feed."""
    keep_pauses_short()
    app = NewsreaderApp(Environment(paths, Config(read_after=0)))
    async with app.run_test(size=(140, 40)) as pilot:
        while app.reader is None or not app.reader.story_list.row_count:
            await pilot.pause(0.01)
        reader = app.reader
        reader.story_list.focus()
        await pilot.pause(1)
        drawn = asyncio.Event()
        draw: Callable[..., None] = app._display

        def display(*arguments: Any) -> None:
            draw(*arguments)
            if reader.story_list.cursor != before:
                drawn.set()

        app._display = display  # type: ignore[method-assign, assignment]
        before = reader.story_list.cursor

        async def press() -> tuple[float, float]:
            nonlocal before
            before = reader.story_list.cursor
            drawn.clear()
            start, worked = time.perf_counter(), time.thread_time()
            app.post_message(events.Key("j", "j"))
            await asyncio.wait_for(drawn.wait(), 10)
            return (time.perf_counter() - start) * 1000, (time.thread_time() - worked) * 1000

        async def hold(until: Callable[[], bool]) -> list[tuple[float, float]]:
            times = []
            while not until():
                times.append(await press())
                await asyncio.sleep(_BETWEEN_KEYS)
            return times

        quiet_until = time.perf_counter() + 3
        _say("quiet", await hold(lambda: time.perf_counter() > quiet_until))
        gc.collect()
        start = time.perf_counter()
        reader.action_refresh_all()
        await asyncio.sleep(0.05)
        times = await hold(lambda: not reader._refreshing)
        _say(f"refresh of {time.perf_counter() - start:.1f} s", times)
        counts = await asyncio.to_thread(reader.library.counts)
        print(f"stories now: {counts.all.total:,}")


def _say(what: str, presses: list[tuple[float, float]]) -> None:
    print(f"{what}: {len(presses)} presses")
    for name, one in (("to the screen", 0), ("CPU of the interface's thread", 1)):
        times = sorted(press[one] for press in presses)
        high = times[min(len(times) - 1, int(len(times) * 0.99))]
        print(f"  {name:30} median {times[len(times) // 2]:6.1f}  99% {high:6.1f}  worst {times[-1]:6.1f} ms")


def main() -> None:
    """Serve feeds from another process, and measure."""
    feeds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "feeds")
        folder.mkdir()
        write_feeds(folder, feeds, _ENTRIES)
        command = [sys.executable, "-m", "tests.benchmarks.feed_making", str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            port = int(server.stdout.readline())
            paths = Paths.default(str(Path(scratch, "home")))
            fill(paths, _STORIES)
            library = Library.open(paths)
            for number in range(feeds):
                library.subscribe(f"http://127.0.0.1:{port}/n/{number}.xml")
            library.close()
            try:
                asyncio.run(measure(paths))
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
