"""Stories as the journal carries them: whole, so that they outlive the database and reach other devices."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

from newsreader import text
from newsreader.library import codec, identity
from newsreader.library.versions import Earlier
from newsreader.model import Entry

_LATEST = 1 << 35


@dataclass(frozen=True, slots=True)
class Copy:
    """A story whole, so that it outlives the database and reaches other devices."""

    id: str
    feed: str
    """The feed's key."""
    feed_title: str
    seen: int
    """When it was first seen here, in seconds since 1970."""
    entry: Entry
    earlier: tuple[Earlier, ...] = ()
    """The versions that its publisher has replaced, the original first."""
    full: str = ""
    """Markup of its full text, when its page was read."""


def to_json(copy: Copy) -> dict[str, Any]:
    """A copy as a JSON object."""
    found: dict[str, Any] = {
        "id": copy.id,
        "feed": copy.feed,
        "feed_title": copy.feed_title,
        "seen": copy.seen,
        "entry": codec.entry_to_json(copy.entry),
    }
    if copy.earlier:
        found["earlier"] = [
            {"since": one.since, "until": one.until, "entry": codec.entry_to_json(one.entry)}
            for one in copy.earlier
        ]
    if copy.full:
        found["full"] = copy.full
    return found


def from_json(found: Any) -> Copy:
    """The copy of a JSON object. Earlier versions that are damaged are passed over.

    Raises:
        ValueError: when it is no story.
    """
    if not isinstance(found, dict) or not isinstance(found.get("entry"), dict):
        raise ValueError("no story")  # noqa: TRY004 - JSON of a wrong shape
    story, seen, feed, title = (found.get(name, "") for name in ("id", "seen", "feed", "feed_title"))
    if (
        not identity.is_id(story)
        or not _is_time(seen)
        or not isinstance(feed, str)
        or not isinstance(title, str)
    ):
        raise ValueError("no story")
    return Copy(
        story,
        feed=text.clean(feed),
        feed_title=text.clean(title),
        seen=seen,
        entry=codec.cleaned(codec.entry_from_json(found["entry"])),
        earlier=tuple(_earlier(found.get("earlier"))),
        full=full if isinstance(full := found.get("full"), str) else "",
    )


def _earlier(found: Any) -> Iterator[Earlier]:
    for one in found if isinstance(found, list) else ():
        if not isinstance(one, dict) or not isinstance(one.get("entry"), dict):
            continue
        since, until = one.get("since"), one.get("until")
        if not _is_time(since) or not _is_time(until):
            continue
        try:
            entry = codec.cleaned(codec.entry_from_json(one["entry"]))
        except ValueError:
            continue
        yield Earlier(since, until, entry)


def _is_time(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and 0 <= value < _LATEST
