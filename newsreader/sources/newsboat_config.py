"""newsboat's ``config`` file: what of it has a meaning here, and a list of all the rest.

Commands in backticks, which newsboat runs to learn a value, are never run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.sources import newsboat_words
from newsreader.sources.file_charset import decode
from newsreader.text import clean, shorten

_BACKTICK = re.compile(r"(?<!\\)`")
_DEEPEST = 8
_LARGEST = 4 * 1024 * 1024
_SETTINGS: dict[str, tuple[str, int, int]] = {
    "download-timeout": ("timeout", 5, 600),
    "text-width": ("measure", 40, 120),
}
"""newsboat's setting, ours, and the least and most that ours may be."""
_SECRET = re.compile(r"password|token|proxy-auth|secret|login", re.IGNORECASE)
_LOCAL = frozenset({"", "local"})


@dataclass(frozen=True, slots=True)
class Ignored:
    """A kill-file rule: stories that newsboat does not show (``ignore-article``). Kept as it is written."""

    feed: str
    """A URL, a regular expression after ``regex:``, or ``*`` for all."""
    rule: str
    """In newsboat's filter language."""


@dataclass(slots=True)
class NewsboatConfig:
    """What a ``config`` file says."""

    cache_file: Path | None = None
    ignored: list[Ignored] = field(default_factory=list)
    settings: dict[str, int] = field(default_factory=dict)
    """Settings of this program that follow from it."""
    not_taken: list[str] = field(default_factory=list)
    """The other lines, as they stand, but for passwords."""
    service: str = ""
    """The service that holds the list of feeds, when it is not the ``urls`` file (``urls-source``)."""


def read(path: Path) -> NewsboatConfig:
    """The settings in a file and in those that it includes; a file that is missing says nothing."""
    config = NewsboatConfig()
    for words in _lines(path, set()):
        _take(config, words, path.parent)
    return config


def _lines(path: Path, seen: set[Path]) -> Iterator[list[str]]:
    try:
        path = path.resolve()
        if path in seen or len(seen) >= _DEEPEST or not path.is_file() or path.stat().st_size > _LARGEST:
            return
        seen.add(path)
        text = decode(path.read_bytes())
    except (OSError, RuntimeError):
        return
    for line in newsboat_words.lines(text):
        words = newsboat_words.words(line)
        if len(words) > 1 and words[0] == "include" and not _BACKTICK.search(line):
            yield from _lines(expanded(words[1], path.parent), seen)
        elif words:
            yield [line.strip()] if _BACKTICK.search(line) else words


def expanded(name: str, folder: Path) -> Path:
    """A path of the configuration: ``~`` is the home folder, and relative ones begin at ``folder``."""
    path = Path(name)
    try:
        return folder / path.expanduser()
    except RuntimeError:
        return folder / path


def _take(config: NewsboatConfig, words: list[str], folder: Path) -> None:
    name, values = words[0], words[1:]
    if name == "ignore-article" and len(values) == 2:
        config.ignored.append(Ignored(clean(values[0]), clean(values[1])))
    elif name == "cache-file" and values:
        config.cache_file = expanded(values[0], folder)
    elif name == "urls-source" and values:
        config.service = "" if values[0] in _LOCAL else clean(values[0])
    elif name in _SETTINGS and values and values[0].isascii() and values[0].isdigit() and int(values[0][:6]):
        ours, least, most = _SETTINGS[name]
        config.settings[ours] = min(max(int(values[0][:6]), least), most)
    else:
        shown = [name, "…"] if _SECRET.search(name) else words
        config.not_taken.append(shorten(clean(" ".join(shown)), 300))
