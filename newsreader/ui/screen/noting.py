"""The reader screen's list of highlights: shown over the panes, and gone on reading at."""

import asyncio

from textual import work

from newsreader.library.highlights import Highlight
from newsreader.library.library import Library
from newsreader.library.stories import Header, Scope
from newsreader.ui.screen.asking import AskingScreen


class NotingScreen(AskingScreen):
    """Highlights and notes of all stories."""

    @work(group="add", exit_on_error=False)
    async def action_highlights(self) -> None:
        """Show all highlights and notes."""
        from newsreader.ui.dialogs.highlight_book import HighlightBook  # noqa: PLC0415 - beside its use, as every dialog

        if not self.ready:
            return
        chosen = await self.app.push_screen_wait(
            HighlightBook(self.library, self.environment.config.save_folder)
        )
        if chosen is not None:
            await self._read_at(chosen)
        else:
            self.highlights_changed()

    async def _read_at(self, highlight: Highlight) -> None:
        from newsreader.ui.dialogs.quote_book import Spot  # noqa: PLC0415 - as above

        header, is_listed = await asyncio.to_thread(_find, self.library, highlight.story)
        self._wanted_highlight = highlight.id
        if header is None or is_listed:
            self.open_at(Spot(highlight.story, -1))
            return
        # Its feed is not followed any more: the story is kept, though in no list.
        self.opened = None
        self.focus_pane("article")
        self._show_story(header.row)

    def _go_to(self, offset: int) -> None:
        """A highlight is looked for by its words, everything else by its offset."""
        if offset < 0:
            self.highlights_changed()
        else:
            super()._go_to(offset)


def _find(library: Library, story: str) -> tuple[Header | None, bool]:
    header = library.header(story)
    return header, header is not None and header.row in library.stories(Scope("all")).rows
