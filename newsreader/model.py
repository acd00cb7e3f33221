"""The things the program speaks of, as they come from outside: frozen, with times aware and in UTC.

Names follow RFC 4287 (Atom) and JSON Feed 1.1. All text here has been through ``text.clean``,
but for bodies: those keep what the publisher sent until the article is made.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BodyType = Literal["html", "text", "markdown", "wire"]
"""How to read a body: HTML, plain text in paragraphs, Markdown, or the wire form of a stored story."""

STORED = "stored:"
"""The feed key of stories that were imported rather than fetched."""

SAMPLES = "samples:"
"""The feed key of the stories that come with the program."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a feed or an entry."""

    name: str
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry (RSS ``enclosure``, Atom ``link rel=enclosure``, attachments)."""

    url: str
    media_type: str = ""
    length: int | None = None
    """Bytes, as the publisher says."""
    duration: int | None = None
    """Seconds."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story as its source sent it."""

    guid: str = ""
    """The publisher's identifier (RSS ``guid``, Atom ``id``); empty when there is none."""
    link: str = ""
    """Absolute URL of the story's page."""
    title: str = ""
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    """HTML of the publisher's abstract, when it sent one besides the body."""
    body: str = ""
    body_type: BodyType = "html"
    base: str = ""
    """What relative links in ``body`` are relative to (``xml:base``, else the link of entry or feed)."""
    language: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""
    comments: str = ""
    """URL of the discussion page."""
    comment_count: int | None = None
    """Comments by the time of the fetch; kept beside the entry, as it changes while the story does not."""
    source: str = ""
    """Title of the feed it was first in (RSS and Atom ``source``), else empty."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed: its own facts and its entries in the order of the document."""

    title: str = ""
    link: str = ""
    """Absolute URL of the site's page."""
    description: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()
    icon: str = ""
    self_url: str = ""
    """The URL that the feed gives for itself (``atom:link rel=self``, ``feed_url``)."""
    updated: datetime | None = None
    ttl: int | None = None
    """Seconds that the publisher asks us to wait between fetches (``ttl``, ``sy:updatePeriod``)."""
    entries: tuple[Entry, ...] = ()


class NewsreaderError(Exception):
    """Something outside went wrong; the text is one line for the reader: what, where, what to do."""
