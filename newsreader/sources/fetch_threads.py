"""Blocking calls off the loop, in threads that nobody has to wait for."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


async def in_daemon_thread(function: Callable[[*Ts], T], *args: *Ts) -> T:
    """The result of ``function(*args)``, called in a thread of its own.

    Executors are joined when the loop or the program ends, so one name server that never answers, or
    one document that takes for ever, would hold the program open. A daemon thread is left behind
    when its caller is cancelled.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def deliver(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # T may itself be None

    def run() -> None:
        result: T | None = None
        failure: BaseException | None = None
        try:
            result = function(*args)
        except StopIteration as error:  # a future cannot carry it
            failure = RuntimeError(str(error))
        except BaseException as error:
            failure = error
        try:
            loop.call_soon_threadsafe(deliver, result, failure)
        except RuntimeError:
            return  # the loop has closed: nobody waits any more

    threading.Thread(target=run, name=f"newsreader {function.__name__}", daemon=True).start()
    return await future
