"""What a fetch gives: whole, or as far as it came."""

from dataclasses import dataclass, field

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.sign_in import Cookie


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server or the disk gave for a URL."""

    url: str
    """As it was asked for."""
    final_url: str
    """Where the body came from after redirects, without credentials: the base of relative links."""
    status: int | None
    """HTTP status; None for files."""
    body: bytes
    """Decoded; empty when unchanged."""
    content_type: str
    """The ``Content-Type`` header, whole; empty for files."""
    etag: str
    """As sent, weak mark and suffixes included; empty when there is none fit to be sent back."""
    last_modified: str
    unchanged: bool
    """The server answered 304."""
    moved_to: str
    """Where it lives now when there were redirects and all of them were permanent, else empty."""
    fresh_for: int | None = None
    """Seconds for which the server says that asking again is of no use; None when it does not say."""
    cut_short: bool = False
    """The compressed body has no end: there may have been more."""
    cookies: tuple[Cookie, ...] = field(default=(), repr=False)
    """What the feed came with and the servers have set; for a feed that is signed in, to come with next time."""


class CutShortError(FetchError):
    """The connection broke off in the middle of the body.

    Attributes:
        fetched: What came until then, with nothing in it by which to ask for changes only.
    """

    def __init__(self, message: str, fetched: Fetched) -> None:
        super().__init__(message, status=fetched.status)
        self.fetched = fetched
