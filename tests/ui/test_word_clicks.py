from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.library.library import Library
from newsreader.paths import Paths
from newsreader.ui.page.caret import word_at
from newsreader.ui.screen.reader import ReaderScreen
from tests.ui.screens import LEDGER, entry, fill, outcome, press, running

BODY = "<p>The council’s hall was cold. It rained all day, and nobody came.</p><p>Another paragraph.</p>"


async def _click(pilot: Pilot[None], reader: ReaderScreen, words: str, times: int) -> None:
    view = reader.article_view
    lines = [view.render_line(y).text for y in range(view.size.height)]
    y = next(n for n, line in enumerate(lines) if words in line)
    await pilot.click(view, offset=(lines[y].index(words) + 1, y), times=times)
    await pilot.pause()


@pytest.mark.parametrize(
    ("times", "copied"),
    [(2, "council’s"), (3, "The council’s hall was cold. It rained all day, and nobody came.")],
)
async def test_two_clicks_select_a_word_and_three_its_paragraph(
    tmp_path: Path, times: int, copied: str
) -> None:
    paths = Paths.default(tmp_path)
    fill(paths)
    library = Library.open(paths)
    library.record(outcome(LEDGER, "Evening Ledger", (entry(50, "The wall", 0.5, BODY),)))
    library.close()
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter")
        await _click(pilot, reader, "council", times)
        await press(pilot, "y")
        assert reader.app.clipboard == copied
        await press(pilot, "escape")
        assert not reader.selections


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [("a fine day", 3, "fine"), ("a fine day", 1, " "), ("don’t", 4, "don’t"), ("会議は東京で", 3, "東京")],
)
def test_the_word_at_a_place(text: str, at: int, word: str) -> None:
    start, end = word_at(text, at)
    assert text[start:end] == word
