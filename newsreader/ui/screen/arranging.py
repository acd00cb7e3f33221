"""The reader screen's feed panel: folders that open and close, feeds put in order, and changed."""

import asyncio

from textual import work

from newsreader.library.library import Library
from newsreader.sources.sign_in import SignIn
from newsreader.ui.lists.feed_rows import moving
from newsreader.ui.screen.marking import MarkingScreen


class ArrangingScreen(MarkingScreen):
    """What the reader does with feeds."""

    def action_fold(self) -> None:
        """Open or close the folder at the cursor, or the one that it is in."""
        if not self.feed_panel.turn():
            self.say("There is no folder here: c puts a feed into one")

    def action_move_feed_down(self) -> None:
        """Put the feed or folder behind the next one."""
        self._move_feed(1)

    def action_move_feed_up(self) -> None:
        """Put the feed or folder before the one before it."""
        self._move_feed(-1)

    def _move_feed(self, step: int) -> None:
        found = moving(self.feed_panel.rows, self.feed_panel.cursor, step) if self.pane == "feeds" else None
        scope = self.feed_panel.scope
        if found is not None:
            self._keep_order(*found)
        elif self.pane == "feeds" and scope is not None and scope.kind in {"feed", "folder"}:
            self.say("It can go no further")
        else:
            self.ask_for_a_feed()

    @work(group="order", exit_on_error=False)
    async def _keep_order(self, keys: tuple[str, ...], other: str, behind: bool) -> None:
        async with self.marking:
            await asyncio.to_thread(_place, self.library, keys, other, behind)
        await self._load_counts()

    @work(group="add", exit_on_error=False)
    async def action_change_feed(self) -> None:
        """Change the feed: how it is called, where it stands, how it is fetched."""
        from newsreader.library.changing import change  # noqa: PLC0415 - not before the first frame
        from newsreader.ui.dialogs.feed_dialog import FeedDialog  # noqa: PLC0415

        feed = self.feed_here()
        if feed is None or not self.ready:
            self.ask_for_a_feed()
            return
        facts = await asyncio.to_thread(_facts, self.library, feed.key)
        wanted = await self.app.push_screen_wait(FeedDialog(feed, *facts))
        if wanted is None:
            return
        changed = await asyncio.to_thread(change, self.library, feed, wanted)
        where = f"; what is secret is in {changed.kept_in}" if changed.kept_in else ""
        self.say(f"Changed{where}" if changed.anything else "Nothing was changed")
        self.load_list()


def _place(library: Library, keys: tuple[str, ...], other: str, behind: bool) -> None:
    rest = [feed.key for feed in library.subscriptions() if feed.key not in set(keys)]
    at = rest.index(other) + behind if other in rest else len(rest)
    library.place(keys, rest[at] if at < len(rest) else "")


def _facts(library: Library, key: str) -> tuple[str, SignIn]:
    """The reader's own title of a feed, and what it is signed in with."""
    return library.own_title(key), library.sign_ins.find(key)
