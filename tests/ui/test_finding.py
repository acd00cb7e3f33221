"""Finding in the article: every hit lit, n and N through them and nothing else, and back to where one was."""

import time
from dataclasses import replace

from newsreader.article.make import make_article
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.ui.page.find import Finder, Found
from newsreader.ui.page.setting import Paragraph
from newsreader.ui.page.typeset import set_article
from tests.ui.screens import CLOCK, press, rest, running

BODY = "".join(
    f"<p>Paragraph {n} tells of the <b>har</b>bour wall, of Café Ânimo, and of nothing else at all.</p>"
    for n in range(60)
)
STORY = Entry(guid="long", title="The harbour wall", body=BODY, source="Sample")


def test_hits_are_found_across_styles_and_in_the_title() -> None:
    setting = set_article(make_article(STORY), lights=True, clock=CLOCK.now())
    hits = Finder(setting.paragraphs).find("HARBOUR wall".lower())
    assert len(hits) == 61
    assert all(setting.paragraphs[p].text[a:b].lower() == "harbour wall" for p, a, b in hits)


def test_accents_never_count_and_capitals_only_when_typed() -> None:
    finder = Finder([Paragraph("Café ânimo, Cafe Animo, CAFÉ ÂNIMO")])
    assert len(finder.find("cafe animo")) == 3
    assert len(finder.find("Cafe Animo")) == 1
    assert finder.find("  ") == []


def test_the_first_hit_is_the_one_behind_the_place_and_the_ends_are_joined() -> None:
    found = Found("a", [(0, 1, 2), (3, 4, 5), (3, 9, 10)])
    found.begin((1, 0))
    assert found.tally == "2 of 3"
    assert found.step(1)
    assert not found.step(1)
    assert found.tally == "1 of 3"
    found.begin((9, 0))
    assert found.at == 0


def test_a_hundred_thousand_words_are_searched_between_two_keys() -> None:
    words = "the council of Ânimo voted for the wall and against the harbour, they said “never” "
    finder = Finder([Paragraph(words * 10) for _ in range(700)])
    finder.find("x")
    began = time.process_time()
    assert len(finder.find("harbour")) == 7_000
    assert time.process_time() - began < 0.5


async def test_slash_finds_in_the_article_and_escape_ends_it(paths: Paths) -> None:
    async with running(paths, (100, 30), opened=STORY) as (pilot, reader):
        await press(pilot, "slash", *"harbour w")
        assert reader.find_line.box.has_focus
        assert reader.found is not None
        assert len(reader.found.hits) == 61
        await press(pilot, "enter")
        assert reader.pane == "article"
        assert not reader.find_line.display
        assert [words for _, words in reader.status.mode][:2] == ["next hit", "the one before"]
        await press(pilot, "n", "n", "N")
        assert reader.found.at == 1
        assert "2 of 61" in reader.status.message
        for _ in range(20):
            await pilot.press("n")
        await rest(pilot)
        assert reader.found.at == 21
        assert reader.article_view.scroll_y > 0
        await press(pilot, "escape")
        left = vars(reader)["found"], reader.status.mode, reader.pane
        assert left == (None, (), "article")


async def test_escape_while_typing_returns_to_where_one_was(paths: Paths) -> None:
    async with running(paths, (100, 30), opened=STORY) as (pilot, reader):
        reader.article_view.scroll_lines(7)
        await press(pilot, "slash", *"paragraph 55")
        assert reader.article_view.scroll_y > 50
        await press(pilot, "escape")
        assert reader.article_view.scroll_y == 7
        assert reader.found is None
        assert reader.status.display


async def test_words_that_are_not_there_are_said_so(paths: Paths) -> None:
    async with running(paths, (100, 30), opened=STORY) as (pilot, reader):
        await press(pilot, "slash", *"zebra", "enter")
        assert reader.found is None
        assert "Not found" in reader.status.message


async def test_another_story_ends_the_find_and_n_is_the_next_unread_again(paths: Paths) -> None:
    other = replace(STORY, guid="other", title="Another")
    async with running(paths, (100, 30), opened=STORY) as (pilot, reader):
        await press(pilot, "slash", *"harbour", "enter")
        reader.show_entry(other)
        await rest(pilot)
        assert not reader.is_finding
        assert reader.status.mode == ()


async def test_slash_in_the_list_still_searches_all_stories(paths: Paths) -> None:
    async with running(paths) as (pilot, reader):
        await press(pilot, "slash")
        assert reader.search_box.has_focus
        assert not reader.find_line.display
