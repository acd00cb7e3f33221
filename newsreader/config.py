"""Settings: a TOML file read into a frozen Config, and written back one setting at a time."""

import math
import shlex
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from newsreader.model import NewsreaderError
from newsreader.writing import write_whole


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with the value it has when the file says nothing."""

    theme: str = "newsprint-dark"
    """The name of a theme: newsprint-dark, newsprint-light, or any of Textual's."""
    lights: bool = True
    """Whether quotes and figures are lit up when a story opens."""
    measure: int = 72
    """The longest line of an article, in terminal cells (40 to 120)."""
    read_after: float = 2.0
    """Seconds a story is shown before it counts as read; 0 turns that off, scrolling still counts."""
    max_size: int = 32
    """The largest feed or page that is read, in MiB after decompression (1 to 1024)."""
    timeout: int = 60
    """Seconds that one feed may take (5 to 600)."""
    proxy: str = ""
    """URL of a proxy (http, https, socks4, socks5) for everything, or none; empty does as the environment says."""
    refresh_every: int = 0
    """Minutes between refreshes of the feeds that are due, while the reader is open (up to 1440); 0 for none."""
    browser: tuple[str, ...] = ()
    """The program that opens links, with its arguments; ``{url}`` stands for the link. Empty: the system's own."""
    player: tuple[str, ...] = ()
    """The program that plays audio and video; ``{url}`` stands for the address or file. Empty: mpv, when found."""
    downloads: str = ""
    """The folder for files of stories; empty for ``newsreader`` in the system's folder for downloads."""
    pictures: str = "auto"
    """Pictures in articles: auto (what the terminal can), off, half (half cells), kitty or sixel."""
    picture_cache: int = 200
    """How much of the disk pictures may take, in MB (0 to 100000)."""
    save_folder: str = "~"
    """The folder that is proposed for what is written to files."""
    pipe: str = ""
    """The command that is proposed when a story is piped, as for a shell; none is run through one."""
    keys: dict[str, str] = field(default_factory=dict)
    """Key for a command's id, as the help lists them; several are parted by commas."""


_COMMANDS = frozenset({"browser", "player"})
_LIMITS: dict[str, tuple[float, float]] = {
    "measure": (40, 120),
    "read_after": (0, 3600),
    "max_size": (1, 1024),
    "timeout": (5, 600),
    "refresh_every": (0, 1440),
    "picture_cache": (0, 100_000),
}
_CHOICES: dict[str, tuple[str, ...]] = {"pictures": ("auto", "off", "half", "kitty", "sixel")}


def load(path: Path) -> tuple[Config, tuple[str, ...]]:
    """The settings in ``path`` and a line for each thing in it that could not be used.

    A missing file is an empty one. A damaged file gives the defaults; it is never written over.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Config(), ()
    except (OSError, UnicodeDecodeError) as error:
        return Config(), (f"{path}: can't be read ({_reason(error)}); using the default settings",)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), (
            f"{path}: not valid TOML ({error}); using the default settings, mend or remove the file",
        )
    return _checked(table, path)


def _checked(table: dict[str, Any], path: Path) -> tuple[Config, tuple[str, ...]]:
    known = {item.name for item in fields(Config)}
    good: dict[str, Any] = {}
    notices = []
    for name, value in table.items():
        problem = (
            f"{path}: there is no setting {name!r}" if name not in known else _problem(name, value, path)
        )
        if problem:
            notices.append(problem)
        else:
            good[name] = _value(name, value)
    return Config(**good), tuple(notices)


def _value(name: str, value: Any) -> Any:
    if name in _COMMANDS:
        return tuple(shlex.split(value)) if isinstance(value, str) else tuple(value)
    return float(value) if name == "read_after" else value


def _command_problem(name: str, value: object, path: Path) -> str:
    """What is wrong with a command: a line as for a shell, or a list of words."""
    try:
        words = shlex.split(value) if isinstance(value, str) else value
    except ValueError as error:
        return f"{path}: {name} can't be read ({str(error).lower()}); passed over"
    if isinstance(words, list) and all(isinstance(word, str) and "\0" not in word for word in words):
        return ""
    return f'{path}: {name} should be like ["program", "{{url}}"] or "program {{url}}", not {value!r}; passed over'


def _problem(name: str, value: object, path: Path) -> str:
    if name in _COMMANDS:
        return _command_problem(name, value, path)
    default = getattr(Config(), name)
    if name == "keys":
        fits = isinstance(value, dict) and all(isinstance(key, str) for key in value.values())
        return "" if fits else f'{path}: [keys] wants lines such as next_unread = "n"; using the default keys'
    wanted = (int, float) if isinstance(default, float) else type(default)
    if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(default, bool)):
        return f"{path}: {name} should be like {default!r}, not {value!r}; using {default!r}"
    low, high = _LIMITS.get(name, (-math.inf, math.inf))
    if isinstance(value, (int, float)) and not low <= value <= high:
        return f"{path}: {name} should be between {low:g} and {high:g}; using {default!r}"
    if value not in _CHOICES.get(name, (value,)):
        return f"{path}: {name} should be one of {', '.join(_CHOICES[name])}; using {default!r}"
    return ""


def save(path: Path, name: str, value: str | float | bool | dict[str, str]) -> None:
    """Set one setting in the file, keeping its comments and order.

    Raises:
        NewsreaderError: the file is damaged or can't be written; it is left as it was.
    """
    import tomlkit  # noqa: PLC0415 - only when a setting changes
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
        document[name] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, tomlkit.dumps(document))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise NewsreaderError(f"{path}: {name} was not saved ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
