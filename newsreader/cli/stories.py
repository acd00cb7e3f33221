"""``list``, ``show`` and ``search``: stories, for scripts."""

import argparse
from typing import TYPE_CHECKING

from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command, at_least
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsreader.article.article import Article
    from newsreader.library.library import Library
    from newsreader.library.stories import Header, Scope


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-commands."""
    listing = add_command(
        commands,
        "list",
        run_list,
        summary="list stories, newest first",
        example="newsreader list --unread --json",
    )
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--unread", action="store_true", help="only unread ones")
    which.add_argument("--bookmarked", action="store_true", help="only bookmarked ones")
    which.add_argument("--stored", action="store_true", help="only stored ones")
    listing.add_argument("--feed", metavar="F", help="only those of a feed: its URL or a part of its title")
    _add_list_options(listing)
    show = add_command(
        commands, "show", run_show, summary="print one story", example="newsreader show 3f2a --width 72"
    )
    show.add_argument("id", metavar="ID", help="as `list` prints it; its first four or more digits do")
    show.add_argument(
        "--width", type=at_least(20), metavar="N", help="longest line (default: the terminal, 72 at most)"
    )
    show.add_argument("--diff", action="store_true", help="what the publisher changed (with --json: as JSON)")
    show.add_argument(
        "--from", dest="since", type=at_least(1), metavar="N", help="with --diff: from version N (default: 1)"
    )
    form = show.add_mutually_exclusive_group()
    form.add_argument(
        "--plain",
        action="store_true",
        help="plain text; a paragraph a line, or as --width says when it is given",
    )
    form.add_argument("--markdown", action="store_true", help="as Markdown with front matter")
    form.add_argument("--html", action="store_true", help="as a page of HTML that stands alone")
    form.add_argument("--json", action="store_true", help="as JSON, with quotes and figures")
    search = add_command(
        commands,
        "search",
        run_search,
        summary="list stories with all of these words, or beginnings of words",
        example="newsreader search interest rates",
    )
    search.add_argument("words", nargs="+", metavar="WORDS")
    _add_list_options(search)


def _add_list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=at_least(1), metavar="N", help="no more than N")
    parser.add_argument("--json", action="store_true", help="as a JSON array")


def run_list(arguments: argparse.Namespace) -> int:
    """Print a line for each story."""
    with opened_library(arguments) as library:
        headers = library.list_headers(_scope(arguments, library))
    if arguments.unread:
        headers = [header for header in headers if not header.read]
    if arguments.bookmarked:
        headers = [header for header in headers if header.bookmarked]
    _print_headers(headers[: arguments.limit], as_json=arguments.json)
    return 0


def run_search(arguments: argparse.Namespace) -> int:
    """Print a line for each story found; 1 when none was."""
    from newsreader.library.stories import Scope
    from newsreader.text import clean

    words = clean(" ".join(arguments.words))
    if not words:
        raise NewsreaderError("there is nothing to search for; give a word")
    with opened_library(arguments) as library:
        headers = library.list_headers(Scope("all"), words, arguments.limit)
    _print_headers(headers, as_json=arguments.json)
    return 0 if headers else 1


def run_show(arguments: argparse.Namespace) -> int:
    """Print one story, or what was changed in it."""
    if arguments.diff:
        from newsreader.cli.changes import run_diff

        return run_diff(arguments)
    if arguments.since:
        raise NewsreaderError("--from says what to compare with: add --diff")
    from newsreader.article.make import make_article

    with opened_library(arguments) as library:
        story = library.story(library.resolve(arguments.id))
    if story is None:
        raise NewsreaderError(f"there is no story {arguments.id}; `newsreader list` shows their ids")
    article = make_article(story.as_read, story.header.source)
    if arguments.json:
        from newsreader.article.as_json import article_json

        row = {"id": story.header.id, **article_json(article)}
        sign = story.header.sign
        talk = {"comments": sign.comments, "comment_count": sign.comment_count}
        print_json(row | talk | {"read": story.header.read, "bookmarked": story.header.bookmarked})
    else:
        print(_written(article, arguments).rstrip("\n"))
    return 0


def _written(article: "Article", arguments: argparse.Namespace) -> str:
    """The story in the form that was asked for."""
    if arguments.markdown:
        from newsreader.article.as_markdown import article_markdown

        return article_markdown(article)
    if arguments.html:
        from newsreader.article.as_html import article_html

        return article_html(article)
    import os

    from newsreader.article.as_plain import article_lines
    from newsreader.ui.cell_widths import count_spacing_signs
    from newsreader.ui.page.linebreak import break_lines

    count_spacing_signs(os.environ)
    is_unwrapped = arguments.plain and arguments.width is None
    return "\n".join(article_lines(article, None if is_unwrapped else width_of(arguments.width), break_lines))


def _scope(arguments: argparse.Namespace, library: "Library") -> "Scope":
    from newsreader.cli.feeds import find_feed
    from newsreader.library.stories import Scope

    if arguments.feed:
        if arguments.stored:
            raise NewsreaderError("--stored and --feed don't go together: stored stories belong to no feed")
        return Scope("feed", find_feed(library, arguments.feed).key)
    if arguments.unread:
        return Scope("unread")
    if arguments.bookmarked:
        return Scope("bookmarked")
    return Scope("stored") if arguments.stored else Scope("all")


def _print_headers(headers: "Sequence[Header]", *, as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "id": header.id,
                "title": header.title,
                "source": header.source,
                "author": header.author,
                "link": header.link,
                "time": header.time.isoformat(),
                "read": header.read,
                "bookmarked": header.bookmarked,
                "others": [
                    {"id": other.id, "source": other.source, "link": other.link} for other in header.others
                ],
                "updates": header.updates,
                "changed_since_read": header.changed,
                "sound": header.sign.sound,
                "comments": header.sign.comments,
                "comment_count": header.sign.comment_count,
            }
            for header in headers
        ]
        print_json(rows)
        return
    for header in headers:
        marks = ("" if header.read else "●") + ("★" if header.bookmarked else "")
        day = header.time.astimezone().strftime("%Y-%m-%d")
        source = header.source + (f" · also {', '.join(header.also)}" if header.also else "")
        updated = "  [updated since read]" if header.changed else ""
        print(f"{header.id}  {day}  {marks:<2}  {header.title or 'Untitled'}  ({source}){updated}")


def width_of(asked: int | None) -> int:
    """The longest line that a story is printed with."""
    import shutil

    return asked or max(20, min(72, shutil.get_terminal_size((72, 24)).columns))
