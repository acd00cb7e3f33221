"""Working off the queue of downloads: two at a time, in one process at a time, steered by what the queue says."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from newsreader.config import Config
from newsreader.library import turns
from newsreader.library.downloads import Download, DownloadQueue
from newsreader.library.sign_ins import SignIns
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.sources.download import Begun, Downloader, disk_error
from newsreader.sources.download_names import finish, reserve, safe_name
from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.limits import Limits
from newsreader.sources.private_addresses import AddressGuard
from newsreader.sources.sign_in import NOBODY

LOCK = "downloads.lock"
_AT_ONCE = 2
_LOOK_SECONDS = 0.2
_KEEP_SECONDS = 0.5
_MOST_TRIES = 4
"""How often a file that breaks off is gone on with, as long as each try brings more of it."""


def downloads_folder(config: Config, paths: Paths) -> Path:
    """Where files go.

    Raises:
        NewsreaderError: The settings name a home folder that is not there.
    """
    if not config.downloads:
        return paths.downloads or paths.data / "downloads"
    try:
        folder = Path(config.downloads).expanduser()
    except RuntimeError as error:
        raise NewsreaderError(
            f"{config.downloads}: there is no such home folder (downloads in the settings)"
        ) from error
    return folder if folder.is_absolute() else Path.home() / folder


def work_off(
    queue: DownloadQueue,
    paths: Paths,
    limits: Limits,
    *,
    cancelled: Callable[[], bool],
    on_end: Callable[[Download], None],
) -> None:
    """Download what waits in the queue; returns when nothing waits or runs any more.

    Downloads that are paused or removed, by whatever process, stop. What runs when it is cancelled goes on from
    there the next time.

    Args:
        queue: The queue.
        paths: Where the lock is.
        limits: Those on connecting, silence and redirects count.
        cancelled: Polled all the while.
        on_end: Called when a download is done or has failed.

    Raises:
        NewsreaderError: The queue can't be read or written.
    """
    paths.data.mkdir(parents=True, exist_ok=True)
    with turns.turn(paths.data / LOCK, cancelled=cancelled, on_wait=lambda: None, longest=float("inf")):
        if not cancelled():
            queue.recover()
            asyncio.run(_work(queue, _Ways(limits, SignIns(paths)), cancelled, on_end))


@dataclass(frozen=True, slots=True)
class _Ways:
    """What it takes to get to servers."""

    limits: Limits
    sign_ins: SignIns


async def _work(
    queue: DownloadQueue, ways: _Ways, cancelled: Callable[[], bool], on_end: Callable[[Download], None]
) -> None:
    running: dict[asyncio.Task[None], int] = {}
    try:
        while not cancelled():
            while len(running) < _AT_ONCE and (item := queue.take()) is not None:
                running[asyncio.create_task(_one(queue, item, ways))] = item.number
            if not running:
                return
            await asyncio.wait(running, timeout=_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            for task in [task for task in running if await _is_over(task, queue.get(running[task]))]:
                number = running.pop(task)
                if not task.cancelled():
                    task.result()  # raises what the queue's database raised
                    ended = queue.get(number)
                    if ended is not None and ended.state in {"done", "failed"}:
                        on_end(ended)
    finally:
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)
        for number in running.values():
            queue.change(number, only_if="running", state="waiting")


async def _is_over(task: asyncio.Task[None], current: Download | None) -> bool:
    """Whether a download has ended; one that was paused or removed is ended here."""
    if not task.done() and (current is None or current.state != "running"):
        task.cancel()
        await asyncio.wait([task])
    return task.done()


async def _one(queue: DownloadQueue, item: Download, ways: _Ways) -> None:
    """Bring one download to its end: done, failed, or removed meanwhile."""
    try:
        item = _with_part(queue, item)
        size = await _fetch(queue, item, ways)
        name = _finish(item)
    except NewsreaderError as error:
        queue.change(item.number, only_if="running", state="failed", error=str(error))
    else:
        queue.change(item.number, state="done", name=name, done=size, total=size)
    finally:
        with contextlib.suppress(OSError):
            if queue.get(item.number) is None:  # removed while it ran
                item.part.unlink(missing_ok=True)
            elif item.part.is_file():
                queue.change(item.number, done=item.part.stat().st_size)


async def _fetch(queue: DownloadQueue, item: Download, ways: _Ways) -> int:
    """Bring the part file to its end, over several connections if they break off; gives its size."""
    validator, done = item.validator, item.done

    def begun(what: Begun) -> None:
        nonlocal validator
        validator = what.validator
        queue.change(item.number, validator=validator, total=what.total)

    def progress(size: int) -> None:
        nonlocal done
        done = size

    async def keep() -> None:
        while True:
            await asyncio.sleep(_KEEP_SECONDS)
            with contextlib.suppress(NewsreaderError):  # the next one may be kept; the file itself counts
                queue.change(item.number, done=done)

    guard = AddressGuard.for_feed(item.source.url)
    sign_in = ways.sign_ins.find(item.source.feed) if item.source.feed else NOBODY
    tries = 0
    keeping = asyncio.create_task(keep())
    try:
        while True:
            before = done
            try:
                async with Downloader(ways.limits, guard, on_begin=begun, on_progress=progress) as downloader:
                    return await downloader.save(
                        item.url,
                        item.part,
                        validator,
                        item.media_type,
                        sign_in=sign_in,
                        proxy=item.source.proxy,
                    )
            except FetchError as error:
                tries += 1
                if error.status is not None or done <= before or tries == _MOST_TRIES:
                    raise
                await asyncio.sleep(_LOOK_SECONDS * tries)
    finally:
        keeping.cancel()


def _with_part(queue: DownloadQueue, item: Download) -> Download:
    """The download with a name and a part file."""
    try:
        if item.name and item.part.is_file() and not item.part.is_symlink():
            return item
        name = reserve(item.folder, safe_name(item.title, item.url, item.media_type))
    except OSError as error:
        raise disk_error(error, item.folder) from error
    queue.change(item.number, name=name, done=0, validator="")
    return replace(item, name=name, done=0, validator="")


def _finish(item: Download) -> str:
    """The name that the whole file got."""
    try:
        return finish(item.folder, item.name)
    except OSError as error:
        raise disk_error(error, item.folder) from error
