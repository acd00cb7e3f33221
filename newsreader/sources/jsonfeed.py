"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1): read into a Feed, and a Feed written as one."""

import contextlib
import hashlib
import json
import re
from datetime import UTC, datetime
from typing import Any

from newsreader.model import Author, BodyType, Enclosure, Entry, Feed
from newsreader.sources.dates import parse_date
from newsreader.sources.feed_error import NotAFeedError
from newsreader.sources.feed_values import address, body_text, plain_name
from newsreader.text import clean

_ITEMS = re.compile(r'"items"\s*:\s*\[\s*')
_COMMA = re.compile(r"\s*,?\s*")
_DECODER = json.JSONDecoder(strict=False)
VERSION = "https://jsonfeed.org/version/1.1"


def read(text: str, url: str = "") -> Feed:
    """The feed in a JSON document; values of a wrong type count as missing.

    Of a document that is cut off, the whole items are kept.

    Raises:
        NotAFeedError: It is not JSON, or JSON of another kind.
    """
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        document = _whole_items(text)
    if not isinstance(document, dict) or not isinstance(document.get("items", []), list):
        raise NotAFeedError("it is JSON, but not a JSON Feed")
    if "jsonfeed.org" not in _text(document, "version") and "items" not in document:
        raise NotAFeedError("it is JSON, but not a JSON Feed")
    self_url = address(_text(document, "feed_url"), url)
    base = url or self_url
    link = address(_text(document, "home_page_url"), base)
    base = base or link
    authors = _authors(document, base)
    return Feed(
        title=plain_name(_text(document, "title")),
        link=link,
        description=plain_name(_text(document, "description")),
        language=clean(_text(document, "language")),
        authors=authors,
        icon=address(_text(document, "icon") or _text(document, "favicon"), base),
        self_url=self_url,
        entries=tuple(
            _entry(item, base, authors) for item in document.get("items", []) if isinstance(item, dict)
        ),
    )


def _whole_items(text: str) -> dict[str, Any]:
    """What comes before the place where a document breaks off."""
    start = _ITEMS.search(text)
    if start is None:
        raise NotAFeedError("it is damaged JSON, or no JSON at all")
    items = []
    at = start.end()
    with contextlib.suppress(ValueError, RecursionError):
        while text[at : at + 1] not in {"]", ""}:
            item, at = _DECODER.raw_decode(text, at)
            items.append(item)
            at = _COMMA.match(text, at).end()  # type: ignore[union-attr] # it matches the empty string
    document: dict[str, Any] = {}
    with contextlib.suppress(ValueError, RecursionError):
        document = json.loads(text[: start.start()].rstrip().removesuffix(",") + "}", strict=False)
    if not items and not document:
        raise NotAFeedError("it is damaged JSON, or no JSON at all")
    return document | {"items": items}


def _text(node: dict[str, Any], key: str) -> str:
    value = node.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _list(node: dict[str, Any], key: str) -> list[Any]:
    value = node.get(key)
    return value if isinstance(value, list) else []


def _entry(item: dict[str, Any], base: str, authors: tuple[Author, ...]) -> Entry:
    markup, words = body_text(_text(item, "content_html")), body_text(_text(item, "content_text"))
    summary = body_text(_text(item, "summary"))
    kind: BodyType = "html" if markup else "text"
    text = markup or words
    if not text:
        text, summary = summary, ""
    link = address(_text(item, "url") or _text(item, "external_url"), base)
    guid = clean(_text(item, "id"))
    if not link and guid.startswith(("http://", "https://")):
        link = address(guid)
    updated = parse_date(_text(item, "date_modified"))
    return Entry(
        guid=guid,
        link=link,
        title=plain_name(_text(item, "title")),
        authors=_authors(item, base) or authors,
        published=parse_date(_text(item, "date_published")) or updated,
        updated=updated,
        summary=summary,
        body=text,
        body_type=kind,
        base=link or base,
        language=clean(_text(item, "language")),
        categories=tuple(
            dict.fromkeys(
                tag for value in _list(item, "tags") if isinstance(value, str) and (tag := clean(value))
            )
        ),
        enclosures=tuple(_attachments(item, base)),
        image=address(_text(item, "image") or _text(item, "banner_image"), base),
    )


def _authors(node: dict[str, Any], base: str) -> tuple[Author, ...]:
    people = [*_list(node, "authors"), node.get("author")]
    named = [person if isinstance(person, dict) else {"name": person} for person in people]
    found = [Author(clean(_text(person, "name")), address(_text(person, "url"), base)) for person in named]
    return tuple(dict.fromkeys(person for person in found if person.name or person.url))


def _attachments(item: dict[str, Any], base: str) -> list[Enclosure]:
    found = []
    for node in _list(item, "attachments"):
        if isinstance(node, dict) and (url := address(_text(node, "url"), base)):
            title = clean(_text(node, "title"))
            kind = clean(_text(node, "mime_type")).lower()
            found.append(
                Enclosure(
                    url, kind, _number(node, "size_in_bytes"), _number(node, "duration_in_seconds"), title
                )
            )
    return found


def _number(node: dict[str, Any], key: str) -> int | None:
    value = node.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        return None
    return int(value)


def write(feed: Feed, url: str = "") -> dict[str, Any]:
    """The feed as a JSON Feed 1.1 document; what that has no word for is under ``_newsreader``.

    Args:
        feed: What was parsed.
        url: Where it was found, for a feed that does not say so itself.
    """
    extension = {"updated": _stamp(feed.updated), "ttl": feed.ttl}
    return _filled(
        version=VERSION,
        title=feed.title,
        home_page_url=feed.link,
        feed_url=feed.self_url or url,
        description=feed.description,
        language=feed.language,
        authors=[_person(one) for one in feed.authors],
        icon=feed.icon,
        _newsreader=_filled(**extension),
    ) | {"items": [_item(one) for one in feed.entries]}


def _item(entry: Entry) -> dict[str, Any]:
    body = {"content_html" if entry.body_type == "html" else "content_text": entry.body}
    return {"id": entry.guid or entry.link or _digest(entry)} | _filled(
        url=entry.link,
        title=entry.title,
        **body,
        summary=entry.summary or entry.body,
        image=entry.image,
        date_published=_stamp(entry.published),
        date_modified=_stamp(entry.updated),
        authors=[_person(one) for one in entry.authors],
        tags=list(entry.categories),
        language=entry.language,
        attachments=[_attachment(one) for one in entry.enclosures],
        _newsreader=_filled(
            comments=entry.comments,
            comment_count=entry.comment_count,
            source=entry.source,
            base=entry.base,
            guid=entry.guid,
        ),
    )


def _digest(entry: Entry) -> str:
    """An id for an item that has none: the same for the same content."""
    content = "\0".join((entry.title, _stamp(entry.published), entry.body))
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:16]


def _person(author: Author) -> dict[str, Any]:
    return _filled(name=author.name, url=author.url or (author.email and f"mailto:{author.email}"))


def _attachment(file: Enclosure) -> dict[str, Any]:
    return {"url": file.url, "mime_type": file.media_type or "application/octet-stream"} | _filled(
        title=file.title, size_in_bytes=file.length, duration_in_seconds=file.duration
    )


def _stamp(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else ""


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}
