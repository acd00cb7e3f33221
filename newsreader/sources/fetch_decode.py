"""Content codings taken off while a body streams in, so that a compression bomb ends early.

The cap counts bytes after every coding, not only after the last one: a bomb inside a bomb ends too.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

_PIECE = 256 * 1024
"""Most bytes that a codec gives at a time."""
_MOST_MEMBERS = 4096
"""Members of one gzip body: block-wise writers make one for each 64 KB."""
_MOST_CODINGS = 3
_GZIP_MAGIC = b"\x1f\x8b"
_REFUSED = frozenset({"compress", "x-compress", "zstd", "dcb", "dcz", "exi", "pack200-gzip"})


class DecodeError(Exception):
    """The body is not what its ``Content-Encoding`` says, or we cannot read that coding."""


class TooLargeError(Exception):
    """The body is larger than the cap."""


class Decoder:
    """Takes the codings of one body off, piece by piece.

    Args:
        content_encoding: The header's value (RFC 9110, 8.4): codings in the order they were applied.
            Names that are no compression (servers send ``utf-8`` or ``none``) are passed over.
        limit: Most bytes to accept, after each coding and before any.

    Raises:
        DecodeError: For a compression that we did not ask for and cannot read.
    """

    def __init__(self, content_encoding: str, limit: int) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        self._codecs = [codec for name in reversed(names) if (codec := _codec(name)) is not None]
        if len(self._codecs) > _MOST_CODINGS:
            raise DecodeError(f"compressed {len(self._codecs)} times over")
        self._limit = limit
        self._counts = [0] * (len(self._codecs) + 1)

    @property
    def complete(self) -> bool:
        """Whether every coding has seen its own end mark."""
        return all(codec.complete for codec in self._codecs)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decoded pieces for the next bytes off the wire; exhaust it before feeding more.

        Raises:
            DecodeError: When the data is damaged.
            TooLargeError: When the body has passed the cap.
        """
        return self._through(0, data)

    def finish(self) -> Iterator[bytes]:
        """What the codecs still held back, once the wire has ended."""
        for stage, codec in enumerate(self._codecs):
            if held := codec.held():
                yield from self._through(stage + 1, held)

    def _through(self, stage: int, data: bytes) -> Iterator[bytes]:
        self._counts[stage] += len(data)
        if self._counts[stage] > self._limit:
            raise TooLargeError
        if stage == len(self._codecs):
            yield data
            return
        for piece in self._codecs[stage].decode(data):
            yield from self._through(stage + 1, piece)


class _Codec(Protocol):
    complete: bool

    def decode(self, data: bytes) -> Iterator[bytes]: ...

    def held(self) -> bytes: ...


def _codec(name: str) -> _Codec | None:
    match name:
        case "gzip" | "x-gzip" | "deflate":
            return _Inflate(name)
        case "br":
            return _Brotli()
        case _ if name in _REFUSED:
            raise DecodeError(f"compressed as {name}, which this program cannot read")
        case _:
            return None


class _Inflate:
    """gzip with any number of members, and what goes by the name of deflate: zlib, raw or even gzip."""

    def __init__(self, name: str) -> None:
        self.complete = False
        self._name = name
        self._head = b""
        self._members = 0
        self._inflater: zlib._Decompress | None = None
        self._plain = False
        self._rest = b""
        """What came behind the end of a member."""

    def decode(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._plain:
                yield data
                return
            if self._inflater is None:
                self._head += data
                if len(self._head) < len(_GZIP_MAGIC):
                    return
                data, self._head = self._head, b""
                if not self._open(data[:2]):
                    return
                continue
            yield from self._inflate(data)
            data = self._rest

    def held(self) -> bytes:
        """A body of one byte never showed what it is."""
        return b"" if self._members else self._head

    def _open(self, head: bytes) -> bool:
        """Start the next member; False when what follows the last one is only padding."""
        is_gzip = head == _GZIP_MAGIC
        if self._members and not is_gzip:
            return False
        if not is_gzip and self._name != "deflate":
            # Servers label plain bodies as gzip; what has no magic number cannot be gzip.
            self._plain = self.complete = True
            return True
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise DecodeError("compressed in too many parts")
        self._inflater = zlib.decompressobj(31 if is_gzip else 15 if _has_zlib_header(head) else -15)
        self.complete = False
        return True

    def _inflate(self, data: bytes) -> Iterator[bytes]:
        inflater = self._inflater
        assert inflater is not None  # noqa: S101 - opened by the caller
        self._rest = b""
        piece = b""
        while (data or len(piece) == _PIECE) and not inflater.eof:
            try:
                piece = inflater.decompress(data, _PIECE)
            except zlib.error as error:
                raise DecodeError("the compressed data is damaged") from error
            data = inflater.unconsumed_tail
            if piece:
                yield piece
        if inflater.eof:
            self._inflater = None
            self.complete = True
            self._rest = inflater.unused_data


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self.complete = False
        self._decompressor = brotli.Decompressor()

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self.complete:
            return
        decompressor = self._decompressor
        try:
            # Whether it can accept more data says nothing about output that it still holds.
            while piece := decompressor.process(data, output_buffer_limit=_PIECE):
                yield piece
                data = b""
                if decompressor.is_finished():
                    break
        except brotli.error as error:
            raise DecodeError("the compressed data is damaged") from error
        self.complete = decompressor.is_finished()

    def held(self) -> bytes:
        return b""


def _has_zlib_header(head: bytes) -> bool:
    """RFC 1950, 2.2: method 8, and the two bytes as a number divide by 31."""
    return head[0] & 0x0F == 8 and int.from_bytes(head) % 31 == 0
