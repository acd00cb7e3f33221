"""Other programs that the reader asked for: a browser, a player. By argument vector, never through a shell."""

import os
import shlex
import shutil
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from textual.app import App

_IN_TERMINAL = frozenset({
    "w3m", "lynx", "links", "links2", "elinks", "www-browser", "cha", "browsh", "carbonyl", "retawq", "netrik",
    "mpv", "mplayer", "mpg123", "mpg321", "ogg123", "play", "ffplay", "cvlc", "nvlc", "mocp", "cmus",
})  # fmt: skip
"""Programs that want the terminal for themselves."""
_WINDOWED = ("--force-window", "--no-terminal", "--terminal=no", "--player-operation-mode")
"""Options of mpv with which it does not."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program to be started, with its arguments."""

    words: tuple[str, ...]
    in_terminal: bool
    """It needs the terminal, so that the reader has to step aside until it ends."""


def with_target(command: Sequence[str], target: str) -> Program:
    """A command of the settings on a target: in the place of ``{url}``, else as the last argument.

    Args:
        command: Program and arguments.
        target: An http, https or mailto URL, or the whole path of a file: it can't be taken for an option.
    """
    words = [word.replace("{url}", target) for word in command]
    if not any("{url}" in word for word in command):
        words.append(target)
    name = PurePath(command[0]).name.removesuffix(".exe")
    in_terminal = name in _IN_TERMINAL and not any(word.startswith(_WINDOWED) for word in words)
    return Program(tuple(words), in_terminal)


def browser_for(url: str, command: Sequence[str], environ: Mapping[str, str]) -> Program | None:
    """What opens a URL: the command of the settings, else ``$BROWSER``; None for the system's own browser.

    Without a graphical display, Python's own choice is a browser for the terminal, which is then given here.

    Args:
        url: Where to go.
        command: The setting; empty for none.
        environ: The environment.
    """
    if command:
        return with_target(command, url)
    for choice in environ.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(choice.replace("%s", "{url}"))
        except ValueError:
            continue
        if words and shutil.which(words[0]):
            return with_target(words, url)
    try:
        own = webbrowser.get()
    except webbrowser.Error:
        return None
    name = str(getattr(own, "name", ""))
    return with_target([name], url) if PurePath(name).name in _IN_TERMINAL else None


def player_for(target: str, command: Sequence[str], environ: Mapping[str, str]) -> Program:
    """What plays a file or address: the command of the settings, else mpv.

    Raises:
        NewsreaderError: There is neither.
    """
    if command:
        return with_target(command, target)
    if shutil.which("mpv") is None:
        raise NewsreaderError(
            'No player was found: install mpv, or name one in the settings, such as player = ["vlc", "{url}"]'
        )
    shows_windows = (
        sys.platform in {"darwin", "win32"} or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    )
    window = ["--no-terminal", "--force-window=yes"] if shows_windows else []
    return with_target(["mpv", *window, "--", "{url}"], target)


def start(program: Program, failed: Callable[[str], None]) -> None:
    """Start a program of its own, which goes on when the reader ends.

    Args:
        program: What to start.
        failed: Told, from another thread, when it ends with an error within moments.

    Raises:
        NewsreaderError: It can't be started.
    """
    try:
        process = subprocess.Popen(
            program.words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise _not_started(program, error) from error

    def wait() -> None:
        if status := process.wait():
            failed(f"{program.words[0]} ended with an error (status {status})")

    threading.Thread(target=wait, name="newsreader program", daemon=True).start()


def run_in_terminal(app: "App[None]", program: Program) -> None:
    """Give a program the terminal, and come back when it ends.

    Raises:
        NewsreaderError: It can't be started, or this terminal can't be shared.
    """
    from textual.app import SuspendNotSupported  # noqa: PLC0415 - beside its use

    try:
        with app.suspend():
            subprocess.run(program.words, check=False)
    except SuspendNotSupported:
        raise NewsreaderError(f"{program.words[0]} needs the terminal, which can't be shared here") from None
    except (OSError, ValueError) as error:
        raise _not_started(program, error) from error
    finally:
        app.refresh(layout=True)


def _not_started(program: Program, error: Exception) -> NewsreaderError:
    name = program.words[0]
    if isinstance(error, FileNotFoundError):
        return NewsreaderError(f"{name} was not found: install it, or name another program in the settings")
    return NewsreaderError(f"{name} can't be started ({getattr(error, 'strerror', None) or error})")
