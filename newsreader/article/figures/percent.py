"""Percentages and parts of one: 36%, 5 basis points, one-tenth of 1 percent."""

from decimal import Decimal

from newsreader.article.figures.lexicon import WORD
from newsreader.article.figures.nouns import noun_phrase
from newsreader.article.figures.numbers import read_number
from newsreader.article.figures.page import Found, Number, Page
from newsreader.article.figures.rates import rate
from newsreader.article.figures.units import signed
from newsreader.article.patterns import deferred

_GAP = deferred(r" - | ?-?")
_NEXT_FIGURE = deferred(rf"\d|{WORD}")


def percent(page: Page, number: Number) -> Found | None:
    """36%, 36 per cent, 5 basis points, one-tenth of 1 percent."""
    low = page.low
    gap = _GAP.match(low, number.end)
    hit = page.lexicon.percent.match(low, gap.end() if gap else number.end)
    if hit is None:
        return _part_of_percent(page, number)
    end, unit = hit
    if unit != "%" and low[end - 1] == "p" and (not number.digits or low[end - 2] not in "pb"):
        return None
    start = signed(page, number.start)
    value = -number.value if start < number.start else number.value
    end, per = rate(page, end)
    joins = page.lexicon.words["of"]
    return Found(start, end, "percent", value, unit, "percent", noun_phrase(page, end, joins), per)


def _part_of_percent(page: Page, number: Number) -> Found | None:
    """Half a percent, a quarter of a percentage point, one-tenth of 1 percent."""
    if number.digits or number.value >= 1:
        return None
    low, lexicon = page.low, page.lexicon
    at = number.end
    for of in lexicon.words["of"]:
        if low.startswith(f" {of} ", at):
            at += len(of) + 1
    word = _NEXT_FIGURE.match(low, at + 1)
    if word is None:
        return None
    if word[0] in lexicon.words["article"]:
        hit = lexicon.percent.match(low, word.end() + 1)
        factor = Decimal(1)
    else:
        inner = read_number(page, word.start()) if word[0].isdigit() or word[0] in lexicon.numbers else None
        hit = lexicon.percent.match(low, inner.end + 1) if inner else None
        factor = inner.value if inner else Decimal(1)
    if hit is None:
        return None
    return Found(number.start, hit[0], "percent", number.value * factor, hit[1], "percent.part")
