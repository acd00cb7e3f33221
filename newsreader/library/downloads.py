"""The queue of downloads of this device: what waits, what came, what failed. It survives restarts.

A small database of its own, so that a rebuilt library loses no file that was half there, and another process
sees and steers the queue as well. Nothing of it goes to other devices.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsreader.model import NewsreaderError
from newsreader.sources.download_names import PART

State = Literal["waiting", "running", "paused", "done", "failed"]

_TABLE = """
CREATE TABLE IF NOT EXISTS download (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    feed TEXT NOT NULL,
    origin TEXT NOT NULL,
    proxy TEXT NOT NULL,
    folder TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'waiting',
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    validator TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    added INTEGER NOT NULL
)
"""
_COLUMNS = (
    "number, url, title, media_type, feed, origin, proxy, folder, name, state, done, total, validator, error"
)
_SELECT = f"SELECT {_COLUMNS} FROM download"  # noqa: S608 - names of columns alone
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a link or file was found: it decides on the way to it."""

    feed: str = ""
    """The feed's key, by which it is signed in; empty for none."""
    url: str = ""
    """What decides which private hosts may be connected to: the feed's URL, or that of a page."""
    proxy: str = ""
    """The feed's own proxy, without credentials; whatever comes by the feed goes through it too."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the queue."""

    number: int
    url: str
    title: str
    """What the reader knows it by."""
    media_type: str
    source: Source
    folder: Path
    name: str
    """Its name there; empty before it was first begun."""
    state: State
    done: int
    """Bytes on the disk."""
    total: int | None
    validator: str
    error: str

    @property
    def path(self) -> Path:
        """Where the whole file is."""
        return self.folder / self.name

    @property
    def part(self) -> Path:
        """Where it is as long as it is not whole."""
        return self.folder / f"{self.name}{PART}"

    @property
    def percent(self) -> int | None:
        """How much of it is there; None when nobody knows."""
        return min(100, self.done * 100 // self.total) if self.total else None


class DownloadQueue:
    """The downloads of this device. Every method may be called from any thread and process.

    Each raises NewsreaderError when the queue can't be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def exists(self) -> bool:
        """Whether anything was ever downloaded here."""
        return self._path.exists()

    def add(self, url: str, title: str, media_type: str, source: Source, folder: Path) -> Download:
        """Put a file at the end of the queue; one that is in it already goes on, when it is not done."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO download (url, title, media_type, feed, origin, proxy, folder, added)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING",
                (
                    url,
                    title,
                    media_type,
                    source.feed,
                    source.url,
                    source.proxy,
                    str(folder),
                    int(time.time()),
                ),
            )
            row = connection.execute(f"{_SELECT} WHERE url = ?", (url,)).fetchone()
        known = _download(row)
        if known.state == "done" and not known.path.exists():
            self.change(known.number, state="waiting", done=0, name="", validator="", error="")
        elif known.state in {"paused", "failed"}:
            self.change(known.number, state="waiting", error="")
        return self.get(known.number) or known

    def all(self) -> list[Download]:
        """All downloads, the oldest first."""
        if not self.exists:
            return []
        with self._open() as connection:
            rows = connection.execute(f"{_SELECT} ORDER BY number").fetchall()
        return [_download(row) for row in rows]

    def get(self, number: int) -> Download | None:
        """A download; None when it was removed."""
        with self._open() as connection:
            row = connection.execute(f"{_SELECT} WHERE number = ?", (number,)).fetchone()
        return _download(row) if row else None

    def take(self) -> Download | None:
        """Begin with the next one that waits; None when none does."""
        with self._open() as connection:
            row = connection.execute(
                "UPDATE download SET state = 'running', error = '' WHERE number ="
                " (SELECT min(number) FROM download WHERE state = 'waiting') RETURNING number"
            ).fetchone()
        return self.get(row[0]) if row else None

    def change(self, number: int, *, only_if: State | None = None, **values: str | int | None) -> bool:
        """Set columns of a download; False when it was removed, or its state is not ``only_if``."""
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        condition = "" if only_if is None else " AND state = :only_if"
        with self._open() as connection:
            done = connection.execute(
                f"UPDATE download SET {assignments} WHERE number = :number{condition}",  # noqa: S608 - our own names
                {**values, "number": number, "only_if": only_if},
            )
            return done.rowcount > 0

    def recover(self) -> None:
        """Let those wait again that a process which is gone was busy with."""
        if self.exists:
            with self._open() as connection:
                connection.execute("UPDATE download SET state = 'waiting' WHERE state = 'running'")

    def remove(self, number: int) -> None:
        """Forget a download and delete what is there of it; a whole file stays."""
        found = self.get(number)
        if found is None:
            return
        with self._open() as connection:
            connection.execute("DELETE FROM download WHERE number = ?", (number,))
        if found.name and found.state not in {"done", "running"}:  # of one that runs, its runner does it
            with contextlib.suppress(OSError):
                found.part.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_PATIENCE)
            try:
                connection.execute(_TABLE)
                with connection:
                    yield connection
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as error:
            raise NewsreaderError(
                f"{self._path}: the queue of downloads can't be used ({error}); if it is damaged, remove the file"
            ) from error


def far(downloads: Sequence[Download]) -> str:
    """How far the downloads are that are going on: ``↓ 43%``, or ``↓ 2 files · 43%``; empty when none is."""
    going = [download for download in downloads if download.state in {"running", "waiting"}]
    if not going:
        return ""
    known = [download for download in going if download.total]
    total = sum(download.total or 0 for download in known)
    parts = [f"{len(going)} files"] if len(going) > 1 else []
    parts += [f"{sum(download.done for download in known) * 100 // total}%"] if total else []
    return f"↓ {' · '.join(parts)}".strip()


def _download(row: tuple[object, ...]) -> Download:
    number, url, title, media_type, feed, origin, proxy, folder, *rest = row
    source = Source(str(feed), str(origin), str(proxy))
    values = (number, url, title, media_type, source, Path(str(folder)), *rest)
    return Download(*values)  # type: ignore[arg-type] # the columns in their order
