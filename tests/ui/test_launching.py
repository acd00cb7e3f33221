import os
import stat
from pathlib import Path

import pytest

from newsreader.model import NewsreaderError
from newsreader.ui.screen.launching import Program, browser_for, player_for, start, with_target

URL = "https://a.example/?q=1&r=$(touch x);`id`"


def program(folder: Path, name: str) -> Path:
    """An executable file of a name."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def test_the_address_takes_the_place_that_the_settings_name() -> None:
    assert with_target(("firefox", "--new-tab", "{url}", "-x"), URL).words == (
        "firefox",
        "--new-tab",
        URL,
        "-x",
    )


def test_without_a_place_the_address_comes_last() -> None:
    assert with_target(("firefox", "-P", "news"), URL) == Program(
        ("firefox", "-P", "news", URL), in_terminal=False
    )


def test_the_setting_comes_before_the_environment() -> None:
    found = browser_for(URL, ("firefox",), {"BROWSER": "w3m"})
    assert found is not None
    assert found.words == ("firefox", URL)


def test_the_environments_first_browser_that_is_there_is_taken(tmp_path: Path) -> None:
    lynx = program(tmp_path, "lynx")
    choices = os.pathsep.join(("/nowhere/no-such", f"{lynx} -accept_all_cookies %s"))
    assert browser_for(URL, (), {"BROWSER": choices}) == Program(
        (str(lynx), "-accept_all_cookies", URL), in_terminal=True
    )


def test_a_browser_with_windows_leaves_the_terminal_alone(tmp_path: Path) -> None:
    firefox = program(tmp_path, "firefox")
    assert browser_for(URL, (), {"BROWSER": str(firefox)}) == Program((str(firefox), URL), in_terminal=False)


def test_mpv_plays_in_a_window_where_there_are_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "mpv")
    monkeypatch.setenv("PATH", str(tmp_path))
    with_windows = player_for(URL, (), {"DISPLAY": ":0"})
    assert with_windows.words[-2:] == ("--", URL)
    assert not with_windows.in_terminal


@pytest.mark.skipif("sys.platform != 'linux'")
def test_mpv_has_the_terminal_where_there_are_no_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "mpv")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert player_for(URL, (), {}) == Program(("mpv", "--", URL), in_terminal=True)


def test_without_a_player_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NewsreaderError, match="install mpv, or name one in the settings"):
        player_for(URL, (), {})


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(NewsreaderError, match="no-such-program was not found"):
        start(Program(("no-such-program", URL), in_terminal=False), print)


def test_no_shell_ever_sees_the_address(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told: list[str] = []
    show = Program(
        ("/bin/sh", "-c", f'printf %s "$1" > {out}.new; mv {out}.new {out}; exit 3', "x", URL), False
    )
    start(show, told.append)
    while not told:
        pass
    assert out.read_text() == URL
    assert told == ["/bin/sh ended with an error (status 3)"]
