"""Bytes of a feed become a Feed.

This module owns the choice of parser. XML goes to libxml2 (by lxml), not to feedparser, which takes about
four times as long and mixes what should stay apart (a description and a body, a picture's title and the
item's). What is not well-formed goes to a forgiving reader of our own. Both give a tree that one set of rules
reads. Where both find no item though there are elements for some, feedparser is asked after all. JSON goes to
``jsonfeed``.
"""

from newsreader.model import Feed
from newsreader.sources.feed_error import NotAFeedError
from newsreader.sources.feed_text import decode, unpacked

__all__ = ["NotAFeedError", "parse"]


def parse(data: bytes, url: str = "", content_type: str = "") -> Feed:
    """Read RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, CDF, or JSON Feed 1.x.

    Nothing is fetched and no file is opened, whatever the document asks for.

    Args:
        data: The document as received.
        url: Where it came from; relative addresses are made absolute against it.
        content_type: The server's ``Content-Type``.

    Raises:
        NotAFeedError: It is something else, empty, or made to do harm; the text says which.
    """
    text = decode(unpacked(data), content_type)
    try:
        if text.lstrip()[:1] in {"{", "["}:
            from newsreader.sources import jsonfeed  # noqa: PLC0415 - most feeds are XML

            return jsonfeed.read(text, url)
        from newsreader.sources import feed_channel, feed_tree  # noqa: PLC0415 - lxml loads when there is XML

        feed = feed_channel.feed(feed_tree.read(text), url)
        return feed if feed.entries else _second_opinion(text, url) or feed
    except NotAFeedError as error:
        raise NotAFeedError(f"{url or 'This document'} cannot be read as a feed: {error}") from None


def _second_opinion(text: str, url: str) -> Feed | None:
    if "<!DOCTYPE" in text[:100_000].upper() or "<!ENTITY" in text.upper():
        return None  # feedparser's own guard against entities is not ours to rely on
    from newsreader.sources import feed_second  # noqa: PLC0415 - feedparser is slow to load

    return feed_second.feed(text, url) if feed_second.wanted(text) else None
