"""Which of the links of a channel or item leads where: its page, its discussion, the feed itself."""

from collections import defaultdict

from lxml import etree

from newsreader.sources.feed_fields import Fields
from newsreader.sources.feed_markup import text_of
from newsreader.sources.feed_values import whole_number

_COUNT = "{http://purl.org/syndication/thread/1.0}count"
_RELATIONS = "http://www.iana.org/assignments/relation/"
_PAGES = ("", "text/html", "application/xhtml+xml")


def page(fields: Fields) -> str:
    """The URL of the page: RSS's link (the last of several), else Atom's first alternate that is a page."""
    found: dict[str, list[str]] = defaultdict(list)
    in_text = False
    for link in fields.all("link"):
        kind = _kind(link)
        if kind and (url := fields.address(link, "href") or fields.address(link)):
            found[kind].append(url)
            in_text |= kind == "bare" and bool(text_of(link).strip())
    pages = [*found["alternate"][:1], *found["bare"][-1:]]
    if pages:
        return pages[-1 if in_text else 0]
    own = fields.address(fields.element, "href")  # CDF keeps it on the channel and item themselves
    return next(filter(None, (own, *found["other"][:1], *found["related"][:1])), "")


def _kind(link: etree._Element) -> str:
    rel = relation(link)
    if rel not in {"", "alternate"}:
        return rel if rel == "related" else ""
    if not _is_page(link):
        return "other"
    return "alternate" if rel or link.get("type") else "bare"


def permalink(fields: Fields, guid: str) -> str:
    """What can stand in for a missing link: a guid that is one, the body's own address, the media player."""
    guids = list(fields.all("guid"))
    for field in guids:
        said = (field.get("isPermaLink") or field.get("ispermalink") or "").strip().lower()
        # RSS takes a guid without a word for a link; but nobody means "4711" as one.
        if said == "true" or (not said and "/" in text_of(field)):
            return _http(fields.address(field))
    elsewhere = (fields.address(field, "src", "url") for field in fields.all("content", "media:player"))
    return next(filter(None, elsewhere), "") or ("" if guids else _http(guid))


def home(fields: Fields) -> str:
    """The page of a channel; an Atom feed without a link may have its id there."""
    return page(fields) or next(filter(None, (_http(fields.address(one)) for one in fields.all("id"))), "")


def itself(fields: Fields) -> str:
    """The URL that a channel gives as its own (``link rel=self``)."""
    return next((fields.address(one, "href") for one in fields.all("link") if relation(one) == "self"), "")


def comments(fields: Fields) -> str:
    """The page of the discussion: RSS's ``comments``, or an Atom link to replies (RFC 4685) that is a page."""
    said = [fields.address(field) for field in fields.all("comments")]
    replies = [one for one in fields.all("link") if relation(one) == "replies" and _is_page(one)]
    return next(filter(None, [*said, *(fields.address(one, "href") for one in replies)]), "")


def comment_count(fields: Fields) -> int | None:
    """How many comments there are: ``slash:comments``, or RFC 4685's ``thr:total`` or ``thr:count``."""
    replies = (one for one in fields.all("link") if relation(one) == "replies")
    said = [text_of(field) for field in fields.all("slash:comments", "thr:total")]
    counts = map(whole_number, (*said, *(one.get(_COUNT) for one in replies)))
    return next((count for count in counts if count is not None), None)


def relation(link: etree._Element) -> str:
    """What a link leads to (``rel``), in lower case; RFC 4287, 4.2.7.2 lets it be written as an IRI too."""
    return (link.get("rel") or "").strip().lower().removeprefix(_RELATIONS)


def _is_page(link: etree._Element) -> bool:
    return (link.get("type") or "").split(";")[0].strip().lower() in _PAGES


def _http(url: str) -> str:
    return url if url.lower().startswith(("http://", "https://")) else ""
