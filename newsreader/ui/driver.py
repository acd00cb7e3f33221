"""The terminal, on Linux and its kin, through being stopped and continued."""

from textual.drivers.linux_driver import LinuxDriver


class SteadyDriver(LinuxDriver):
    """Textual's driver, which does not begin a second time what it has begun.

    A program that was stopped by SIGSTOP has not left the terminal's special mode, since it cannot know. At
    SIGCONT Textual enters it again: with two threads reading the keys, one writer that nobody ends (so that
    the program hangs at its end), and the special mode taken for what is to be restored.
    """

    _is_on = False

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
