"""What a figure is by: "$50 a day", "188 miles an hour"."""

from newsreader.article.figures.lexicon import WORD
from newsreader.article.figures.page import Page
from newsreader.article.patterns import deferred

_RATE = deferred(rf"(?: ?(?:-|/) ?| )(?:(?P<by>{WORD})(?: - |[ -]))?(?P<noun>{WORD})(?![^\W_])")


def rate(page: Page, end: int) -> tuple[int, str]:
    """What a figure is by: "$50 a day", "188 miles an hour", "0.9 percent per year"; the new end too."""
    low, lexicon = page.low, page.lexicon
    if low[end : end + 1] not in {" ", "-", "/"}:
        return end, ""
    found = _RATE.match(low, end)
    if found is None:
        return end, ""
    by, noun = found["by"], found["noun"]
    slash = "/" in low[end : found.start("noun")]
    if noun not in lexicon.per_nouns and (by not in lexicon.words["always_per"]):
        return end, ""
    if not slash and by not in lexicon.words["per"]:
        return end, ""
    if noun in lexicon.words["article"]:
        return end, ""
    more, again = rate(page, found.end()) if by in lexicon.words["always_per"] else (found.end(), "")
    return more, f"{noun} {again}".strip()
