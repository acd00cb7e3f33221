"""``newsreader programs``."""

import argparse
import io
import json

import pytest

from newsreader.cli import programs
from newsreader.library.library import Library
from newsreader.library.programs import allowed
from newsreader.model import NewsreaderError
from newsreader.paths import Paths

LINE = "exec:make-a-feed --now"


def run(paths: Paths, *argv: str) -> int:
    parser = argparse.ArgumentParser()
    programs.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(argv)
    arguments.paths = paths
    return int(arguments.run(arguments))


@pytest.fixture(autouse=True)
def _two_feeds(paths: Paths) -> None:
    library = Library.open(paths)
    library.subscribe(LINE, "My scraper")
    library.subscribe("http://127.0.0.1/a", "Plain")
    library.close()


@pytest.mark.parametrize(("answer", "code"), [("yes\n", 0), ("y\n", 1), ("", 1)])
def test_a_program_is_allowed_by_a_whole_yes(
    paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    code: int,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert run(paths, "programs", "allow", "scraper") == code
    assert capsys.readouterr().out.startswith(LINE)
    assert allowed(paths) == (set() if code else {LINE})


def test_programs_are_listed_and_forbidden(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "programs") == 0
    assert capsys.readouterr().out == f"not run  {LINE}\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    run(paths, "programs", "allow", LINE)
    capsys.readouterr()
    assert run(paths, "programs", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"title": "My scraper", "line": LINE, "allowed": True}]
    assert run(paths, "programs", "forbid", LINE) == 0
    assert allowed(paths) == set()


@pytest.mark.parametrize("argv", [("allow",), ("allow", "Plain"), ("forbid", "none")])
def test_a_feed_that_no_program_makes_is_an_error(paths: Paths, argv: tuple[str, ...]) -> None:
    with pytest.raises(NewsreaderError, match="newsreader programs"):
        run(paths, "programs", *argv)
