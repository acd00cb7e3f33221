"""``add``, ``feeds`` and ``remove``: subscriptions."""

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.cli.opened import limits_from, opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsreader.library.library import Library
    from newsreader.library.sign_ins import SignInShown
    from newsreader.library.stories import Subscription, Tally


NO_FEEDS = "No feeds yet. Subscribe with: newsreader add URL"


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
    add.add_argument(
        "--user", metavar="NAME", help="sign in; asks for the password, or takes it from standard input"
    )
    add.add_argument(
        "--token-from", metavar="FILE|-", help="sign in with the token in a file or on standard input"
    )
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


def run_add(arguments: argparse.Namespace) -> int:
    """Subscribe to each URL and fetch it; one that fails does not keep the others from it."""
    from newsreader.cli.secrets import sign_in_from
    from newsreader.sources.page import find_feed as discover_feed
    from newsreader.sources.sign_in import origin_of, signed_in

    failed = False
    limits = limits_from(arguments)
    sign_in = sign_in_from(arguments)
    with opened_library(arguments) as library:
        for url in arguments.urls:
            try:
                found = discover_feed(url, limits, sign_in)
                bare = signed_in(found.url)[0]
                known = any(bare in {feed.key, feed.url} for feed in library.subscriptions())
                feed = library.subscribe(found.url)
                origin = origin_of(feed.url)
                is_there = origin in {origin_of(url), origin_of(f"https://{url}")}
                if sign_in.has_credentials and is_there:
                    library.sign_ins.keep(feed.key, replace(sign_in, origin=origin))
                new = library.record(found.outcome(feed.key))
            except NewsreaderError as error:
                complain(str(error))
                failed = True
                continue
            feed = find_feed(library, feed.key)
            stories = "story" if new == 1 else "stories"
            done = "Already subscribed to" if known else "Subscribed to"
            print(f"{done} {feed.title}: {new} new {stories}", flush=True)
            if feed.warning:
                complain(f"{feed.title}: {feed.warning}")
            if sign_in.has_credentials and not is_there:
                complain(f"{feed.title} is at {origin}, which was sent no name, password or token")
            elif sign_in.has_credentials or (bare != found.url and found.url not in {feed.key, feed.url}):
                print("Its name and password are kept apart from its address, where only you can read them")
    return int(failed)


def run_feeds(arguments: argparse.Namespace) -> int:
    """Print a line for each feed, and its error below it."""
    from newsreader.library.stories import Tally

    with opened_library(arguments) as library:
        feeds, counts, shown = library.subscriptions(), library.counts(), library.sign_ins.shown()
    if arguments.json:
        rows = [_feed_row(feed, counts.feeds.get(feed.key, Tally()), shown.get(feed.key)) for feed in feeds]
        print_json(rows)
        return 0
    if not feeds:
        print(NO_FEEDS, file=sys.stderr)
    for feed in feeds:
        tally = counts.feeds.get(feed.key, Tally())
        print(f"{tally.unread:5} unread of {tally.total:<6} {feed.title}  {feed.url}")
        if feed.trouble:
            print(f"      ! {feed.trouble}")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Unsubscribe from each feed. Where one of the names is wrong, nothing is done."""
    with opened_library(arguments) as library:
        for feed in named_feeds(library, arguments.feeds):
            library.unsubscribe(feed.key)
            print(f"Unsubscribed from {feed.title}")
        library.forget_dropped()
    return 0


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


def named_feeds(library: "Library", names: "Sequence[str]") -> "list[Subscription]":
    """The feeds of these names, each once."""
    return list({feed.key: feed for feed in (find_feed(library, name) for name in names)}.values())


def complain(words: str) -> None:
    """A line on standard error."""
    print(f"newsreader: {words}", file=sys.stderr, flush=True)


def feed_row(library: "Library", feed: "Subscription") -> dict[str, object]:
    """A feed as JSON; of its sign-in what may be shown."""
    from newsreader.library.stories import Tally

    tally = library.counts().feeds.get(feed.key, Tally())
    return _feed_row(feed, tally, library.sign_ins.shown().get(feed.key))


def _feed_row(feed: "Subscription", tally: "Tally", sign_in: "SignInShown | None") -> dict[str, object]:
    from dataclasses import asdict

    from newsreader.library.feed_words import interval_words

    return {
        "title": feed.title,
        "url": feed.url,
        "link": feed.link,
        "total": tally.total,
        "unread": tally.unread,
        "checked": feed.checked.isoformat() if feed.checked else None,
        "succeeded": feed.succeeded.isoformat() if feed.succeeded else None,
        "error": feed.error,
        "warning": feed.warning,
        "next_try": feed.next_try.isoformat() if feed.next_try and feed.checked else None,
        "gone": feed.plan.gone,
        "folders": [list(folder) for folder in feed.folders],
        "tags": list(feed.tags),
        "hidden": feed.hidden,
        "every": interval_words(feed.settings.interval),
        "full_text": feed.settings.full_text,
        "proxy": feed.settings.proxy,
        "sign_in": asdict(sign_in) if sign_in else None,
    }
