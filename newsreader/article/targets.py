"""Where a link leads, told so that it can't deceive: look-alike hosts, names before an ``@``, texts that lie.

Hosts in another script are shown as they are written in DNS whenever they could be taken for another host, by
the "highly restrictive" level of Unicode Technical Standard 39.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.text import clean, shorten

_SCRIPTS_TOGETHER = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)
_LOOK_LATIN = frozenset("асԁеһіјӏорԛѕԝхуъьѵαινορτυχωγκ")
"""Cyrillic and Greek letters that can be taken for Latin ones."""
_SHARED = frozenset(
    {"DIGIT", "HYPHEN-MINUS", "FULL", "MIDDLE", "KATAKANA-HIRAGANA", "COMBINING", "FULLWIDTH"}
)
_UNSAFE_IN_URL = re.compile(r"[^\x21-\x7e]")
_HOST_IN_TEXT = re.compile(r"(?:https?://)?((?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})(?:[/:?#]\S*)?", re.IGNORECASE)
_FILE_ENDING = re.compile(r"\.(?:js|py|rs|md|sh|pl|zip|html?|pdf|txt|json|net|io|app)$", re.IGNORECASE)
_LONGEST_FOR_TERMINAL = 2083


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, as the reader is told."""

    shown: str
    """The whole address; host names as they are safe to show."""
    host: str
    """The host alone, or the address of a mail."""
    warning: str = ""
    """Why to look twice; empty for most."""


def target_of(url: str, text: str = "") -> Target:
    """Where a URL leads.

    Args:
        url: http, https or mailto.
        text: What the link says, to compare.
    """
    try:
        parts = urlsplit(url)
        host, port, user = parts.hostname or "", parts.port, parts.username
    except ValueError:
        return Target(clean(url), clean(url), "this is not a valid address")
    if parts.scheme.lower() == "mailto":
        who = clean(parts.path)
        return Target(clean(url), who, "")
    name = shown_host(host)
    place = f"[{name}]" if ":" in name else name
    place += f":{port}" if port else ""
    rest = clean(parts.path + (f"?{parts.query}" if parts.query else "") + _fragment(parts.fragment))
    before = f"{clean(parts.netloc.rpartition('@')[0])}@" if user is not None else ""
    shown = f"{parts.scheme.lower()}://{before}{place}{rest}"
    return Target(shown, place, _warning(name, user=user or "", text=text, is_changed=name != host))


def shown_host(host: str) -> str:
    """A host as it is safe to show: in its own letters, or as DNS has it where those could deceive."""
    host = clean(host).lower()
    if host.isascii():
        return host
    if all(map(_is_honest, host.split("."))):
        return host
    labels = []
    for label in unicodedata.normalize("NFKC", host).split("."):
        try:
            labels.append(label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii"))
        except UnicodeError:
            labels.append(ascii(label))
    return ".".join(labels)


def for_terminal(url: str) -> str:
    """A URL fit to be put into an escape sequence (OSC 8): printable ASCII; empty when it is none of ours."""
    if url.partition(":")[0].lower() not in {"http", "https", "mailto"}:
        return ""
    safe = _UNSAFE_IN_URL.sub(_percent, url)
    return safe if len(safe) <= _LONGEST_FOR_TERMINAL else ""


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _fragment(fragment: str) -> str:
    return f"#{fragment}" if fragment else ""


def _is_honest(label: str) -> bool:
    """Whether a label of a host is in one script (or in those that Japanese, Chinese and Korean mix)."""
    if label.isascii():
        return True
    scripts = {_script(character) for character in label} - _SHARED
    if scripts <= {"CYRILLIC"} or scripts <= {"GREEK"}:
        return not all(character in _LOOK_LATIN or character.isascii() for character in label)
    return len(scripts) <= 1 or any(scripts <= together for together in _SCRIPTS_TOGETHER)


def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split(" ")[0]


def _warning(host: str, *, user: str, text: str, is_changed: bool) -> str:
    if user:
        return f"leads to {host}, not to {shorten(clean(user), 40)}"
    if "xn--" in host and is_changed:
        return f"leads to {host}, which imitates another name"
    said = _HOST_IN_TEXT.fullmatch(text.strip())
    if said and not _FILE_ENDING.search(said[1]) and not _is_same(said[1].lower(), host):
        return f"leads to {host}, not to {said[1].lower()}"
    return ""


def _is_same(said: str, host: str) -> bool:
    """Whether two hosts are the same or one is part of the other's domain."""
    said, host = said.removeprefix("www."), host.removeprefix("www.")
    return said == host or host.endswith(f".{said}") or said.endswith(f".{host}")
