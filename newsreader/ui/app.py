"""The application: themes, settings and the reader screen."""

import os
from pathlib import PurePath
from typing import ClassVar

from textual.app import App
from textual.driver import Driver
from textual.theme import Theme

from newsreader.paths import shipped
from newsreader.ui.cell_widths import count_spacing_signs
from newsreader.ui.environment import Environment
from newsreader.ui.own_styles import with_own_styles
from newsreader.ui.screen.reader import ReaderScreen
from newsreader.ui.session import load_session
from newsreader.ui.themes import OURS, mark_variables

_SHEETS = (
    "app",
    "sidebar",
    "article",
    "panels",
    "dialogs",
    "quote_book",
    "links",
    "doctor",
    "picture",
    "highlights",
    "changes",
)


class NewsreaderApp(App[None]):
    """The newsreader in a terminal."""

    TITLE = "newsreader"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        shipped("styles") / f"{name}.tcss" for name in _SHEETS
    ]
    ENABLE_COMMAND_PALETTE = False  # the reader has its own, made from its own commands

    def __init__(self, environment: Environment) -> None:
        count_spacing_signs(os.environ)
        # With few colours the terminal's own are used, and no background is painted over them.
        super().__init__(ansi_color=True if environment.few_colours else None)
        self.environment = environment
        self._theme_kept = ""
        for theme in OURS:
            self.register_theme(theme)
        self.set_keymap(environment.config.keys)

    def on_mount(self) -> None:
        """Put on the reader's theme and show the reader screen."""
        self.set_class(self.environment.few_colours, "-few-colours")
        theme = self.environment.config.theme
        known = theme in self.available_themes
        self.theme = self._theme_kept = theme if known else OURS[0].name
        self.stylesheet, problems = with_own_styles(self.stylesheet, self.environment.paths.config)
        reader = ReaderScreen(self.environment, load_session(self.environment.paths.session_file))
        self.push_screen(reader)
        if not known:
            problems = (f"There is no theme {theme!r}; using {OURS[0].name}", *problems)
        if problems:
            reader.call_after_refresh(reader.say_all, problems)
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def _keep_theme(self, theme: Theme) -> None:
        if theme.name != self._theme_kept and (reader := self.reader) is not None:
            self._theme_kept = theme.name
            reader.save_setting("theme", theme.name)

    @property
    def reader(self) -> ReaderScreen | None:
        """The reader screen, once it is there."""
        return next((screen for screen in self.screen_stack if isinstance(screen, ReaderScreen)), None)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; ours in place of the one for Linux and its kin."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from newsreader.ui.driver import SteadyDriver  # noqa: PLC0415 - no such thing on Windows

        return SteadyDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of marks for themes that do not name them."""
        return mark_variables(self.current_theme.to_color_system().generate())

    async def action_quit(self) -> None:
        """Leave by Textual's own keys as by ours."""
        if (reader := self.reader) is not None:
            reader.action_quit()
        else:
            self.exit()
