"""The reader screen's stops: choosing a link, a footnote or details by number or one after the other."""

import time

from textual import on

from newsreader.article.stops import Stop
from newsreader.article.targets import target_of
from newsreader.ui.environment import Environment
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.updating import UpdatingScreen
from newsreader.ui.session import Session

_HINTS = (("Enter", "opens"), ("x", "reads here"), ("y", "copies"), ("a", "subscribes"))


class ChoosingScreen(UpdatingScreen):
    """Which link, footnote or summary of details is chosen. Where a link leads is said before it is opened."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.stop: int | None = None
        """The link or footnote that is chosen: an index in ``Setting.stops``."""
        self.number_patience = 2.0
        """Seconds in which a second digit goes on with a number."""
        self._number = 0
        self._number_time = 0.0

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
            self._tell_target(stop)
        else:
            self.status.target = None
            self.say(self._stop_words(stop), passing=True)

    def _tell_target(self, stop: Stop) -> None:
        self.status.target_hints = _HINTS
        self.status.target = target_of(stop.url, stop.text)

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
