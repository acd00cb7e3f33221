"""Downloading one file: in pieces onto the disk, going on where it broke off, as careful as with feeds.

A part file goes on by ``Range`` and ``If-Range`` (RFC 9110, 13.1.5 and 14.2): a server whose file has changed
sends it whole, and it begins anew.
"""

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import aiohttp
from aiohttp import hdrs
from yarl import URL

from newsreader.model import NewsreaderError
from newsreader.sources.fetch import Fetched, Fetcher, FetchError
from newsreader.sources.fetch_decode import Decoder
from newsreader.sources.fetch_proxy import Proxies
from newsreader.sources.fetch_trail import Trail
from newsreader.sources.fetch_urls import web_url, where
from newsreader.sources.limits import Limits
from newsreader.sources.private_addresses import AddressGuard
from newsreader.sources.sign_in import NOBODY, SignIn, with_credentials_for_proxy
from newsreader.text import clean

_PIECE = 256 * 1024
_PARTIAL, _OK, _UNSATISFIABLE = 206, 200, 416
_CONTENT_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)")
_LARGEST_DECODED = 1 << 40
_LONGEST_VALIDATOR = 1024


class DiskError(NewsreaderError):
    """The disk is full or can't be written."""


class _StaleError(Exception):
    """What is there is no part of what the server has."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known once the answer has begun."""

    total: int | None
    """Bytes of the whole file, if the server says."""
    validator: str
    """What ``If-Range`` is to be asked with next time; empty when the file can't be gone on with."""


class Downloader(Fetcher):
    """Gets one file; an async context manager, as every fetcher. There is no limit of time or size but silence."""

    def __init__(
        self,
        limits: Limits,
        guard: AddressGuard,
        *,
        on_begin: Callable[[Begun], None],
        on_progress: Callable[[int], None],
    ) -> None:
        """Fetch from where ``guard`` allows.

        Args:
            limits: Those on connecting, silence and redirects count.
            guard: Which addresses may be connected to.
            on_begin: Called when the file begins to come.
            on_progress: Called with the number of bytes that are on the disk, after each piece.
        """
        super().__init__(limits, guard)
        self._on_begin = on_begin
        self._on_progress = on_progress
        self._part = Path()
        self._have = 0
        self._wants_sound = False

    async def save(
        self,
        url: str,
        part: Path,
        validator: str,
        media_type: str = "",
        *,
        sign_in: SignIn = NOBODY,
        proxy: str = "",
    ) -> int:
        """Bring a part file to its end; gives the size.

        Args:
            url: http or https; may hold a name and password.
            part: Exists, and may hold the beginning.
            validator: What ``Begun`` said when that beginning came; empty to begin anew.
            media_type: What the feed says it is.
            sign_in: Credentials and cookies to come with; they go to their own origin alone.
            proxy: The proxy for this alone: a URL, ``none`` to go direct, or empty to go as everything does.

        Raises:
            FetchError: It can't be had; what came stays in the part file.
            DiskError: It can't be written.
        """
        self._part = part
        self._wants_sound = media_type.startswith(("audio/", "video/"))
        try:
            self._have = os.path.getsize(part) if validator else 0  # noqa: PTH202, ASYNC240 - see _write
        except OSError as error:
            raise disk_error(error, part.parent) from error
        for _ in range(2):
            headers: dict[str, str] = {hdrs.ACCEPT: "*/*", hdrs.ACCEPT_ENCODING: "identity"}
            if self._have:
                headers |= {hdrs.RANGE: f"bytes={self._have}-", hdrs.IF_RANGE: validator}
            try:
                proxies = Proxies(with_credentials_for_proxy(proxy, sign_in), self.limits.proxy)
                await self._follow(url, Trail(web_url(url), sign_in), headers, proxies)
            except _StaleError:
                self._have = 0
                continue
            return self._have
        raise FetchError(
            f"{where(web_url(url))}: the server sends another part of the file than it was asked for"
        )

    async def _read(
        self, asked: str, url: URL, response: aiohttp.ClientResponse, sent: dict[str, str]
    ) -> Any:
        status, place = response.status, where(url)
        spans = _CONTENT_RANGE.fullmatch(response.headers.get(hdrs.CONTENT_RANGE, "").strip())
        if status == _UNSATISFIABLE and self._have:
            if spans is None or spans[3] != str(self._have):
                raise _StaleError
            return _whole(asked, url)
        if status == _PARTIAL and (not self._have or spans is None or spans[1] != str(self._have)):
            raise _StaleError
        if status not in {_OK, _PARTIAL}:
            answer = await super()._read(asked, url, response, sent)
            if isinstance(answer, Fetched):
                raise FetchError(f"{place}: the server answered {status} without the file")
            return answer
        if self._wants_sound and response.content_type in {"text/html", "application/xhtml+xml"}:
            raise FetchError(
                f"{place}: the server sent a page instead of the file; o opens it in the browser"
            )
        start = self._have if status == _PARTIAL else 0
        coding = ",".join(response.headers.getall(hdrs.CONTENT_ENCODING, [])).strip().lower()
        decoder = Decoder(coding, _LARGEST_DECODED) if coding not in {"", "identity"} else None
        length = response.content_length if decoder is None else None
        total = start + length if length is not None else None
        self._on_begin(Begun(total, "" if decoder else _validator(response)))
        await self._write(response, start, total, decoder)
        if total is not None and self._have != total:
            raise FetchError(f"{place}: the file broke off after {self._have:,} of {total:,} bytes")
        return _whole(asked, url)

    async def _write(
        self, response: aiohttp.ClientResponse, start: int, total: int | None, decoder: Decoder | None
    ) -> None:
        folder = self._part.parent
        try:
            _has_room(folder, total - start if total is not None else 0)
            file = open(self._part, "r+b")  # noqa: SIM115, PTH123, ASYNC230 - closed below; this loop has nothing else to do
        except OSError as error:
            raise disk_error(error, folder) from error
        try:
            with _told_of_disk(folder):
                file.truncate(start)
                file.seek(start)
            self._have = start
            async for data in response.content.iter_chunked(_PIECE):
                for piece in decoder.feed(data) if decoder else (data,):
                    self._put(file, piece)
            for piece in decoder.finish() if decoder else ():
                self._put(file, piece)
        finally:
            with _told_of_disk(folder):
                try:
                    file.flush()
                    os.fsync(file.fileno())
                finally:
                    file.close()

    def _put(self, file: BinaryIO, piece: bytes) -> None:
        with _told_of_disk(self._part.parent):
            file.write(piece)
        self._have += len(piece)
        self._on_progress(self._have)


def _whole(asked: str, url: URL) -> Fetched:
    """What ends the way of a fetch: the body is on the disk."""
    return Fetched(asked, str(url), _OK, b"", "", "", "", unchanged=False, moved_to="")


def disk_error(error: OSError, folder: Path) -> DiskError:
    """What the disk says, in plain words."""
    place = clean(str(folder))
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskError(f"{place}: the disk is full; make room and go on with the download")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return DiskError(f"{place}: can't be written; choose another folder (downloads in the settings)")
    if error.errno == errno.EFBIG:
        return DiskError(f"{place}: this disk takes no file so large; choose another folder")
    return DiskError(f"{place}: {error.strerror or error}; choose another folder (downloads in the settings)")


@contextlib.contextmanager
def _told_of_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_error(error, folder) from error


def _has_room(folder: Path, needed: int) -> None:
    """Raise OSError when a disk has no room for so many bytes."""
    if needed > shutil.disk_usage(folder).free:
        raise OSError(errno.ENOSPC, "no space left")


def _validator(response: aiohttp.ClientResponse) -> str:
    """A strong ETag, else the date of the last change, if it may go into ``If-Range``; else empty."""
    if response.headers.get(hdrs.ACCEPT_RANGES, "").strip().lower() == "none":
        return ""
    etag = response.headers.get(hdrs.ETAG, "").strip()
    value = etag if etag.startswith('"') else response.headers.get(hdrs.LAST_MODIFIED, "").strip()
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR else ""
