"""Processes that work for this one: its own interpreter, values through pipes, an end when this one ends.

What goes through the pipes is pickled by this program on both sides. A worker has a session of its own, so that no
key and no hang-up of the terminal reaches it, and it reads and writes nothing but its pipes.
"""

import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, Any

_START = "import sys; sys.path[:] = sys.argv[1:]; from {module} import serve; serve()"
_SIZE = struct.Struct(">Q")
_PIPE = 1 << 20
"""Bytes that a pipe is asked to hold: with more room, neither side waits for the other's turn at every piece."""


@dataclass(frozen=True, slots=True)
class Pipes:
    """Two ways to another process. Each is used by one thread at a time."""

    to_other: IO[bytes]
    from_other: IO[bytes]

    def send(self, value: Any) -> None:
        """Hand a value over; waits while the pipe is full.

        Raises:
            OSError: the other side is gone.
        """
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self.to_other.write(_SIZE.pack(len(data)))
        self.to_other.write(data)
        self.to_other.flush()

    def receive(self) -> Any:
        """The next value; waits for it.

        Raises:
            EOFError: there is none, or it breaks off.
        """
        head = self.from_other.read(_SIZE.size)
        size = _SIZE.unpack(head)[0] if len(head) == _SIZE.size else 0
        data = self.from_other.read(size)
        if not size or len(data) < size:
            raise EOFError
        return pickle.loads(data)  # noqa: S301 - our own program wrote it


class WorkerProcess:
    """One that works for this process; ``kill`` may be called from any thread."""

    def __init__(self, module: str) -> None:
        """Start it; it answers a moment later.

        Args:
            module: The name of a module of ours; its function ``serve`` does the work, and returns when
                ``pipes_of_worker`` come to their end.

        Raises:
            OSError: No process can be started.
        """
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START.format(module=module), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._ending = threading.Lock()
        assert self._process.stdin is not None  # noqa: S101 - both were asked for
        assert self._process.stdout is not None  # noqa: S101
        self.pipes = Pipes(self._process.stdin, self._process.stdout)
        """What it is spoken to by. Once it has been ended, using them raises ValueError, OSError or EOFError."""
        for pipe in (self.pipes.to_other, self.pipes.from_other):
            _widen(pipe)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be used."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once, whatever it does, and leave nothing of it."""
        with self._ending:
            self._process.kill()
            self._process.wait()
        # A thread that waits for its answer gets the end of the file; it closes the pipes when it is done.

    def close(self) -> None:
        """End it and close its pipes; nothing may be waiting for it."""
        self.kill()
        for pipe in (self.pipes.to_other, self.pipes.from_other):
            with contextlib.suppress(OSError):
                pipe.close()


def pipes_of_worker() -> Pipes:
    """In a worker: the pipes to the process that it works for. To be called once, first of all.

    Standard input and output lead nowhere from then on, so that nothing that is loaded or run can get between.
    """
    pipes = Pipes(os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb"))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return pipes


def _widen(pipe: IO[bytes]) -> None:
    if not sys.platform.startswith("linux"):
        return
    import fcntl  # noqa: PLC0415 - not on every platform

    with contextlib.suppress(OSError):  # a system may allow less
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
