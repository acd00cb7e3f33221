"""Subscribing: by an address, or by ticking feeds of the starter list."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsreader.model import NewsreaderError
from newsreader.sources.limits import Limits
from newsreader.sources.sign_in import signed_in
from newsreader.sources.starter import starter_feeds
from newsreader.text import clean
from newsreader.ui.dialogs.dialog import Dialog
from newsreader.ui.dialogs.tick_list import TickList

if TYPE_CHECKING:
    from newsreader.sources.discover import Discovered


@dataclass(frozen=True, slots=True)
class Chosen:
    """A feed to subscribe to."""

    url: str
    found: "Discovered | None" = None
    """What was fetched while looking for it."""


class AddDialog(Dialog[list[Chosen]]):
    """Gives the feeds that were chosen; nothing is fetched before Enter on an address."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Close"),
        Binding("ctrl+s", "subscribe", "Subscribe"),
        Binding("down,j", "move(1)", "Down"),
        Binding("up,k", "move(-1)", "Up"),
        Binding("pagedown", "page(1)", "Screenful down"),
        Binding("pageup", "page(-1)", "Screenful up"),
        Binding("g,home", "end(-1)", "Top"),
        Binding("G,end", "end(1)", "Bottom"),
        Binding("space,enter", "tick", "Tick"),
    ]

    def __init__(self, subscribed: Collection[str], limits: Limits, address: str) -> None:
        super().__init__()
        self._address = address
        self._subscribed = subscribed
        self._limits = limits
        self._ticks = TickList(starter_feeds(), subscribed, id="starters")

    def compose(self) -> ComposeResult:
        """Address, what came of it, and the list to tick."""
        with Vertical(id="dialog"):
            yield Static("Add feeds", id="dialog-title")
            hint = "Address of a feed or of a site's page"
            yield Input(self._address, placeholder=hint, id="address", select_on_focus=False)
            yield Static("Enter looks for a feed there. Or tick some of these:", id="said", markup=False)
            yield self._ticks
            yield Static("", id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The address has the keys; topics can't be ticked."""
        self._ticks.lay_out()
        self._ticks.place(1)
        self.query_one("#address").focus()
        self._show_keys(0)

    def _ticked(self) -> list[Chosen]:
        return [Chosen(feed.url) for feed in self._ticks.ticked]

    def action_move(self, rows: int) -> None:
        """Into the list, and up and down in it."""
        if self._ticks.has_focus:
            self._ticks.move(rows)
        self._ticks.focus()

    def action_page(self, direction: int) -> None:
        """A screenful of the list."""
        self._ticks.focus()
        self._ticks.page(direction)

    def action_end(self, direction: int) -> None:
        """To the first or the last feed of the list."""
        if direction < 0:
            self._ticks.to_top()
        else:
            self._ticks.to_bottom()

    def action_tick(self) -> None:
        """Tick the feed at the cursor."""
        if self._ticks.has_focus:
            self._ticks.toggle()
            self._show_keys(len(self._ticked()))

    @on(TickList.Chosen)
    def row_clicked(self) -> None:
        """A click ticks as well."""
        self.action_tick()

    def _show_keys(self, ticked: int) -> None:
        words = f"Ctrl+S subscribes to {ticked} ticked" if ticked else "Space ticks, Ctrl+S subscribes"
        self.query_one("#dialog-keys", Static).update(f"{words} · ↓ or Tab to the list · Esc closes")

    def action_subscribe(self) -> None:
        """Subscribe to what is ticked, and to the address if one was typed."""
        address = self.query_one("#address", Input).value.strip()
        if address:
            self._look(address)
        elif ticked := self._ticked():
            self.dismiss(ticked)
        else:
            self._say("Nothing is ticked yet")

    @on(Input.Submitted, "#address")
    def address_given(self) -> None:
        """Enter on an address looks for its feed; on an empty one it subscribes to the ticked ones."""
        self.action_subscribe()

    @work(exclusive=True, group="discover", exit_on_error=False)
    async def _look(self, address: str) -> None:
        self._say(f"Looking for a feed at {address} …")
        try:
            found = await asyncio.to_thread(_find, address, self._limits)
        except NewsreaderError as error:
            self._say(str(error))
            return
        except Exception as error:  # a border to the outside: any failure is told, none ends the program
            self._say(f"{address}: no feed was found there ({type(error).__name__}: {error})")
            return
        if signed_in(found.url)[0] in self._subscribed:
            self._say(f"Already subscribed to {found.feed.title or found.url}")
            return
        self.dismiss([Chosen(found.url, found=found), *self._ticked()])

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(clean(words))

    def action_cancel(self) -> None:
        """Close without subscribing; a search that is going on is dropped."""
        self.workers.cancel_group(self, "discover")
        self.dismiss([])


def _find(address: str, limits: Limits) -> "Discovered":
    from newsreader.sources.page import find_feed  # noqa: PLC0415 - loads aiohttp

    return find_feed(address, limits)
