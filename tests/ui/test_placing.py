"""The place in every story: the same sentence after a while, at another width, and in an updated text."""

from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.make import make_article
from newsreader.library.library import Library
from newsreader.library.places import TOP
from newsreader.library.stories import Scope
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.ui.page.place import anchor_of, minutes_left, place_of
from newsreader.ui.page.setting import Setting
from newsreader.ui.page.typeset import set_article
from newsreader.ui.session import Session, save_session
from tests.ui.screens import CLOCK, LEDGER, entry, fill, outcome, press, rest, running

SENTENCE = "Sentence {0} of the story says that ward {0} has a wall of {0} metres, and that it rains there. "
BODY = "".join(f"<p>{''.join(SENTENCE.format(10 * p + s) for s in range(8))}</p>" for p in range(40))
LONG = entry(77, "A long story", 0.5, BODY)


@cache
def _set(body: str) -> Setting:
    return set_article(make_article(Entry(title="Long", body=body)), lights=True, clock=CLOCK.now())


@given(st.integers(0, 60), st.integers(0, 700))
def test_a_place_is_found_again_exactly(paragraph: int, inside: int) -> None:
    setting = _set(BODY)
    paragraph = min(paragraph, len(setting.paragraphs) - 1)
    inside = min(inside, max(0, len(setting.paragraphs[paragraph].text) - 1))
    place = place_of(setting, (paragraph, inside))
    assert anchor_of(setting, place) == (paragraph, inside)


def test_a_place_is_found_by_its_words_in_an_updated_text() -> None:
    old, new = (
        _set(BODY),
        _set("<p>An editor's note was put first.</p>" + BODY.replace("it rains", "it often rains")),
    )
    at = old.article.text.index("Sentence 203")
    anchor = anchor_of(new, place_of(old, old.locate(at)))
    paragraph, inside = anchor
    assert new.paragraphs[paragraph].text[inside:].startswith("Sentence 203")


def test_the_time_left_shrinks_to_a_minute() -> None:
    setting = _set(BODY)
    minutes = [minutes_left(setting, setting.locate(at)) for at in range(0, len(setting.article.text), 3_000)]
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[0] > 10
    assert minutes[-1] == 1


def _with_long_story(paths: Paths) -> str:
    fill(paths)
    library = Library.open(paths)
    library.record(outcome(LEDGER, "Evening Ledger", (LONG,)))
    story = next(header.id for header in library.list_headers(Scope()) if header.title == LONG.title)
    library.close()
    return story


async def test_coming_back_at_another_width_lands_on_the_same_sentence(paths: Paths) -> None:
    story = _with_long_story(paths)
    async with running(paths, (120, 30)) as (pilot, reader):
        await press(pilot, "g", "enter")
        assert reader.shown is not None
        assert reader.shown.id == story
        reader.article_view.scroll_lines(61)
        await press(pilot, "j")
        paragraph, inside = reader.article_view.reading_place
        assert "min left" in str(reader.status.render())
        await press(pilot, "q")
    library = Library.open(paths)
    assert library.places.of(story) != TOP
    library.close()
    async with running(paths, (64, 20)) as (pilot, reader):
        view = reader.article_view
        if reader.pane != "article":
            await press(pilot, "enter")
        assert view.reading_place == (paragraph, inside)
        assert view.page_now.line_of(paragraph, inside) == round(view.scroll_y)
        for size in ((90, 30), (50, 20), (150, 40), (64, 20)):
            await pilot.resize_terminal(*size)
            await rest(pilot)
        assert view.reading_place == (paragraph, inside)


async def test_going_through_stories_in_a_narrow_terminal_loses_no_place(paths: Paths) -> None:
    story = _with_long_story(paths)
    async with running(paths, (60, 20)) as (pilot, reader):
        await press(pilot, "g", "enter")
        reader.article_view.scroll_lines(40)
        await press(pilot, "j")
        place = reader.article_view.reading_place
        await press(pilot, "escape", "j", "k", "j", "k", "enter")
        assert reader.shown is not None
        assert reader.shown.id == story
        assert reader.article_view.reading_place == place


async def test_a_place_that_an_older_version_kept_still_counts(paths: Paths) -> None:
    story = _with_long_story(paths)
    save_session(paths.session_file, Session(story=story, places={story: (12, 300)}))
    async with running(paths, (120, 30)) as (_pilot, reader):
        assert reader.article_view.reading_place == (12, 300)


async def test_quotes_that_are_found_behind_the_reader_move_nothing(paths: Paths) -> None:
    _with_long_story(paths)
    async with running(paths, (100, 30)) as (pilot, reader):
        await press(pilot, "g", "enter")
        view = reader.article_view
        whole = view.setting
        assert whole is not None
        plain = set_article(replace(whole.article, quotes=(), figures=()), lights=True, clock=CLOCK.now())
        assert plain.first == whole.first - 1
        view.show(plain, (0, 0))
        await rest(pilot)
        await press(pilot, "slash", *"sentence 20", "enter")
        view.scroll_lines(20)
        await press(pilot, "V", "e")
        view.scroll_lines(3)
        await rest(pilot)
        place, words = view.reading_place, reader.get_selected_text()
        view.replace_setting(whole)
        await rest(pilot)
        assert view.reading_place == (place[0] + 1, place[1])
        assert words
        assert reader.get_selected_text() == words
        await press(pilot, "escape", "n")
        assert reader.found is not None
        paragraph, start, end = reader.found.here
        assert whole.paragraphs[paragraph].text[start:end].lower() == "sentence 20"
