"""Which programs the reader lets make feeds: confirmed one by one, on this device alone.

The list is no part of the journals. Those are synced, and another device must not decide what runs here.
"""

import json
from pathlib import Path

from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.writing import write_whole

REFUSED = "A program makes this feed, and is run only once you have allowed it: newsreader programs"


def allowed(paths: Paths) -> frozenset[str]:
    """The lines (``exec:...``, ``filter:...``) that may be run, each exactly as the reader saw it."""
    try:
        found = json.loads(_file(paths).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return (
        frozenset(line for line in found if isinstance(line, str)) if isinstance(found, list) else frozenset()
    )


def allow(paths: Paths, line: str) -> None:
    """Let a line be run from now on.

    Raises:
        NewsreaderError: that cannot be kept.
    """
    _write(paths, allowed(paths) | {line})


def forbid(paths: Paths, line: str) -> None:
    """Have a line not run any more.

    Raises:
        NewsreaderError: that cannot be kept.
    """
    _write(paths, allowed(paths) - {line})


def _file(paths: Paths) -> Path:
    return paths.data / "programs.json"


def _write(paths: Paths, lines: frozenset[str]) -> None:
    path = _file(paths)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, json.dumps(sorted(lines), indent=2) + "\n")
    except OSError as error:
        raise NewsreaderError(f"{path}: cannot be written ({error.strerror or error})") from error
