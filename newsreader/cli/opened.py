"""Library and settings as every sub-command opens them: what is wrong with them goes to standard error."""

import argparse
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from newsreader.model import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsreader.config import Config
    from newsreader.library.library import Library
    from newsreader.sources.limits import Limits


@contextmanager
def opened_library(arguments: argparse.Namespace) -> "Iterator[Library]":
    """The library of the paths in ``arguments``, with the sample stories in it; closed at the end.

    Raises:
        NewsreaderError: it can be neither written nor read.
    """
    from newsreader.library import samples
    from newsreader.library.library import Library

    library = Library.open(arguments.paths)
    told = ""
    try:
        with suppress(NewsreaderError):  # samples that find no room must not keep the reader from the rest
            samples.install(library)
        yield library
    except NewsreaderError as error:
        told = str(error)
        raise
    finally:
        for notice in library.notices:
            if notice != told:  # the error will be printed, and says it too
                print(f"newsreader: {notice}", file=sys.stderr)
        library.close()


def settings(arguments: argparse.Namespace) -> "Config":
    """The reader's settings."""
    from newsreader.config import load

    config, notices = load(arguments.paths.config_file)
    for notice in notices:
        print(f"newsreader: {notice}", file=sys.stderr)
    return config


def limits_from(arguments: argparse.Namespace) -> "Limits":
    """How much of a server is put up with, by the settings."""
    from newsreader.sources.limits import limits_of

    return limits_of(settings(arguments))
