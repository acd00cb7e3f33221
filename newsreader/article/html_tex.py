r"""Formulas written in TeX between ``\(`` and ``\)``, ``\[`` and ``\]`` or ``$$``, made readable.

A single dollar sign is left alone: in news it is money.
"""

import re

_FORMULA = re.compile(r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]|\$\$(.{1,2000}?)\$\$", re.DOTALL)
_TEX = re.compile(r"[\\^_{}]")
_NAMESPACE = re.compile(r' xmlns="[^"]*"')
_DEEPEST = 30
"""Braces in each other that are read; each costs the converter some of Python's stack."""


def with_formulas(text: str) -> str:
    """The text with its formulas as plain lines; one that cannot be read stays as it was written."""
    if "\\" not in text and "$$" not in text:
        return text
    return _FORMULA.sub(_readable, text)


def _readable(found: re.Match[str]) -> str:
    formula = next(filter(None, found.groups()), "").strip()
    if not formula or _depth(formula) > _DEEPEST or (found[3] and not _TEX.search(formula)):
        return found[0]
    from latex2mathml.converter import convert  # noqa: PLC0415 - only for stories with formulas in them

    from newsreader.article.html_math import math_text  # noqa: PLC0415
    from newsreader.sources.xml_parser import parse_xml  # noqa: PLC0415

    try:
        words = math_text(parse_xml(_NAMESPACE.sub("", convert(formula), count=1)))
    except Exception:
        return found[0]
    return words if words and "\\" not in words else found[0]


def _depth(formula: str) -> int:
    depth = deepest = 0
    for character in formula:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest
