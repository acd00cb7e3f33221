"""What sub-commands are given to read: a file, a URL, or standard input."""

import sys
from urllib.parse import urlsplit

from newsreader.model import NewsreaderError
from newsreader.text import clean, shorten


def is_url(source: str) -> bool:
    """Whether it is fetched rather than opened."""
    return urlsplit(source).scheme.lower() in {"http", "https", "file"} and ":/" in source


def read_bytes(source: str, most: int) -> bytes:
    """The bytes of a file or of standard input ("-"): one more than ``most`` at the most, to tell what is larger.

    Raises:
        NewsreaderError: it can't be read.
    """
    try:
        if source == "-":
            return sys.stdin.buffer.read(most + 1)
        with open(source, "rb") as file:  # noqa: PTH123 - a path from the command line may hold what Path refuses
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NewsreaderError(f"{shown(source)}: cannot be read ({reason})") from None


def shown(source: str) -> str:
    """A source as error messages name it."""
    return "standard input" if source == "-" else shorten(clean(source), 200) or "(no name)"
