"""Refreshes in a process of their own, so that whoever asks for one keeps the interpreter to itself.

The process is started by the first refresh and kept for the next, since starting it takes longer than fetching a
feed. It ends with the one that it works for: what it has stored by then stays, the rest is fetched another time.
"""

import contextlib
import gc
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from newsreader.library.library import Library
from newsreader.library.schedule import Insistence
from newsreader.library.stories import Subscription
from newsreader.library.update import Progress, Report, update
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.sources.limits import Limits
from newsreader.sources.worker_process import Pipes, WorkerProcess, pipes_of_worker

_NICENESS = 5
"""Less of the processors than the one who reads."""
_POLL = 0.05
"""Seconds between looks at whether the reader has had enough."""
_PATIENCE = 15.0
"""Seconds that a refresh which was told to stop has for storing what had come."""
_KEPT = 600.0
"""Seconds after which a process that nobody asked anything is not used any more: it has memory to give back."""
_RUBBISH = 20_000
"""Objects made between two collections: little of what is fetched and stored refers to each other."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What a process is asked to do."""

    paths: Paths
    keys: tuple[str, ...]
    limits: Limits
    insistence: Insistence


class _Stop:
    """Says that a refresh is to stop."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """What came of it."""

    report: Report | None
    problem: str = ""
    """Why there is no report."""
    is_fault: bool = False
    """Whether that is a fault of ours, and not of the disk."""
    notices: tuple[str, ...] = ()
    """What the library had to say."""


class Refresher:
    """Starts such processes, and ends them. Every method may be called from any thread."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = threading.Lock()
        self._idle: list[tuple[WorkerProcess, float]] = []
        self._is_closed = False

    def update(
        self,
        library: Library,
        subscriptions: Sequence[Subscription],
        *,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        limits: Limits | None = None,
        insistence: Insistence = "named",
    ) -> Report:
        """What ``update`` does, in another process; the library learns of what that had to repair.

        Raises:
            NewsreaderError: as ``update`` does; or the process cannot be started, or did not come to its end.
        """
        keys = tuple(feed.key for feed in subscriptions)
        task = _Task(library.paths, keys, limits or Limits(), insistence)
        process = self._take()
        try:
            ended = _carry_out(process, task, on_progress, cancelled)
        except BaseException:
            process.close()
            raise
        self._give_back(process)
        for notice in ended.notices:
            library.notify(notice)
        if ended.report is None:
            raise RuntimeError(ended.problem) if ended.is_fault else NewsreaderError(ended.problem)
        return ended.report

    def close(self) -> None:
        """End the processes that have nothing to do, at once; those that are at work end when that does."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for process, _ in idle:
            process.close()

    def _take(self) -> WorkerProcess:
        """One that has nothing to do, or a new one."""
        with self._lock:
            process, since = self._idle.pop() if self._idle else (None, 0.0)
        if process is not None:
            if time.monotonic() - since < _KEPT and process.is_alive:
                return process
            process.close()
        try:
            return WorkerProcess(__name__)
        except OSError as error:
            raise NewsreaderError(f"No refresh can be started: {error.strerror or error}") from error

    def _give_back(self, process: WorkerProcess) -> None:
        with self._lock:
            if not self._is_closed and process.is_alive:
                self._idle.append((process, time.monotonic()))
                return
        process.close()


def _carry_out(
    process: WorkerProcess,
    task: _Task,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> _Ended:
    """Have a process do a task.

    Raises:
        NewsreaderError: it died, or did not stop when it was told to; it cannot be used again.
    """
    answers: queue.SimpleQueue[Progress | _Ended | None] = queue.SimpleQueue()
    listening = threading.Thread(target=_listen, args=(process.pipes, answers.put), daemon=True)
    has_begun = False
    stop_by = None
    try:
        process.pipes.send(task)
        listening.start()
        while True:
            with contextlib.suppress(queue.Empty):
                answer = answers.get(timeout=_POLL)
                if isinstance(answer, _Ended):
                    return answer
                if answer is None:
                    break
                has_begun = True
                on_progress(answer)
            if stop_by is None and cancelled():
                if not has_begun:  # it is still loading what it needs
                    process.kill()
                    return _Ended(Report(done=0, new=0, failed=(), cancelled=True))
                process.pipes.send(_Stop())
                stop_by = time.monotonic() + _PATIENCE
            if stop_by is not None and time.monotonic() > stop_by:
                raise NewsreaderError("The refresh did not stop and was ended; what had come is kept")
    except OSError:  # it takes nothing any more
        pass
    raise NewsreaderError("The refresh broke off; what had come is kept. Refresh once more to go on")


def _listen(pipes: Pipes, put: Callable[[Progress | _Ended | None], None]) -> None:
    """Hand on what a process says, up to the last; None when it breaks off."""
    answer: Progress | _Ended | None = None
    try:
        while not isinstance(answer, _Ended):
            answer = pipes.receive()
            put(answer)
    except Exception:  # whatever cannot be read: a newer version of the program may have come between
        put(None)


# In the process.


def serve() -> None:
    """Do tasks until nobody gives any."""
    pipes = pipes_of_worker()
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    gc.set_threshold(_RUBBISH)
    tasks: queue.SimpleQueue[tuple[_Task, threading.Event] | None] = queue.SimpleQueue()
    threading.Thread(target=_take_orders, args=(pipes, tasks.put), daemon=True).start()
    with contextlib.suppress(queue.Empty):
        while (given := tasks.get(timeout=2 * _KEPT)) is not None:
            ended = _do(*given, pipes.send)
            with contextlib.suppress(OSError):  # nobody is there any more; the other thread is told
                pipes.send(ended)
    os._exit(0)  # that other thread waits for orders


def _take_orders(pipes: Pipes, put: Callable[[tuple[_Task, threading.Event] | None], None]) -> None:
    """Hand on tasks, and stop them when that is asked for, or when nobody is there any more who could ask."""
    stopped = threading.Event()
    with contextlib.suppress(Exception):  # the end of the pipe, or what cannot be read
        while True:
            order = pipes.receive()
            if isinstance(order, _Task):
                stopped = threading.Event()
                put((order, stopped))
            else:
                stopped.set()
    stopped.set()
    put(None)
    time.sleep(_PATIENCE)  # the other thread ends the process long before that
    os._exit(1)


def _do(task: _Task, stopped: threading.Event, tell: Callable[[Progress], None]) -> _Ended:
    """Carry a task out; raises nothing."""
    try:
        library = Library.open(task.paths)
    except NewsreaderError as error:
        return _Ended(None, str(error))
    try:
        ended = _refresh(library, task, stopped, tell)
    finally:
        library.close()
    return replace(ended, notices=library.notices)


def _refresh(
    library: Library, task: _Task, stopped: threading.Event, tell: Callable[[Progress], None]
) -> _Ended:
    wanted = set(task.keys)

    def on_progress(progress: Progress) -> None:
        with contextlib.suppress(OSError):  # nobody is there any more, who is told by another thread
            tell(progress)

    try:
        feeds = [feed for feed in library.subscriptions() if feed.key in wanted]
        report = update(
            library,
            feeds,
            on_progress=on_progress,
            cancelled=stopped.is_set,
            limits=task.limits,
            insistence=task.insistence,
        )
    except NewsreaderError as error:
        return _Ended(None, str(error))
    except Exception as error:
        return _Ended(None, f"{type(error).__name__}: {error}", is_fault=True)
    return _Ended(report)
