"""How long the interface takes, against Textual's own Markdown widget in the same run.

python tests/benchmarks/bench_ui.py [STORIES]    prints milliseconds of CPU; never fails.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Markdown

from newsreader.article.make import make_article
from newsreader.config import Config
from newsreader.library.library import Library
from newsreader.model import Entry, Feed
from newsreader.paths import Paths
from newsreader.sources.outcome import Outcome
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.environment import Environment
from newsreader.ui.page.typeset import set_article
from newsreader.ui.pauses import keep_pauses_short

SENTENCE = (
    "“We sold 1,200 of them at $4.50 each,” said Ada Finch on 3 May, and 12% came back within two weeks. "
)
URL = "http://127.0.0.1/feed"


def story(words: int) -> Entry:
    """A story of about that many words in paragraphs of 80."""
    count = max(1, words // 80)
    return Entry(title=f"{words} words", body="\n\n".join([SENTENCE * 4] * count), body_type="text")


def fill(paths: Paths, stories: int) -> None:
    """A library with that many stories."""
    library = Library.open(paths)
    library.subscribe(URL)
    start = datetime(2025, 6, 18, tzinfo=UTC)
    for low in range(0, stories, 2_000):
        entries = tuple(
            Entry(
                guid=str(n),
                link=f"http://127.0.0.1/{n}",
                title=f"Story number {n} of a long list with a title of some length",
                published=start - timedelta(minutes=7 * n),
                body=f"<p>{SENTENCE}</p>",
            )
            for n in range(low, min(stories, low + 2_000))
        )
        library.record(
            Outcome(
                key=URL, url=URL, feed=Feed(title="The Courier", entries=entries), unchanged=False, error="",
                etag="", last_modified="", body_hash=str(low), moved_to="", checked=start, status=200,
            )
        )  # fmt: skip
    library.close()


async def spent(pilot: Pilot[None], action: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds of the interface's CPU until the screen has been drawn again."""
    await pilot.pause()
    began = time.thread_time()
    await action()
    await pilot.pause()
    return (time.thread_time() - began) * 1000


async def bench_articles() -> None:
    """Switch to articles of growing length; Textual's Markdown widget on the same text."""
    keep_pauses_short()  # as whoever runs the app does
    with tempfile.TemporaryDirectory() as home:
        app = NewsreaderApp(Environment(Paths.default(home), Config(read_after=0)))
        async with app.run_test(size=(140, 40)) as pilot:
            await pilot.pause(1)
            reader = app.reader
            assert reader is not None
            for words in (500, 5_000, 100_000):
                began = time.process_time()
                article = make_article(story(words))
                made = (time.process_time() - began) * 1000
                began = time.process_time()
                setting = set_article(article, lights=True, clock=datetime.now(UTC))
                typeset = (time.process_time() - began) * 1000

                async def show() -> None:
                    reader.article_view.show(setting)  # noqa: B023

                shown = await spent(pilot, show)

                async def resize() -> None:
                    width = 140 if reader.app.size.width != 140 else 90
                    await pilot.resize_terminal(width, 40)

                await resize()
                await pilot.pause(0.2)
                resized = await spent(pilot, resize)
                times = f"made {made:7.1f}  set {typeset:6.1f}  shown {shown:6.1f}  resized {resized:6.1f} ms"
                print(f"article {words:>7} words: {times}")

    class Peer(App[None]):
        def compose(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
            yield Markdown("")

    peer = Peer()
    async with peer.run_test(size=(140, 40)) as pilot:
        for words in (500, 5_000):
            text = story(words).body

            async def update() -> None:
                await peer.query_one(Markdown).update(text)  # noqa: B023

            print(f"Markdown {words:>6} words: {await spent(pilot, update):.1f} ms")


async def bench_list(stories: int) -> None:
    """Start on a long list, and press keys in it."""
    keep_pauses_short()
    with tempfile.TemporaryDirectory() as home:
        paths = Paths.default(home)
        fill(paths, stories)
        began = time.perf_counter()
        app = NewsreaderApp(Environment(paths, Config(read_after=0)))
        async with app.run_test(size=(140, 40)) as pilot:
            reader = app.reader
            while app.reader is None or not app.reader.story_list.row_count:
                await pilot.pause(0.005)
            reader = app.reader
            print(f"list of {stories}: first rows after {(time.perf_counter() - began) * 1000:.0f} ms (wall)")
            await pilot.pause(0.5)
            reader.story_list.focus()

            for key, times in (("j", 50), ("pagedown", 20), ("G", 1), ("g", 1)):

                async def press() -> None:
                    for _ in range(times):  # noqa: B023
                        await pilot.press(key)  # noqa: B023

                print(f"key {key:9}: {await spent(pilot, press) / times:6.1f} ms of CPU a press")

            async def reload() -> None:
                reader.load_list()
                await pilot.pause(0.5)

            print(f"reload the list: {await spent(pilot, reload):6.1f} ms of CPU")


def main() -> None:
    """Print all figures."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(Path(__file__).name)
    asyncio.run(bench_articles())
    asyncio.run(bench_list(stories))


if __name__ == "__main__":
    main()
