from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.config import Config
from newsreader.library.downloads import DownloadQueue, Source
from newsreader.model import Enclosure, Entry
from newsreader.paths import Paths
from newsreader.ui.dialogs.files_dialog import FilesDialog
from newsreader.ui.lists.file_rows import FileRows
from newsreader.ui.screen.reader import ReaderScreen
from newsreader.ui.status import StatusLine
from tests.loopback import Loopback
from tests.ui.linked import LINKED
from tests.ui.screens import entry, fill, fill_with, press, running, until

FILE = b"ID3" + bytes(range(256)) * 2000


def written(file: Path) -> str:
    return file.read_text() if file.exists() else ""


@asynccontextmanager
async def reading(
    paths: Paths, story: Entry, config: Config | None = None
) -> AsyncIterator[tuple[Pilot[None], ReaderScreen]]:
    fill_with(paths, story)
    async with running(paths, config=config) as (pilot, reader):
        await press(pilot, "enter")
        yield pilot, reader


def with_sound(server: Loopback) -> Entry:
    files = (Enclosure(server.url("/tides.mp3"), "audio/mpeg", len(FILE), 2052),)
    return replace(LINKED, enclosures=files)


async def test_files_stand_at_the_end_of_the_story(paths: Paths) -> None:
    async with reading(paths, LINKED) as (_pilot, reader):
        setting = reader.article_view.setting
        assert setting is not None
        words = [paragraph.text for paragraph in setting.paragraphs]
        assert "Audio · 34 min · 34 MB" in words
        assert "PDF · 410 kB · tables.pdf" in words


async def test_a_file_is_downloaded_by_two_keys(paths: Paths) -> None:
    with Loopback() as server:
        server.serve("/tides.mp3", FILE, "audio/mpeg")
        async with reading(paths, with_sound(server)) as (pilot, reader):
            await press(pilot, "P")
            assert isinstance(pilot.app.screen, FilesDialog)
            await pilot.press("d")
            await until(
                pilot, lambda: reader.status.message.startswith("Downloaded The keepers of the tide.mp3")
            )
            (done,) = DownloadQueue(paths.download_queue).all()
            assert done.path.read_bytes() == FILE
            rows = pilot.app.screen.query_one(FileRows)
            await until(pilot, lambda: rows.file is not None and rows.file.download is not None)
            await until(pilot, lambda: rows.file is not None and rows.file.download.state == "done")  # type: ignore[union-attr]
            assert rows.file is not None
            assert rows.file.title == "tides.mp3"


async def test_enter_plays_from_the_web_and_from_the_disk_once_it_is_there(
    paths: Paths, tmp_path: Path
) -> None:
    out = tmp_path / "played"
    player = ("/bin/sh", "-c", f'printf "%s\\n" "$1" >> {out}', "player", "{url}")
    with Loopback() as server:
        server.serve("/tides.mp3", FILE, "audio/mpeg")
        async with reading(paths, with_sound(server), Config(read_after=0, player=player)) as (pilot, reader):
            await press(pilot, "P", "enter")
            await until(pilot, lambda: written(out) == server.url("/tides.mp3") + "\n")
            await pilot.press("d")
            await until(pilot, lambda: reader.status.message.startswith("Downloaded"))
            rows = pilot.app.screen.query_one(FileRows)
            await until(
                pilot,
                lambda: bool(rows.file and rows.file.download and rows.file.download.state == "done"),
            )
            await press(pilot, "enter")
            await until(pilot, lambda: written(out).endswith("downloads/The keepers of the tide.mp3\n"))


async def test_a_missing_player_is_told_in_the_dialog(paths: Paths) -> None:
    async with reading(paths, LINKED, Config(read_after=0, player=("no-such-player",))) as (pilot, _reader):
        await press(pilot, "P", "enter")
        told = pilot.app.screen.query_one("#dialog-keys").render()
        assert "no-such-player was not found" in str(told)


async def test_a_download_can_be_paused_gone_on_with_and_removed(paths: Paths) -> None:
    with Loopback() as server:
        server.route("/tides.mp3", server.hold)
        queue = DownloadQueue(paths.download_queue)
        async with reading(paths, with_sound(server)) as (pilot, _reader):

            def rows_state() -> list[str]:
                return [download.state for download in queue.all()]

            await press(pilot, "P", "d")
            await until(pilot, lambda: rows_state() == ["running"])
            await until(pilot, lambda: "↓" in pilot.app.screen_stack[-2].query_one(StatusLine).render().plain)
            await until(pilot, lambda: shown(pilot) == "running")
            await pilot.press("space")
            await until(pilot, lambda: rows_state() == ["paused"] and shown(pilot) == "paused")
            await pilot.press("space")
            await until(pilot, lambda: rows_state() == ["running"] and shown(pilot) == "running")
            await pilot.press("D")
            await until(pilot, lambda: rows_state() == [] and shown(pilot) == "")


def shown(pilot: Pilot[None]) -> str:
    row = pilot.app.screen.query_one(FileRows).file
    return row.download.state if row is not None and row.download is not None else ""


async def test_what_was_left_goes_on_when_the_program_starts_again(paths: Paths) -> None:
    with Loopback() as server:
        server.serve("/a.mp3", FILE, "audio/mpeg")
        queue = DownloadQueue(paths.download_queue)
        item = queue.add(
            server.url("/a.mp3"), "A", "audio/mpeg", Source("", server.url("/")), paths.data / "sound"
        )
        queue.change(item.number, state="running")
        async with reading(paths, LINKED) as (pilot, _reader):
            await until(pilot, lambda: queue.all()[0].state == "done")
            assert queue.all()[0].path.read_bytes() == FILE


async def test_without_files_and_downloads_it_says_so(paths: Paths) -> None:
    async with reading(paths, entry(5, "Bare", 0.1)) as (pilot, reader):
        await press(pilot, "P")
        assert reader.status.message == "This story comes without files, and nothing was downloaded yet"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_a_failed_download_says_why_at_every_width(size: tuple[int, int], paths: Paths) -> None:
    queue = DownloadQueue(paths.download_queue)
    item = queue.add("http://127.0.0.1/a.mp3", "A", "audio/mpeg", Source(), paths.data)
    queue.change(item.number, state="failed", error=f"127.0.0.1: {'it went wrong and ' * 12}is over")
    fill(paths)
    async with running(paths, size) as (pilot, _reader):
        await press(pilot, "P")
        rows = pilot.app.screen.query_one(FileRows)
        drawn = "".join(rows.render_line(y).text for y in range(rows.size.height))
        assert "it went wrong" in drawn
        for width in (30, 200, 40):
            assert [rows.row_line(1, line, width, rows.rich_style) for line in range(5)]
