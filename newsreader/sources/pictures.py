"""Getting a picture: out of the cache, the page or the network, each decoded within bounds, off every event loop."""

import asyncio
import base64
import binascii
import contextlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from newsreader.config import Config
from newsreader.model import NewsreaderError
from newsreader.sources.fetch_threads import in_daemon_thread
from newsreader.sources.limits import Limits, limits_of
from newsreader.sources.picture_cache import PictureCache
from newsreader.sources.picture_decode import PictureError, decode, encode
from newsreader.sources.sign_in import NOBODY, SignIn

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PIL.Image import Image

LARGEST = 20 * 1024 * 1024
"""Bytes of one picture as it is sent."""

_MEGABYTE = 1_000_000
_AT_ONCE = 3
_SECONDS = 30.0
_REST_SECONDS = 120.0
_CLOSING = 1.0
"""Seconds: what has not stopped by then is left behind, as its thread holds nothing open."""
_REMEMBERED = 4
"""Decoded pictures that are held, of up to 10 MB each; from the disk one takes some 10 ms."""


def loader_of(config: Config, folder: Path) -> "PictureLoader":
    """What gets pictures as the settings say, kept in ``folder``."""
    return PictureLoader(PictureCache(folder, config.picture_cache * _MEGABYTE), limits_of(config))


class PictureLoader:
    """Gets pictures on an event loop in a thread of its own, which begins with the first one.

    A picture that can't be shown is not asked for again by the same loader; one that could not be had rests a while.
    """

    def __init__(self, cache: PictureCache, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        self._cache = cache
        self._limits = replace(
            limits, size=min(limits.size, LARGEST), total=min(limits.total, _SECONDS), redirects=5
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turns: asyncio.Semaphore | None = None
        self._held: OrderedDict[str, Image] = OrderedDict()
        self._failed: dict[str, tuple[float, str]] = {}
        """For each URL, until when it is left alone and why."""
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def get(self, url: str, feed: str = "", *, sign_in: SignIn = NOBODY, proxy: str = "") -> "Future[Image]":
        """A picture as RGB or RGBA, soon. Cancelling the future stops the fetch.

        Args:
            url: http, https or data.
            feed: The URL of the feed that shows it: the picture may be in a private network if the feed is.
            sign_in: What that feed is signed in with; it goes to its own origin alone.
            proxy: The feed's own: a URL, ``none`` to go direct, or empty to go as everything does.

        The future raises ``NewsreaderError`` (``PictureError``, ``FetchError``) where there is none to show.
        """
        return asyncio.run_coroutine_threadsafe(self._get(url, feed, sign_in, proxy), self._running())

    def close(self) -> None:
        """Stop what is going on; the loader may not be used afterwards."""
        with self._starting:
            if self._loop is not None and self._thread is not None:
                with contextlib.suppress(RuntimeError):  # it was closed before
                    self._loop.call_soon_threadsafe(self._loop.stop)
                self._thread.join(_CLOSING)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_run, args=(self._loop,), name="newsreader pictures", daemon=True
                )
                self._thread.start()
            return self._loop

    async def _get(self, url: str, feed: str, sign_in: SignIn, proxy: str) -> "Image":
        if self._turns is None:
            self._turns = asyncio.Semaphore(_AT_ONCE)
        async with self._turns:
            if (held := self._held.get(url)) is not None:
                self._held.move_to_end(url)
                return held
            until, reason = self._failed.get(url, (0.0, ""))
            if time.monotonic() < until:
                raise PictureError(reason)
            try:
                image = await self._found(url, feed, sign_in, proxy)
            except NewsreaderError as error:
                self._failed[url] = time.monotonic() + _rest_after(error), str(error)
                raise
            self._held[url] = image
            while len(self._held) > _REMEMBERED:
                self._held.popitem(last=False)
            return image

    async def _found(self, url: str, feed: str, sign_in: SignIn, proxy: str) -> "Image":
        if url.startswith("data:"):
            return await in_daemon_thread(_from_page, url)
        if (image := await in_daemon_thread(_from_cache, self._cache, url)) is not None:
            return image
        from newsreader.sources.fetch import Fetcher  # noqa: PLC0415 - slow to load
        from newsreader.sources.private_addresses import AddressGuard  # noqa: PLC0415 - with it

        async with Fetcher(self._limits, AddressGuard.for_feed(feed)) as fetcher:
            answer = await fetcher.get(url, sign_in=sign_in, proxy=proxy)
        return await in_daemon_thread(_from_answer, self._cache, url, answer.body)


def _rest_after(error: NewsreaderError) -> float:
    """Seconds for which a picture is left alone."""
    if isinstance(error, PictureError):
        return math.inf
    from newsreader.sources.private_addresses import PrivateAddressError  # noqa: PLC0415 - with the fetcher

    # Another story may have the right to what this one must not reach.
    return 0.0 if isinstance(error, PrivateAddressError) else _REST_SECONDS


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        waiting = asyncio.all_tasks(loop)
        for task in waiting:
            task.cancel()
        loop.run_until_complete(_ended(waiting))
    finally:
        loop.close()


def _ended(tasks: "set[asyncio.Task[Any]]") -> Coroutine[Any, Any, object]:
    return asyncio.wait(tasks, timeout=_CLOSING) if tasks else asyncio.sleep(0)


def _from_page(url: str) -> "Image":
    """The picture in a ``data:`` URL (RFC 2397)."""
    head, comma, coded = url.partition(",")
    if not comma or len(coded) > LARGEST:
        raise PictureError("the picture in the page is damaged or too large")
    try:
        data = unquote_to_bytes(coded)
        return decode(base64.b64decode(data) if head.lower().endswith(";base64") else data)
    except (binascii.Error, ValueError) as error:
        raise PictureError("the picture in the page is damaged") from error


def _from_cache(cache: PictureCache, url: str) -> "Image | None":
    data = cache.get(url)
    if data is None:
        return None
    try:
        return decode(data)
    except PictureError:
        cache.drop(url)
        return None


def _from_answer(cache: PictureCache, url: str, body: bytes) -> "Image":
    image = decode(body)
    cache.put(url, encode(image))
    return image
