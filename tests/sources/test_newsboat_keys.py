"""newsboat's keys, and what they are called here."""

import pytest

from newsreader.sources.newsboat_keys import _COMMANDS, binding
from newsreader.ui.commands import BY_ID


@pytest.mark.parametrize(
    ("line", "key", "command"),
    [
        ("bind-key j down", "j", "down"),
        ("bind-key ^F pagedown articlelist", "ctrl+f", "page_down"),
        ("bind-key SPACE open feedlist", "space", "open"),
        ("bind-key F5 reload-all", "f5", "refresh_all"),
        ("bind-key ; show-urls all", ";", "links"),
    ],
)
def test_a_key_is_named_as_here(line: str, key: str, command: str) -> None:
    found = binding(line.split())
    assert found is not None
    assert (found.key, found.command, found.line) == (key, command, line)


@pytest.mark.parametrize(
    "line",
    [
        "bind-key",
        "bind-key j",
        "bind-key 7 open",
        "bind-key , open",
        "bind-key ^[ open",
        "bind-key F13 open",
        "bind-key jj open",
        "bind-key j purge-deleted",
        "bind-key j down podboat",
        "bind-key j down all more",
        "unbind-key j",
    ],
)
def test_what_has_no_meaning_here_is_none(line: str) -> None:
    assert binding(line.split()) is None


def test_every_command_is_one_of_ours() -> None:
    assert set(_COMMANDS.values()) <= BY_ID.keys()
