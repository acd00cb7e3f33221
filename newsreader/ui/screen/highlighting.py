"""The reader screen's highlights: what is marked in the story that is shown, with the notes beside it."""

import asyncio
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.article.anchor import Anchoring
from newsreader.article.sentences import whole_sentence
from newsreader.library.highlights import Highlight, Origin, passage_at
from newsreader.model import NewsreaderError
from newsreader.ui.environment import Environment
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.place import Anchor
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.selecting import SelectingScreen
from newsreader.ui.session import Session

if TYPE_CHECKING:
    from newsreader.article.article import Article

Span = tuple[int, int]


class HighlightingScreen(SelectingScreen):
    """What is highlighted in the story that is shown, and what was noted beside it."""

    def __init__(self, environment: Environment, session: Session) -> None:
        super().__init__(environment, session)
        self.highlights: list[tuple[Highlight, Span | None]] = []
        """Those of the story that is shown, with where they stand now; None when their words are gone."""
        self.chosen: Highlight | None = None
        """The highlight that ``m`` opens."""
        self._wanted_highlight = ""

    # Showing them.

    def _show_setting(self, setting: Setting, place: Anchor) -> None:
        super()._show_setting(setting, place)
        self.highlights, self.chosen = [], None
        self.highlights_changed()

    def highlights_changed(self) -> None:
        """Show the highlights of the story as they are now."""
        self._load_highlights_soon()

    @work(exclusive=True, group="highlights", exit_on_error=False)
    async def _load_highlights_soon(self) -> None:
        await self._load_highlights()

    async def _load_highlights(self) -> None:
        header, setting = self.shown, self.article_view.setting
        if header is None or setting is None:
            return
        kept = await asyncio.to_thread(self.library.highlights.of, header.id)
        found = await asyncio.to_thread(_placed, kept, setting.article.text) if kept else []
        now = self.article_view.setting
        if (
            now is None
            or self.shown is None
            or self.shown.id != header.id
            or now.article.text != setting.article.text
        ):
            return  # another story came meanwhile
        self.highlights = found
        spans: dict[bool, list[Span]] = {True: [], False: []}
        for one, span in found:
            if span is not None:
                spans[bool(one.note)].append(span)
        self.article_view.overlay("highlight", spans[False])
        self.article_view.overlay("noted", spans[True])
        if self.chosen is not None:
            self.chosen = next((one for one, _ in found if self.chosen and one.id == self.chosen.id), None)
            if self.chosen is None:
                self.article_view.overlay("current", ())
        wanted, self._wanted_highlight = self._wanted_highlight, ""
        if wanted:
            self._choose_by_id(wanted)

    def _choose_by_id(self, id: str) -> None:  # noqa: A002 - the word for it
        for one, span in self.highlights:
            if one.id == id and span is None:
                self.say("The words that were highlighted are gone from this story; M still has them")
            elif one.id == id and span is not None:
                self._choose(one, span)
                # When it is laid out: before, nobody knows what is in view.
                self.call_after_refresh(self.article_view.show_offset, *span)

    def _choose(self, highlight: Highlight, span: Span) -> None:
        self.article_view.clear_mark()
        self.chosen = highlight
        self.article_view.overlay("current", (span,))
        note = f": {highlight.note}" if highlight.note else "; m adds a note"
        self.say(f"Highlight{note}", passing=True)

    @on(ArticleView.WordsClicked)
    def words_clicked(self, event: ArticleView.WordsClicked) -> None:
        """A click on a highlight chooses it."""
        event.stop()
        here = self._covering((event.offset, event.offset + 1))
        if here is not None:
            self._choose(*here)

    @on(ArticleView.MarkChosen)
    def mark_replaces_highlight(self) -> None:
        """A quote or figure is chosen instead."""
        self.chosen = None

    def let_go(self) -> bool:
        """Let go of the chosen highlight before the mark."""
        if super().let_go():
            return True
        if self.pane != "article" or self.chosen is None:
            return False
        self.chosen = None
        self.article_view.overlay("current", ())
        return True

    def _covering(self, span: Span) -> tuple[Highlight, Span] | None:
        """The shortest highlight that a span lies in or laps over."""
        over = [
            (one, there)
            for one, there in self.highlights
            if there is not None and there[0] < span[1] and there[1] > span[0]
        ]
        return min(over, key=lambda pair: pair[1][1] - pair[1][0], default=None)

    # Making them.

    def action_highlight(self) -> None:
        """Highlight what is selected, else the chosen mark, else the sentence; of a highlight, edit its note."""
        setting = self.article_view.setting
        if setting is None or not setting.article.text:
            self.say("There is nothing to highlight")
            return
        selected = self._selected_span(setting)
        if selected is None and self.selections:
            self.say("Only the story's own words can be highlighted, not its head")
            return
        if selected is None and (chosen := self._chosen_in_view()) is not None:
            self.edit_note(chosen)
            return
        span = selected or self._span_here(setting)
        there = self._covering(span)
        if there is not None and (selected is None or there[1] == span):
            self._end_selecting()
            self.clear_selection()
            self._choose(*there)
            self.edit_note(there[0])
            return
        self._end_selecting()
        self.clear_selection()
        self._add_highlight(span, setting.article)

    def _chosen_in_view(self) -> Highlight | None:
        """The chosen highlight, unless the reader went on and left it behind."""
        spans = (
            span for one, span in self.highlights if self.chosen is not None and one.id == self.chosen.id
        )
        span = next(spans, None)
        return self.chosen if span is not None and self.article_view.is_in_view(*span) else None

    def _selected_span(self, setting: Setting) -> Span | None:
        """What is selected of the story's own text."""
        selection = self.article_view.text_selection
        if selection is None:
            return None
        spans = []
        for index, paragraph in enumerate(setting.paragraphs):
            chosen = selection.get_span(index)
            if chosen is None or paragraph.source is None:
                continue
            length = len(paragraph.text)
            low, high = chosen[0], length if chosen[1] == -1 else min(chosen[1], length)
            if max(0, paragraph.source + low) < paragraph.source + high:  # else it is of the dateline alone
                spans.append((max(0, paragraph.source + low), paragraph.source + high))
        if not spans:
            return None
        start, end = spans[0][0], spans[-1][1]
        return (start, end) if setting.article.text[start:end].strip() else None

    def _span_here(self, setting: Setting) -> Span:
        """The chosen quote or figure, else the first sentence that begins in view."""
        text = setting.article.text
        mark = self._chosen_mark(setting)
        if mark is not None and (self.pane == "facts" or self.article_view.is_in_view(mark.start, mark.end)):
            return mark.start, mark.end
        paragraph, inside = max(self.article_view.reading_place, (setting.first, 0))
        source = setting.paragraphs[paragraph].source if paragraph < len(setting.paragraphs) else None
        at = max(0, min(len(text) - 1, len(text) if source is None else source + inside))
        while at < len(text) - 1 and text[at].isspace():
            at += 1
        start, end = whole_sentence(text, at, at + 1)
        if start < at:  # it began above the screen
            after = end + len(text[end:]) - len(text[end:].lstrip())
            if after < len(text):
                start, end = whole_sentence(text, after, after + 1)
        return start, end

    @work(group="marks", exit_on_error=False)
    async def _add_highlight(self, span: Span, article: "Article") -> None:
        async with self.marking:
            if self.opened is not None:
                self.say("Bookmark this story first (s): what is opened from a file is not kept")
                return
            header = self.shown
            if header is None:
                return
            passage = passage_at(article.text, *span)
            origin = Origin(article.title, article.source, article.byline, article.link, article.published)
            added = await asyncio.to_thread(self.library.highlights.add, header.id, passage, origin)
        self.chosen = added
        await self._load_highlights()
        self.say("Highlighted; m again adds a note, u undoes")

    # Their notes.

    @work(group="add", exit_on_error=False)
    async def edit_note(self, highlight: Highlight) -> None:
        """Open a highlight's note, and keep what comes of it."""
        from newsreader.ui.dialogs.note_dialog import NoteDialog  # noqa: PLC0415 - not before the first frame

        answer = await self.app.push_screen_wait(NoteDialog(highlight))
        if answer is None:
            return
        try:
            async with self.marking:
                if answer.is_removed:
                    await asyncio.to_thread(self.library.highlights.remove, highlight.id)
                else:
                    await asyncio.to_thread(self.library.highlights.write_note, highlight.id, answer.note)
        except NewsreaderError as error:
            if answer.note:
                self.app.copy_to_clipboard(answer.note)
            self.say(f"{error} (the note was copied)" if answer.note else str(error), "problem")
            return
        self.say("Highlight taken away; u brings it back" if answer.is_removed else "Note kept")
        await self._load_highlights()


def _placed(kept: list[Highlight], text: str) -> list[tuple[Highlight, Span | None]]:
    anchoring = Anchoring(text)
    return [(one, anchoring.find(one.passage)) for one in kept]
