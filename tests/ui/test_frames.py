"""When a screen is drawn again, by a clock that only moves when something sleeps."""

import asyncio

import pytest
from textual.app import App
from textual.screen import UPDATE_PERIOD
from textual.widgets import Static

from newsreader.ui import frames
from newsreader.ui.frames import PromptScreen


class Drawn(PromptScreen[None]):
    """A line that changes; counts how often it was drawn."""

    drawn = 0

    def compose(self) -> list[Static]:
        return [Static("0", id="line")]

    def _compositor_refresh(self) -> None:
        self.drawn += 1
        super()._compositor_refresh()


class Time:
    """Moves when somebody sleeps, or is told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(frames, "monotonic", made.monotonic)
    monkeypatch.setattr(frames, "sleep", made.sleep)
    return made


async def test_a_change_is_drawn_at_once_or_when_the_last_frame_has_stood_for_its_time(time: Time) -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Drawn()
        await app.push_screen(screen)
        await pilot.pause()

        async def change(times: int = 1) -> list[float]:
            time.slept.clear()
            before = screen.drawn
            for number in range(times):
                screen.query_one("#line", Static).update(f"{before} {number}")
            await pilot.pause()
            assert screen.drawn == before + 1
            return [round(seconds, 6) for seconds in time.slept]

        time.now += 5.01
        assert await change() == []
        time.now += 0.005
        assert await change() == [round(UPDATE_PERIOD - 0.005, 6)]
        time.now += UPDATE_PERIOD
        assert await change(times=10) == []
