import asyncio
import socket
import subprocess
import sys
import threading

import pytest

from newsreader.sources.fetch import Fetcher
from newsreader.sources.fetch_resolve import Resolver
from newsreader.sources.fetch_threads import in_daemon_thread


async def test_the_result_or_the_error_comes_back() -> None:
    assert await in_daemon_thread(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await in_daemon_thread(divmod, 7, 0)
    with pytest.raises(RuntimeError):
        await in_daemon_thread(next, iter(()))


async def test_a_caller_that_gave_up_is_not_troubled_by_a_late_result() -> None:
    go_on = threading.Event()
    task = asyncio.create_task(in_daemon_thread(go_on.wait, 30))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    await in_daemon_thread(_join_others)


def _join_others() -> None:
    for thread in threading.enumerate():
        if thread.name == "newsreader wait":
            thread.join(30)


def test_a_call_that_never_returns_does_not_hold_the_program_open() -> None:
    code = (
        "import asyncio, threading\n"
        "from newsreader.sources.fetch_threads import in_daemon_thread\n"
        "async def main():\n"
        "    try: await asyncio.wait_for(in_daemon_thread(threading.Event().wait), 0.05)\n"
        "    except TimeoutError: print('given up')\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True
    )
    assert (done.stdout, done.stderr) == ("given up\n", "")


async def test_a_silent_name_server_does_not_hold_up_a_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answer = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def silent(*_: object) -> None:
        loop.call_soon_threadsafe(asked.set)
        answer.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "no")

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    async with Fetcher() as fetcher:
        task = asyncio.create_task(fetcher.get("http://nowhere.invalid/"))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    answer.set()


async def test_names_of_this_machine_are_resolved() -> None:
    found = await Resolver().resolve("localhost", 80)

    assert {result["host"] for result in found} <= {"127.0.0.1", "::1"}
    assert all(result["port"] == 80 and result["hostname"] == "localhost" for result in found)
