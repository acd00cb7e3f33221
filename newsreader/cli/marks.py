"""``mark`` and ``samples``: what the reader did, from scripts."""

import argparse
from typing import TYPE_CHECKING

from newsreader.cli.opened import opened_library
from newsreader.cli.parsers import Commands, add_command

if TYPE_CHECKING:
    from newsreader.library.stories import Mark

_WAYS: "dict[str, tuple[Mark, bool]]" = {
    "read": ("read", True),
    "unread": ("read", False),
    "bookmark": ("bookmarked", True),
    "unbookmark": ("bookmarked", False),
    "hide": ("hidden", True),
    "unhide": ("hidden", False),
}


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-commands."""
    mark = add_command(
        commands,
        "mark",
        run_mark,
        summary="mark stories read, unread, bookmarked and so on",
        example="newsreader mark bookmark 3f2a91c05d17be42",
    )
    mark.add_argument("how", choices=_WAYS, help="what to mark them")
    mark.add_argument(
        "ids", nargs="+", metavar="ID", help="as `list` prints them; the first four or more digits do"
    )
    samples = add_command(
        commands,
        "samples",
        run_samples,
        summary="hide the stories that come with the program for good, or show them again",
        example="newsreader samples hide",
    )
    samples.add_argument("how", choices=("hide", "show"))


def run_mark(arguments: argparse.Namespace) -> int:
    """Set the mark; says how many changed. Where one of the ids is wrong, nothing is marked."""
    mark, value = _WAYS[arguments.how]
    with opened_library(arguments) as library:
        ids = {library.resolve(prefix) for prefix in arguments.ids}
        changed = library.mark(ids, mark, value)
    print(f"{changed} of {len(ids)} changed")
    return 0


def run_samples(arguments: argparse.Namespace) -> int:
    """Hide or show the sample stories."""
    from newsreader.library.samples import sample_ids

    with opened_library(arguments) as library:
        library.mark(sample_ids(), "hidden", arguments.how == "hide")
    print("Sample stories are hidden" if arguments.how == "hide" else "Sample stories are shown")
    return 0
