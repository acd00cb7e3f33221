"""A file that only the reader may read, changed whole and by one process at a time."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsreader.library import locks
from newsreader.model import NewsreaderError
from newsreader.writing import write_whole

_MINE = 0o600
_IN_PROCESS = threading.RLock()


def read(path: Path) -> dict[str, Any]:
    """The JSON object in the file; an empty one when there is none, or when it is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def changing(path: Path) -> Iterator[dict[str, Any]]:
    """The object, to be changed in place; it is on the disk when the block ends. A damaged file is set aside.

    Raises:
        NewsreaderError: it cannot be written; then it is as it was.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _IN_PROCESS, _held(path.with_name(f"{path.name}.lock")):
            found = read(path)
            if not found and path.exists() and path.read_bytes().strip() not in {b"", b"{}"}:
                path.replace(_aside(path))
            before = json.dumps(found)
            yield found
            if json.dumps(found) != before:
                write_whole(path, json.dumps(found, indent=1) + "\n")
                path.chmod(_MINE)
    except OSError as error:
        raise NewsreaderError(f"{path}: cannot be written ({error.strerror or error})") from error


def _aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    file = os.open(lock, os.O_RDWR | os.O_CREAT, _MINE)
    try:
        locks.hold(file)
        yield
    finally:
        os.close(file)
