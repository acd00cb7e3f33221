"""The command line as a whole: help, version, and where everything is kept."""

import re
from pathlib import Path

import pytest

from newsreader import __version__
from newsreader.__main__ import main
from newsreader.cli.command import parse_arguments
from newsreader.model import NewsreaderError
from newsreader.paths import Paths, shipped

SUBCOMMANDS = (
    "open", "add", "feeds", "remove", "refresh", "doctor", "list", "show", "search", "import", "mark", "samples",
    "facts", "parse",
)  # fmt: skip


def ended(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    printed = capsys.readouterr()
    return int(exit_.value.code or 0), printed.out, printed.err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(capsys, "--version") == (0, f"newsreader {__version__}\n", "")


def test_help_names_every_sub_command_and_ends_in_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ended(capsys, "--help")
    assert (code, err) == (0, "")
    assert all(re.search(rf"^    {name}\b", out, re.MULTILINE) for name in SUBCOMMANDS)
    assert out.rstrip().splitlines()[-1].startswith("  newsreader ")


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_help_of_each_sub_command_ends_in_an_example_that_is_a_command(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, err = ended(capsys, name, "--help")
    assert (code, err) == (0, "")
    *_, above, example = out.rstrip().split("\nexample:\n")
    assert above
    words = example.splitlines()[-1].split("|")[0].split()
    assert words[:2] == ["newsreader", name]
    assert parse_arguments(words[1:]).run


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["show"], ["mark", "read"], ["mark", "loved", "ffff"], ["list", "--json=yes"], ["add"], ["--home"],
     ["samples"], ["show", "--plain", "--json", "ffff"], ["refresh", "--quiet", "--json"],
     ["parse", "--json", "--jsonl", "x"]],
)  # fmt: skip
def test_arguments_that_make_no_sense_end_with_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    code, out, err = ended(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: ")


def test_home_keeps_everything_under_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path / "copy"), "list"]) == 0
    assert capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]
    kept = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert "library.db" in {path.name for path in kept}
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_the_variable_names_the_home_and_the_option_overrules_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "variable"))
    assert parse_arguments(["list"]).paths.data == tmp_path / "variable" / "data"
    assert (
        parse_arguments(["--home", str(tmp_path / "option"), "list"]).paths.data
        == tmp_path / "option" / "data"
    )


def test_without_either_the_platform_s_folders_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSREADER_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    paths = Paths.default()
    assert all(tmp_path in path.parents for path in (paths.config, paths.data, paths.cache))
    assert not list(tmp_path.iterdir())


def test_a_home_may_be_relative_or_start_with_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert Paths.default("copy").data == tmp_path / "copy" / "data"
    assert Paths.default("~/copy").data == tmp_path / "me" / "copy" / "data"


def test_a_relative_home_in_a_folder_that_is_gone_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(NewsreaderError, match="give a whole path"):
        Paths.default("copy")


def test_styles_and_stories_travel_with_the_program() -> None:
    assert list(shipped("styles").glob("*.tcss"))
    assert len(list(shipped("seeds").glob("*.txt"))) >= 8
