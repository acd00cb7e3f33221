"""newsboat's ``config`` file: what of it has a meaning here, and a list of all the rest.

Commands in backticks, which newsboat runs to learn a value, are never run.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from newsreader.sources import newsboat_keys, newsboat_words
from newsreader.sources.file_charset import decode
from newsreader.sources.newsboat_keys import KeyBinding
from newsreader.text import clean, shorten

_BACKTICK = re.compile(r"(?<!\\)`")
_DEEPEST = 8
_LARGEST = 4 * 1024 * 1024
_SETTINGS: dict[str, tuple[str, int, int]] = {
    "download-timeout": ("timeout", 5, 600),
    "text-width": ("measure", 40, 120),
}
"""newsboat's setting, ours, and the least and most that ours may be."""
_COMMANDS = {"browser": "browser", "player": "player"}
"""Commands of newsboat that open a link or a file, and ours."""
_LIGHT = frozenset({"white", "color7", "color15", *(f"color{n}" for n in (230, 231, *range(250, 256)))})
"""Backgrounds of newsboat on which the light theme is the nearest to what the reader is used to."""
_FOR_A_SHELL = re.compile(r"[|&;<>()$`\\*?\[\]{}~\n]")
_PROXIES = {
    "http": "http",
    "socks4": "socks4",
    "socks4a": "socks4a",
    "socks5": "socks5",
    "socks5h": "socks5h",
}
_SECRET = re.compile(r"password|token|proxy-auth|secret|login", re.IGNORECASE)
_TOGETHER = frozenset({"auto-reload", "reload-time", "use-proxy", "proxy", "proxy-type"})
"""Settings that say something only with one another."""
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
    settings: dict[str, int | str] = field(default_factory=dict)
    """Settings of this program that follow from it."""
    keys: list[KeyBinding] = field(default_factory=list)
    """Keys that do here what they did there."""
    not_taken: list[str] = field(default_factory=list)
    """The other lines, as they stand, but for passwords."""
    service: str = ""
    """The service that holds the list of feeds, when it is not the ``urls`` file (``urls-source``)."""


def read(path: Path) -> NewsboatConfig:
    """The settings in a file and in those that it includes; a file that is missing says nothing."""
    config = NewsboatConfig()
    together: dict[str, list[str]] = {}
    for words in _lines(path, set()):
        if words[0] in _TOGETHER and len(words) == 2:
            together[words[0]] = words
        else:
            _take(config, words, path.parent)
    _take_together(config, {name: words[1] for name, words in together.items()})
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
    elif (key := newsboat_keys.binding(words)) is not None:
        config.keys.append(key)
    elif name == "color" and values[:1] == ["background"] and len(values) >= 3 and values[2] in _LIGHT:
        config.settings["theme"] = "newsprint-light"
    elif name in _COMMANDS and len(values) == 1 and (command := _command(values[0])):
        config.settings[_COMMANDS[name]] = command
    elif name in _SETTINGS and values and values[0].isascii() and values[0].isdigit() and int(values[0][:6]):
        ours, least, most = _SETTINGS[name]
        config.settings[ours] = min(max(int(values[0][:6]), least), most)
    else:
        shown = [name, "…"] if _SECRET.search(name) else words
        config.not_taken.append(shorten(clean(" ".join(shown)), 300))


def _take_together(config: NewsboatConfig, said: dict[str, str]) -> None:
    """What newsboat does only when it is switched on: reloading by itself, and its proxy."""
    taken: set[str] = set()
    minutes = said.get("reload-time", "60")
    if said.get("auto-reload") == "yes" and minutes.isascii() and minutes.isdigit():
        config.settings["refresh_every"] = min(max(int(minutes[:6]), 1), 1440)
        taken |= {"auto-reload", "reload-time"}
    scheme = _PROXIES.get(said.get("proxy-type", "http"), "")
    proxy = f"{scheme}://{said['proxy']}" if said.get("use-proxy") == "yes" and said.get("proxy") else ""
    if scheme and proxy and _is_plain_proxy(proxy):
        config.settings["proxy"] = proxy
        taken |= {"use-proxy", "proxy", "proxy-type"}
    for name, value in said.items():
        # What is switched off is so here as well.
        if name not in taken and (name, value) not in {("auto-reload", "no"), ("use-proxy", "no")}:
            config.not_taken.append(shorten(clean(f"{name} {_without_password(value)}"), 300))


def _is_plain_proxy(proxy: str) -> bool:
    """Whether it is a host and a port: the settings are no place for a password."""
    try:
        parts = urlsplit(proxy)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port is not None
    except ValueError:
        return False


def _without_password(value: str) -> str:
    return f"…@{value.rpartition('@')[2]}" if "@" in value else value


def _command(value: str) -> str:
    """A command that needs no shell, with the link's place in it; empty when it needs one."""
    plain = value.replace("'%u'", "%u").replace('"%u"', "%u")
    if _FOR_A_SHELL.search(plain):
        return ""
    try:
        words = shlex.split(plain)
    except ValueError:
        return ""
    if not words or "{url}" in words:
        return ""
    with_place = words if any("%u" in word for word in words) else [*words, "%u"]
    return shlex.join(with_place).replace("%u", "{url}")
