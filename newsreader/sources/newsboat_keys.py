"""newsboat's ``bind-key``: which key it names, and which command of this program does the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_KEYS = {
    "ENTER": "enter",
    "ESC": "escape",
    "TAB": "tab",
    "SPACE": "space",
    "UP": "up",
    "DOWN": "down",
    "LEFT": "left",
    "RIGHT": "right",
    "PPAGE": "pageup",
    "NPAGE": "pagedown",
    "HOME": "home",
    "END": "end",
    "BACKSPACE": "backspace",
    "DELETE": "delete",
}
_FUNCTION_KEY = re.compile(r"F(?:[1-9]|1[0-2])")
_COMMANDS = {
    "open": "open",
    "quit": "back",
    "hard-quit": "quit",
    "reload": "refresh_feed",
    "reload-all": "refresh_all",
    "mark-feed-read": "mark_all_read",
    "mark-all-feeds-read": "mark_all_read",
    "save": "write",
    "next-unread": "next_unread",
    "prev-unread": "previous_unread",
    "next": "down",
    "prev": "up",
    "up": "up",
    "down": "down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "home": "top",
    "end": "bottom",
    "open-in-browser": "browser",
    "open-in-browser-and-mark-read": "browser",
    "help": "help",
    "toggle-article-read": "toggle_read",
    "show-urls": "links",
    "open-search": "search",
    "enqueue": "files",
    "cmdline": "palette",
    "bookmark": "toggle_bookmark",
    "pipe-to": "pipe",
    "switch-focus": "next_pane",
}
_DIALOGS = frozenset({"all", "feedlist", "articlelist", "article"})
"""Those of newsboat's dialogs that are panes here, which share their keys."""


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """A key that the reader of newsboat chose."""

    key: str
    """One character, or a name such as ``ctrl+f``, ``pagedown`` or ``f5``."""
    command: str
    """The id of the command that does the same here."""
    line: str
    """As newsboat's file has it."""


def binding(words: Sequence[str]) -> KeyBinding | None:
    """What the words of a line say; None when that has no meaning here."""
    if not 3 <= len(words) <= 4 or words[0] != "bind-key":
        return None
    key, command = _key(words[1]), _COMMANDS.get(words[2], "")
    if not key or not command or (len(words) == 4 and words[3] not in _DIALOGS):
        return None
    return KeyBinding(key, command, " ".join(words))


def _key(name: str) -> str:
    """A key by newsboat's name for it; empty for one that cannot be bound here."""
    if name in _KEYS:
        return _KEYS[name]
    if _FUNCTION_KEY.fullmatch(name):
        return name.lower()
    if len(name) == 2 and name[0] == "^" and name[1].isascii() and name[1].isalpha():
        return f"ctrl+{name[1].lower()}"
    # A comma parts keys in the settings, and digits choose links.
    return name if len(name) == 1 and name.isprintable() and not name.isdigit() and name not in ", " else ""
