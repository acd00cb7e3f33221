"""Highlights and notes: all that was marked, in every story, found by the words in it."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from newsreader.article.cite import cite_highlight
from newsreader.article.folding import fold
from newsreader.library.highlights import Highlight
from newsreader.library.library import Library
from newsreader.text import clean
from newsreader.ui.dialogs.list_dialog import ListDialog
from newsreader.ui.dialogs.note_dialog import NoteDialog
from newsreader.ui.lists.highlight_rows import HighlightRows

_KEYS = "Enter reads on · m note · D remove · y copy · w write · s order · Esc closes"


class HighlightBook(ListDialog[Highlight | None]):
    """All highlights; gives the one to read on at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,M", "close", "Close"),
        Binding("space", "page(1)", "Screenful down"),
        Binding("tab,slash", "turn", "Filter"),
        Binding("enter,l,right", "choose", "Read there"),
        Binding("m,e", "note", "Note"),
        Binding("D,delete", "remove", "Remove"),
        Binding("u", "undo", "Undo"),
        Binding("y", "copy", "Copy"),
        Binding("w", "write", "Write to a file"),
        Binding("s", "order", "Order"),
    ]

    def __init__(self, library: Library, folder: str = "") -> None:
        super().__init__()
        self._library = library
        self._folder = folder
        self._all: list[Highlight] = []
        self._by_story = False
        self._removed = 0

    def compose(self) -> ComposeResult:
        """Filter on top, the list, keys below."""
        with Vertical(id="highlight-book"):
            yield Static("Highlights and notes", id="dialog-title", markup=False)
            yield Input(placeholder="Filter by words, notes and titles", id="highlight-filter")
            yield HighlightRows(id="highlights")
            yield Static(_KEYS, id="dialog-keys", markup=False)

    def begin(self) -> None:
        """The list has the keys: what was marked last is what one mostly wants."""
        self.rows.focus()
        self._load()

    @property
    def rows(self) -> HighlightRows:
        """The list."""
        return self.query_one("#highlights", HighlightRows)

    # What is shown.

    @work(exclusive=True, group="highlights", exit_on_error=False)
    async def _load(self) -> None:
        self._all = await asyncio.to_thread(self._library.highlights.all)
        self._show()

    @on(Input.Changed, "#highlight-filter")
    def filter_changed(self, event: Input.Changed) -> None:
        """Filter as the reader types."""
        event.stop()
        self._show()

    @property
    def listed(self) -> list[Highlight]:
        """The highlights that have the words of the filter, in the order that was asked for."""
        wanted = fold(clean(self.query_one("#highlight-filter", Input).value)).text.split()
        found = [one for one in self._all if not wanted or _has(one, wanted)]
        if self._by_story:
            newest = {one.story: -index for index, one in reversed(list(enumerate(found)))}
            found.sort(key=lambda one: (-newest[one.story], one.passage.start))
        return found

    def _show(self) -> None:
        rows, listed = self.rows, self.listed
        rows.empty = (
            "No highlight has these words."
            if self._all
            else "Nothing is highlighted yet: m marks what is selected or chosen in a story, m again adds a note."
        )
        rows.show(listed, by_story=self._by_story)
        tally = f" · {len(listed):,}" if listed else ""
        order = ", by story" if self._by_story else ", newest first"
        self.query_one("#dialog-title", Static).update(
            f"Highlights and notes{tally}{order if listed else ''}"
        )

    # Moving.

    def action_move(self, rows: int) -> None:
        """Into the list, and up and down in it."""
        if self.rows.has_focus:
            self.rows.move(rows)
        else:
            self.rows.focus()

    def action_turn(self) -> None:
        """Between the filter and the list."""
        (self.query_one("#highlight-filter") if self.rows.has_focus else self.rows).focus()

    @on(Input.Submitted, "#highlight-filter")
    def filter_done(self, event: Input.Submitted) -> None:
        """Enter goes to what was found."""
        event.stop()
        self.rows.focus()

    def action_order(self) -> None:
        """Newest first, or by story."""
        self._by_story = not self._by_story
        self._show()

    # Doing.

    @on(HighlightRows.Chosen, "#highlights")
    def clicked(self, event: HighlightRows.Chosen) -> None:
        """A click reads on there."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Read on at the highlight at the cursor."""
        if (one := self.rows.highlight) is not None:
            self.dismiss(one)

    @work(group="add", exit_on_error=False)
    async def action_note(self) -> None:
        """Write the note of the highlight at the cursor."""
        one = self.rows.highlight
        if one is None:
            return
        answer = await self.app.push_screen_wait(NoteDialog(one))
        if answer is None:
            return
        if answer.is_removed:
            self._remove(one)
            return
        await asyncio.to_thread(self._library.highlights.write_note, one.id, answer.note)
        self.say("Note kept")
        self._load()

    def action_remove(self) -> None:
        """Take the highlight at the cursor away."""
        if (one := self.rows.highlight) is not None:
            self._remove(one)

    @work(group="marks", exit_on_error=False)
    async def _remove(self, one: Highlight) -> None:
        if await asyncio.to_thread(self._library.highlights.remove, one.id):
            self._removed += 1
            self.say("Taken away; u brings it back")
        self._load()

    @work(group="marks", exit_on_error=False)
    async def action_undo(self) -> None:
        """Bring back what was taken away here."""
        if not self._removed:
            self.say("Nothing was taken away here")
            return
        self._removed -= 1
        await asyncio.to_thread(self._library.undo)
        self.say("It is back")
        self._load()

    def action_copy(self) -> None:
        """Copy the words at the cursor with their source, and the note."""
        if (one := self.rows.highlight) is not None:
            self.app.copy_to_clipboard(cite_highlight(one))
            self.say("Copied with its source")

    @work(group="add", exit_on_error=False)
    async def action_write(self) -> None:
        """Write what is listed to a file."""
        from newsreader.article.as_notes import notes_markdown  # noqa: PLC0415 - not before it is needed
        from newsreader.ui.dialogs.write_dialog import WriteDialog, write_file  # noqa: PLC0415

        listed = self.listed
        if not listed:
            self.say("There is nothing to write")
            return
        path = await self.app.push_screen_wait(WriteDialog("Highlights and notes.md", self._folder, (".md",)))
        if path is not None:
            await asyncio.to_thread(write_file, path, notes_markdown(listed))
            self.say(f"Written: {path}")


def _has(one: Highlight, wanted: list[str]) -> bool:
    origin = one.origin
    words = fold(f"{one.passage.words} {one.note} {origin.title} {origin.source} {origin.author}").text
    return all(word in words for word in wanted)
