"""``show --diff``: what a publisher changed in a story."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json, unicode_out
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsreader.article.changes import Changes, FigureChange, QuoteChange
    from newsreader.article.wording_changes import Piece
    from newsreader.library.stories import Story
    from newsreader.library.versions import Earlier

_SIGNS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
"""As wdiff writes them, so that they can be read without colours and found by scripts."""
_KINDS = {"added": "New: ", "removed": "Gone: ", "moved": "Moved: ", "changed": ""}


def run_diff(arguments: argparse.Namespace) -> int:
    """Print what changed since one of the earlier versions."""
    from newsreader.article.changes import compare
    from newsreader.article.make import make_article

    with opened_library(arguments) as library:
        story = library.story(library.resolve(arguments.id))
        versions = library.versions.of(story.header.id) if story else []
    if story is None:
        raise NewsreaderError(f"there is no story {arguments.id}; `newsreader list` shows their ids")
    number = arguments.since or 1
    if versions and number > len(versions):
        raise NewsreaderError(f"--from {number}: the newest earlier version kept is {len(versions)}")
    if not versions and not arguments.json:
        print("This story reads as it did when it came")
        return 0
    before = make_article(versions[number - 1].entry, story.header.source) if versions else None
    after = make_article(story.entry, story.header.source)
    changes = compare(before or after, after)
    if arguments.json:
        _print_json(story, versions, number, changes)
    else:
        from newsreader.cli.stories import width_of

        width = None if arguments.plain else width_of(arguments.width)
        print("\n".join(_wrapped([_since(versions, number), "", *_lines(changes)], width)).rstrip())
    return 0


def _print_json(story: "Story", versions: "Sequence[Earlier]", number: int, changes: "Changes") -> None:
    from newsreader.article.changes_as_json import changes_json

    rows = [
        {"number": at, "from": _moment(one.since).isoformat(), "to": _moment(one.until).isoformat()}
        for at, one in enumerate(versions, 1)
    ]
    since = number if versions else None
    print_json({"id": story.header.id, "versions": rows, "compared_with": since, **changes_json(changes)})


def _since(versions: "Sequence[Earlier]", number: int) -> str:
    when = _moment(versions[number - 1].until).astimezone()
    which = "the original" if number == 1 else f"version {number}"
    kept = f"; {len(versions)} earlier versions, --from chooses one" if len(versions) > 1 else ""
    return f"What changed since {which}, replaced on {when.day} {when:%B %Y at %H:%M}{kept}"


def _lines(changes: "Changes") -> "Iterator[str]":
    if not changes:
        yield "Nothing in its words differs"
    if changes.headline:
        yield from ("Headline", "  " + _marked(changes.headline), "")
    for title, lines in (
        ("Figures", [_figure(one) for one in changes.figures]),
        ("Quotes", [_quote(one) for one in changes.quotes]),
    ):
        if lines:
            yield from (title, *(f"  {line}" for line in lines), "")
    if changes.passages:
        yield "Text"
        for passage in changes.passages:
            yield from (f"  {_KINDS[passage.kind]}{_marked(passage.pieces)}", "")


def _figure(change: "FigureChange") -> str:
    of = f" {change.of}" if change.of else ""
    if not change.before:
        return f"New: {change.after}{of}"
    if not change.after:
        return f"Gone: {change.before}{of}"
    return f"{change.before} {'→' if unicode_out() else '->'} {change.after}{of}"


def _quote(change: "QuoteChange") -> str:
    speaker = change.speaker_after or change.speaker_before
    if change.speaker_before and change.speaker_after and change.speaker_before != change.speaker_after:
        speaker = f"[-{change.speaker_before}-] {{+{change.speaker_after}+}}"
    return (f"{speaker}: " if speaker else "") + _marked(change.pieces)


def _marked(pieces: "Sequence[Piece]") -> str:
    """Words with signs around those that went and came; spaces stay outside of the signs."""
    found = []
    for piece in pieces:
        words = piece.text.rstrip()
        space = piece.text[len(words) :]
        found.append(_SIGNS[piece.kind].format(words) + space if words else space)
    return "".join(found).rstrip()


def _wrapped(lines: "Sequence[str]", width: int | None) -> "Iterator[str]":
    from newsreader.ui.page.linebreak import break_lines

    for line in lines:
        if width is None or not line:
            yield line
            continue
        indent = "  " if line.startswith("  ") else ""
        words = line.strip()
        for start, end in break_lines(words, max(1, width - len(indent))):
            yield indent + words[start:end]


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
