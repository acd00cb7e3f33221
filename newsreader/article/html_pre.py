"""Preformatted text: its lines and its language."""

import re

from lxml import etree

from newsreader.text import clean_lines

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:(?:language|lang|highlight-source|highlight-text|brush:?|sourceCode)[-:\s]\s*)([A-Za-z][\w+#.-]{0,24})"
)
_GUTTER = frozenset({
    "gutter", "linenos", "lineno", "line-numbers", "line-number", "rouge-gutter", "blob-num",
    "hljs-ln-numbers"
})  # fmt: skip


def code_text(text: str) -> str:
    """Safe lines without the blank ones around them."""
    lines = [line.rstrip() for line in clean_lines(text.replace("\u00a0", " ")).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def code_language(element: etree._Element) -> str:
    """The language that the element, its first child or its parent names; empty when none does."""
    near = [element, next(element.iterchildren("code"), None), element.getparent()]
    for part in near:
        if part is None:
            continue
        if named := part.get("data-lang") or part.get("data-language") or part.get("lang-name"):
            return named.lower()[:25] if re.fullmatch(r"[\w+#.-]+", named) else ""
        if found := _LANGUAGE.search(part.get("class") or ""):
            return found[1].lower()
    return ""


def is_gutter(element: etree._Element) -> bool:
    """Whether it holds the numbers of lines."""
    return not _GUTTER.isdisjoint((element.get("class") or "").lower().split())
