"""The real program in a process of its own, for what only a process can show."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal import PATIENCE, environment

_LAUNCHER = """
import os, sys
{before}
os.execv(sys.executable, [sys.executable, "-m", "newsreader", *sys.argv[1:]])
"""
WITHOUT_POWERS = """
import ctypes
if os.geteuid() == 0:  # root without CAP_DAC_OVERRIDE and its kin must heed permissions like everyone
    for capability in (1, 2, 3):
        if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
            sys.exit(77)
"""
"""Run before the program: it may not write where permissions forbid it. Ends with 77 where that is impossible."""


def full_disk(room: int) -> str:
    """Run before the program: no file of its may grow beyond ``room`` bytes."""
    return f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"


@dataclass(frozen=True, slots=True)
class Ended:
    """How the program ended."""

    code: int
    out: str
    err: str

    def complaint(self) -> str:
        """The one line on standard error of a program that failed."""
        assert self.code not in {0, 2}, self
        assert self.err.startswith("newsreader: "), self
        assert self.err.count("\n") == 1, self
        assert "Traceback" not in self.err
        return self.err.removeprefix("newsreader: ").rstrip("\n")


def run(
    home: Path,
    *arguments: str | bytes,
    stdin: bytes = b"",
    before: str = "",
    variables: dict[str, str] | None = None,
) -> Ended:
    """Run the program to its end.

    Args:
        home: What NEWSREADER_HOME is set to.
        arguments: What stands behind ``newsreader``.
        stdin: What comes by standard input.
        before: Python to run in the process beforehand.
        variables: Environment variables to change; empty ones are taken away.
    """
    ended = subprocess.run(
        [*command(before), *arguments],
        input=stdin,
        capture_output=True,
        env=environment(home, **(variables or {})),
        timeout=PATIENCE,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def shell(home: Path, line: str) -> Ended:
    """Run a line of shell in which ``$newsreader`` is the program."""
    ended = subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        env=environment(home, newsreader=f"{sys.executable} -m newsreader"),
        timeout=PATIENCE,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def command(before: str = "") -> Sequence[str]:
    """The program's own part of a command line."""
    if not before:
        return [sys.executable, "-m", "newsreader"]
    return [sys.executable, "-c", _LAUNCHER.format(before=before)]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """A folder and everything in it, read-only for a while; the test is left out where nothing stops root."""
    if run(folder, "--version", before=WITHOUT_POWERS).code == 77:
        pytest.skip("root cannot be stopped here")
    _lock(folder)
    try:
        yield
    finally:
        _unlock(folder)


def _lock(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)


def _unlock(folder: Path) -> None:
    folder.chmod(0o755)
    for path in sorted(folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
