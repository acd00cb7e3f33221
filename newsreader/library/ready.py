"""Entries made ready to be stored: what takes time but no database, so that another process may do it."""

import json
import re
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import urlsplit

from newsreader import text
from newsreader.library import clues, codec, identity, search
from newsreader.library.identity import Claim
from newsreader.library.signs import Sign, sign_of
from newsreader.model import Entry, Feed

_WIDEST = 65_535
_TITLE_LENGTH = 100
_PLAIN_HOST = re.compile(r"https?://(?:www\.)?([a-z0-9.-]+)(?:[/?#]|$)")


class Ready(NamedTuple):
    """All that is stored of an entry and does not depend on what is stored already.

    A tuple of the plainest things, since it goes from process to process by the thousand.
    """

    claim: Claim
    data: bytes
    """The entry as it is kept: JSON in UTF-8."""
    digest: bytes
    link: str
    headline: str
    width: int
    """Of the headline, in cells."""
    link_clue: int
    title_clue: int
    """What copies in other feeds are found by."""
    published: int | None
    """Seconds since 1970."""
    author: str
    source: str
    words: tuple[bytes, bytes, bytes]
    """For the search index: title, author, body."""
    sign: Sign

    def entry(self) -> Entry:
        """The entry itself."""
        return codec.entry_from_json(json.loads(self.data))


def ready(feed: Feed) -> tuple[Feed, tuple[Ready, ...]]:
    """A feed without its entries, and these ready to be stored, in their order."""
    return replace(feed, entries=()), tuple(map(made, feed.entries))


def made(entry: Entry) -> Ready:
    """An entry, ready to be stored; what cannot be written of it (lone surrogates) becomes U+FFFD."""
    claim = identity.claim(entry)
    data, entry = codec.written(entry)
    title = headline(entry)
    name, author, body = search.words_of(entry)
    return Ready(
        claim,
        data,
        blake2b(data, digest_size=8).digest(),
        entry.link,
        title,
        min(text.width(title), _WIDEST),
        clues.link_clue(entry.link),
        clues.title_clue(title),
        int(entry.published.timestamp()) if entry.published else None,
        ", ".join(one.name for one in entry.authors if one.name),
        entry.source or host_of(entry.link),
        (name.encode(), author.encode(), body.encode()),
        sign_of(entry),
    )


def headline(entry: Entry) -> str:
    """The title, or the first words of a story that has none."""
    if entry.title:
        return entry.title
    words = search.plain(entry.body[:4000] or entry.summary[:4000])
    return text.shorten(text.clean(words), _TITLE_LENGTH) or entry.link or "Untitled"


def host_of(url: str) -> str:
    """The host of a URL as people write it, or an empty string."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return text.clean(host.removeprefix("www."))
