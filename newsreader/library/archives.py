"""What another reader had, in files beside the journals: its stories may be nowhere else any more.

Each move writes one file, once and whole: JSON lines under gzip, a line for some stories of a feed. A library that
was lost, or one on another device that shares the folder, takes in the files that it does not know yet.
"""

import gzip
import json
import secrets
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader import text
from newsreader.library import codec
from newsreader.model import Feed, NewsreaderError
from newsreader.writing import write_whole

TABLES = ("CREATE TABLE archive (name TEXT PRIMARY KEY)",)
FOLDER = "moved-in"
"""In the folder of the journals."""
_SUFFIX = ".jsonl.gz"
_PER_LINE = 200
_LONGEST_LINE = 256 << 20
"""Bytes: more stories in a row than we ever write."""


@dataclass(frozen=True, slots=True)
class Archived:
    """Stories of one feed."""

    key: str
    feed: Feed
    """Its title and page, and the stories."""
    seen: int
    """When they came, in seconds since 1970."""


def write(journals: Path, archived: Sequence[Archived]) -> str:
    """Write a file of stories, flushed to the disk; its name, empty when there are none.

    Raises:
        NewsreaderError: it cannot be written.
    """
    lines = [line for one in archived for line in _lines(one)]
    if not lines:
        return ""
    folder = journals / FOLDER
    path = folder / f"{secrets.token_hex(8)}{_SUFFIX}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, gzip.compress("".join(lines).encode(), compresslevel=6, mtime=0))
    except OSError as error:
        raise NewsreaderError(
            f"{path}: what is moved in cannot be kept ({error.strerror or error})"
        ) from error
    return path.name


def unknown(connection: sqlite3.Connection, journals: Path) -> list[Path]:
    """The files that were not taken in yet, and those that were damaged then and have changed since."""
    try:
        found = sorted(path for path in (journals / FOLDER).iterdir() if path.name.endswith(_SUFFIX))
    except OSError:
        return []
    known = {name for (name,) in connection.execute("SELECT name FROM archive")} if found else set()
    new = (path for path in found if path.name not in known and path.is_file())
    return [path for path in new if damaged_name(path) not in known]


def damaged_name(path: Path) -> str:
    """What a file is remembered by that is damaged as it is now: the rest of it may be on its way here.

    Raises:
        OSError: it cannot be looked at.
    """
    return f"{path.name} of {path.stat().st_size} bytes"


def remember(connection: sqlite3.Connection, name: str) -> None:
    """A file has been taken in."""
    connection.execute("INSERT OR IGNORE INTO archive (name) VALUES (?)", (name,))


def read(path: Path) -> Iterator[Archived]:
    """What is in a file, as far as it can be read: lines that are none of ours are passed over.

    Raises:
        OSError: it cannot be read; ``gzip.BadGzipFile`` where it is damaged.
        EOFError: it is cut off.
        zlib.error: it is damaged.
    """
    with gzip.open(path, "rb") as file:
        if not file.peek(1):
            raise EOFError("it is empty")
        while line := file.readline(_LONGEST_LINE):
            try:
                yield _archived(json.loads(line))
            except (ValueError, RecursionError, TypeError, KeyError):
                continue


DAMAGE = (gzip.BadGzipFile, EOFError, zlib.error)
"""What ``read`` raises where the file is to blame, and not the disk."""


def _lines(one: Archived) -> Iterator[str]:
    entries = one.feed.entries
    for start in range(0, len(entries), _PER_LINE):
        told = {
            "feed": one.key,
            "title": one.feed.title,
            "link": one.feed.link,
            "seen": one.seen,
            "entries": [codec.entry_to_json(entry) for entry in entries[start : start + _PER_LINE]],
        }
        yield f"{codec.dump(told)}\n"


def _archived(found: dict[str, object]) -> Archived:
    key, title, link, seen, entries = (found[name] for name in ("feed", "title", "link", "seen", "entries"))
    if not (isinstance(key, str) and isinstance(seen, int) and isinstance(entries, list)):
        raise TypeError
    if not all(isinstance(entry, dict) for entry in entries):
        raise TypeError
    stories = tuple(codec.cleaned(codec.entry_from_json(entry)) for entry in entries)
    feed = Feed(title=text.clean(str(title)), link=text.clean(str(link)), entries=stories)
    return Archived(text.clean(key), feed, max(0, min(seen, 253_402_300_799)))
