"""Text of a document becomes a tree: by libxml2 when it is well-formed, by the forgiving reader when not."""

import re
from itertools import islice

from lxml import etree

from newsreader.sources import feed_soup
from newsreader.sources.feed_doctype import without_doctype
from newsreader.sources.feed_error import NotAFeedError
from newsreader.sources.feed_names import meant, short
from newsreader.sources.xml_parser import ILLEGAL, parse_xml

_FEED = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
_FEEDS = {"rss", "feed", "rdf", "channel"}
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_IN_PAGE = re.compile(
    r"<(?:[\w.-]+:)?(?:feed\s[^<>]*/atom|rss\s[^<>]*version|rdf\s[^<>]*purl\.org/rss)", re.IGNORECASE
)
"""A feed that its publisher wrapped in a page; what a page only shows of XML does not look like this."""
_START = re.compile(r"<\?xml\b", re.IGNORECASE)


def read(text: str) -> etree._Element:
    """The tree of a document that at least looks like a feed.

    Raises:
        NotAFeedError: It has no element of any feed, or is refused for safety.
    """
    first = _FEED.search(text)
    if first is None and _OPML.search(text):
        raise NotAFeedError("it is a list of feeds (OPML), which is imported instead")
    if _PAGE.search(text, 0, first.start() if first else len(text)) and not (first := _IN_PAGE.search(text)):
        raise NotAFeedError("it is a web page, not a feed")
    if first is None:
        raise NotAFeedError("it is empty" if not text.strip() else "it is not a feed of any known kind")
    start = _START.search(text, 0, first.start())
    text, entities = without_doctype(text[start.start() :] if start else text.lstrip())
    try:
        return _in_known_names(parse_xml(text))
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        text = ILLEGAL.sub("", text)
        first = _FEED.search(text)
        return _in_known_names(feed_soup.read(text[first.start() if first else 0 :], entities))


def _in_known_names(root: etree._Element) -> etree._Element:
    """The tree with names in place of those in namespaces that nobody knows: misspelt, or a publisher's own.

    Their prefixes tell what they mean; without one, a feed or channel tells it.
    """
    for element in (root, *islice(root, 1)):
        tag = etree.QName(element)
        for prefix, namespace in element.nsmap.items():
            wanted = meant(prefix, namespace)
            if wanted != namespace:
                _rename(root, namespace, wanted)
        if tag.localname.lower() in _FEEDS and tag.namespace and short(element.tag).startswith("?:"):
            _rename(root, tag.namespace, "")
    return root


def _rename(root: etree._Element, namespace: str, wanted: str) -> None:
    for inside in list(root.iter(f"{{{namespace}}}*")):
        local = etree.QName(inside).localname
        inside.tag = f"{{{wanted}}}{local}" if wanted else local
