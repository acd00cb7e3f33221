"""``newsreader extract``: print the story on a web page, without what is around it."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from newsreader.cli.inputs import is_url, read_bytes, shown
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsreader.sources.fulltext import Page

_MANY = 12
"""Files from which on it is worth it to start workers."""
_MOST_WORKERS = 8
_AT_A_TIME = 4


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command and what it takes."""
    parser = add_command(
        commands,
        "extract",
        run,
        summary="print the whole story from a web page",
        example="newsreader extract --jsonl *.html | jq -r '.title'",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one indented document for each page")
    form.add_argument(
        "--jsonl", action="store_true", help='one line for each: {"file", "title", ...} or {"file", "error"}'
    )
    parser.add_argument(
        "--private",
        action="store_true",
        help="fetch from this machine and private networks too; without it, only from public addresses",
    )
    parser.add_argument(
        "sources", nargs="+", metavar="FILE|URL", help='a saved page, a URL, or "-" for standard input'
    )


def run(args: argparse.Namespace) -> int:
    """Print every page in the order given; 1 when any failed."""
    report = _print_line if args.jsonl else _print_document if args.json else _print_text
    failed = False
    for number, (source, result) in enumerate(_results(args.sources, private=args.private)):
        if isinstance(result, NewsreaderError) and not args.jsonl:
            print(f"newsreader: {result}", file=sys.stderr)
        else:
            if number and report is _print_text:
                print("\n")
            report(source, result)
        failed |= isinstance(result, NewsreaderError)
    return int(failed)


def _results(sources: "Sequence[str]", *, private: bool) -> "Iterator[tuple[str, Page | NewsreaderError]]":
    """What every source gives, in order; files in several processes when there are many."""
    files = [source for source in sources if source != "-" and not is_url(source)]
    if len(files) < _MANY:
        for source in sources:
            yield source, _result(source, private=private)
        return
    pages = _from_workers(files)
    for source in sources:
        yield (
            source,
            next(pages) if source != "-" and not is_url(source) else _result(source, private=private),
        )


def _from_workers(files: "Sequence[str]") -> "Iterator[Page | NewsreaderError]":
    import multiprocessing
    import os
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    import newsreader.sources.fulltext  # noqa: F401 - loaded once, before the workers fork
    from newsreader.sources.fulltext_library import load_library

    load_library()
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    workers = max(1, min(_MOST_WORKERS, os.cpu_count() or 1, len(files) // _AT_A_TIME))
    done = 0
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        try:
            for result in pool.map(_file_result, files, chunksize=_AT_A_TIME):
                done += 1
                yield result
        except BrokenProcessPool:
            for file in files[done:]:
                yield NewsreaderError(f"{shown(file)}: reading broke off; try this file by itself")


def _file_result(source: str) -> "Page | NewsreaderError":
    return _result(source, private=False)


def _result(source: str, *, private: bool) -> "Page | NewsreaderError":
    from newsreader.sources.fulltext import LARGEST, ExtractError, extract

    try:
        if is_url(source):
            return _fetched(source, private=private)
        return extract(read_bytes(source, LARGEST))
    except ExtractError as error:
        # Of a file, the page itself knows no name.
        return NewsreaderError(str(error) if is_url(source) else f"{shown(source)}: {error}")
    except NewsreaderError as error:
        return error


def _fetched(url: str, *, private: bool) -> "Page":
    from newsreader.sources.fulltext import extract
    from newsreader.sources.page import fetch_page
    from newsreader.sources.private_addresses import AddressGuard, PrivateAddressError

    unguarded = private or url[:5].lower() == "file:"
    try:
        page = fetch_page(url, guard=None if unguarded else AddressGuard())
    except PrivateAddressError as error:
        raise NewsreaderError(f"{error}; --private fetches it all the same") from None
    return extract(page.body, page.final_url, page.content_type)


def _document(page: "Page") -> dict[str, Any]:
    return {
        "title": page.title,
        "byline": page.byline,
        "published": page.published.isoformat() if page.published else None,
        "site": page.site,
        "language": page.language,
        "text": page.text,
        "html": page.html,
    }


def _print_line(source: str, result: "Page | NewsreaderError") -> None:
    found = {"error": str(result)} if isinstance(result, NewsreaderError) else _document(result)
    print(json.dumps({"file": source, **found}, ensure_ascii=False), flush=source == "-")


def _print_document(_: str, result: "Page | NewsreaderError") -> None:
    if not isinstance(result, NewsreaderError):
        print(json.dumps(_document(result), ensure_ascii=False, indent=2))


def _print_text(_: str, result: "Page | NewsreaderError") -> None:
    """The headline, who wrote it when and where, and the story."""
    if isinstance(result, NewsreaderError):
        return
    day = f"{result.published:%Y-%m-%d %H:%M} UTC" if result.published else ""
    facts = " · ".join(filter(None, (result.byline, day, result.site)))
    print("\n\n".join(filter(None, (result.title, facts, result.text))))
