"""When a screen is drawn again: at once, or as soon as the last frame has stood for its time."""

from asyncio import Event, sleep
from math import inf
from time import monotonic

from textual.screen import UPDATE_PERIOD, Screen, ScreenResultType
from textual.timer import Timer, TimerCallback


class FrameTimer(Timer):
    """Draws once each time it is resumed, and not twice within a frame's time.

    Textual's own keeps to a grid that it finds again only at the second beat after a pause: a key that comes soon
    after a story was drawn is then shown up to two frames late.
    """

    def __init__(self, screen: Screen[ScreenResultType], draw: TimerCallback) -> None:
        """Wait to be resumed; ``draw`` is to pause it."""
        super().__init__(screen, UPDATE_PERIOD, name="screen_update", callback=draw, pause=True)
        self._due = Event()

    def resume(self) -> None:
        """There is something to draw."""
        self._due.set()

    def pause(self) -> None:
        """Nothing is left to draw."""
        self._due.clear()

    async def _run(self) -> None:
        began = -inf
        while True:
            await self._due.wait()
            if (left := began + self._interval - monotonic()) > 0:
                await sleep(left)
            if self._due.is_set():  # else something else has drawn the screen meanwhile
                began = monotonic()
                await self._tick(next_timer=began, count=0)


class PromptScreen(Screen[ScreenResultType]):
    """A screen that shows what a key did in the next frame at the latest."""

    _frames: FrameTimer | None = None

    @property
    def _update_timer(self) -> Timer:
        if self._frames is None:
            self._frames = FrameTimer(self, self._on_timer_update)
            self._frames._start()  # noqa: SLF001 - as Textual's screens start theirs
            self._timers.add(self._frames)
        return self._frames
