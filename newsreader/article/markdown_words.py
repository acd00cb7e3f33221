"""Words put into Markdown so that they stay words, whatever is in them."""

import json
import re
from collections.abc import Iterable

from newsreader.text import clean

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~$^&])")
_EQUALS = re.compile(r"==|%%")
_BEGINNING = re.compile(r"^(\d*)([-+=.):])")


def escape(words: str) -> str:
    """Text that Markdown (CommonMark, with the tables and highlights of its dialects) takes for text."""
    escaped = _SIGNS.sub(r"\\\1", words)
    escaped = _EQUALS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), escaped)
    return _BEGINNING.sub(r"\1\\\2", escaped)


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
