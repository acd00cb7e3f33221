"""The data files of the languages: TOML to write and read, each beside a copy that loads twenty times as fast.

``python -m newsreader.article.tables`` writes the copies anew (a test tells when that was forgotten). A copy begins
with the checksum of its TOML, and one that no longer fits is passed over: an edited TOML file counts at once.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zlib import crc32

DATA: Final = Path(__file__).resolve().parent / "data"
_COPIES: Final = DATA / "copies"


def read_table(name: str) -> dict[str, Any]:
    """What a data file holds.

    Args:
        name: Its path below ``data``, without ``.toml``: ``figures/en``.

    Raises:
        OSError: when there is no such file.
    """
    source = (DATA / f"{name}.toml").read_bytes()
    try:
        mark, _, body = _copy(name).read_bytes().partition(b"\n")
    except OSError:
        mark = body = b""
    if mark == _mark(source):
        try:
            copied: dict[str, Any] = json.loads(body)
        except ValueError:
            return _parse(source)
        return copied
    return _parse(source)


def tables() -> Iterator[str]:
    """The names of all data files."""
    for path in sorted(DATA.rglob("*.toml")):
        yield path.relative_to(DATA).with_suffix("").as_posix()


def copied(name: str) -> bytes:
    """What the copy of a data file has to hold."""
    source = (DATA / f"{name}.toml").read_bytes()
    body = json.dumps(_parse(source), ensure_ascii=False, separators=(",", ":"))
    return _mark(source) + b"\n" + body.encode() + b"\n"


def write_copies() -> None:
    """Write the copy of every data file anew."""
    _COPIES.mkdir(exist_ok=True)
    for name in tables():
        _copy(name).write_bytes(copied(name))


def _copy(name: str) -> Path:
    return _COPIES / f"{name.replace('/', '_')}.json"


def _mark(source: bytes) -> bytes:
    # Checked out with other line ends, the file says the same.
    return b"%08x" % crc32(source.replace(b"\r\n", b"\n"))


def _parse(source: bytes) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - costs more than all the rest, and the copies do without it

    return tomllib.loads(source.decode())


if __name__ == "__main__":
    write_copies()
