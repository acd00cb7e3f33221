"""A process that parses feeds for another: it keeps the other's interpreter free, and dies in its place."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from newsreader.model import Feed, NewsreaderError
from newsreader.sources.feed_error import NotAFeedError
from newsreader.sources.worker_process import WorkerProcess, pipes_of_worker

_RUBBISH = 50_000
"""Objects made between two collections: a feed makes thousands, and hardly any of them refer to each other."""

MakeReady: TypeAlias = Callable[[Feed], tuple[Feed, tuple[object, ...]]]
"""What is done with a feed where it was parsed: a function of a module, which gives what to send of the feed,
and something more for each of its entries."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a document."""

    feed: Feed
    ready: tuple[object, ...] = ()
    """What ``MakeReady`` gave for each entry; empty where there was none."""


class WorkerDiedError(NewsreaderError):
    """The process ended while it read a document, by itself or because it was killed."""


class ParseWorker(WorkerProcess):
    """One such process. Used by one thread at a time; ``kill`` may be called from any."""

    def __init__(self, ready: MakeReady | None = None) -> None:
        """Start it; it answers a moment later, with feeds made ``ready``.

        Raises:
            OSError: No process can be started.
        """
        super().__init__(__name__)
        self.pipes.send(ready)

    def parse(self, data: bytes, url: str, content_type: str) -> Parsed:
        """The same as ``parse_document``.

        Raises:
            NotAFeedError: It is no feed.
            WorkerDiedError: The process did not survive it, and cannot be used again.
        """
        try:
            self.pipes.send((data, url, content_type))
            answer = self.pipes.receive()
        except (OSError, EOFError, ValueError) as error:  # a pipe that was closed meanwhile is a ValueError
            self.kill()
            raise WorkerDiedError(f"{url}: reading this feed broke the parser") from error
        if isinstance(answer, Parsed):
            return answer
        is_no_feed, words = answer
        raise NotAFeedError(words) if is_no_feed else RuntimeError(words)


def parse_document(data: bytes, url: str, content_type: str, ready: MakeReady | None) -> Parsed:
    """What ``feed.parse`` makes of a document, made ready.

    Raises:
        NotAFeedError: It is no feed.
    """
    from newsreader.sources.feed import parse  # noqa: PLC0415 - slow to load, and nothing may have come to parse

    feed = parse(data, url, content_type)
    return Parsed(*ready(feed)) if ready else Parsed(feed)


def serve() -> None:
    """Answer documents with feeds until the input ends."""
    pipes = pipes_of_worker()
    gc.set_threshold(_RUBBISH)
    ready = pipes.receive()
    from newsreader.sources import feed_channel, feed_tree  # noqa: F401, PLC0415 - here before there is a document

    while True:
        try:
            data, url, content_type = pipes.receive()
        except EOFError:
            return
        answer: Parsed | tuple[bool, str]
        try:
            answer = parse_document(data, url, content_type, ready)
        except NotAFeedError as error:
            answer = (True, str(error))
        except Exception as error:
            answer = (False, f"{type(error).__name__}: {error}")
        try:
            pipes.send(answer)
        except OSError:
            return
