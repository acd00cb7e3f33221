"""The real program under a real pseudo-terminal: keys go in, and what a person would see comes out."""

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import newsreader
from tests.screen import Screen

ROOT = Path(newsreader.__file__).parents[1]
PATIENCE = 30.0
"""Seconds until a test gives up; nothing should come near it."""
_TAKES_KEYS = b"\x1b[?2004h"
"""Bracketed paste on: the last thing that Textual writes once it reads the keyboard."""

# Makes the pseudo-terminal the controlling one, so that /dev/tty and hang-ups work as they do for people.
_LAUNCHER = (
    "import fcntl, os, sys, termios\n"
    "terminal = os.open(sys.argv.pop(1), os.O_RDWR)\n"
    "fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)\n"
    "os.close(terminal)\n"
    "exec(sys.argv.pop(1))\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'newsreader', *sys.argv[1:]])\n"
)


def environment(home: Path, **changes: str) -> dict[str, str]:
    """The variables that the program is started with: this machine's, but for what would change a test."""
    ours = {
        "NEWSREADER_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
    unwanted = {"COLUMNS", "LINES", "NO_COLOR", "PYTHONIOENCODING", "TERM_PROGRAM"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {name: value for name, value in {**kept, **ours, **changes}.items() if value}


class Terminal:
    """``with Terminal(home, "open", "story.txt") as terminal: terminal.wait_for("Facts")``."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 110,
        rows: int = 30,
        variables: Mapping[str, str] | None = None,
        piped: bytes | None = None,
        errors_to: Path | None = None,
        before: str = "",
    ) -> None:
        """Start the program.

        Args:
            home: What NEWSREADER_HOME is set to.
            arguments: What stands behind ``newsreader``.
            columns: The terminal's width.
            rows: Its height.
            variables: Environment variables to change; empty ones are taken away.
            piped: What comes by standard input; the terminal when None.
            errors_to: Where standard error goes; the terminal when None.
            before: Python to run in the process beforehand.
        """
        self.screen = Screen(columns, rows)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.raw = b""
        """Everything that came."""
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.modes = termios.tcgetattr(self._slave)
        """The terminal's modes before the program was started."""
        errors = os.open(errors_to, os.O_WRONLY | os.O_CREAT) if errors_to else self._slave
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCHER, os.ttyname(self._slave), before, *arguments],
            stdin=self._slave if piped is None else subprocess.PIPE,
            stdout=self._slave,
            stderr=errors,
            env=environment(home, **(variables or {})),
            cwd=home.parent,
            start_new_session=True,
        )
        if errors_to:
            os.close(errors)
        if self.process.stdin is not None and piped is not None:
            self.process.stdin.write(piped)
            self.process.stdin.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self._slave >= 0:
            os.close(self._slave)
        if self._master >= 0:
            os.close(self._master)

    def wait_for(self, *words: str) -> None:
        """Wait until all of some words are on the screen at the same time."""
        self._wait(lambda: all(word in self.screen.text() for word in words), f"{words} to appear")

    def wait_until_gone(self, *words: str) -> None:
        """Wait until none of some words is on the screen any more."""
        self._wait(lambda: not any(word in self.screen.text() for word in words), f"{words} to go")

    def wait_for_message(self, start: str) -> str:
        """Wait for an OSC or other string that starts so, the kind's character first."""

        def found() -> list[str]:
            return [message for message in self.screen.messages if message.startswith(start)]

        self._wait(lambda: bool(found()), f"a message {start!r}")
        return found()[0]

    def press(self, keys: str) -> None:
        """Type keys, as the terminal sends them."""
        os.write(self._master, keys.encode())

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def go_on(self) -> None:
        """Let a stopped program go on, until it has taken the terminal again: keys before that are thrown away."""
        taken = self.raw.count(_TAKES_KEYS)
        self.signal(signal.SIGCONT)
        self._wait(lambda: self.raw.count(_TAKES_KEYS) > taken, "the program to take the terminal again")

    def hang_up(self) -> None:
        """Close the terminal's window."""
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1

    def exit_code(self) -> int:
        """Wait for the program's end."""
        if self._master < 0:
            return self.process.wait(PATIENCE)
        self._wait(lambda: self.process.poll() is not None, "the program to end")
        self._read(0.05)
        return self.process.wait()

    def is_restored(self) -> bool:
        """Whether the terminal is as it was: its modes, the normal screen, a cursor, no mouse reports."""
        left, entered = (self.raw.rfind(b"\x1b[?1049" + end) for end in (b"l", b"h"))
        switched_off = all(
            self.raw.rfind(b"\x1b[?" + mode + b"l") > self.raw.find(b"\x1b[?" + mode + b"h")
            for mode in (b"1000", b"1003", b"2004", b"1004")
        )
        shown = self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l")
        return left > entered and switched_off and shown and termios.tcgetattr(self._slave) == self.modes

    def _wait(self, done: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            came = self._read(0.05)
            if not came and self.process.poll() is not None and not done():
                raise AssertionError(f"ended with {self.process.returncode} before {what}:\n{self.told()}")
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}:\n{self.screen.text()}")

    def told(self) -> str:
        """The screen, and the end of what was sent, for a test that fails."""
        return f"{self.screen.text()}\n{self.raw[-2000:]!r}"

    def _read(self, patience: float) -> bool:
        came = False
        while select.select([self._master], [], [], 0 if came else patience)[0]:
            data = os.read(self._master, 65536)
            if not data:
                break
            came = True
            self.raw += data
            self.screen.feed(self._decoder.decode(data))
        return came
