"""Feeds in folders, put in order, changed and brought back, on the real app."""

from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.library.feed_settings import FeedSettings
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.paths import Paths
from newsreader.ui.dialogs.feed_dialog import FeedDialog
from newsreader.ui.session import Session, load_session, save_session
from tests.ui.screens import COURIER, LEDGER, fill, press, rest, running, until


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    paths = Paths.default(tmp_path / "home")
    fill(paths)
    library = Library.open(paths)
    library.file_all({LEDGER: Filing((("News",),))})
    library.close()
    return paths


async def test_a_folder_is_chosen_closed_and_stays_closed(paths: Paths) -> None:
    async with running(paths) as (pilot, reader):
        await press(pilot, "f", "G", "k")
        assert reader.feed_panel.scope == Scope("folder", folder=("News",))
        await press(pilot, "enter")
        assert reader.scope_line.title == "News"
        assert len(reader.story_list.stories.rows) == 2
        await press(pilot, "f", "space")
        assert not reader.feed_panel.rows[-1].is_open
        await press(pilot, "space", "j", "space")
        assert reader.feed_panel.scope == Scope("folder", folder=("News",))
        session = reader.current_session()
        assert session.turned == ("folder:News",)
        save_session(paths.session_file, session)
    async with running(paths) as (_, again):
        assert not again.feed_panel.rows[-1].is_open


async def test_feeds_move_and_the_cursor_stays_on_them(paths: Paths) -> None:
    async with running(paths) as (pilot, reader):
        await press(pilot, "f", "G", "k", "K")
        assert [feed.key for feed in reader.subscriptions] == [LEDGER, COURIER]
        assert reader.feed_panel.scope == Scope("folder", folder=("News",))
        await press(pilot, "J")
        assert [feed.key for feed in reader.subscriptions] == [COURIER, LEDGER]
        await press(pilot, "J")
        assert "no further" in reader.status.message


@pytest.mark.parametrize("key", ["J", "K", "c", "D"])
async def test_what_needs_a_feed_says_so_where_there_is_none(paths: Paths, key: str) -> None:
    async with running(paths) as (pilot, reader):
        await press(pilot, "f", "g", key)
        assert reader.status.message == "Choose a feed first"


async def test_a_feed_is_changed_in_its_dialog(paths: Paths) -> None:
    async with running(paths) as (pilot, reader):
        await press(pilot, "f", "G", "c")
        dialog = pilot.app.screen
        assert isinstance(dialog, FeedDialog)
        for name, value in {
            "title": "Ours",
            "folders": "News/Local, Work",
            "tags": "one",
            "every": "soon",
            "user": "me",
            "password": "hush",
        }.items():
            dialog.query_one(f"#{name}", Input).value = value
        await pilot.press("enter")
        assert pilot.app.screen is dialog  # "soon" is no interval
        dialog.query_one("#every", Input).value = "2h"
        await press(pilot, "enter")
        await until(pilot, lambda: reader.subscriptions[-1].title == "Ours")
        feed = reader.subscriptions[-1]
        assert feed.folders == (("News", "Local"), ("Work",))
        assert (feed.tags, feed.settings) == (("one",), FeedSettings(7200))
        assert reader.library.sign_ins.find(LEDGER).password == "hush"
        await press(pilot, "f", "c")
        again = pilot.app.screen
        assert isinstance(again, FeedDialog)
        assert not again.query_one("#password", Input).value
        assert "hush" not in repr([field.value for field in again.query(Input)])
        again.query_one("#title", Input).value = ""
        await press(pilot, "enter")
        await until(pilot, lambda: reader.subscriptions[-1].title == "Evening Ledger")
        assert reader.library.sign_ins.find(LEDGER).password == "hush"


async def test_a_feed_that_was_unsubscribed_comes_back_after_other_things(paths: Paths) -> None:
    async with running(paths) as (pilot, reader):
        before = reader.subscriptions
        await press(pilot, "f", "G", "D", "y")
        await until(pilot, lambda: len(reader.subscriptions) == 1)
        await press(pilot, "f", "s")
        await press(pilot, "u", "u")
        await until(pilot, lambda: len(reader.subscriptions) == 2)
        assert reader.subscriptions == before


def test_a_session_keeps_scope_and_folds(tmp_path: Path) -> None:
    session = Session(Scope("folder", folder=("A", "B")), turned=("folder:A",))
    save_session(tmp_path / "session.json", session)
    assert load_session(tmp_path / "session.json") == session
    (tmp_path / "session.json").write_text('{"scope": {"kind": "folder", "feed": "", "folder": 3}}')
    assert load_session(tmp_path / "session.json") == Session()


async def test_a_click_on_the_sign_of_a_folder_only_closes_it(paths: Paths) -> None:
    async with running(paths) as (pilot, reader):
        await press(pilot, "f")
        panel, scope = reader.feed_panel, reader.scope
        folder = next(n for n, row in enumerate(panel.rows) if row.scope == Scope("folder", folder=("News",)))
        line = panel.row_top(folder)
        x = next(x for x, text in enumerate(panel.render_line(line).text) if text == "▾")
        await pilot.click("#feeds", offset=(x, line))
        await rest(pilot)
        assert not panel.rows[folder].is_open
        assert reader.scope == scope
        assert reader.pane == "feeds"
        await pilot.click("#feeds", offset=(x + 6, line))
        await rest(pilot)
        assert not panel.rows[folder].is_open
        assert reader.scope == Scope("folder", folder=("News",))
