"""A process that parses feeds for another: it keeps the other's interpreter free, and dies in its place.

What goes through its pipes is pickled by this program on both sides. It ends when its input does, so none
outlives the program that started it, however that ended.
"""

import contextlib
import gc
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

from newsreader.model import Feed, NewsreaderError
from newsreader.sources.feed_error import NotAFeedError

_START = "import sys; sys.path[:] = sys.argv[1:]; from newsreader.sources.parse_worker import serve; serve()"
_SIZE = struct.Struct(">Q")
_PIPE = 1 << 20
"""Bytes that a pipe is asked to hold: with more room, neither side waits for the other's turn at every piece."""
_RUBBISH = 50_000
"""Objects made between two collections: a feed makes thousands, and hardly any of them refer to each other."""

MakeReady: TypeAlias = Callable[[Feed], tuple[Feed, tuple[object, ...]]]
"""What a worker does with a feed before it sends it: a function of a module, which gives what to send of the feed,
and something more for each of its entries."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a document."""

    feed: Feed
    ready: tuple[object, ...] = ()
    """What ``MakeReady`` gave for each entry; empty where there was none."""


class WorkerDiedError(NewsreaderError):
    """The process ended while it read a document, by itself or because it was killed."""


class ParseWorker:
    """One such process. Used by one thread at a time; ``kill`` may be called from any."""

    def __init__(self, ready: MakeReady | None = None) -> None:
        """Start it; it answers a moment later, with feeds made ``ready``.

        Raises:
            OSError: No process can be started.
        """
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._ready = ready
        self._ending = threading.Lock()
        for pipe in (self._process.stdin, self._process.stdout):
            _widen(pipe)

    @property
    def is_alive(self) -> bool:
        """Whether it can be used."""
        return self._process.returncode is None

    def parse(self, data: bytes, url: str, content_type: str) -> Parsed:
        """What ``feed.parse`` makes of a document, made ready.

        Raises:
            NotAFeedError: It is no feed.
            WorkerDiedError: The process did not survive it, and cannot be used again.
        """
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None  # noqa: S101 - both were asked for
        assert pipe_out is not None  # noqa: S101
        try:
            _send(pipe_in, (data, url, content_type, self._ready))
            answer = _receive(pipe_out)
        except (OSError, EOFError, ValueError) as error:  # a pipe that was closed meanwhile is a ValueError
            self.kill()
            raise WorkerDiedError(f"{url}: reading this feed broke the parser") from error
        if isinstance(answer, Parsed):
            return answer
        is_no_feed, words = answer
        raise NotAFeedError(words) if is_no_feed else RuntimeError(words)

    def kill(self) -> None:
        """End it at once, whatever it does, and leave nothing of it."""
        with self._ending:
            self._process.kill()
            self._process.wait()
        # A thread that waits for its answer gets the end of the file; it closes the pipes when it is done.

    def close(self) -> None:
        """End it and close its pipes; nothing may be waiting for it."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def serve() -> None:
    """Answer documents with feeds until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to everyone; the other decides
    from newsreader.sources.feed import parse  # noqa: PLC0415 - loaded here only

    gc.set_threshold(_RUBBISH)
    while True:
        try:
            request = _receive(sys.stdin.buffer)
        except EOFError:
            return
        answer: Parsed | tuple[bool, str]
        *document, ready = request
        try:
            feed = parse(*document)
            answer = Parsed(*ready(feed)) if ready else Parsed(feed)
        except NotAFeedError as error:
            answer = (True, str(error))
        except Exception as error:
            answer = (False, f"{type(error).__name__}: {error}")
        try:
            _send(sys.stdout.buffer, answer)
        except OSError:
            return


def _widen(pipe: IO[bytes] | None) -> None:
    if pipe is None or not sys.platform.startswith("linux"):
        return
    import fcntl  # noqa: PLC0415 - not on every platform

    with contextlib.suppress(OSError):  # a system may allow less
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _send(pipe: IO[bytes], value: Any) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_SIZE.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    """The next value; EOFError when there is none, or it breaks off."""
    head = pipe.read(_SIZE.size)
    size = _SIZE.unpack(head)[0] if len(head) == _SIZE.size else 0
    data = pipe.read(size)
    if not size or len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - our own program wrote it
