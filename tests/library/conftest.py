"""A library of its own for every test, on a real disk."""

from collections.abc import Iterator
from typing import Any

import pytest

from newsreader.library.library import Library
from newsreader.paths import Paths
from tests.library.making import OpenLibrary


@pytest.fixture
def open_library(paths: Paths) -> Iterator[OpenLibrary]:
    """Opens libraries that are closed when the test ends."""
    opened = []

    def open_one(at: Paths = paths, **facts: Any) -> Library:
        library = Library.open(at, **facts)
        opened.append(library)
        return library

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: OpenLibrary) -> Library:
    return open_library()
