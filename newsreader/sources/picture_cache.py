"""Pictures kept on the disk: a folder with a file for each, the least lately shown let go first.

A file is named by the SHA-256 of the picture's URL and holds the SHA-256 of the rest, then the rest: a PNG or JPEG
that we wrote ourselves. Files come and go whole, so several programs may share the folder.
"""

import contextlib
import hashlib
import os
import uuid
from pathlib import Path

_DIGEST = 32
_KEPT_SHARE = 0.9
"""Of the cap, when files have been let go: so that not every new one has to make room."""


class PictureCache:
    """A folder of pictures that never holds much more than its cap. A disk that fails is an empty cache."""

    def __init__(self, folder: Path, cap: int) -> None:
        """Keep pictures in ``folder``, made with the first one, up to ``cap`` bytes; 0 keeps none."""
        self.folder = folder
        self.cap = cap

    def get(self, url: str) -> bytes | None:
        """What was kept for a URL; a damaged file is dropped."""
        path = self._path(url)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
            self.drop(url)
            return None
        with contextlib.suppress(OSError):  # shown now: a time that can't be set only costs its rank
            os.utime(path)
        return data[_DIGEST:]

    def put(self, url: str, data: bytes) -> None:
        """Keep a picture, and let go of the least lately shown above the cap."""
        if len(data) + _DIGEST > self.cap:
            return
        beside = self.folder / f"{uuid.uuid4().hex}.new"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(hashlib.sha256(data).digest() + data)
            beside.replace(self._path(url))
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()
            return
        self._make_room()

    def drop(self, url: str) -> None:
        """Let go of a picture."""
        with contextlib.suppress(OSError):
            self._path(url).unlink()

    def _path(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()

    def _make_room(self) -> None:
        files = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as found:
            for entry in found:
                with contextlib.suppress(OSError):  # another program let it go
                    facts = entry.stat(follow_symlinks=False)
                    files.append((facts.st_mtime_ns, facts.st_size, entry.path))
        used = sum(size for _, size, _ in files)
        if used <= self.cap:
            return
        for _, size, path in sorted(files):
            if used <= self.cap * _KEPT_SHARE:
                return
            with contextlib.suppress(OSError):
                Path(path).unlink()
            used -= size
