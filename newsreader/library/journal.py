"""The journal: what the reader did, one JSON object a line, appended and never rewritten.

Each device appends to a file of its own, so a folder synced by any means merges without conflicts. A line
counts once its line end is there; a line that was cut off (kill -9, power) is ended by the next append, and
passed over by readers.
"""

import contextlib
import os
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.library import locks

_STAMP = re.compile(r"[12]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}Z")
_TAIL = 64
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
SUFFIX = ".jsonl"


def is_stamp(value: object) -> bool:
    """Whether a value is a stamp: ISO 8601 in UTC with microseconds, years 1000 to 2999."""
    return isinstance(value, str) and _STAMP.fullmatch(value) is not None


def next_stamp(last: str) -> str:
    """A stamp for now, but after ``last`` in any case: clocks go back, and devices disagree."""
    now = datetime.now(UTC)
    if last:
        with contextlib.suppress(ValueError):  # an impossible day: any stamp will do
            now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stamps(last: str) -> Iterator[str]:
    """Stamps for events that are appended together, each after the one before."""
    moment = datetime.fromisoformat(next_stamp(last)).replace(tzinfo=None)
    while True:
        yield moment.isoformat(timespec="microseconds") + "Z"
        moment += timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Position:
    """How far a journal has been read, and what tells that it is still the same file."""

    place: int = 0
    """Bytes."""
    tail: bytes = b""
    """The last bytes before ``place``."""
    size: int = 0
    modified: int = 0
    """Nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a journal, without its end."""

    place: int
    """Where it begins, in bytes."""
    data: bytes


def journals(folder: Path) -> list[Path]:
    """Every device's journal in the folder, by name. Copies that a sync program made in a conflict count."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())
    except OSError:
        return []


def sizes(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of every journal: differs whenever one of them changed."""
    found = []
    with contextlib.suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if item.name.endswith(SUFFIX):
                with contextlib.suppress(OSError):
                    status = item.stat()
                    found.append((item.name, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def read(path: Path, since: Position) -> tuple[Iterator[Line], Position, bool]:
    """The whole lines that were appended since a position.

    Returns:
        The lines, the new position, and whether the file was replaced (then it is read from its start).

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if (status.st_size, status.st_mtime_ns) == (since.size, since.modified):
            return iter(()), since, False
        replaced = status.st_size < since.place or _tail(path, since.place, len(since.tail)) != since.tail
        start = 0 if replaced else since.place
        file.seek(start)
        data = file.read(status.st_size - start)
    end = data.rfind(b"\n") + 1
    place = start + end
    new = Position(place, _tail(path, place, min(_TAIL, place)), status.st_size, status.st_mtime_ns)
    return _lines(data[:end], start), new, replaced


def line_at(path: Path, place: int) -> bytes:
    """The line that begins at a place.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        file.seek(place)
        return file.readline().rstrip(b"\n")


def _tail(path: Path, place: int, length: int) -> bytes:
    if not length:
        return b""
    with path.open("rb") as file:
        file.seek(max(0, place - length))
        return file.read(length)


def _lines(data: bytes, start: int) -> Iterator[Line]:
    place = start
    for line in data.split(b"\n")[:-1]:
        if line.strip():
            yield Line(place, line)
        place += len(line) + 1


class Journal:
    """This device's own journal. Safe with other threads and other processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = threading.RLock()
        self._depth = 0
        self._file = -1

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the journal against other processes, so that nothing comes between reading and appending.

        Raises:
            OSError: when it cannot be opened for writing.
        """
        with self._thread:
            if not self._depth:
                self._file = _open_locked(self.path)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if not self._depth:
                    os.close(self._file)

    def append(self, lines: Sequence[str]) -> None:
        """Append lines and wait until they are on the disk. All of them, or none.

        Raises:
            OSError: when they could not be written (full disk).
        """
        with self.locked():
            size = os.fstat(self._file).st_size
            data = b"".join(line.encode() + b"\n" for line in lines)
            try:
                _write(self._file, (self._line_end(size) + data))
                os.fsync(self._file)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._file, size)
                raise

    def end_torn_line(self) -> None:
        """Give a last line that was cut off its end, so that it is passed over and reported.

        Raises:
            OSError: when it cannot be written.
        """
        with self.locked():
            _write(self._file, self._line_end(os.fstat(self._file).st_size))

    def _line_end(self, size: int) -> bytes:
        if not size:
            return b""
        os.lseek(self._file, size - 1, os.SEEK_SET)
        return b"" if os.read(self._file, 1) == b"\n" else b"\n"


def _open_locked(path: Path) -> int:
    while True:
        is_new = not path.exists()
        file = os.open(path, _FLAGS, 0o600)
        locks.hold(file)
        if is_new:
            _sync_folder(path.parent)
        # A sync program may have put another file in its place while we waited.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file), path.stat()):
                return file
        os.close(file)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every file system can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]
