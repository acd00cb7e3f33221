"""What trafilatura takes for the story of a page."""

import logging
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

from lxml import etree

_MOST_ELEMENTS = 20_000
_LONGEST_TEXT = 2_000_000
"""Characters of markup. Beyond these the library's time grows faster than the page."""


def library_text(root: etree._Element) -> str:
    """The story's text as trafilatura sees it; empty when it finds none, or the page is too large for it.

    Args:
        root: The page, which is not changed.
    """
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        return ""
    markup = etree.tostring(root, encoding="unicode", method="html")
    if len(markup) > _LONGEST_TEXT:
        return ""
    from lxml.html import document_fromstring  # noqa: PLC0415 - with the library, only where it is used

    try:
        found = load_library()(document_fromstring(markup), include_comments=False)
    except Exception:  # one voter's trouble with a page must not silence the others
        return ""
    return (getattr(found, "text", "") or "") if found is not None else ""


@cache
def load_library() -> Callable[..., Any]:
    """The extraction of trafilatura, loaded the first time that it is wanted, and without its log."""
    import trafilatura  # noqa: PLC0415 - slow to load

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    extraction: Callable[..., Any] = trafilatura.bare_extraction
    return extraction
