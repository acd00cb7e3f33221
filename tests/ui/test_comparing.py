"""What a publisher changed, and one story in several feeds, on the screen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from newsreader.config import Config
from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.paths import Paths
from newsreader.ui.dialogs.changes_screen import ChangesScreen
from newsreader.ui.dialogs.sources_dialog import SourcesDialog
from newsreader.ui.lists.changes_rows import change_lines
from newsreader.ui.screen.reader import ReaderScreen
from tests.article.test_changes import changes
from tests.ui.screens import COURIER, LEDGER, NOW, entry, outcome, press, running
from tests.ui.test_snapshots import Picture, shot

WIRE = "http://127.0.0.1/wire.xml"
_FIRST = """<p>At least 12 people were hurt when a wall fell at the harbour, police said.</p>
<p>“We are doing all that we can,” said Asha Rao, the mayor.</p><p>Ferries are cancelled.</p>"""
_LAST = """<p>At least 15 people were hurt when a sea wall fell at the harbour, police and doctors said.</p>
<p>“We are doing everything that we can,” said Asha Rao, the mayor.</p>
<p>“I heard a bang,” said Dev Thapa, a fisherman.</p><p>Repairs will cost $7.5 million.</p>"""
BODIES = (_FIRST, _FIRST.replace("12", "14"), _LAST)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.chdir(tmp_path)
    return Paths(Path("config"), Path("data"), Path("cache"))


@pytest.fixture
def harbour(paths: Paths) -> Paths:
    """A library whose first story is in three feeds, was read, and then changed twice."""
    library = Library.open(paths)
    samples.install(library)
    library.mark(samples.sample_ids(), "hidden", True, automatic=True)
    ago = NOW - timedelta(hours=9)
    for key, title, words in (
        (COURIER, "The Courier", BODIES[0]),
        (LEDGER, "Evening Ledger", "<p>A short report of the fall.</p>"),
        (WIRE, "Wire", "<p>Another short report.</p>"),
    ):
        library.subscribe(key)
        story = replace(entry(1, f"Wall falls, says {title}", 9, words), link="https://example.com/wall")
        others = (entry(2, "Bus fares frozen until spring", 20),) if key == COURIER else ()
        library.record(replace(outcome(key, title, (story, *others)), checked=ago))
    (header,) = [header for header in library.list_headers(Scope()) if header.others]
    library.mark([header.id], "read", True)
    stamp = f"{NOW - timedelta(hours=8):%Y-%m-%dT%T.000000Z}"
    library._access.write(lambda connection: connection.execute("UPDATE mark SET stamp = ?", (stamp,)))
    for hours, number in ((6, 1), (3, 2)):
        story = entry(1, f"Wall falls and hurts {13 + number}", 9, BODIES[number])
        story = replace(story, link="https://example.com/wall")
        checked = NOW - timedelta(hours=hours)
        library.record(replace(outcome(COURIER, "The Courier", (story,)), checked=checked))
    library.close()
    return paths


def text_of(reader: ReaderScreen) -> str:
    setting = reader.article_view.setting
    assert setting
    return "\n".join(paragraph.text for paragraph in setting.paragraphs)


async def to_story(pilot: object, reader: ReaderScreen) -> None:
    del pilot
    rows = reader.story_list.stories.rows
    places = [at for at in range(len(rows)) if (h := reader.story_list.header_at(at)) and h.others]
    reader.story_list.cursor = places[0]


async def test_a_story_in_three_feeds_that_changed_says_so_quietly(harbour: Paths) -> None:
    async with running(harbour) as (pilot, reader):
        await to_story(pilot, reader)
        await press(pilot)
        await pilot.pause(0.1)
        assert "Also in Evening Ledger and Wire · S opens them" in text_of(reader)
        assert "Updated twice, since you read it · d shows what changed" in text_of(reader)
        lines = ["".join(segment.text for segment in reader.story_list.render_line(y)) for y in range(20)]
        assert any("+2 · updated · 9h" in line or "also Evening Ledger, Wire" in line for line in lines)


async def test_d_shows_what_changed_since_it_was_read_and_then_it_is_seen(harbour: Paths) -> None:
    async with running(harbour) as (pilot, reader):
        await to_story(pilot, reader)
        await press(pilot, "d")
        await pilot.pause(0.3)
        screen = pilot.app.screen
        assert isinstance(screen, ChangesScreen)
        assert screen.version == 0
        await press(pilot, "right")
        assert screen.version == 1
        await press(pilot, "right", "j", "G", "escape")
        await pilot.pause(0.2)
        assert pilot.app.screen is reader
        header = reader.story_list.header
        assert header
        assert header.updates == 2
        assert not header.changed


async def test_d_where_nothing_changed_says_so(harbour: Paths) -> None:
    async with running(harbour) as (pilot, reader):
        await to_story(pilot, reader)
        await press(pilot, "j")
        reader.story_list.cursor = next(
            at
            for at in range(reader.story_list.row_count)
            if (h := reader.story_list.header_at(at)) and not h.others
        )
        await press(pilot, "d")
        assert reader.status.message == "This story reads as it did when it came"
        await press(pilot, "S")
        assert reader.status.message == "No other feed has this story"


async def test_a_copy_in_another_feed_is_read_in_that_feed(harbour: Paths) -> None:
    async with running(harbour) as (pilot, reader):
        await to_story(pilot, reader)
        await press(pilot, "S")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, SourcesDialog)
        await press(pilot, "j", "enter")
        await pilot.pause(0.3)
        assert reader.scope == Scope("feed", WIRE)
        assert reader.shown
        assert reader.shown.title == "Wall falls, says Wire"


async def test_the_cursor_stays_on_a_story_when_another_copy_comes_to_the_front(harbour: Paths) -> None:
    async with running(harbour) as (pilot, reader):
        await to_story(pilot, reader)
        await press(pilot)
        library = reader.library
        copy = next(iter(library.list_headers(Scope("feed", WIRE))))
        library.mark([copy.id], "bookmarked", True)
        reader.load_list()
        await press(pilot)
        await pilot.pause(0.2)
        assert reader.story_list.header
        assert reader.story_list.header.id == copy.id


async def test_the_next_unread_of_one_feed_is_found_behind_another_copy(harbour: Paths) -> None:
    library = Library.open(harbour)
    copy = library.list_headers(Scope("feed", WIRE))[0]
    library.mark([copy.id], "read", False)
    assert copy.row in library.unread_rows()
    assert library.front(copy.row) != copy.row
    library.close()


def test_lines_are_no_wider_than_asked() -> None:
    found = changes(BODIES[0], BODIES[2], "Wall falls and hurts 12", "Sea wall falls and hurts 15")
    for width in (12, 40, 76):
        lines = change_lines(found, width)
        assert all(sum(len(words) for words, _ in line) <= width for line in lines)
    words = ["".join(words for words, _ in line) for line in change_lines(found, 76)]
    assert [line for line in words if line.isupper()] == ["HEADLINE", "FIGURES", "QUOTES", "TEXT"]
    assert "12 → 15 people" in words


@pytest.mark.parametrize(
    ("size", "theme"), [((80, 24), "newsprint-dark"), ((140, 40), "newsprint-light")], ids=["small", "large"]
)
async def test_picture(
    harbour: Paths, snapshot: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with running(harbour, size, Config(theme=theme, read_after=0)) as (pilot, reader):
        await to_story(pilot, reader)
        await press(pilot, "d")
        await pilot.pause(0.4)
        assert await shot(pilot) == snapshot.use_extension(Picture)
