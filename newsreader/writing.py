"""Writing a file whole: after a crash there is the old one or the new one, never half of either."""

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes, mode: int = 0o600) -> None:
    """Replace a file at once, so that a crash leaves the old one or the new one. A link to it stays one.

    Args:
        path: The file.
        content: All that is to be in it; text is written in UTF-8.
        mode: Who may read it, as far as the umask allows.

    Raises:
        OSError: it can't be written.
    """
    path = Path(os.path.realpath(path))
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    data = content.encode() if isinstance(content, str) else content
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
