"""The reader screen's ways out for a story: into a file, and into another program."""

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from newsreader.ui.screen.highlighting import HighlightingScreen

if TYPE_CHECKING:
    from newsreader.article.article import Article
    from newsreader.ui.dialogs.pipe_dialog import Piped

_ENDINGS = (".md", ".html", ".txt")


class ExportingScreen(HighlightingScreen):
    """What is done with the story that is shown outside of the program."""

    @work(group="add", exit_on_error=False)
    async def action_write(self) -> None:
        """Write the story to a file, in the form that its name says."""
        from newsreader.article.as_notes import safe_name  # noqa: PLC0415 - not before the first frame
        from newsreader.ui.dialogs.write_dialog import WriteDialog, write_file  # noqa: PLC0415

        setting = self.article_view.setting
        if setting is None:
            self.say("There is no story to write")
            return
        article = setting.article
        name = f"{safe_name(article.title or article.text[:60])}.md"
        folder = self.environment.config.save_folder
        path = await self.app.push_screen_wait(WriteDialog(name, folder, _ENDINGS))
        if path is not None:
            text = await asyncio.to_thread(_written, article, path.suffix.lower())
            await asyncio.to_thread(write_file, path, text)
            self.say(f"Written: {path}")

    @work(group="add", exit_on_error=False)
    async def action_pipe(self) -> None:
        """Give the story to a command."""
        from newsreader.ui.dialogs.pipe_dialog import PipeDialog  # noqa: PLC0415 - not before the first frame

        setting = self.article_view.setting
        if setting is None:
            self.say("There is no story to give to a command")
            return
        forms = {
            "plain": await asyncio.to_thread(_written, setting.article, ".txt"),
            "markdown": await asyncio.to_thread(_written, setting.article, ".md"),
        }
        piped = await self.app.push_screen_wait(PipeDialog(forms, self.environment.config.pipe))
        if piped is None:
            return
        if piped.command is None:
            self.say(piped.said)
        else:
            self._give_terminal(piped, forms[piped.form])

    def _give_terminal(self, piped: "Piped", story: str) -> None:
        """Step aside until the command ends."""
        from newsreader.ui.screen.piping import run_in_terminal  # noqa: PLC0415 - as above

        command = piped.command
        if command is None:
            return
        try:
            with self.app.suspend():
                code = run_in_terminal(command, story, ".md" if piped.form == "markdown" else ".txt")
        except SuspendNotSupported:
            self.say(f"{command.words[0]} needs the terminal, which can't be given to it here", "problem")
            return
        self.app.refresh(layout=True)
        self.say(f"{command.words[0]}: {f'ended with {code}' if code else 'done'}")


def _written(article: "Article", ending: str) -> str:
    """A story in the form that an ending stands for."""
    if ending == ".md":
        from newsreader.article.as_markdown import article_markdown  # noqa: PLC0415 - not before it is needed

        return article_markdown(article)
    if ending == ".html":
        from newsreader.article.as_html import article_html  # noqa: PLC0415 - as above

        return article_html(article)
    from newsreader.article.as_plain import article_lines  # noqa: PLC0415 - as above
    from newsreader.ui.page.linebreak import break_lines  # noqa: PLC0415

    return "\n".join(article_lines(article, 72, break_lines)) + "\n"
