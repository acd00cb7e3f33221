"""The story's files and the downloads: play, download, pause, remove."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from newsreader.library.downloads import Download, DownloadQueue
from newsreader.model import Enclosure, NewsreaderError
from newsreader.sources.media_kinds import kind_of
from newsreader.text import clean
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.lists.file_rows import FileRow, FileRows, file_rows

_KEYS = "Enter plays · d downloads · Space pauses · D removes · Esc closes"
_PLAYED = frozenset({"Audio", "Video", "File"})
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Desk:
    """What the dialog works with."""

    queue: DownloadQueue
    add: Callable[[Enclosure, str], Download]
    """Put a file with this title into the queue; called in a thread."""
    begin: Callable[[], None]
    """Work the queue off, unless that is going on."""
    play: Callable[[str], None]
    """Play an address or file."""
    browse: Callable[[str], None]
    """Open an address in the browser."""


class FilesDialog(ListDialog[None]):
    """Files over the reader; downloads go on when it closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,P,h,left", "close", "Close"),
        Binding("enter,p", "play", "Play"),
        Binding("d", "download", "Download"),
        Binding("space", "pause", "Pause or go on"),
        Binding("D,delete", "remove", "Remove"),
        Binding("o", "browse", "Open in the browser"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(
        self, title: str, files: Sequence[Enclosure], downloads: Sequence[Download], desk: Desk
    ) -> None:
        super().__init__()
        self._story = title
        self._files = files
        self._downloads = downloads
        self._desk = desk

    def compose(self) -> ComposeResult:
        """The list, and what the keys do."""
        with Vertical(id="dialog"):
            yield Static("Files", id="dialog-title", markup=False)
            yield FileRows(id="files")
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The list has the keys; it follows the queue."""
        self._show(self._downloads)
        self.rows.focus()
        self.set_interval(_LOOK_SECONDS, self._look)

    @property
    def rows(self) -> FileRows:
        """The list."""
        return self.query_one("#files", FileRows)

    def _show(self, downloads: Sequence[Download]) -> None:
        self.rows.empty = "Nothing is here."
        self.rows.show(file_rows(self._story, self._files, downloads))

    @work(exclusive=True, group="look", exit_on_error=False)
    async def _look(self) -> None:
        self._show(await asyncio.to_thread(self._desk.queue.all))

    def action_move(self, rows: int) -> None:
        """Up and down."""
        self.say(_KEYS)
        self.rows.move(rows)

    @on(FileRows.Chosen, "#files")
    def clicked(self, event: FileRows.Chosen) -> None:
        """A click chooses; playing wants a key."""
        event.stop()

    def action_play(self) -> None:
        """Play the file: from the disk when it is there, else from the web. Documents open in the browser."""
        row = self.rows.file
        if row is None:
            return
        if kind_of(row.enclosure) not in _PLAYED:
            self.action_browse()
            return
        is_here = row.download is not None and row.download.state == "done" and row.download.path.is_file()
        try:
            self._desk.play(str(row.download.path) if row.download and is_here else row.enclosure.url)
            self.say(f"Playing {row.title}")
        except NewsreaderError as error:
            self.say(str(error))

    def action_download(self) -> None:
        """Download the file, or go on with it."""
        row = self.rows.file
        if row is not None and row.download is not None and row.download.state in {"waiting", "running"}:
            self.say("It is on its way")
        elif row is not None:
            self._add(row)

    def action_pause(self) -> None:
        """Pause the download, or go on with it."""
        row = self.rows.file
        if row is None or row.download is None or row.download.state == "done":
            self.say("Nothing to pause here; d downloads")
        elif row.download.state in {"waiting", "running"}:
            self._pause(row.download)
        else:
            self._add(row)

    @work(group="steer", exit_on_error=False)
    async def _add(self, row: FileRow) -> None:
        if row.download is not None:
            known = row.download
            await asyncio.to_thread(
                self._desk.queue.add, known.url, known.title, known.media_type, known.source, known.folder
            )
        else:
            await asyncio.to_thread(self._desk.add, row.enclosure, self._title_of(row))
        self._desk.begin()
        self.say(_KEYS)
        self._look()

    def _title_of(self, row: FileRow) -> str:
        """What the file will be called: its title, or the story's when it is the only one without."""
        return clean(row.enclosure.title) or (clean(self._story) if len(self._files) == 1 else row.title)

    @work(group="steer", exit_on_error=False)
    async def _pause(self, download: Download) -> None:
        def pause() -> None:
            if not self._desk.queue.change(download.number, only_if="running", state="paused"):
                self._desk.queue.change(download.number, only_if="waiting", state="paused")

        await asyncio.to_thread(pause)
        self._look()

    @work(group="steer", exit_on_error=False)
    async def action_remove(self) -> None:
        """Take the download out of the list, and what is half there off the disk; a whole file stays."""
        row = self.rows.file
        if row is None or row.download is None:
            self.say("This is not downloaded")
            return
        await asyncio.to_thread(self._desk.queue.remove, row.download.number)
        stays = row.download.state == "done" and row.download.path.exists()
        self.say(f"Taken off the list; the file stays in {row.download.folder}" if stays else "Removed")
        self._look()

    def action_browse(self) -> None:
        """Open the address in the browser."""
        if (row := self.rows.file) is not None:
            self._desk.browse(row.enclosure.url)
            self.say(f"Opening {row.enclosure.url}")

    def action_copy(self) -> None:
        """Copy the address."""
        if (row := self.rows.file) is not None:
            self.app.copy_to_clipboard(row.enclosure.url)
            self.say("Copied the address")
