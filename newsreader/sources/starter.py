"""The starter list: well-known news feeds by topic, ready to tick. Nothing here is ever fetched unasked."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("starter.toml")


@dataclass(frozen=True, slots=True)
class StarterFeed:
    """A feed that a new reader may want."""

    topic: str
    """The heading it stands under, such as ``Science``."""
    title: str
    url: str
    """The feed itself, https."""
    site: str
    """The page that a person would open."""
    language: str
    """BCP 47 tag of what it is written in."""
    description: str
    """One line that tells what to expect."""


@cache
def starter_feeds() -> tuple[StarterFeed, ...]:
    """The list in its own order, the feeds of a topic together; read from the package at the first call."""
    import tomllib  # noqa: PLC0415 - needed when the add dialog opens, not when the program starts

    topics = tomllib.loads(_LIST.read_text(encoding="utf-8"))["topics"]
    return tuple(StarterFeed(topic=topic["name"], **feed) for topic in topics for feed in topic["feeds"])
