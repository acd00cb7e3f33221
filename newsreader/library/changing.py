"""Changing a feed: everything that a reader can say of one, put into effect in one go."""

from dataclasses import dataclass, replace

from newsreader.library.feed_settings import FeedSettings, checked
from newsreader.library.filing import Filing, Folder
from newsreader.library.library import Library
from newsreader.library.stories import Subscription
from newsreader.sources.newsboat_urls import url_of
from newsreader.sources.sign_in import NOBODY, SignIn, origin_of, split_credentials


@dataclass(frozen=True, slots=True)
class FeedChange:
    """What is to change; None leaves a thing as it is."""

    title: str | None = None
    """The reader's own; empty for the publisher's."""
    folders: tuple[Folder, ...] | None = None
    tags: tuple[str, ...] | None = None
    hidden: bool | None = None
    settings: FeedSettings | None = None
    """The proxy may hold a name and password: they are kept with the sign-in."""
    sign_in: SignIn | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of it."""

    anything: bool
    kept_in: str = ""
    """Where the secret part is now, in plain words; empty when there is none, or none was given."""


def change(library: Library, feed: Subscription, wanted: FeedChange) -> Changed:
    """Change a feed.

    Raises:
        NewsreaderError: something of it cannot be; what could be checked before was, and then nothing is changed.
    """
    settings, sign_in = _parted(library, feed, wanted)
    anything = False
    kept_in = ""
    if sign_in is not None and sign_in != library.sign_ins.find(feed.key):
        kept_in = library.sign_ins.keep(feed.key, sign_in)
        anything = True
    if wanted.title is not None:
        anything |= library.rename(feed.key, wanted.title)
    anything |= _file(library, feed, wanted)
    if settings is not None:
        anything |= library.settle(feed.key, settings)
    return Changed(anything, "" if sign_in == NOBODY else kept_in)


def signed(feed: Subscription, *, user: str = "", password: str = "", token: str = "") -> SignIn:
    """A sign-in for a feed, to be sent to where it is fetched from now and nowhere else."""
    return SignIn(origin_of(url_of(feed.url) or feed.url), user, password, token)


def _parted(
    library: Library, feed: Subscription, wanted: FeedChange
) -> tuple[FeedSettings | None, SignIn | None]:
    """Settings and sign-in, with what is secret in the one moved to the other."""
    settings, sign_in = wanted.settings, wanted.sign_in
    if settings is None:
        return None, sign_in
    bare, user, password = split_credentials(settings.proxy)
    settings = checked(replace(settings, proxy=bare))
    if user or password:
        known = library.sign_ins.find(feed.key) if sign_in is None else sign_in
        sign_in = replace(known, proxy=wanted.settings.proxy if wanted.settings else "", problem="")
    return settings, sign_in


def _file(library: Library, feed: Subscription, wanted: FeedChange) -> bool:
    if wanted.folders is None and wanted.tags is None and wanted.hidden is None:
        return False
    before = library.filings().get(feed.key, Filing())
    after = replace(
        before,
        folders=before.folders if wanted.folders is None else wanted.folders,
        tags=before.tags if wanted.tags is None else wanted.tags,
        hidden=before.hidden if wanted.hidden is None else wanted.hidden,
    )
    return bool(library.file_all({feed.key: after}))
