"""Opening what is kept: folders, this device's name, and a database in whatever state it is found."""

import contextlib
import os
import re
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newsreader.library import projection, store
from newsreader.library.journal import SUFFIX, Journal
from newsreader.library.projection import Progress
from newsreader.library.store import Store
from newsreader.model import NewsreaderError
from newsreader.paths import Paths

_DEVICE = re.compile("[a-z0-9][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a library is made of."""

    store: Store
    journal: Journal | None
    """None when nothing can be written."""
    device: str
    notices: tuple[str, ...]


def open_files(paths: Paths, device: str | None) -> Opened:
    """Open or make journal and database; read-only when nothing can be written but there is one to read.

    Raises:
        NewsreaderError: when there is nothing to read either.
    """
    try:
        _make_folder(paths.data)
        _make_folder(paths.journals)
        name = device or _device(paths.data / "device")
        journal = Journal(paths.journals / f"{name}{SUFFIX}")
        with journal.locked():  # one process at a time, or two would each set a damaged database aside
            journal.end_torn_line()
            opened, notices = _open_store(paths.database, journal)
    except OSError as error:
        reason = f"{error.filename or paths.data}: {error.strerror or error}"
        return _open_read_only(paths, reason, error)
    except sqlite3.Error as error:
        return _open_read_only(paths, str(store.explain(error, paths.database)), error)
    return Opened(opened, journal, name, notices)


def replace_damaged(path: Path) -> tuple[Store, str]:
    """Set a damaged database aside and make an empty one; the notice says so.

    Raises:
        OSError: when the damaged one cannot be moved.
        sqlite3.Error: when the new one cannot be made.
    """
    aside = store.set_aside(path)
    notice = (
        f"The library was damaged and has been rebuilt from the journals; the damaged file is {aside.name}. "
        "Refresh to fetch the stories again"
    )
    return Store.open(path), notice


def reading_notices(progress: Progress) -> list[str]:
    """What to tell the reader about journals that could not be read whole."""
    return [
        f"The journal {name} has {'a line' if count == 1 else f'{count} lines'} cut off or damaged:"
        " passed over, all else in it counts"
        for name, count in progress.unreadable.items()
    ] + [f"The journal {name} cannot be read: {reason}" for name, reason in progress.closed.items()]


def _open_store(path: Path, journal: Journal) -> tuple[Store, tuple[str, ...]]:
    is_empty = not path.exists() or not path.stat().st_size
    try:
        opened = Store.open(path)
        opened.check()
    except sqlite3.Error as error:
        if not _is_unusable(error):
            raise
        store.require_features()  # a sound database must not be set aside for what SQLite cannot do
        opened, notice = replace_damaged(path)
        return opened, (notice,)
    with contextlib.suppress(FileNotFoundError):
        if is_empty and journal.path.stat().st_size:
            notice = "The library was empty and has been rebuilt from the journals. Refresh to fetch stories"
            return opened, (notice,)
    return opened, ()


def _is_unusable(error: sqlite3.Error) -> bool:
    """Whether the file is no sound database, or is one but not ours (its tables are missing)."""
    return store.is_damage(error) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR


def _open_read_only(paths: Paths, reason: str, cause: Exception) -> Opened:
    notice = f"The library is read-only, so nothing you do will be kept: {reason}"
    try:
        opened = _readable(paths)
    except (sqlite3.Error, OSError):
        raise NewsreaderError(
            f"The library cannot be opened: {reason}. Check the folder, or use another with --home"
        ) from cause
    return Opened(opened, None, "", (notice,))


def _readable(paths: Paths) -> Store:
    """The database that is there; where there is none, or an older one, what the journals make of it in memory.

    Raises:
        sqlite3.Error: when it is damaged.
        OSError: when it may not be read, or there is no folder for it.
    """
    if paths.database.exists():
        there = Store.open_read_only(paths.database)
        if not there.is_outdated():
            return there
        made = Store.in_memory(paths.database, there)
        there.close()
    else:
        _nearest(paths.data)
        made = Store.in_memory(paths.database)
    with made.writing() as connection:
        projection.catch_up(connection, paths.journals, "")
    return made


def _nearest(folder: Path) -> Path:
    """The folder, or that of those above it which would have to hold it.

    Raises:
        OSError: when what stands there is no folder.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    return folder


def _make_folder(path: Path) -> None:
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def _device(path: Path) -> str:
    """This device's name, made up on first use. It lives outside the folder that is synced."""
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
        name = path.read_text("utf-8").strip()
        if _DEVICE.fullmatch(name):
            return name
        path.unlink()
    name = secrets.token_hex(4)
    draft = path.with_name(f"{path.name}.{name}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as writer:
        writer.write(name + "\n")
        writer.flush()
        os.fsync(writer.fileno())
    try:
        os.link(draft, path)  # fails when another process was first, so that both have one name
    except FileExistsError:
        return _device(path)
    except OSError:  # a file system without links
        draft.replace(path)
        return name
    finally:
        draft.unlink(missing_ok=True)
    return name
