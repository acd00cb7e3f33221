"""``newsreader download``: the files of stories, from scripts."""

import argparse
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from newsreader.cli.opened import limits_from, opened_library, settings
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsreader.library.downloads import Download, DownloadQueue

_LOOK_SECONDS = 0.5
_CLEAR = "\r\x1b[K"
"""To the start of the terminal's line, and nothing on it."""


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command."""
    parser = add_command(
        commands,
        "download",
        run,
        summary="download the files of stories (podcasts and the like), or go on with what was begun",
        example="newsreader download 3f2a91c05d17be42",
    )
    parser.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="stories, as `list` prints them; without any, what is in the queue",
    )
    parser.add_argument("--list", action="store_true", help="list the queue instead")
    parser.add_argument("--json", action="store_true", help="as JSON (with --list)")


def run(arguments: argparse.Namespace) -> int:
    """Download, and print the path of each file that came; 1 when some failed."""
    from newsreader.library.downloads import DownloadQueue

    queue = DownloadQueue(arguments.paths.download_queue)
    if arguments.list:
        return _print_queue(queue, as_json=arguments.json)
    _add(arguments, queue)
    failed = False

    def ended(download: "Download") -> None:
        nonlocal failed
        if sys.stderr.isatty():
            print(_CLEAR, end="", file=sys.stderr, flush=True)
        if download.state == "done":
            print(download.path, flush=True)
        else:
            failed = True
            print(f"newsreader: {download.title}: {download.error}", file=sys.stderr)

    from newsreader.library.downloading import work_off

    with _progress(queue):
        work_off(queue, arguments.paths, limits_from(arguments), cancelled=lambda: False, on_end=ended)
    return int(failed)


@contextmanager
def _progress(queue: "DownloadQueue") -> "Iterator[None]":
    """Show on a terminal how far the downloads are, on one line of standard error."""
    if not sys.stderr.isatty():
        yield
        return
    from newsreader.library.downloads import far

    over = threading.Event()

    def show() -> None:
        while not over.wait(_LOOK_SECONDS):
            with suppress(NewsreaderError):  # what works the queue off will say it
                print(f"{_CLEAR}{far(queue.all())}", end="", file=sys.stderr, flush=True)
        print(_CLEAR, end="", file=sys.stderr, flush=True)

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _add(arguments: argparse.Namespace, queue: "DownloadQueue") -> None:
    """Put the files of stories into the queue; where one of the ids is wrong, none."""
    if not arguments.ids:
        return
    from newsreader.article.enclosures import file_name, files_of
    from newsreader.library.downloading import downloads_folder
    from newsreader.library.downloads import Source

    folder = downloads_folder(settings(arguments), arguments.paths)
    with opened_library(arguments) as library:
        feeds = {
            feed.key: Source(feed.key, feed.url, feed.settings.proxy) for feed in library.subscriptions()
        }
        stories = [library.story(library.resolve(prefix)) for prefix in arguments.ids]
        found = [(story, files_of(story.entry.enclosures)) for story in stories if story is not None]
        for story, files in found:
            if not files:
                raise NewsreaderError(f"{story.header.id} ({story.header.title}) comes without files")
        for story, files in found:
            for file in files:
                title = file.title or (story.header.title if len(files) == 1 else file_name(file))
                queue.add(file.url, title, file.media_type, feeds.get(story.header.feed, Source()), folder)


def _print_queue(queue: "DownloadQueue", *, as_json: bool) -> int:
    downloads = queue.all()
    if as_json:
        print_json([_row(download) for download in downloads])
        return 0
    for download in downloads:
        far = f" {download.percent}%" if download.percent is not None and download.state != "done" else ""
        where = str(download.path) if download.state == "done" else download.error or download.url
        print(f"{download.state}{far}\t{download.title}\t{where}")
    return 0


def _row(download: "Download") -> dict[str, str | int | None]:
    return {
        "url": download.url,
        "title": download.title,
        "state": download.state,
        "done": download.done,
        "total": download.total,
        "path": str(download.path) if download.state == "done" else None,
        "error": download.error or None,
    }
