"""The line between sidebar and article, to be dragged."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class Divider(Widget):
    """A vertical rule that follows the mouse."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"divider--line", "divider--held"}

    @dataclass
    class Dragged(Message):
        """The rule was dragged to a column of the screen."""

        column: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._held = False

    def render_line(self, y: int) -> Strip:
        """One cell of rule."""
        del y
        name = "divider--held" if self._held else "divider--line"
        return Strip([Segment("│", self.rich_style + self.get_component_rich_style(name, partial=True))], 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold."""
        self.capture_mouse()
        self._held = True
        self.refresh()
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self.release_mouse()
        self._held = False
        self.refresh()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse while held."""
        if self._held:
            self.post_message(self.Dragged(event.screen_x))
