"""The sample stories that come with the program, for a first start without feeds or network."""

import base64
import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from newsreader import __version__
from newsreader.model import Entry, NewsreaderError
from newsreader.paths import shipped
from newsreader.sources.files import entry_from_bytes

SOURCE = "Sample"
"""What the list shows as the source of a sample story."""


def sample_entries(folder: Path | None = None) -> tuple[Entry, ...]:
    """The sample stories in the order of their file names.

    Never raises: a seed that cannot be read is left out. A story's ``guid`` is its file name, so that it
    keeps its identity, and what the reader did with it, when a later version corrects its text.

    Args:
        folder: Where the ``*.txt`` seeds are; the ones shipped with the program unless given.
    """
    try:
        paths = sorted((folder or shipped("seeds")).glob("*.txt"))
    except OSError:
        return ()
    return tuple(entry for entry in map(_entry, paths) if entry)


def digest_of_samples(folder: Path | None = None) -> str:
    """What changes when ``sample_entries`` do: a SHA-256 over the files and the program's version. Never raises."""
    digest = hashlib.sha256(__version__.encode())
    with suppress(OSError):
        for path in sorted((folder or shipped("seeds")).iterdir()):
            digest.update(f"{path.name} {path.stat().st_size} ".encode())
            with suppress(OSError):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _entry(path: Path) -> Entry | None:
    try:
        entry = entry_from_bytes(path.read_bytes(), path.name)
    except (OSError, NewsreaderError):
        return None
    return replace(entry, guid=path.name, source=SOURCE, image=_photograph(path.with_suffix(".jpg")))


def _photograph(path: Path) -> str:
    """The picture beside a seed as a ``data:`` URL, so that it shows without network; empty when there is none."""
    try:
        return f"data:image/jpeg;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
    except OSError:
        return ""
