"""Story files: plain text in the wire form, Markdown, or a saved web page, read as one Entry."""

import hashlib
import os
import stat
import sys
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from newsreader.model import Author, Entry, NewsreaderError
from newsreader.sources.file_charset import decode
from newsreader.sources.file_kinds import binary_kind, kind_of
from newsreader.sources.file_markdown import markdown_head
from newsreader.sources.wire import parse_wire
from newsreader.text import clean, shorten

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest story file that is read."""

_TITLE_LENGTH = 90


class FileError(NewsreaderError):
    """A file that cannot be read as a story."""


def read_entry(path: str) -> Entry:
    """Read a story file, or standard input for ``-``.

    Raises:
        FileError: It is missing, a folder, not readable, empty, not text, or larger than ``LARGEST``.
    """
    if path == "-":
        return entry_from_bytes(sys.stdin.buffer.read(LARGEST + 1), "standard input")
    shown = shorten(clean(path), 200) or "(no name)"
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a path from the command line may hold what Path refuses
            facts = os.fstat(file.fileno())
            if stat.S_ISREG(facts.st_mode) and facts.st_size > LARGEST:
                raise FileError(_too_large(shown))
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise FileError(f"{shown}: there is no such file; check the name") from None
    except IsADirectoryError:
        raise FileError(f"{shown} is a folder; name the story files in it") from None
    except PermissionError:
        if os.path.isdir(path):  # noqa: PTH112 - Windows says so of a folder
            raise FileError(f"{shown} is a folder; name the story files in it") from None
        raise FileError(f"{shown}: you are not allowed to read it; check its permissions") from None
    except ValueError:
        raise FileError(f"{shown}: no file can have this name; check it") from None
    except OSError as error:
        raise FileError(f"{shown}: cannot be read ({clean(error.strerror or str(error))})") from None
    return entry_from_bytes(data, path)


def entry_from_bytes(data: bytes, name: str, content_type: str = "") -> Entry:
    """Read a story from the bytes of a file or a fetched page.

    Args:
        data: The whole file.
        name: Its path or http(s) URL; the extension tells the kind, and messages name it.
        content_type: The media type it was served with, when it was fetched.

    Raises:
        FileError: It is empty, not text, a feed, or larger than ``LARGEST``.
    """
    shown = shorten(clean(name), 200) or "(no name)"
    if len(data) > LARGEST:
        raise FileError(_too_large(shown))
    binary = binary_kind(data)
    if binary:
        raise FileError(f"{shown} is not text but {binary}; open text, Markdown or HTML")
    text = decode(data, content_type)
    if not clean(text):
        raise FileError(f"{shown} is empty; there is nothing to read in it")
    if binary_kind(text.encode("utf-8", "replace")):
        raise FileError(f"{shown} is not text; open text, Markdown or HTML")
    kind = kind_of(text, name, content_type)
    guid = "sha256:" + hashlib.sha256(_normal(text).encode("utf-8", "replace")).hexdigest()[:32]
    if kind == "feed":
        raise FileError(f"{shown} is a feed, not a story; subscribe to it with: newsreader add")
    if kind == "html":
        from newsreader.sources.file_pages import page_entry  # noqa: PLC0415 - lxml is slow to load

        return page_entry(text, url=_link(name), guid=guid, fallback=_stem(name))
    if kind == "markdown":
        return _markdown_entry(text, guid, name)
    return _wire_entry(text, guid, name)


def _wire_entry(text: str, guid: str, name: str) -> Entry:
    story = parse_wire(text)
    first = next(iter(story.paragraphs), "")
    return Entry(
        guid=guid,
        link=_link(name),
        title=story.title or shorten(first, _TITLE_LENGTH) or _stem(name),
        authors=(Author(story.byline),) if story.byline else (),
        published=story.published,
        body=text,
        body_type="wire",
        categories=story.categories,
    )


def _markdown_entry(text: str, guid: str, name: str) -> Entry:
    head = markdown_head(text)
    return Entry(
        guid=guid,
        link=_link(name),
        title=head.title or shorten(head.first, _TITLE_LENGTH) or _stem(name),
        authors=tuple(Author(author) for author in head.authors),
        published=head.published,
        summary=head.summary,
        body=text,
        body_type="markdown",
        base=_link(name),
        language=head.language,
        categories=head.categories,
    )


def _too_large(shown: str) -> str:
    return f"{shown} is larger than {LARGEST // (1024 * 1024)} MiB; a story is not: check that it is the right file"


def _normal(text: str) -> str:
    """The text as it counts for identity: line ends and the white space around it do not."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _link(name: str) -> str:
    return name if name.startswith(("http://", "https://")) else ""


def _stem(name: str) -> str:
    """A title of last resort: the file's name without its extension."""
    path = unquote(urlsplit(name).path) if _link(name) else name.replace("\\", "/")
    return clean(PurePosixPath(path).stem) or clean(name)
