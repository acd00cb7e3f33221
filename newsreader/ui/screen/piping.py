"""A command that a story is given to: split into words as a shell does, but run without one."""

import os
import shlex
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from newsreader.model import NewsreaderError
from newsreader.text import clean_lines

FILE = "{}"
"""Stands for a file with the story, for programs that do not read standard input."""

_EDITORS = frozenset({
    "vi", "vim", "nvim", "nano", "pico", "micro", "emacs", "hx", "helix", "kak", "joe", "ne", "mcedit", "ed",
})  # fmt: skip
_IN_TERMINAL = _EDITORS | {
    "less", "more", "most", "moar", "ov", "view", "w3m", "lynx", "links", "elinks", "glow", "fzf", "bat", "batcat",
    "mutt", "aerc",
}  # fmt: skip
_MOST_OUTPUT = 100_000
"""Bytes that are shown of what a command says."""
LONGEST = 120.0
"""Seconds that a command may take."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be run."""

    words: tuple[str, ...]
    in_terminal: bool
    """It needs the terminal for itself until it ends."""
    by_file: bool
    """It is given a file in the place of ``{}``, and nothing by standard input."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    output: str
    """What it said, safe to show."""
    problem: str = ""
    """Why it was ended by us; empty when it ended by itself."""


def parse_command(line: str, environ: Mapping[str, str]) -> Command:
    """The command in a line: words are quoted as for a shell, and nothing else of a shell is understood.

    Args:
        line: What was typed. A leading ``!`` gives the command the terminal.
        environ: The environment, whose ``PAGER``, ``VISUAL`` and ``EDITOR`` are known to need the terminal.

    Raises:
        NewsreaderError: there is no command in it, or a quote is not closed.
    """
    wants_terminal = line.lstrip().startswith("!")
    try:
        words = shlex.split(line.lstrip().removeprefix("!"))
    except ValueError as error:
        raise NewsreaderError(f"The command can't be read: {str(error).lower()}") from error
    if not words or "\0" in line:
        raise NewsreaderError("Type a command, such as lpr or less")
    name = PurePath(words[0]).name
    chosen = {PurePath(shlex.split(value)[0]).name for value in _chosen(environ)}
    if name in _EDITORS and FILE not in words:
        words.append(FILE)
    return Command(tuple(words), wants_terminal or name in _IN_TERMINAL | chosen, FILE in words)


def _chosen(environ: Mapping[str, str]) -> list[str]:
    found = []
    for name in ("PAGER", "VISUAL", "EDITOR"):
        try:
            if shlex.split(environ.get(name, "")):
                found.append(environ[name])
        except ValueError:
            continue
    return found


def run_piped(
    command: Command,
    story: str,
    is_over: Callable[[], bool],
    *,
    longest: float = LONGEST,
    ending: str = ".txt",
) -> Ended:
    """Run a command on a story, to its end; takes as long as it does.

    Args:
        command: What to run.
        story: What it is given.
        is_over: Polled; once it is true, the command and what it started are ended.
        longest: Seconds after which they are as well.
        ending: Of the name of the file, when it is given one.

    Raises:
        NewsreaderError: it can't be started.
    """
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        words = _with_file(command, story, Path(folder) / f"story{ending}")
        try:
            process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise _not_started(words[0], error) from error
        return _wait(process, "" if command.by_file else story, is_over, longest)


def _wait(
    process: "subprocess.Popen[bytes]", story: str, is_over: Callable[[], bool], longest: float
) -> Ended:
    output = bytearray()

    def feed() -> None:
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(OSError):  # it read no more than it wanted
            process.stdin.write(story.encode())
        with suppress(OSError):
            process.stdin.close()

    def listen() -> None:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        with process.stdout as said:
            while chunk := os.read(said.fileno(), 65_536):
                output.extend(chunk[: max(0, _MOST_OUTPUT - len(output))])

    threads = [threading.Thread(target=work, daemon=True) for work in (feed, listen)]
    for thread in threads:
        thread.start()
    problem, waited = "", 0.0
    while True:
        try:
            process.wait(0.05)
            break
        except subprocess.TimeoutExpired:
            waited += 0.05
        if is_over() or waited >= longest:
            problem = "stopped" if is_over() else f"stopped after {longest:g} seconds"
            _end(process)
            process.wait()
            break
    for thread in threads:
        thread.join(0.5)  # what it started may hold the pipe open for ever
    return Ended(process.returncode, clean_lines(output.decode(errors="replace")).strip("\n"), problem)


def _end(process: "subprocess.Popen[bytes]") -> None:
    import signal  # noqa: PLC0415 - beside its use

    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):  # it ended meanwhile; Windows has no groups
        process.kill()


def run_in_terminal(command: Command, story: str, ending: str = ".txt") -> int:
    """Run a command that has the terminal, which must have been given up; gives its exit code.

    Raises:
        NewsreaderError: it can't be started.
    """
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        words = _with_file(command, story, Path(folder) / f"story{ending}")
        try:
            return subprocess.run(
                words, input=None if command.by_file else story.encode(), check=False
            ).returncode
        except BrokenPipeError:
            return 0  # it read no more than it wanted
        except (OSError, ValueError) as error:
            raise _not_started(words[0], error) from error


def _with_file(command: Command, story: str, path: Path) -> list[str]:
    if not command.by_file:
        return list(command.words)
    path.write_text(story, encoding="utf-8")
    return [str(path) if word == FILE else word for word in command.words]


def _not_started(name: str, error: Exception) -> NewsreaderError:
    return NewsreaderError(f"{name} can't be started: {getattr(error, 'strerror', None) or error}")
