"""``newsreader parse``: print what feeds hold, as JSON Feed 1.1."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from newsreader.cli.inputs import is_url, read_bytes
from newsreader.cli.output import print_json, unicode_out
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsreader.cli.parsers import Commands
    from newsreader.model import Feed

_LARGEST = 32 * 1024 * 1024
_EXAMPLE = """\
example:
  newsreader parse --jsonl *.xml | jq -r '.feed.items[]?.title'
"""


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command and what it takes."""
    parser = commands.add_parser(
        "parse",
        help="print what a feed holds, as JSON",
        description="Print what feeds hold, as JSON Feed 1.1. Exit status 1 when any could not be read.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one indented document for each feed (the default)")
    form.add_argument(
        "--jsonl", action="store_true", help='one line for each: {"file", "feed"} or {"file", "error"}'
    )
    parser.add_argument(
        "sources", nargs="+", metavar="FILE|URL", help='a file, a URL, or "-" for standard input'
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every source in the order given; 1 when any failed."""
    report = _print_line if args.jsonl else _print_document
    failed = False
    for source, result in _results(args.sources):
        failed |= isinstance(result, NewsreaderError)
        report(source, result)
    return int(failed)


def _results(sources: list[str]) -> "Iterator[tuple[str, Feed | NewsreaderError]]":
    for source in sources:
        try:
            yield source, _feed(source)
        except NewsreaderError as error:
            yield source, error


def _feed(source: str) -> "Feed":
    from newsreader.sources.feed import parse

    if is_url(source):
        from newsreader.sources.page import fetch_page

        fetched = fetch_page(source)
        return parse(fetched.body, fetched.final_url, fetched.content_type)
    data = read_bytes(source, _LARGEST)
    if len(data) > _LARGEST:
        raise NewsreaderError(f"{source}: larger than {_LARGEST >> 20} MiB, more than any feed should be")
    return parse(data)


def _print_line(source: str, result: "Feed | NewsreaderError") -> None:
    if isinstance(result, NewsreaderError):
        row: dict[str, Any] = {"file": source, "error": str(result)}
    else:
        row = {"file": source, "feed": _document(source, result)}
    print(json.dumps(row, ensure_ascii=not unicode_out()), flush=source == "-")


def _print_document(source: str, result: "Feed | NewsreaderError") -> None:
    if isinstance(result, NewsreaderError):
        print(f"newsreader: {result}", file=sys.stderr)
    else:
        print_json(_document(source, result))


def _document(source: str, feed: "Feed") -> dict[str, Any]:
    from newsreader.sources.jsonfeed import write

    return write(feed, source if is_url(source) else "")
