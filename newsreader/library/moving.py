"""Moving in and out: what another reader's subscriptions and stories become here, and the way back.

Everything can be done again: what is there already stays as it is, and nothing is doubled.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from newsreader.library.feed_settings import LEAST_INTERVAL, MOST_INTERVAL, NO_WISHES, FeedSettings
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.notes import Note
from newsreader.library.stories import Subscription
from newsreader.library.wanted import Wanted, keys_by_address
from newsreader.model import Feed
from newsreader.sources import newsboat_cache
from newsreader.sources.feed_values import whole_number
from newsreader.sources.newsboat import NewsboatHome
from newsreader.sources.newsboat_cache import Cache, CachedFeed
from newsreader.sources.newsboat_urls import is_special
from newsreader.sources.opml_lists import EVERY, FULL_TEXT, HIDDEN, Aside, ListedFeed, SubscriptionList
from newsreader.sources.sign_in import signed_in, with_credentials

_TOP = ((),)
_AT_ONCE = 10_000
"""Stories in one transaction: the search index is built faster in large ones, but each holds up other writers."""
_SITE = "htmlUrl"


@dataclass(slots=True)
class Moved:
    """What moving in brought."""

    feeds: int = 0
    """Named by the other reader, duplicates counted once."""
    new_feeds: int = 0
    folders: int = 0
    stories: int = 0
    read: int = 0
    """How many stories were marked read."""
    tagged: int = 0
    """How many stories were given a tag, for each tag."""
    deleted: int = 0
    """Stories that were left out, because they had been deleted; a refresh does not bring them back."""
    unfollowed: int = 0
    """Stories of feeds that are not followed any more: kept, but not shown."""
    ignored: int = 0
    """Stories that the other reader's rules forbid, hidden."""
    notes: tuple[Note, ...] = ()
    """Searches and rules, kept as they were written and acted on where they can be."""
    signed_in: int = 0
    """Addresses whose name and password were taken out of them, to be kept where others cannot read them."""
    commands: tuple[str, ...] = ()
    """What asks for a program to be run. None of it was; those of a list never will be."""
    may_be_allowed: bool = False
    """Whether these are feeds now, and wait for the reader to allow their programs."""
    left_out: tuple[str, ...] = ()
    """One line for each thing else that has no place here."""
    settings: dict[str, int | str] = field(default_factory=dict)
    """Settings of this program that follow from the other's; they are not changed here."""


def import_list(library: Library, found: SubscriptionList) -> Moved:
    """Follow the feeds of a subscription list, in its folders and under its titles.

    Raises:
        NewsreaderError: nothing can be kept; then nothing was.
    """
    wanted = [Wanted(feed.url, feed.title, _filing(feed)) for feed in found.feeds]
    new = library.subscribe_all(wanted)
    wishes = {feed.url: settings for feed in found.feeds if (settings := _settings(feed)) != NO_WISHES}
    if wishes:
        library.settle_new(wishes)
    return Moved(
        feeds=len(wanted),
        new_feeds=new,
        signed_in=sum(signed_in(feed.url)[0] != feed.url for feed in wanted),
        folders=len(found.folders),
        commands=tuple(aside.url for aside in found.asides if aside.kind == "command"),
        left_out=tuple(_aside_line(aside) for aside in found.asides if aside.kind != "command"),
    )


@dataclass(frozen=True, slots=True)
class Exported:
    """The feeds that are followed, as a list, and what is not in it."""

    found: SubscriptionList
    secret: int
    """How many passwords were taken out."""
    programs: int
    """How many feeds are the output of a program: left out, since such a list is made to be given away."""


def export_list(library: Library, *, with_passwords: bool = False) -> Exported:
    """The feeds that are followed as a subscription list."""
    filings = library.filings()
    shown = library.sign_ins.shown()
    feeds = []
    secret = 0
    followed = library.subscriptions()
    told = [subscription for subscription in followed if not is_special(subscription.url)]
    for subscription in told:
        url = _without_password(subscription.url)
        has_secret = url != subscription.url or (
            subscription.key in shown and shown[subscription.key].password
        )
        if has_secret and with_passwords:
            sign_in = library.sign_ins.find(subscription.key)
            known = sign_in.password and url == subscription.url
            url = with_credentials(url, sign_in.user, sign_in.password) if known else subscription.url
        elif has_secret:
            secret += 1
        feeds.append(_listed(subscription, url, filings.get(subscription.key, Filing())))
    whole = SubscriptionList("Subscriptions", tuple(feeds), named=len(feeds))
    return Exported(whole, secret, len(followed) - len(told))


def import_newsboat(library: Library, home: NewsboatHome) -> Moved:
    """Follow newsboat's feeds, and take over its stories with what was read and flagged.

    Flags become tags. Feeds that are made by a program are followed with the stories that they have, but the
    program is not run.

    Raises:
        NewsreaderError: the cache cannot be read, or nothing can be kept. What was taken over stays.
    """
    commands = [feed for feed in home.special if feed.kind != "query"]
    wanted = [
        Wanted(feed.url, feed.title, Filing(tags=feed.tags, hidden=feed.hidden)) for feed in home.feeds
    ] + [
        Wanted(feed.line, feed.title or feed.line, Filing(tags=feed.tags, hidden=feed.hidden))
        for feed in commands
    ]
    queries = [
        Note("query", feed.line, feed.title, feed.tags) for feed in home.special if feed.kind == "query"
    ]
    notes = (*queries, *(Note("ignore", rule.rule, rule.feed) for rule in home.config.ignored))
    moved = Moved(
        feeds=len(wanted),
        new_feeds=library.subscribe_all(wanted),
        signed_in=sum(signed_in(feed.url)[0] != feed.url for feed in wanted),
        notes=notes,
        commands=tuple(feed.line for feed in commands),
        may_be_allowed=True,
        left_out=tuple(home.config.not_taken),
        settings=dict(home.config.settings),
    )
    library.note_all(notes, True)
    if home.cache is not None:
        with newsboat_cache.opened(home.cache) as cache:
            _take_cache(library, cache, moved)
    return moved


def _take_cache(library: Library, cache: Cache, moved: Moved) -> None:
    keys = keys_by_address(library.subscriptions())
    for batch in _batches(cache):
        addresses = library.sign_ins.addresses([feed.url for feed in batch], keys)
        had = [(keys.get(url, url), feed) for url, feed in zip(addresses, batch, strict=True)]
        ids = library.adopt([(key, _feed(feed)) for key, feed in had])
        read: list[str] = []
        flags: dict[str, list[str]] = {}
        for (key, feed), stories in zip(had, ids, strict=True):
            moved.stories += len(stories)
            moved.unfollowed += 0 if key in keys else len(stories)
            for article, story in zip(feed.articles, stories, strict=True):
                if article.read:
                    read.append(story)
                for flag in article.flags:
                    flags.setdefault(flag, []).append(story)
        moved.read += library.mark(read, "read", True, automatic=True)
        for flag, stories in sorted(flags.items()):
            moved.tagged += library.tag(stories, flag, True)
        library.shut_out([(key, Feed(entries=feed.deleted)) for key, feed in had if feed.deleted])
    moved.deleted = cache.counts().deleted
    moved.ignored = library.hide_unwanted()


def _batches(cache: Cache) -> Iterator[list[CachedFeed]]:
    batch: list[CachedFeed] = []
    stories = 0
    for feed in cache.feeds():
        batch.append(feed)
        stories += len(feed.articles) + len(feed.deleted)
        if stories >= _AT_ONCE:
            yield batch
            batch, stories = [], 0
    if batch:
        yield batch


def _feed(cached: CachedFeed) -> Feed:
    return Feed(cached.title, cached.link, entries=tuple(article.entry for article in cached.articles))


def _filing(feed: ListedFeed) -> Filing:
    attributes = dict(feed.attributes)
    hidden = attributes.pop(HIDDEN, "") == "true"
    for name in (EVERY, FULL_TEXT):
        attributes.pop(name, None)
    if feed.site:
        attributes[_SITE] = feed.site
    folders = () if feed.folders == _TOP else feed.folders
    return Filing(folders, feed.categories, hidden, tuple(attributes.items()))


def _settings(feed: ListedFeed) -> FeedSettings:
    """What the list wants of a feed; a proxy is the reader's own to choose, so that no list can name one."""
    attributes = dict(feed.attributes)
    every = whole_number(attributes.get(EVERY)) or 0
    fits = LEAST_INTERVAL <= every <= MOST_INTERVAL
    return FeedSettings(every if fits else None, attributes.get(FULL_TEXT) == "true")


def _listed(subscription: Subscription, url: str, filing: Filing) -> ListedFeed:
    attributes = dict(filing.attributes)
    site = attributes.pop(_SITE, "")
    if filing.hidden:
        attributes[HIDDEN] = "true"
    if subscription.settings.interval is not None:
        attributes[EVERY] = str(subscription.settings.interval)
    if subscription.settings.full_text:
        attributes[FULL_TEXT] = "true"
    return ListedFeed(
        url,
        title="" if subscription.title == subscription.url else subscription.title,
        site=subscription.link or site,
        folders=filing.folders or _TOP,
        # In OPML a comma parts categories, and there is no other way to write one.
        categories=tuple(tag.replace(",", " ") for tag in filing.tags),
        attributes=tuple(attributes.items()),
    )


def _aside_line(aside: Aside) -> str:
    what = "another list of feeds" if aside.kind == "list" else "a page, and no feed"
    return f"{aside.title or aside.url}: {what} ({aside.url})" if aside.title else f"{what}: {aside.url}"


def _without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
