"""What opens over the reader."""

from typing import TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A modal screen that drops its frame where there are few lines (the class ``-short``)."""

    def on_resize(self) -> None:
        """Few lines, or enough."""
        self.set_class(self.app.size.height < 21, "-short")
