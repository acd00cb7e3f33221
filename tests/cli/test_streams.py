"""Standard input and output in every state that a script may leave them in."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.running import run, shell


@pytest.mark.parametrize(
    "line",
    ["$newsreader list | head -n 1", "$newsreader list | true", "$newsreader --help | true",
     "$newsreader list --json | true"],
)  # fmt: skip
def test_who_reads_the_output_may_go_away(home: Path, line: str) -> None:
    ended = shell(home, line)
    assert (ended.code, ended.err) == (0, "")


def test_a_broken_pipe_is_told_by_the_exit_status(home: Path) -> None:
    assert shell(home, "{ $newsreader list; echo $? >&2; } | true").err in {"141\n", "0\n"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["list", "list --json", "facts -"])
def test_output_that_finds_no_room_is_one_line(home: Path, command: str) -> None:
    ended = shell(home, f"echo 'It cost $5.' | $newsreader {command} > /dev/full")
    assert ended.complaint() == "No space left on device while writing"


def test_closed_streams_are_no_crash(home: Path) -> None:
    assert shell(home, "$newsreader list >&-").err == ""
    assert shell(home, "$newsreader list >&- 2>&- <&-").code == 0
    assert shell(home, "$newsreader show zzzz 2>&-").code == 1
    assert "standard input is empty" in shell(home, "$newsreader import - <&-").complaint()


def test_an_output_that_knows_few_characters_gets_question_marks_and_whole_json(home: Path) -> None:
    few = {"PYTHONIOENCODING": "ascii"}
    listed = run(home, "list", variables=few)
    assert (listed.code, listed.err) == (0, "")
    assert "?" in listed.out
    as_json = run(home, "list", "--json", variables=few)
    assert json.loads(as_json.out) == json.loads(run(home, "list", "--json").out)


def test_file_names_need_not_be_utf_8(home: Path, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_bytes(b"x cost $5")
    assert run(home, "import", name).code == 0
    assert run(home, "add", name).complaint()
    assert run(home, "import", name + b"x").complaint()
    assert run(home, "list", "--feed", b"\xe9").complaint()


def test_the_reader_itself_wants_a_terminal(home: Path, story: Path) -> None:
    for arguments in ([], ["open", str(story)], ["open", "-"]):
        assert "needs a terminal" in run(home, *arguments, stdin=b"A story\n").complaint()


def test_a_search_without_result_and_a_failure_are_told_apart_by_standard_error(home: Path) -> None:
    nothing, failure = run(home, "search", "xylophonist"), run(home, "show", "ffffffff")
    assert (nothing.code, nothing.err) == (1, "")
    assert failure.complaint()
