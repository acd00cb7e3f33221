"""The reader screen's visual mode: a caret in the article that selects, moved by the keys that vi knows."""

from textual import events, on
from textual.geometry import Offset
from textual.selection import Selection

from newsreader.ui.environment import Environment
from newsreader.ui.page import caret
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.place import Anchor
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.finding import FindingScreen
from newsreader.ui.session import Session

_LINES = {"j": 1, "down": 1, "k": -1, "up": -1}
_HINTS = (
    ("y", "copy"),
    ("m", "highlight"),
    ("v", "start here"),
    ("o", "other end"),
    ("w b ( ) { }", "move"),
    ("Esc", "ends it"),
)


class SelectingScreen(FindingScreen):
    """What is selected in the story that is shown."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self._caret: Anchor | None = None
        """Where the caret is; None when there is no visual mode."""
        self._fixed: Anchor = (0, 0)
        """The other end of what is selected."""
        self._column: int | None = None

    @property
    def is_selecting(self) -> bool:
        """Whether the visual mode is on."""
        return self._caret is not None

    def action_select(self) -> None:
        """Start to select by keyboard: at the end of what is selected, the chosen mark, or the reading place."""
        view = self.article_view
        setting = view.setting
        if setting is None or not view.page_now.lines:
            self.say("There is nothing to select")
            return
        if "article" not in self.panes_shown or self.pane != "article":
            self.focus_pane("article")
        selected = view.text_selection
        if selected is not None and selected.start is not None and selected.end is not None:
            self._fixed = selected.start.y, selected.start.x
            start: Anchor = selected.end.y, max(0, selected.end.x - 1)
        else:
            start = (
                setting.locate(setting.marks[view.current].start)
                if view.current is not None
                else self._first_words()
            )
            self._fixed = caret.stand(view.page_now, start) or start
        place = caret.stand(view.page_now, start)
        if place is not None:
            self._column = None
            self.status.mode = _HINTS
            self._put_caret(place)

    def _first_words(self) -> Anchor:
        """The first words of the story that are on the screen: the head is seldom what one wants to select."""
        setting, place = self.article_view.setting, self.article_view.reading_place
        return max(place, (setting.first, 0)) if setting is not None and setting.sources else place

    @on(events.Key)
    def select_by_key(self, event: events.Key) -> None:
        """In the visual mode the keys move the caret and say what to do with what is selected."""
        if self._caret is None or self.pane != "article" or not self.article_view.has_focus:
            return
        page, place = self.article_view.page_now, self._caret
        if event.key in caret.MOVES:
            self._column = None
            self._put_caret(caret.MOVES[event.key](page, place))
        elif event.key in _LINES:
            self._column = caret.column_of(page, place) if self._column is None else self._column
            self._put_caret(caret.by_line(page, place, _LINES[event.key], self._column))
        elif event.key == "v":
            self._fixed = place
            self._put_caret(place)
        elif event.key == "o":
            other, self._fixed, self._column = self._fixed, place, None
            self._put_caret(other)
        elif event.key == "V":
            self._end_selecting()
        elif event.key == "y":
            self.action_copy()
            self._end_selecting()
        else:
            return
        event.stop()

    def _put_caret(self, place: Anchor) -> None:
        view = self.article_view
        setting = view.setting
        if setting is None:
            return
        self._caret = place
        text = setting.paragraphs[place[0]].text
        low, high = min(place, self._fixed), max(place, self._fixed)
        end = caret.grapheme_end(setting.paragraphs[high[0]].text, high[1])
        self.selections = {view: Selection(Offset(low[1], low[0]), Offset(end, high[0]))}
        view.lay_over("caret", {place[0]: [(place[1], caret.grapheme_end(text, place[1]))]})
        view.reveal(place, place)

    @on(ArticleView.Shifted)
    def caret_shifted(self, event: ArticleView.Shifted) -> None:
        """The same place, by the new number of its paragraph."""
        if self._caret is not None:
            (caret, at), (fixed, end) = self._caret, self._fixed
            self._caret, self._fixed = (event.moved(caret), at), (event.moved(fixed), end)

    def _end_selecting(self) -> bool:
        """Leave the visual mode; False when it was not on."""
        if self._caret is None:
            return False
        self._caret = None
        self.article_view.lay_over("caret", {})
        self.status.mode = ()
        self.clear_selection()
        self._show_hits()
        return True

    def let_go(self) -> bool:
        """Leave the visual mode first."""
        return self._end_selecting() or super().let_go()

    def on_text_selected(self) -> None:
        """What the mouse selects takes the caret's place."""
        if self._caret is not None:
            self._caret = None
            self.article_view.lay_over("caret", {})
            self.status.mode = ()
            self._show_hits()

    def _show_setting(self, setting: Setting, place: Anchor) -> None:
        self._end_selecting()
        super()._show_setting(setting, place)
