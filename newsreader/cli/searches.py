"""``searches``: saved searches and rules for what is not shown, as they were taken over."""

import argparse
import sys

from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command."""
    parser = add_command(
        commands,
        "searches",
        run_searches,
        summary="list saved searches and rules for what is not shown, add one, or drop one",
        example='newsreader searches add "This week" \'unread = "yes" and age < 7\'',
    )
    parser.add_argument("--json", action="store_true", help="as a JSON array")
    parser.add_argument(
        "action",
        nargs="?",
        choices=("add", "hide", "drop"),
        help="hide: stories that a filter finds, as they arrive",
    )
    parser.add_argument("name", nargs="?", help="the search's name; for hide, the feed's URL, or *")
    parser.add_argument("filter", nargs="?", help="in newsboat's filter language")


def run_searches(arguments: argparse.Namespace) -> int:
    """List them, or change one."""
    from newsreader.library import killfile, saved_search
    from newsreader.library.notes import Note

    with opened_library(arguments) as library:
        if arguments.action in {"add", "hide"}:
            if not (arguments.name and arguments.filter):
                raise NewsreaderError("Give a name and a filter: newsreader searches --help shows an example")
            saved_search.sql(arguments.filter)
            line = f"query:{arguments.name.replace(':', ' ')}:{arguments.filter}"
            is_search = arguments.action == "add"
            note = (
                Note("query", line, arguments.name)
                if is_search
                else Note("ignore", arguments.filter, arguments.name)
            )
            library.note_all([note], True)
            hidden = 0 if is_search else library.hide_unwanted()
            print(f"Hidden: {hidden}" if hidden else "Kept", file=sys.stderr)
        elif arguments.action == "drop":
            found = [note for note in library.notes() if arguments.name in {note.title, note.body}]
            if not found:
                raise NewsreaderError(f"there is no search or rule {arguments.name!r}; this lists them all")
            library.note_all(found, False)
        rows = [
            {
                "kind": "search" if note.kind == "query" else "hide",
                "name": note.title,
                "filter": note.body,
                "problem": saved_search.of_note(note).problem
                if note.kind == "query"
                else killfile.problem(note),
            }
            for note in library.notes()
        ]
    if arguments.json:
        print_json(rows)
        return 0
    for row in rows:
        print(f"{row['kind']:6} {row['name']}: {row['filter']}")
        if row["problem"]:
            print(f"       ! not acted on: {row['problem']}")
    return 0
