"""Names for files that are downloaded: readable, and harmless on every file system."""

import contextlib
import mimetypes
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsreader.text import clean

PART = ".part"
"""What the name of a file ends in as long as it is not whole."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
"""Devices of Windows, whatever the ending behind them."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")
_PAGES = frozenset({".php", ".html", ".htm", ".asp", ".aspx", ".jsp", ".cgi"})
_LONGEST = 180
"""Bytes of a name in UTF-8, with room for its number and ``.part`` below the 255 of most file systems."""
_USUAL = {
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "video/mp4": ".mp4",
    "audio/ogg": ".ogg",
}
_MOST_OF_A_NAME = 10_000


def safe_name(title: str, url: str, media_type: str) -> str:
    """A file name without folders in it, from the title, else the address; with an ending.

    Args:
        title: Of the file or its story; may be empty.
        url: Where the file is.
        media_type: As the feed says; may be empty.
    """
    try:
        last = unquote(urlsplit(url).path.rpartition("/")[2], errors="replace")
    except ValueError:
        last = ""
    stem, ending = os.path.splitext(last)  # noqa: PTH122 - of a name, not of a path
    if not _ENDING.fullmatch(ending) or ending.lower() in _PAGES:
        kind = media_type.partition(";")[0].strip().lower()
        stem, ending = stem or last, _USUAL.get(kind) or mimetypes.guess_extension(kind) or ""
    name = _harmless(title) or _harmless(stem) or "download"
    if name.lower().endswith(ending.lower()):
        name = name[: len(name) - len(ending)] or "download"
    if _RESERVED.match(name):
        name = f"_{name}"
    return _cut(name, _LONGEST - len(ending)) + ending.lower()


def reserve(folder: Path, name: str) -> str:
    """A name that is free in a folder: the one asked for, or with a number. Its part file is made, empty.

    Raises:
        OSError: The folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for free in _numbered(name):
        if os.path.lexists(folder / free):
            continue
        with contextlib.suppress(FileExistsError):
            os.close(os.open(folder / f"{free}{PART}", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
            return free
    raise FileExistsError(f"there are too many files called {name}")


def finish(folder: Path, name: str) -> str:
    """Give a whole part file its name, or the next one that is free: nothing is ever written over.

    Returns:
        The name that it got.

    Raises:
        OSError: It can't be renamed.
    """
    part = folder / f"{name}{PART}"
    for free in _numbered(name):
        try:
            os.link(part, folder / free)
        except FileExistsError:
            continue
        except OSError:  # a file system without hard links
            if os.path.lexists(folder / free):
                continue
            part.rename(folder / free)
            return free
        part.unlink()
        return free
    raise FileExistsError(f"there are too many files called {name}")


def _numbered(name: str) -> Iterator[str]:
    """The name, then the same with a number before its ending, as often as is sensible."""
    yield name
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - as above
    for number in range(2, _MOST_OF_A_NAME):
        yield f"{stem} ({number}){ending}"


def _harmless(text: str) -> str:
    """Text without what file systems and shells stumble over; may be empty."""
    text = _FORBIDDEN.sub(" ", clean(text.encode("utf-8", "replace").decode("utf-8")))
    return clean(text).strip(" .").lstrip("-~ .").rstrip(" .")


def _cut(name: str, most: int) -> str:
    """At most that many bytes of a name, never within a character."""
    return name.encode("utf-8")[: max(8, most)].decode("utf-8", "ignore").rstrip(" .") or "download"
