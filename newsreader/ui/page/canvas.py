"""What pictures are drawn on: how large its cells are, the colour behind them, and the way to the terminal."""

from textual.app import App
from textual.widget import Widget

from newsreader.ui.page.graphics import USUAL_CELL, terminal_cell
from newsreader.ui.page.half_cells import Rgb


def cell_of(widget: Widget) -> tuple[int, int]:
    """Pixels of a cell, wide and high."""
    return USUAL_CELL if widget.app.is_headless else terminal_cell()


def paper_of(widget: Widget) -> Rgb:
    """The colour that transparent pictures are laid on."""
    colour = widget.background_colors[1]
    return colour.r, colour.g, colour.b


def send(app: App[object], sequence: str) -> None:
    """Send a control sequence to the terminal between two frames, as Textual sends its own."""
    driver = app._driver  # noqa: SLF001 - Textual has no public way to write in step with its frames
    if driver is not None:
        driver.write(sequence)
