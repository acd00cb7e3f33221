"""The reader screen's panes: where they stand, which one has the keys, and what the last line says."""

import asyncio
import threading
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from newsreader.config import save
from newsreader.library.library import Library
from newsreader.model import NewsreaderError
from newsreader.text import clean
from newsreader.ui.commands import Pane, bindings
from newsreader.ui.dialogs.message_log import Message, Messages
from newsreader.ui.divider import Divider
from newsreader.ui.environment import Environment
from newsreader.ui.frames import PromptScreen
from newsreader.ui.layout import TWO_PANES, Wish, sidebar_width, visible_panes
from newsreader.ui.lists.facts_panel import FactsPanel
from newsreader.ui.lists.feed_panel import FeedPanel
from newsreader.ui.lists.rows import RowsView
from newsreader.ui.lists.story_list import StoryListView
from newsreader.ui.page.pictured_view import PicturedView
from newsreader.ui.scope_line import ScopeLine
from newsreader.ui.session import Session
from newsreader.ui.status import Severity, StatusLine

_BOXES: dict[Pane, str] = {"stories": "sidebar", "article": "article", "feeds": "feeds", "facts": "facts"}
"""What stands on the screen for each pane; the list of stories has the search line over it."""


class PanesScreen(PromptScreen[None]):
    """Layout and focus. The classes built on it add what the panes show.

    Textual calls the ``on_…`` of every class, the last one's first: none calls the one it stands for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    AUTO_FOCUS = "#stories"

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__()
        self.environment = environment
        self.session = session
        self.pane: Pane = "stories"
        """The pane that has the keys."""
        self.feeds_open = session.feeds_open
        self.facts_open = session.facts_open
        self.zen = False
        self.sidebar_asked = session.sidebar
        self._library: Library | None = None
        self.not_open = "The library is not open yet"
        """Why there is no library."""
        self.messages = Messages()
        """What was said in this session."""
        self.marking = asyncio.Lock()
        """Marks are kept in the order in which they were made."""
        self.leaving = threading.Event()
        """Set when the program ends: what goes on in threads ends as well."""

        self.story_list = StoryListView(id="stories", clock=environment.clock)
        self.article_view = PicturedView(id="article")
        self.feed_panel = FeedPanel(id="feeds", turned=session.turned)
        self.facts_panel = FactsPanel(id="facts")
        self.scope_line = ScopeLine(id="scope")
        self.search_box = Input(placeholder="Search titles and texts", id="search")
        self.status = StatusLine(environment.config.keys, id="status")

    def compose(self) -> ComposeResult:
        """Panes left to right, the last line below."""
        with Horizontal(id="panes"):
            yield self.feed_panel
            with Vertical(id="sidebar"):
                yield self.scope_line
                yield self.search_box
                yield self.story_list
            yield Divider(id="divider")
            yield self.article_view
            yield self.facts_panel
        yield self.status

    def on_mount(self) -> None:
        """Lay out the panes before the first frame."""
        self.search_box.display = False
        self.article_view.measure = self.environment.config.measure
        self.place_panes()

    # The parts.

    @property
    def library(self) -> Library:
        """The library.

        Raises:
            NewsreaderError: it is not open; the text says why.
        """
        if self._library is None:
            raise NewsreaderError(self.not_open)
        return self._library

    @property
    def ready(self) -> bool:
        """Whether the library is open."""
        return self._library is not None

    def say(self, words: str, severity: Severity = "plain", *, passing: bool = False) -> None:
        """Put a message on the last line; a ``passing`` one is about what is shown now."""
        self._keep_message(words, severity, passing=passing)
        self.status.say(words, severity, passing=passing)

    def say_all(self, problems: Sequence[str]) -> None:
        """Say several problems at once; each is a message of its own."""
        for problem in reversed(problems):
            self._keep_message(problem, "problem")
        if problems:
            self.status.say(" · ".join(problems), "problem")

    def _keep_message(self, words: str, severity: Severity, *, passing: bool = False) -> None:
        self.messages.keep(Message(self.environment.clock.now(), clean(words), severity, passing))

    @on(Worker.StateChanged)
    def work_failed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong in the background; the program goes on."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            known = isinstance(error, (NewsreaderError, OSError))
            what = "" if known else f"A fault in newsreader ({type(error).__name__}): "
            self.say(f"{what}{error}", "problem")

    @work(group="settings", exit_on_error=False)
    async def save_setting(self, name: str, value: str | int) -> None:
        """Keep a setting in the config file."""
        await asyncio.to_thread(save, self.environment.paths.config_file, name, value)

    # Layout.

    @property
    def panes_shown(self) -> tuple[Pane, ...]:
        """The panes on the screen, left to right."""
        return visible_panes(self.app.size.width, Wish(self.feeds_open, self.facts_open, self.zen, self.pane))

    def place_panes(self) -> None:
        """Show the panes there is room for."""
        width = self.app.size.width
        shown = self.panes_shown
        single = len(shown) == 1
        sidebar = "1fr" if single else sidebar_width(width, self.sidebar_asked)
        for pane, box in _BOXES.items():
            self.query_one(f"#{box}").display = pane in shown
        self.query_one("#divider").display = "article" in shown and bool({"stories", "feeds"} & set(shown))
        self.query_one("#sidebar").styles.width = sidebar
        self.feed_panel.set_class("stories" not in shown, "-alone")
        self.feed_panel.styles.width = 27 if "stories" in shown else sidebar
        self.facts_panel.styles.width = "1fr" if single else max(28, min(42, width // 3))

    def on_resize(self) -> None:
        """Other widths have room for other panes."""
        self.place_panes()

    @on(Divider.Dragged)
    def drag_divider(self, event: Divider.Dragged) -> None:
        """Widen or narrow the story list."""
        left = self.query_one("#sidebar").region.x if self.query_one("#sidebar").display else 0
        self.sidebar_asked = max(24, min(event.column - left, self.app.size.width - 36))
        self.place_panes()

    # Focus.

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the keys, showing it where only some fit."""
        if pane != self.pane:
            self.status.go_on()
        self.pane = pane
        if pane in {"stories", "feeds"}:
            self.zen = False  # which hides them
        self.place_panes()
        self.query_one(f"#{pane}").focus(scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click can move the keys as well."""
        names: dict[str | None, Pane] = {
            "stories": "stories",
            "search": "stories",
            "article": "article",
            "find": "article",
            "feeds": "feeds",
            "facts": "facts",
        }
        pane = names.get(event.widget.id)
        if pane:
            self.pane = pane
            self.status.pane = pane
            self.status.searching = event.widget is self.search_box
            if self.app.size.width >= TWO_PANES:
                self.place_panes()

    def action_next_pane(self) -> None:
        """Give the keys to the next pane on the screen."""
        self._turn(1)

    def action_previous_pane(self) -> None:
        """Give the keys to the previous pane on the screen."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        alone = self.app.size.width < TWO_PANES
        panes: tuple[Pane, ...] = ("stories", "article") if alone else self.panes_shown
        at = panes.index(self.pane) if self.pane in panes else 0
        self.focus_pane(panes[(at + step) % len(panes)])

    def let_go(self) -> bool:
        """Let go of what is chosen, selected or looked for, one thing at a time; False when there is nothing."""
        if self.selections:
            self.clear_selection()
            return True
        return self.pane == "article" and self.article_view.clear_mark()

    # Moving, in whichever pane has the keys.

    @property
    def _rows(self) -> RowsView | None:
        views: dict[Pane, RowsView] = {
            "stories": self.story_list,
            "feeds": self.feed_panel,
            "facts": self.facts_panel,
        }
        return views.get(self.pane)

    def action_down(self) -> None:
        """Move or scroll down."""
        self._move(1)

    def action_up(self) -> None:
        """Move or scroll up."""
        self._move(-1)

    def _move(self, step: int) -> None:
        if (rows := self._rows) is not None:
            rows.move(step)
        else:
            self.article_view.scroll_lines(step)

    def action_page_down(self) -> None:
        """Move or scroll a screenful down."""
        (self._rows or self.article_view).page(1)

    def action_page_up(self) -> None:
        """Move or scroll a screenful up."""
        (self._rows or self.article_view).page(-1)

    def action_top(self) -> None:
        """Go to the first row or line."""
        if (rows := self._rows) is not None:
            rows.to_top()
        else:
            self.article_view.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        """Go to the last row or line."""
        if (rows := self._rows) is not None:
            rows.to_bottom()
        else:
            self.article_view.scroll_end(animate=False)
