"""Feeds that a program makes (``exec:COMMAND``) or changes (``filter:COMMAND:URL``), as newsboat knows them.

Nothing here decides whether a program may be run: whoever refreshes hands over only lines that the reader
has confirmed on this device.
"""

import asyncio
import contextlib
import os
import signal
from dataclasses import replace
from typing import Any

from newsreader.sources.fetch import CutShortError, Fetched, Fetcher, FetchError, Limits
from newsreader.sources.fetch_files import limit_text
from newsreader.sources.newsboat_urls import command_of, is_special, url_of

_SHELL = "/bin/sh"
_PIECE = 65_536


class ProgramFetcher(Fetcher):
    """A fetcher that also takes the lines of feeds made by programs, and runs those."""

    async def get(self, url: str, **facts: Any) -> Fetched:
        """What a server, the disk or a program gave. Programs have the time and size that servers have.

        Raises:
            FetchError: it gave nothing; the text says why.
        """
        if not is_special(url):
            return await super().get(url, **facts)
        command, source = command_of(url), url_of(url)
        if not command or (url.startswith("filter:") and not source):
            raise FetchError("no program can be made out in this feed's line")
        if not source:
            return Fetched(url, "", None, await run(command, b"", self.limits), "", "", "", False, "")
        try:
            fetched = await super().get(source, **facts)
        except CutShortError as error:  # a program is not given half of what it is written for
            raise FetchError(str(error)) from error
        if fetched.unchanged:
            return replace(fetched, url=url, moved_to="")
        body = await run(command, fetched.body, self.limits)
        return replace(fetched, url=url, body=body, content_type="", moved_to="")


async def run(command: str, data: bytes, limits: Limits) -> bytes:
    """What a program prints when it is given ``data``, as a shell command of the reader's own.

    Raises:
        FetchError: it fails, prints too much, or takes too long; then it and its children are killed.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            _SHELL,
            "-c",
            command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise FetchError(f"the program cannot be run ({error.strerror or error})") from error
    giving = asyncio.create_task(_give(process, data))
    try:
        async with asyncio.timeout(limits.total):
            output = await _take(process, limits.size)
            status = await process.wait()
    except TimeoutError:
        raise FetchError(f"the program took longer than {limits.total:g} seconds") from None
    finally:
        giving.cancel()
        await _end(process)
    if status:
        raise FetchError(f"the program failed (status {status}); try it in a terminal")
    return output


async def _give(process: asyncio.subprocess.Process, data: bytes) -> None:
    assert process.stdin is not None  # noqa: S101 - it was asked for
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it need not read
        process.stdin.write(data)
        await process.stdin.drain()
    process.stdin.close()


async def _take(process: asyncio.subprocess.Process, most: int) -> bytes:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    pieces = []
    size = 0
    while piece := await process.stdout.read(_PIECE):
        size += len(piece)
        if size > most:
            raise FetchError(f"the program printed more than {limit_text(most)}")
        pieces.append(piece)
    return b"".join(pieces)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill what is left of it: a program may leave children that hold its output open."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
