"""The interpreter, set so that keys do not wait for it."""

import asyncio
import gc
import sys
import time
from collections.abc import Iterator

import pytest

from newsreader.ui import pauses


@pytest.fixture(autouse=True)
def settings() -> Iterator[None]:
    before = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(before[0])
    gc.set_threshold(*before[1])
    gc.unfreeze()


async def test_threads_take_short_turns_and_what_is_loaded_is_not_looked_through_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pauses, "_LOADED", 0)
    gc.unfreeze()
    pauses.keep_pauses_short()
    assert sys.getswitchinterval() < 0.005
    assert gc.get_threshold()[2] > 10
    await asyncio.sleep(0.01)
    assert gc.get_freeze_count() > 0


async def test_rubbish_is_looked_for_everywhere_when_the_reader_rests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pauses, "_LOOK", 0.02)
    monkeypatch.setattr(pauses, "_AT_REST", 0.01)
    monkeypatch.setattr(pauses, "_DUE", 0)
    whole = 0

    def note(phase: str, info: dict[str, int]) -> None:
        nonlocal whole
        whole += phase == "start" and info["generation"] == 2

    gc.callbacks.append(note)
    try:
        pauses.keep_pauses_short()
        worked = time.thread_time()
        while time.thread_time() < worked + 0.2:  # more than a rest has, between any two looks
            end = time.thread_time() + 0.05
            while time.thread_time() < end:
                pass
            await asyncio.sleep(0)
        assert whole == 0
        await asyncio.sleep(0.5)
        assert whole > 0
    finally:
        gc.callbacks.remove(note)
