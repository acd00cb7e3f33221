import json
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.library.library import Library
from newsreader.library.stories import Header, Scope
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.ui.commands import COMMANDS
from newsreader.ui.lists.feed_rows import without_host
from newsreader.ui.screen.reader import ReaderScreen
from newsreader.ui.status import StatusLine
from tests.ui.screens import COURIER, LEDGER, entry, fill, outcome, press, rest, running, until


def said(reader: ReaderScreen) -> str:
    return reader.query_one(StatusLine).message


def pane(reader: ReaderScreen) -> str:
    return reader.pane


def panes(reader: ReaderScreen) -> tuple[str, ...]:
    return reader.panes_shown


async def test_a_first_start_shows_the_sample_stories_and_says_how_to_add_a_feed(paths: Paths) -> None:
    async with running(paths) as (_pilot, reader):
        assert reader.story_list.row_count >= 8
        assert "a to add a feed" in said(reader)
        assert reader.article_view.setting is not None


async def test_sample_stories_hidden_from_the_palette_stay_hidden_after_a_restart(paths: Paths) -> None:
    async with running(paths) as (pilot, reader):
        reader.action_hide_samples()
        await rest(pilot)
        assert reader.story_list.row_count == 0
    async with running(paths) as (_pilot, reader):
        assert reader.story_list.row_count == 0


async def test_the_article_follows_the_cursor(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        assert reader.shown is not None
        assert reader.shown.title == "Harbour wall to be raised by two metres"
        await press(pilot, "j")
        assert reader.shown.title.startswith("Kremlin promises")
        await press(pilot, "k")
        assert reader.shown.title == "Harbour wall to be raised by two metres"


async def test_enter_goes_into_the_article_and_h_comes_back(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "enter")
        assert pane(reader) == "article"
        await press(pilot, "h")
        assert pane(reader) == "stories"


async def test_a_story_counts_as_read_once_it_was_shown_long_enough(paths: Paths) -> None:
    fill(paths)
    async with running(paths, config=Config(read_after=0.05)) as (pilot, reader):
        first = reader.story_list.header
        assert first is not None
        await until(pilot, lambda: (header := reader.story_list.header) is not None and header.read)
        await rest(pilot)
        kept = reader.library.header(first.id)
        assert kept is not None
        assert kept.read


async def test_a_story_counts_as_read_once_it_is_scrolled(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(100, 20)) as (pilot, reader):
        await press(pilot, "j", "enter")
        assert reader.story_list.header is not None
        assert not reader.story_list.header.read
        await press(pilot, "j")
        assert reader.story_list.header.read


async def test_a_story_in_a_pane_that_is_not_shown_does_not_count_as_read(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(60, 16), config=Config(read_after=0.02)) as (pilot, reader):
        await press(pilot, "j")
        await pilot.pause(0.2)
        assert reader.counts.all.unread == reader.counts.all.total


async def test_in_unread_a_read_story_stays_until_the_scope_changes(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        reader.choose_scope(Scope("unread"))
        await rest(pilot)
        before = reader.story_list.row_count
        await press(pilot, "N", "j", "N")
        reader.load_list()
        await rest(pilot)
        assert reader.story_list.row_count == before
        assert reader.story_list.cursor == 1
        reader.choose_scope(Scope("all"))
        await rest(pilot)
        reader.choose_scope(Scope("unread"))
        await rest(pilot)
        assert reader.story_list.row_count == before - 2


async def test_marks_are_undone_one_after_another(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        unread = reader.counts.all.unread
        await press(pilot, "s", "A")
        assert reader.counts.all.unread == 0
        await press(pilot, "u")
        assert reader.counts.all.unread == unread
        assert reader.counts.bookmarked.total == 1
        await press(pilot, "u")
        assert reader.counts.bookmarked.total == 0
        await press(pilot, "u")
        assert said(reader) == "Nothing to undo"


async def test_n_goes_to_the_next_unread_and_wraps(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "j", "N", "k", "n")
        assert reader.story_list.cursor == 2
        await press(pilot, "p")
        assert reader.story_list.cursor == 0
        await press(pilot, "p")
        assert reader.story_list.cursor == reader.story_list.row_count - 1


async def test_space_scrolls_and_at_the_end_goes_to_the_next_unread(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(100, 16)) as (pilot, reader):
        await press(pilot, "j")
        title = reader.shown.title if reader.shown else ""
        await press(pilot, "space")
        assert reader.article_view.scroll_y > 0
        for _ in range(40):
            if reader.shown and reader.shown.title != title:
                break
            await press(pilot, "space")
        assert reader.shown is not None
        assert reader.shown.title != title
        assert reader.article_view.scroll_y == 0


async def test_search_finds_words_in_bodies_as_they_are_typed_and_escape_ends_it(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        total = reader.story_list.row_count
        await press(pilot, "slash", *"plunger")
        await until(pilot, lambda: reader.story_list.row_count == 1)
        await press(pilot, "enter")
        assert pane(reader) == "stories"
        assert reader.shown is not None
        assert reader.shown.title.startswith("The house")
        await press(pilot, "escape")
        await until(pilot, lambda: reader.story_list.row_count == total)
        assert reader.shown.title.startswith("The house")


async def test_n_in_a_search_speaks_of_what_was_found(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "slash", *"plunger")
        await until(pilot, lambda: reader.story_list.row_count == 1)
        await press(pilot, "enter", "n")
        assert said(reader) == "This is the only unread story here"
        await press(pilot, "N", "n")
        await until(pilot, lambda: said(reader) == "Nothing unread among what was found")


async def test_keys_typed_into_the_search_line_are_words_and_not_commands(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "slash", *"qAz")
        assert reader.search_box.value == "qAz"
        assert reader.counts.all.unread == reader.counts.all.total


async def test_the_feed_panel_chooses_the_scope(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "f", "G", "enter")
        assert reader.scope == Scope("feed", LEDGER)
        assert reader.story_list.row_count == 2
        assert pane(reader) == "stories"


async def test_a_feeds_error_shows_beside_it(paths: Paths) -> None:
    fill(paths)
    library = Library.open(paths)
    library.record(outcome(LEDGER, "", (), error="the server answered 404 (not found)"))
    library.close()
    async with running(paths, size=(150, 30)) as (pilot, reader):
        await pilot.pause()
        assert "404" in screen_text(reader)


def screen_text(reader: ReaderScreen) -> str:
    size = reader.app.size
    lines = reader._compositor.render_strips(size)
    return "\n".join(strip.text for strip in lines)


async def test_new_stories_leave_cursor_and_scroll_where_they_are(paths: Paths) -> None:
    fill(paths, long_list=60)
    async with running(paths, size=(100, 24)) as (pilot, reader):
        for _ in range(12):
            await pilot.press("j")
        await rest(pilot)
        header = reader.story_list.header
        assert header is not None
        line = reader.story_list.row_top(reader.story_list.cursor) - reader.story_list.scroll_y
        late = tuple(entry(1000 + n, f"Late news {n}", 0.1) for n in range(9))
        reader.library.record(outcome(LEDGER, "Evening Ledger", late))
        before = reader.story_list.row_count
        reader.look_for_changes()
        await until(pilot, lambda: reader.story_list.row_count == before + 9)
        await rest(pilot)
        after = reader.story_list.header
        assert after is not None
        assert after.id == header.id
        assert reader.story_list.row_top(reader.story_list.cursor) - reader.story_list.scroll_y == line
        assert reader.shown is not None
        assert reader.shown.id == header.id


async def test_marks_set_by_another_process_are_noticed(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        header = reader.story_list.header
        assert header is not None
        other = Library.open(paths)
        other.mark([header.id], "bookmarked", True)
        other.close()
        await until(pilot, lambda: (now := reader.story_list.header) is not None and now.bookmarked)
        assert reader.counts.bookmarked.total == 1


async def test_scope_story_and_place_come_back_at_the_next_start(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(100, 20)) as (pilot, reader):
        await press(pilot, "f", "G", "k", "enter", "j", "enter", "j", "j", "j", "j", "j", "j", "j", "j", "j")
        shown = reader.shown
        assert shown is not None
        anchor = reader.article_view.reading_place
        assert reader.article_view.scroll_y > 0
        await pilot.press("q")
        await until(pilot, paths.session_file.exists)
    async with running(paths, size=(130, 30)) as (pilot, reader):
        assert reader.scope == Scope("feed", COURIER)
        assert reader.shown is not None
        assert reader.shown.id == shown.id
        assert reader.article_view.reading_place[0] == anchor[0]
        assert reader.article_view.scroll_y > 0


async def test_facts_are_listed_and_choosing_one_jumps_there(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(140, 24)) as (pilot, reader):
        await press(pilot, "j", "i")
        assert pane(reader) == "facts"
        assert "Dmitry Peskov" in screen_text(reader)
        await press(pilot, "G", "enter")
        assert reader.article_view.current is not None
        assert reader.article_view.scroll_y > 0
        await press(pilot, "escape")
        assert pane(reader) == "article"


async def test_marks_are_stepped_through_in_both_directions(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "j", "enter", "right_square_bracket")
        assert reader.article_view.current == 0
        await press(pilot, "right_square_bracket", "right_square_bracket", "left_square_bracket")
        assert reader.article_view.current == 1


async def test_y_copies_the_chosen_quote_with_speaker_title_and_link(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, _reader):
        await press(pilot, "enter", "right_square_bracket", "y")
        assert pilot.app.clipboard.startswith("“We are ready” — ")
        assert "Ada Finch" in pilot.app.clipboard
        assert "Harbour wall to be raised by two metres" in pilot.app.clipboard
        assert "http://127.0.0.1/stories/1" in pilot.app.clipboard


async def test_y_copies_the_storys_link_when_nothing_is_chosen(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, _reader):
        await press(pilot, "y")
        assert pilot.app.clipboard == "http://127.0.0.1/stories/1"


async def test_lights_go_off_and_on_without_moving_the_text(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(100, 20)) as (pilot, reader):
        await press(pilot, "j", "enter", "pagedown")
        at = reader.article_view.reading_place
        await press(pilot, "H")
        assert reader.article_view.setting is not None
        assert not any(
            run.style in {"quote", "money"}
            for part in reader.article_view.setting.paragraphs
            for run in part.runs
        )
        assert reader.article_view.reading_place == at
        await press(pilot, "H")
        assert reader.article_view.reading_place == at


async def test_zen_shows_the_article_alone(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(150, 30)) as (pilot, reader):
        await press(pilot, "z")
        assert panes(reader) == ("article",)
        await press(pilot, "z")
        assert "stories" in panes(reader)


async def test_zen_puts_the_facts_away_and_brings_them_back(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(80, 24)) as (pilot, reader):
        await press(pilot, "i", "z")
        assert panes(reader) == ("article",)
        await press(pilot, "i")
        assert panes(reader) == ("article", "facts")
        await press(pilot, "i", "z")
        assert panes(reader) == ("article", "facts")


@pytest.mark.parametrize("key", ["f", "tab", "shift+tab"])
async def test_no_key_takes_the_reader_to_a_pane_that_the_article_alone_hides(paths: Paths, key: str) -> None:
    fill(paths)
    async with running(paths, size=(150, 30)) as (pilot, reader):
        await press(pilot, "z", key)
        assert reader.pane in panes(reader)


async def test_panes_follow_the_width_of_the_terminal(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(140, 40)) as (pilot, reader):
        assert panes(reader) == ("feeds", "stories", "article")
        await pilot.resize_terminal(100, 40)
        assert panes(reader) == ("stories", "article")
        await pilot.resize_terminal(60, 16)
        assert panes(reader) == ("stories",)
        await press(pilot, "enter")
        assert panes(reader) == ("article",)
        await press(pilot, "h")
        assert panes(reader) == ("stories",)


async def test_a_click_chooses_a_story_and_the_divider_can_be_dragged(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(120, 30)) as (pilot, reader):
        await pilot.click("#stories", offset=(10, 7))
        await rest(pilot)
        assert reader.story_list.cursor > 0
        assert reader.shown is not None
        assert reader.shown.row == reader.story_list.row
        assert pane(reader) == "stories"
        before = reader.query_one("#sidebar").size.width
        await pilot.mouse_down("#divider", offset=(0, 5))
        await pilot.hover("#panes", offset=(before + 9, 5))
        await pilot.mouse_up("#panes", offset=(before + 9, 5))
        await pilot.pause()
        assert reader.query_one("#sidebar").size.width == before + 9


async def test_opening_a_story_that_is_not_in_the_library_shows_it_alone(paths: Paths) -> None:
    story = Entry(title="From a file", body="By the sea.", body_type="text")
    async with running(paths, opened=story) as (pilot, reader):
        await until(pilot, lambda: reader.article_view.setting is not None)
        assert reader.article_view.setting is not None
        assert reader.article_view.setting.article.title == "From a file"
        assert panes(reader) == ("article",)
        await press(pilot, "s")
        assert reader.counts.bookmarked.total == 1
        await press(pilot, "h")
        assert "stories" in panes(reader)


async def test_keys_can_be_bound_anew_by_id(paths: Paths) -> None:
    fill(paths)
    async with running(paths, config=Config(read_after=0, keys={"next_unread": "J,x"})) as (pilot, reader):
        await press(pilot, "x")
        assert reader.story_list.cursor == 1
        await press(pilot, "n")
        assert reader.story_list.cursor == 1


async def test_a_bad_theme_and_a_bad_binding_are_told_and_the_program_runs(paths: Paths) -> None:
    fill(paths)
    config = Config(theme="no such theme", keys={"no_such": "x"})
    async with running(paths, config=config) as (_pilot, reader):
        assert "no_such" in said(reader) or "no such theme" in said(reader)
        assert reader.story_list.row_count


async def test_a_theme_chosen_in_the_program_is_kept_in_the_config(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, _reader):
        await press(pilot, "T")
        await until(pilot, paths.config_file.exists)
    assert 'theme = "newsprint-light"' in paths.config_file.read_text()


async def test_a_home_that_cannot_be_made_is_told_in_the_interface(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with running_without_library(Paths.default(tmp_path / "file" / "home")) as message:
        assert "file" in message


def running_without_library(paths: Paths):  # type: ignore[no-untyped-def]  # noqa: ANN201
    from contextlib import asynccontextmanager

    from newsreader.ui.app import NewsreaderApp
    from newsreader.ui.environment import Environment

    @asynccontextmanager
    async def start():  # type: ignore[no-untyped-def]  # noqa: ANN202
        app = NewsreaderApp(Environment(paths))
        async with app.run_test(size=(100, 24)) as pilot:
            await until(pilot, lambda: app.reader is not None and bool(said(app.reader)))
            assert app.reader is not None
            await press(
                pilot, "j", "enter", "h", "A", "u", "R", "f", "slash", "escape", "i", "space", "n", "s"
            )
            yield said(app.reader)

    return start()


def test_every_command_of_the_table_has_its_action() -> None:
    for command in COMMANDS:
        assert callable(getattr(ReaderScreen, f"action_{command.id}")), command.id


async def test_session_that_is_damaged_is_as_good_as_none(paths: Paths) -> None:
    paths.session_file.parent.mkdir(parents=True)
    paths.session_file.write_text(json.dumps({"scope": 7}))
    fill(paths)
    async with running(paths) as (_pilot, reader):
        assert reader.scope == Scope("all")


async def test_a_mark_right_after_a_move_is_about_the_story_moved_to(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        second = reader.story_list.header_at(1)
        assert second is not None
        await pilot.press("j", "s")
        await rest(pilot)
        marked = reader.library.list_headers(Scope("bookmarked"))
        assert [header.id for header in marked] == [second.id]


async def test_stepping_to_a_mark_while_another_story_comes_does_not_end_the_program(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        for _ in range(12):
            await pilot.press("j", "right_square_bracket", "k", "right_square_bracket")
        await rest(pilot)
        assert reader.article_view.setting is not None


@pytest.mark.parametrize("keys", [("s",), ("s", "s", "s")])
async def test_a_list_that_was_asked_for_before_a_mark_does_not_take_it_back(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        read, asked, may_go_on = reader.library.headers, threading.Event(), threading.Event()

        def slowly(rows: Sequence[int]) -> list[Header]:
            found = read(rows)
            asked.set()
            may_go_on.wait(10)
            return found

        monkeypatch.setattr(reader.library, "headers", slowly)
        header = reader.story_list.header
        assert header is not None
        reader.load_list()
        await until(pilot, asked.is_set)
        await pilot.press(*keys)
        await until(pilot, lambda: reader.marks_kept == len(keys))
        may_go_on.set()
        await rest(pilot)
        kept = reader.library.header(header.id)
        shown = reader.story_list.header
        assert kept is not None
        assert shown is not None
        assert kept.bookmarked
        assert shown.bookmarked


async def test_escape_right_after_typing_ends_the_search(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        total = reader.story_list.row_count
        await pilot.press("slash", "b", "u", "s", "escape")
        await pilot.pause(0.3)
        await rest(pilot)
        assert reader.words == ""
        assert reader.story_list.row_count == total


async def test_a_scope_that_is_chosen_while_the_list_reloads_is_shown(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "N")
        total = reader.story_list.row_count
        reader.choose_scope(Scope("unread"))
        reader.load_list()
        await rest(pilot)
        assert reader.story_list.row_count == total - 1


async def test_a_resize_does_not_count_as_scrolling(paths: Paths) -> None:
    fill(paths)
    async with running(paths, size=(100, 20)) as (pilot, reader):
        await press(pilot, "j", "enter")
        reader.article_view.go_to((len(reader.article_view.setting.paragraphs) - 1, 0))  # type: ignore[union-attr]
        await rest(pilot)
        await pilot.resize_terminal(100, 60)
        await rest(pilot)
        assert reader.story_list.header is not None
        assert not reader.story_list.header.read


async def test_opening_one_story_keeps_the_place_of_the_last_session(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "j", "j")
        shown = reader.shown
        assert shown is not None
        await pilot.press("q")
        await until(pilot, paths.session_file.exists)
    story = Entry(title="From a file", body="By the sea.", body_type="text")
    async with running(paths, opened=story) as (pilot, reader):
        assert reader.current_session().story == shown.id


def test_an_address_that_is_none_does_not_keep_a_feeds_error_from_being_shown() -> None:
    assert without_host("no such address", "http://[bad/feed") == "no such address"
    assert without_host("ledger.test: 404", "http://me:secret@ledger.test/feed") == "404"


async def test_keys_faster_than_dialogs_open_and_close_do_not_end_the_program(paths: Paths) -> None:
    fill(paths)
    async with running(paths) as (pilot, reader):
        for keys in (
            ["ctrl+p", "enter", "enter", "enter"],
            ["Q", "escape"] * 4,
            ["a", "space", "escape"],
            ["question_mark", "q"],
        ):
            await pilot.press(*keys)
        await pilot.press("escape", "escape")
        await rest(pilot)
        assert reader.is_attached
        assert len(pilot.app.screen_stack) <= 3
