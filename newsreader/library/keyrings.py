"""The system's keyring, where there is one that works, asked so that nothing ever waits for it without end."""

import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from newsreader.model import NewsreaderError

T = TypeVar("T")
SERVICE = "newsreader"
_LONGEST = 20.0
"""Seconds for one answer: time enough to unlock it, where somebody is there to do so."""


class KeyringError(NewsreaderError):
    """The keyring is not there, locked, or silent."""


def is_there() -> bool:
    """Whether secrets can be given to a keyring here and now."""
    try:
        return _within(_LONGEST, _backend) is not None
    except KeyringError:
        return False


def keep(name: str, secret: str) -> None:
    """Keep a secret under a name.

    Raises:
        KeyringError: the keyring does not take it.
    """
    _ask(lambda keyring: keyring.set_password(SERVICE, name, secret))


def find(name: str) -> str:
    """The secret of a name.

    Raises:
        KeyringError: the keyring does not give it, or has none of that name.
    """
    secret = _ask(lambda keyring: keyring.get_password(SERVICE, name))
    if not isinstance(secret, str):
        raise KeyringError("it is not in the system's keyring any more: give it again")
    return secret


def forget(name: str) -> None:
    """Have a secret thrown away.

    Raises:
        KeyringError: the keyring does not do it.
    """
    _ask(lambda keyring: keyring.delete_password(SERVICE, name))


def _ask(question: Callable[[Any], T]) -> T:
    def ask() -> T:
        keyring = _backend()
        if keyring is None:
            raise KeyringError("the system's keyring cannot be reached from here")
        return question(keyring)

    return _within(_LONGEST, ask)


def _backend() -> Any:
    """The keyring to use, or None: never one that would ask on a terminal, or keep secrets in the open."""
    if _is_headless() and not os.environ.get("PYTHON_KEYRING_BACKEND"):
        return None
    import keyring  # noqa: PLC0415 - loads every backend there is, for the few feeds that need one

    backend = keyring.get_keyring()
    # A priority below 1 is for what keeps nothing, or keeps it unprotected.
    return backend if getattr(backend, "priority", 0) >= 1 else None


def _is_headless() -> bool:
    """Whether there is nobody to unlock a keyring: on Unix it asks in a window, over the session's bus."""
    if sys.platform in {"darwin", "win32"}:
        return False
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return not (shown and os.environ.get("DBUS_SESSION_BUS_ADDRESS"))


def _within(seconds: float, work: Callable[[], T]) -> T:
    answers: queue.SimpleQueue[tuple[T | None, Exception | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((work(), None))
        except Exception as error:  # a border to the outside: backends raise what they like
            answers.put((None, error))

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        found, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise KeyringError(f"the system's keyring did not answer in {seconds:g} seconds") from None
    if isinstance(error, KeyringError):
        raise error
    if error is not None:
        # What a backend says may hold what it was given.
        raise KeyringError(f"the system's keyring refused ({type(error).__name__})") from None
    return found  # type: ignore[return-value] # what the work gave
