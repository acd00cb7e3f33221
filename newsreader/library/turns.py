"""One refresh, and one work on the downloads, at a time in all processes: a second one waits for its turn."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsreader.library import locks
from newsreader.model import NewsreaderError

_POLL = 0.1
LONGEST_WAIT = 15 * 60.0
"""Seconds. A refresh of thousands of feeds takes less."""


class BusyError(NewsreaderError):
    """Another refresh does not come to its end."""


@contextlib.contextmanager
def turn(
    path: Path,
    *,
    cancelled: Callable[[], bool],
    on_wait: Callable[[], None],
    longest: float = LONGEST_WAIT,
) -> Iterator[bool]:
    """Hold the lock at ``path`` while the block runs; gives whether another had it first.

    Args:
        path: The lock's file; made when it is missing, and never removed.
        cancelled: Polled while waiting; then the block runs without the lock, to do nothing.
        on_wait: Called once, when there is another to wait for.
        longest: Seconds to wait at most.

    Raises:
        BusyError: the other one does not come to its end.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError:  # read-only or full: storing will say so better
        yield False
        return
    try:
        waited = False
        end = time.monotonic() + longest
        while not locks.try_to_hold(file) and not cancelled():
            if not waited:
                on_wait()
            waited = True
            if time.monotonic() > end:
                raise BusyError(
                    "Another newsreader has been refreshing for a long time: stop it, or try again later"
                )
            time.sleep(_POLL)
        yield waited
    finally:
        os.close(file)
