"""Entries as JSON, for the database and the journal. Fields that are empty are left out."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_args

import orjson

from newsreader import text
from newsreader.model import Author, BodyType, Enclosure, Entry

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SURROGATES = re.compile("[\ud800-\udfff]")
_BODY_TYPES = frozenset(get_args(BodyType))


def dump(value: Any) -> str:
    """Compact JSON that can be encoded: what is no Unicode scalar value becomes U+FFFD."""
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        return _mended(value)


def written(entry: Entry) -> tuple[bytes, Entry]:
    """An entry as JSON in UTF-8, and as it will be read from that: what cannot be written becomes U+FFFD."""
    found = entry_to_json(entry)
    try:
        return orjson.dumps(found), entry
    except orjson.JSONEncodeError:
        mended = _mended(found)
        return mended.encode(), entry_from_json(json.loads(mended))


def _mended(value: Any) -> str:
    """What orjson refuses, which is quick and strict: lone surrogates, and integers of more than 64 bits."""
    return _SURROGATES.sub("\ufffd", _encode(value))


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """An entry as a JSON object."""
    found: dict[str, Any] = {
        name: value
        for name in _TEXTS
        if (value := getattr(entry, name)) and not (name == "body_type" and value == "html")
    }
    if entry.authors:
        found["authors"] = [_plain(author) for author in entry.authors]
    if entry.enclosures:
        found["enclosures"] = [_plain(enclosure) for enclosure in entry.enclosures]
    if entry.categories:
        found["categories"] = list(entry.categories)
    for name in ("published", "updated"):
        moment: datetime | None = getattr(entry, name)
        if moment is not None:
            found[name] = moment.astimezone(UTC).isoformat()
    return found


def entry_from_json(found: Mapping[str, Any]) -> Entry:
    """The entry of a JSON object.

    Names that are not known here (a newer version wrote them) are passed over.

    Raises:
        ValueError: when a value has the wrong type.
    """
    texts: dict[str, Any] = {name: _string(found.get(name, "")) for name in _TEXTS if name != "body_type"}
    return Entry(
        **texts,
        body_type=_body_type(found.get("body_type", "html")),
        authors=tuple(_author(item) for item in _list(found.get("authors"))),
        enclosures=tuple(_enclosure(item) for item in _list(found.get("enclosures"))),
        categories=tuple(_string(item) for item in _list(found.get("categories"))),
        published=_moment(found.get("published")),
        updated=_moment(found.get("updated")),
    )


def cleaned(entry: Entry) -> Entry:
    """The entry with every line of text safe to show, when it comes from a file others can write to."""
    found = entry_to_json(entry)
    bodies = {name: found.pop(name) for name in ("body", "summary") if name in found}
    return entry_from_json(bodies | _map_strings(found, text.clean))


_TEXTS = tuple(item.name for item in fields(Entry) if item.type in (str, BodyType))


def _plain(item: Author | Enclosure) -> dict[str, Any]:
    return {name: value for name in item.__slots__ if (value := getattr(item, name)) not in ("", None)}


def _map_strings(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_map_strings(item, change) for item in value]
    if isinstance(value, dict):
        return {name: _map_strings(item, change) for name, item in value.items()}
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"text expected, not {type(value).__name__}")  # noqa: TRY004 - JSON of a wrong shape
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and abs(value) < 2**63 else None


def _body_type(value: Any) -> BodyType:
    return value if isinstance(value, str) and value in _BODY_TYPES else "html"  # type: ignore[return-value]


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    moment = datetime.fromisoformat(_string(value))
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("a time out of range") from None


def _author(value: Any) -> Author:
    found = value if isinstance(value, dict) else {"name": value}
    return Author(
        name=_string(found.get("name", "")),
        url=_string(found.get("url", "")),
        email=_string(found.get("email", "")),
    )


def _enclosure(value: Any) -> Enclosure:
    found = value if isinstance(value, dict) else {"url": value}
    return Enclosure(
        url=_string(found.get("url", "")),
        media_type=_string(found.get("media_type", "")),
        length=_whole(found.get("length")),
        duration=_whole(found.get("duration")),
        title=_string(found.get("title", "")),
    )
