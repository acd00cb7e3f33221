"""Selecting by keyboard, highlights and notes in the article and on their screen."""

from dataclasses import replace

from textual.geometry import Offset
from textual.selection import Selection
from textual.widgets import Input, TextArea

from newsreader.library.library import Library
from newsreader.paths import Paths
from newsreader.ui.dialogs.highlight_book import HighlightBook
from newsreader.ui.dialogs.note_dialog import NoteDialog
from newsreader.ui.screen.reader import ReaderScreen
from tests.ui.screens import LEDGER, entry, fill, outcome, press, rest, running, until

BODY = (
    "<p>The council met at dawn in the <b>old</b> town hall. It rained all day, and nobody came to listen to it.</p>"
    "<p>The wall will be raised by two metres. “We are ready,” said Mayor Ada Finch, in the harbour.</p>"
    "<p>会議は東京で開かれた。市長は述べた。</p>"
    + "".join(
        f"<p>Paragraph {n} goes on about the wall, the harbour and the ferry for a while.</p>"
        for n in range(30)
    )
)


def _fill(paths: Paths, body: str = BODY) -> None:
    fill(paths)
    library = Library.open(paths)
    library.record(outcome(LEDGER, "Evening Ledger", (entry(50, "The wall", 0.5, body),)))
    library.close()


def _clipboard(reader: ReaderScreen) -> str:
    return reader.app.clipboard


async def test_words_are_selected_and_copied_by_keyboard(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (80, 30)) as (pilot, reader):
        await press(pilot, "g", "enter", "V")
        assert reader.is_selecting
        assert ("y", "copy") in reader.status.mode
        await press(pilot, "e", "e", "y")
        assert _clipboard(reader) == "The council"
        assert not reader.selections
        await press(pilot, "V", "right_parenthesis", "v", "right_curly_bracket", "e", "y")
        assert _clipboard(reader) == ("It rained all day, and nobody came to listen to it.\n\nThe")
        await press(pilot, "V", "j", "o", "escape")
        assert reader.pane == "article"
        assert reader.status.mode == ()


async def test_wide_characters_are_selected_whole(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (80, 30)) as (pilot, reader):
        await press(pilot, "g", "enter", "V", *["right_curly_bracket"] * 2, "v", "l", "y")
        assert _clipboard(reader) == "会議"


async def test_m_highlights_and_m_again_writes_the_note_and_u_undoes(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter", "V", "e", "e", "m")
        assert reader.shown is not None
        story = reader.shown.id
        kept = reader.library.highlights.of(story)
        assert [one.passage.words for one in kept] == ["The council"]
        assert kept[0].origin.title == "The wall"
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, NoteDialog)
        await press(pilot, *"See p. 4", "ctrl+s")
        await until(pilot, lambda: reader.library.highlights.of(story)[0].note == "See p. 4")
        assert reader.highlights[0][1] == (0, 11)
        await press(pilot, "escape", "u")
        assert reader.library.highlights.of(story)[0].note == ""
        await press(pilot, "u")
        assert reader.library.highlights.of(story) == []
        assert reader.highlights == []


async def test_without_a_selection_the_chosen_quote_or_the_sentence_is_highlighted(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter", "m")
        assert [one.passage.words for one, _ in reader.highlights] == [
            "The council met at dawn in the old town hall."
        ]
        await press(pilot, "escape")
        while reader.article_view.setting is not None and (
            reader.article_view.current is None
            or "ready" not in reader.article_view.setting.marks[reader.article_view.current].text
        ):
            await press(pilot, "right_square_bracket")
        await press(pilot, "m")
        assert "“We are ready,”" in [one.passage.words for one, _ in reader.highlights]


async def test_the_mouse_selects_what_is_highlighted_but_never_the_head(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter")
        view = reader.article_view
        reader.selections = {view: Selection(Offset(0, 0), Offset(3, 0))}
        await press(pilot, "m")
        assert reader.highlights == []
        assert "own words" in reader.status.message
        assert view.setting is not None
        first = view.setting.first
        reader.selections = {view: Selection(Offset(0, 0), Offset(11, first))}
        await press(pilot, "m")
        assert [one.passage.words for one, _ in reader.highlights] == ["The council"]


async def test_a_note_is_not_thrown_away_by_one_escape(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter", "m", "m", *"hello", "escape")
        assert isinstance(pilot.app.screen, NoteDialog)
        await press(pilot, "escape")
        assert reader.is_current
        assert reader.highlights[0][0].note == ""
        await press(pilot, "m", "ctrl+r")
        await until(pilot, lambda: not reader.highlights)


async def test_highlights_hold_in_an_updated_text(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (100, 30)) as (pilot, _reader):
        await press(pilot, "g", "enter", "V", "e", "e", "e", "m", "q")
    _fill(paths, "<p>Correction: it did not rain.</p>" + BODY.replace("met at dawn", "met before dawn"))
    async with running(paths, (60, 20)) as (pilot, reader):
        await press(pilot, "g", "enter")
        ((highlight, span),) = reader.highlights
        assert highlight.passage.words == "The council met"
        assert span is not None
        assert reader.article_view.setting is not None
        assert reader.article_view.setting.article.text[slice(*span)] == "The council met"
    _fill(paths, "<p>The page was taken down.</p>")
    async with running(paths, (60, 20)) as (pilot, reader):
        await press(pilot, "g", "enter")
        assert [span for _, span in reader.highlights] == [None]
        await press(pilot, "M", "enter")
        await rest(pilot)
        assert "gone from this story" in reader.status.message


async def test_the_screen_lists_filters_removes_and_reads_on(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(
            pilot, "g", "enter", "V", "G", *["left_curly_bracket"] * 2, "v", "e", "m", "m", *"Ferry", "ctrl+s"
        )
        await press(pilot, "g", "m", "j", "M")
        book = pilot.app.screen
        assert isinstance(book, HighlightBook)
        assert len(book.listed) == 2
        await press(pilot, "slash", *"FERRY")
        assert book.query_one("#highlight-filter", Input).value == "FERRY"
        assert len(book.listed) == 1
        await press(pilot, "enter", "y")
        assert "Evening Ledger" in _clipboard(reader)
        await press(pilot, "D")
        assert book.listed == []
        await press(pilot, "u")
        assert len(book.listed) == 1
        await press(pilot, "m")
        assert pilot.app.screen.query_one(TextArea).text == "Ferry"
        await press(pilot, "escape", "enter")
        assert reader.is_current
        assert reader.chosen is not None
        assert reader.chosen.note == "Ferry"
        assert reader.article_view.scroll_y > 20


async def test_a_highlight_of_a_feed_that_is_followed_no_more_is_read_all_the_same(paths: Paths) -> None:
    _fill(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter", "m")
        reader.library.unsubscribe(LEDGER)
        reader.load_list(fresh=True)
        await rest(pilot)
        assert reader.shown is not None
        assert reader.shown.title != "The wall"
        await press(pilot, "M", "enter")
        await rest(pilot)
        assert reader.shown.title == "The wall"
        assert reader.chosen is not None


async def test_a_dateline_is_no_part_of_the_text_that_is_highlighted(paths: Paths) -> None:
    body = "Ferry sails\n\nPublished by Ines Amaral\n\nPORTO NOVO: The boat sails today. It is late.\n\nIt rains."
    fill(paths)
    library = Library.open(paths)
    story = replace(entry(51, "Ferry sails", 0.4, body), body_type="wire")
    library.record(outcome(LEDGER, "Evening Ledger", (story,)))
    library.close()
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter", "V", "e", "m")
        assert reader.highlights == []
        assert "own words" in reader.status.message
        await press(pilot, "escape", "V", "right_parenthesis", "h", "h", "m")
        assert [one.passage.words for one, _ in reader.highlights] == ["The boat sails today."]
