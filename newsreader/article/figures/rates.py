"""What a figure is by: "$50 a day", "188 miles an hour"."""

from newsreader.article.figures.page import Page, after, follow
from newsreader.article.patterns import deferred

_SLASH = deferred(r" ?/ ?")
_GAPS = frozenset({" ", "-", " -", "- ", " - "})


def rate(page: Page, end: int) -> tuple[int, str]:
    """What a figure is by: "$50 a day", "188 miles an hour", "0.9 percent per year"; the new end too."""
    low, lexicon = page.low, page.lexicon
    slash = _SLASH.match(low, end)
    first = after(page, slash.end() if slash else end)
    if first.gap not in ({""} if slash else _GAPS) or not (slash or first.word in lexicon.words["per"]):
        return end, ""
    second = after(page, first.end)
    if second.gap in {" ", "-", " - "} and not low[second.end : second.end + 1].isalnum():
        by, noun = first.word, second
    else:
        by, noun = "", first
    always = by in lexicon.words["always_per"]
    if not noun.word or low[noun.end : noun.end + 1].isalnum():
        return end, ""
    if noun.word in lexicon.words["article"] or (noun.word not in lexicon.per_nouns and not always):
        return end, ""
    if not (by or slash):
        return end, ""
    if follow(page, noun.end) in lexicon.words["rate_later"]:
        return end, ""  # "6.78% a week earlier"
    more, again = rate(page, noun.end) if always else (noun.end, "")
    return more, f"{noun.word} {again}".strip()
