"""Highlights as a folder of Markdown files, one for each story, brought up to date and never clobbered."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newsreader.article.as_notes import by_story, file_name, is_ours, story_file
from newsreader.library.highlights import Highlight
from newsreader.model import NewsreaderError
from newsreader.writing import write_whole


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files."""

    written: int
    same: int
    """Files that were as they should be, and were not touched."""
    by_hand: tuple[Path, ...]
    """Files that somebody wrote in since, which were left alone."""


def write_files(found: Iterable[Highlight], folder: Path, *, overwrite: bool = False) -> Written:
    """Write a file for each story that has highlights.

    A story's file is known again by the eight digits of the story's id that end its name, so that it may be given
    another name before them. Only what changed is written.

    Args:
        found: The highlights.
        folder: Made when it is missing.
        overwrite: Whether files that were changed by hand are written over.

    Raises:
        NewsreaderError: the folder or a file can't be read or written.
    """
    written = same = 0
    by_hand = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = {path.stem[-8:]: path for path in sorted(folder.glob("*.md"))}
        for story, highlights in by_story(found).items():
            path = there.get(story[:8], folder / file_name(highlights[0]))
            text = story_file(highlights)
            before = path.read_text(encoding="utf-8", errors="replace") if path.exists() else None
            if before == text:
                same += 1
            elif before is not None and not overwrite and not is_ours(before):
                by_hand.append(path)
            else:
                write_whole(path, text, 0o666)
                written += 1
    except OSError as error:
        raise NewsreaderError(f"{error.filename or folder}: {error.strerror or error}") from error
    return Written(written, same, tuple(by_hand))
