"""``newsreader import`` and ``newsreader export``."""

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from newsreader.cli import moving
from newsreader.config import load
from newsreader.library.library import Library
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.sources import opml
from tests.sources.newsboat_making import FEED, make

OPML = (
    '<opml version="2.0"><body><outline text="News"><outline text="A & B" xmlUrl="http://127.0.0.1/a"/></outline>'
    '<outline text="Pipe" xmlUrl="|touch here"/><outline text="More" type="link" url="http://127.0.0.1/more.opml"/>'
    "</body></opml>"
)
STORY = "A road opens\n\nPUNE: The road is open at last.\n\nIt took two years.\n"


def run(paths: Paths, *argv: str) -> int:
    parser = argparse.ArgumentParser()
    moving.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(argv)
    arguments.paths = paths
    return int(arguments.run(arguments))


def followed(paths: Paths) -> list[tuple[str, str]]:
    library = Library.open(paths)
    try:
        return [(feed.title, feed.url) for feed in library.subscriptions()]
    finally:
        library.close()


def typed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


@pytest.fixture
def listed(tmp_path: Path) -> str:
    path = tmp_path / "feeds.xml"
    path.write_text(OPML, encoding="utf-8")
    return str(path)


def test_a_list_is_told_from_a_story_by_what_is_in_it(
    paths: Paths, tmp_path: Path, listed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    assert run(paths, "import", listed, str(story)) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"1 new feed from {listed}\n")
    assert "touch here" in out
    assert "More: another list of feeds (http://127.0.0.1/more.opml)" in out
    assert out.splitlines()[-1].endswith("  A road opens")
    assert followed(paths) == [("A & B", "http://127.0.0.1/a")]


def test_a_file_that_is_called_a_list_is_no_story(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "feeds.opml").write_text(STORY)
    assert run(paths, "import", str(tmp_path / "feeds.opml")) == 1
    assert "is not OPML" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["-"], ["opml", "-"]])
def test_a_list_comes_from_standard_input(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    typed(monkeypatch, OPML.encode())
    assert run(paths, "import", *words) == 0
    assert capsys.readouterr().out.startswith("1 new feed from standard input\n")


def test_one_that_cannot_be_read_does_not_keep_the_others_from_it(
    paths: Paths, listed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "import", "missing.opml", listed) == 1
    assert "missing.opml: there is no such file" in capsys.readouterr().err
    assert len(followed(paths)) == 1


def test_only_lists_are_taken_when_only_lists_are_asked_for(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    assert run(paths, "import", "opml", str(story)) == 1
    assert "is not OPML" in capsys.readouterr().err


def test_a_list_goes_out_to_a_file_and_to_standard_output(
    paths: Paths, tmp_path: Path, listed: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(paths, "import", listed)
    target = tmp_path / "out.opml"
    assert run(paths, "export", str(target)) == 0
    assert capfdbinary.readouterr().err.decode() == f"1 feed written to {target}\n"
    assert run(paths, "export") == 0
    for data in (target.read_bytes(), capfdbinary.readouterr().out):
        found = opml.parse(data).feeds
        assert [(feed.title, feed.folders) for feed in found] == [("A & B", (("News",),))]


def test_a_password_is_left_out_and_that_is_said(paths: Paths, capfd: pytest.CaptureFixture[str]) -> None:
    library = Library.open(paths)
    library.subscribe("http://me:secret@127.0.0.1/a")
    library.close()
    assert run(paths, "export") == 0
    out, err = capfd.readouterr()
    assert "secret" not in out
    assert "1 address held a name or a password" in err
    assert run(paths, "export", "--with-passwords") == 0
    assert "me:secret@" in capfd.readouterr().out


def test_a_place_that_cannot_be_written_is_an_error(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(NewsreaderError, match="cannot be written"):
        run(paths, "export", str(tmp_path / "none" / "out.opml"))


def test_newsboat_moves_in(paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "nb"
    home.mkdir()
    (home / "urls").write_text(f"{FEED} tag\n", encoding="utf-8")
    (home / "config").write_text("download-timeout 90\ncolor background white black\n", encoding="utf-8")
    make(home / "cache.db", {"unread": 0}, {"flags": "a"}, {"deleted": 1})
    assert run(paths, "import", "newsboat", str(home)) == 0
    out, err = capsys.readouterr()
    assert out == (
        f"1 new feed from {home}\n2 stories, 1 newly marked read, 1 tagged\n1 deleted story left out\n\n"
        "Not taken:\n  color background white black\n"
    )
    assert "set timeout = 90" in err
    assert load(paths.config_file)[0].timeout == 90
    assert run(paths, "import", "--json", "newsboat", str(home)) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["feeds"], told["new_feeds"], told["stories"], told["read"]) == (1, 0, 2, 0)


def test_an_export_says_what_is_not_in_it(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "urls").write_text(f'{FEED}\n"exec:make-a-feed"\n', encoding="utf-8")
    run(paths, "import", "newsboat", str(tmp_path))
    capsys.readouterr()
    assert run(paths, "export") == 0
    out, err = capsys.readouterr()
    assert "make-a-feed" not in out
    assert "1 feed made by a program on this machine left out" in err


def test_a_setting_that_the_reader_has_chosen_stays(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(FEED, encoding="utf-8")
    (tmp_path / "config").write_text("download-timeout 90\n", encoding="utf-8")
    paths.config.mkdir(parents=True)
    paths.config_file.write_text("timeout = 30\n", encoding="utf-8")
    assert run(paths, "import", "newsboat", str(tmp_path)) == 0
    assert load(paths.config_file)[0].timeout == 30


def test_keys_of_newsboat_work_here_unless_some_are_bound_already(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "urls").write_text(FEED, encoding="utf-8")
    (tmp_path / "config").write_text(
        'bind-key ^F pagedown\nbind-key d pagedown\nbind-key j down\nbrowser "w3m %u"\n', encoding="utf-8"
    )
    run(paths, "import", "newsboat", str(tmp_path))
    out, err = capsys.readouterr()
    assert "Not taken:\n  bind-key d pagedown (d is here: What the publisher changed" in out
    assert "page_down = pagedown,ctrl+d,ctrl+f" in err
    config, notices = load(paths.config_file)
    assert (config.browser, config.keys, notices) == (
        ("w3m", "{url}"),
        {"page_down": "pagedown,ctrl+d,ctrl+f"},
        (),
    )
    (tmp_path / "config").write_text("bind-key ^B pageup\n", encoding="utf-8")
    run(paths, "import", "newsboat", str(tmp_path))
    assert "bind-key ^B pageup (other keys are bound in the settings)" in capsys.readouterr().out
    assert load(paths.config_file)[0].keys == config.keys


def test_newsboat_has_one_folder(paths: Paths) -> None:
    with pytest.raises(NewsreaderError, match="one folder"):
        run(paths, "import", "newsboat", "a", "b")


def test_newsboats_folder_must_hold_something(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(NewsreaderError, match="no urls file"):
        run(paths, "import", "newsboat", str(tmp_path))
