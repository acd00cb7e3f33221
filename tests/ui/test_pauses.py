"""The interpreter, set so that keys do not wait for it."""

import asyncio
import gc
import sys
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
