"""The search for figures: one scan for numbers, and for each the first rule that fits."""

from datetime import date

from newsreader.article.figures.ages import age, age_in_words
from newsreader.article.figures.clock import clock, told_clock
from newsreader.article.figures.counts import compound, count, odds, score, suspended
from newsreader.article.figures.dates import calendar_date, dotted_date
from newsreader.article.figures.digits import run_end
from newsreader.article.figures.elided import elided
from newsreader.article.figures.lexicon import lexicon
from newsreader.article.figures.money import money
from newsreader.article.figures.names import glued, telephone, token_end
from newsreader.article.figures.numbers import read_number
from newsreader.article.figures.page import Found, Number, Page, Rule, fold
from newsreader.article.figures.parts import with_part
from newsreader.article.figures.percent import percent
from newsreader.article.figures.ranges import Ends, joined, merge
from newsreader.article.figures.units import measure, race
from newsreader.article.figures.years import year
from newsreader.article.language import language
from newsreader.article.marks import Figure
from newsreader.article.patterns import deferred

_UNSPACED = frozenset({"ja", "zh"})
_MANY = 2000
_SPACE = 64
"""After so many numbers, a text in which one stands in every so many characters is no prose, and thinned out."""
_FAR = 24
"""How many characters of sign and weekday may stand between a range's link and its other number."""
_ROW = deferred(r"(?:[(\[]?\d{1,9}[)\]]?[ ,;\n]{1,2}){24,}")
_DIGIT_RULES: tuple[Rule, ...] = (
    calendar_date, clock, money, percent, score, race, measure, odds, year, suspended, compound,
    age, count,
)  # fmt: skip
_WORD_RULES: tuple[Rule, ...] = (
    clock, money, percent, with_part, measure, odds, suspended, compound, age_in_words, count,
)  # fmt: skip


def find_figures(text: str, written: date | None = None) -> tuple[Figure, ...]:
    """Every figure of a text, in order and without overlap.

    Args:
        text: Plain text; paragraphs are parted by blank lines.
        written: The story's own date, which dates without a year are resolved against.

    Returns:
        The figures; offsets count code points of ``text``.
    """
    low = fold(text)
    code = language(text)
    if code in _UNSPACED:
        from newsreader.article.figures import cjk  # noqa: PLC0415 - few texts need it

        return tuple(_figure(text, found) for found in cjk.find(text, written))
    page = Page(text, low, lexicon(code), written)
    figures: list[Figure] = []
    search = page.lexicon.scan.search
    at = last = seen = 0
    counted: Found | None = None
    while start := search(low, at):
        seen += 1
        if seen > _MANY and (thin := (seen - _MANY) * _SPACE) > start.start():
            at = _next_word(low, thin)
            continue
        found, at = _figure_at(page, start.start())
        if found and found.start >= last:
            found = elided(page, found, counted)
            counted = found if found.of and found.kind == "count" else counted
            figures.append(_figure(text, found))
            last = found.end
    return tuple(figures)


def _next_word(low: str, at: int) -> int:
    """Where the first word after ``at`` begins, so that no number is entered in its middle."""
    gap = low.find(" ", at)
    return gap + 1 if gap >= 0 else len(low)


def _figure_at(page: Page, start: int) -> tuple[Found | None, int]:
    """The figure whose number starts at ``start``, and where to search on; rows of a table have none."""
    low = page.low
    if low[start].isdigit() and (row := _ROW.match(low, start)):
        return None, row.end()
    number = read_number(page, start)
    if number is None:
        dotted = dotted_date(page, start) or (None if low[start].isdigit() else told_clock(page, start))
        return dotted, dotted.end if dotted else run_end(low, start)
    if number.digits and (end := telephone(page, number)):
        return None, end
    if number.digits and glued(page, start):
        found = money(page, number)
        found = found if found and found.start < start else None
    else:
        found = _first(page, number, _DIGIT_RULES if number.digits else _WORD_RULES)
    if found is None:
        return None, max(number.end, token_end(low, number.start)) if number.digits else number.end
    whole = _extended(page, number, found)
    hangs = whole is found and found.rule == "count" and _hangs(low, found.end)
    if hangs or _is_titled(page, whole):
        return None, max(whole.end, token_end(low, number.start))
    return whole, max(whole.end, start + 1)


def _is_titled(page: Page, found: Found) -> bool:
    """Whether it fills quotation marks as the name of a work: "60 Minutes"."""
    text, start, end = page.text, found.start, found.end
    if (
        not start
        or text[start - 1] not in '"“‘«'
        or text[end : end + 2].lstrip(",.")[:1] not in {'"', "”", "’", "»"}
    ):
        return False
    return " " in text[start:end] and text[start:end].rpartition(" ")[2][0].isupper()


def _hangs(low: str, end: int) -> bool:
    """Digits that a hyphen ties to more digits, and that are no range, are an identifier."""
    return low[end : end + 1] in {"-", "–"} and low[end + 1 : end + 2].isdigit()


def _first(page: Page, number: Number, rules: tuple[Rule, ...]) -> Found | None:
    for rule in rules:
        found = rule(page, number)
        if found:
            return found
    return None


def _extended(page: Page, number: Number, found: Found) -> Found:
    """The same figure with the other end of its range, where it has one."""
    at = joined(page, found)
    start = page.lexicon.scan.search(page.low, at, at + _FAR) if at else None
    far = read_number(page, start.start()) if start else None
    if far is None:
        return found
    other = _first(page, far, _DIGIT_RULES if far.digits else _WORD_RULES)
    if other is None or (other.start != at and other.kind != "date"):
        return found
    link = page.low[found.end : other.start].strip(" -")
    return merge(page, Ends(found, number, other, far, link)) or found


def _figure(text: str, found: Found) -> Figure:
    start, end, kind, value, unit, rule, of, per, dates = found
    return Figure(start, end, text[start:end], kind, value, unit, rule, of, dates, per)
