"""The reader screen's pictures: which are fetched and when, on or off, and one at full size."""

import asyncio
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.article.blocks import Picture
from newsreader.library.downloads import Source
from newsreader.model import NewsreaderError
from newsreader.sources.sign_in import NOBODY
from newsreader.ui.environment import Environment
from newsreader.ui.page import half_cells
from newsreader.ui.page.canvas import cell_of, paper_of, send
from newsreader.ui.page.pictured_view import PicturedView
from newsreader.ui.screen.linking import LinkingScreen
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from PIL.Image import Image

    from newsreader.sources.pictures import PictureLoader
    from newsreader.ui.page.half_cells import Rows
    from newsreader.ui.page.plates import Plate

REST_SECONDS = 0.3
"""How long the cursor rests on a story before its pictures are fetched."""

_WHOLE = "picture-whole"
_HINTS = (("Enter", "shows"), ("y", "copies"))


class PicturingScreen(LinkingScreen):
    """The pictures of the story that is shown."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        config = environment.config
        self._wanted = config.pictures if config.pictures != "off" else "auto"
        """What the settings say of pictures when they are on."""
        few = environment.few_colours and config.pictures == "auto"
        self.pictures_on = config.pictures != "off" and not few
        self._loader: PictureLoader | None = None
        self._loading: set[str] = set()
        self._sent: dict[str, int] = {}
        """What the terminal was sent by Kitty's protocol: its numbers, by URL and size."""

    def on_mount(self) -> None:
        """Show pictures as the settings say."""
        self.article_view.show_pictures(shown=self.pictures_on)

    @property
    def graphics(self) -> str:
        """How pictures are drawn: ``half``, ``kitty`` or ``sixel``."""
        return self.environment.graphics if self._wanted == "auto" else self._wanted

    def action_pictures(self) -> None:
        """Switch pictures off or on, and keep it so."""
        self.pictures_on = not self.pictures_on
        self.stop_pictures()
        self.article_view.show_pictures(shown=self.pictures_on)
        forced = self._wanted if not (self.environment.few_colours and self._wanted == "auto") else "half"
        self.save_setting("pictures", forced if self.pictures_on else "off")
        self.say("Pictures on" if self.pictures_on else "Pictures off: their words stand for them")

    # Fetching.

    @on(PicturedView.PicturesNear)
    def pictures_near(self, event: PicturedView.PicturesNear) -> None:
        """Fetch what is near the screen, once the reader rests there."""
        event.stop()
        self._look_for_pictures()

    @work(exclusive=True, group="picture-look", exit_on_error=False)
    async def _look_for_pictures(self) -> None:
        if not self.article_view.pictures_near():
            return
        await asyncio.sleep(REST_SECONDS)
        source = self._source_of_pictures()
        for picture, _ in self.article_view.pictures_near():
            if picture.url not in self._loading:
                self._loading.add(picture.url)
                self._load_picture(picture, source)

    @work(group="pictures", exit_on_error=False)
    async def _load_picture(self, picture: Picture, source: Source) -> None:
        view = self.article_view
        try:
            image = await self.picture(picture, source)
        except NewsreaderError as error:
            view.expect_pictures(expected=not _is_far(error))
            view.miss_picture(picture)
        else:
            view.expect_pictures(expected=True)
            plate = view.measure_picture(picture, image.size)
            while plate is not None:
                view.draw_picture(picture, plate, await self._draw_picture(picture, image, plate))
                now = view.measure_picture(picture, image.size)
                plate = now if now != plate else None  # the pane may have changed meanwhile
        finally:
            self._loading.discard(picture.url)

    async def picture(self, picture: Picture, source: Source) -> "Image":
        """A picture, from wherever it is, for a story from ``source``.

        Raises:
            NewsreaderError: it can't be had or shown.
        """
        if self._loader is None:
            self._loader = await asyncio.to_thread(self._new_loader)
        loader = self._loader
        sign_in = await asyncio.to_thread(self.library.sign_ins.find, source.feed) if source.feed else NOBODY
        return await asyncio.wrap_future(
            loader.get(picture.url, source.url, sign_in=sign_in, proxy=source.proxy)
        )

    def _source_of_pictures(self) -> Source:
        """The story's feed; a page that is visited, or a file, gives no right to private addresses."""
        key = self.shown.feed if self.shown is not None and self.opened is None else ""
        feed = self.subscription(key)
        return Source(key, feed.url, feed.settings.proxy) if feed is not None else Source()

    def _new_loader(self) -> "PictureLoader":
        from newsreader.sources.pictures import loader_of  # noqa: PLC0415 - with the first picture

        return loader_of(self.environment.config, self.environment.paths.pictures)

    def stop_pictures(self) -> None:
        """Fetch nothing more for the story that is left, and let the terminal forget its pictures."""
        self.workers.cancel_group(self, "picture-look")
        self.workers.cancel_group(self, "pictures")
        self._loading.clear()
        self.article_view.forget_pictures()
        if self._sent:
            from newsreader.ui.page.kitty import removal  # noqa: PLC0415 - only where it was used

            send(self.app, "".join(map(removal, self._sent.values())))
            self._sent.clear()

    def _leave_story(self) -> None:
        super()._leave_story()
        self.stop_pictures()

    def on_unmount(self) -> None:
        """Nothing goes on after the end."""
        self.stop_pictures()
        if self._loader is not None:
            self._loader.close()

    # Drawing.

    async def _draw_picture(self, picture: Picture, image: "Image", plate: "Plate") -> "Rows":
        view = self.article_view
        if self.graphics != "kitty":
            return await asyncio.to_thread(half_cells.half_cells, image, plate, paper_of(view))
        from newsreader.ui.page import kitty  # noqa: PLC0415 - only where it is used

        place = f"{plate.columns}x{plate.rows} {picture.url}"
        number = self._sent.get(place) or kitty.new_number()
        sent = await asyncio.to_thread(
            kitty.transmission, image, number, plate, cell_of(view), paper_of(view)
        )
        self._sent[place] = number
        send(self.app, sent)
        return kitty.placeholders(number, plate, paper_of(view))

    # At full size.

    @on(PicturedView.PictureClicked)
    def picture_clicked(self, event: PicturedView.PictureClicked) -> None:
        """A click shows a picture at full size."""
        event.stop()
        self.show_picture(event.picture)

    @work(exclusive=True, group=_WHOLE, exit_on_error=False)
    async def show_picture(self, picture: Picture) -> None:
        """Show a picture at full size on a screen of its own, unless the reader goes on before it comes."""
        from newsreader.ui.dialogs.picture_screen import PictureScreen  # noqa: PLC0415 - not before the first frame

        words, setting = self.article_view.words_of(picture), self.article_view.setting
        try:
            image = await self.picture(picture, self._source_of_pictures())
        except NewsreaderError as error:
            self.say(f"No picture: {error}", "problem")
            return
        if self.is_current and self.article_view.setting is setting:
            await self.app.push_screen(PictureScreen(image, words, self.graphics))

    def let_go(self) -> bool:
        """First do not wait for a picture any more."""
        waiting = any(worker.group == _WHOLE and worker.is_running for worker in self.workers)
        if waiting:
            self.workers.cancel_group(self, _WHOLE)
        return waiting or super().let_go()

    @property
    def chosen_picture(self) -> Picture | None:
        """The picture whose own link is chosen."""
        stop = self.chosen_stop
        picture = self.article_view.picture_at(stop.parts[0][0]) if stop is not None else None
        return picture if stop is not None and picture is not None and picture.url == stop.url else None

    def choose_stop(self, index: int) -> None:
        """A picture is marked as a whole when its link is chosen."""
        super().choose_stop(index)
        picture = self.chosen_picture if self.pictures_on else None
        self.article_view.choose_picture(picture)
        if picture is not None:
            self.status.target_hints = _HINTS

    def let_go_of_link(self) -> bool:
        """Nor is a picture chosen."""
        self.article_view.choose_picture(None)
        return super().let_go_of_link()

    def follow(self) -> None:
        """Enter: the chosen picture at full size, or the one in view when nothing is chosen."""
        picture = self.article_view.picture_in_view() if self.stop is None else self.chosen_picture
        if picture is not None and self.pictures_on:
            self.show_picture(picture)
        else:
            super().follow()


def _is_far(error: NewsreaderError) -> bool:
    """Whether nothing answered: there may be no network."""
    from newsreader.sources.fetch_errors import FetchError  # noqa: PLC0415 - loads aiohttp
    from newsreader.sources.private_addresses import PrivateAddressError  # noqa: PLC0415

    return (
        isinstance(error, FetchError) and error.status is None and not isinstance(error, PrivateAddressError)
    )
