"""``newsreader`` and ``newsreader open``: the reader in the terminal."""

import argparse
import os
import signal
import sys
from typing import TYPE_CHECKING

from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.model import Entry
    from newsreader.ui.app import NewsreaderApp

_SCHEMES = ("http://", "https://", "file://")
_SIGNALLED = 128
"""Added to a signal's number, this is the exit code that shells give to what it ended."""


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register ``open``."""
    parser = add_command(
        commands,
        "open",
        run_open,
        summary="open the reader on one story from a file, a page or standard input",
        example="newsreader open story.txt",
    )
    parser.add_argument("story", metavar="FILE|-|URL", help="text in the wire form, Markdown or HTML")


def run_reader(arguments: argparse.Namespace) -> int:
    """Open the reader."""
    return _start(arguments, None)


def run_open(arguments: argparse.Namespace) -> int:
    """Open the reader on one story."""
    _require_terminal()
    return _start(arguments, read_story(arguments.story, arguments))


def read_story(source: str, arguments: argparse.Namespace) -> "Entry":
    """The story in a file, at a URL or on standard input.

    Raises:
        NewsreaderError: it can't be read, or is a feed.
    """
    from newsreader.sources.files import entry_from_bytes, read_entry

    if not source.lower().startswith(_SCHEMES):
        return read_entry(source)
    from newsreader.cli.opened import limits_from
    from newsreader.sources.page import fetch_page

    page = fetch_page(source, limits_from(arguments))
    return entry_from_bytes(page.body, page.final_url, page.content_type)


def _start(arguments: argparse.Namespace, opened: "Entry | None") -> int:
    _require_terminal()
    _keyboard_from_terminal()
    _screen_on_terminal()
    from newsreader.config import load
    from newsreader.ui.app import NewsreaderApp
    from newsreader.ui.environment import Environment
    from newsreader.ui.page.graphics import graphics_of

    config, notices = load(arguments.paths.config_file)
    environment = Environment(
        arguments.paths,
        config,
        notices,
        opened=opened,
        few_colours=_few_colours(),
        graphics=graphics_of(os.environ),
    )
    app = NewsreaderApp(environment)
    import asyncio

    return asyncio.run(_show(app))


async def _show(app: "NewsreaderApp") -> int:
    """Run the app until the reader leaves or a signal asks for it; marks, place and terminal are left whole."""
    from asyncio import get_running_loop

    from newsreader.ui.pauses import keep_pauses_short

    keep_pauses_short()
    loop = get_running_loop()
    stopped_by = 0

    def quit_app() -> None:
        app.call_later(app.action_quit)

    def stop(number: int, _frame: object) -> None:
        nonlocal stopped_by
        if number == signal.SIGHUP and not os.isatty(2):
            _let_go_of_terminal()
        if not stopped_by:
            stopped_by = number
            loop.call_soon_threadsafe(quit_app)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, stop)
    await app.run_async()
    return _SIGNALLED + stopped_by if stopped_by else app.return_code or 0


def _let_go_of_terminal() -> None:
    """Read and write nowhere, since the terminal is gone and writing to it would fail."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    os.close(nowhere)
    # A continue signal comes with the hang-up; Textual would take it for the end of a suspension.
    signal.signal(signal.SIGCONT, lambda *_: None)


def _require_terminal() -> None:
    if not sys.stdout.isatty():
        raise NewsreaderError(
            "the reader needs a terminal; `newsreader list` and `newsreader show` print instead"
        )


def _keyboard_from_terminal() -> None:
    """Where the story came by standard input, the keys come from the terminal itself."""
    if sys.__stdin__ is None:
        raise NewsreaderError("the reader needs a keyboard, but standard input is closed")
    if sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise NewsreaderError("the reader needs a terminal to read keys from") from error
    os.dup2(terminal, 0)
    os.close(terminal)


def _screen_on_terminal() -> None:
    """Draw on the terminal though errors go elsewhere: Textual draws on standard error."""
    if not os.isatty(2):
        os.dup2(1, 2)


def _few_colours() -> bool:
    """Whether marks need underlines: colours are unwelcome (no-color.org), or fewer than 256."""
    if "NO_COLOR" in os.environ:
        return True
    from rich.console import Console

    return Console().color_system not in {"256", "truecolor"}
