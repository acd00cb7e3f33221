"""Keys that a reader of newsboat brings along."""

from pathlib import Path

from newsreader.config import Config
from newsreader.paths import Paths
from newsreader.sources.newsboat_keys import KeyBinding
from newsreader.ui.commands import problems
from newsreader.ui.taken_keys import taken_over
from tests.ui.screens import fill, press, running


def wanted(*bound: tuple[str, str]) -> list[KeyBinding]:
    return [KeyBinding(key, command, f"bind-key {key} …") for key, command in bound]


def test_keys_that_are_the_same_here_change_nothing() -> None:
    assert taken_over(wanted(("j", "down"), ("k", "up"), ("G", "bottom"))) == ({}, [])


def test_a_free_key_is_added_and_one_of_two_is_given_away() -> None:
    keys, refused = taken_over(wanted((";", "links"), ("ctrl+f", "page_down"), ("b", "browser")))
    assert keys == {
        "links": "O,semicolon",
        "page_down": "pagedown,ctrl+d,ctrl+f",
        "toggle_bookmark": "s",
        "browser": "o,b",
    }
    assert refused == []
    assert problems(keys) == []


def test_no_command_loses_its_only_key_and_the_last_binding_of_a_key_counts() -> None:
    keys, refused = taken_over(wanted(("d", "page_down"), ("b", "browser"), ("b", "quit")))
    assert [(one.key, here.id) for one, here in refused] == [("d", "changes")]
    assert keys == {"toggle_bookmark": "s", "quit": "q,b"}


async def test_they_work(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config", tmp_path / "data", tmp_path / "cache")
    fill(paths)
    keys, _ = taken_over(wanted((";", "down"), ("b", "facts"), ("ctrl+e", "bottom")))
    async with running(paths, config=Config(keys=keys)) as (pilot, reader):
        first = reader.story_list.cursor
        await press(pilot, ";")
        assert reader.story_list.cursor == first + 1
        await press(pilot, "b")
        assert reader.pane == "facts"
