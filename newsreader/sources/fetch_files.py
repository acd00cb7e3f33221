"""``file:`` URLs (RFC 8089)."""

import os
import stat
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.fetch_urls import shown
from newsreader.text import clean, shorten

_HERE = frozenset({"", "localhost", "127.0.0.1", "[::1]"})


def file_path(url: str) -> Path:
    """The path that a ``file:`` URL names.

    Raises:
        FetchError: When it names another machine, or no absolute path.
    """
    try:
        parts = urlsplit(url.strip())
        path = os.fsdecode(unquote_to_bytes(parts.path))
    except ValueError as error:
        raise FetchError(f"{shown(url)}: this is not a valid address") from error
    if parts.netloc.lower() not in _HERE:
        raise FetchError(f"{shown(url)}: files of another machine cannot be read; write file:///path")
    if not path.startswith("/") or "\0" in path:
        raise FetchError(f"{shown(url)}: a file address holds a whole path, as in file:///home/me/feed.xml")
    return Path(path)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes.

    Raises:
        FetchError: When it is missing, closed to us, too large, or a folder, pipe or device.
    """
    where = shorten(clean(os.fsencode(path).decode("utf-8", "replace")), 120)
    try:
        # Without O_NONBLOCK, opening a pipe waits for its writer, perhaps for ever.
        with open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FetchError(f"{where}: this is not an ordinary file")
            data = file.read(limit + 1)
    except IsADirectoryError as error:
        raise FetchError(f"{where}: this is a folder; name a file in it") from error
    except FileNotFoundError as error:
        raise FetchError(f"{where}: there is no such file") from error
    except PermissionError as error:
        raise FetchError(f"{where}: this file may not be read; check its permissions") from error
    except OSError as error:
        raise FetchError(f"{where}: this file cannot be read ({error.strerror or 'input error'})") from error
    if len(data) > limit:
        raise FetchError(f"{where}: this file is larger than {limit_text(limit)}")
    return data


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)


def limit_text(limit: int) -> str:
    """A cap in bytes, as the reader reads it."""
    return f"{limit / 2**20:.3g} MiB" if limit >= 2**20 else f"{limit / 2**10:.3g} KiB"
