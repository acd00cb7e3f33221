"""Programs are run only when the reader has allowed each of them here."""

import sys
from pathlib import Path

import pytest

from newsreader.library import programs
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.library.update import update
from newsreader.paths import Paths
from tests.library.making import OpenLibrary
from tests.loopback import rss


def refresh(library: Library) -> tuple[int, int]:
    report = update(library, library.subscriptions(), on_progress=lambda _: None, cancelled=lambda: False)
    return report.done, report.new


@pytest.mark.skipif(sys.platform == "win32", reason="there is no shell")
def test_a_program_is_run_once_it_is_allowed_and_not_after_it_is_forbidden(
    library: Library, paths: Paths, tmp_path: Path
) -> None:
    feed, ran = tmp_path / "feed.xml", tmp_path / "ran"
    feed.write_bytes(rss(items=2))
    line = f"exec:touch {ran}; cat {feed}"
    library.subscribe(line)
    assert refresh(library) == (0, 0)
    assert not ran.exists()
    programs.allow(paths, line)
    assert refresh(library) == (1, 2)
    assert len(library.list_headers(Scope("feed", line))) == 2
    ran.unlink()
    programs.forbid(paths, line)
    assert refresh(library) == (0, 0)
    assert not ran.exists()


def test_what_is_allowed_is_the_whole_line_and_nothing_like_it(paths: Paths) -> None:
    programs.allow(paths, "exec:one")
    assert programs.allowed(paths) == {"exec:one"}
    assert "exec:one; two" not in programs.allowed(paths)


def test_another_device_decides_nothing(paths: Paths, open_library: OpenLibrary) -> None:
    programs.allow(paths, "exec:one")
    open_library()
    assert not any("exec" in path.read_text() for path in paths.journals.iterdir())


@pytest.mark.parametrize("data", ["", "{", "null", '{"exec:one": 1}', "[" * 100_000, "[1, null]"])
def test_a_damaged_list_allows_nothing(paths: Paths, data: str) -> None:
    paths.data.mkdir(parents=True)
    (paths.data / "programs.json").write_text(data)
    assert programs.allowed(paths) == frozenset()
