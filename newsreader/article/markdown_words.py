"""Words put into Markdown so that they stay words, whatever is in them, with no more backslashes than that takes."""

import json
import re
from collections.abc import Iterable

from newsreader.text import clean

_SIGNS = re.compile(
    r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)|==+|%%+|(?<![^\s(])#(?=[^\s\d])"
)
_BEGINNING = re.compile(r"^(?:[-+](?=[\s-]|$)|=(?==*\s*$)|#(?=#*(?:\s|$))|[>|]|:(?=[-\s]|$))")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def escape_signs(words: str) -> str:
    """Part of a line as Markdown takes it for text: CommonMark, and the marks and tags of Obsidian besides."""
    return _SIGNS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), words)


def escape_beginning(markup: str) -> str:
    """A line whose signs are escaped already, with what would make it a list, a heading, a quote or a table."""
    return _NUMBER.sub(r"\1\\\2", _BEGINNING.sub(lambda found: f"\\{found[0]}", markup))


def escape(words: str) -> str:
    """A line of text that Markdown takes for text."""
    return escape_beginning(escape_signs(words))


def address(link: str) -> str:
    """A URL as it stands between the angle brackets of a link."""
    return clean(link).replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")


def front_matter(fields: Iterable[tuple[str, str | list[str]]]) -> str:
    """YAML at the head of a file; fields that are empty are left out.

    Every value is written as a JSON string, which is YAML too (YAML 1.2, 1.3), so that no title can be more than one.
    """
    lines = ["---"]
    for name, value in fields:
        if isinstance(value, list):
            lines += [f"{name}:", *(f"  - {_quoted(item)}" for item in value)] if value else []
        elif value:
            lines.append(f"{name}: {_quoted(value)}")
    return "\n".join([*lines, "---", ""])


def _quoted(value: str) -> str:
    return json.dumps(clean(value), ensure_ascii=False)
