"""The reader screen's links: choosing one, seeing where it leads, opening, copying and subscribing to it."""

import time
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.article.stops import Stop
from newsreader.article.targets import target_of
from newsreader.ui.environment import Environment
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.disclosing_view import DisclosingView
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.updating import UpdatingScreen
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from newsreader.ui.dialogs.link_list import LinkChoice

_HINTS = (("Enter", "opens"), ("x", "reads here"), ("y", "copies"), ("a", "subscribes"))


class LinkingScreen(UpdatingScreen):
    """What the links of the story that is shown lead to. Where one leads is said before it is opened."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.stop: int | None = None
        """The link or footnote that is chosen: an index in ``Setting.stops``."""
        self.number_patience = 2.0
        """Seconds in which a second digit goes on with a number."""
        self._number = 0
        self._number_time = 0.0

    # Choosing.

    @property
    def chosen_stop(self) -> Stop | None:
        """The link or footnote that is chosen."""
        setting = self.article_view.setting
        return setting.stops[self.stop] if setting is not None and self.stop is not None else None

    @property
    def chosen_url(self) -> str:
        """Where the chosen link leads; empty when none is."""
        stop = self.chosen_stop
        return stop.url if stop is not None else ""

    def choose_stop(self, index: int) -> None:
        """Choose a link or footnote, bring it into view and say where it leads."""
        setting = self.article_view.setting
        if setting is None:
            return
        self.article_view.clear_mark()
        self.stop = index
        stop = setting.stops[index]
        self.article_view.overlay("link-chosen", stop.parts)
        self.article_view.show_offset(stop.parts[0][0], stop.parts[-1][1])
        if stop.url:
            self.status.message = ""
            self.status.target_hints = _HINTS
            self.status.target = target_of(stop.url, stop.text)
        else:
            self.status.target = None
            self.say(self._stop_words(stop), passing=True)

    def _stop_words(self, stop: Stop) -> str:
        if stop.kind == "summary":
            return f"Enter {'opens' if stop.details in self.article_view.closed else 'closes'} this"
        return _footnote_words(stop)

    def let_go_of_link(self) -> bool:
        """Choose no link any more; False when none was chosen."""
        self._number = 0
        if self.stop is None:
            return False
        self.stop = None
        self.status.target = None
        self.status.go_on()
        self.article_view.overlay("link-chosen", ())
        return True

    def let_go(self) -> bool:
        """The link first, then the rest."""
        return (self.pane == "article" and self.let_go_of_link()) or super().let_go()

    def action_link_number(self, digit: int = 0) -> None:
        """Choose a link by its number, whose digits come one by one."""
        setting = self.article_view.setting
        numbers = {stop.number for stop in setting.stops} - {0} if setting is not None else set()
        if setting is None or not numbers:
            self.say("This story has no links")
            return
        now = time.monotonic()
        number = self._number * 10 + digit if now - self._number_time < self.number_patience else digit
        number = number if number in numbers else digit
        if number not in numbers:
            self.say(
                f"There is no link {number}; the last is {max(numbers)}" if number else "Links begin at 1"
            )
            return
        if self.pane != "article":
            self.focus_pane("article")
        self._number, self._number_time = number, now
        self.choose_stop(_nearest(setting, number, self._top(setting)))

    def action_next_pane(self) -> None:
        """In the article the next link; after the last one, the next pane."""
        if self.pane != "article" or not self._step(1):
            self.let_go_of_link()
            super().action_next_pane()

    def action_previous_pane(self) -> None:
        """In the article the link before; before the first one, the previous pane."""
        if self.pane != "article" or not self._step(-1):
            self.let_go_of_link()
            super().action_previous_pane()

    def _step(self, direction: int) -> bool:
        """Choose the next link: from the chosen one, or the first one that is not above the pane."""
        setting = self.article_view.setting
        if setting is None or not setting.stops:
            return False
        self._number = 0
        if self.stop is not None:
            index = self.stop + direction
        elif direction > 0:
            top = self._top(setting)
            index = next(
                (n for n, stop in enumerate(setting.stops) if stop.parts[0][0] >= top), len(setting.stops)
            )
        else:
            return False
        while 0 <= index < len(setting.stops) and not self.article_view.is_shown(
            setting.stops[index].parts[0][0]
        ):
            index += direction  # over what is within closed details
        if not 0 <= index < len(setting.stops):
            return False
        self.choose_stop(index)
        return True

    def _top(self, setting: Setting) -> int:
        """Where in ``Article.text`` the pane begins."""
        paragraph, inside = self.article_view.reading_place
        source = setting.paragraphs[paragraph].source if paragraph < len(setting.paragraphs) else None
        return 0 if source is None else source + inside

    # What lets go of it.

    @on(ArticleView.MarkChosen)
    def _mark_instead(self) -> None:
        self.let_go_of_link()

    def _show_setting(self, setting: Setting, place: tuple[int, int]) -> None:
        self.let_go_of_link()
        self.status.target = None  # of a link under the mouse, which another text now lies under
        super()._show_setting(setting, place)

    def story_at_cursor_changed(self) -> None:
        """Another story has other links."""
        if self.story_list.row is None:
            self.let_go_of_link()
        super().story_at_cursor_changed()

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
        elif self.chosen_url:
            self.status.target_hints = _HINTS
            self.status.target = target_of(self.chosen_url, self.chosen_stop.text if self.chosen_stop else "")
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


def _nearest(setting: Setting, number: int, top: int) -> int:
    """The first link with a number from the top of the pane on, else the first of all."""
    found = [index for index, stop in enumerate(setting.stops) if stop.number == number]
    return next((index for index in found if setting.stops[index].parts[0][0] >= top), found[0])


def _footnote_words(stop: Stop) -> str:
    if stop.kind == "reference":
        return f"Footnote {stop.text} · Enter goes there"
    return (
        f"Footnote {stop.text} · Enter or Backspace goes back" if stop.other >= 0 else f"Footnote {stop.text}"
    )
