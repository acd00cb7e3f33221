"""The reader's own style sheets: every ``.tcss`` in the config folder, after ours, so that theirs win."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.css.stylesheet import StylesheetParseError

from newsreader.text import clean

if TYPE_CHECKING:
    from textual.css.stylesheet import Stylesheet

_OWN = 1_000
"""Places a sheet behind all others of the same weight."""


def with_own_styles(ours: "Stylesheet", folder: Path) -> "tuple[Stylesheet, tuple[str, ...]]":
    """Our style sheets with the reader's, parsed, and a line for each of theirs that can't be used."""
    problems = []
    sheets = ours
    for path in sorted(folder.glob("*.tcss")):
        tried = sheets.copy()
        try:
            tried.add_source(path.read_text(encoding="utf-8"), (str(path), ""), tie_breaker=_OWN)
            tried.parse()
        except StylesheetParseError as error:
            problems.append(f"{path}: {_first(error)}; the sheet is not used")
        except Exception as error:
            problems.append(
                f"{path}: {clean(str(error))[:200] or type(error).__name__}; the sheet is not used"
            )
        else:
            sheets = tried
    return sheets, tuple(problems)


def _first(error: StylesheetParseError) -> str:
    """The first thing that is wrong: the line and why."""
    for rule in error.errors.rules:
        for token, message in rule.errors:
            summary = getattr(message, "summary", message)
            return f"line {token.location[0] + 1}: {clean(str(summary))}"
    return "not a style sheet"
