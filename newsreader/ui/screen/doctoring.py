"""The reader screen's way to the feed doctor."""

from textual import work

from newsreader.library.stories import Scope
from newsreader.sources.limits import limits_of
from newsreader.ui.screen.updating import UpdatingScreen


class DoctoringScreen(UpdatingScreen):
    """How feeds fare."""

    @work(group="add", exit_on_error=False)
    async def action_doctor(self) -> None:
        """Show how each feed fares; what changed there is shown here afterwards."""
        from newsreader.ui.dialogs.doctor import FeedDoctor  # noqa: PLC0415 - beside its use, as every dialog

        if not self.ready:
            return
        environment = self.environment
        doctor = FeedDoctor(
            self.library, self.refresher, limits_of(environment.config), environment.clock, self.open_link
        )
        if key := await self.app.push_screen_wait(doctor):
            self.choose_scope(Scope("feed", key))
            self.focus_pane("stories")
        else:
            self.load_list()
