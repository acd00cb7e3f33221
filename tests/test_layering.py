"""What loads when: scripts wait for no interface, and the first frame waits for no fetcher."""

import subprocess
import sys

import pytest

from tests.terminal import ROOT

SLOW = {"textual", "rich", "aiohttp", "feedparser", "lxml", "trafilatura", "markdown_it", "tomlkit", "PIL"}


def loaded_by(statement: str) -> set[str]:
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})",
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return set(ended.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "module",
    [
        "newsreader.library.library",
        "newsreader.library.update",
        "newsreader.library.samples",
        "newsreader.sources.outcome",
        "newsreader.sources.files",
        "newsreader.cli.command",
        "newsreader.article.make",
        "newsreader.config",
    ],
)
def test_nothing_slow_loads_with(module: str) -> None:
    assert not loaded_by(f"import {module}") & SLOW


@pytest.mark.parametrize("arguments", [["list"], ["feeds"]])
def test_nothing_slow_loads_for_a_script_that_reads_the_library(arguments: list[str]) -> None:
    run = f"from newsreader.__main__ import main\nmain({arguments!r})"
    assert not loaded_by(run) & SLOW


def test_a_story_in_the_wire_form_is_shown_without_html_or_markdown() -> None:
    show = (
        "from newsreader.library.samples import sample_ids\n"
        "from newsreader.__main__ import main\n"
        "assert main(['show', '--json', sample_ids()[0]]) == 0"
    )
    assert not loaded_by(show) & SLOW


def test_the_interface_s_first_frame_waits_for_no_fetcher_and_no_parser() -> None:
    assert not loaded_by("import newsreader.ui.app") & (SLOW - {"textual", "rich", "markdown_it"})


FRAME = """
import asyncio, sys
from newsreader.config import Config
from newsreader.paths import Paths
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.environment import Environment

async def main():
    app = NewsreaderApp(Environment(Paths.default(), Config()))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()

asyncio.run(main())
"""


def test_neither_do_the_first_list_and_story() -> None:
    assert not loaded_by(FRAME) & {"aiohttp", "feedparser", "lxml", "trafilatura", "PIL", "textual_image"}
