"""Bad homes, full disks and damaged files: one line, and nothing lost."""

import contextlib
import itertools
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from newsreader.library import schema
from tests.cli.conftest import Newsreader
from tests.cli.running import WITHOUT_POWERS, command, full_disk, locked, run
from tests.loopback import Loopback, rss
from tests.terminal import PATIENCE, environment

SUBCOMMANDS = [
    ["list"], ["search", "x"], ["show", "ffff"], ["mark", "read", "ffff"], ["samples", "hide"], ["feeds"],
    ["remove", "x"], ["refresh"],
]  # fmt: skip


def bookmarked(newsreader: Newsreader) -> list[str]:
    return [row["id"] for row in newsreader("list", "--bookmarked", "--json").json()]


def test_a_home_that_cannot_be_made_is_one_line_from_every_command(
    newsreader: Newsreader, home: Path, story: Path
) -> None:
    home.write_text("a file, not a folder")
    for arguments in [*SUBCOMMANDS, ["import", str(story)]]:
        said = newsreader(*arguments)
        assert (said.code, said.out) == (2 if arguments == ["refresh"] else 1, "")
        assert str(home) in said.err
        assert said.err.count("\n") == 1


def test_a_home_of_nobody_is_one_line(newsreader: Newsreader) -> None:
    said = newsreader("--home", "~nobody-of-this-name/x", "list")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert newsreader("--home", "", "list").code == 2


def test_a_read_only_home_can_be_read_and_says_so(newsreader: Newsreader, home: Path, story: Path) -> None:
    kept = newsreader("import", str(story)).out[:16]
    newsreader("mark", "bookmark", kept)
    with locked(home):
        listed = run(home, "list", "--bookmarked", before=WITHOUT_POWERS)
        assert (listed.code, listed.out[:16], listed.err.count("\n")) == (0, kept, 1)
        assert "read-only" in listed.err
        assert run(home, "show", kept, before=WITHOUT_POWERS).code == 0
        for arguments in (["mark", "unbookmark", kept], ["import", str(story)], ["samples", "hide"]):
            assert "read-only" in run(home, *arguments, before=WITHOUT_POWERS).complaint()
    assert bookmarked(newsreader) == [kept]


def test_a_read_only_folder_for_a_new_home_shows_the_samples_and_says_so(home: Path) -> None:
    home.mkdir()
    with locked(home):
        ended = run(home, "list", before=WITHOUT_POWERS)
        hidden = run(home, "samples", "hide", before=WITHOUT_POWERS)
    assert (ended.code, ended.err.count("\n")) == (0, 1)
    assert "read-only" in ended.err
    assert str(home) in ended.err
    assert len(ended.out.splitlines()) > 5
    assert "read-only" in hidden.complaint()


def test_a_read_only_home_whose_database_is_missing_or_older_shows_what_the_journals_hold(
    newsreader: Newsreader, home: Path, story: Path
) -> None:
    kept = newsreader("import", str(story)).out[:16]
    newsreader("mark", "bookmark", kept)
    database = home / "data" / "library.db"
    for state in ("older", "missing"):
        database.unlink()
        if state == "older":
            with contextlib.closing(sqlite3.connect(database)) as connection:
                for statement in itertools.chain(*schema.MIGRATIONS[:3]):
                    connection.execute(statement)
                connection.execute("PRAGMA user_version = 3")
                connection.commit()
        with locked(home):
            listed = run(home, "list", "--bookmarked", before=WITHOUT_POWERS)
            assert (listed.code, listed.out[:16]) == (0, kept), state
            assert run(home, "feeds", before=WITHOUT_POWERS).code == 0


@pytest.mark.parametrize("room", [0, 100_000])
def test_a_full_disk_is_one_line_and_costs_no_mark(
    newsreader: Newsreader, home: Path, story: Path, room: int
) -> None:
    kept = newsreader("import", str(story)).out[:16]
    newsreader("mark", "bookmark", kept)
    journal = next((home / "data" / "state").iterdir())
    before = journal.read_bytes()
    story.write_text("Another\n\nOSLO: " + "Word and word. " * 20_000)
    assert run(home, "import", str(story), before=full_disk(room)).complaint()
    assert journal.read_bytes() == before
    assert run(home, "list", "--bookmarked", before=full_disk(room)).out[:16] == kept
    assert bookmarked(newsreader) == [kept]
    assert newsreader("import", str(story)).code == 0


def test_a_full_disk_in_the_middle_of_a_refresh_is_one_line(newsreader: Newsreader, home: Path) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Harbour Times", 2))
        newsreader("add", server.url("/feed"))
        large = rss("Harbour Times", 400).replace(b"Text", b"Words and more words " * 100)
        server.serve("/feed", large)
        assert run(home, "refresh", before=full_disk(400_000)).complaint()
        assert len(newsreader("list", "--feed", "Harbour").lines) == 2
        assert newsreader("refresh", "-v").lines == ["398 new from 1 feed"]


@pytest.mark.parametrize(
    "text", ["theme = ", "\x00\x01", "timeout = [[[", "theme = 3\nunknown = 1\ntimeout = 9999\n"]
)
def test_damaged_settings_are_told_and_left_as_they_are(
    newsreader: Newsreader, home: Path, text: str
) -> None:
    settings = home / "config" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(text)
    with Loopback() as server:
        server.serve("/feed", rss())
        said = newsreader("add", server.url("/feed"))
    assert said.code == 0
    assert all(line.startswith(f"newsreader: {settings}: ") for line in said.err.splitlines())
    assert said.err
    assert settings.read_text() == text
    assert newsreader("list").err == ""


@pytest.mark.parametrize(
    "tail", [b'{"at":"2026-01-01T00:00:00.0', b"\x00" * 50, b"nonsense\n", b"\xff\xfe\n", b"[]\n"]
)
def test_a_torn_journal_costs_one_line_and_no_other_mark(
    newsreader: Newsreader, home: Path, tail: bytes
) -> None:
    first, second = (row["id"] for row in newsreader("list", "--json", "--limit", "2").json())
    newsreader("mark", "bookmark", first)
    journal = next((home / "data" / "state").iterdir())
    with journal.open("ab") as file:
        file.write(tail)
    said = newsreader("mark", "bookmark", second)
    assert (said.code, said.out) == (0, "1 of 1 changed\n")
    assert said.err.count("\n") <= 1
    assert sorted(bookmarked(newsreader)) == sorted([first, second])
    for path in (home / "data").glob("library.db*"):
        path.unlink()
    assert sorted(bookmarked(newsreader)) == sorted([first, second])


@pytest.mark.parametrize(
    ("damage", "arguments"),
    [
        ("garbage", ["list"]),
        ("cut", ["feeds"]),
        ("not ours", ["refresh"]),
        ("garbage", ["mark", "read", "{id}"]),
    ],
)
def test_a_damaged_database_is_set_aside_and_rebuilt_and_any_command_says_so(
    newsreader: Newsreader, home: Path, story: Path, damage: str, arguments: list[str]
) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Harbour Times", 3))
        newsreader("add", server.url("/feed"))
        kept = newsreader("import", str(story)).out[:16]
        newsreader("mark", "bookmark", kept)
        database = home / "data" / "library.db"
        whole = database.read_bytes()
        for companion in ("-wal", "-shm"):
            Path(f"{database}{companion}").unlink(missing_ok=True)
        database.write_bytes(
            {
                "garbage": b"garbage" * 9000,
                "cut": whole[: len(whole) // 3],
                "not ours": b"SQLite format 3\x00",
            }[damage]
        )
        said = newsreader(*(word.format(id=kept) for word in arguments))
        assert said.code == 0
        notices = [line for line in said.err.splitlines() if "rebuilt" in line]
        assert len(notices) == 1
        assert "library.db.damaged-" in notices[0]
        assert list((home / "data").glob("library.db.damaged-*"))
        assert bookmarked(newsreader) == [kept]
        assert newsreader("list").err == ""
        newsreader("refresh")
        assert len(newsreader("list", "--feed", "Harbour").lines) == 3


def test_marks_that_were_reported_survive_kill_9(newsreader: Newsreader, home: Path) -> None:
    keys = [row["id"] for row in newsreader("list", "--json").json()]
    for number, key in enumerate(keys[:4]):
        marking = subprocess.Popen(
            [*command(), "mark", "bookmark", key], env=environment(home), stdout=subprocess.PIPE
        )
        assert marking.stdout is not None
        if number % 2:
            marking.stdout.readline()  # reported: it must be there
        marking.send_signal(signal.SIGKILL)
        marking.communicate(timeout=PATIENCE)
    found = bookmarked(newsreader)
    assert {keys[1], keys[3]} <= set(found)
    assert newsreader("mark", "bookmark", *keys[:4]).code == 0
    assert sorted(bookmarked(newsreader)) == sorted(keys[:4])
