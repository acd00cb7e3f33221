"""The journal file: whole lines or none, from several processes, on a full disk."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import event_lines, journal
from newsreader.library.journal import Journal, Position
from newsreader.library.stories import Scope
from newsreader.paths import Paths
from tests.library.making import OpenLibrary, fill


def _data(path: Path, since: Position | None = None) -> list[bytes]:
    lines, _, _ = journal.read(path, since or Position())
    return [line.data for line in lines]


def test_lines_are_appended_whole(tmp_path: Path) -> None:
    own = Journal(tmp_path / "a.jsonl")
    own.append(["one", "two"])
    own.append(["three"])
    assert own.path.read_bytes() == b"one\ntwo\nthree\n"


def test_reading_goes_on_where_it_ended(tmp_path: Path) -> None:
    own = Journal(tmp_path / "a.jsonl")
    own.append(["one"])
    _, position, _ = journal.read(own.path, Position())
    own.append(["two"])
    lines, _, replaced = journal.read(own.path, position)
    found = list(lines)
    assert [(line.place, line.data) for line in found] == [(4, b"two")]
    assert journal.line_at(own.path, found[0].place) == b"two"
    assert not replaced


def test_a_last_line_without_its_end_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one\ntw")
    lines, position, _ = journal.read(path, Position())
    assert [line.data for line in lines] == [b"one"]
    path.write_bytes(b"one\ntwo\n")
    assert _data(path, position) == [b"two"]


def test_a_torn_line_is_ended_by_the_next_append(tmp_path: Path) -> None:
    own = Journal(tmp_path / "a.jsonl")
    own.path.write_bytes(b"one\ntor")
    own.append(["two"])
    assert own.path.read_bytes() == b"one\ntor\ntwo\n"
    own.end_torn_line()
    assert own.path.read_bytes() == b"one\ntor\ntwo\n"


@pytest.mark.parametrize("content", [b"short\n", b"another of the same size...\n"])
def test_a_file_that_was_replaced_is_read_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"the first journal was this.\n")
    _, position, _ = journal.read(path, Position())
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))
    lines, _, replaced = journal.read(path, position)
    assert [line.data for line in lines] == [content.strip()]
    assert replaced


def test_stamps_grow_even_when_the_clock_goes_back() -> None:
    ahead = (datetime.now(UTC) + timedelta(days=400)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    stamps = [ahead]
    for _ in range(100):
        stamps.append(journal.next_stamp(stamps[-1]))
    assert stamps == sorted(set(stamps))
    assert all(journal.is_stamp(stamp) for stamp in stamps)
    assert journal.is_stamp(journal.next_stamp(""))
    assert journal.is_stamp(journal.next_stamp("2026-19-39T29:00:00.000000Z"))


def test_a_disk_that_fills_up_takes_the_whole_line_or_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: a write ends short, then fails."""
    code = """
import resource, signal, sys
from pathlib import Path
from newsreader.library.journal import Journal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
own = Journal(Path(sys.argv[1]))
own.append(["x" * 500])
resource.setrlimit(resource.RLIMIT_FSIZE, (800, 800))
try:
    own.append(["y" * 500])
except OSError as error:
    print("refused")
own.append(["z" * 200])
"""
    path = tmp_path / "a.jsonl"
    shown = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "refused"
    assert _data(path) == [b"x" * 500, b"z" * 200]


def test_processes_append_at_once_without_mixing_lines(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from newsreader.library.journal import Journal
own = Journal(Path(sys.argv[1]))
for number in range(60):
    own.append([f"{sys.argv[2]}-{number}-" + sys.argv[2] * 5000])
"""
    path = tmp_path / "a.jsonl"
    workers = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "ab"]
    assert [worker.wait() for worker in workers] == [0, 0]
    lines = _data(path)
    for name in "ab":
        mine = [line for line in lines if line.startswith(name.encode())]
        assert mine == [f"{name}-{number}-{name * 5000}".encode() for number in range(60)]
    assert len(lines) == 120


@given(st.binary(max_size=200))
def test_no_line_of_bytes_is_more_than_unreadable(line: bytes) -> None:
    try:
        event_lines.from_line(line)
    except ValueError:
        return


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {"at": st.just("2026-01-01T00:00:00.000000Z"), "do": st.sampled_from(["mark", "keep", "subscribe"])},
        optional={
            "mark": st.sampled_from(["read", "bookmarked"]) | _JSON,
            "value": _JSON,
            "ids": _JSON,
            "undoes": _JSON,
            "feed": _JSON,
            "stories": _JSON,
            "story": _JSON
            | st.fixed_dictionaries(
                {
                    "id": st.just("0" * 16),
                    "seen": st.just(1),
                    "entry": st.dictionaries(
                        st.sampled_from(["title", "body", "body_type", "published", "authors", "enclosures"]),
                        _JSON,
                    ),
                }
            ),
        },
    )
)
def test_no_event_of_a_wrong_shape_is_more_than_unreadable(facts: dict[str, object]) -> None:
    import json

    try:
        event_lines.from_line(json.dumps(facts).encode())
    except ValueError:
        return


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    assert event_lines.from_line(b'{"at":"2026-01-01T00:00:00.000000Z","do":"sing","song":1}') is None
    assert (
        event_lines.from_line(b'{"at":"2026-01-01T00:00:00.000000Z","do":"mark","mark":"loved","ids":[]}')
        is None
    )


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"do":"mark"}', b'{"at":"yesterday","do":"mark"}', b"[" * 100_000],
)
def test_what_is_no_event_is_an_error(line: bytes) -> None:
    with pytest.raises(ValueError):
        event_lines.from_line(line)


def test_a_torn_line_is_reported_once_and_harms_nothing(open_library: OpenLibrary, paths: Paths) -> None:
    library = open_library()
    ids = fill(library)
    library.mark(ids[:1], "read", True)
    library.close()
    (path,) = paths.journals.iterdir()
    with path.open("ab") as file:
        file.write(b'{"at":"2026-03-02T08:00:00.000000Z","do":"mark","ma')
    again = open_library()
    assert len(again.notices) == 1
    assert "a line cut off" in again.notices[0]
    assert again.mark(ids[1:2], "read", True) == 1
    assert again.counts().all.unread == 1
    again.close()
    assert open_library().notices == ()


def test_garbage_between_lines_is_passed_over(open_library: OpenLibrary, paths: Paths) -> None:
    library = open_library()
    ids = fill(library)
    library.mark(ids[:1], "bookmarked", True)
    library.close()
    (path,) = paths.journals.iterdir()
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"\x00\xff\n".join([*lines, b"\n{}\n"]))
    paths.database.unlink()
    again = open_library()
    assert len(again.list_headers(Scope("bookmarked"))) == 1
    assert any("3 lines" in notice for notice in again.notices)
