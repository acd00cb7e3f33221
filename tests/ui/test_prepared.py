from pathlib import Path

from newsreader.paths import Paths
from newsreader.ui.page.prepared import PreparedArticles
from tests.ui.screens import entry, fill, fill_with, press, running, until


def test_an_article_is_made_once_and_few_are_kept() -> None:
    articles = PreparedArticles()
    stories = [entry(number, f"Story {number}", 1) for number in range(12)]
    made = [articles.first(story, "The Courier") for story in stories]
    assert articles.first(stories[-1], "The Courier") is made[-1]
    assert articles.first(stories[-1], "Evening Ledger") is not made[-1]
    assert not articles.is_whole(stories[0], "The Courier")


def test_a_long_story_is_given_without_its_marks_first_and_with_them_then() -> None:
    articles = PreparedArticles()
    story = entry(1, "Long", 1, "<p>“We are ready,” said Ada Finch of 12 boats.</p>" * 4000)
    plain = articles.first(story, "")
    assert plain.text
    assert not plain.quotes
    assert not articles.is_whole(story, "")
    whole = articles.whole(story, "", plain)
    assert whole.quotes
    assert whole.figures
    assert whole.text == plain.text
    assert articles.first(story, "") is whole


async def test_the_stories_beside_the_cursor_are_made_ahead(tmp_path: Path) -> None:
    paths = Paths.default(str(tmp_path))
    fill(paths)
    async with running(paths) as (pilot, reader):
        await press(pilot, "j")
        below = reader.story_list.stories.rows[2]
        header = reader.library.headers([below])[0]
        story = reader.library.story(header.id)
        assert story is not None
        await until(pilot, lambda: reader._articles.is_whole(story.as_read, header.source))


async def test_a_long_story_lights_up_where_the_reader_is(tmp_path: Path) -> None:
    paths = Paths.default(str(tmp_path))
    words = "<p>“We are ready,” said Ada Finch of 12 boats in the harbour.</p>" * 3000
    fill_with(paths, entry(900, "A long one", 0.5, words))
    async with running(paths) as (pilot, reader):
        await until(pilot, lambda: bool(reader.article_view.setting and reader.article_view.setting.marks))
        assert reader.article_view.setting is not None
        assert reader.article_view.setting.article.title == "A long one"
