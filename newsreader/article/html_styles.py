"""Styles that come as CSS in the element rather than as an element."""

import re

from lxml import etree

from newsreader.article.blocks import StyleName

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:\s*[^;]*line-through", re.IGNORECASE)


def styled(element: etree._Element, tag: str) -> StyleName | None:
    """The style that a ``span`` or ``font`` asks for."""
    css = element.get("style") if tag in {"span", "font"} else None
    if not css:
        return None
    if _BOLD.search(css):
        return "strong"
    if _ITALIC.search(css):
        return "emphasis"
    return "delete" if _STRUCK.search(css) else None
