"""Calendar dates: days, months, years, decades and centuries, resolved against the story's own date."""

from datetime import date, timedelta
from decimal import Decimal

from newsreader.article.figures.nouns import leads_to_noun
from newsreader.article.figures.page import Found, Number, Page, before
from newsreader.article.patterns import deferred

_ISO = deferred(r"(\d{4})-(\d\d)-(\d\d)(?!\d)(?:t\d\d:\d\d(?::\d\d)?(?:\.\d+)?z?)?")
_NUMERIC = deferred(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d|[./-]\d)")
_DATE_SIGNS = frozenset("./-")
_YEAR_AFTER = deferred(
    r"(?:(?:st|nd|rd|th)?,? (?:de |del |of )?)(\d{4})(?![\d:]|[.,]\d|-\d{3})|,? '(\d\d)(?!\d)"
)
_DAY_RANGE = deferred(r" ?[-–—] ?| (?:to|through|bis|au|al|à|a) ")
_CLOCK = deferred(r":\d")
_DAY = deferred(r"(\d{1,2})(?:st|nd|rd|th)?(?![\d:.,]\d|\d|\w)")
_AND_DAY = deferred(r"(?:st|nd|rd|th|\.|º)? ([^\W\d]{1,3}) \d{1,2}(?!\d)")
_DAY_BEFORE = deferred(r"(?<!\w)([^\W\d]+)\.? \d{1,2},? (?:\d{1,2},? )?(?:[^\W\d]{1,3} )?$")
_LONGEST_LINK = 3
"""Letters of what may stand between two days: "and"."""
_MONTH_GAPS = {" ", ". ", ", ", "., ", "."}
_PAREN = 120
_LAST_YEAR_BEFORE_PAREN = deferred(r"(?<!\d)([12]\d{3}) ?$")


def calendar_date(page: Page, number: Number) -> Found | None:
    """15 January, Sept. 1, 1987, May 1-31, April 1994, 2024-05-01."""
    if not number.digits or number.value >= 10_000:
        return None
    if numeric := _numeric(page, number):
        return numeric
    if number.end - number.start > 4 or not number.bare:
        return None
    return _month_first(page, number) or _day_first(page, number) or _listed_day(page, number)


def _numeric(page: Page, number: Number) -> Found | None:
    low = page.low
    if _DATE_SIGNS.isdisjoint(low[number.start + 1 : number.start + 5]):
        return None
    if iso := _ISO.match(low, number.start):
        day = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return Found(number.start, iso.end(), "date", None, "", "date.iso", dates=(day, day)) if day else None
    found = _NUMERIC.match(low, number.start)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), full_year(page, found[4])
    if page.lexicon.language == "en":
        days = {day for day in (_day(year, first, second), _day(year, second, first)) if day}
    else:
        days = {day for day in (_day(year, second, first),) if day}
    if not days or (found[2] == "-" and len(found[4]) == 2):
        return None
    only = days.pop() if len(days) == 1 else None
    return Found(
        number.start, found.end(), "date", None, "", "date.numeric", dates=(only, only) if only else None,
    )  # fmt: skip


def dotted_date(page: Page, start: int) -> Found | None:
    """17.05.2024: digits that are no number."""
    number = Number(start, start, Decimal(0), True, False)
    return _numeric(page, number) if _NUMERIC.match(page.low, start) else None


def full_year(page: Page, written: str) -> int:
    """The year that two or four digits mean: '98 is 1998."""
    year = int(written)
    if len(written) == 4:
        return year
    this = page.written.year if page.written else 2026
    return 2000 + year if 2000 + year <= this + 10 else 1900 + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_first(page: Page, number: Number) -> Found | None:
    low, lexicon = page.low, page.lexicon
    word = before(page, number.start)
    size, value = number.end - number.start, int(number.value)
    if size == 4 and word.word in lexicon.words["of"]:
        word = before(page, word.start)
    if (
        word.word not in lexicon.months
        or word.gap not in _MONTH_GAPS
        or not _is_month(page, word.start, word.word)
    ):
        return None
    start, month = word.start, lexicon.months[word.word]
    if size == 4:
        return _month(start, number.end, value, month) if 1000 <= value <= 2199 else None
    day_first = "," in word.gap or (
        lexicon.month_after.match(low, number.end) and before(page, start).word.isdigit()
    )
    if size > 2 or day_first or not 1 <= value <= 31:
        return None
    return _day_of(page, start, number, month)


def _day_of(page: Page, start: int, number: Number, month: int) -> Found | None:
    """A day right after its month."""
    low, lexicon = page.low, page.lexicon
    end = number.end
    for suffix in lexicon.words["ordinal"]:
        if low.startswith(suffix, end) and not low[end + len(suffix) : end + len(suffix) + 1].isalnum():
            end += len(suffix)
            break
    if low[end : end + 1].isalpha() or low[end : end + 1] in {"%", "°"} or _CLOCK.match(low, end):
        return None
    return _ended(page, _weekday(page, start), end, month, int(number.value))


def _day_first(page: Page, number: Number) -> Found | None:
    day = int(number.value)
    if not 1 <= day <= 31 or number.end - number.start > 2:
        return None
    found = page.lexicon.month_after.match(page.low, number.end)
    if found is None or not _is_month(page, found.start(1), found[1]):
        return None
    end = found.end()
    dot = page.low[end - 1] == "." and (end >= len(page.low) or page.low[end] in " \n")
    if dot and not _is_shortened(page, found[1]):
        end -= 1
    return _ended(page, _weekday(page, number.start), end, page.lexicon.months[found[1]], day, day_first=True)


def _is_shortened(page: Page, month: str) -> bool:
    """Whether the name of a month is short for a longer one: "Sept", not "May"."""
    months = page.lexicon.months
    return any(
        form != month and form.startswith(month) and number == months[month]
        for form, number in months.items()
    )


def _listed_day(page: Page, number: Number) -> Found | None:
    """The 3 of "3 and 4 May", and the 4 of "May 3 and 4"."""
    low, lexicon = page.low, page.lexicon
    day = int(number.value)
    if not 1 <= day <= 31 or number.end - number.start > 2:
        return None
    found = None
    word = before(page, number.start)
    if join := _AND_DAY.match(low, number.end):
        found = lexicon.month_after.match(low, join.end()) if join[1] in lexicon.words["and"] else None
    elif len(word.word) <= _LONGEST_LINK and (
        back := _DAY_BEFORE.search(low, max(0, number.start - 24), number.start)
    ):
        month = back[1]
        if (
            month in lexicon.months
            and not low[number.end : number.end + 1].isalnum()
            and not leads_to_noun(page, number.end)
        ):
            found = lexicon.month_after.match(f" {month}")
            if page.text[back.start(1)].isupper() and found:
                first = _nearest(page, number.start, lexicon.months[month], day)
                return dated(number.start, number.end, first, first, "date.day")
        return None
    if found is None or not _is_month(page, found.start(1), found[1]):
        return None
    first = _nearest(page, number.start, lexicon.months[found[1]], day)
    return dated(number.start, number.end, first, first, "date.day")


def _ended(
    page: Page, start: int, end: int, month: int, day: int, *, day_first: bool = False
) -> Found | None:
    """Add the year, or the other end of a range of days."""
    low = page.low
    last_month, last_day = month, day
    join = _DAY_RANGE.match(low, end)
    if join and not day_first:
        other = (
            page.lexicon.month_after.match(low, join.end())
            if not low[join.end() : join.end() + 1].isdigit()
            else None
        )
        at = other.end() + 1 if other and low[other.end() : other.end() + 1] == " " else join.end()
        to = _DAY.match(low, at)
        if to and 1 <= int(to[1]) <= 31 and (other or int(to[1]) > day):
            last_month = page.lexicon.months[other[1]] if other else month
            last_day, end = int(to[1]), to.end()
    year = _YEAR_AFTER.match(low, end)
    if year and not (year[1] and not 1000 <= int(year[1]) <= 2199):
        number = int(year[1]) if year[1] else full_year(page, year[2])
        first, last = _day(number, month, day), _day(number, last_month, last_day)
        return dated(start, year.end(), first, last, "date.day")
    first = _nearest(page, start, month, day)
    last = _day(first.year, last_month, last_day) if first else None
    return dated(start, end, first, last, "date.day")


def dated(start: int, end: int, first: date | None, last: date | None, rule: str) -> Found:
    """A date, resolved where both its days are known."""
    return Found(start, end, "date", None, "", rule, dates=(first, last) if first and last else None)


def _nearest(page: Page, start: int, month: int, day: int) -> date | None:
    """The day of that name nearest to the story's date, or of the year that governs a list in brackets."""
    opened = page.low.rfind("(", max(0, start - _PAREN), start)
    if opened > 0 and ")" not in page.low[opened:start]:
        year = _LAST_YEAR_BEFORE_PAREN.search(page.low, max(0, opened - 6), opened)
        if year:
            return _day(int(year[1]), month, day)
    return nearest_day(page.written, month, day) if page.written else None


def nearest_day(written: date, month: int, day: int) -> date | None:
    """The day of that name nearest to the day on which a story was written."""
    near = [_day(written.year + step, month, day) for step in (-1, 0, 1)]
    return min((day for day in near if day), key=lambda day: abs(day - written), default=None)


def _month(start: int, end: int, year: int, month: int) -> Found:
    first = _day(year, month, 1)
    after = _day(year + month // 12, month % 12 + 1, 1)
    return dated(start, end, first, after - timedelta(1) if after else None, "date.month")


def _is_month(page: Page, start: int, word: str) -> bool:
    """May, March and the like are months only with a capital, where the language writes them so."""
    return word not in page.lexicon.words["capital_months"] or page.text[start].isupper()


def _weekday(page: Page, start: int) -> int:
    word = before(page, start)
    return (
        word.start
        if word.word in page.lexicon.words["weekdays"] and word.gap.strip() in {"", ",", "."}
        else start
    )
