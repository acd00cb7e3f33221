"""``newsreader refresh``: what is new, fetched by hand or by a timer."""

import argparse
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.cli.feeds import NO_FEEDS, complain, named_feeds
from newsreader.cli.opened import limits_from, opened_library, settings
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsreader.library.library import Library
    from newsreader.library.schedule import Insistence
    from newsreader.library.stories import Subscription
    from newsreader.library.update import Progress, Report, Skipped

_MOST_TO_READ = 500
_MOST_PAGES = 200
_PAGES_TIME = 120.0
"""Seconds spent on the pages of stories; the rest is left for the next refresh."""
_READING_TIME = 1.0
"""Seconds spent on finding what new stories say and count; the rest is found when it is asked for."""
_WHY = {
    "away": "its server asked to be left alone until {until}",
    "gone": "it is gone for good; name it to ask once more",
    "fresh": "its server has nothing new before {until}; --force asks all the same",
    "busy": "its server was overloaded, and is left alone until {until}; --force asks all the same",
    "not due": "not due before {until}",
    "refused": "a program makes it that you have not allowed: newsreader programs",
}

_FORBIDDEN = frozenset({"away", "refused"})
"""Why a feed is not fetched even by its name."""


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command."""
    refresh = add_command(
        commands,
        "refresh",
        run_refresh,
        summary="fetch what is new; exit status 1 when some feeds failed, 2 when none could be fetched",
        example="newsreader refresh --due",
    )
    refresh.add_argument("feeds", nargs="*", metavar="FEED", help="only these (default: all)")
    which = refresh.add_mutually_exclusive_group()
    which.add_argument(
        "--due", action="store_true", help="only feeds whose time has come: for timers and cron"
    )
    which.add_argument(
        "--force", action="store_true", help="also feeds whose servers have said that nothing is new yet"
    )
    form = refresh.add_mutually_exclusive_group()
    form.add_argument("-v", "--verbose", action="store_true", help="say what came, and what was left alone")
    form.add_argument("--quiet", action="store_true", help="print nothing but errors, on a terminal too")
    form.add_argument("--json", action="store_true", help="print a report as JSON")


def run_refresh(arguments: argparse.Namespace) -> int:
    """Fetch feeds: 0 when all went well, 1 when some failed, 2 when none could be fetched."""
    with ExitStack() as stack:
        try:
            library = stack.enter_context(opened_library(arguments))
            feeds = named_feeds(library, arguments.feeds) if arguments.feeds else library.subscriptions()
        except NewsreaderError as error:
            complain(str(error))
            return 2
        return _refresh(library, feeds, arguments)


def _refresh(library: "Library", feeds: "Sequence[Subscription]", arguments: argparse.Namespace) -> int:
    from newsreader.library.turns import BusyError

    on_terminal = sys.stderr.isatty() and not (arguments.quiet or arguments.json)
    start = time.monotonic()
    try:
        report = _update(library, feeds, arguments, shown=on_terminal)
    except BusyError as error:
        complain(str(error))
        return 2
    _read_whole(library, arguments)
    _read_new(library, report)
    titles = {feed.key: feed.title for feed in feeds}
    if arguments.json:
        print_json(_as_json(report, time.monotonic() - start))
    elif not feeds:
        print(NO_FEEDS, file=sys.stderr)
    else:
        _tell(report, titles, arguments, on_terminal=on_terminal)
    refused = [one for one in report.skipped if one.why in _FORBIDDEN] if arguments.feeds else []
    if not report.failed and not refused:
        return 0
    went_well = report.done + report.elsewhere - len(report.failed)
    return 1 if went_well or len(report.skipped) > len(refused) else 2


def _update(
    library: "Library", feeds: "Sequence[Subscription]", arguments: argparse.Namespace, *, shown: bool
) -> "Report":
    from newsreader.library.update import update

    shown = shown and bool(feeds)
    drawn = False

    def show(progress: "Progress") -> None:
        nonlocal drawn
        if not shown or not progress.total:
            return
        failed = f", {progress.failed} failed" if progress.failed else ""
        words = f"{progress.done} of {progress.total} feeds, {progress.new} new{failed}"
        words = "Another refresh is going on: waiting for it" if progress.waits else words
        print(f"\r{words:<48}", end="", file=sys.stderr, flush=True)
        drawn = True

    try:
        return update(
            library,
            feeds,
            on_progress=show,
            cancelled=lambda: False,
            limits=limits_from(arguments),
            insistence=_insistence(arguments),
        )
    finally:
        if drawn:
            print(f"\r{'':<48}\r", end="", file=sys.stderr, flush=True)


def _insistence(arguments: argparse.Namespace) -> "Insistence":
    if arguments.due:
        return "due"
    if arguments.feeds:
        return "named"
    return "forced" if arguments.force else "plain"


def _read_whole(library: "Library", arguments: argparse.Namespace) -> None:
    """Read the pages of stories that are wanted whole: bookmarked ones, and those of feeds that always are."""
    from newsreader.library.whole import complete_all

    end = time.monotonic() + _PAGES_TIME
    try:
        waiting = library.incomplete(_MOST_PAGES)
        complete_all(
            library, waiting, limits=limits_from(arguments), cancelled=lambda: time.monotonic() > end
        )
        _keep_pictures(library, arguments, end)
    except NewsreaderError:
        return  # they are tried again at the next refresh; what was fetched is kept


def _keep_pictures(library: "Library", arguments: argparse.Namespace, end: float) -> None:
    """Fetch the pictures of bookmarked stories, for reading without a network."""
    if not library.unpictured(1):
        return
    config = settings(arguments)
    if config.pictures == "off" or not config.picture_cache:
        return
    from newsreader.article.keeping import keep_pictures
    from newsreader.sources.pictures import loader_of

    keep_pictures(
        library,
        lambda: loader_of(config, arguments.paths.pictures),
        cancelled=lambda: time.monotonic() > end,
    )


def _read_new(library: "Library", report: "Report") -> None:
    """Find what a few new stories say and count, so that nobody waits for it later."""
    if not 0 < report.new <= _MOST_TO_READ:
        return
    from newsreader.article.indexing import index_pending

    end = time.monotonic() + _READING_TIME
    try:
        index_pending(library, cancelled=lambda: time.monotonic() > end, most=report.new)
    except NewsreaderError:
        return  # it is found again when it is asked for; what was fetched is kept


def _tell(
    report: "Report", titles: "Mapping[str, str]", arguments: argparse.Namespace, *, on_terminal: bool
) -> None:
    for key, error in report.failed:
        complain(f"{titles[key]}: {error}")
    for one in report.skipped:
        # What was asked for by name and not done is told in any case.
        if arguments.verbose or (arguments.feeds and one.why in _FORBIDDEN):
            complain(f"{titles[one.key]}: not fetched: {why(one)}")
    if arguments.verbose or on_terminal:
        how = "" if arguments.verbose else " (-v says why)"
        left = f"; {len(report.skipped)} left alone{how}" if report.skipped else ""
        feeds = report.done + report.elsewhere
        print(f"{report.new} new from {feeds} feed{'s' * (feeds != 1)}{left}")


def why(skipped: "Skipped") -> str:
    """Why a feed was not fetched."""
    until = datetime.fromtimestamp(skipped.until, UTC).astimezone()
    return _WHY[skipped.why].format(until=f"{until:%H:%M} on {until.day} {until:%B}")


def _as_json(report: "Report", seconds: float) -> dict[str, object]:
    return {
        "feeds": report.done + report.elsewhere,
        "new": report.new,
        "failed": [{"feed": key, "error": error} for key, error in report.failed],
        "skipped": [
            {
                "feed": one.key,
                "why": one.why,
                "until": datetime.fromtimestamp(one.until, UTC).isoformat() if one.until else None,
            }
            for one in report.skipped
        ],
        "seconds": round(seconds, 3),
    }
