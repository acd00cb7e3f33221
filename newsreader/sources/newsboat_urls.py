"""newsboat's ``urls`` file: feeds with their tags and titles, and what asks for a program to be run."""

from dataclasses import dataclass
from typing import Literal

from newsreader.sources import newsboat_words
from newsreader.text import clean

_SPECIAL = ("exec:", "filter:", "query:")


@dataclass(frozen=True, slots=True)
class NewsboatFeed:
    """A line with the address of a feed. Its text has been through ``text.clean``."""

    url: str
    """May hold a name and a password."""
    title: str = ""
    """The reader's own (``~Title``)."""
    tags: tuple[str, ...] = ()
    hidden: bool = False
    """Whether newsboat leaves it out of its list of feeds (``!``)."""


@dataclass(frozen=True, slots=True)
class SpecialFeed:
    """A line that stands for a search, or for a program to be run. It is text, and never run here."""

    kind: Literal["exec", "filter", "query"]
    line: str
    """The whole address: ``exec:COMMAND``, ``filter:COMMAND:URL`` or ``query:NAME:EXPRESSION``."""
    title: str = ""
    tags: tuple[str, ...] = ()
    hidden: bool = False


def is_special(url: str) -> bool:
    """Whether an address stands for a program or a search, and so is never fetched."""
    return url.startswith(_SPECIAL)


def url_of(line: str) -> str:
    """The feed that a filter works on; empty for other lines."""
    if not line.startswith("filter:"):
        return ""
    found = [at for scheme in (":http://", ":https://", ":file://") if (at := line.find(scheme)) > 0]
    return line[min(found) + 1 :] if found else ""


def command_of(line: str) -> str:
    """The program that a line asks for; empty for a search."""
    kind, _, rest = line.partition(":")
    if kind == "exec":
        return rest
    url = url_of(line)
    return rest.removesuffix(f":{url}") if url else ""


def parse(text: str) -> tuple[tuple[NewsboatFeed, ...], tuple[SpecialFeed, ...]]:
    """The feeds of a ``urls`` file, and its special lines; a URL that stands there twice is one feed."""
    feeds: dict[str, NewsboatFeed] = {}
    special: dict[str, SpecialFeed] = {}
    for line in newsboat_words.lines(text):
        found = [] if line.startswith("#") else [clean(word) for word in newsboat_words.words(line)]
        if not found or not found[0]:
            continue
        url, marks = found[0], [word for word in found[1:] if word]
        title = next((mark[1:].strip() for mark in marks if mark[0] == "~"), "")
        hidden = any(mark[0] == "!" for mark in marks)
        tags = tuple(dict.fromkeys(tag for mark in marks if (tag := _tag(mark))))
        if is_special(url):
            kind = url.split(":", 1)[0]
            name = url.split(":", 2)[1] if kind == "query" else ""
            special.setdefault(url, SpecialFeed(kind, url, title or clean(name), tags, hidden))  # type: ignore[arg-type] # one of _SPECIAL
            continue
        known = feeds.get(url)
        feeds[url] = NewsboatFeed(
            url,
            title or (known.title if known else ""),
            tuple(dict.fromkeys((*(known.tags if known else ()), *tags))),
            hidden or (known.hidden if known else False),
        )
    return tuple(feeds.values()), tuple(special.values())


def _tag(mark: str) -> str:
    if mark[0] == "~":
        return ""
    tag = mark[1:].strip() if mark[0] == "!" else mark
    return "" if mark[0] == "!" and tag.lower() == "hidden" else tag
