"""What a count is of where its noun is not said again: "four calls in 2024, two in 2023"."""

from newsreader.article.figures.page import Found, Page
from newsreader.article.patterns import deferred

_FAR = 120
"""How far back the noun may stand."""
_SENTENCE_END = deferred(r"[.!?;:] |\n")
_NEXT = deferred(r" ([^\W\d_]{1,12})(?: (\d{1,4})(?!\d))?")
_YEAR = 1000


def elided(page: Page, found: Found, earlier: Found | None) -> Found:
    """The count with the noun of the count before it in its sentence, where its own is left out.

    Args:
        page: The text.
        found: Any figure; all but bare counts come back as they are.
        earlier: The last count before it that has its noun.
    """
    if found.rule != "count" or found.of or earlier is None or found.start - earlier.end > _FAR:
        return found
    if not isinstance(found.value, tuple) and (found.value is None or found.value <= 1):
        return found
    follow = _NEXT.match(page.low, found.end)
    if follow is None or follow[1] not in page.lexicon.words["elided"]:
        return found
    if follow[2] and int(follow[2]) < _YEAR:
        return found
    if _SENTENCE_END.search(page.low, earlier.end, found.start):
        return found
    return found._replace(of=earlier.of)
