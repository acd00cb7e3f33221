"""The reader under a real pseudo-terminal: what a person sees, and what is left when it ends."""

import base64
import contextlib
import json
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.__main__ import main
from tests.cli.running import WITHOUT_POWERS, full_disk, locked, run
from tests.loopback import Exchange, Loopback, rss
from tests.terminal import PATIENCE, Terminal

STORY = """\
Categories: Local

Ferry ‘back by May’, says harbour

PORTO NOVO: “We will sail on 4 May,” said harbour master Rui Teles. The repair cost $2.5 million.

Marta Lobo
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def kept(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A home with one story alone, and the story's id."""
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    assert main(["--home", str(home), "samples", "hide"]) == 0
    capsys.readouterr()
    assert main(["--home", str(home), "import", str(tmp_path / "ferry.txt")]) == 0
    return capsys.readouterr().out[:16]


def bookmarks(home: Path) -> str:
    return run(home, "list", "--bookmarked").out


def test_a_first_start_shows_stories_and_how_to_add_a_feed_and_q_leaves_it_all_as_it_was(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("All stories", "Sample", "Press a to add a feed", "quotes", "figures")
        terminal.press("jj")
        terminal.wait_for("SCIENCE")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.is_restored(), terminal.told()
    assert [message for message in terminal.screen.messages if not message.startswith("]22;")] == []
    with Terminal(home) as terminal:  # and the next start goes on where this one ended
        terminal.wait_for("SCIENCE")
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_a_mark_made_just_before_kill_9_is_there_afterwards(home: Path, kept: str) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("Ferry", "PORTO NOVO")
        terminal.press("s")
        terminal.wait_for("★")
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL
    assert bookmarks(home)[:16] == kept


def test_what_a_script_does_meanwhile_is_noticed(home: Path, kept: str) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("Ferry", "PORTO NOVO")
        assert run(home, "mark", "bookmark", kept).code == 0
        terminal.wait_for("★")
        terminal.press("s")
        terminal.wait_until_gone("★")
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert bookmarks(home) == ""


def test_y_copies_the_chosen_quote_through_the_terminal(home: Path, kept: str) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("Ferry", "PORTO NOVO")
        terminal.press("l]y")
        kind, content = terminal.wait_for_message("]52;").rsplit(";", 1)
        assert kind == "]52;c"
        copied = base64.b64decode(content).decode()
        assert "We will sail on 4 May" in copied
        assert "Rui Teles" in copied
        assert "Ferry ‘back by May’" in copied
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert kept


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}])
def test_marks_are_visible_without_colours(home: Path, kept: str, variables: dict[str, str]) -> None:
    with Terminal(home, variables=variables) as terminal:
        terminal.wait_for("We will sail on", "$2.5 million")
        quote, figure = (terminal.screen.styles_of(words) for words in ("We will sail on", "$2.5 million"))
        plain = terminal.screen.styles_of("said harbour master")
        assert quote & {1, 3, 4}
        assert figure & {1, 3, 4}
        assert not plain
        if "NO_COLOR" in variables:
            colours = {tuple(numbers) for numbers in re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.raw)}
            assert all(red == green == blue for red, green, blue in colours)
        else:
            assert b"8;2;" not in terminal.raw
            assert b"8;5;" not in terminal.raw
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert kept


def test_a_hostile_feed_commands_no_terminal(home: Path, tmp_path: Path) -> None:
    evil = "Evil\x1b]0;owned\x07\x1b[2Jred\x9b31m\u202etfel\u2066 end"
    item = {
        "id": "1",
        "title": evil,
        "content_html": f"<p>{evil}</p>",
        "authors": [{"name": evil}],
        "tags": [evil],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": evil, "items": [item]}
    (tmp_path / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    assert main(["--home", str(home), "add", str(tmp_path / "feed.json")]) == 0
    assert main(["--home", str(home), "samples", "hide"]) == 0
    with Terminal(home, columns=150) as terminal:
        terminal.wait_for("Evil]0;owned", "min read")
        terminal.press("fiq")
        assert terminal.exit_code() == 0
        assert terminal.is_restored()
    raw = re.sub("\x1b\\]22;[a-z]*\x07", "", terminal.raw.decode())  # the shape of the mouse pointer
    assert not [message for message in terminal.screen.messages if "owned" in message]
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069\x07]", raw)
    assert "\x1b[31m" not in raw


def test_a_piped_story_opens_and_keys_come_from_the_terminal(home: Path) -> None:
    with Terminal(home, "open", "-", piped=STORY.encode()) as terminal:
        terminal.wait_for("LOCAL", "Ferry", "PORTO NOVO", "Marta Lobo")
        terminal.press("?")
        terminal.wait_for("Next unread story")
        terminal.press("\x1b")
        terminal.wait_until_gone("Next unread story")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.is_restored()
    assert "Ferry" not in run(home, "list").out


def test_a_page_opens_by_its_url(home: Path) -> None:
    page = (
        "<html><title>Harbour</title><article><h1>Harbour opens</h1><p>"
        + "Boats sail again. " * 20
        + "</p></article>"
    )
    with Loopback() as server:
        server.serve("/story", page.encode(), "text/html")
        with Terminal(home, "open", server.url("/story")) as terminal:
            terminal.wait_for("Harbour opens", "Boats sail again.")
            terminal.press("q")
            assert terminal.exit_code() == 0
        assert "cannot be had" not in run(home, "open", server.url("/none")).err


@pytest.mark.parametrize(
    ("arguments", "says"), [(["open", "missing.txt"], "no such file"), (["open", "/"], "is a folder")]
)
def test_a_story_that_cannot_be_read_is_one_line_and_opens_nothing(
    home: Path, arguments: list[str], says: str
) -> None:
    with Terminal(home, *arguments) as terminal:
        assert terminal.exit_code() == 1
        assert says in terminal.screen.text()
        assert b"\x1b" not in terminal.raw
        assert terminal.raw.count(b"\n") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order_and_without_a_word(home: Path, kept: str, number: signal.Signals) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("Ferry", "PORTO NOVO")
        terminal.signal(number)
        assert terminal.exit_code() == 128 + number
        assert terminal.is_restored()
        assert b"Traceback" not in terminal.raw
    assert kept in (home / "data" / "session.json").read_text()


def test_it_ends_with_its_window(home: Path, kept: str, tmp_path: Path) -> None:
    errors = tmp_path / "errors.txt"
    with Terminal(home, errors_to=errors) as terminal:
        terminal.wait_for("Ferry", "PORTO NOVO")
        terminal.hang_up()
        assert terminal.exit_code() == 128 + signal.SIGHUP
    assert errors.read_text() == ""
    assert kept in (home / "data" / "session.json").read_text()


def test_stopped_and_continued_it_goes_on_and_ends_at_once(home: Path, kept: str) -> None:
    with Terminal(home) as terminal:
        terminal.wait_for("Ferry", "PORTO NOVO")
        for _ in range(2):
            terminal.signal(signal.SIGSTOP)
            terminal.go_on()
            terminal.press("s")
            terminal.wait_for("★")
            terminal.press("s")
            terminal.wait_until_gone("★")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.is_restored()
        assert b"Traceback" not in terminal.raw
    assert kept


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="tells by /proc whether it is stopped")
def test_the_reader_stops_together_with_the_program_that_has_the_terminal(
    home: Path, kept: str, tmp_path: Path
) -> None:
    script = tmp_path / "waits"
    script.write_text("#!/bin/sh\necho It waits\nread line < /dev/tty\n")
    script.chmod(0o755)
    with Terminal(home) as terminal:
        terminal.wait_for("Ferry", "PORTO NOVO")
        terminal.press("|")
        terminal.wait_for("Give the story to a command")
        terminal.press(f"!{script}\r")
        terminal.wait_for("It waits")
        terminal.signal(signal.SIGTSTP)
        until = time.monotonic() + PATIENCE
        while state(terminal) != "T" and time.monotonic() < until:
            time.sleep(0.02)
        assert state(terminal) == "T"
        terminal.signal(signal.SIGCONT)
        terminal.press("\r")
        terminal.wait_for("PORTO NOVO", "done")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.is_restored()
    assert kept


def state(terminal: Terminal) -> str:
    """What the system says of the program: ``T`` when it is stopped (proc(5))."""
    told = Path(f"/proc/{terminal.process.pid}/stat").read_text()
    return told.rpartition(")")[2].split()[0]


@contextlib.contextmanager
def hanging_refresh(home: Path) -> Iterator[tuple[Terminal, threading.Event]]:
    """A terminal in which a refresh waits for a server, and whether it does so no more."""
    asked, gone = threading.Event(), threading.Event()

    def hold(exchange: Exchange) -> None:
        asked.set()
        exchange._handler.connection.recv(1)
        gone.set()

    with Loopback() as server:
        server.serve("/feed", rss("Slow Times", 1))
        assert main(["--home", str(home), "add", server.url("/feed")]) == 0
        assert main(["--home", str(home), "samples", "hide"]) == 0
        server.route("/feed", hold)
        with Terminal(home) as terminal:
            terminal.wait_for("Slow Times")
            terminal.press("R")
            terminal.wait_for("0 of 1 feed")
            assert asked.wait(20)
            yield terminal, gone


def test_a_refresh_that_hangs_does_not_hold_up_the_end_and_ends_with_it(home: Path) -> None:
    with hanging_refresh(home) as (terminal, gone):
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.is_restored()
        assert gone.wait(20)


def test_a_refresh_ends_with_an_interface_that_is_killed(home: Path) -> None:
    with hanging_refresh(home) as (terminal, gone):
        terminal.signal(signal.SIGKILL)
        assert gone.wait(20)


def test_a_refresh_ends_when_the_terminal_hangs_up(home: Path) -> None:
    with hanging_refresh(home) as (terminal, gone):
        terminal.hang_up()
        assert terminal.exit_code() == 128 + signal.SIGHUP
        assert gone.wait(20)


def test_a_read_only_home_opens_says_so_and_closes(home: Path, kept: str) -> None:
    with locked(home), Terminal(home, before=WITHOUT_POWERS) as terminal:
        terminal.wait_for("read-only", "Ferry")
        terminal.press("s")
        terminal.wait_until_gone("★")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.raw
    assert kept


def test_an_empty_read_only_home_shows_the_samples_and_closes(home: Path) -> None:
    home.mkdir(exist_ok=True)
    with locked(home), Terminal(home, before=WITHOUT_POWERS) as terminal:
        terminal.wait_for("read-only", "Sample")
        terminal.press("jjs")
        terminal.wait_until_gone("★")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert b"Traceback" not in terminal.raw


def test_a_mark_that_finds_no_room_is_not_shown_as_made(home: Path, kept: str, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Long story\n\nOSLO: " + "Word and word. " * 4_000)
    assert run(home, "import", str(tmp_path / "long.txt")).code == 0
    journal = next((home / "data" / "state").iterdir())
    with Terminal(home, columns=200, before=full_disk(journal.stat().st_size + 9)) as terminal:
        terminal.wait_for("Ferry", "OSLO")
        terminal.press("s")
        terminal.wait_for("could not be kept")
        terminal.wait_until_gone("★")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.is_restored()
    assert bookmarks(home) == ""
    assert kept


def test_a_home_that_cannot_be_made_is_said_on_the_screen(home: Path) -> None:
    home.write_text("in the way")
    with Terminal(home) as terminal:
        terminal.wait_for("cannot be opened")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.is_restored()


def test_damaged_settings_and_a_damaged_library_are_said_on_the_screen(home: Path, kept: str) -> None:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text("theme = ")
    for path in (home / "data").glob("library.db*"):
        path.write_bytes(b"garbage" * 5000)
    with Terminal(home, columns=250) as terminal:
        terminal.wait_for("Ferry", "not valid TOML", "library was damaged")
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert (home / "config" / "config.toml").read_text() == "theme = "
    assert kept


def test_it_starts_and_ends_in_a_tiny_terminal(home: Path, kept: str) -> None:
    with Terminal(home, columns=20, rows=6) as terminal:
        terminal.wait_for("Ferry")
        terminal.press("lhq")
        assert terminal.exit_code() == 0
    assert kept
