"""Files of a story and downloads, in rows: what each is, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from newsreader.article.enclosures import file_name, size_words, told
from newsreader.library.downloads import Download
from newsreader.model import Enclosure
from newsreader.sources.media_kinds import kind_of
from newsreader.text import clean
from newsreader.ui.lists.cut import cut_lines
from newsreader.ui.lists.rows import RowsView

_BAR = 16


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file: of the story, in the queue, or both."""

    title: str
    """What it is called."""
    enclosure: Enclosure
    download: Download | None = None


def file_rows(title: str, files: Sequence[Enclosure], downloads: Sequence[Download]) -> list[FileRow | str]:
    """The rows: the story's files, then all other downloads, the newest first; each under its heading.

    Args:
        title: Of the story.
        files: The story's.
        downloads: The queue.
    """
    by_url = {download.url: download for download in downloads}
    rows: list[FileRow | str] = []
    if files:
        rows.append(clean(title) or "This story")
        rows += [FileRow(file_name(file) or file.url, file, by_url.pop(file.url, None)) for file in files]
    if by_url:
        rows.append("Downloads")
        rows += [
            FileRow(download.title or download.url, Enclosure(download.url, download.media_type), download)
            for download in reversed(by_url.values())
        ]
    return rows


class FileRows(RowsView):
    """The list; headings can't be chosen."""

    PARTS = "files"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"files--{name}" for name in ("heading", "title", "facts", "done", "left", "error")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: list[FileRow | str] = []

    def show(self, rows: Sequence[FileRow | str]) -> None:
        """Show rows; the cursor stays on its file."""
        if list(rows) == self._rows:
            return
        url = self.file.enclosure.url if self.file is not None else ""
        self._rows = list(rows)
        self.lay_out()
        urls = {row.enclosure.url: index for index, row in enumerate(rows) if isinstance(row, FileRow)}
        self.place(urls.get(url, min(urls.values(), default=0)))

    @property
    def file(self) -> FileRow | None:
        """The file at the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if isinstance(row, FileRow) else None

    def can_rest(self, index: int) -> bool:
        """Not on headings."""
        return isinstance(self._rows[index], FileRow)

    def row_heights(self, width: int) -> list[int]:
        """One line for a heading, with a blank one above all but the first; two for a file, more for an error."""
        return [
            1 + (index > 0) if isinstance(row, str) else 2 + len(self._error(row, width))
            for index, row in enumerate(self._rows)
        ]

    def row_line(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """A line of a heading or a file."""
        row = self._rows[index]
        if isinstance(row, str):
            words = cut_lines(row, width - 2, 1) if line or not index else []
            return [Segment(f" {''.join(words)}", self.rich_style + self.part("heading"))]
        if not line:
            return [
                Segment("   ", base),
                Segment("".join(cut_lines(row.title, width - 4, 1)), base + self.part("title")),
            ]
        if line > 1:
            # Empty when the rows are drawn wider than they were measured, until they are measured anew.
            error = "".join(self._error(row, width)[line - 2 : line - 1])
            return [Segment("   ", base), Segment(error, base + self.part("error"))]
        return [Segment("   ", base), *self._facts(row, width, base)]

    def _facts(self, row: FileRow, width: int, base: Style) -> list[Segment]:
        facts, download = base + self.part("facts"), row.download
        words = _words(row)
        if download is None or download.state != "running" or download.percent is None:
            return [Segment("".join(cut_lines(words, width - 4, 1)), facts)]
        filled = download.percent * _BAR // 100
        return [
            Segment("━" * filled, base + self.part("done")),
            Segment("─" * (_BAR - filled), base + self.part("left")),
            Segment(f" {download.percent}% · {words}", facts),
        ]

    def _error(self, row: FileRow, width: int) -> list[str]:
        error = row.download.error if row.download is not None and row.download.state == "failed" else ""
        return cut_lines(clean(error), max(8, width - 4), 2)


def _words(row: FileRow) -> str:
    """What a file is, and how far it has come."""
    download = row.download
    if download is None:
        return f"{told(row.enclosure)} · not downloaded"
    kind = kind_of(row.enclosure)
    far = size_words(download.done) + (f" of {size_words(download.total)}" if download.total else "")
    return {
        "done": f"{kind} · {size_words(download.done)} · {clean(str(download.path))}",
        "running": far,
        "paused": f"{kind} · paused at {far}",
        "failed": f"{kind} · stopped at {far}; d tries again",
        "waiting": f"{kind} · waits for its turn",
    }[download.state]
