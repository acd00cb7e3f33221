"""The counts beside saved searches, and folds of many feeds."""

import pytest

from newsreader.config import Config
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.notes import Note
from newsreader.library.stories import Counts, Scope, Subscription, Tally
from newsreader.paths import Paths
from newsreader.ui.lists.feed_rows import Shelf, folder_fold
from newsreader.ui.screen.reader import ReaderScreen
from tests.ui.screens import COURIER, LEDGER, fill, press, rest, running

LINE = 'query:Fares:title =~ "fares" and unread = "yes"'


def drawn(reader: ReaderScreen, title: str) -> str:
    panel = reader.feed_panel
    index = next(n for n, row in enumerate(panel.rows) if row.title == title)
    line = panel.row_line(index, 0, 30, panel.rich_style)
    return " ".join("".join(segment.text for segment in line).split())


async def test_a_saved_search_shows_how_much_is_unread_and_goes_on_doing_so(paths: Paths) -> None:
    fill(paths)
    library = Library.open(paths)
    library.note_all([Note("query", LINE, "Fares")], True)
    library.close()
    async with running(paths, (120, 36), Config(read_after=0)) as (pilot, reader):
        assert drawn(reader, "Fares") == "Fares"  # nobody looks: nothing is counted
        await press(pilot, "f")
        assert drawn(reader, "Fares") == "Fares 1"
        story = next(
            header.id
            for header in reader.library.headers(reader.library.stories(Scope()).rows)
            if header.title.startswith("Bus fares")
        )
        reader.library.mark([story], "read", True)
        await reader.look_for_changes().wait()
        await rest(pilot)
        assert drawn(reader, "Fares") == "Fares"


async def test_searches_are_counted_once_for_each_change(paths: Paths) -> None:
    fill(paths)
    library = Library.open(paths)
    library.note_all([Note("query", LINE, "Fares")], True)
    library.close()
    async with running(paths, (120, 36), Config(read_after=0)) as (pilot, reader):
        await press(pilot, "f")
        counted = reader._tallied
        assert counted[1]
        reader.feed_panel._tallies = {}
        await press(pilot, "f", "f")
        reader.load_list()
        await rest(pilot)
        assert reader._tallied == counted
        assert not reader.feed_panel._tallies


async def test_the_cursor_stays_on_its_row_while_a_folder_opens_and_closes(paths: Paths) -> None:
    fill(paths)
    library = Library.open(paths)
    library.file_all({LEDGER: Filing((("News",),)), COURIER: Filing((("News",),))})
    library.close()
    async with running(paths, (120, 36), Config(read_after=0)) as (pilot, reader):
        panel = reader.feed_panel
        await press(pilot, "f")
        panel.go_to(Scope("feed", LEDGER))
        await rest(pilot)
        many = len(panel.rows)
        await press(pilot, "space")
        assert panel.scope == Scope("folder", folder=("News",))
        assert len(panel.rows) == many - 2
        await press(pilot, "space", "space", "space")
        assert len(panel.rows) == many
        assert panel.scope == Scope("folder", folder=("News",))
        await pilot.press("space", "space", "space")  # faster than rows are made
        await rest(pilot)
        assert len(panel.rows) == many - 2


async def test_a_list_that_comes_while_a_fold_turns_has_the_fold_as_it_is(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(paths)
    feeds = [
        Subscription(f"http://127.0.0.1/{n}", f"http://127.0.0.1/{n}", f"Feed {n}", folders=(("Big",),))
        for n in range(3_000)
    ]
    async with running(paths, (120, 36), Config(read_after=0)) as (pilot, reader):
        monkeypatch.setattr(reader, "may_reload", lambda: False)  # the list that comes is the test's
        panel = reader.feed_panel
        shelf = Shelf(feeds, Counts(feeds={feed.key: Tally(2, 1) for feed in feeds}))
        panel.show(shelf, (), Scope())
        panel.turned ^= {folder_fold(("Big",))}
        await panel._turn_rows().wait()
        assert len(panel.rows) < 20
        panel.turned ^= {folder_fold(("Big",))}
        await panel._turn_rows().wait()
        assert len(panel.rows) > 3_000
        await rest(pilot)
