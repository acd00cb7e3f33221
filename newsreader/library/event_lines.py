"""Events as lines of a journal, and back.

A line is an object with ``at`` (the stamp), ``do`` (what was done) and the facts of it. What a newer version
wrote and this one does not know is passed over, in lines as in fields.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from newsreader import text
from newsreader.library import codec, copies, feed_settings, filing, highlights, identity, journal, notes
from newsreader.library.copies import Copy
from newsreader.library.events import (
    Dropped,
    Event,
    Filed,
    Followed,
    Highlighted,
    Kept,
    Marked,
    Noted,
    Revised,
    Settled,
    Tagged,
)
from newsreader.library.stories import Mark

_MARKS = frozenset(get_args(Mark))


def to_line(event: Event) -> str:
    """The event as a line of JSON, without the line end."""
    return codec.dump({"at": event.stamp, **_facts(event)})


def from_line(line: bytes) -> Event | None:
    """The event of a line, or None when a newer version knows what it means.

    Raises:
        ValueError: when the line is torn or was not written by this program.
    """
    try:
        found = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict) or not journal.is_stamp(found.get("at")):
        raise ValueError("no event")
    stamp: str = found["at"]
    match found.get("do"):
        case "mark":
            return _marked(stamp, found)
        case "keep":
            return Kept(stamp, copies.from_json(found.get("story")))
        case "revise":
            return Revised(stamp, copies.from_json(found.get("story")))
        case "subscribe":
            feed = _line(found, "feed")
            return Followed(
                stamp,
                feed,
                url=_line(found, "url") or feed,
                title=_line(found, "title"),
                position=_line(found, "position") or stamp,
                filing=filing.from_json(found) if found.keys() & filing.FACTS else None,
            )
        case "unsubscribe":
            return Dropped(stamp, _line(found, "feed"))
        case _:
            return _filing_event(stamp, found)


def _filing_event(
    stamp: str, found: Mapping[str, Any]
) -> Filed | Settled | Tagged | Noted | Highlighted | None:
    match found.get("do"):
        case "file":
            return Filed(stamp, _line(found, "feed"), filing.from_json(found))
        case "set":
            return Settled(stamp, _line(found, "feed"), feed_settings.from_json(found))
        case "tag":
            return _tagged(stamp, found)
        case "note":
            note = notes.from_json(found.get("note"))
            return Noted(stamp, note, value=found.get("value") is True) if note else None
        case "highlight":
            return _highlighted(stamp, found)
        case _:
            return None


def _facts(event: Event) -> dict[str, Any]:
    match event:
        case Marked():
            facts: dict[str, Any] = {"do": "mark", "mark": event.mark, "value": event.value}
            facts["ids"] = list(event.ids)
            if event.automatic:
                facts["automatic"] = True
            if event.undoes:
                facts["undoes"] = event.undoes
            if event.copies:
                facts["stories"] = [copies.to_json(copy) for copy in event.copies]
            return facts
        case Kept():
            return {"do": "keep", "story": copies.to_json(event.copy)}
        case Revised():
            return {"do": "revise", "story": copies.to_json(event.copy)}
        case Followed():
            return {
                "do": "subscribe",
                "feed": event.feed,
                "url": event.url,
                "title": event.title,
                "position": event.position,
                **({"folders": [], **filing.to_json(event.filing)} if event.filing else {}),
            }
        case Dropped():
            return {"do": "unsubscribe", "feed": event.feed}
        case _:
            return _filing_facts(event)


def _filing_facts(event: Filed | Settled | Tagged | Noted | Highlighted) -> dict[str, Any]:
    match event:
        case Filed():
            return {"do": "file", "feed": event.feed, **filing.to_json(event.filing)}
        case Settled():
            return {"do": "set", "feed": event.feed, **feed_settings.to_json(event.settings)}
        case Tagged():
            facts: dict[str, Any] = {
                "do": "tag",
                "tag": event.tag,
                "value": event.value,
                "ids": list(event.ids),
            }
            if event.copies:
                facts["stories"] = [copies.to_json(copy) for copy in event.copies]
            return facts
        case Noted():
            return {"do": "note", "value": event.value, "note": notes.to_json(event.note)}
        case Highlighted():
            facts = {"do": "highlight", "value": event.value, **highlights.to_json(event.highlight)}
            if event.note_before is not None:
                facts["note_before"] = event.note_before
            if event.undoes:
                facts["undoes"] = event.undoes
            if event.copies:
                facts["stories"] = [copies.to_json(copy) for copy in event.copies]
            return facts


def _marked(stamp: str, found: Mapping[str, Any]) -> Marked | None:
    mark = found.get("mark")
    if not isinstance(mark, str) or mark not in _MARKS:
        return None
    return Marked(
        stamp,
        cast("Mark", mark),
        value=found.get("value") is True,
        ids=tuple(_ids(found.get("ids"))),
        automatic=found.get("automatic") is True,
        undoes=_line(found, "undoes"),
        copies=_copies(found),
    )


def _tagged(stamp: str, found: Mapping[str, Any]) -> Tagged | None:
    tag = _line(found, "tag")
    if not tag:
        return None
    return Tagged(
        stamp,
        tag,
        value=found.get("value") is True,
        ids=tuple(_ids(found.get("ids"))),
        copies=_copies(found),
    )


def _highlighted(stamp: str, found: Mapping[str, Any]) -> Highlighted:
    before = found.get("note_before")
    return Highlighted(
        stamp,
        highlights.from_json(found, stamp),
        value=found.get("value") is True,
        note_before=highlights.note_text(before) if isinstance(before, str) else None,
        undoes=_line(found, "undoes"),
        copies=_copies(found),
    )


def _copies(found: Mapping[str, Any]) -> tuple[Copy, ...]:
    stories = found.get("stories")
    return tuple(copies.from_json(item) for item in stories) if isinstance(stories, list) else ()


def _ids(values: Any) -> Iterable[str]:
    if not isinstance(values, list):
        return ()
    return filter(identity.is_id, values)


def _line(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")  # noqa: TRY004 - JSON of a wrong shape
    return text.clean(value)
