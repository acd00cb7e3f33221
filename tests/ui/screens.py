"""A library with stories of known times, and the real app on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from newsreader.config import Config
from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.model import Author, Entry, Feed
from newsreader.paths import Paths
from newsreader.sources.outcome import Outcome
from newsreader.sources.samples import sample_entries
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.clock import Clock
from newsreader.ui.environment import Environment
from newsreader.ui.screen.reader import ReaderScreen

NOW = datetime(2025, 6, 18, 12, 0, tzinfo=UTC)
CLOCK = Clock(ZoneInfo("UTC"), NOW)
COURIER = "http://127.0.0.1/courier.xml"
_BEHIND = frozenset({"prepare"})
"""Work that nothing on the screen waits for."""
LEDGER = "http://127.0.0.1/ledger.xml"


def entry(number: int, title: str, hours: float, body: str = "") -> Entry:
    """A feed's entry of some hours ago."""
    return Entry(
        guid=f"entry-{number}",
        link=f"http://127.0.0.1/stories/{number}",
        title=title,
        authors=(Author("Ines Calder"),),
        published=NOW - timedelta(hours=hours),
        body=body
        or f"<p>The council met at dawn. “We are ready,” said Mayor Ada Finch, of item {number}.</p>",
    )


def outcome(key: str, title: str, entries: tuple[Entry, ...], error: str = "") -> Outcome:
    """What a fetch of a feed brings."""
    feed = None if error else Feed(title=title, link="http://127.0.0.1/", entries=entries)
    return Outcome(
        key=key, url=key, feed=feed, unchanged=False, error=error, etag="", last_modified="", body_hash="",
        moved_to="", checked=NOW, status=200,
    )  # fmt: skip


def dated_samples() -> tuple[Entry, ...]:
    """The sample stories as entries of a feed, each some hours older than the one before, all long past."""
    return tuple(
        replace(story, guid=f"sample-{story.guid}", published=NOW - timedelta(hours=2 + 9 * number))
        for number, story in enumerate(sample_entries())
    )


def fill(paths: Paths, *, long_list: int = 0) -> None:
    """Two feeds: one with the dated samples, one with short stories; the shipped samples are hidden."""
    library = Library.open(paths)
    samples.install(library)
    library.mark(samples.sample_ids(), "hidden", True, automatic=True)
    library.subscribe(COURIER)
    library.record(outcome(COURIER, "The Courier", dated_samples()))
    library.subscribe(LEDGER)
    ledger = (
        entry(1, "Harbour wall to be raised by two metres", 1),
        entry(2, "Bus fares frozen until spring", 30),
        *(entry(100 + n, f"Minutes of meeting {n}", 200 + n) for n in range(long_list)),
    )
    library.record(outcome(LEDGER, "Evening Ledger", ledger))
    library.close()


def fill_with(paths: Paths, story: Entry) -> None:
    """The two feeds, with one more story in the first."""
    fill(paths)
    library = Library.open(paths)
    library.record(outcome(COURIER, "The Courier", (story,)))
    library.close()


@asynccontextmanager
async def running(
    paths: Paths,
    size: tuple[int, int] = (120, 36),
    config: Config | None = None,
    opened: Entry | None = None,
    *,
    few_colours: bool = False,
) -> AsyncIterator[tuple[Pilot[None], ReaderScreen]]:
    """The app, once the first list is there."""
    settings = config or Config(read_after=0)
    app = NewsreaderApp(Environment(paths, settings, clock=CLOCK, opened=opened, few_colours=few_colours))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.reader is not None and app.reader.ready and settled(app.reader))
        assert app.reader is not None
        yield pilot, app.reader
        app.reader.leaving.set()
        await rest(pilot)
        app.workers.cancel_all()
        if app.reader is not None and app.reader.ready:
            app.reader.library.close()


def settled(reader: ReaderScreen) -> bool:
    """Whether list and article are both there."""
    return (
        reader.counts.all.total >= 0
        and (reader.article_view.setting is not None or not reader.story_list.row_count)
        and not any(worker.is_running and worker.group not in _BEHIND for worker in reader.app.workers)
    )


async def until(pilot: Pilot[None], true: Callable[[], bool], tries: int = 400) -> None:
    """Wait for something that happens in the background."""
    for _ in range(tries):
        if true():
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not happen")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and let what they start come to rest."""
    for key in keys:
        await pilot.press(key)
        await rest(pilot)


async def rest(pilot: Pilot[None]) -> None:
    """Wait until nothing is going on but what waits for the reader."""
    await pilot.pause(0.05)
    await until(
        pilot,
        lambda: (
            not any(
                worker.is_running and worker.group not in {"add", "refresh", "downloads", *_BEHIND}
                for worker in pilot.app.workers
            )
        ),
    )
