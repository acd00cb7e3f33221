"""``feed``: what is set for one feed, and setting it."""

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.cli.feeds import feed_row, find_feed
from newsreader.cli.opened import opened_library
from newsreader.cli.output import print_json
from newsreader.cli.parsers import Commands, add_command
from newsreader.cli.secrets import read, sign_in_from
from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.library.changing import FeedChange
    from newsreader.library.feed_settings import FeedSettings
    from newsreader.library.library import Library
    from newsreader.library.stories import Subscription
    from newsreader.sources.sign_in import SignIn


def add_parser(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Register the sub-command."""
    feed = add_command(
        commands,
        "feed",
        run_feed,
        summary="show or change one feed: title, folders, tags, interval, full text, proxy, sign-in",
        example=(
            "newsreader feed guardian --folder News/World --tag daily --every 2h\n"
            "  newsreader feed https://example.org/rss --user me          (asks for the password)\n"
            "  pass show feeds/example | newsreader feed example --token-from -"
        ),
    )
    feed.add_argument("feed", metavar="FEED", help="the URL, or a part of the title that only one has")
    feed.add_argument("--title", help="your own title; an empty one goes back to the publisher's")
    feed.add_argument(
        "--folder",
        action="append",
        metavar="A/B",
        help="the folder to stand in, several by several; '' for none",
    )
    feed.add_argument("--tag", action="append", metavar="TAG", help="a tag, several by several; '' for none")
    feed.add_argument("--hidden", choices=("on", "off"), help="leave it out of the list of feeds")
    feed.add_argument("--every", metavar="SPAN", help="30m, 2h, 1d or 1w; auto goes by how often it changes")
    feed.add_argument("--full-text", choices=("on", "off"), help="read the page of every new story whole")
    feed.add_argument(
        "--proxy",
        metavar="URL",
        help="http, https, socks4 or socks5; none: direct; '': as the settings say",
    )
    feed.add_argument(
        "--user", metavar="NAME", help="sign in; asks for the password, or takes it from standard input"
    )
    feed.add_argument(
        "--token-from", metavar="FILE|-", help="sign in with the token in a file or on standard input"
    )
    feed.add_argument("--cookie", metavar="LINE", help="cookies for its host, as name=value; other=value")
    feed.add_argument("--cookies-from", metavar="FILE", help="the cookies for its host out of a cookies.txt")
    feed.add_argument("--sign-out", action="store_true", help="forget name, password, token and cookies")
    feed.add_argument("--json", action="store_true", help="print what is set as JSON; never what is secret")


def run_feed(arguments: argparse.Namespace) -> int:
    """Change what was asked for, and print what is set then."""
    from newsreader.library.changing import change

    with opened_library(arguments) as library:
        feed = find_feed(library, arguments.feed)
        changed = change(library, feed, _wanted(arguments, library, feed))
        feed = next(one for one in library.subscriptions() if one.key == feed.key)
        if changed.kept_in:
            print(f"newsreader: what is secret is kept in {changed.kept_in}", file=sys.stderr)
        row = feed_row(library, feed)
    if arguments.json:
        print_json(row)
        return 0
    for name, words in _lines(row):
        print(f"{name:10} {words}")
    return 0


def _wanted(arguments: argparse.Namespace, library: "Library", feed: "Subscription") -> "FeedChange":
    from newsreader.library.changing import FeedChange
    from newsreader.library.feed_words import folder_of
    from newsreader.text import clean

    folders, tags = arguments.folder, arguments.tag
    return FeedChange(
        title=arguments.title,
        folders=None if folders is None else tuple(dict.fromkeys(filter(None, map(folder_of, folders)))),
        tags=None if tags is None else tuple(dict.fromkeys(filter(None, map(clean, tags)))),
        hidden=None if arguments.hidden is None else arguments.hidden == "on",
        settings=_settings(arguments, feed),
        sign_in=_sign_in(arguments, library, feed),
    )


def _settings(arguments: argparse.Namespace, feed: "Subscription") -> "FeedSettings | None":
    from newsreader.library.feed_words import seconds_of

    settings = feed.settings
    if arguments.every is not None:
        settings = replace(settings, interval=seconds_of(arguments.every))
    if arguments.full_text is not None:
        settings = replace(settings, full_text=arguments.full_text == "on")
    if arguments.proxy is not None:
        from newsreader.sources.fetch_proxy import checked

        settings = replace(settings, proxy=checked(arguments.proxy.strip()))
    return settings if settings != feed.settings else None


def _sign_in(arguments: argparse.Namespace, library: "Library", feed: "Subscription") -> "SignIn | None":
    from newsreader.library.changing import signed
    from newsreader.sources import cookies
    from newsreader.sources.sign_in import NOBODY

    before = library.sign_ins.find(feed.key)
    wanted = replace(NOBODY, proxy=before.proxy) if arguments.sign_out else before
    given = sign_in_from(arguments)
    if given.has_credentials:
        found = signed(feed, user=given.user, password=given.password, token=given.token)
        wanted = replace(found, cookies=wanted.cookies, proxy=wanted.proxy)
    elif before.problem and (arguments.cookie or arguments.cookies_from):
        raise NewsreaderError(before.problem)
    added = cookies.from_header(arguments.cookie, feed.url) if arguments.cookie else ()
    if arguments.cookies_from:
        added += cookies.from_file(read(arguments.cookies_from), feed.url)
    if added:
        names = {(cookie.name, cookie.domain, cookie.path) for cookie in added}
        rest = (one for one in wanted.cookies if (one.name, one.domain, one.path) not in names)
        wanted = replace(wanted, cookies=(*rest, *added))
    return wanted if wanted != before else None


def _lines(row: dict[str, object]) -> list[tuple[str, str]]:
    shown = [("title", row["title"]), ("url", row["url"]), ("folders", row["folders"]), ("tags", row["tags"])]
    shown += [("hidden", row["hidden"]), ("every", row["every"] or "auto")]
    shown += [("full text", row["full_text"]), ("proxy", row["proxy"] or "as the settings say")]
    shown += [("sign-in", row["sign_in"]), ("error", row["error"])]
    return [(name, _words(value)) for name, value in shown if value not in ("", [], False, None)]


def _words(value: object) -> str:
    match value:
        case True:
            return "on"
        case list():
            return ", ".join("/".join(one) if isinstance(one, list) else str(one) for one in value)
        case dict():
            parts = [f"as {value['user']}"] if value["user"] else []
            parts += [name for name in ("password", "token") if value[name]]
            number = value["cookies"]
            parts += [f"{number} cookie{'s' * (number != 1)}"] if number else []
            return ", ".join(parts) or "for the proxy"
        case _:
            return str(value)
