"""Which story an entry is: the same 16 hexadecimal digits on every device, for ever."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeGuard

from newsreader.model import STORED, Entry

_ID = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Identity:
    """The ids an entry can have."""

    plain: str
    """By the publisher's own identifier, or what stands in for it."""
    exact: str
    """By link and title as well: told apart from others that wrongly share the identifier."""
    shared: bool
    """Whether another story of the same document claims the plain id."""


def is_id(value: object) -> TypeGuard[str]:
    """Whether a value has the form of an id, which is also that of a highlight's."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def story_id(feed: str, entry: Entry) -> str:
    """The id of an entry of the feed with the key ``feed``.

    A story that was imported is known by its content, so that the same text from two files is one.
    """
    return _digest(feed, _primary(feed, entry))


def identify(feed: str, entries: Sequence[Entry]) -> list[Identity]:
    """The ids of a document's entries, in its order.

    Some publishers give every item one guid, or link every item to the front page. Entries that share
    a guid but differ in both link and title are different stories; so are entries without a guid that
    share a link but not a title, or a title and time but not a body.
    """
    primaries = [_primary(feed, entry) for entry in entries]
    claims: defaultdict[str, list[Entry]] = defaultdict(list)
    for primary, entry in zip(primaries, entries, strict=True):
        claims[primary].append(entry)
    shared = {primary for primary, claimants in claims.items() if len(claimants) > 1 and _differ(claimants)}
    return [
        Identity(
            plain=_digest(feed, primary),
            exact=_digest(feed, "\0".join((primary, entry.link, entry.title, _tiebreak(entry)))),
            shared=primary in shared,
        )
        for primary, entry in zip(primaries, entries, strict=True)
    ]


def _primary(feed: str, entry: Entry) -> str:
    if feed == STORED:
        return entry.title + "\0" + entry.body
    if entry.guid or entry.link:
        return entry.guid or entry.link
    return entry.title + "\0" + (entry.published.isoformat() if entry.published else entry.body)


def _tiebreak(entry: Entry) -> str:
    return "" if entry.guid or entry.link else entry.body


def _differ(claimants: Sequence[Entry]) -> bool:
    titles = {entry.title for entry in claimants}
    if claimants[0].guid:
        return len(titles) > 1 and len({entry.link for entry in claimants}) > 1
    if claimants[0].link:
        return len(titles) > 1
    return len({entry.body for entry in claimants}) > 1


def _digest(feed: str, identifier: str) -> str:
    return sha256(f"{feed}\0{identifier}".encode("utf-8", "replace")).hexdigest()[:16]
