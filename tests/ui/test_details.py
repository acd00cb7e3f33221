"""What opens and closes in the article pane."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from newsreader.config import Config
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.ui.screen.reader import ReaderScreen
from tests.ui.disclosed import DISCLOSED
from tests.ui.screens import entry, fill_with, press, rest, running


@asynccontextmanager
async def reading(paths: Paths, story: Entry = DISCLOSED) -> AsyncIterator[tuple[Pilot[None], ReaderScreen]]:
    fill_with(paths, story)
    async with running(paths, (100, 40), Config(read_after=0)) as (pilot, reader):
        await press(pilot, "enter")
        yield pilot, reader


def lines(reader: ReaderScreen) -> list[str]:
    """What is on the pane."""
    view = reader.article_view
    return ["".join(s.text for s in view.render_line(y)).strip() for y in range(view.size.height)]


def line_with(reader: ReaderScreen, words: str) -> int:
    """Where words are on the pane; -1 when they are not."""
    return next((y for y, line in enumerate(lines(reader)) if words in line), -1)


async def test_closed_details_show_their_summary_alone(paths: Paths) -> None:
    async with reading(paths) as (_pilot, reader):
        assert line_with(reader, "▸ How it was measured") >= 0
        assert line_with(reader, "▾ Who paid") >= 0
        assert line_with(reader, "The port paid half") >= 0
        assert line_with(reader, "A float in a well") < 0


@pytest.mark.parametrize("key", ["enter", "o", "space"])
async def test_a_chosen_summary_opens_and_closes_on_its_line(paths: Paths, key: str) -> None:
    async with reading(paths) as (pilot, reader):
        await press(pilot, "tab")
        before = line_with(reader, "▸ How it was measured")
        shut = lines(reader)
        await press(pilot, key)
        assert line_with(reader, "▾ How it was measured") == before
        assert line_with(reader, "A float in a well") == before + 1
        assert line_with(reader, "▸ The sums") > before
        assert line_with(reader, "corrected by 3 mm") < 0
        await press(pilot, key)
        assert lines(reader) == shut


async def test_tab_passes_over_what_is_closed(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        seen = []
        for _ in range(3):
            await press(pilot, "tab")
            seen.append(reader.chosen_stop.text if reader.chosen_stop else "")
        assert seen == ["How it was measured", "Who paid", "its books"]
        await press(pilot, "shift+tab", "shift+tab", "enter", "tab")
        assert reader.chosen_stop is not None
        assert reader.chosen_stop.text == "the station"


async def test_a_click_on_a_summary_opens_it(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        y = line_with(reader, "▸ How it was measured")
        await pilot.click(reader.article_view, offset=(10, y))
        await rest(pilot)
        assert line_with(reader, "▾ How it was measured") == y
        await pilot.click(reader.article_view, offset=(10, y - 1))
        await rest(pilot)
        assert line_with(reader, "▾ How it was measured") == y


async def test_marks_open_what_they_lead_into(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        setting = reader.article_view.setting
        assert setting is not None
        index = next(
            n for n, mark in enumerate(setting.marks) if "3 mm" in setting.article.text[mark.start : mark.end]
        )
        for _ in range(index + 1):
            await press(pilot, "right_square_bracket")
        assert reader.article_view.current == index
        assert line_with(reader, "corrected by 3 mm") > 0
        assert reader.article_view.is_in_view(setting.marks[index].start, setting.marks[index].end)


async def test_find_opens_what_it_leads_into(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        await press(pilot, "slash", *"corrected", "enter")
        assert line_with(reader, "corrected by 3 mm") > 0


async def test_a_search_of_all_stories_opens_what_holds_the_words(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        await press(pilot, "escape", "slash", *"corrected", "enter")
        assert reader.shown is not None
        assert reader.shown.title == DISCLOSED.title
        assert line_with(reader, "corrected by 3 mm") > 0


async def test_facts_and_highlights_open_what_they_lead_into(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        view = reader.article_view
        assert view.setting is not None
        at = view.setting.article.text.index("3 mm")
        assert not view.is_in_view(at, at + 4)
        view.show_offset(at, at + 4)
        await rest(pilot)
        assert view.is_in_view(at, at + 4)


async def test_what_is_open_lasts_as_long_as_the_story_is_shown(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        await press(pilot, "tab", "enter", "H")
        assert line_with(reader, "A float in a well") > 0
        reader.show_again()
        await rest(pilot)
        assert line_with(reader, "A float in a well") > 0
        await press(pilot, "escape", "escape", "j", "k")
        assert line_with(reader, "▸ How it was measured") > 0


async def test_opening_above_does_not_move_the_words_that_are_read(paths: Paths) -> None:
    long = "".join(f"<p>Paragraph {n} of the report, which is read line by line.</p>" for n in range(60))
    story = entry(
        901, "A long report", 0.1, f"<details><summary>More</summary><p>{'word ' * 300}</p></details>{long}"
    )
    async with reading(paths, story) as (pilot, reader):
        view = reader.article_view
        view.scroll_to(y=40, animate=False)
        await rest(pilot)
        before = lines(reader)
        view.toggle(0)
        await rest(pilot)
        view.toggle(0)
        view.scroll_to(y=40, animate=False)
        await rest(pilot)
        assert lines(reader) == before
        assert view.setting is not None
        view._open(frozenset({0}))
        await rest(pilot)
        assert lines(reader) == before


async def test_the_caret_and_the_clipboard_pass_over_what_is_closed(paths: Paths) -> None:
    async with reading(paths) as (pilot, reader):
        view = reader.article_view
        view.text_select_all()
        selected = view.get_selection(view.text_selection) if view.text_selection else None
        assert selected is not None
        assert "How it was measured" in selected[0]
        assert "A float in a well" not in selected[0]
        reader.clear_selection()
        await press(pilot, "V", *["right_curly_bracket"] * 12)
        assert line_with(reader, "A float in a well") < 0
