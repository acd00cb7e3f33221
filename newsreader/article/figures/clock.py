"""Times of day, and times that a race took: 10:30, 3 p.m., 4:07.13, 1:41.41.2, 0900 GMT."""

import re
from decimal import Decimal

from newsreader.article.figures.lexicon import WORD
from newsreader.article.figures.page import Found, Number, Page, before
from newsreader.article.patterns import deferred

_COLON = deferred(r"(\d{1,3}):(\d\d)(?:[:.](\d\d))?(?:[.,](\d{1,3}))?(?![\d:]|[.,]\d)")
_HALF_DAY = deferred(r" ?(a\.?m\.?|p\.?m\.?)(?![^\W_])")
_ZONE = deferred(
    r" ?(gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|ist|cet|cest|msk|et|pt|z|jst|hkt|aest)(?![^\W_])"
)
_DOTTED = deferred(r"(\d{1,2})[.](\d\d)(?!\d|[.,]\d)")
_MILITARY = deferred(r"([01]\d|2[0-3])([0-5]\d)(?= ?(?:gmt|utc|hrs|hours|est|edt|ist|local time)(?![^\W_]))")
_MILITARY_DIGITS = 4
_TOLD = deferred(rf"({WORD}) ({WORD}) ({WORD}|\d{{1,2}})(?![\w.:]\w)")
_HOURS = deferred(r" ?(?:hrs|hours|uhr|h|ч)(?![^\W_])")
_FRENCH = deferred(r"([01]?\d|2[0-4]) ?h ?([0-5]\d)(?![^\W_])")


def clock(page: Page, number: Number) -> Found | None:
    """A time of day or a time taken."""
    if not number.digits:
        return told_clock(page, number.start) or _words(page, number)
    low, start, end = page.low, number.start, number.end
    if low.startswith(":", end) and (found := _COLON.match(low, start)):
        return _colon(page, found)
    # One look at what follows spares most numbers the patterns.
    follows = low[end : end + 2]
    if ("a" in follows or "p" in follows) and number.value < 13 and (half := _HALF_DAY.match(low, end)):
        return _half_day(page, number, half)
    found = _MILITARY.match(low, start) if end - start == _MILITARY_DIGITS else None
    if found is None and "h" in follows:
        found = _FRENCH.match(low, start)
    if found:
        seconds = int(found[1]) * 3600 + int(found[2]) * 60
        return _zoned(page, start, found.end(), seconds, "time.hours")
    return (_dotted(page, number) if "." in low[start:end] else None) or _words(page, number)


def _colon(page: Page, found: re.Match[str]) -> Found | None:
    low, start, end = page.low, found.start(), found.end()
    first, second, third, part = found[1], int(found[2]), found[3], found[4]
    if (
        second >= 60
        or (third and int(third) >= 60 and low[found.end(2)] == ":")
        or (len(first) > 2 and not part)
    ):
        return None
    word = before(page, start)
    half = _HALF_DAY.match(low, end)
    after = half or _ZONE.match(low, end)
    dotted = third is not None and low[found.end(2)] == "."
    taken = dotted or part is not None or (word.word in page.lexicon.words["elapsed_before"] and not after)
    if taken:
        return _taken(page, found, dotted=dotted)
    hour = int(first)
    if hour > 24:
        return _taken(page, found, dotted=False)
    seconds = hour * 3600 + second * 60 + int(third or 0)
    if half and hour <= 12:
        seconds += (12 if half[1][0] == "p" else 0) * 3600 + (-12 * 3600 if hour == 12 else 0)
        end = _abbreviation_end(half)
    return _zoned(page, start, end, seconds, "time.clock")


def _taken(page: Page, found: re.Match[str], *, dotted: bool) -> Found:
    first, second, third, part = int(found[1]), int(found[2]), found[3], found[4]
    if third is None or (dotted and part is None):
        value = Decimal(first * 60 + second)
        fraction = third or part
    else:
        value = Decimal(first * 3600 + second * 60 + int(third))
        fraction = part
    if fraction:
        value += Decimal(f"0.{fraction}")
    end = found.end()
    hit = page.lexicon.units.match(page.low, end + 1) if page.low[end : end + 1] == " " else None
    if hit and hit[1].dimension == "duration" and hit[1].size <= 3600:
        end = hit[0]
    return Found(found.start(), end, "duration", value, "second", "duration.clock")


def _half_day(page: Page, number: Number, half: re.Match[str]) -> Found | None:
    text = page.text[number.start : number.end]
    hour_text, _, minute_text = text.partition(".")
    if not hour_text.isdecimal() or (minute_text and (len(minute_text) != 2 or not minute_text.isdecimal())):
        return None
    hour, minute = int(hour_text), int(minute_text or 0)
    if hour > 12 or minute > 59:
        return None
    end = _abbreviation_end(half)
    seconds = (hour % 12 + (12 if half[1][0] == "p" else 0)) * 3600 + minute * 60
    return _zoned(page, number.start, end, seconds, "time.clock")


def _abbreviation_end(half: re.Match[str]) -> int:
    """A point after "p.m" is its own; after "pm" it ends the sentence."""
    return half.end() - 1 if half[1][-1] == "." and "." not in half[1][:-1] else half.end()


def _zoned(page: Page, start: int, end: int, seconds: int, rule: str) -> Found:
    zone = _ZONE.match(page.low, end)
    hours = None if zone else _HOURS.match(page.low, end)
    unit = ""
    if zone and page.text[zone.start(1)].isupper():
        end, unit = zone.end(), zone[1].upper()
    elif hours:
        end = hours.end()
    return Found(start, end, "time", Decimal(seconds), unit, rule)


def _dotted(page: Page, number: Number) -> Found | None:
    """17.30 Uhr; at 9.30 in the British way only where a zone or the language's own word follows."""
    found = _DOTTED.match(page.low, number.start)
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    end = found.end()
    after = _ZONE.match(page.low, end)
    clock_word = _after_word(page, end)
    asked = before(page, number.start).word in page.lexicon.words["clock_before"]
    if not (after and page.text[after.start(1)].isupper()) and not clock_word and not asked:
        return None
    return _zoned(
        page, number.start, clock_word or end, int(found[1]) * 3600 + int(found[2]) * 60, "time.clock"
    )


def _after_word(page: Page, at: int) -> int:
    low = page.low
    if low[at : at + 1] != " ":
        return 0
    for word in page.lexicon.words["clock_after"]:
        end = at + 1 + len(word)
        if low.startswith(word, at + 1) and not low[end : end + 1].isalnum():
            return end
    return 0


def told_clock(page: Page, start: int) -> Found | None:
    """Half past six; quarter to eight."""
    found = _TOLD.match(page.low, start)
    words, numbers = page.lexicon.words, page.lexicon.numbers
    if found is None or not (found[2] in words["clock_past"] or found[2] in words["clock_to"]):
        return None
    part, hour = numbers.get(found[1]), numbers.get(found[3])
    at = Decimal(found[3]) if found[3].isdecimal() else hour.value if hour else Decimal(0)
    if part is None or part.value >= 1 or not 1 <= at <= 12 or at % 1:
        return None
    minutes = part.value * 60
    seconds = at * 3600 + (minutes if found[2] in words["clock_past"] else -minutes) * 60
    return Found(start, found.end(), "time", seconds, "", "time.told")


def _words(page: Page, number: Number) -> Found | None:
    """Six o'clock, 18 Uhr."""
    end = _after_word(page, number.end)
    if not end or number.value > 24 or number.value % 1 or number.high is not None:
        return None
    asked = page.lexicon.words["clock_before"]
    if asked and before(page, number.start).word not in asked:
        return None
    return _zoned(page, number.start, end, int(number.value) * 3600, "time.clock")
