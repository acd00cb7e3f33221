"""The tree of a document becomes a Feed: where its channel and its items are, and what the channel says."""

from collections.abc import Iterator

from lxml import etree

from newsreader.model import Feed
from newsreader.sources.dates import parse_date
from newsreader.sources.feed_entry import entry
from newsreader.sources.feed_error import NotAFeedError
from newsreader.sources.feed_fields import Fields, has_bases
from newsreader.sources.feed_links import home, itself
from newsreader.sources.feed_markup import text_of
from newsreader.sources.feed_names import in_atom, short
from newsreader.sources.feed_values import whole_number

_ITEMS = ("item", "entry")
_CHANNELS = ("channel", "feed")
_BODIES = {"content", "content:encoded", "description", "summary", "xhtml:body"}
_ROOTS = {"rss", "rdf:rdf", "rdf", "channel", "feed"}
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_TEXTS = (
    "description",
    "subtitle",
    "tagline",
    "dc:description",
    "abstract",
    "itunes:summary",
    "itunes:subtitle",
)


def feed(root: etree._Element, url: str) -> Feed:
    """The feed in a document that was found at ``url`` ("" when it has none).

    Raises:
        NotAFeedError: There is neither a channel nor an item in it.
    """
    items = list(_items(root))
    channel = _channel(root, items)
    if channel is None:
        raise NotAFeedError("it is XML, but not a feed of any known kind")
    based = has_bases(root)
    fields = Fields(channel, url, has_bases=based)
    link = home(fields)
    self_url = itself(fields)
    around = url or self_url or link
    authors = fields.authors(
        ("author",), ("managingeditor",), ("webmaster",), ("dc:author",), ("dc:creator",), ("itunes:author",),
        ("itunes:owner",), ("dc:publisher",),
    )  # fmt: skip
    updated = fields.date(
        "updated", "modified", "lastbuilddate", "dcterms:modified", "dc:date", "pubdate", "published"
    )
    return Feed(
        title=fields.title("title", "dc:title", "media:title", "itunes:title"),
        link=link,
        description=fields.title(*_TEXTS),
        language=fields.language() or Fields(root, url).language(),
        authors=authors,
        icon=_icon(fields, root),
        self_url=self_url,
        updated=updated or parse_date(channel.get("LASTMOD") or channel.get("lastmod") or ""),
        ttl=_ttl(fields),
        entries=tuple(
            entry(item, around, authors if in_atom(str(channel.tag)) else (), has_bases=based)
            for item in items
        ),
    )


def _items(root: etree._Element) -> Iterator[etree._Element]:
    """Every item, wherever old dialects put it; of those inside another, the ones that hold something."""
    spellings = [f"{{*}}{spelling}" for name in _ITEMS for spelling in (name, name.upper(), name.title())]
    inside: etree._Element | None = None
    for element in root.iter(*spellings):
        if short(str(element.tag)) not in _ITEMS:
            continue
        if inside is not None and any(above is inside for above in element.iterancestors()):
            if len(element) and not any(
                short(str(above.tag)) in _BODIES for above in element.iterancestors()
            ):
                yield element
            continue
        inside = element
        yield element


def _channel(root: etree._Element, items: list[etree._Element]) -> etree._Element | None:
    for element in root.iter():
        if short(str(element.tag)) in _CHANNELS:
            return element
    known = any(short(str(element.tag)) in _ROOTS for element in (root, *root))
    return root if items or known else None


def _icon(fields: Fields, root: etree._Element) -> str:
    pictures = [*fields.all("icon", "webfeeds:icon", "logo", "webfeeds:logo", "itunes:image", "image")]
    pictures += [element for element in root if short(str(element.tag)) == "image"]
    for field in pictures:
        if found := next((fields.address(inner) for inner in field if short(str(inner.tag)) == "url"), ""):
            return found
        if found := fields.address(field, "href", "url") or ("" if len(field) else fields.address(field)):
            return found
    return ""


def _ttl(fields: Fields) -> int | None:
    for field in fields.all("ttl"):
        if minutes := whole_number(text_of(field)):
            return minutes * 60
    period = _PERIODS.get(fields.text("sy:updateperiod").lower())
    if period is None:
        return None
    return period // max(1, whole_number(fields.text("sy:updatefrequency")) or 1)
