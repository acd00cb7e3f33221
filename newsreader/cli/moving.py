"""``import`` and ``export``: stories from files, and subscriptions from and to other readers."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.library.moving import Moved
    from newsreader.library.notes import Note
    from newsreader.model import Entry
    from newsreader.sources.opml_lists import SubscriptionList

_MOST_LINES = 20
_NEVER = "Asks for a program to be run; it was not, and will not be"
_ONCE_ALLOWED = "Made by a program, which is run once you allow it: newsreader programs"


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-commands."""
    take = add_command(
        commands,
        "import",
        run_import,
        summary="take over feeds from a list (OPML) or from newsboat, and stories from files",
        example=(
            "newsreader import feeds.opml\n"
            "  newsreader import newsboat\n"
            "  newsreader import story.txt notes.md page.html"
        ),
    )
    take.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=(
            'lists of feeds, or stories as text, Markdown or HTML; "-" is standard input.'
            " `opml FILE...` takes only lists; `newsboat [DIR]` takes newsboat's feeds, stories and settings"
        ),
    )
    take.add_argument("--json", action="store_true", help="print what came of it as JSON")
    give = add_command(
        commands,
        "export",
        run_export,
        summary="write the feeds as a list (OPML) that other readers take",
        example="newsreader export feeds.opml",
    )
    give.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="standard output when absent")
    give.add_argument(
        "--with-passwords", action="store_true", help="keep names and passwords that addresses hold"
    )


def run_import(arguments: argparse.Namespace) -> int:
    """Take over each thing named; one that can't be read does not keep the others from it."""
    what, *rest = arguments.files
    if what == "newsboat" and not Path(what).is_file():
        return _run_newsboat(arguments, rest)
    only_lists = what == "opml" and bool(rest)
    failed = False
    with opened_library(arguments) as library:
        for file in rest if only_lists else arguments.files:
            try:
                found = _understood(file, only_lists=only_lists)
            except NewsreaderError as error:
                print(f"newsreader: {error}", file=sys.stderr)
                failed = True
                continue
            _take(library, file, found, as_json=arguments.json)
    return int(failed)


def run_export(arguments: argparse.Namespace) -> int:
    """Write the feeds to a file, whole or not at all, or to standard output."""
    from newsreader.library.moving import export_list
    from newsreader.sources import opml

    with opened_library(arguments) as library:
        exported = export_list(library, with_passwords=arguments.with_passwords)
    data = opml.write(exported.found)
    if arguments.file == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        from newsreader.writing import write_whole

        try:
            write_whole(Path(arguments.file), data.decode())
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise NewsreaderError(f"{arguments.file}: cannot be written ({reason})") from error
        print(f"{_count(len(exported.found.feeds), 'feed')} written to {arguments.file}", file=sys.stderr)
    if exported.programs:
        print(
            f"newsreader: {_count(exported.programs, 'feed')} made by a program on this machine left out:"
            " newsreader programs lists them",
            file=sys.stderr,
        )
    if exported.secret:
        print(
            f"newsreader: {_count(exported.secret, 'address', 'addresses')} held a name or a password, which was left"
            " out; --with-passwords keeps it",
            file=sys.stderr,
        )
    return 0


def _understood(file: str, *, only_lists: bool) -> "SubscriptionList | Entry":
    """What a file holds.

    Raises:
        NewsreaderError: it cannot be read.
    """
    from newsreader.sources import opml
    from newsreader.sources.files import entry_from_bytes

    data = _read(file, opml.LARGEST + 1)
    name = _name(file)
    is_list = only_lists or file.lower().endswith(".opml") or opml.is_list(data)
    return opml.parse(data, name) if is_list else entry_from_bytes(data, name)


def _take(library: "Library", file: str, found: "SubscriptionList | Entry", *, as_json: bool) -> None:
    from newsreader.library.moving import import_list
    from newsreader.model import Entry

    if not isinstance(found, Entry):
        _tell(import_list(library, found), _name(file), as_json=as_json)
        return
    story = library.keep(found)
    if as_json:
        print_json({"story": story, "title": found.title})
    else:
        print(f"{story}  {found.title or 'Untitled'}", flush=True)


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _read(file: str, most: int) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(most)
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - a path from the command line may hold what Path refuses
            return opened.read(most)
    except (OSError, ValueError) as error:
        from newsreader.sources.files import read_entry

        read_entry(file)  # which says in plain words what is wrong with the name
        reason = getattr(error, "strerror", None) or error
        raise NewsreaderError(f"{file}: cannot be read ({reason})") from error


def _run_newsboat(arguments: argparse.Namespace, rest: list[str]) -> int:
    from newsreader.cli.taken_settings import take_keys, take_settings
    from newsreader.library.moving import import_newsboat
    from newsreader.sources import newsboat

    if len(rest) > 1:
        raise NewsreaderError("newsboat has one folder: name one, or none to look where it usually is")
    home = newsboat.read(Path(os.path.expanduser(rest[0])) if rest else newsboat.find())  # noqa: PTH111
    with opened_library(arguments) as library:
        moved = import_newsboat(library, home)
    take_settings(arguments.paths.config_file, moved)
    take_keys(arguments.paths.config_file, home.config.keys, moved)
    if home.config.service:
        print(
            f"newsreader: the feeds of {home.config.service} are kept by that service and not here:"
            " export them there, and import that list",
            file=sys.stderr,
        )
    _tell(moved, str(home.folder), as_json=arguments.json)
    return 0


def _tell(moved: "Moved", name: str, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "source": name,
                "feeds": moved.feeds,
                "new_feeds": moved.new_feeds,
                "folders": moved.folders,
                "stories": moved.stories,
                "read": moved.read,
                "tagged": moved.tagged,
                "deleted": moved.deleted,
                "unfollowed": moved.unfollowed,
                "signed_in": moved.signed_in,
                "ignored": moved.ignored,
                "notes": [
                    {"kind": note.kind, "title": note.title, "body": note.body} for note in moved.notes
                ],
                "commands": list(moved.commands),
                "left_out": list(moved.left_out),
            }
        )
        return
    known = moved.feeds - moved.new_feeds
    print(f"{_count(moved.new_feeds, 'new feed')} from {name}" + (f", {known} were there" if known else ""))
    if moved.stories:
        print(f"{_count(moved.stories, 'story', 'stories')}, {moved.read} newly marked read", end="")
        print(f", {moved.tagged} tagged" if moved.tagged else "")
    if moved.unfollowed:
        print(f"{moved.unfollowed} of them are of feeds that are not followed, and not shown")
    if moved.deleted:
        print(f"{_count(moved.deleted, 'deleted story', 'deleted stories')} left out")
    if moved.signed_in:
        held = _count(moved.signed_in, "address", "addresses")
        print(f"Name and password of {held} are kept apart now, where only you can read them")
    if moved.ignored:
        print(f"{_count(moved.ignored, 'story', 'stories')} not shown, by your rules")
    sections = (
        ("Searches, shown in the feed panel", [note.title for note in moved.notes if _is_search(note)]),
        (
            "Rules for what is not shown",
            [f"{note.title}: {note.body}" for note in moved.notes if _is_rule(note)],
        ),
        (
            "Kept, but not acted on",
            [
                f"{note.title}: {note.body}"
                for note in moved.notes
                if not (_is_search(note) or _is_rule(note))
            ],
        ),
        (_ONCE_ALLOWED if moved.may_be_allowed else _NEVER, list(moved.commands)),
        ("Not taken", list(moved.left_out)),
    )
    for heading, lines in sections:
        if lines:
            print(f"\n{heading}:", *lines[:_MOST_LINES], sep="\n  ")
            if len(lines) > _MOST_LINES:
                print(f"  and {len(lines) - _MOST_LINES} more; --json lists them all")


def _is_search(note: "Note") -> bool:
    from newsreader.library import saved_search

    return note.kind == "query" and not saved_search.of_note(note).problem


def _is_rule(note: "Note") -> bool:
    from newsreader.library import killfile

    return note.kind == "ignore" and not killfile.problem(note)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
