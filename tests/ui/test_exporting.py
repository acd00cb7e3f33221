"""A story leaves the program: into a file that nobody loses, and into a command that no shell sees."""

import sys
import time
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from newsreader.config import Config
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.ui.dialogs.pipe_dialog import PipeDialog
from newsreader.ui.dialogs.write_dialog import WriteDialog
from newsreader.ui.screen.piping import Command, parse_command, run_in_terminal, run_piped
from tests.ui.screens import fill, press, running, until

STORY = "Words of “the” story.\n" * 3


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _python(code: str, *, by_file: bool = False) -> Command:
    return Command(
        (sys.executable, "-c", code, *(["{}"] if by_file else [])), in_terminal=False, by_file=by_file
    )


def test_a_line_is_split_as_for_a_shell_and_nothing_more_of_a_shell_is_understood() -> None:
    command = parse_command("mail -s 'a b' \"$HOME\" ; rm -rf * | x > y", {})
    assert command.words == ("mail", "-s", "a b", "$HOME", ";", "rm", "-rf", "*", "|", "x", ">", "y")
    assert not command.in_terminal


@pytest.mark.parametrize(
    ("line", "environ", "words"),
    [
        ("less -R", {}, ("less", "-R")),
        ("/usr/bin/vim", {}, ("/usr/bin/vim", "{}")),
        ("nano {}", {}, ("nano", "{}")),
        ("! mytool", {}, ("mytool",)),
        ("code-pager -x", {"PAGER": "code-pager"}, ("code-pager", "-x")),
    ],
)
def test_what_needs_the_terminal_is_known(line: str, environ: dict[str, str], words: tuple[str, ...]) -> None:
    command = parse_command(line, environ)
    assert command.in_terminal
    assert command.words == words


@pytest.mark.parametrize("line", ["", "  ", "!", "'open", "a\0b"])
def test_a_line_without_a_command_is_refused(line: str) -> None:
    with pytest.raises(NewsreaderError):
        parse_command(line, {"EDITOR": "'"})


def test_a_command_gets_the_story_and_is_told_of() -> None:
    ended = run_piped(_python("import sys; print(sys.stdin.read().count('story'))"), STORY, lambda: False)
    assert (ended.code, ended.output, ended.problem) == (0, "3", "")
    ended = run_piped(_python("import sys; print('\\x1b[31mno'); sys.exit(3)"), STORY * 9_000, lambda: False)
    assert (ended.code, ended.output) == (3, "[31mno")


def test_a_command_can_be_given_a_file() -> None:
    code = "import sys; print(sys.argv[1][-3:], open(sys.argv[1], encoding='utf-8').read().count('story'))"
    ended = run_piped(_python(code, by_file=True), STORY, lambda: False, ending=".md")
    assert ended.output == ".md 3"
    assert run_in_terminal(_python("import sys; sys.exit(len(sys.argv))", by_file=True), STORY) == 2
    assert run_in_terminal(_python("pass"), STORY * 50_000) == 0


def test_a_command_that_goes_on_for_ever_is_ended() -> None:
    began = time.monotonic()
    ended = run_piped(_python("import time; time.sleep(60)"), STORY, lambda: False, longest=0.3)
    assert ended.problem.startswith("stopped after")
    assert run_piped(_python("import time; time.sleep(60)"), STORY, lambda: True).problem == "stopped"
    assert time.monotonic() - began < 30


def test_a_program_that_is_not_there_is_one_line() -> None:
    with pytest.raises(NewsreaderError, match="can't be started"):
        run_piped(Command(("no-such-program-here",), in_terminal=False, by_file=False), "", lambda: False)


async def test_w_writes_the_form_that_the_name_says_and_never_over_a_file_unasked(
    paths: Paths, tmp_path: Path
) -> None:
    fill(paths)
    config = Config(read_after=0, save_folder=str(tmp_path))
    async with running(paths, (100, 30), config) as (pilot, reader):
        await press(pilot, "j", "enter", "w")
        dialog = pilot.app.screen
        assert isinstance(dialog, WriteDialog)
        box = dialog.query_one(Input)
        proposed = Path(box.value)
        assert proposed.parent == tmp_path
        assert proposed.suffix == ".md"
        await press(pilot, "enter")
        await until(pilot, proposed.exists)
        assert _read(proposed).startswith("---\ntitle: ")
        for name, begin in (("x.html", "<!doctype html>"), ("x.txt", "")):
            await press(pilot, "w")
            pilot.app.screen.query_one(Input).value = str(tmp_path / name)
            await press(pilot, "enter")
            await until(pilot, (tmp_path / name).exists)
            assert _read(tmp_path / name).startswith(begin)
        _write(tmp_path / "x.txt", "mine")
        await press(pilot, "w")
        for wrong in (tmp_path / "x.exe", tmp_path / "none" / "x.md", tmp_path):
            pilot.app.screen.query_one(Input).value = str(wrong)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, WriteDialog)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "x.txt")
        await press(pilot, "enter")
        assert _read(tmp_path / "x.txt") == "mine"
        await press(pilot, "enter")
        await until(pilot, lambda: _read(tmp_path / "x.txt") != "mine")
        assert "Written" in reader.status.message


async def test_the_pipe_says_what_came_of_it(paths: Paths) -> None:
    fill(paths)
    config = Config(
        read_after=0, pipe=f'{sys.executable} -c "import sys; print(len(sys.stdin.read()) > 100)"'
    )
    async with running(paths, (100, 30), config) as (pilot, reader):
        await press(pilot, "j", "enter", "vertical_line")
        assert isinstance(pilot.app.screen, PipeDialog)
        await press(pilot, "ctrl+t", "enter")
        said = pilot.app.screen.query_one("#pipe-said", Static)
        await until(pilot, lambda: "True" in str(said.content))
        pilot.app.screen.query_one(Input).value = f"{sys.executable} -c pass"
        await press(pilot, "enter")
        await until(pilot, lambda: reader.is_current)
        assert "done" in reader.status.message
        await press(pilot, "vertical_line")
        pilot.app.screen.query_one(Input).value = f'{sys.executable} -c "import time; time.sleep(60)"'
        await pilot.press("enter")
        await until(
            pilot, lambda: "is running" in str(pilot.app.screen.query_one("#pipe-said", Static).content)
        )
        await pilot.press("escape")
        said = pilot.app.screen.query_one("#pipe-said", Static)
        await until(pilot, lambda: "stopped" in str(said.content))
        await press(pilot, "escape")
        assert reader.is_current
