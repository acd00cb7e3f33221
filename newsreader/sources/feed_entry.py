"""One item of RSS, RDF or CDF, or one entry of Atom, becomes an Entry."""

from lxml import etree

from newsreader.model import Author, BodyType, Enclosure, Entry
from newsreader.sources.dates import parse_date
from newsreader.sources.feed_enclosures import enclosures, image
from newsreader.sources.feed_fields import Fields
from newsreader.sources.feed_links import comment_count, comments, page, permalink
from newsreader.sources.feed_markup import body, text_of
from newsreader.sources.feed_names import short
from newsreader.sources.feed_values import plain_name
from newsreader.text import clean

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_BODIES = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "content:items")
_SUMMARIES = (
    "description",
    "summary",
    "dc:description",
    "abstract",
    "itunes:summary",
    "media:description",
    "itunes:subtitle",
)
_PUBLISHED = (
    "pubdate",
    "published",
    "issued",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "dc:date",
    "date",
)
_UPDATED = ("updated", "modified", "dcterms:modified", "dc:date", "lastmod")
_CATEGORIES = (
    "category",
    "dc:subject",
    "keywords",
    "itunes:keywords",
    "itunes:category",
    "media:category",
    "media:keywords",
)
_COMMA_LISTS = {"keywords", "itunes:keywords", "media:keywords"}


def entry(
    element: etree._Element, around: str, authors: tuple[Author, ...] = (), *, has_bases: bool
) -> Entry:
    """The entry in an item.

    Args:
        element: The item.
        around: What addresses are made absolute against, besides XML Base.
        authors: Who wrote an entry that names nobody, nor where it was first (RFC 4287, 4.2.1).
        has_bases: Whether the document has XML Base anywhere.
    """
    fields = Fields(element, around, has_bases=has_bases)
    guid = clean(element.get(_RDF_ABOUT) or "") or next(
        (value for field in fields.all("guid", "id", "dc:identifier") if (value := fields.identity(field))),
        "",
    )
    link = page(fields) or permalink(fields, guid)
    text, kind, base = _body(fields, _BODIES, link or around)
    summary, summary_kind, summary_base = _body(fields, _SUMMARIES, link or around)
    if not text:
        text, kind, base, summary = summary, summary_kind, summary_base, ""
    updated = fields.date(*_UPDATED) or parse_date(element.get("LASTMOD") or element.get("lastmod") or "")
    files: tuple[Enclosure, ...] = enclosures(fields)
    return Entry(
        guid=guid,
        link=link,
        title=fields.title("title", "dc:title", "media:title", "itunes:title"),
        authors=fields.authors(("author",), ("dc:author",), ("dc:creator", "creator"), ("itunes:author",))
        or fields.credits()
        or _source_authors(fields)
        or authors,
        published=fields.date(*_PUBLISHED) or updated,
        updated=updated,
        summary="" if summary == text else summary,
        body=text,
        body_type=kind,
        base=base or link or around,
        language=fields.language(),
        categories=categories(fields),
        enclosures=files,
        image=image(fields, files),
        comments=comments(fields),
        comment_count=comment_count(fields),
        source=_source(fields),
    )


def _body(fields: Fields, names: tuple[str, ...], around: str) -> tuple[str, BodyType, str]:
    for field in fields.all(*names):
        text, kind = body(field)
        if text:
            inside = field[0] if len(field) == 1 else field
            return text, kind, fields.base(inside, around)
    return "", "html", ""


def categories(fields: Fields) -> tuple[str, ...]:
    """Names of what an item or channel is about, in the order of the document, each once."""
    found: dict[str, None] = {}
    for field in fields.in_order(*_CATEGORIES):
        for node in (field, *field.iterdescendants(str(field.tag))):
            value = node.get("label") or node.get("term") or node.get("text") or node.text or ""
            values = value.split(",") if short(str(node.tag)) in _COMMA_LISTS else [value]
            found.update(dict.fromkeys(name for part in values if (name := plain_name(part))))
    return tuple(found)


def _source_authors(fields: Fields) -> tuple[Author, ...]:
    sources = (field for field in fields.all("source") if len(field))
    return next(filter(None, (Fields(field, "").authors(("author",)) for field in sources)), ())


def _source(fields: Fields) -> str:
    for field in fields.all("source", "dc:source"):
        if len(field):
            return Fields(field, "").title("title")
        return plain_name(text_of(field))
    return ""
