"""newsboat's way of parting lines into words: double quotes, backslashes inside them, and comments."""

import re
from collections.abc import Iterator

_WORD = re.compile(
    r'[ \t\r\n]*(?:(?P<comment>#)|"(?P<quoted>(?:[^"\\]|\\.)*)(?:"|\\?\Z)|(?P<plain>[^ \t\r\n]+))', re.DOTALL
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANINGS = {"n": "\n", "r": "\r", "t": "\t"}
_JOINED = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")


def words(line: str) -> list[str]:
    """The words of a line; a ``#`` where a word would begin ends it, as does a quotation mark left open."""
    found = []
    at = 0
    while (word := _WORD.match(line, at)) and not word["comment"]:
        at = word.end()
        if word["plain"] is not None:
            found.append(word["plain"])
        else:
            found.append(_ESCAPE.sub(lambda escape: _MEANINGS.get(escape[1], escape[1]), word["quoted"]))
    return found


def lines(text: str) -> Iterator[str]:
    """The lines of a file, those that end in a backslash joined to the next."""
    yield from _JOINED.sub(r"\1", text.replace("\r\n", "\n").removeprefix("\ufeff")).split("\n")
