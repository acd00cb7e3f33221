"""Saved searches: another reader's query feeds, as conditions on the stories that are kept here."""

import re
import sqlite3
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsreader.library.notes import Note
from newsreader.sources.newsboat_filter import Comparison, Condition, FilterError, expression_of, parse

_FEED = "(SELECT {} FROM feed WHERE feed.number = entry.feed)"
_BODY = "(SELECT json_extract(content.entry, '$.{}') FROM content WHERE content.number = entry.number)"
_TEXTS = {
    "title": "entry.title",
    "link": "entry.link",
    "author": "entry.author",
    "guid": _BODY.format("guid"),
    "content": f"coalesce({_BODY.format('body')}, {_BODY.format('summary')})",
    "enclosure_url": _BODY.format("enclosures[0].url"),
    "enclosure_type": _BODY.format("enclosures[0].media_type"),
    "feedtitle": _FEED.format("coalesce(nullif(own_title, ''), title)"),
    "feedlink": _FEED.format("link"),
    "rssurl": _FEED.format("url"),
    "unread": "iif(entry.read, 'no', 'yes')",
    "flags": "(SELECT group_concat(name, '') FROM tag"
    " WHERE tag.story = entry.id AND tag.value = 1 AND length(name) = 1)",
    "tags": "(SELECT group_concat(value, ' ') FROM json_each("
    "(SELECT nullif(filing.tags, '') FROM filing JOIN feed ON feed.key = filing.feed"
    " WHERE feed.number = entry.feed)))",
}
_NUMBERS = {
    "age": "max(0, (:now - entry.time) / 86400)",
    "total_count": "(SELECT tally.total FROM tally WHERE tally.feed = entry.feed)",
    "unread_count": "(SELECT tally.unread FROM tally WHERE tally.feed = entry.feed)",
}
_LISTS = {
    "flags": "EXISTS (SELECT 1 FROM tag WHERE tag.story = entry.id AND tag.value = 1 AND tag.name = {})",
    "tags": "EXISTS (SELECT 1 FROM json_each((SELECT nullif(filing.tags, '') FROM filing"
    " JOIN feed ON feed.key = filing.feed WHERE feed.number = entry.feed)) WHERE value = {})",
}
_OF_FEEDS = re.compile(r"\b(feedtitle|feedlink|rssurl|tags|total_count|unread_count)\b")
_AS_THEY_ARE = frozenset({"=", "!=", "<", ">", "<=", ">="})


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name."""

    title: str
    line: str
    """What it is known by: the whole line, as another reader had it."""
    problem: str = ""
    """Why it cannot be done here, in plain words; empty when it can."""


def of_note(note: Note) -> SavedSearch:
    """The search of a note of the kind ``query``."""
    try:
        condition(note.body)
    except FilterError as error:
        return SavedSearch(note.title, note.body, str(error))
    return SavedSearch(note.title or note.body, note.body)


def condition(line: str) -> tuple[str, dict[str, Any]]:
    """The condition in SQL on ``entry`` of a ``query:NAME:FILTER`` line, and its values.

    The connection needs ``prepare`` first.

    Raises:
        FilterError: it cannot be done here.
    """
    return sql(expression_of(line)[1])


def sql(expression: str) -> tuple[str, dict[str, Any]]:
    """The same for a filter alone."""
    values: dict[str, Any] = {"now": int(time.time())}
    return _condition(parse(expression), values), values


def is_about_feeds(line: str) -> bool:
    """Whether a search asks for feeds, so that of a story in several of them each copy counts."""
    return _OF_FEEDS.search(expression_of(line)[1]) is not None


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the function that conditions use."""
    connection.create_function("matches", 2, _matches, deterministic=True)


def _condition(found: Condition, values: dict[str, Any]) -> str:
    if isinstance(found, Comparison):
        return _comparison(found, values)
    return "(" + f" {found.joint.upper()} ".join(_condition(part, values) for part in found.parts) + ")"


def _comparison(found: Comparison, values: dict[str, Any]) -> str:
    operator, attribute = found.operator, found.attribute
    if attribute in _NUMBERS:
        return _numbers(found, values)
    if attribute not in _TEXTS:
        raise FilterError(f"{attribute!r} is not known here")
    words = f"coalesce({_TEXTS[attribute]}, '')"
    match operator:
        case "=~" | "!~":
            _pattern(found.value)
            return f"{'NOT ' * (operator == '!~')}matches({_value(found.value, values)}, {words})"
        case "#" | "!#" if attribute in _LISTS:
            return f"{'NOT ' * (operator == '!#')}{_LISTS[attribute].format(_value(found.value, values))}"
        case "=" | "!=":
            return f"{words} {operator} {_value(found.value, values)}"
        case _:
            raise FilterError(f"{attribute} cannot be compared by {operator!r}")


def _numbers(found: Comparison, values: dict[str, Any]) -> str:
    number = _NUMBERS[found.attribute]
    try:
        if found.operator == "between":
            low, high = sorted(map(int, found.value.split(":")))
            return f"{number} BETWEEN {_value(low, values)} AND {_value(high, values)}"
        if found.operator in _AS_THEY_ARE:
            return f"{number} {found.operator} {_value(int(found.value), values)}"
    except ValueError:
        raise FilterError(f"{found.attribute} is compared with what is no number") from None
    raise FilterError(f"{found.attribute} cannot be compared by {found.operator!r}")


def _value(value: str | int, values: dict[str, Any]) -> str:
    if isinstance(value, int):
        value = max(-(1 << 62), min(value, 1 << 62))
    name = f"v{len(values)}"
    values[name] = value
    return f":{name}"


@lru_cache(maxsize=64)
def _pattern(expression: str) -> re.Pattern[str]:
    # POSIX names classes of characters in a way that Python has not.
    names = {
        "alpha": "a-zA-Z",
        "digit": "0-9",
        "alnum": "a-zA-Z0-9",
        "space": r"\s",
        "upper": "A-Z",
        "lower": "a-z",
    }
    plain = re.sub(r"\[:(\w+):\]", lambda name: names.get(name[1], name[0]), expression)
    try:
        return re.compile(plain, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise FilterError(f"{expression!r} is no regular expression that is known here ({error})") from None


def _matches(expression: str, words: str | None) -> bool:
    return _pattern(expression).search(words or "") is not None
