"""The feed panel's rows: scopes, feeds in their folders, tags and saved searches, and which of them are folded."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from newsreader.library.filing import Folder
from newsreader.library.saved_search import SavedSearch
from newsreader.library.stories import Counts, Scope, Subscription, Tally

SCOPE_NAMES = {"all": "All stories", "unread": "Unread", "bookmarked": "Bookmarked", "stored": "Stored"}
_ANSWERED = re.compile(r"the server answered (?P<status>\d{3}) \((?P<meaning>.+)\)")
HIDDEN = "hidden"
"""The fold of feeds that are left out of the list; closed unless it was opened."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the panel shows."""

    subscriptions: Sequence[Subscription] = ()
    counts: Counts = field(default_factory=Counts)
    tags: dict[str, int] = field(default_factory=dict)
    """How many stories have each tag."""
    searches: Sequence[SavedSearch] = ()


class Row(NamedTuple):
    """A line of the panel, with up to two below it for an error. A tuple: there may be tens of thousands."""

    scope: Scope | None
    """What is listed when it is chosen; None for headings, and for folds that list nothing."""
    title: str
    number: str = ""
    """How many stories; empty for none."""
    error: str = ""
    quiet: bool = False
    """Whether nothing in it is unread."""
    fold: str = ""
    """What it opens and closes; empty for a row that does not."""
    is_open: bool = True
    within: Folder = ()
    """The folder that it stands in: a feed may stand in several."""
    keys: tuple[str, ...] = ()
    """The feeds that move when this row is moved."""

    @property
    def depth(self) -> int:
        """How far it is indented."""
        return len(self.within)


def panel_rows(shelf: Shelf, turned: Collection[str] = ()) -> list[Row]:
    """All rows: the fixed scopes, the feeds in the reader's order, tags and searches.

    Args:
        shelf: What there is.
        turned: The folds that the reader has closed (or opened, where they are closed by themselves).
    """
    counts = shelf.counts
    rows = [
        Row(Scope("all"), SCOPE_NAMES["all"], _number(counts.all.total)),
        Row(Scope("unread"), SCOPE_NAMES["unread"], _number(counts.all.unread)),
        Row(Scope("bookmarked"), SCOPE_NAMES["bookmarked"], _number(counts.bookmarked.total)),
        Row(Scope("stored"), SCOPE_NAMES["stored"], _number(counts.stored.total)),
    ]
    shown = [feed for feed in shelf.subscriptions if not feed.hidden]
    rows += [Row(None, ""), Row(None, "Feeds" if shelf.subscriptions else "No feeds yet: a adds one")]
    rows += _Folder.of(shown).rows(counts, turned, ())
    if left := [feed for feed in shelf.subscriptions if feed.hidden]:
        is_open = HIDDEN in turned
        rows.append(Row(None, "Hidden", str(len(left)), quiet=True, fold=HIDDEN, is_open=is_open))
        if is_open:
            rows += [_feed_row(feed, counts, ("",)) for feed in left]
    if shelf.searches:
        rows += [Row(None, ""), Row(None, "Searches")]
        rows += [Row(Scope("search", name=one.line), one.title) for one in shelf.searches]
    if tags := _tags(shelf):
        rows += [Row(None, ""), Row(None, "Tags")]
        rows += [Row(Scope("tag", name=name), name, _number(count), quiet=not count) for name, count in tags]
    return rows


def moving(rows: Sequence[Row], index: int, step: int) -> tuple[tuple[str, ...], str, bool] | None:
    """Which feeds move, and past which one, when a row moves down (1) or up (-1) among its neighbours.

    Returns:
        The keys that move; the key of the feed that they go before, or (with True) right behind; None at an end.
    """
    row = rows[index]
    if not row.keys:
        return None
    at = index + step
    while 0 <= at < len(rows) and len(rows[at].within) > len(row.within):
        at += step
    if not 0 <= at < len(rows) or rows[at].within != row.within or not rows[at].keys:
        return None
    return row.keys, rows[at].keys[0], step > 0


@dataclass(slots=True)
class _Folder:
    """Feeds and folders in the order in which they first come."""

    items: "dict[str, _Folder | Subscription]" = field(default_factory=dict)
    """Folders by their name and a stroke, feeds by their key."""

    @classmethod
    def of(cls, feeds: Sequence[Subscription]) -> "_Folder":
        top = cls()
        for feed in feeds:
            for folder in feed.folders or ((),):
                at = top
                for name in folder:
                    found = at.items.setdefault(f"{name}/", cls())
                    at = found if isinstance(found, cls) else at
                at.items.setdefault(feed.key, feed)
        return top

    def feeds(self) -> Iterator[Subscription]:
        for item in self.items.values():
            if isinstance(item, _Folder):
                yield from item.feeds()
            else:
                yield item

    def rows(self, counts: Counts, turned: Collection[str], path: Folder) -> Iterator[Row]:
        for name, item in self.items.items():
            if not isinstance(item, _Folder):
                yield _feed_row(item, counts, path)
                continue
            inside = (*path, name[:-1])
            fold = folder_fold(inside)
            feeds = {feed.key: feed for feed in item.feeds()}
            unread = sum(counts.feeds.get(key, Tally()).unread for key in feeds)
            is_open = fold not in turned
            failing = sum(bool(feed.trouble) for feed in feeds.values())
            yield Row(
                Scope("folder", folder=inside),
                inside[-1],
                _number(unread),
                error=f"{failing} of its feeds failed" if failing and not is_open else "",
                quiet=not unread,
                fold=fold,
                is_open=is_open,
                within=path,
                keys=tuple(feeds),
            )
            if is_open:
                yield from item.rows(counts, turned, inside)


def folder_fold(folder: Folder) -> str:
    """The name of a folder's fold."""
    return "folder:" + "/".join(name.replace("/", "//") for name in folder)


def scope_title(scope: Scope, shelf: Shelf) -> str:
    """The name of a scope for its line above the list."""
    match scope.kind:
        case "folder":
            return " / ".join(scope.folder)
        case "tag":
            return f"Tag: {scope.name}"
        case "search":
            found = (one.title for one in shelf.searches if one.line == scope.name)
            return next(found, "A search that is gone")
        case "feed":
            titles = (feed.title for feed in shelf.subscriptions if feed.key == scope.feed)
            return next(titles, "A feed that is gone")
        case _:
            return SCOPE_NAMES[scope.kind]


def without_host(error: str, url: str) -> str:
    """An error beside the name of its feed: which host it was need not be said again."""
    try:
        host = urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:  # an imported list may hold anything
        return error
    return error.removeprefix(f"{host}: ")


def in_short(error: str, url: str) -> str:
    """An error for the few words that there is room for beside a feed: what it means comes first."""
    words = without_host(error, url)
    answered = _ANSWERED.fullmatch(words)
    return f"{answered['meaning']} ({answered['status']})" if answered else words


def name_of(feed: Subscription) -> str:
    """What a feed is called in a list; of an address that stands for a title, the part that tells it from others."""
    if feed.title != feed.url:
        return feed.title
    return feed.url.removeprefix("https://").removeprefix("http://").removeprefix("www.")


def _feed_row(feed: Subscription, counts: Counts, path: Folder) -> Row:
    unread = counts.feeds.get(feed.key, Tally()).unread
    return Row(
        Scope("feed", feed.key),
        name_of(feed),
        _number(unread),
        in_short(feed.trouble, feed.url) if feed.trouble else "",
        quiet=not unread,
        within=path,
        keys=(feed.key,),
    )


def _tags(shelf: Shelf) -> list[tuple[str, int]]:
    """Tags of feeds with what is unread in them, and tags of stories with how many have them."""
    found = dict(shelf.tags)
    for feed in shelf.subscriptions:
        for tag in feed.tags:
            found[tag] = found.get(tag, 0) + shelf.counts.feeds.get(feed.key, Tally()).unread
    return sorted(found.items(), key=lambda tag: tag[0].casefold())


def _number(value: int) -> str:
    return f"{value:,}" if value else ""
