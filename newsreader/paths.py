"""Every path the program uses, in one place."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from newsreader.model import NewsreaderError

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Paths:
    """Where config, data and cache live. ``Paths.default`` follows the platform or one home folder."""

    config: Path
    data: Path
    cache: Path
    downloads: Path | None = None
    """Where files of stories go unless the settings say otherwise; None for beside the data."""

    @classmethod
    def default(cls, home: str | os.PathLike[str] | None = None) -> "Paths":
        """The platform's folders, or all three under ``home`` (default: ``NEWSREADER_HOME``).

        Raises:
            NewsreaderError: ``home`` is relative to a folder that is not there.
        """
        home = home or os.environ.get("NEWSREADER_HOME")
        if home:
            root = _absolute(home)
            return cls(root / "config", root / "data", root / "cache", root / "downloads")
        import platformdirs  # noqa: PLC0415 - not needed when a home is given

        dirs = platformdirs.PlatformDirs("newsreader", appauthor=False)
        own = Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_cache_dir)
        return cls(*own, Path(platformdirs.user_downloads_dir()) / "newsreader")

    @cached_property
    def config_file(self) -> Path:
        """The settings, TOML."""
        return self.config / "config.toml"

    @cached_property
    def database(self) -> Path:
        """What came from outside; can be rebuilt."""
        return self.data / "library.db"

    @cached_property
    def journals(self) -> Path:
        """The folder with one journal for each device: what the reader did; cannot be rebuilt."""
        return self.data / "state"

    @cached_property
    def download_queue(self) -> Path:
        """The files that are being downloaded to this device, and those that were."""
        return self.data / "downloads.db"

    @cached_property
    def session_file(self) -> Path:
        """The last scope, story and scroll position of the interface."""
        return self.data / "session.json"

    @cached_property
    def pictures(self) -> Path:
        """Pictures that were fetched; losing them costs fetching them again."""
        return self.cache / "pictures"


def _absolute(home: str | os.PathLike[str]) -> Path:
    try:
        return Path(home).expanduser().absolute()
    except RuntimeError as error:  # ~name, where nobody is called so
        raise NewsreaderError(f"{home}: there is no such home folder; give another with --home") from error
    except OSError as error:  # relative, in a folder that was removed
        raise NewsreaderError(f"{home}: the current folder is gone; give a whole path with --home") from error


def shipped(name: str) -> Path:
    """The folder ``styles`` or ``seeds``: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
