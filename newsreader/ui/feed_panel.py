"""The feed panel: every scope with its counts, and beside a feed what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from rich.segment import Segment
from rich.style import Style

from newsreader.library.stories import Counts, Scope, Subscription, Tally
from newsreader.ui.linebreak import cells
from newsreader.ui.rows import RowsView, cut_lines
from newsreader.ui.story_list import fit

SCOPE_NAMES = {"all": "All stories", "unread": "Unread", "bookmarked": "Bookmarked", "stored": "Stored"}


@dataclass(frozen=True, slots=True)
class _Row:
    scope: Scope | None
    title: str
    count: str = ""
    error: str = ""
    quiet: bool = False


class FeedPanel(RowsView):
    """Chooses what the story list shows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"feeds--{name}" for name in ("title", "quiet", "count", "error", "heading", "chosen")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: tuple[_Row, ...] = ()
        self._chosen = Scope()

    def show(self, subscriptions: Sequence[Subscription], counts: Counts, chosen: Scope) -> None:
        """Show these feeds; the cursor stays on its scope."""
        at = self.scope
        self._chosen = chosen
        self._rows = tuple(panel_rows(subscriptions, counts))
        scroll = round(self.scroll_y)
        self.lay_out()
        wanted = at if self.has_focus and at is not None else chosen
        index = next((n for n, row in enumerate(self._rows) if row.scope == wanted), 0)
        self.place(index)
        self.scroll_to(y=scroll, animate=False, force=True)

    @property
    def scope(self) -> Scope | None:
        """The scope at the cursor."""
        return self._rows[self.cursor].scope if self.cursor < len(self._rows) else None

    @property
    def error(self) -> str:
        """What is wrong with the feed at the cursor."""
        return self._rows[self.cursor].error if self.cursor < len(self._rows) else ""

    def go_to(self, scope: Scope) -> None:
        """Put the cursor on a scope."""
        index = next((n for n, row in enumerate(self._rows) if row.scope == scope), None)
        if index is not None:
            self.cursor = index

    def row_heights(self, width: int) -> Sequence[int]:
        """One line, and up to two more for an error."""
        return [1 + len(cut_lines(row.error, width - 4, 2)) for row in self._rows]

    def can_rest(self, index: int) -> bool:
        """Headings and blank lines are no place for the cursor."""
        return index < len(self._rows) and self._rows[index].scope is not None

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """A scope's name and its count, or its error."""
        row = self._rows[index]
        if row.scope is None:
            return [Segment(f" {row.title}", base + self._style("heading"))]
        if line:
            words = cut_lines(row.error, width - 4, 2)
            return [
                Segment("   ", base),
                Segment("".join(words[line - 1 : line]), base + self._style("error")),
            ]
        name = "chosen" if row.scope == self._chosen else "quiet" if row.quiet else "title"
        sign = "!" if row.error else " "
        room = width - cells(row.count) - 5
        title = fit(row.title, room, "")
        return [
            Segment(f" {sign} ", base + self._style("error")),
            Segment(title, base + self._style(name)),
            Segment(" " * max(1, room - cells(title) + 1), base),
            Segment(row.count, base + self._style("count")),
        ]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"feeds--{name}", partial=True)


def panel_rows(subscriptions: Sequence[Subscription], counts: Counts) -> list[_Row]:
    """The rows of the panel: the fixed scopes, then the feeds in the reader's order."""
    rows = [
        _Row(Scope("all"), SCOPE_NAMES["all"], _number(counts.all.total)),
        _Row(Scope("unread"), SCOPE_NAMES["unread"], _number(counts.all.unread)),
        _Row(Scope("bookmarked"), SCOPE_NAMES["bookmarked"], _number(counts.bookmarked.total)),
        _Row(Scope("stored"), SCOPE_NAMES["stored"], _number(counts.stored.total)),
    ]
    rows += [_Row(None, ""), _Row(None, "Feeds" if subscriptions else "No feeds yet: a adds one")]
    for feed in subscriptions:
        tally = counts.feeds.get(feed.key, Tally())
        rows.append(
            _Row(
                Scope("feed", feed.key),
                feed.title,
                _number(tally.unread),
                without_host(feed.trouble, feed.url),
                quiet=not tally.unread,
            )
        )
    return rows


def scope_title(scope: Scope, subscriptions: Sequence[Subscription]) -> str:
    """The name of a scope for its line above the list."""
    if scope.kind != "feed":
        return SCOPE_NAMES[scope.kind]
    return next((feed.title for feed in subscriptions if feed.key == scope.feed), "A feed that is gone")


def scope_tally(scope: Scope, counts: Counts) -> Tally:
    """How many stories a scope has."""
    match scope.kind:
        case "bookmarked":
            return counts.bookmarked
        case "stored":
            return counts.stored
        case "feed":
            return counts.feeds.get(scope.feed, Tally())
        case _:
            return counts.all


def _number(value: int) -> str:
    return f"{value:,}" if value else ""


def without_host(error: str, url: str) -> str:
    """An error beside the name of its feed: which host it was need not be said again."""
    try:
        host = urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:  # an imported list may hold anything
        return error
    return error.removeprefix(f"{host}: ")
