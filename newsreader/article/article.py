"""One Entry becomes an Article: what the pane sets and the scripts print."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.article.blocks import Block, Link, Picture
from newsreader.article.marks import Figure, Quote
from newsreader.model import Enclosure


@dataclass(frozen=True, slots=True)
class Article:
    """A story ready to be set: its head, its blocks, and its marks in ``text``."""

    title: str
    standfirst: str
    byline: str
    """The names of who wrote it, without "By"."""
    dateline: str
    """The place that opens a wire story, such as ``NEW DELHI``; not in the first paragraph's text."""
    sign_off: str
    categories: tuple[str, ...]
    published: datetime | None
    link: str
    source: str
    """The title of the feed, or of where a stored story came from."""
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    text: str
    """All blocks' texts joined by a blank line: what marks count offsets in."""
    starts: tuple[int, ...]
    """For each block, where its text starts in ``text``."""
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    words: int
    lead: Picture | None = None
    """The entry's own picture, where none of the blocks is one."""
    files: tuple[Enclosure, ...] = ()
    """Sound, video and documents that come with it."""
