"""The reader screen's way to what was said on its last line."""

from textual import work

from newsreader.ui.screen.panes import PanesScreen


class TellingScreen(PanesScreen):
    """The messages of this session."""

    @work(group="add", exit_on_error=False)
    async def action_messages(self) -> None:
        """Show what the last line said, the newest first and whole."""
        from newsreader.ui.dialogs.messages import MessagesScreen  # noqa: PLC0415 - beside its use, as every dialog

        await self.app.push_screen_wait(MessagesScreen(self.messages.newest_first))
