"""``newsreader programs``: feeds that a program makes, and which of them may be run."""

import argparse
import sys
from typing import TYPE_CHECKING

from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.library.stories import Subscription


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command."""
    parser = add_command(
        commands,
        "programs",
        run_programs,
        summary="list the feeds that a program makes, and let one be run, or not any more",
        example="newsreader programs allow 'My scraper'",
    )
    parser.add_argument("--json", action="store_true", help="as a JSON array")
    parser.add_argument("action", nargs="?", choices=("allow", "forbid"))
    parser.add_argument("feed", nargs="?", metavar="FEED", help="its line, or a part of its title")


def run_programs(arguments: argparse.Namespace) -> int:
    """List them, or change one; 1 when the reader did not say yes."""
    with opened_library(arguments) as library:
        if arguments.action is None:
            _print(library, as_json=arguments.json)
            return 0
        if not arguments.feed:
            raise NewsreaderError("say which feed; `newsreader programs` lists them")
        return _change(library, arguments.action, arguments.feed)


def _print(library: "Library", *, as_json: bool) -> None:
    from newsreader.library.programs import allowed

    may = allowed(library.paths)
    rows = [{"title": feed.title, "line": feed.url, "allowed": feed.url in may} for feed in _made(library)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print(f"{'runs' if row['allowed'] else 'not run':8} {row['line']}")


def _change(library: "Library", action: str, name: str) -> int:
    from newsreader.library import programs

    feeds = _made(library)
    found = [feed for feed in feeds if name in {feed.url, feed.title}] or [
        feed for feed in feeds if name.casefold() in feed.title.casefold()
    ]
    if len(found) != 1:
        problem = "more than one feed" if found else "no feed that a program makes"
        raise NewsreaderError(f"{name!r} names {problem}; `newsreader programs` lists them")
    line = found[0].url
    if action == "forbid":
        programs.forbid(library.paths, line)
        print(f"Not run any more: {line}")
        return 0
    print(f"{line}\nThis would be run at every refresh, as you, by /bin/sh.")
    print('Type "yes" to allow it: ', end="", flush=True)
    if sys.stdin.readline().strip().lower() != "yes":
        print("Not allowed; nothing was run.")
        return 1
    programs.allow(library.paths, line)
    print("Allowed on this device.")
    return 0


def _made(library: "Library") -> "list[Subscription]":
    from newsreader.sources.newsboat_urls import is_special

    return [feed for feed in library.subscriptions() if is_special(feed.url)]
