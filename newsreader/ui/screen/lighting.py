"""The reader screen's lights: quotes and figures in the article, the Facts panel, what is copied."""

from textual import on

from newsreader.article.cite import cite_quote, counted_words
from newsreader.article.marks import Figure, Quote
from newsreader.ui.lists.facts_panel import FactsPanel
from newsreader.ui.page.article_view import ArticleView
from newsreader.ui.page.setting import Setting
from newsreader.ui.screen.reading import ReadingScreen


class LightingScreen(ReadingScreen):
    """What was said and counted in the story that is shown."""

    def action_lights(self) -> None:
        """Switch the lights off or on."""
        self.lights = not self.lights
        setting = self.article_view.setting
        if setting is not None:
            self.article_view.replace_setting(self.typeset(setting.article, self.shown))
        self.say("Lights on" if self.lights else "Lights off")

    def action_facts(self) -> None:
        """Show the Facts panel and give it the keys; put it away when it has them."""
        if self.pane == "facts" or (self.facts_open and "facts" in self.panes_shown):
            self.facts_open = False
            self.focus_pane("article" if self.pane == "facts" else self.pane)
        else:
            self.facts_open = True
            self.focus_pane("facts")

    @on(FactsPanel.Chosen, "#facts")
    def fact_chosen(self, event: FactsPanel.Chosen) -> None:
        """Jump to where it stands."""
        event.stop()
        self._jump()
        if "article" not in self.panes_shown:
            self.focus_pane("article")

    @on(FactsPanel.Highlighted, "#facts")
    def fact_highlighted(self, event: FactsPanel.Highlighted) -> None:
        """The article follows the cursor of the panel."""
        event.stop()
        if "article" in self.panes_shown:
            self._jump()

    def _jump(self) -> None:
        mark, setting = self.facts_panel.mark, self.article_view.setting
        if mark is None or setting is None:
            return
        index = next((n for n, other in enumerate(setting.marks) if other is mark), None)
        if index is not None:
            self.article_view.choose_mark(index)
        elif isinstance(mark, Quote):
            self.article_view.choose_unlit(mark)
        else:
            self.article_view.show_offset(mark.start, mark.end)

    def action_next_mark(self) -> None:
        """Step to the next quote or figure."""
        if not self.article_view.step(1):
            self.say("No more quotes or figures below")

    def action_previous_mark(self) -> None:
        """Step to the previous quote or figure."""
        if not self.article_view.step(-1):
            self.say("No more quotes or figures above")

    @on(ArticleView.MarkChosen)
    def mark_chosen(self, event: ArticleView.MarkChosen) -> None:
        """Say who speaks, or what kind of figure it is."""
        event.stop()
        setting = self.article_view.setting
        if setting is None or event.index != self.article_view.current:
            return  # another story came, or another mark was chosen, before this was heard
        mark = setting.marks[event.index]
        self.facts_panel.go_to(mark)
        place = f"{event.index + 1} of {len(setting.marks)}"
        self.say(f"{describe(mark)} · {place}", passing=True)

    def action_copy(self) -> None:
        """Copy selected text, else the chosen quote or figure with its source, else the story's link."""
        selected = self.get_selected_text()
        setting = self.article_view.setting
        if selected:
            self.app.copy_to_clipboard(selected)
            self.say("Copied the selected text")
        elif setting is None:
            self.say("Nothing to copy")
        elif (mark := self._chosen_mark(setting)) is not None:
            self.app.copy_to_clipboard(cite_quote(mark, setting.article))
            self.say(
                "Copied the quote with its source"
                if isinstance(mark, Quote)
                else "Copied the figure with its source"
            )
        elif setting.article.link:
            self.app.copy_to_clipboard(setting.article.link)
            self.say("Copied the story's link")
        else:
            self.say("This story has no link to copy; choose a quote first")

    def _chosen_mark(self, setting: Setting) -> Quote | Figure | None:
        if self.pane == "facts" and self.facts_panel.mark is not None:
            return self.facts_panel.mark
        current = self.article_view.current
        return self.article_view.unlit if current is None else setting.marks[current]


def describe(mark: Quote | Figure) -> str:
    """A mark in a few words for the last line."""
    if isinstance(mark, Figure):
        return f"{mark.kind}: {counted_words(mark)}"
    if mark.kind == "term":
        return "A term in quotation marks"
    return mark.speaker.name if mark.speaker else "A quote; the text does not say whose"
