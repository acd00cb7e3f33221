"""Folders, tags and intervals as a reader writes them: ``News/World, Tech`` and ``2h``."""

import re
from collections.abc import Sequence

from newsreader import text
from newsreader.library.feed_settings import LEAST_INTERVAL, MOST_INTERVAL
from newsreader.library.filing import Folder
from newsreader.model import NewsreaderError

_UNITS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_SPAN = re.compile(r"(\d{1,6})\s*([mhdw])[a-z]*", re.IGNORECASE)
_PART = re.compile(r"(?:[^/\\]|\\.)+")
_ITEM = re.compile(r"(?:[^,\\]|\\.)+")
_ESCAPED = re.compile(r"\\(.)")


def seconds_of(words: str) -> int | None:
    """An interval such as ``30m``, ``2h`` or ``1 day`` in seconds; None for empty words or ``auto``.

    Raises:
        NewsreaderError: it is none, or out of bounds.
    """
    words = words.strip().lower()
    if words in {"", "auto"}:
        return None
    found = _SPAN.fullmatch(words)
    seconds = int(found[1]) * _UNITS[found[2].lower()] if found else 0
    if not LEAST_INTERVAL <= seconds <= MOST_INTERVAL:
        raise NewsreaderError(f"{text.shorten(words, 30)!r} is no interval: write 30m, 2h, 1d or 1w, or auto")
    return seconds


def interval_words(seconds: int | None) -> str:
    """The interval in the same words, as short as it goes; empty for None."""
    if seconds is None:
        return ""
    unit = next(unit for unit in "wdhm" if seconds % _UNITS[unit] == 0 or unit == "m")
    return f"{max(1, round(seconds / _UNITS[unit]))}{unit}"


def folder_of(words: str) -> Folder:
    r"""A folder by the names on the way to it, parted by ``/``; ``\/`` is a stroke in a name."""
    parts = (text.clean(_ESCAPED.sub(r"\1", part)) for part in _PART.findall(words))
    return tuple(filter(None, parts))


def folder_words(folder: Folder) -> str:
    """A folder as ``folder_of`` reads it."""
    return "/".join(re.sub(r"([/\\])", r"\\\1", name) for name in folder)


def items_of(words: str) -> tuple[str, ...]:
    r"""What stands between commas, each once; ``\,`` is a comma in it, and other strokes are left for later."""
    items = (text.clean(item.replace(r"\,", ",")) for item in _ITEM.findall(words))
    return tuple(dict.fromkeys(filter(None, items)))


def items_words(items: Sequence[str]) -> str:
    """Items as ``items_of`` reads them."""
    return ", ".join(item.replace(",", r"\,") for item in items)
