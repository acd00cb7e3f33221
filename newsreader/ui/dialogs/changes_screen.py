"""What a publisher changed, as a screen: one earlier version at a time, compared with how the story reads now."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from newsreader.article.article import Article
from newsreader.article.changes import Changes, compare
from newsreader.article.make import make_article
from newsreader.article.marks import KIND_NAMES
from newsreader.library.versions import Earlier
from newsreader.ui.clock import Clock
from newsreader.ui.dialogs.dialog import Dialog
from newsreader.ui.lists.changes_rows import ChangeLine, change_lines
from newsreader.ui.page.typeset_head import long_date

_MEASURE = 76
_LEFT = 2


def margin(width: int) -> int:
    """The cells at the left of lines in the middle of a screen."""
    return max(_LEFT, (width - _MEASURE) // 2)


class ChangesView(ScrollView, can_focus=True, inherit_bindings=False):
    """The lines of a comparison; it draws those on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"changes--{name}"
        for name in (
            "section",
            "headline",
            "same",
            "quiet",
            "removed",
            "added",
            "quote",
            "speaker",
            *KIND_NAMES,
        )
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._changes: Changes | None = None
        self._lines: list[ChangeLine] = []

    def show(self, changes: Changes) -> None:
        """Show another comparison from its top."""
        self._changes = changes
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    def _lay_out(self) -> None:
        if self._changes is None:
            return
        room = self.scrollable_content_region.width or self.size.width
        width = max(12, min(_MEASURE, room - 2 * _LEFT))
        self._lines = change_lines(self._changes, width)
        self.virtual_size = Size(room, len(self._lines))
        self.refresh()

    def on_resize(self) -> None:
        """Set the lines anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        base = self.rich_style
        at = round(self.scroll_y) + y
        parts = self._lines[at] if 0 <= at < len(self._lines) else ()
        words = [Segment(words, base + self._style(style)) for words, style in parts]
        return Strip([Segment(" " * margin(self.app.size.width), base), *words]).adjust_cell_length(
            self.size.width, base
        )

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"changes--{name}", partial=True)


class ChangesScreen(Dialog[None]):
    """Compares how a story reads now with one of its earlier versions, which the reader chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,d,h", "close", "Close"),
        Binding("down,j", "scroll(1)", "Down"),
        Binding("up,k", "scroll(-1)", "Up"),
        Binding("pagedown,ctrl+d,space", "page(1)", "Screenful down"),
        Binding("pageup,ctrl+u", "page(-1)", "Screenful up"),
        Binding("g,home", "end(-1)", "To the top"),
        Binding("G,end", "end(1)", "To the bottom"),
        Binding("left,left_square_bracket", "version(-1)", "An earlier version"),
        Binding("right,right_square_bracket", "version(1)", "A later version"),
    ]

    def __init__(
        self, versions: Sequence[Earlier], now: Article, source: str, seen: int, clock: Clock
    ) -> None:
        super().__init__()
        self._versions = versions
        self._now = now
        self._source = source
        self._clock = clock
        self._seen = next((at for at, one in enumerate(versions) if one.since <= seen < one.until), None)
        self.version = self._seen or 0
        """Which version is compared with, the original first; at the start the one that was read."""

    def compose(self) -> ComposeResult:
        """What is compared, what changed, and the keys."""
        with Vertical(id="changes"):
            yield Static("", id="changes-title", markup=False)
            yield ChangesView(id="changes-view")
            yield Static("", id="dialog-keys", markup=False)

    def begin(self) -> None:
        """Compare with the version that was read, or with the original."""
        self._view.focus()
        keys = "j/k scroll · Esc closes"
        several = "← an earlier version · → a later one · " if len(self._versions) > 1 else ""
        self.query_one("#dialog-keys", Static).update(several + keys)
        self._compare()

    def on_resize(self) -> None:
        """The title stands above the lines."""
        with suppress(NoMatches):
            left = margin(self.app.size.width)
            self.query_one("#changes-title", Static).styles.padding = (0, _LEFT, 1, left)

    @property
    def _view(self) -> ChangesView:
        return self.query_one("#changes-view", ChangesView)

    @work(exclusive=True, group="compare", exit_on_error=False)
    async def _compare(self) -> None:
        version = self._versions[self.version]
        self.query_one("#changes-title", Static).update(self._title())
        changes = await asyncio.to_thread(_changes, version, self._now, self._source)
        self._view.show(changes)

    def _title(self) -> str:
        version = self._versions[self.version]
        until = datetime.fromtimestamp(version.until, UTC).astimezone(self._clock.zone)
        which = "the original" if self.version == 0 else f"version {self.version + 1}"
        if self.version == self._seen:
            which = "you read it" if not self.version else f"you read it ({which})"
        of = f" · {self.version + 1} of {len(self._versions)}" if len(self._versions) > 1 else ""
        return f"What changed since {which}{of} · replaced {long_date(until.replace(second=0))}"

    def action_version(self, step: int) -> None:
        """Compare with an earlier or later version."""
        version = max(0, min(len(self._versions) - 1, self.version + step))
        if version != self.version:
            self.version = version
            self._compare()

    def action_scroll(self, lines: int) -> None:
        """Up and down."""
        self._view.scroll_to(y=self._view.scroll_y + lines, animate=False, force=True)

    def action_page(self, direction: int) -> None:
        """A screenful less two lines."""
        self.action_scroll(direction * max(1, self._view.size.height - 2))

    def action_end(self, direction: int) -> None:
        """To the top or the bottom."""
        self._view.scroll_to(y=0 if direction < 0 else self._view.max_scroll_y, animate=False, force=True)

    def action_close(self) -> None:
        """Back to the story."""
        self.dismiss(None)


def _changes(version: Earlier, now: Article, source: str) -> Changes:
    return compare(make_article(version.entry, source), now)
