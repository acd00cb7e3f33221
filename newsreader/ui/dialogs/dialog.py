"""What opens over the reader."""

from contextlib import suppress
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.screen import ModalScreen

from newsreader.ui.frames import PromptScreen

Answer = TypeVar("Answer")


class Dialog(PromptScreen[Answer], ModalScreen[Answer]):
    """A modal screen that keys can't break, however fast they come.

    Keys that come before it is there are passed over, and it answers once. Where there are few lines it drops
    its frame (the class ``-short``). Textual calls the ``on_…`` of every class: none calls the one it stands for.
    """

    _is_there = False
    _has_answered = False

    def begin(self) -> None:
        """Put the keys where they are wanted first; for subclasses."""

    def on_mount(self) -> None:
        """From now on keys count."""
        with suppress(NoMatches):  # closed again, with the whole program, before its parts were there
            self.begin()
            self._is_there = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be done with what is not there yet."""
        del action, parameters
        return self._is_there

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer, unless it has answered or something stands over it."""
        if self._has_answered or not self.is_current:
            return AwaitComplete()
        self._has_answered = True
        return super().dismiss(result)

    def on_resize(self) -> None:
        """Few lines, or enough."""
        self.set_class(self.app.size.height < 21, "-short")
