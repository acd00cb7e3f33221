"""One picture at full size, on a screen of its own."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TextIO

from rich.segment import Segment
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from newsreader.ui.dialogs.dialog import Dialog
from newsreader.ui.page.canvas import cell_of, paper_of, send
from newsreader.ui.page.graphics import terminal_cell
from newsreader.ui.page.half_cells import Rows, half_cells
from newsreader.ui.page.plates import Plate, fit

if TYPE_CHECKING:
    from PIL.Image import Image

_LEAST_PIXELS = 2.0
"""Pixels of the picture that a cell's width shows at least: coarser would only be larger."""


class PictureScreen(Dialog[None]):
    """A picture as large as the terminal allows, its words below; any usual key goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,h,left,backspace,space,v", "close", "Back"),
    ]

    def __init__(self, image: "Image", words: str, graphics: str) -> None:
        super().__init__()
        self._image = image
        self._words = words
        self._graphics = graphics

    def compose(self) -> ComposeResult:
        """The picture in the middle, words and keys on the last lines."""
        with Container(id="picture-frame"):
            yield self._picture()
        if self._words:
            yield Static(self._words, id="picture-words", markup=False)
        yield Static(
            f"{self._image.width} × {self._image.height} pixels   Esc back", id="picture-keys", markup=False
        )

    def _picture(self) -> Widget:
        if self._graphics == "sixel" and not self.app.is_headless:
            return _sixel_widget(self._image)
        return WholePicture(self._image, self._graphics)

    def on_resize(self) -> None:
        """Sixel has to be told its size; cells fit themselves."""
        self.call_after_refresh(self._fit_sixel)

    def _fit_sixel(self) -> None:
        for widget in self.query("#sixel"):
            room, (wide, high) = self.query_one("#picture-frame").size, terminal_cell()
            plate = fit(self._image.size, room.width, room.height, high / wide, _LEAST_PIXELS)
            widget.styles.width, widget.styles.height = plate.columns, plate.rows

    def action_close(self) -> None:
        """Back to the article."""
        self.dismiss()


class WholePicture(Widget):
    """A picture in cells, fitted into the widget's room."""

    def __init__(self, image: "Image", graphics: str) -> None:
        super().__init__()
        self._image = image
        self._graphics = graphics
        self._rows: Rows = ()
        self._plate = Plate(0, 0)
        self._number = 0

    def on_resize(self) -> None:
        """Draw it anew for the room there is."""
        self._draw_anew()

    def notify_style_update(self) -> None:
        """On another background it looks otherwise."""
        super().notify_style_update()
        if self._rows:
            self._draw_anew()

    @work(exclusive=True, exit_on_error=False)
    async def _draw_anew(self) -> None:
        wide, high = cell_of(self)
        plate = fit(self._image.size, self.size.width, self.size.height, high / wide, _LEAST_PIXELS)
        if self._graphics == "kitty":
            from newsreader.ui.page import kitty  # noqa: PLC0415 - only where it is used

            plate = Plate(min(plate.columns, kitty.MOST), min(plate.rows, kitty.MOST))
            self._number = self._number or kitty.new_number()
            sent = await asyncio.to_thread(
                kitty.transmission, self._image, self._number, plate, cell_of(self), paper_of(self)
            )
            send(self.app, sent)
            self._rows = kitty.placeholders(self._number, plate, paper_of(self))
        else:
            self._rows = await asyncio.to_thread(half_cells, self._image, plate, paper_of(self))
        self._plate = plate
        self.refresh()

    def on_unmount(self) -> None:
        """The terminal need not keep it."""
        if self._number:
            from newsreader.ui.page.kitty import removal  # noqa: PLC0415 - as above

            send(self.app, removal(self._number))

    def render_line(self, y: int) -> Strip:
        """One line, the picture in the middle."""
        row = y - (self.size.height - self._plate.rows) // 2
        width, blank = self.size.width, self.rich_style
        if not 0 <= row < len(self._rows):
            return Strip.blank(width, blank)
        left = max(0, (width - self._plate.columns) // 2)
        after = max(0, width - left - self._plate.columns)
        return Strip([Segment(" " * left, blank), *self._rows[row], Segment(" " * after, blank)], width)


def _sixel_widget(image: "Image") -> Widget:
    """textual-image's own widget, which keeps Sixel in step with the screen."""
    with _unasked(terminal_cell()):
        from textual_image.widget import SixelImage  # noqa: PLC0415 - slow to load, and only where it is used
    return SixelImage(image, id="sixel")


@contextmanager
def _unasked(cell: tuple[int, int]) -> Iterator[None]:
    """While textual-image loads, keep it from asking the terminal: the answer would arrive as keys.

    It asks where it finds a terminal, else it takes a cell's size from the environment.
    """
    before = sys.__stdout__
    names = {"TEXTUAL_CELL_WIDTH": str(cell[0]), "TEXTUAL_CELL_HEIGHT": str(cell[1])}
    kept = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        _set_stdout(nowhere)
        try:
            yield
        finally:
            _set_stdout(before)
            for name, value in kept.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _set_stdout(stream: TextIO | None) -> None:
    sys.__stdout__ = stream  # type: ignore[misc,assignment]  # final for type checkers, yet what textual-image looks at
