"""What rows and articles tell of stories besides words, on the screen."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.library.signs import Sign
from newsreader.model import Enclosure
from newsreader.paths import Paths
from newsreader.ui.page.story_notes import comments_told
from newsreader.ui.screen.reader import ReaderScreen
from tests.ui.screens import COURIER, entry, outcome, press, running

TALK = "http://127.0.0.1/1/comments"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = Paths(tmp_path / "config", tmp_path / "data", tmp_path / "cache")
    library = Library.open(found)
    samples.install(library)
    library.mark(samples.sample_ids(), "hidden", True, automatic=True)
    library.subscribe(COURIER)
    talked = replace(entry(1, "A long talk", 1), comments=TALK, comment_count=1234)
    heard = replace(
        entry(2, "To be heard", 2), enclosures=(Enclosure("http://127.0.0.1/2.mp3", "audio/mpeg"),)
    )
    quiet = replace(entry(3, "Nobody said anything", 3), comments=TALK, comment_count=0)
    library.record(outcome(COURIER, "The Courier", (talked, heard, quiet)))
    library.close()
    return found


def rows(screen: ReaderScreen) -> str:
    view = screen.story_list
    return "\n".join(
        "".join(part.text for part in view.render_line(line)) for line in range(min(20, view.size.height))
    )


async def test_rows_tell_of_sound_and_comments(paths: Paths) -> None:
    async with running(paths) as (_, screen):
        shown = rows(screen)
        assert "The Cour… · 1,234 comments · 1h" in shown
        assert "♪ The Courier · 2h" in shown
        assert "0 comments" not in shown


async def test_one_key_opens_the_comments(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(ReaderScreen, "_open_browser", lambda _, url: opened.append(url))
    async with running(paths) as (pilot, screen):
        await press(pilot, "enter")
        setting = screen.article_view.setting
        assert setting is not None
        assert "1,234 comments · C opens them" in [one.text for one in setting.paragraphs]
        await press(pilot, "C")
        await press(pilot, "n", "C")
        assert opened == [TALK]
        assert "no discussion" in screen.status.message


def test_counts_are_told_in_words() -> None:
    assert [comments_told(count) for count in (None, 0, 1, 12, 1234)] == [
        "",
        "",
        "1 comment",
        "12 comments",
        "1,234 comments",
    ]
    assert Sign().sound == ""
