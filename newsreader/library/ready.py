"""Entries made ready to be stored: what takes time but no database, so that another process may do it."""

from dataclasses import dataclass, replace
from hashlib import blake2b

from newsreader import text
from newsreader.library import clues, codec, search
from newsreader.model import Entry, Feed

_WIDEST = 65_535
_TITLE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it is kept."""

    data: bytes
    """JSON in UTF-8."""
    digest: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """How an entry is listed, and what its copies in other feeds are found by."""

    headline: str
    width: int
    """Of the headline, in cells."""
    link_clue: int
    title_clue: int


@dataclass(frozen=True, slots=True)
class Ready:
    """All that is stored of an entry and does not depend on what is stored already."""

    written: Written
    listed: Listed
    words: tuple[str, str, str]
    """For the search index: title, author, body."""


def ready(feed: Feed) -> tuple[Feed, tuple[Ready | None, ...]]:
    """A feed's entries, ready to be stored, and the feed without what they hold already.

    An entry that cannot be written as it is (lone surrogates) stays as it is, and gets None.

    Returns:
        The feed, its entries without body and summary where neither is needed to tell which story they are; and
        for each entry, in their order, what is stored of it.
    """
    made = tuple(_ready(entry) for entry in feed.entries)
    light = tuple(
        replace(entry, body="", summary="") if one is not None and (entry.guid or entry.link) else entry
        for entry, one in zip(feed.entries, made, strict=True)
    )
    return replace(feed, entries=light), made


def written(entry: Entry) -> Written:
    """The entry as it is kept; what cannot be written becomes U+FFFD."""
    data = codec.dump(codec.entry_to_json(entry)).encode()
    return Written(data, blake2b(data, digest_size=8).digest())


def is_mended(data: Written) -> bool:
    """Whether what is written perhaps differs from the entry that it was made of."""
    return b"\xef\xbf\xbd" in data.data


def listed(entry: Entry) -> Listed:
    """How an entry is listed."""
    title = headline(entry)
    return Listed(
        title, min(text.width(title), _WIDEST), clues.link_clue(entry.link), clues.title_clue(title)
    )


def headline(entry: Entry) -> str:
    """The title, or the first words of a story that has none."""
    if entry.title:
        return entry.title
    words = search.plain(entry.body[:4000] or entry.summary[:4000])
    return text.shorten(text.clean(words), _TITLE_LENGTH) or entry.link or "Untitled"


def _ready(entry: Entry) -> Ready | None:
    made = written(entry)
    return None if is_mended(made) else Ready(made, listed(entry), search.words_of(entry))
