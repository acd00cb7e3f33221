"""Small feeds, outcomes and libraries for the tests of the library."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Author, Entry, Feed
from newsreader.sources.outcome import Outcome

URL = "http://127.0.0.1/feed"
START = datetime(2026, 3, 1, tzinfo=UTC)

OpenLibrary: TypeAlias = Callable[..., Library]
"""What the fixture ``open_library`` is."""


def entry(number: int = 0, **facts: Any) -> Entry:
    """A story that was published ``number`` hours after the start."""
    known: dict[str, Any] = {
        "guid": f"guid-{number}",
        "link": f"http://127.0.0.1/{number}",
        "title": f"Story number{number}",
        "authors": (Author("Asha Rao"),),
        "published": START + timedelta(hours=number),
        "body": f"<p>Body of <b>story</b> {number}.</p>",
    }
    return Entry(**(known | facts))


def outcome(*entries: Entry, url: str = URL, **facts: Any) -> Outcome:
    """A fetch that brought entries."""
    known: dict[str, Any] = {
        "key": url,
        "url": url,
        "feed": Feed(title="The Example", link="http://127.0.0.1/", entries=entries),
        "unchanged": False,
        "error": "",
        "etag": '"1"',
        "last_modified": "",
        "body_hash": "",
        "moved_to": "",
        "checked": START + timedelta(days=30),
        "status": 200,
    }
    return Outcome(**(known | facts))


def fill(library: Library, count: int = 3) -> list[str]:
    """Subscribe to one feed with stories; their ids, newest first."""
    library.subscribe(URL)
    library.record(outcome(*(entry(number) for number in reversed(range(count)))))
    return [header.id for header in library.list_headers(Scope())]


def titles(library: Library, scope: Scope | None = None, query: str = "") -> list[str]:
    """Titles as listed."""
    return [header.title for header in library.list_headers(scope or Scope(), query)]
