"""``notes``: highlights and what was noted beside them, for scripts and for other programs."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command, day, filled
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.library.highlights import Highlight
    from newsreader.library.library import Library


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command and what it can do besides listing."""
    notes = add_command(
        commands,
        "notes",
        run_notes,
        summary="list highlights and notes, newest first, with their source; write them for Obsidian and the like",
        example='newsreader notes --to ~/vault/News\n  newsreader notes add 3f2a "two metres" --note "since 1953"',
    )
    notes.add_argument("--story", metavar="ID", help="only those of a story")
    notes.add_argument(
        "--since", type=day, metavar="DATE", help="only those made from that day on: 2025-12-01"
    )
    form = notes.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as a JSON array")
    form.add_argument("--markdown", action="store_true", help="as one Markdown document")
    form.add_argument("--to", metavar="DIR", type=filled, help="a Markdown file for each story, in a folder")
    notes.add_argument(
        "--overwrite", action="store_true", help="with --to: also files that were changed by hand"
    )
    deeds = notes.add_subparsers(metavar="add|edit|rm", title="besides listing")
    add = add_command(
        deeds,
        "add",
        run_add,
        summary="highlight words of a story",
        example='newsreader notes add 3f2a "two metres" --note "since 1953"',
    )
    add.add_argument("id", metavar="ID", help="of the story, as `list` prints it")
    add.add_argument(
        "words", type=filled, help="words that stand in the story; small differences don't matter"
    )
    add.add_argument("--note", default="", help="what to note beside them")
    edit = add_command(
        deeds,
        "edit",
        run_edit,
        summary="write the note of a highlight anew",
        example='newsreader notes edit 9c41 "new"',
    )
    edit.add_argument("id", metavar="ID", help="of the highlight, as `notes` prints it")
    edit.add_argument("note", help="what to note; empty for nothing")
    remove = add_command(
        deeds, "rm", run_remove, summary="take highlights away", example="newsreader notes rm 9c41"
    )
    remove.add_argument("ids", nargs="+", metavar="ID", help="of the highlights, as `notes` prints them")


def run_notes(arguments: argparse.Namespace) -> int:
    """List highlights, or write them to a folder; 1 when there are none."""
    if arguments.overwrite and not arguments.to:
        raise NewsreaderError("--overwrite is about files: give the folder with --to")
    with opened_library(arguments) as library:
        found = _found(library, arguments)
    if arguments.to:
        return _write_files(found, Path(arguments.to).expanduser(), overwrite=arguments.overwrite)
    if arguments.json:
        print_json([_row(one) for one in found])
    elif arguments.markdown:
        from newsreader.article.as_notes import notes_markdown

        print(notes_markdown(found).rstrip("\n"))
    else:
        from newsreader.article.cite import cite_highlight

        for number, one in enumerate(found):
            cited, _, note = cite_highlight(one).partition("\n\n")
            lines = [f"{one.id}  {cited}", *(f"    {line}" for line in note.split("\n") if note)]
            print("\n".join(["", *lines] if number else lines))
    return 0 if found else 1


def _found(library: "Library", arguments: argparse.Namespace) -> "list[Highlight]":
    found = library.highlights.all()
    if arguments.story:
        story = library.resolve(arguments.story)
        found = [one for one in found if one.story == story]
    if arguments.since:
        found = [one for one in found if one.moment >= arguments.since]
    return found


def run_add(arguments: argparse.Namespace) -> int:
    """Highlight words; prints the id of the highlight."""
    from newsreader.article.anchor import find_passage
    from newsreader.article.make import make_article
    from newsreader.library.highlights import Origin, Passage, passage_at

    with opened_library(arguments) as library:
        story = library.story(library.resolve(arguments.id))
        if story is None:
            raise NewsreaderError(f"there is no story {arguments.id}; `newsreader list` shows their ids")
        article = make_article(story.entry, story.header.source)
        span = find_passage(Passage(arguments.words), article.text)
        if span is None:
            raise NewsreaderError("these words don't stand in the story; `newsreader show` prints it")
        origin = Origin(article.title, article.source, article.byline, article.link, article.published)
        added = library.highlights.add(
            story.header.id, passage_at(article.text, *span), origin, arguments.note
        )
    print(added.id)
    return 0


def run_edit(arguments: argparse.Namespace) -> int:
    """Write a note anew."""
    with opened_library(arguments) as library:
        changed = library.highlights.write_note(library.highlights.resolve(arguments.id).id, arguments.note)
    print("Note kept" if changed else "It is so already")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Take highlights away. Where one of the ids is wrong, none is."""
    with opened_library(arguments) as library:
        ids = {library.highlights.resolve(prefix).id for prefix in arguments.ids}
        removed = sum(library.highlights.remove(one) for one in ids)
    print(f"{removed} taken away")
    return 0


def _write_files(found: "list[Highlight]", folder: Path, *, overwrite: bool) -> int:
    """A file for each story; those that are as they should be are not touched, nor those changed by hand."""
    from newsreader.article.note_files import write_files

    done = write_files(found, folder, overwrite=overwrite)
    for path in done.by_hand:
        print(f"left alone, since it was changed by hand (--overwrite writes over it): {path}")
    print(f"{done.written} written, {done.same} unchanged in {folder}")
    return 0 if found else 1


def _row(one: "Highlight") -> dict[str, Any]:
    from newsreader.article.cite import cite_highlight

    origin, passage = one.origin, one.passage
    return {
        "id": one.id,
        "story": one.story,
        "words": passage.words,
        "before": passage.before,
        "after": passage.after,
        "note": one.note,
        "made": one.moment.isoformat(),
        "changed": datetime.fromisoformat(one.changed).isoformat(),
        "title": origin.title,
        "source": origin.source,
        "author": origin.author,
        "link": origin.link,
        "published": origin.published.isoformat() if origin.published else None,
        "citation": cite_highlight(one).partition("\n\n")[0],
    }
