"""What a refresh is asked and what it answers; light, so that the library can name these without aiohttp."""

from dataclasses import dataclass, field
from datetime import datetime

from newsreader.model import Feed
from newsreader.sources.sign_in import NOBODY, Cookie, SignIn


@dataclass(frozen=True, slots=True)
class Request:
    """A feed to fetch, with what is remembered of its last good fetch (empty when there was none)."""

    key: str
    """The feed's identity in the library; handed back in the outcome."""
    url: str
    etag: str = ""
    """``ETag`` exactly as the server sent it (RFC 9110, 8.8.3)."""
    last_modified: str = ""
    """``Last-Modified`` exactly as the server sent it."""
    body_hash: str = ""
    """SHA-256 of the decoded body, hexadecimal."""
    proxy: str = ""
    """The feed's own proxy: a URL, ``none`` to go direct, or empty to go as all do."""
    sign_in: SignIn = NOBODY
    """Credentials and cookies of the feed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How fetching one feed went.

    ``etag``, ``last_modified`` and ``body_hash`` are what to remember for the next time: those of the
    new body, or the request's own when nothing changed or the fetch failed.
    """

    key: str
    url: str
    """Where it was fetched: the request's URL."""
    feed: Feed | None
    """None when unchanged or failed."""
    unchanged: bool
    error: str
    """Empty when it went well, else plain words in one line."""
    etag: str
    last_modified: str
    body_hash: str
    moved_to: str
    """Where the feed lives now, when every redirect on the way was permanent; else empty."""
    checked: datetime
    """When the fetch ended, UTC."""
    status: int | None
    """HTTP status of the last answer; None when there was none, and for files."""
    retry_after: int | None = None
    """Seconds that the server asks us to stay away (429 and 503)."""
    fresh_for: int | None = None
    """Seconds for which the server says that asking again is of no use; None when it does not say."""
    cut_short: bool = False
    """The feed broke off before its end: ``feed`` is what came of it, and nothing is to be remembered."""
    cookies: tuple[Cookie, ...] = field(default=(), repr=False)
    """For a feed that is signed in: the cookies to come with next time."""
    ready: tuple[object, ...] = field(default=(), repr=False, compare=False)
    """What the worker that parsed the feed made of each entry, if whoever asked had it make something."""
