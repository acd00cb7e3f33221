"""The quote book, "elsewhere", and reading stories for their facts in the background."""

import asyncio
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from newsreader.article.indexing import RULES, index_pending
from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Author, Entry
from newsreader.paths import Paths
from newsreader.ui.dialogs.elsewhere import ElsewhereDialog
from newsreader.ui.dialogs.quote_book import QuoteBook
from newsreader.ui.lists.quote_rows import FoundRows, SpeakerRows
from newsreader.ui.screen import reader as reader_module
from newsreader.ui.screen.reader import ReaderScreen
from newsreader.ui.status import StatusLine
from tests.ui.screens import COURIER, LEDGER, NOW, outcome, press, running, until

GAS = (
    "<p>Talks opened. “We will keep the gas flowing to our partners this winter,” said Ada Finch, the mayor.</p>"
    "<p>The blast at the gas station in Harbour Road killed 12 people.</p>"
)
GAS_TOO = (
    "<p>“We will keep gas flowing to our partners this winter”, Finch told reporters. “Not a day more,” she said.</p>"
    "<p>The blast killed 14 people at the station in Harbour Road.</p>"
)
ROAD = "<p>“The road is open,” said Tom Hill. Tom Hill said the work had been hard.</p>"


def story(title: str, body: str, hours: float) -> Entry:
    return Entry(
        guid=title,
        link=f"http://127.0.0.1/{title.replace(' ', '-').lower()}",
        title=title,
        authors=(Author("Ines Calder"),),
        published=NOW - timedelta(hours=hours),
        body=body,
    )


@pytest.fixture
def stories(paths: Paths) -> Paths:
    library = Library.open(paths)
    samples.install(library)
    library.mark(samples.sample_ids(), "hidden", True, automatic=True)
    library.subscribe(COURIER)
    library.subscribe(LEDGER)
    others = (story(f"Minutes {number}", "<p>Nothing was said.</p>", 50 + number) for number in range(30))
    library.record(
        outcome(COURIER, "The Courier", (story("Gas talks", GAS, 2), *others, story("Road", ROAD, 99)))
    )
    library.record(outcome(LEDGER, "Evening Ledger", (story("Gas again", GAS_TOO, 5),)))
    index_pending(library)
    library.close()
    return paths


def book(pilot: Pilot[None]) -> QuoteBook:
    screen = pilot.app.screen
    assert isinstance(screen, QuoteBook)
    return screen


def quotes(pilot: Pilot[None]) -> list[str]:
    rows = book(pilot).query_one("#quotes", FoundRows)
    return [found.quote.text for found in rows._found if hasattr(found, "quote")]


def speakers(pilot: Pilot[None]) -> list[str]:
    return [one.name for one in book(pilot).query_one("#speakers", SpeakerRows)._speakers]


async def open_book(pilot: Pilot[None]) -> None:
    await press(pilot, "Q")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuoteBook))
    await until(pilot, lambda: bool(quotes(pilot)))


def said(reader: ReaderScreen) -> str:
    return reader.query_one(StatusLine).message


def chosen(reader: ReaderScreen) -> str:
    view = reader.article_view
    assert view.setting is not None
    assert view.current is not None
    return view.setting.marks[view.current].text


async def test_the_book_shows_speakers_by_their_quotes(stories: Paths) -> None:
    async with running(stories) as (pilot, _reader):
        await open_book(pilot)
        assert speakers(pilot)[0] == "Everyone"
        assert set(speakers(pilot)[1:]) >= {"Ada Finch", "Tom Hill"}
        assert quotes(pilot)[0] == "We will keep the gas flowing to our partners this winter,"
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, QuoteBook)


async def test_the_quotes_follow_the_speaker(stories: Paths) -> None:
    async with running(stories) as (pilot, _reader):
        await open_book(pilot)
        at = speakers(pilot).index("Tom Hill")
        await press(pilot, *["down"] * (at + 1))
        await until(pilot, lambda: quotes(pilot)[0] == "The road is open,")


async def test_typing_filters_by_names_and_words(stories: Paths) -> None:
    async with running(stories) as (pilot, _reader):
        await open_book(pilot)
        await press(pilot, *"hill")
        await until(pilot, lambda: speakers(pilot) == ["Everyone", "Tom Hill"])
        await until(pilot, lambda: quotes(pilot)[0] == "The road is open,")
        box = book(pilot).query_one("#quote-filter", Input)
        box.value = "winter"
        await until(pilot, lambda: len(quotes(pilot)) == 2)
        box.value = "nowhere said"
        await until(pilot, lambda: not quotes(pilot))
        assert speakers(pilot) == []


async def test_enter_opens_the_story_at_the_quote(stories: Paths) -> None:
    async with running(stories) as (pilot, reader):
        await open_book(pilot)
        await press(pilot, *"road")
        await until(pilot, lambda: len(quotes(pilot)) == 2)
        await press(pilot, "enter", "right", "enter")
        await until(pilot, lambda: reader.article_view.current is not None)
        assert reader.shown is not None
        assert reader.shown.title == "Road"
        assert chosen(reader) == "The road is open,"
        assert reader.pane == "article"


async def test_a_story_that_is_not_in_the_list_is_shown_among_all(stories: Paths) -> None:
    async with running(stories) as (pilot, reader):
        reader.choose_scope(Scope("feed", LEDGER))
        await press(pilot)
        await open_book(pilot)
        await press(pilot, *"road")
        await until(pilot, lambda: len(quotes(pilot)) == 2)
        await press(pilot, "enter", "right", "enter")
        await until(pilot, lambda: reader.article_view.current is not None)
        assert reader.scope == Scope("all")
        assert reader.story_list.header is not None
        assert reader.story_list.header.title == "Road"


async def test_reported_speech_is_brought_into_view_and_chosen(stories: Paths) -> None:
    async with running(stories) as (pilot, reader):
        await open_book(pilot)
        await press(pilot, *"hard")
        await until(pilot, lambda: len(quotes(pilot)) == 1)
        await press(pilot, "enter", "right", "enter")
        await until(pilot, lambda: reader.article_view.unlit is not None)
        assert reader.shown is not None
        assert reader.shown.title == "Road"
        assert reader.article_view.current is None
        await press(pilot, "y")
        assert "hard" in pilot.app.clipboard
        assert 'in "Road"' in pilot.app.clipboard
        await press(pilot, "escape", "y")
        assert pilot.app.clipboard.startswith("http://127.0.0.1/")


async def test_y_copies_with_citation(stories: Paths) -> None:
    async with running(stories) as (pilot, _reader):
        await open_book(pilot)
        await press(pilot, "down", "right", "y")
        assert pilot.app.clipboard == (
            "“We will keep the gas flowing to our partners this winter” — Ada Finch, "
            'in "Gas talks", The Courier, 18 June 2025, http://127.0.0.1/gas-talks'
        )
        assert "Copied" in str(book(pilot).query_one("#dialog-keys", Static).render())


async def test_a_narrow_terminal_shows_one_list_at_a_time(stories: Paths) -> None:
    async with running(stories, size=(50, 16)) as (pilot, _reader):
        await open_book(pilot)
        lists = book(pilot).query_one("#speakers"), book(pilot).query_one("#quotes")
        assert [one.display for one in lists] == [True, False]
        await press(pilot, "down", "right")
        assert [one.display for one in lists] == [False, True]
        await press(pilot, "h")
        assert [one.display for one in lists] == [True, False]


async def test_the_same_quote_elsewhere_is_listed_and_opened(stories: Paths) -> None:
    async with running(stories) as (pilot, reader):
        await press(pilot, "enter", "right_square_bracket", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ElsewhereDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: reader.shown is not None and reader.shown.title == "Gas again")
        await until(pilot, lambda: reader.article_view.current is not None)
        assert chosen(reader) == "We will keep gas flowing to our partners this winter"


async def test_the_same_figure_elsewhere_is_listed_where_sources_differ(stories: Paths) -> None:
    async with running(stories) as (pilot, reader):
        await press(pilot, "enter", "right_square_bracket", "right_square_bracket")
        assert chosen(reader) == "12"
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ElsewhereDialog))
        await press(pilot, "y")
        assert pilot.app.clipboard.startswith('14 people — in "Gas again", Evening Ledger')
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ElsewhereDialog)


async def test_what_no_other_story_reports_is_said_so(stories: Paths) -> None:
    async with running(stories) as (pilot, reader):
        await press(pilot, "e")
        assert said(reader).startswith("Choose a quote or figure first")
        await press(pilot, "j", "enter", "right_square_bracket", "right_square_bracket")
        assert chosen(reader) == "Not a day more,"
        await press(pilot, "e")
        assert said(reader) == "No other story reports this"


async def test_stories_are_read_for_their_facts_in_the_background(
    stories: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(stories)
    library.record(
        outcome(LEDGER, "Evening Ledger", (story("New", "<p>“I came late,” said Cara Dell.</p>", 1),))
    )
    assert len(library.facts.pending(RULES)) == 1
    monkeypatch.setattr(reader_module, "LOOK_SECONDS", 0.05)
    async with running(stories) as (pilot, _reader):
        for _ in range(200):
            if not await asyncio.to_thread(library.facts.pending, RULES):
                break
            await pilot.pause(0.05)
        assert [one.quote.text for one in library.facts.quotes(by="dell")] == ["I came late,"]
    library.close()


async def test_an_empty_library_has_an_empty_book(paths: Paths) -> None:
    library = Library.open(paths)
    samples.install(library)
    library.mark(samples.sample_ids(), "hidden", True, automatic=True)
    library.close()
    async with running(paths) as (pilot, _reader):
        await press(pilot, "Q", "down", "right", "enter", "y", "j", "pagedown", "g", "G", "tab")
        assert book(pilot).query_one("#quotes", FoundRows).empty == "No story here quotes anybody yet."


async def test_a_book_that_was_opened_before_the_stories_were_read_fills_as_they_are(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "LOOK_SECONDS", 3600.0)
    library = Library.open(paths)
    library.subscribe(COURIER)
    library.record(outcome(COURIER, "The Courier", (story("Gas talks", GAS, 2),)))
    library.close()
    async with running(paths) as (pilot, reader):
        await press(pilot, "Q")
        assert speakers(pilot) == []
        reader.unread_facts = 1
        title = book(pilot).query_one("#dialog-title", Static)
        await until(pilot, lambda: "1 story still to be read" in str(title.render()))
        await asyncio.to_thread(index_pending, reader.library)
        reader.unread_facts = 0
        await until(pilot, lambda: "Ada Finch" in speakers(pilot))
        assert "still" not in str(title.render())
