"""Files and pictures that belong to an item: enclosures, Atom links, Media RSS, podcasts."""

from dataclasses import replace

from lxml import etree

from newsreader.model import Enclosure
from newsreader.sources.feed_fields import Fields
from newsreader.sources.feed_links import relation
from newsreader.sources.feed_names import short
from newsreader.sources.feed_values import plain_name, seconds, whole_number
from newsreader.text import clean

_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


def enclosures(fields: Fields) -> tuple[Enclosure, ...]:
    """The files of an item in document order, each URL once; pictures of Media RSS are left to ``image``."""
    found: dict[str, Enclosure] = {}
    for field in fields.in_order("enclosure", "link", "media:content"):
        one = _enclosure(fields, field)
        if one and one.url not in found:
            found[one.url] = one
    duration = seconds(fields.text("itunes:duration"))
    if duration is not None:
        for url, one in found.items():
            if one.duration is None and not one.media_type.startswith("image/"):
                found[url] = replace(one, duration=duration)
                break
    return tuple(found.values())


def _enclosure(fields: Fields, field: etree._Element) -> Enclosure | None:
    name = short(str(field.tag))
    if name == "link" and relation(field) != "enclosure":
        return None
    url = fields.address(field, "href" if name == "link" else "url", "href") or (
        fields.address(field) if name == "enclosure" else ""
    )
    if not url or (name == "media:content" and _is_picture(field)):
        return None
    if "shockwave-flash" in (field.get("type") or ""):
        return None  # YouTube's player of old: nothing can play it
    titles = Fields(field, "").title("media:title") if len(field) else plain_name(field.get("title") or "")
    return Enclosure(
        url,
        clean(field.get("type") or "").lower(),
        whole_number(field.get("length") or field.get("fileSize")),
        seconds(field.get("duration")),
        titles,
    )


def image(fields: Fields, files: tuple[Enclosure, ...]) -> str:
    """The picture of an item: the largest of Media RSS, its thumbnail, the podcast's, or an enclosed one."""
    pictures = [field for field in fields.all("media:content") if _is_picture(field)]
    pictures.sort(key=lambda field: -(whole_number(field.get("width")) or 0))
    for field in [*pictures, *fields.all("media:thumbnail", "itunes:image", "image", "webfeeds:cover")]:
        if url := fields.address(field, "url", "href", "image") or fields.address(field):
            return url
        if url := next((fields.address(inner) for inner in field if short(str(inner.tag)) == "url"), ""):
            return url
    return next((one.url for one in files if one.media_type.startswith("image/")), "")


def _is_picture(field: etree._Element) -> bool:
    medium, kind = (field.get("medium") or "").lower(), (field.get("type") or "").lower()
    if medium or kind:
        return medium == "image" or kind.startswith("image/")
    return (field.get("url") or "").split("?")[0].lower().endswith(_PICTURE_ENDINGS)
