"""``add``, ``feeds``, ``remove`` and ``refresh``: subscriptions."""

import argparse
import sys
from typing import TYPE_CHECKING

from newsreader.cli.opened import opened_library, settings
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsreader.library.library import Library
    from newsreader.library.stories import Subscription, Tally
    from newsreader.library.update import Progress, Report
    from newsreader.sources.limits import Limits


_NO_FEEDS = "No feeds yet. Subscribe with: newsreader add URL"


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-commands."""
    add = add_command(
        commands,
        "add",
        run_add,
        summary="subscribe to feeds, by their address or that of a page that has one",
        example="newsreader add https://www.theguardian.com/world/rss",
    )
    add.add_argument("urls", nargs="+", metavar="URL", help="http, https or file; a path is taken for a file")
    feeds = add_command(
        commands,
        "feeds",
        run_feeds,
        summary="list the feeds, with how fetching goes",
        example="newsreader feeds --json",
    )
    feeds.add_argument("--json", action="store_true", help="as a JSON array")
    remove = add_command(
        commands,
        "remove",
        run_remove,
        summary="unsubscribe from feeds; bookmarked stories stay",
        example="newsreader remove https://www.theguardian.com/world/rss",
    )
    remove.add_argument(
        "feeds", nargs="+", metavar="FEED", help="the URL, or a part of the title that only one has"
    )
    refresh = add_command(
        commands,
        "refresh",
        run_refresh,
        summary="fetch what is new; exit status 1 when some feeds failed, 2 when all did",
        example="newsreader refresh --quiet",
    )
    refresh.add_argument("feeds", nargs="*", metavar="FEED", help="only these (default: all)")
    form = refresh.add_mutually_exclusive_group()
    form.add_argument("--quiet", action="store_true", help="print nothing but errors")
    form.add_argument("--json", action="store_true", help="print a report as JSON")


def run_add(arguments: argparse.Namespace) -> int:
    """Subscribe to each URL and fetch it; one that fails does not keep the others from it."""
    from newsreader.sources.page import find_feed as discover_feed

    failed = False
    limits = _limits(arguments)
    with opened_library(arguments) as library:
        for url in arguments.urls:
            try:
                address = discover_feed(url, limits).url
                known = any(address in {feed.key, feed.url} for feed in library.subscriptions())
                feed = library.subscribe(address)
            except NewsreaderError as error:
                _complain(str(error))
                failed = True
                continue
            report = _update(library, [feed], limits, shown=False)
            feed = find_feed(library, feed.key)
            stories = "story" if report.new == 1 else "stories"
            done = "Already subscribed to" if known else "Subscribed to"
            print(f"{done} {feed.title}: {report.new} new {stories}", flush=True)
            for _, problem in report.failed:
                _complain(f"{feed.title}: {problem}")
                failed = True
    return int(failed)


def run_feeds(arguments: argparse.Namespace) -> int:
    """Print a line for each feed, and its error below it."""
    from newsreader.library.stories import Tally

    with opened_library(arguments) as library:
        feeds, counts = library.subscriptions(), library.counts()
    if arguments.json:
        print_json([_feed_row(feed, counts.feeds.get(feed.key, Tally())) for feed in feeds])
        return 0
    if not feeds:
        print(_NO_FEEDS, file=sys.stderr)
    for feed in feeds:
        tally = counts.feeds.get(feed.key, Tally())
        print(f"{tally.unread:5} unread of {tally.total:<6} {feed.title}  {feed.url}")
        if feed.error:
            print(f"      ! {feed.error}")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Unsubscribe from each feed. Where one of the names is wrong, nothing is done."""
    with opened_library(arguments) as library:
        for feed in _feeds(library, arguments.feeds):
            library.unsubscribe(feed.key)
            print(f"Unsubscribed from {feed.title}")
    return 0


def run_refresh(arguments: argparse.Namespace) -> int:
    """Fetch feeds: 0 when all went well, 1 when some failed, 2 when all did."""
    limits = _limits(arguments)
    with opened_library(arguments) as library:
        feeds = _feeds(library, arguments.feeds) if arguments.feeds else library.subscriptions()
        report = _update(library, feeds, limits, shown=not (arguments.quiet or arguments.json))
    if arguments.json:
        failed = [{"feed": key, "error": error} for key, error in report.failed]
        print_json({"feeds": report.done, "new": report.new, "failed": failed})
    elif not feeds:
        print(_NO_FEEDS, file=sys.stderr)
    else:
        titles = {feed.key: feed.title for feed in feeds}
        for key, error in report.failed:
            _complain(f"{titles[key]}: {error}")
        if not arguments.quiet:
            print(f"{report.new} new from {report.done} feed{'s' * (report.done != 1)}")
    if not report.failed:
        return 0
    return 2 if len(report.failed) == len(feeds) else 1


def find_feed(library: "Library", name: str) -> "Subscription":
    """The feed with that URL, or the only one with that in its title.

    Raises:
        NewsreaderError: there is none, or more than one.
    """
    feeds = library.subscriptions()
    exact = [feed for feed in feeds if name in {feed.key, feed.url, feed.title}]
    found = exact or [feed for feed in feeds if name.casefold() in feed.title.casefold() or name in feed.url]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NewsreaderError(f"no feed is called {name!r}; `newsreader feeds` lists them")
    raise NewsreaderError(
        f"{name!r} could be {', '.join(feed.url for feed in found[:4])}; say which by its URL"
    )


def _feeds(library: "Library", names: "Sequence[str]") -> "list[Subscription]":
    """The feeds of these names, each once."""
    return list({feed.key: feed for feed in (find_feed(library, name) for name in names)}.values())


def _limits(arguments: argparse.Namespace) -> "Limits":
    from newsreader.sources.limits import limits_of

    return limits_of(settings(arguments))


def _update(
    library: "Library", feeds: "Sequence[Subscription]", limits: "Limits", *, shown: bool
) -> "Report":
    from newsreader.library.update import update

    shown = shown and bool(feeds) and sys.stderr.isatty()

    def show(progress: "Progress") -> None:
        if shown:
            words = f"{progress.done} of {progress.total} feeds, {progress.new} new"
            print(f"\r{words}", end="", file=sys.stderr, flush=True)

    try:
        return update(library, feeds, on_progress=show, cancelled=lambda: False, limits=limits)
    finally:
        if shown:
            print(file=sys.stderr)


def _complain(words: str) -> None:
    print(f"newsreader: {words}", file=sys.stderr, flush=True)


def _feed_row(feed: "Subscription", tally: "Tally") -> dict[str, object]:
    return {
        "title": feed.title,
        "url": feed.url,
        "link": feed.link,
        "total": tally.total,
        "unread": tally.unread,
        "checked": feed.checked.isoformat() if feed.checked else None,
        "succeeded": feed.succeeded.isoformat() if feed.succeeded else None,
        "error": feed.error,
    }
