"""The reader screen's places: where the reader is in each story, kept for good, and how far that is."""

import asyncio
from contextlib import suppress

from textual import work

from newsreader.library.places import TOP, Place
from newsreader.model import NewsreaderError
from newsreader.ui.environment import Environment
from newsreader.ui.page.place import anchor_of, minutes_left, place_of
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.marking import MarkingScreen
from newsreader.ui.session import Session
from newsreader.ui.status import Reading


class PlacingScreen(MarkingScreen):
    """Places in stories, and the way still to go."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.places: dict[str, Place] = {}
        """By the story's id: those that were read or changed since the program began."""
        self._unkept: dict[str, Place] = {}
        self._old_places = dict(session.places)
        """Where older versions kept them."""

    def on_mount(self) -> None:
        """Tell how far the reader is whenever that changes."""
        self.watch(self.article_view, "scroll_y", self.tell_progress, init=False)
        self.watch(self.article_view, "virtual_size", self.tell_progress, init=False)

    async def place_in(self, story: str, setting: Setting) -> tuple[int, int]:
        """Where to go on reading a story."""
        place = self.places.get(story)
        if place is None:
            place = await asyncio.to_thread(self.library.places.of, story)
            if place == TOP and story in self._old_places:
                return self._old_places[story]
            self.places[story] = place
        return await asyncio.to_thread(anchor_of, setting, place)

    def keep_place(self) -> None:
        """Remember where the reader is in the story that is shown."""
        setting = self.article_view.setting
        if self.shown is None or setting is None:
            return
        story = self.shown.id
        anchor = self.article_view.reading_place
        place = place_of(setting, anchor) if anchor != (0, 0) else TOP
        self._old_places.pop(story, None)
        if self.places.get(story, TOP) != place:
            self.places[story] = self._unkept[story] = place

    @work(exclusive=True, group="places", exit_on_error=False)
    async def write_places(self) -> None:
        """Keep in the library what was remembered."""
        await asyncio.to_thread(self.write_places_now)

    def write_places_now(self) -> None:
        """The same, in the thread that calls. A library that can't be written keeps nothing."""
        found, self._unkept = self._unkept, {}
        with suppress(NewsreaderError):
            self.library.places.keep(found.items())

    def tell_progress(self) -> None:
        """Show how much of the story is behind the reader, and how long the rest takes."""
        view = self.article_view
        setting = view.setting
        if setting is None or not view.max_scroll_y:
            self.status.reading = None
            return
        share = min(1.0, view.scroll_y / view.max_scroll_y)
        left = 0 if view.at_end else minutes_left(setting, view.reading_place)
        self.status.reading = Reading(round(share * 100), left)
