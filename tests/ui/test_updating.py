"""The list while a refresh goes on."""

import pytest

from newsreader.library.library import Library
from newsreader.library.update import Report
from newsreader.paths import Paths
from newsreader.ui.screen import updating
from newsreader.ui.screen.reader import ReaderScreen
from tests.loopback import Loopback, rss
from tests.ui.screens import COURIER, LEDGER, entry, fill, outcome, press, rest, running, until


def bring(reader: ReaderScreen, number: int) -> None:
    reader.library.record(outcome(LEDGER, "Evening Ledger", (entry(number, f"Late news {number}", 0.1),)))


async def test_the_list_takes_in_a_refresh_now_and_then_and_all_of_it_at_the_end(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(updating, "monotonic", lambda: now)
    fill(paths)
    async with running(paths) as (pilot, reader):
        before = reader.story_list.row_count
        reader._refreshing = True
        shown = []
        for number, pause in enumerate((0.0, 0.0, updating._BETWEEN_RELOADS)):
            now += pause
            bring(reader, 1000 + number)
            await reader.look_for_changes().wait()
            await rest(pilot)
            shown.append(reader.story_list.row_count - before)
        assert shown == [1, 1, 3]
        bring(reader, 1003)
        report = Report(done=2, new=4, failed=(), cancelled=False)
        reader.post_message(updating.UpdatingScreen.Refreshed(report, "forced"))
        await rest(pilot)
        assert reader.story_list.row_count - before == 4


async def test_a_refresh_that_is_stopped_keeps_what_came_and_the_next_one_goes_on(paths: Paths) -> None:
    fill(paths)
    with Loopback() as server:
        server.serve("/good", rss())
        server.route("/endless", server.hold)
        library = Library.open(paths)
        for key in (COURIER, LEDGER):
            library.unsubscribe(key)
        for path in ("/good", "/endless"):
            library.subscribe(server.url(path))
        library.close()
        async with running(paths) as (pilot, reader):
            await press(pilot, "R")
            await until(pilot, lambda: reader.status.progress == "1 of 2 feeds, 2 new · X stops")
            await press(pilot, "X")
            await until(pilot, lambda: reader.status.message == "Stopped: 2 new from 1 feed")
            assert reader.status.progress == ""
            await until(pilot, lambda: reader.counts.all.total == 2)
            server.serve("/endless", rss("Ended"))
            await press(pilot, "R")
            await until(pilot, lambda: reader.status.message == "2 new from 2 feeds")
