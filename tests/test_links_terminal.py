"""Links on a real terminal: what reaches it, and a browser that takes it over."""

import re
import stat
from pathlib import Path

from tests.terminal import Terminal

_OPENING = re.compile(rb"\x1b\]8;([^;\x07\x1b]*);([^\x07\x1b]*)\x1b\\")
_STORY = """<title>Tides</title><h1>Tides</h1>
<p>Some words stand before <a href="https://a.example/one;two?x=1">a link that is so long that it can not stand on
one line of this terminal and goes on on the next one</a>, and some behind.</p>
<p>Here is <a href="https://b.example/&#27;]8;;evil&#7;&#155;2J/ü">another</a>.</p>
"""


def story(folder: Path) -> Path:
    file = folder / "story.html"
    file.write_text(_STORY, encoding="utf-8")
    return file


def test_the_terminal_can_open_a_link_itself_and_knows_its_lines_as_one(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", "open", str(story(tmp_path)), columns=60) as terminal:
        terminal.wait_for("goes on", "another")
        links = _OPENING.findall(terminal.raw)
        ids = {
            target: {identifier for identifier, to in links if to == target} for _, target in links if target
        }
        assert ids.keys() >= {b"https://a.example/one;two?x=1"}
        lines = terminal.screen.text().splitlines()
        assert sum("link that is" in line or "goes on" in line for line in lines) == 2
        assert len(ids[b"https://a.example/one;two?x=1"]) == 1
        assert not any(b"evil\x07" in target or b"\x1b" in target for target in ids)
        for target in ids:
            assert all(0x21 <= byte <= 0x7E for byte in target)
        terminal.press("q")
        terminal.press("q")


def test_a_browser_for_the_terminal_gets_it_and_gives_it_back(tmp_path: Path) -> None:
    browser = tmp_path / "w3m"
    browser.write_text('#!/bin/sh\nprintf "THE BROWSER SHOWS %s\\n" "$1"\nread line\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    variables = {"BROWSER": str(browser)}
    with Terminal(tmp_path / "home", "open", str(story(tmp_path)), variables=variables) as terminal:
        terminal.wait_for("another")
        terminal.press("1\r")
        terminal.wait_for("THE BROWSER SHOWS https://a.example/one;two?x=1")
        terminal.press("\n")
        terminal.wait_for("Some words stand before")
        terminal.press("2")
        terminal.wait_for("https://b.example/")
