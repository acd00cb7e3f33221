"""Passwords and tokens as a command is given them: asked for, or read; never among the arguments."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from newsreader.sources.sign_in import SignIn

_LARGEST = 1 << 20
"""Bytes of a file of cookies or of a token."""


def sign_in_from(arguments: argparse.Namespace) -> "SignIn":
    """The sign-in that ``--user`` or ``--token-from`` ask for; nobody's without them.

    Raises:
        NewsreaderError: both are there, or the token cannot be read.
    """
    from newsreader.sources.sign_in import NOBODY, SignIn

    if arguments.user is not None and arguments.token_from is not None:
        raise NewsreaderError(
            "--user and --token-from exclude each other: a feed is signed in with one of them"
        )
    if arguments.user is not None:
        return SignIn(user=arguments.user, password=_password(arguments.user))
    if arguments.token_from is not None:
        return SignIn(token=_token(arguments.token_from))
    return NOBODY


def read(name: str) -> str:
    """A small file's text.

    Raises:
        NewsreaderError: it cannot be read.
    """
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", "replace")
    except (OSError, RuntimeError, ValueError) as error:
        raise NewsreaderError(
            f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})"
        ) from error


def _password(user: str) -> str:
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(f"Password of {user}: ")
    return sys.stdin.readline().rstrip("\r\n")


def _token(name: str) -> str:
    token = (sys.stdin.readline() if name == "-" else read(name)).strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise NewsreaderError(f"{'standard input' if name == '-' else name}: this is no token")
    return token
