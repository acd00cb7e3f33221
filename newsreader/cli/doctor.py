"""``newsreader doctor``: how each feed fares, and what can be done about it."""

import argparse
import shlex
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.cli.feeds import NO_FEEDS, find_feed
from newsreader.cli.opened import limits_from, opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.library.health import Health, Remedy
    from newsreader.library.library import Library
    from newsreader.library.stories import Subscription

_REMEDIES = ("move", "slow", "normal", "remove", "retry")
_WHAT = {
    "retry": "try again now",
    "move": "move it to where it lives now",
    "slow": "ask it once a week",
    "normal": "leave its pace to itself again",
    "remove": "unsubscribe; bookmarked stories stay",
}


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command."""
    parser = add_command(
        commands,
        "doctor",
        run_doctor,
        summary="say how each feed fares, and move, slow down or remove one",
        example="newsreader doctor slow 'Harbour Times'",
    )
    parser.add_argument("--json", action="store_true", help="as a JSON array, the worst first")
    parser.add_argument("--all", action="store_true", help="also feeds that are well")
    parser.add_argument(
        "remedy",
        nargs="?",
        choices=_REMEDIES,
        metavar="REMEDY",
        help="; ".join(f"{name}: {_WHAT[name]}" for name in _REMEDIES),
    )
    parser.add_argument("feed", nargs="?", metavar="FEED", help="the URL, or a part of the title")
    parser.add_argument("url", nargs="?", metavar="URL", help="with move: the new address, when you know it")


def run_doctor(arguments: argparse.Namespace) -> int:
    """Print how feeds fare, or carry a remedy out."""
    with opened_library(arguments) as library:
        if arguments.remedy:
            if not arguments.feed:
                raise NewsreaderError("say which feed; `newsreader doctor` lists them")
            feed = find_feed(library, arguments.feed)
            return _carry_out(library, arguments.remedy, feed, arguments)
        found = library.health()
        if arguments.json:
            print_json([as_json(one) for one in found])
        elif not found:
            print(NO_FEEDS, file=sys.stderr)
        else:
            _print(found, whole=arguments.all)
    return 0


def _print(found: "list[Health]", *, whole: bool) -> None:
    now = datetime.now(UTC)
    shown = [one for one in found if whole or not one.is_well]
    width = max((len(one.feed.title) for one in shown), default=0)
    for one in shown:
        print(row(one, min(width, 36), now))
        if one.words:
            print(f"            {one.words}")
        if one.remedies:
            others = f"   (or {', '.join(one.remedies[1:])})" if one.remedies[1:] else ""
            print(f"            → {command(one.remedies[0], one.feed)}{others}")
    well = sum(one.is_well for one in found)
    if not whole and well:
        feeds = "feed is" if well == 1 else "feeds are"
        others = "other " if shown else ""
        print(f"{well} {others}{feeds} well (--all lists them)" if shown else f"All is well: {well} feeds")


def row(one: "Health", width: int, now: datetime) -> str:
    """A line of the list."""
    from newsreader.library.health import WORDS

    feed = one.feed
    title = feed.title if len(feed.title) <= width else f"{feed.title[: width - 1]}…"
    read = f"{one.read:4.0%} read" if one.read is not None else "         "
    next_try = feed.next_try if feed.checked else None
    facts = [
        f"{WORDS[one.state]:10}  {title:{width}}",
        f"{one.weekly:6.1f} a week",
        read,
        f"newest {span(one.newest, now):>8}",
        f"success {span(feed.succeeded, now):>8}",
        f"next {'never' if feed.plan.gone else span(next_try, now) if next_try and next_try > now else 'due'}",
    ]
    return "  ".join(facts).rstrip()


def span(moment: datetime | None, now: datetime) -> str:
    """How long ago or ahead, in the shortest words."""
    if moment is None:
        return "never"
    seconds = (now - moment).total_seconds()
    size = abs(seconds)
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if size >= unit:
            return f"{size // unit:.0f} {name} ago" if seconds > 0 else f"in {size // unit:.0f} {name}"
    return "now"


def command(remedy: "Remedy", feed: "Subscription") -> str:
    """The command that carries a remedy out."""
    return f"newsreader doctor {remedy} {shlex.quote(feed.url)}"


def as_json(one: "Health") -> dict[str, object]:
    """How a feed fares, as JSON."""
    feed = one.feed
    return {
        "title": feed.title,
        "url": feed.url,
        "state": one.state,
        "problem": one.words,
        "error": feed.error,
        "warning": feed.warning,
        "failures": feed.plan.failures,
        "checked": _iso(feed.checked),
        "succeeded": _iso(feed.succeeded),
        "next_try": _iso(feed.next_try) if feed.checked else None,
        "gone": feed.plan.gone,
        "moving_to": feed.moving_to,
        "last_new": _iso(feed.changed),
        "newest": _iso(one.newest),
        "weekly": round(one.weekly, 2),
        "read": None if one.read is None else round(one.read, 4),
        "remedies": [{"remedy": remedy, "command": command(remedy, feed)} for remedy in one.remedies],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _carry_out(
    library: "Library", remedy: "Remedy", feed: "Subscription", arguments: argparse.Namespace
) -> int:
    from newsreader.library import remedies

    if remedy == "retry":
        return _retry(library, feed, arguments)
    if remedy == "move":
        done = remedies.find_and_move(library, feed, limits_from(arguments), arguments.url or "")
    else:
        done = {"slow": remedies.slow, "normal": remedies.normal, "remove": remedies.remove}[remedy](
            library, feed
        )
    print(done.words if done else f"{feed.title} is there already")
    return 0


def _retry(library: "Library", feed: "Subscription", arguments: argparse.Namespace) -> int:
    from newsreader.cli.refresh import why
    from newsreader.library import remedies
    from newsreader.library.update import update

    report = update(
        library,
        [feed],
        on_progress=lambda _: None,
        cancelled=lambda: False,
        limits=limits_from(arguments),
    )
    for left in report.skipped:
        raise NewsreaderError(f"{feed.title}: not fetched: {why(left)}")
    for _, error in report.failed:
        raise NewsreaderError(f"{feed.title}: {error}")
    warning = remedies.warning(library, feed)
    print(f"{feed.title}: {warning}" if warning else f"{feed.title} is well: {report.new} new")
    return 0
