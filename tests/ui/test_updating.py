"""The list while a refresh goes on."""

from pathlib import Path

import pytest

from newsreader.library.update import Report
from newsreader.paths import Paths
from newsreader.ui.screen import updating
from newsreader.ui.screen.reader import ReaderScreen
from tests.ui.screens import LEDGER, entry, fill, outcome, rest, running


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.default(tmp_path / "home")


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
