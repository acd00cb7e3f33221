"""The terminal, on Linux and its kin, through being stopped and continued."""

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver


class SteadyDriver(LinuxDriver):
    """Textual's driver, which does not begin a second time what it has begun.

    A program that was stopped by SIGSTOP has not left the terminal's special mode, since it cannot know. At
    SIGCONT Textual enters it again: with two threads reading the keys, one writer that nobody ends (so that
    the program hangs at its end), and the special mode taken for what is to be restored.

    Nor does it do any of this between two steps of whatever else is going on: a signal that comes while the
    screen is written would wait for ever for the lock that the writing holds. While another program has the
    terminal, nothing is written and what waits for that program is held up by it, so a signal takes effect at once.

    What it draws goes through a buffer of its own. With PYTHONUNBUFFERED set standard error has none, and whatever
    the terminal has not taken by such a signal would be lost, in the middle of a control sequence.
    """

    _is_on = False

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Powers the app as Textual's driver does, whose parameters these are."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if (out := self._file) is not None:
            self._file = open(  # noqa: SIM115
                out.fileno(), "w", encoding=out.encoding, errors=out.errors, closefd=False
            )

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, when what is going on is done."""
        if self._auto_restart:
            self._loop.call_soon_threadsafe(super()._sigtstp_application)
        else:  # another program has the terminal
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Go on, when what is going on is done."""
        if self._auto_restart:  # else the terminal is taken again when the other program ends
            self._loop.call_soon_threadsafe(super()._sigcont_application)

    def start_application_mode(self) -> None:
        """Enter the special mode, out of the one we are still in if need be."""
        if self._is_on:
            self.suspend_application_mode()
        self._is_on = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def stop_application_mode(self) -> None:
        """Leave it."""
        self._is_on = False
        super().stop_application_mode()
