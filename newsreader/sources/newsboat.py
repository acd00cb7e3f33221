"""A newsboat home: its ``urls`` and ``config`` files read, its ``cache.db`` found.

Nothing in it is run or written: ``exec:``, ``filter:`` and backticks are text here.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.model import NewsreaderError
from newsreader.sources import newsboat_config, newsboat_urls
from newsreader.sources.file_charset import decode
from newsreader.sources.newsboat_config import Ignored, NewsboatConfig
from newsreader.sources.newsboat_urls import NewsboatFeed, SpecialFeed

__all__ = ["Ignored", "NewsboatError", "NewsboatFeed", "NewsboatHome", "SpecialFeed", "find", "read"]

_LARGEST = 64 * 1024 * 1024


class NewsboatError(NewsreaderError):
    """There is no newsboat where it was looked for, or its files cannot be read."""


@dataclass(frozen=True, slots=True)
class NewsboatHome:
    """What was found."""

    folder: Path
    feeds: tuple[NewsboatFeed, ...] = ()
    special: tuple[SpecialFeed, ...] = ()
    config: NewsboatConfig = field(default_factory=NewsboatConfig)
    cache: Path | None = None
    """None when there is no cache."""


def find() -> Path:
    """The folder of this user's newsboat, or newsbeuter.

    Raises:
        NewsboatError: There is none.
    """
    home = Path("~").expanduser()
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    places = [settings / "newsboat", home / ".newsboat", settings / "newsbeuter", home / ".newsbeuter"]
    for place in places:
        if (place / "urls").is_file():
            return place
    raise NewsboatError(
        f"There is no newsboat in {places[1]} or {places[0]}; name the folder that has its urls file"
    )


def read(folder: Path) -> NewsboatHome:
    """Read the files of a folder; the cache may be in it, where ``config`` says, or in the XDG data folder.

    Raises:
        NewsboatError: There is neither a ``urls`` file nor a cache, or one that cannot be read.
    """
    config = newsboat_config.read(folder / "config")
    cache = _cache(folder, config)
    urls = folder / "urls"
    if not urls.is_file() and cache is None:
        raise NewsboatError(f"{folder}: there is no urls file and no cache.db; name newsboat's own folder")
    feeds, special = newsboat_urls.parse(_text(urls)) if urls.is_file() else ((), ())
    return NewsboatHome(folder, feeds, special, config, cache)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise NewsboatError(f"{path} is larger than {_LARGEST // 2**20} MiB; no urls file is")
        return decode(path.read_bytes())
    except OSError as error:
        raise NewsboatError(f"{path}: cannot be read ({error.strerror or error})") from error


def _cache(folder: Path, config: NewsboatConfig) -> Path | None:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser())
    places = [folder / "cache.db"]
    if config.cache_file:
        places.insert(0, config.cache_file)
    if folder.parent.name == ".config" or folder.parent == Path(os.environ.get("XDG_CONFIG_HOME") or "/"):
        places += [
            data / folder.name / "cache.db",
            folder.parent.parent / ".local/share" / folder.name / "cache.db",
        ]
    return next((place for place in places if place.is_file()), None)
