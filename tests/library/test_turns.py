"""One refresh at a time."""

import threading
from pathlib import Path

import pytest

from newsreader.library.turns import BusyError, turn

PATIENCE = 20


def nothing() -> None:
    """Nobody is told."""


def never() -> bool:
    return False


def test_who_is_alone_does_not_wait(tmp_path: Path) -> None:
    for _ in range(2):
        with turn(tmp_path / "lock", cancelled=never, on_wait=nothing) as waited:
            assert not waited


def test_a_second_one_waits_for_the_end_of_the_first_and_knows_it(tmp_path: Path) -> None:
    told, ended = threading.Event(), threading.Event()
    seen: list[tuple[bool, bool]] = []

    def second() -> None:
        with turn(tmp_path / "lock", cancelled=never, on_wait=told.set) as waited:
            seen.append((waited, ended.is_set()))

    thread = threading.Thread(target=second)
    with turn(tmp_path / "lock", cancelled=never, on_wait=nothing):
        thread.start()
        assert told.wait(PATIENCE)
        ended.set()
    thread.join(PATIENCE)
    assert seen == [(True, True)]


def test_who_is_cancelled_waits_no_more(tmp_path: Path) -> None:
    enough = threading.Event()
    with (
        turn(tmp_path / "lock", cancelled=never, on_wait=nothing),
        turn(tmp_path / "lock", cancelled=enough.is_set, on_wait=enough.set) as waited,
    ):
        assert waited


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    with (
        turn(tmp_path / "lock", cancelled=never, on_wait=nothing),
        pytest.raises(BusyError, match="Another newsreader"),
        turn(tmp_path / "lock", cancelled=never, on_wait=nothing, longest=0.0),
    ):
        raise AssertionError("it did not wait")


def test_a_folder_that_is_not_there_is_no_reason_not_to_go_on(tmp_path: Path) -> None:
    with turn(tmp_path / "none" / "lock", cancelled=never, on_wait=nothing) as waited:
        assert not waited
