"""Subscription lists: the feeds that an OPML document (or a list in RDF) names, with their folders."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Folder: TypeAlias = tuple[str, ...]
"""A folder by the names on the way to it; empty for the top of the list."""


NAMESPACE = "urn:newsreader:opml"
HIDDEN = f"{{{NAMESPACE}}}hidden"
"""Our own attribute, for what OPML has no word for: a feed that is left out of the list of feeds."""
EVERY = f"{{{NAMESPACE}}}every"
"""Seconds between two fetches, where the reader chose them."""
FULL_TEXT = f"{{{NAMESPACE}}}fullText"
"""Whether the page of every new story is read whole."""


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed of a subscription list. All its text has been through ``text.clean``."""

    url: str
    title: str = ""
    site: str = ""
    """The page that a person would open (``htmlUrl``)."""
    folders: tuple[Folder, ...] = ((),)
    """Every folder that it stands in, in the list's order."""
    categories: tuple[str, ...] = ()
    """As in ``category``: a tag, or a path with slashes."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What else the list says of it (``description``, ``language``, ...), so that nothing is lost."""


@dataclass(frozen=True, slots=True)
class Aside:
    """An outline that is no feed which could be subscribed to.

    A ``list`` is another subscription list, a ``page`` has no feed, a ``command`` asks for a program to be
    run: it is kept as text, and nothing here ever runs it.
    """

    kind: Literal["list", "page", "command"]
    url: str
    """The address, or the whole command as newsboat would write it (``exec:...``, ``filter:...:URL``)."""
    title: str = ""
    folder: Folder = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SubscriptionList:
    """A subscription list with its duplicates merged."""

    title: str = ""
    feeds: tuple[ListedFeed, ...] = ()
    folders: tuple[Folder, ...] = ()
    """Every folder, also those without feeds."""
    asides: tuple[Aside, ...] = ()
    head: tuple[tuple[str, str], ...] = ()
    """What else its head says (``ownerName``, ``dateCreated``, ...)."""
    named: int = 0
    """How many outlines name a feed, before duplicates were merged."""


def merged(feeds: list[ListedFeed]) -> tuple[ListedFeed, ...]:
    """Feeds with one URL made one, that stands in all their folders; the first has the say."""
    found: dict[str, ListedFeed] = {}
    for feed in feeds:
        known = found.get(feed.url)
        found[feed.url] = feed if known is None else _both(known, feed)
    return tuple(found.values())


def distinct_categories(values: tuple[str, ...]) -> tuple[str, ...]:
    """Categories without repetitions; ``/tag`` is ``tag``."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(value[1:] if value.rfind("/") == 0 else value, value)
    return tuple(found.values())


def _both(first: ListedFeed, other: ListedFeed) -> ListedFeed:
    return replace(
        first,
        title=first.title or other.title,
        site=first.site or other.site,
        folders=tuple(dict.fromkeys(first.folders + other.folders)),
        categories=distinct_categories(first.categories + other.categories),
        attributes=tuple((dict(other.attributes) | dict(first.attributes)).items()),
    )
