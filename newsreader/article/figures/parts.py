"""Parts and vague amounts of a unit: half an hour, hundreds of miles, a year and a half."""

from newsreader.article.figures.lexicon import WORD
from newsreader.article.figures.page import Found, Number, Page, before
from newsreader.article.patterns import deferred

_LINK = deferred(rf"[ -]({WORD})(?=[ -])")


def unit_apart(page: Page, number: Number) -> int:
    """Where the unit of "half an hour", "a quarter of a mile" and "hundreds of miles" stands, or 0."""
    if number.value >= 1 and number.high is None:
        return 0
    low, words = page.low, page.lexicon.words
    end = number.end
    word = _LINK.match(low, end)
    if word and word[1] in words["of"]:
        end = word.end()
        if number.high is not None:
            return end + 1
        word = _LINK.match(low, end)
    if number.high is None and word and word[1] in words["article"]:
        return word.end() + 1
    return 0


def with_part(page: Page, number: Number) -> Found | None:
    """A year and a half: the part stands after its unit."""
    if number.digits or number.value >= 1:
        return None
    low, lexicon = page.low, page.lexicon
    for form, more in lexicon.added.items():
        start = number.end - len(form)
        if more != number.value or start < 1 or not low.startswith(f" {form}", start - 1):
            continue
        word = before(page, start - 1)
        hit = lexicon.units.match(low, word.start)
        article = before(page, word.start)
        if word.gap or hit is None or hit[0] != start - 1 or article.gap != " ":
            return None
        if article.word not in lexicon.words["article"]:
            return None
        unit = hit[1]
        span, value = (article.start, number.end), 1 + more
        if unit.dimension == "duration":
            return Found(*span, "duration", value * unit.size, unit.name, "duration.unit")
        return Found(*span, "measure", value, unit.name, f"measure.{unit.dimension}")
    return None
