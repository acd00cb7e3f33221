"""The reader screen's files: playing them, and working off the queue of downloads in the background."""

import asyncio
import os
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from newsreader.library.downloads import Download, DownloadQueue, far
from newsreader.model import Enclosure
from newsreader.sources.limits import limits_of
from newsreader.ui.environment import Environment
from newsreader.ui.screen.updating import UpdatingScreen
from newsreader.ui.session import Session

_LOOK_SECONDS = 0.5


class DownloadingScreen(UpdatingScreen):
    """Files of stories."""

    @dataclass
    class Downloaded(Message):
        """A download is done, or has failed."""

        download: Download

    @dataclass
    class QueueDone(Message):
        """Nothing is left to download."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.downloads = DownloadQueue(environment.paths.download_queue)
        self._downloading = False

    @work(group="add", exit_on_error=False)
    async def action_files(self) -> None:
        """Show the story's files and all downloads."""
        from newsreader.ui.dialogs.files_dialog import Desk, FilesDialog  # noqa: PLC0415 - not before the first frame

        setting = self.article_view.setting
        files = setting.article.files if setting is not None else ()
        downloads = await asyncio.to_thread(self.downloads.all)
        if not files and not downloads:
            self.say("This story comes without files, and nothing was downloaded yet")
            return
        desk = Desk(self.downloads, self._add_file, self.begin_downloads, self.play, self.open_link)
        dialog = FilesDialog(setting.article.title if setting is not None else "", files, downloads, desk)
        await self.app.push_screen_wait(dialog)

    def play(self, target: str) -> None:
        """Play an address or a file.

        Raises:
            NewsreaderError: There is no player, or it can't be started.
        """
        from newsreader.ui.screen.launching import player_for  # noqa: PLC0415 - as above

        self.launch(player_for(target, self.environment.config.player, os.environ))

    def _add_file(self, file: Enclosure, title: str) -> Download:
        from newsreader.library.downloading import downloads_folder  # noqa: PLC0415 - loads aiohttp

        folder = downloads_folder(self.environment.config, self.environment.paths)
        return self.downloads.add(file.url, title, file.media_type, self.source_of_links(), folder)

    # The queue.

    def begin_downloads(self) -> None:
        """Download what waits, in a thread of its own, unless that is going on."""
        if not self._downloading and not self.leaving.is_set():
            self._downloading = True
            self._download()
            self._follow_downloads()

    @work(group="downloads", exit_on_error=False)
    async def _follow_downloads(self) -> None:
        """Say how far the downloads are, as long as they go on."""
        try:
            while self._downloading:
                self.status.downloading = far(await asyncio.to_thread(self.downloads.all))
                await asyncio.sleep(_LOOK_SECONDS)
        finally:
            self.status.downloading = ""

    @work(group="downloads", exit_on_error=False)
    async def resume_downloads(self) -> None:
        """Go on with what was left when the program ended."""
        left = await asyncio.to_thread(self.downloads.all)
        if any(download.state in {"waiting", "running"} for download in left):
            self.begin_downloads()

    @work(thread=True, group="downloads", exit_on_error=False)
    def _download(self) -> None:
        from newsreader.library.downloading import work_off  # noqa: PLC0415 - loads aiohttp, in the thread

        worker = get_current_worker()
        try:
            work_off(
                self.downloads,
                self.environment.paths,
                limits_of(self.environment.config),
                cancelled=lambda: self.leaving.is_set() or worker.is_cancelled,
                on_end=self._tell_of,
            )
        finally:
            self.post_message(self.QueueDone())

    def _tell_of(self, download: Download) -> None:
        self.post_message(self.Downloaded(download))

    def on_downloading_screen_queue_done(self, event: QueueDone) -> None:
        """Something may have been added at the last moment."""
        event.stop()
        self._downloading = False
        self.resume_downloads()

    def on_downloading_screen_downloaded(self, event: Downloaded) -> None:
        """Say how it went."""
        event.stop()
        download = event.download
        if download.state == "done":
            self.say(f"Downloaded {download.name} to {download.folder}")
        else:
            self.say(f"{download.title}: {download.error}; P shows it", "problem")
