from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.paths import Paths
from newsreader.ui.commands import COMMANDS
from newsreader.ui.dialogs.help_screen import HelpRows, HelpScreen
from tests.ui.screens import fill, press, running


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.default(tmp_path)
    fill(paths)
    return paths


def lines(pilot: Pilot[None]) -> list[list[str]]:
    """What each column says that is on the screen, from its first row to its last."""
    columns = [rows for rows in pilot.app.screen.query(HelpRows) if rows.display]
    return [
        [rows.render_line(line).text for line in range(min(rows.size.height, rows.virtual_size.height))]
        for rows in columns
    ]


async def test_every_key_stands_on_one_screen_of_a_large_terminal(paths: Paths) -> None:
    async with running(paths, size=(200, 60)) as (pilot, _reader):
        await press(pilot, "question_mark")
        words = " ".join(line.strip() for column in lines(pilot) for line in column)
        assert [command.title for command in COMMANDS if command.keys and command.title not in words] == []
        assert "Where things are kept" in words


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_what_a_key_does_takes_one_line(paths: Paths, size: tuple[int, int]) -> None:
    async with running(paths, size=size) as (pilot, _reader):
        await press(pilot, "question_mark")
        shown: set[str] = set()
        for _ in range(12):
            shown |= {line.strip() for column in lines(pilot) for line in column}
            await press(pilot, "space")
        ends = " ".join(shown)
        assert [command.title for command in COMMANDS if command.keys and command.title not in ends] == []


async def test_the_columns_follow_the_width_and_scroll_as_one(paths: Paths) -> None:
    async with running(paths, size=(140, 30)) as (pilot, _reader):
        await press(pilot, "question_mark")
        left, right = pilot.app.screen.query(HelpRows)
        await press(pilot, "j", "j")
        assert (left.scroll_y, right.scroll_y) == (2, 2)
        await pilot.resize_terminal(80, 24)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert len(lines(pilot)) == 1
        await press(pilot, "G")
        assert "Rebinding" in lines(pilot)[0][-1]
