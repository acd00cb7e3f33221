"""Full texts in the real app, with pages from a real server."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.paths import Paths
from newsreader.sources.picture_cache import PictureCache
from newsreader.ui.screen.reader import ReaderScreen
from tests.loopback import Loopback
from tests.sources.picture_making import plain
from tests.ui.screens import entry, outcome, press, running, until

PAGE = "<html><body><nav>Home</nav><article><p>The council met at dawn.</p>{}</article></body></html>".format(
    "".join(
        f"<p>Part {number} of the wall was raised by two metres, they wrote in full.</p>"
        for number in range(30)
    )
)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def fill(paths: Paths, server: Loopback) -> None:
    library = Library.open(paths)
    samples.install(library)
    library.mark(samples.sample_ids(), "hidden", True, automatic=True)
    key = server.url("/feed")
    library.subscribe(key)
    story = replace(entry(1, "Harbour wall", 1, "<p>The council met at dawn.</p>"), link=server.url("/wall"))
    library.record(outcome(key, "Evening Ledger", (story,)))
    library.close()


def text(reader: ReaderScreen) -> str:
    setting = reader.article_view.setting
    return setting.article.text if setting else ""


async def test_x_reads_a_story_whole_and_shows_what_the_feed_sent_again(
    tmp_path: Path, server: Loopback
) -> None:
    paths = Paths.default(str(tmp_path))
    fill(paths, server)
    server.serve("/wall", PAGE.encode(), "text/html")
    async with running(paths) as (pilot, reader):
        await press(pilot, "x")
        await until(pilot, lambda: "Part 29" in text(reader))
        assert reader.visits.back() is None  # it is the same story, not another one
        await press(pilot, "x")
        await until(pilot, lambda: "Part 29" not in text(reader))
        await press(pilot, "x")
        await until(pilot, lambda: "Part 29" in text(reader))
        assert len(server.targets()) == 1


async def test_a_page_that_cannot_be_read_is_told_and_the_story_stays(
    tmp_path: Path, server: Loopback
) -> None:
    paths = Paths.default(str(tmp_path))
    fill(paths, server)
    async with running(paths) as (pilot, reader):
        await press(pilot, "x")
        await until(pilot, lambda: "404" in reader.status.message)
        assert "The council met at dawn." in text(reader)


async def test_bookmarking_reads_the_story_whole_behind_the_reader(tmp_path: Path, server: Loopback) -> None:
    paths = Paths.default(str(tmp_path))
    fill(paths, server)
    server.serve("/wall", PAGE.encode(), "text/html")
    async with running(paths) as (pilot, reader):
        await press(pilot, "s")
        await until(pilot, lambda: "Part 29" in text(reader))
        shown = reader.shown
        assert shown is not None
        assert shown.bookmarked


async def test_a_bookmarked_story_has_its_pictures_without_a_network(
    tmp_path: Path, server: Loopback
) -> None:
    paths = Paths.default(str(tmp_path))
    fill(paths, server)
    picture = server.url("/wall.png")
    server.serve("/wall.png", plain(), "image/png")
    page = PAGE.replace(
        "they wrote in full", f'they wrote <img src="{picture}" width="600" height="400"> in full', 1
    )
    server.serve("/wall", page.encode(), "text/html")
    async with running(paths) as (pilot, _):
        await press(pilot, "s")
        cache = PictureCache(paths.pictures, 10_000_000)
        await until(pilot, lambda: "/wall" in server.targets())
        await until(pilot, lambda: cache.get(picture) is not None)
