"""The reader screen's search within the article: typed into a line below, all hits lit, n and N go through them."""

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from newsreader.ui.commands import BY_ID, keys_of
from newsreader.ui.dialogs.find_line import FindInput, FindLine
from newsreader.ui.environment import Environment
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.find import Finder, Found
from newsreader.ui.page.place import Anchor
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.lighting import LightingScreen
from newsreader.ui.session import Session


class FindingScreen(LightingScreen):
    """What is looked for in the story that is shown."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.find_line = FindLine(id="find-line")
        self.found: Found | None = None
        """What is being gone through; None when nothing is looked for."""
        self._finder: tuple[Setting, Finder] | None = None
        self._find_from: Anchor = (0, 0)

    def compose(self) -> ComposeResult:
        """The line is where the status line is."""
        yield from super().compose()
        yield self.find_line

    # Typing.

    def action_search(self) -> None:
        """In the article, find words in it; elsewhere, search all stories."""
        if self.pane != "article" or self.article_view.setting is None:
            super().action_search()
            return
        self._find_from = self.article_view.reading_place
        box = self.find_line.box
        box.value = self.found.words if self.found else ""
        box.select_all()
        self.find_line.tell(self.found.tally if self.found else "")
        self.find_line.display = True
        self.status.display = False
        box.focus()

    @on(Input.Changed, "#find")
    def find_changed(self, event: Input.Changed) -> None:
        """Find as the reader types, from where they were on."""
        event.stop()
        setting = self.article_view.setting
        if not self.find_line.display or setting is None:
            return
        words = event.value
        if self.found is not None and words == self.found.words:
            return
        if not words.strip():
            self.end_find()
            self.find_line.tell("")
            return
        self.found = Found(words, self._finder_of(setting).find(words))
        self.found.begin(self._find_from)
        self._show_hits()
        if not self.found.hits:
            self.article_view.go_to(self._find_from)
        self.find_line.tell(self.found.tally)

    def _finder_of(self, setting: Setting) -> Finder:
        if self._finder is None or self._finder[0] is not setting:
            self._finder = setting, Finder(setting.paragraphs)
        return self._finder[1]

    @on(Input.Submitted, "#find")
    def find_done(self, event: Input.Submitted) -> None:
        """Enter keeps what was found and gives the keys back to the article."""
        event.stop()
        found = self.found
        if found is None or not found.hits:
            self.end_find()
            if found is not None:
                self.say("Not found in this article")
        self._put_line_away()
        self.focus_pane("article")

    @on(FindInput.Turned)
    def find_turned(self, event: FindInput.Turned) -> None:
        """Up and down go through the hits while typing."""
        event.stop()
        if self.found is not None and self.found.hits:
            self._turn_hit(event.direction)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The line goes when something else has the keys."""
        if event.widget.id == "find" and self.app.screen is self:
            self._put_line_away()

    def _put_line_away(self) -> None:
        self.find_line.display = False
        self.status.display = True

    # Going through the hits.

    @property
    def is_finding(self) -> bool:
        """Whether n and N go through hits now."""
        return self.pane == "article" and self.found is not None and bool(self.found.hits)

    def action_next_unread(self) -> None:
        """The next hit, where something is being found; else the next unread story."""
        if self.is_finding:
            self._turn_hit(1)
        else:
            super().action_next_unread()

    def action_toggle_read(self) -> None:
        """The hit before, where something is being found; else mark read or unread."""
        if self.is_finding:
            self._turn_hit(-1)
        else:
            super().action_toggle_read()

    def _turn_hit(self, direction: int) -> None:
        found = self.found
        if found is None:
            return
        is_on = found.step(direction)
        self._show_hits()
        self.find_line.tell(found.tally)
        if self.find_line.display:
            return
        round_the_end = "" if is_on else " · from the top" if direction > 0 else " · from the end"
        self.say(f"{found.tally}{round_the_end}", passing=True)

    def _show_hits(self) -> None:
        view, found = self.article_view, self.found
        if found is None or not found.hits:
            view.lay_over("hit", {})
            view.lay_over("hit-here", {})
            self.status.mode = ()
            return
        paragraph, start, end = found.here
        view.lay_over("hit", found.places)
        view.lay_over("hit-here", {paragraph: [(start, end)]})
        view.reveal((paragraph, start), (paragraph, end - 1))
        self.status.mode = self._find_hints()

    def _find_hints(self) -> tuple[tuple[str, str], ...]:
        keymap = self.environment.config.keys
        hints = (("next_unread", "next hit"), ("toggle_read", "the one before"), ("search", "find anew"))
        named = [(keys[0], words) for name, words in hints if (keys := keys_of(BY_ID[name], keymap))]
        return (*named, ("Esc", "ends the find"))

    @on(ArticleView.Shifted)
    def hits_shifted(self, event: ArticleView.Shifted) -> None:
        """The same hits, by the new numbers of their paragraphs."""
        if self.found is not None:
            hits = [(event.moved(paragraph), start, end) for paragraph, start, end in self.found.hits]
            self.found = Found(self.found.words, hits, self.found.at)

    # The end.

    def end_find(self) -> bool:
        """Forget what was found; False when nothing was looked for."""
        if self.found is None:
            return False
        self.found = None
        self._show_hits()
        return True

    def let_go(self) -> bool:
        """Leave the line, back to where one was; then forget what was found; then the rest."""
        if self.find_line.display:
            self.end_find()
            self.article_view.go_to(self._find_from)
            self._put_line_away()
            self.focus_pane("article")
            return True
        return (self.pane == "article" and self.end_find()) or super().let_go()

    def _show_setting(self, setting: Setting, place: Anchor) -> None:
        self.end_find()
        super()._show_setting(setting, place)
