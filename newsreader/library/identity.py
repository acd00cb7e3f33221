"""Which story an entry is: the same 16 hexadecimal digits on every device, for ever."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, TypeGuard

from newsreader.model import STORED, Entry

_ID = re.compile("[0-9a-f]{16}")


class Claim(NamedTuple):
    """What of an entry tells which story it is."""

    guid: str
    link: str
    title: str
    moment: str = ""
    """When it was published, in ISO 8601; empty where guid or link tell enough."""
    body: str = ""
    """Empty where guid or link tell enough."""


def claim(entry: Entry) -> Claim:
    """What tells which story an entry is."""
    if entry.guid or entry.link:
        return Claim(entry.guid, entry.link, entry.title)
    return Claim("", "", entry.title, entry.published.isoformat() if entry.published else "", entry.body)


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
    if feed == STORED:
        return _digest(feed, entry.title + "\0" + entry.body)
    return _digest(feed, _primary(claim(entry)))


def identify(feed: str, claims: Sequence[Claim]) -> list[Identity]:
    """The ids of a document's entries, in its order.

    Some publishers give every item one guid, or link every item to the front page. Entries that share
    a guid but differ in both link and title are different stories; so are entries without a guid that
    share a link but not a title, or a title and time but not a body.
    """
    primaries = [_primary(one) for one in claims]
    claimants: defaultdict[str, list[Claim]] = defaultdict(list)
    for primary, one in zip(primaries, claims, strict=True):
        claimants[primary].append(one)
    shared = {primary for primary, found in claimants.items() if len(found) > 1 and _differ(found)}
    return [
        Identity(
            plain=_digest(feed, primary),
            exact=_digest(feed, f"{primary}\0{one.link}\0{one.title}\0{one.body}"),
            shared=primary in shared,
        )
        for primary, one in zip(primaries, claims, strict=True)
    ]


def _primary(one: Claim) -> str:
    return one.guid or one.link or one.title + "\0" + (one.moment or one.body)


def _differ(claimants: Sequence[Claim]) -> bool:
    titles = {one.title for one in claimants}
    if claimants[0].guid:
        return len(titles) > 1 and len({one.link for one in claimants}) > 1
    if claimants[0].link:
        return len(titles) > 1
    return len({one.body for one in claimants}) > 1


def _digest(feed: str, identifier: str) -> str:
    return sha256(f"{feed}\0{identifier}".encode("utf-8", "replace")).hexdigest()[:16]
