"""The reader screen's links: opening, copying and subscribing to the chosen one, and what the mouse does."""

from typing import TYPE_CHECKING

from textual import on, work

from newsreader.article.targets import target_of
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.disclosing_view import DisclosingView
from newsreader.ui.screen.choosing import ChoosingScreen

if TYPE_CHECKING:
    from newsreader.ui.dialogs.link_list import LinkChoice


class LinkingScreen(ChoosingScreen):
    """What is done with links, and with details that open and close."""

    # The mouse.

    @on(ArticleView.LinkHovered)
    def link_hovered(self, event: ArticleView.LinkHovered) -> None:
        """Say where the link under the mouse leads."""
        event.stop()
        setting = self.article_view.setting
        if event.link is not None and setting is not None and event.link < len(setting.article.links):
            link = setting.article.links[event.link]
            self.status.target_hints = (("Click", "opens"),)
            self.status.target = target_of(link.url, link.text)
        elif (stop := self.chosen_stop) is not None and stop.url:
            self._tell_target(stop)
        else:
            self.status.target = None

    @on(ArticleView.LinkClicked)
    def link_clicked(self, event: ArticleView.LinkClicked) -> None:
        """Open a link when it has been said where it leads; else say it."""
        event.stop()
        setting = self.article_view.setting
        if setting is None or event.link >= len(setting.article.links):
            return
        url = setting.article.links[event.link].url
        told = self.status.target
        if told is not None and told.shown == target_of(url).shown:
            self.open_link(url)
            return
        index = next((n for n, stop in enumerate(setting.stops) if stop.url == url), None)
        if index is not None:
            self.choose_stop(index)

    def action_comments(self) -> None:
        """Open the discussion of the story."""
        header = self.current_story()
        if header is None:
            self.say("No story is shown")
        elif header.sign.comments:
            self.open_link(header.sign.comments)
        else:
            self.say("This story says of no discussion")

    # Opening and closing details.

    @on(DisclosingView.SummaryClicked)
    def summary_clicked(self, event: DisclosingView.SummaryClicked) -> None:
        """A click on a summary opens or closes what it stands for."""
        event.stop()
        self.article_view.toggle(event.details)

    def turn_details(self) -> bool:
        """Open or close what the chosen summary stands for; False when none is chosen."""
        stop = self.chosen_stop
        if stop is None or stop.kind != "summary" or self.pane != "article":
            return False
        self.article_view.toggle(stop.details)
        self.say(self._stop_words(stop), passing=True)
        return True

    def action_advance(self) -> None:
        """Open or close the chosen details, else scroll on."""
        if not self.turn_details():
            super().action_advance()

    # What is done with it.

    def follow(self) -> None:
        """Enter: open the chosen link, turn the chosen details, or go to the other end of a footnote."""
        stop = self.chosen_stop
        if stop is None or self.turn_details():
            return
        if stop.url:
            self.open_link(stop.url)
        elif stop.other >= 0:
            self.choose_stop(stop.other)

    def action_browser(self) -> None:
        """Open the chosen link or details, or the story."""
        if self.turn_details():
            return
        if self.chosen_url:
            self.open_link(self.chosen_url)
        else:
            super().action_browser()

    def action_copy(self) -> None:
        """Copy the chosen link, unless text is selected."""
        if self.chosen_url and not self.get_selected_text():
            self.app.copy_to_clipboard(self.chosen_url)
            self.say("Copied the link")
        else:
            super().action_copy()

    def action_add(self) -> None:
        """Add feeds; with a link chosen, the one there."""
        if self.chosen_url.startswith("http"):
            self.add_feeds(self.chosen_url)
        else:
            super().action_add()

    @work(group="add", exit_on_error=False)
    async def action_links(self) -> None:
        """List all links of the story, and do with one what is chosen."""
        from newsreader.ui.dialogs.link_list import LinkDialog  # noqa: PLC0415 - not before the first frame

        setting = self.article_view.setting
        if setting is None or not any(stop.url for stop in setting.stops):
            self.say("This story has no links")
            return
        choice = await self.app.push_screen_wait(LinkDialog(setting.stops, self.chosen_url))
        if choice is not None and self.article_view.setting is not None:
            self.link_listed(choice)

    def link_listed(self, choice: "LinkChoice") -> None:
        """Do what was chosen in the list of links."""
        self.focus_pane("article")
        self.choose_stop(choice.stop)
        if choice.deed == "open":
            self.open_link(self.chosen_url)
        elif choice.deed == "add":
            self.action_add()
