"""Years, decades and centuries: 1992, the '98 season, the 1990s, 2024-25, the 19th century."""

from datetime import date

from newsreader.article.figures.dates import dated, full_year
from newsreader.article.figures.nouns import leads_to_noun
from newsreader.article.figures.page import Before, Found, Number, Page, before
from newsreader.article.patterns import deferred

_YEAR_RANGE = deferred(r" ?[-–—/] ?(\d{4}|\d\d)(?![\d.,]\d|\d|%|-)")
_DECADE = deferred(r"(?:'?s|er(?:[ -]jahren?)?|-х|-е| के दशक)(?![^\W_])")
_SHORT_YEAR = deferred(r"(?:^|[ (—-])'$")
_WEATHER = 90
_ERA = deferred(r" ?(?:BC|BCE|AD|CE)(?!\w)")


def year(page: Page, number: Number) -> Found | None:
    """1992, the 1990s, the '60s, 2024-25, 19th century, 44 BC."""
    if not number.digits or not number.bare:
        return None
    size = number.end - number.start
    if size <= 4 and (era := _ERA.match(page.text, number.end)):
        return Found(number.start, era.end(), "date", None, "", "date.era")
    if size <= 2:
        decade = _named_decade(page, number) if number.value % 10 == 0 else None
        return decade or _short_year(page, number) or _short_decade(page, number) or _century(page, number)
    return _four_digits(page, number) if size == 4 and 1000 <= number.value <= 2199 else None


def _four_digits(page: Page, number: Number) -> Found | None:
    low, value = page.low, int(number.value)
    first = date(value, 1, 1)
    if value % 10 == 0 and before(page, number.start).word in page.lexicon.words["decade_before"]:
        return dated(number.start, number.end, first, date(value + 9, 12, 31), "date.decade")
    if (decade := _DECADE.match(low, number.end)) and value % 10 == 0:
        end = date(value + (99 if value % 100 == 0 and value < 1900 else 9), 12, 31)
        return dated(number.start, decade.end(), first, end, "date.decade")
    if low[number.end : number.end + 1].isalpha():
        return None
    if (span := _YEAR_RANGE.match(low, number.end)) and (last := _last_year(value, span[1])):
        return dated(number.start, span.end(), first, date(last, 12, 31), "date.years")
    word = before(page, number.start)
    if not _reads_as_year(page, number, word, value):
        return None
    start = number.start
    if word.word in page.lexicon.words["of"] and word.gap == " ":
        word = before(page, word.start)
    if word.word in page.lexicon.words["year_start"] and word.gap == " ":
        start = word.start
    return dated(start, number.end, first, date(value, 12, 31), "date.year")


def _last_year(first: int, written: str) -> int | None:
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if len(written) == 2 and last <= first:
        last += 100 if first % 100 == 99 else 0
    return last if first < last <= first + 200 and last <= 2199 else None


def _reads_as_year(page: Page, number: Number, word: Before, value: int) -> bool:
    words = page.lexicon.words
    if word.word in words["names"] and word.gap in {" ", ". "} and word.word not in words["year_names"]:
        return False
    if word.word in words["year_names"] and word.gap == " ":
        return True
    if word.word in words["not_year"] or (word.gap and word.gap[-1] not in " (\"'“-/,—–["):
        return word.gap[-1:] == "." or not word.word
    if word.word in words["year_before"] or word.word in page.lexicon.months or _second(page, word):
        return True
    if page.low[number.end : number.end + 1] == "-" and page.low[number.end + 1 : number.end + 2].isalpha():
        return False
    return 1900 <= value <= 2059 and not leads_to_noun(page, number.end)


def _second(page: Page, link: Before) -> bool:
    """Whether it is the 1994 of "between 1990 and 1994"."""
    words = page.lexicon.words
    if link.gap != " " or not (link.word in words["and"] or link.word in words["to"]):
        return False
    first = before(page, link.start)
    opener = before(page, first.start).word
    pair = "between" if link.word in words["and"] else "from"
    return len(first.word) == 4 and first.word.isdigit() and first.gap == " " and opener in words[pair]


def _short_year(page: Page, number: Number) -> Found | None:
    """The '98 season."""
    if not _SHORT_YEAR.search(page.low, max(0, number.start - 2), number.start):
        return None
    if page.low[number.end : number.end + 1].isalnum() or page.low[number.end : number.end + 1] == "'":
        return None
    this = full_year(page, page.low[number.start : number.end])
    return dated(number.start - 1, number.end, date(this, 1, 1), date(this, 12, 31), "date.year")


def _short_decade(page: Page, number: Number) -> Found | None:
    value = int(number.value)
    decade = _DECADE.match(page.low, number.end)
    if decade is None or value % 10:
        return None
    start = number.start
    if start and page.low[start - 1] == "'":
        start -= 1
    elif (word := before(page, start)).word in page.lexicon.words["degrees_before"] and _is_heat(page, word):
        return Found(
            start, decade.end(), "measure", (number.value, number.value + 9), "°", "measure.temperature"
        )
    elif word.word in page.lexicon.words["age_before"] and word.gap in {" ", "-"}:
        possessor = before(page, word.start)
        if (
            word.word in page.lexicon.words["possessive"]
            or possessor.word in page.lexicon.words["possessive"]
        ):
            return Found(
                start, decade.end(), "measure", (number.value, number.value + 9), "year old", "measure.age"
            )
    century = 2000 if value <= 20 else 1900
    return dated(
        start, decade.end(), date(century + value, 1, 1), date(century + value + 9, 12, 31), "date.decade"
    )


def _is_heat(page: Page, word: Before) -> bool:
    """In the upper 60s; in the mid-20s, where the weather is told of."""
    words = page.lexicon.words
    if word.word not in words["age_before"]:
        return word.gap == " "
    told = page.low[max(0, word.start - _WEATHER) : word.start].split()
    return any(each.strip(",.") in words["heat"] for each in told)


def _named_decade(page: Page, number: Number) -> Found | None:
    """Les années 90, los años 90, gli anni '90."""
    start = number.start - (page.low[number.start - 1 : number.start] == "'")
    word = before(page, start)
    if word.word not in page.lexicon.words["decade_before"] or word.gap != " ":
        return None
    year = int(number.value) + (2000 if number.value <= 20 else 1900)
    return dated(start, number.end, date(year, 1, 1), date(year + 9, 12, 31), "date.decade")


def _century(page: Page, number: Number) -> Found | None:
    low, words = page.low, page.lexicon.words
    value = int(number.value)
    for suffix in words["ordinal"]:
        at = number.end + len(suffix)
        if low.startswith(suffix, number.end) and low[at : at + 1] in {" ", "-"} and 1 <= value <= 22:
            for name in words["century"]:
                end = at + 1 + len(name)
                if low.startswith(name, at + 1) and not low[end : end + 1].isalnum():
                    first = date(max(1, (value - 1) * 100 + 1), 1, 1)
                    return dated(number.start, end, first, date(value * 100, 12, 31), "date.century")
    return None
