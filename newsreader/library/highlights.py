"""Passages that the reader marked in stories, with what was noted beside them.

A passage is kept by its words, with some words before and after it (a TextQuoteSelector of the W3C's Web Annotation
Data Model), so that it is found again in a text that was updated. With it stands what a citation needs, so that it
can be told for ever where the words are from. The newest word on each highlight wins, as with marks.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newsreader import text
from newsreader.library import identity

CONTEXT = 64
"""Characters before and after a passage that are kept with it."""
_LONGEST_WORDS = 200_000
_FARTHEST = 1 << 40

TABLES = (
    """
    CREATE TABLE highlight (
        id TEXT PRIMARY KEY,
        story TEXT NOT NULL,
        words TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        start INTEGER NOT NULL,
        note TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        author TEXT NOT NULL,
        link TEXT NOT NULL,
        published TEXT NOT NULL,
        made TEXT NOT NULL,
        value INTEGER NOT NULL,
        stamp TEXT NOT NULL,
        device TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX highlight_story ON highlight (story) WHERE value = 1",
)
_SELECT = (
    "SELECT id, story, words, before, after, start, note, title, source, author, link, published, made, stamp,"
    " value FROM highlight"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in ``Article.text``, and what stands around them."""

    words: str
    before: str = ""
    after: str = ""
    start: int = 0
    """Where they stood; of equal places the nearest one is taken."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words are from, as far as it is known."""

    title: str = ""
    source: str = ""
    author: str = ""
    link: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage that the reader marked."""

    id: str
    """16 hexadecimal digits."""
    story: str
    """The story's id."""
    passage: Passage
    note: str
    """What the reader wrote, in lines; empty for nothing."""
    origin: Origin
    made: str
    """The stamp of when it was first marked."""
    changed: str = ""
    """The stamp of the newest word on it; empty in an event, whose own stamp says it."""

    @property
    def moment(self) -> datetime:
        """When it was first marked."""
        return datetime.fromisoformat(self.made)


def passage_at(words: str, start: int, end: int) -> Passage:
    """The passage that a span of a text is, without white space at its ends."""
    chosen = words[start:end]
    start += len(chosen) - len(chosen.lstrip())
    end -= len(chosen) - len(chosen.rstrip())
    return Passage(
        words[start:end], words[max(0, start - CONTEXT) : start], words[end : end + CONTEXT], start
    )


# In the journal


def to_json(highlight: Highlight) -> dict[str, Any]:
    """A highlight as a JSON object; what is empty is left out."""
    passage, origin = highlight.passage, highlight.origin
    found: dict[str, Any] = {
        "id": highlight.id,
        "story": highlight.story,
        "words": passage.words,
        "before": passage.before,
        "after": passage.after,
        "start": passage.start,
        "note": highlight.note,
        "title": origin.title,
        "source": origin.source,
        "author": origin.author,
        "link": origin.link,
        "published": _written(origin.published),
        "made": highlight.made,
    }
    return {name: value for name, value in found.items() if value != ""}


def from_json(found: Mapping[str, Any], stamp: str) -> Highlight:
    """The highlight of a JSON object in an event with this stamp.

    Raises:
        ValueError: it is none.
    """
    words = text.clean_lines(_text(found, "words"))[:_LONGEST_WORDS]
    if not identity.is_id(found.get("id")) or not identity.is_id(found.get("story")) or not words.strip():
        raise ValueError("no highlight")
    start = found.get("start")
    return Highlight(
        found["id"],
        found["story"],
        Passage(
            words,
            text.clean_lines(_text(found, "before"))[-CONTEXT:],
            text.clean_lines(_text(found, "after"))[:CONTEXT],
            start if isinstance(start, int) and 0 <= start < _FARTHEST else 0,
        ),
        note_text(_text(found, "note")),
        Origin(
            text.clean(_text(found, "title")),
            text.clean(_text(found, "source")),
            text.clean(_text(found, "author")),
            text.clean(_text(found, "link")),
            _moment(_text(found, "published")),
        ),
        made=made if _moment(made := _text(found, "made")) else stamp,
    )


def note_text(words: str) -> str:
    """A note as it is kept: safe, without white space at its ends."""
    return text.clean_lines(words).strip()


# In the database


def put(connection: sqlite3.Connection, found: Highlight, value: bool, word: tuple[str, str]) -> None:
    """Take in a highlight, or that it was taken away; ``word`` is stamp and device."""
    passage, origin = found.passage, found.origin
    connection.execute(
        "INSERT INTO highlight (id, story, words, before, after, start, note, title, source, author, link,"
        " published, made, value, stamp, device) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET story = excluded.story, words = excluded.words,"
        " before = excluded.before, after = excluded.after, start = excluded.start, note = excluded.note,"
        " title = excluded.title, source = excluded.source, author = excluded.author, link = excluded.link,"
        " published = excluded.published, made = excluded.made, value = excluded.value,"
        " stamp = excluded.stamp, device = excluded.device"
        " WHERE (excluded.stamp, excluded.device) > (highlight.stamp, highlight.device)",
        (
            found.id, found.story, passage.words, passage.before, passage.after, passage.start, found.note,
            origin.title, origin.source, origin.author, origin.link, _written(origin.published), found.made,
            value, *word,
        ),
    )  # fmt: skip


def kept(connection: sqlite3.Connection, story: str = "") -> list[Highlight]:
    """The highlights of a story in the order of its text, or of all stories with the newest first."""
    if story:
        rows = connection.execute(f"{_SELECT} WHERE value = 1 AND story = ? ORDER BY start, made", (story,))
    else:
        rows = connection.execute(f"{_SELECT} WHERE value = 1 ORDER BY made DESC, id")
    return [_highlight(row) for row in rows]


def find(connection: sqlite3.Connection, id: str) -> tuple[Highlight, bool] | None:  # noqa: A002 - the word for it
    """A highlight and whether it is still there; None when it never was."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (id,)).fetchone()
    return (_highlight(row), bool(row[-1])) if row else None


def _highlight(row: Sequence[Any]) -> Highlight:
    story, words, before, after, start, note, title, source, author, link, published, made, stamp, _ = row[1:]
    return Highlight(
        row[0],
        story,
        Passage(words, before, after, start),
        note,
        Origin(title, source, author, link, _moment(published)),
        made,
        stamp,
    )


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name, "")
    return value if isinstance(value, str) else ""


def _written(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
