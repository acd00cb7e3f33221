"""The files that come with a story, told in a few words."""

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from newsreader.model import Enclosure
from newsreader.sources.media_kinds import kind_of
from newsreader.text import clean, shorten

_TITLE = 60


def files_of(enclosures: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    """The files worth listing: each web address once, without pictures, which the page shows itself."""
    found: dict[str, Enclosure] = {}
    for enclosure in enclosures:
        if enclosure.url.lower().startswith(("http://", "https://")) and kind_of(enclosure) != "Picture":
            found.setdefault(enclosure.url, enclosure)
    return tuple(found.values())


def told(enclosure: Enclosure) -> str:
    """A file in one line: ``Audio · 34 min · 32 MB``."""
    parts = [kind_of(enclosure)]
    if enclosure.duration:
        parts.append(duration_words(enclosure.duration))
    if enclosure.length:
        parts.append(size_words(enclosure.length))
    return " · ".join(parts)


def file_name(enclosure: Enclosure) -> str:
    """What a file is called: its title, else the last part of its address."""
    try:
        path = urlsplit(enclosure.url).path
    except ValueError:
        path = ""
    return shorten(clean(enclosure.title) or clean(unquote(path.rpartition("/")[2])), _TITLE)


def size_words(size: int) -> str:
    """A number of bytes as people say it, in units of 1000 (IEC 80000-13): ``32 MB``."""
    value = float(size)
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if value < 999.5 or unit == "TB":
            digits = 1 if unit != "bytes" and value < 9.95 else 0
            return f"{value:.{digits}f} {unit}"
        value /= 1000
    raise AssertionError


def duration_words(seconds: int) -> str:
    """A length of time as people say it: ``34 min``, ``1 h 5 min``."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
