"""A picture of every screen. Look at each before accepting it: pytest tests/ui --snapshot-update."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from newsreader.article.indexing import index_pending
from newsreader.config import Config
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.notes import Note
from newsreader.paths import Paths
from newsreader.sources.files import read_entry
from newsreader.sources.samples import sample_entries
from tests.ui.disclosed import DISCLOSED
from tests.ui.linked import LINKED
from tests.ui.screens import COURIER, LEDGER, entry, fill, fill_with, outcome, press, rest, running, until

SAMPLES = {entry.guid: entry for entry in sample_entries()}


class Picture(SingleFileSnapshotExtension):
    """An SVG file for each snapshot."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home with a short name that is the same in every run, since the help shows it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newsreader.ui.status._SECONDS", 600.0)  # no message fades on a slow machine
    return Paths(Path("config"), Path("data"), Path("cache"))


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


async def shot(pilot: Pilot[None]) -> str:
    """A screenshot without what differs from run to run: ids, and whether a cursor blinks on or off."""
    for screen in pilot.app.screen_stack:
        for box in (*screen.query(Input), *screen.query(TextArea)):
            box.cursor_blink = False
            box.notify_style_update()  # drops lines that were kept without a cursor
    await pilot.pause()
    return re.sub(r"terminal-\d+", "terminal", pilot.app.export_screenshot())


SCREENS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "list-and-article": ((120, 36), "newsprint-dark", ("j",)),
    "three-panes": ((140, 40), "newsprint-dark", ("j", "enter", "right_square_bracket")),
    "light": ((140, 40), "newsprint-light", ("j",)),
    "wide-with-facts": ((200, 60), "newsprint-dark", ("j", "i", "j")),
    "facts": ((120, 36), "newsprint-light", ("j", "i", "j")),
    "small": ((80, 24), "newsprint-dark", ("j",)),
    "smallest-list": ((60, 16), "newsprint-dark", ("j",)),
    "smallest-article": ((60, 16), "newsprint-dark", ("j", "enter", "space")),
    "smallest-feeds": ((60, 16), "newsprint-dark", ("f",)),
    "zen": ((120, 36), "newsprint-dark", ("j", "z")),
    "zen-with-margin-notes": ((160, 40), "newsprint-light", ("j", "z", "space")),
    "lights-off": ((120, 36), "newsprint-dark", ("j", "H")),
    "search": ((120, 36), "newsprint-dark", ("slash", *"million")),
    "bookmarked-and-read": ((120, 36), "newsprint-dark", ("s", "j", "N", "j")),
    "feed-panel": ((100, 30), "newsprint-dark", ("f", "j")),
    "help": ((120, 36), "newsprint-dark", ("question_mark",)),
    "help-legend": ((120, 36), "newsprint-light", ("question_mark", "G")),
    "add": ((120, 36), "newsprint-dark", ("a", "down", "down", "space")),
    "add-small": ((80, 24), "newsprint-light", ("a",)),
    "remove": ((120, 36), "newsprint-dark", ("f", "G", "D")),
    "quote-book": ((120, 36), "newsprint-dark", ("Q",)),
    "quote-book-small": ((80, 24), "newsprint-light", ("Q", "down")),
    "find": ((120, 36), "newsprint-light", ("j", "enter", "slash", *"the", "enter", "n")),
    "find-small": ((80, 24), "newsprint-dark", ("j", "enter", "slash", *"mill")),
    "select": ((80, 24), "newsprint-dark", ("j", "enter", "V", "w", "right_parenthesis")),
    "highlight": (
        (120, 36),
        "newsprint-dark",
        ("j", "enter", "m", "m", *"Ask", "ctrl+s", "escape", "right_square_bracket", "m"),
    ),
    "note": ((80, 24), "newsprint-light", ("j", "enter", "m", "m", *"Ask")),
    "highlights": (
        (120, 36),
        "newsprint-dark",
        ("j", "enter", "m", "space", "m", "escape", "j", "m", "M", "s"),
    ),
    "highlights-small": ((80, 24), "newsprint-light", ("j", "enter", "m", "m", *"Ask", "ctrl+s", "M")),
    "write": ((80, 24), "newsprint-dark", ("j", "enter", "w")),
    "pipe": ((80, 24), "newsprint-light", ("j", "enter", "vertical_line")),
    "palette": ((120, 36), "newsprint-dark", ("ctrl+p",)),
    "textual-theme": ((120, 36), "nord", ("j",)),
    "textual-light-theme": ((120, 36), "solarized-light", ("j",)),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_screen(name: str, paths: Paths, picture: SnapshotAssertion) -> None:
    size, theme, keys = SCREENS[name]
    fill(paths)
    if name.startswith("quote-book"):
        read_all(paths)
    async with running(paths, size, Config(theme=theme, read_after=0)) as (pilot, _reader):
        pilot.app.animation_level = "none"
        await press(pilot, *keys)
        await pilot.pause(0.3)
        assert await shot(pilot) == picture


def read_all(paths: Paths) -> None:
    """Read every story for what was said and counted in it, as the program does in the background."""
    library = Library.open(paths)
    index_pending(library)
    library.close()


async def test_elsewhere(paths: Paths, picture: SnapshotAssertion) -> None:
    fill(paths)
    library = Library.open(paths)
    words = "<p>“The wall will be raised by two metres before winter,” said Mayor Ada Finch, {}.</p>"
    library.record(
        outcome(LEDGER, "Evening Ledger", (entry(7, "Wall to rise", 3, words.format("at the port")),))
    )
    library.record(
        outcome(COURIER, "The Courier", (entry(8, "Port gets its wall", 4, words.format("on Tuesday")),))
    )
    library.close()
    read_all(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        index = next(
            n for n in range(9) if (at := reader.story_list.header_at(n)) and at.title == "Wall to rise"
        )
        reader.story_list.cursor = index
        await rest(pilot)
        await press(pilot, "enter", "right_square_bracket", "e")
        await pilot.pause(0.3)
        assert await shot(pilot) == picture


async def test_feed_with_an_error(paths: Paths, picture: SnapshotAssertion) -> None:
    fill(paths)
    library = Library.open(paths)
    library.record(outcome(LEDGER, "", (), error="the server answered 404 (not found); check the address"))
    library.close()
    async with running(paths, (140, 30)) as (pilot, _reader):
        await press(pilot, "f", "G")
        assert await shot(pilot) == picture


@pytest.mark.parametrize(
    ("size", "theme", "keys"),
    [
        ((140, 40), "newsprint-dark", ()),
        ((80, 24), "newsprint-light", ()),
        ((80, 24), "newsprint-dark", ("c",)),
    ],
    ids=["large", "small", "changing"],
)
async def test_folders(
    paths: Paths, picture: SnapshotAssertion, size: tuple[int, int], theme: str, keys: tuple[str, ...]
) -> None:
    fill(paths)
    library = Library.open(paths)
    library.file_all(
        {LEDGER: Filing((("News", "Local"), ("Work",)), ("daily",)), COURIER: Filing((("News",),))}
    )
    library.note_all([Note("query", 'query:Unread this week:unread = "yes"', "Unread this week")], True)
    library.close()
    async with running(paths, size, Config(theme=theme, read_after=0)) as (pilot, _reader):
        await press(pilot, "f", "j", "j", "j", "j", "j", *keys)
        assert await shot(pilot) == picture


@pytest.mark.parametrize(
    ("size", "theme"), [((80, 24), "newsprint-light"), ((120, 36), "newsprint-dark")], ids=["small", "large"]
)
async def test_doctor(paths: Paths, picture: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    fill(paths)
    library = Library.open(paths)
    error = "127.0.0.1: the server answered 404 (not found: check the address)"
    library.record(outcome(LEDGER, "", (), error=error))
    for title in ("Kiln and Quarry", "Poems, Occasionally", "The Torn Gazette"):
        url = f"http://127.0.0.1/{title[:4]}.xml"
        library.subscribe(url)
        old = 24.0 * 400 if title.startswith("Poems") else 5
        torn = replace(outcome(url, title, (entry(9, "A story", old),)), cut_short=title.startswith("The"))
        library.record(torn)
    library.close()
    async with running(paths, size, Config(theme=theme, read_after=0)) as (pilot, _reader):
        await press(pilot, "exclamation_mark", "j")
        await pilot.pause(0.3)
        assert await shot(pilot) == picture


async def test_few_colours(paths: Paths, picture: SnapshotAssertion) -> None:
    fill(paths)
    async with running(paths, (120, 36), few_colours=True) as (pilot, _reader):
        await press(pilot, "j", "enter", "right_square_bracket")
        assert await shot(pilot) == picture


@pytest.mark.parametrize(
    "guid", ["09-library-move.txt", "13-glacier.txt", "14-river-school.txt", "08-interview-swifts.txt"]
)
async def test_story(guid: str, paths: Paths, picture: SnapshotAssertion) -> None:
    story = replace(SAMPLES[guid], source="Sample")
    async with running(paths, (100, 40), opened=story) as (pilot, _reader):
        await rest(pilot)
        await press(pilot, "right_square_bracket")
        assert await shot(pilot) == picture


DOCUMENTED = Path(__file__).parents[2] / "docs" / "stories"


@pytest.mark.parametrize("name", ["japanese", "arabic", "table", "code"])
async def test_article_of_the_documentation(name: str, paths: Paths, picture: SnapshotAssertion) -> None:
    story = read_entry(str(DOCUMENTED / f"{name}.md"))
    theme = "newsprint-light" if name in {"arabic", "table"} else "newsprint-dark"
    config = Config(theme=theme, read_after=0)
    async with running(paths, (100, 32), config, opened=story) as (pilot, reader):
        await rest(pilot)
        await until(pilot, lambda: reader.article_view.setting is not None)
        assert await shot(pilot) == picture


PHOTOGRAPHS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "in-the-text": ((140, 40), "newsprint-light", ("space",)),
    "in-the-text-small": ((80, 24), "newsprint-dark", ("space",)),
    "chosen": ((120, 36), "newsprint-dark", ("j",)),
    "at-full-size": ((80, 24), "newsprint-dark", ("space", "enter")),
    "off": ((80, 24), "newsprint-light", ("v", "G")),
}


@pytest.mark.parametrize("name", PHOTOGRAPHS)
async def test_photograph(name: str, paths: Paths, picture: SnapshotAssertion) -> None:
    size, theme, keys = PHOTOGRAPHS[name]
    photograph = SAMPLES["13-glacier.txt"].image
    body = (
        "<p>The ice of the Mornex lost 12 metres in a summer. “We measure it each week,” said Anna Rochat, who "
        "keeps the gauge for the commune and for anyone who asks.</p>"
        f'<figure><img src="{photograph}" width="600" height="400" alt="A glacier in a valley 3,100 metres high">'
        "<figcaption>The tongue of the Mornex on 4 May, from the lake. <em>Photograph: Rochat</em></figcaption>"
        f"</figure><p>Below it the lake is young.</p><blockquote><p>It was not there when I was a child.</p>"
        f'<img src="{photograph}" width="240" height="160" alt="The lake"></blockquote><p>It grows.</p>'
    )
    story = entry(900, "The ice that went", 1, body)
    async with running(paths, size, Config(theme=theme, read_after=0), opened=story) as (pilot, reader):
        await rest(pilot)
        await press(pilot, *keys)
        if name == "chosen":
            reader.article_view.choose_picture(reader.article_view.picture_in_view())
        await pilot.pause(0.3)
        assert await shot(pilot) == picture


LINKS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "numbered": ((120, 36), "newsprint-dark", ("enter",)),
    "chosen": ((80, 24), "newsprint-light", ("enter", "3")),
    "warned-of": ((200, 60), "newsprint-dark", ("enter", "6")),
    "listed": ((120, 36), "newsprint-dark", ("enter", "O")),
    "listed-small": ((80, 24), "newsprint-light", ("enter", "O", "6")),
    "files": ((120, 36), "newsprint-light", ("enter", "P")),
    "files-small": ((80, 24), "newsprint-dark", ("enter", "G", "P")),
}


@pytest.mark.parametrize("name", LINKS)
async def test_links(name: str, paths: Paths, picture: SnapshotAssertion) -> None:
    size, theme, keys = LINKS[name]
    fill_with(paths, LINKED)
    async with running(paths, size, Config(theme=theme, read_after=0)) as (pilot, _reader):
        await press(pilot, *keys)
        await pilot.pause(0.3)
        assert await shot(pilot) == picture


@pytest.mark.parametrize(
    ("size", "theme", "keys"),
    [
        ((120, 36), "newsprint-dark", ("enter", "tab")),
        ((80, 24), "newsprint-light", ("enter", "tab", "enter")),
    ],
    ids=["closed", "open-small"],
)
async def test_details(
    paths: Paths, picture: SnapshotAssertion, size: tuple[int, int], theme: str, keys: tuple[str, ...]
) -> None:
    fill_with(paths, DISCLOSED)
    async with running(paths, size, Config(theme=theme, read_after=0)) as (pilot, _reader):
        await press(pilot, *keys)
        await pilot.pause(0.3)
        assert await shot(pilot) == picture


@pytest.mark.parametrize(
    ("size", "theme", "keys"),
    [((80, 24), "newsprint-dark", ()), ((120, 36), "newsprint-light", ("L",))],
    ids=["cut-off", "whole"],
)
async def test_messages(
    paths: Paths, picture: SnapshotAssertion, size: tuple[int, int], theme: str, keys: tuple[str, ...]
) -> None:
    fill(paths)
    async with running(paths, size, Config(theme=theme, read_after=0)) as (pilot, reader):
        reader.say("Marked 3 stories read; u undoes")
        reader.say_all(
            (
                "[keys] there is no command 'nextt'; ? lists them all, and the settings go on without that line",
                "config/reader.tcss: line 4: expected a colour, as #rrggbb or a name; the sheet is not used",
            )
        )
        await press(pilot, *keys)
        await pilot.pause(0.3)
        assert await shot(pilot) == picture


async def test_nothing_to_read(paths: Paths, picture: SnapshotAssertion) -> None:
    fill(paths)
    async with running(paths, (100, 24)) as (pilot, _reader):
        await press(pilot, "f", "g", "j", "j", "enter")
        assert await shot(pilot) == picture
