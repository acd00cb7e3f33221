"""The command line: options for all, and every sub-command with its help."""

import argparse
from collections.abc import Sequence

from newsreader import __version__
from newsreader.cli import (
    doctor,
    download,
    extract,
    facts,
    feed,
    feeds,
    interface,
    marks,
    moving,
    notes,
    parse,
    programs,
    quotes,
    refresh,
    searches,
    stories,
)
from newsreader.cli.parsers import filled
from newsreader.paths import Paths

_EPILOG = """\
Without a sub-command the reader opens. `newsreader SUB-COMMAND --help` shows an example of each.

example:
  newsreader add https://www.theguardian.com/world/rss && newsreader
"""


def parse_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The arguments, with ``run`` to call and ``paths`` to use.

    Raises:
        NewsreaderError: the home folder's name makes no sense here.
        SystemExit: for ``--help`` and ``--version``, and with 2 when the arguments make no sense.
    """
    parser = argparse.ArgumentParser(
        prog="newsreader",
        description="A terminal news reader that lights up what was said and what was counted.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    parser.add_argument(
        "--home",
        metavar="DIR",
        type=filled,
        help="keep settings, stories and cache under DIR (also: the variable NEWSREADER_HOME)",
    )
    parser.set_defaults(run=interface.run_reader)
    commands = parser.add_subparsers(metavar="SUB-COMMAND", title="sub-commands")
    for family in (
        interface,
        feeds,
        feed,
        refresh,
        doctor,
        stories,
        download,
        moving,
        searches,
        programs,
        marks,
        notes,
        facts,
        quotes,
        parse,
        extract,
    ):
        family.add_parser(commands)
    arguments = parser.parse_args(argv)
    arguments.paths = Paths.default(arguments.home)
    return arguments
