"""What the tests of the commands share."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsreader.__main__ import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a command run in this process did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def json(self) -> Any:
        return json.loads(self.out)


Newsreader = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the program keeps everything in this test."""
    return tmp_path / "home"


@pytest.fixture
def newsreader(home: Path, capsys: pytest.CaptureFixture[str]) -> Newsreader:
    """Run the command in this process: ``newsreader("list", "--json")``."""

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        try:
            code = main(["--home", str(home), *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return run


def ids(newsreader: Newsreader, *options: str) -> list[str]:
    """The ids that ``list`` gives."""
    return [row["id"] for row in newsreader("list", "--json", *options).json()]


STORY = """\
Categories: Local, Transport

Ferry ‘back by May’, says harbour

The boat has been in dock since the autumn.

Published by Ines Amaral

PORTO NOVO: “We will sail on 4 May,” said harbour master Rui Teles. The repair cost $2.5 million.

He said 36% of the crew had left.

Marta Lobo
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story in the wire form."""
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    return path
