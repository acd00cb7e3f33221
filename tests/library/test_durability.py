"""Nothing lost: kill -9, damaged databases, full disks, folders that cannot be written."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Entry, NewsreaderError
from newsreader.paths import Paths
from tests.library.making import URL, OpenLibrary, entry, fill, outcome, titles

_MARKING = """
import sys
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.paths import Paths
library = Library.open(Paths.default(sys.argv[1]))
ids = [header.id for header in library.list_headers(Scope())]
turn = 0
while True:
    turn += 1
    for story in ids:
        library.mark([story], "read", turn % 2 == 1)
        print(story, turn % 2, flush=True)
"""


def _run(code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("shown", [1, 7, 40, 41])
def test_every_mark_that_was_reported_survives_kill_9(
    open_library: OpenLibrary, tmp_path: Path, paths: Paths, shown: int
) -> None:
    library = open_library()
    ids = fill(library, 20)
    library.close()
    reported: dict[str, bool] = {}
    with subprocess.Popen(
        [sys.executable, "-c", _MARKING, str(tmp_path / "home")], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            story, value = line.split()
            reported[story] = value == "1"
            shown -= 1
            if not shown:
                process.kill()
                break
        # What it managed to say between the last line read and its end counts as well.
        for line in process.stdout:
            if line.endswith("\n"):
                story, value = line.split()
                reported[story] = value == "1"
    again = open_library()
    read = {header.id: header.read for header in again.list_headers(Scope())}
    # One mark may have been kept and not yet reported.
    assert sum(read[story] != value for story, value in reported.items()) <= 1
    assert set(read) == set(ids)
    assert again.notices == ()
    before = again.counts()
    again.close()
    paths.database.unlink()
    rebuilt = open_library()
    rebuilt.record(outcome(*(entry(number) for number in range(20))))
    assert rebuilt.counts() == before, "the journal alone says the same"


def test_a_mark_is_in_the_journal_before_it_is_shown(open_library: OpenLibrary, paths: Paths) -> None:
    """Killed between the two, the mark is there at the next start."""
    library = open_library()
    ids = fill(library)
    (path,) = paths.journals.iterdir()
    line = {"at": "2126-01-01T00:00:00.000000Z", "do": "mark", "mark": "read", "value": True, "ids": ids[:1]}
    library.close()
    with path.open("a") as file:
        file.write(json.dumps(line) + "\n")
    assert open_library().counts().all.unread == 2


def _garbage(path: Path) -> None:
    path.write_bytes(os.urandom(50_000))


def _no_database(path: Path) -> None:
    path.write_text("This is a letter to the editor, and no database at all.\n" * 100)


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _cut_to_a_few_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:30])


def _overwritten_middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))


def _another_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entry (something TEXT)")
    connection.commit()
    connection.close()


def _our_version_without_tables(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


DAMAGES = [
    _garbage,
    _no_database,
    _cut,
    _cut_to_a_few_bytes,
    _overwritten_middle,
    _another_program,
    _our_version_without_tables,
]


def _filled(open_library: OpenLibrary) -> list[str]:
    """A library in which every sort of deed was done, closed."""
    library = open_library()
    ids = fill(library, 60)
    library.subscribe("http://127.0.0.1/second", "Second")
    library.keep(Entry(title="Kept", body="My own words", body_type="text"))
    library.mark(ids[:2], "bookmarked", True)
    library.mark(ids[1:4], "read", True)
    library.close()
    return ids


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_set_aside_and_rebuilt(
    open_library: OpenLibrary, paths: Paths, damage: Callable[[Path], None]
) -> None:
    ids = _filled(open_library)
    damage(paths.database)
    library = open_library()
    library.counts()
    listed = titles(library)
    assert len(library.notices) == 1, library.notices
    assert "rebuilt" in library.notices[0]
    asides = [path.name for path in paths.data.glob("library.db.damaged-*")]
    assert sum(not name.endswith(("-wal", "-shm")) for name in asides) == 1
    assert sorted(listed) == ["Kept", "Story number58", "Story number59"]
    assert [one.title for one in library.subscriptions()][1] == "Second"
    story = library.story(ids[1])
    assert story is not None
    assert story.entry == entry(58)
    assert (story.header.read, story.header.bookmarked, story.header.source) == (True, True, "The Example")
    assert titles(library, query="own words") == ["Kept"]
    library.record(outcome(*(entry(number) for number in range(60))))
    assert {header.id for header in library.list_headers(Scope()) if header.read} == set(ids[1:4])
    library.close()
    assert open_library().notices == (), "it is said once"


@pytest.mark.parametrize("is_there", [True, False])
def test_an_empty_or_missing_database_is_rebuilt(
    open_library: OpenLibrary, paths: Paths, is_there: bool
) -> None:
    _filled(open_library)
    paths.database.unlink()
    if is_there:
        paths.database.touch()
    library = open_library()
    assert len(library.notices) == 1
    assert "rebuilt" in library.notices[0]
    assert len(titles(library, Scope("bookmarked"))) == 2


def test_damage_found_while_reading_is_repaired_on_the_way(open_library: OpenLibrary, paths: Paths) -> None:
    library = open_library()
    ids = fill(library, 400)
    library.mark(ids[:1], "bookmarked", True)
    library.close()
    library = open_library()
    with paths.database.open("r+b") as file:
        size = paths.database.stat().st_size
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    assert titles(library, Scope("bookmarked")) == ["Story number399"]
    assert "rebuilt" in library.notices[0]
    assert library.mark(ids[:1], "read", True) == 1
    assert library.record(outcome(entry(1))) == 1


def test_a_damaged_index_is_built_anew_and_costs_nothing(open_library: OpenLibrary, paths: Paths) -> None:
    library = open_library()
    fill(library, 40)
    connection = sqlite3.connect(paths.database)
    connection.execute("UPDATE search_data SET block = x'00010203' WHERE id > 10")
    connection.commit()
    connection.close()
    library.close()
    library = open_library()
    assert titles(library, query="number3")[-1] == "Story number3"
    assert len(titles(library)) == 40
    assert library.notices == ("The search index was damaged and has been built anew; nothing is lost",)
    assert library.record(outcome(entry(3, title="Corrected"))) == 0
    assert titles(library, query="corrected") == ["Corrected"]


def test_another_process_goes_on_after_one_has_rebuilt(open_library: OpenLibrary, paths: Paths) -> None:
    one, two = open_library(), open_library()
    ids = fill(one, 400)
    one.mark(ids[:1], "bookmarked", True)
    two.counts()
    token = two.change_token()
    one.close()
    connection = sqlite3.connect(paths.database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or the log would bring all of it back
    connection.close()
    _garbage(paths.database)
    one = open_library()
    assert titles(one) == ["Story number399"]
    assert two.change_token() != token
    two.catch_up()
    assert titles(two) == ["Story number399"]
    assert two.mark(ids[:1], "read", True) == 1
    assert one.counts().all.unread == 0


def test_a_database_of_a_newer_version_is_left_alone(open_library: OpenLibrary, paths: Paths) -> None:
    _filled(open_library)
    connection = sqlite3.connect(paths.database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = paths.database.read_bytes()
    with pytest.raises(NewsreaderError, match="newer newsreader"):
        open_library()
    assert paths.database.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(NewsreaderError) as caught:
        Library.open(Paths.default(file / "home"))
    assert "\n" not in str(caught.value)
    assert str(file) in str(caught.value)
    assert "--home" in str(caught.value)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


_READING = """
import os, sys
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Entry, NewsreaderError
from newsreader.paths import Paths
if os.geteuid() == 0:  # nobody: nothing stops root
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
library = Library.open(Paths.default(sys.argv[1]))
assert library.is_read_only
(notice,) = library.notices
assert "read-only" in notice, notice
for header in library.list_headers(Scope(), "story"):
    print(header.title, header.read)
library.counts(), library.change_token(), library.subscriptions()
assert not library.catch_up()
library.install_samples([Entry(guid="a", title="a")], "")
for deed in (
    lambda: library.mark(["0" * 16], "read", True),
    lambda: library.subscribe("http://127.0.0.1/x"),
    lambda: library.keep(Entry(title="x")),
    library.undo,
):
    try:
        deed()
    except NewsreaderError as error:
        assert "read-only" in str(error), error
    else:
        raise AssertionError("a deed that cannot be kept must say so")
library.close()
"""


@pytest.mark.parametrize("mode", [0o555, 0o755])
def test_a_folder_that_cannot_be_written_can_still_be_read(open_folder: Path, mode: int) -> None:
    """Another user's (or a write-protected) folder: the system itself refuses, as root it would not."""
    paths = Paths.default(open_folder / "home")
    library = Library.open(paths)
    ids = fill(library)
    library.mark(ids[:1], "read", True)
    library.close()
    for path in sorted(paths.data.rglob("*"), reverse=True):
        path.chmod(mode if path.is_dir() else 0o444)
    for folder in (paths.data, paths.data.parent):
        folder.chmod(mode)
    shown = _run(_READING, open_folder / "home")
    assert shown.stderr == ""
    assert shown.stdout.splitlines() == ["Story number2 True", "Story number1 False", "Story number0 False"]


_FULL = """
import resource, sys
from datetime import UTC, datetime
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Entry, Feed, NewsreaderError
from newsreader.paths import Paths
from newsreader.sources.outcome import Outcome
library = Library.open(Paths.default(sys.argv[1]))
ids = [header.id for header in library.list_headers(Scope())]
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

def refused(deed):
    try:
        deed()
    except NewsreaderError as error:
        assert "\\n" not in str(error)
        return True
    return False

import random
random.seed(4)
words = lambda: " ".join(f"w{random.randrange(10**6)}" for _ in range(20_000))
entries = tuple(Entry(guid=f"big{n}", title=f"Big {n}", body=words()) for n in range(40))
now = datetime.now(UTC)
big = Outcome(sys.argv[2], sys.argv[2], Feed(title="F", entries=entries), False, "", "", "", "", "", now, 200)
print(refused(lambda: library.record(big)))
print(len(library.stories(Scope()).rows))
print(refused(lambda: library.keep(Entry(title="Huge", body="x" * 2_000_000))))
print(len(library.stories(Scope()).rows))
print(refused(lambda: library.mark(ids[:1], "read", True)), library.counts().all.unread)
library.close()
"""


def test_a_full_disk_is_said_and_spoils_nothing(open_library: OpenLibrary, tmp_path: Path) -> None:
    """A limit on the size of a file stands for the full disk: the system refuses to write more."""
    library = open_library()
    ids = fill(library)
    library.close()
    shown = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path / "home"), URL],
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.stderr == ""
    assert shown.stdout.split() == ["True", "3", "True", "3", "False", "2"]
    again = open_library()
    assert again.notices == ()
    assert {header.id for header in again.list_headers(Scope()) if header.read} == set(ids[:1])


def test_two_processes_mark_at_once(open_library: OpenLibrary, tmp_path: Path) -> None:
    library = open_library()
    ids = fill(library, 60)
    code = """
import sys
from newsreader.library.library import Library
from newsreader.paths import Paths
library = Library.open(Paths.default(sys.argv[1]))
for story in sys.argv[3:]:
    assert library.mark([story], sys.argv[2], True) == 1
"""
    workers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "home"), mark, *ids])
        for mark in ("read", "bookmarked")
    ]
    mine = sum(library.mark([story], "hidden", True) for story in ids[:10])
    assert [worker.wait() for worker in workers] == [0, 0]
    library.catch_up()
    assert mine == 10
    counts = library.counts()
    assert (counts.all.total, counts.all.unread, counts.bookmarked.total) == (50, 0, 50)


def test_two_processes_open_a_new_library_at_once(tmp_path: Path) -> None:
    code = """
import sys
from newsreader.library.library import Library
from newsreader.paths import Paths
library = Library.open(Paths.default(sys.argv[1]))
library.subscribe("http://127.0.0.1/" + sys.argv[2])
print(library.notices)
"""
    home = tmp_path / "home"
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(home), str(number)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    shown = [worker.communicate() for worker in workers]
    assert shown == [("()\n", "")] * 4
    library = Library.open(Paths.default(home))
    assert len(library.subscriptions()) == 4
    assert len(list(Paths.default(home).journals.iterdir())) == 1
    library.close()


def test_a_big_journal_is_read_quickly(open_library: OpenLibrary, paths: Paths) -> None:
    library = open_library(device="own")
    lines = [
        {
            "at": f"2026-03-01T00:00:00.{number:06}Z",
            "do": "mark",
            "mark": "read",
            "value": True,
            "ids": [f"{number:016x}"],
        }
        for number in range(20_000)
    ]
    (paths.journals / "other.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    start = time.process_time()
    assert library.catch_up()
    assert time.process_time() - start < 10


_NO_ROOM_FOR_THE_DATABASE = """
import resource, sys
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.paths import Paths
library = Library.open(Paths.default(sys.argv[1]))
ids = [header.id for header in library.list_headers(Scope())]
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
print(library.mark(ids, "read", True))
print(len(library.list_headers(Scope())), any("kept, but cannot be shown" in one for one in library.notices))
try:
    library.mark(ids[:1], "bookmarked", True)
except Exception as error:
    print(type(error).__name__)
library.close()
again = Library.open(Paths.default(sys.argv[1]))
print(len(again.list_headers(Scope())))
again.close()
"""


def test_a_mark_that_the_database_has_no_room_for_is_kept_and_the_rest_can_be_read(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    library = open_library()
    fill(library, 300)
    library.close()
    shown = _run(_NO_ROOM_FOR_THE_DATABASE, tmp_path / "home")
    assert shown.stderr == ""
    assert shown.stdout.split() == ["300", "300", "True", "NewsreaderError", "300"]
    assert open_library().counts().all.unread == 0
