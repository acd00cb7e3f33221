"""Measures, durations and ages: a number with its unit."""

from decimal import Decimal

from newsreader.article.figures.lexicon import WORD, Unit
from newsreader.article.figures.names import capital_name
from newsreader.article.figures.nouns import noun_phrase
from newsreader.article.figures.numbers import read_number
from newsreader.article.figures.page import Before, Found, Number, Page, after, before
from newsreader.article.figures.rates import rate
from newsreader.article.figures.unit_forms import unit_at
from newsreader.article.patterns import deferred

_MINUS = deferred(r"(?:^|(?<=[\s(\[\"'“]))(- ?)$")
_CHAIN = deferred(r"(?: - | ?-| )?old(?:er|s)?(?!\w)")
_SUMMED = {"length", "weight", "duration", "volume"}
_GROWN_UP = 14
_LISTED = {"ft", "lb", "stone", "year", "month", "week", "day", "hour", "minute"}
_INCHES = deferred(r"-(\d{1,2})(?![\w-])")
_AND = deferred(r",? (?:and|et|und|y|e|и) |, | |(?=\d)|-")
_SIZE = deferred(rf" ?(\"|'(?!'))(?:[ -]({WORD})|(?=[.,;)]|$))")
_STONES = deferred(r"st(?= \d{1,2} ?lbs?(?!\w)|[.,;)]|$)")
_FEET = deferred(r"' ?(\d{1,2})(?:\"|''|(?!\w))\"?")


def signed(page: Page, start: int) -> int:
    """Where the number starts with its minus sign or the word for it, if it has one."""
    left = max(0, start - 3)
    if "-" in page.low[left:start] and (sign := _MINUS.search(page.low, left, start)):
        first = sign.start(1)
        ranged = start - first == 2 and first > 1 and page.low[first - 2] in "0123456789%"
        return start if ranged else first
    if page.low[start - 1 : start] == " ":
        word = before(page, start)
        if word.word in page.lexicon.words["minus"] and word.gap == " ":
            earlier = before(page, word.start).word
            least = earlier in page.lexicon.words["or"] or earlier in page.lexicon.words["not_minus"]
            return start if least else word.start
    return start


def race(page: Page, number: Number) -> Found | None:
    """The 5K of a race, in kilometres."""
    if not (number.bare and page.low.startswith("k", number.end) and number.value <= 100):
        return None
    if page.low[number.end + 1 : number.end + 2].isalnum():
        return None
    word = before(page, number.start)
    if word.gap != " " or word.word not in page.lexicon.words["race_before"]:
        return None
    return Found(number.start, number.end + 1, "measure", number.value, "km", "measure.race")


def measure(page: Page, number: Number) -> Found | None:
    """A number with a unit, and the smaller units that follow: 6ft 2in, 2 hours, 32 minutes, 25.3 seconds."""
    hit = unit_at(page, number) or _tall(page, number) or _marked(page, number) or _stones(page, number)
    if hit is None or (not number.digits and _is_title(page, number)) or _is_year(page, number, hit[1]):
        return None
    end, unit = hit
    if _once(page, number, end, unit):
        return None
    value = number.value
    old = _CHAIN.match(page.low, end) if unit.dimension == "duration" else None
    if old:
        return Found(number.start, old.end(), "measure", _wide(number), f"{unit.name} old", "measure.age")
    if unit.name == "year" and number.high is None and _is_age(page, number, end):
        return Found(number.start, end, "measure", value, "year old", "measure.age")
    if page.low[end : end + 1] in {" ", "-"} and (more := page.lexicon.add.match(page.low, end + 1)):
        end, value = more[0], value + more[1]
    whole_end, total = _compound(page, end, value * unit.size, unit)
    if whole_end > end:
        end = whole_end
        value = total if unit.dimension == "duration" else total / unit.size
    elif unit.dimension == "duration":
        value *= unit.size
    start = signed(page, number.start) if unit.dimension == "temperature" else number.start
    if start < number.start:
        value = -value
    if unit.dimension == "duration":
        span = value if number.high is None else (value, number.high * unit.size)
        return Found(number.start, end, "duration", span, unit.name, "duration.unit")
    end, per = rate(page, end)
    of = noun_phrase(page, end, page.lexicon.words["of"])
    wide = (value, number.high) if number.high is not None else value
    rule = "measure.age" if unit.name.endswith(" old") else f"measure.{unit.dimension}"
    return Found(start, end, "measure", wide, unit.name, rule, of, per)


def _is_age(page: Page, number: Number, end: int) -> bool:
    """Un homme de 34 ans; Martin Dupont, 45 ans, in languages that say it so."""
    words = page.lexicon.words
    people = words["age_noun"]
    if not 1 <= number.value <= 120:
        return False
    word = before(page, number.start)
    if _at_death(page, word):
        return True
    of = word.word in words["of"]
    if of:
        word = before(page, word.start)
    if word.word in words["aged"] and word.gap == " ":
        return True
    if not people:
        return False
    if word.word in people and word.gap in {" ", ", "}:
        return of or word.gap == ", "
    aside = word.gap == ", " and page.low[end : end + 1] in {",", ")", ".", ""}
    named = number.value > 4 and page.text[word.start : word.start + 1].isupper()
    return aside and (named or (of and number.value >= _GROWN_UP))


def _at_death(page: Page, word: Before) -> bool:
    """Mort à 87 ans; murió a los 87 años."""
    words = page.lexicon.words
    if not words["age_at"]:
        return False
    if word.word in words["determiner"]:
        word = before(page, word.start)
    return word.word in words["at"] and word.gap == " " and before(page, word.start).word in words["age_at"]


def _is_year(page: Page, number: Number, unit: Unit) -> bool:
    """С 2020 года: a year with its noun, where the language has it so."""
    if unit.name != "year" or not number.bare or not 1000 <= number.value <= 2199:
        return False
    noun = after(page, number.end)
    return noun.gap == " " and noun.word in page.lexicon.words["dated_years"]


def _is_title(page: Page, number: Number) -> bool:
    """The Thirty Years' War."""
    follows = page.text[number.end + 1 : number.end + 2]
    return follows.isupper() and page.text[number.start].isupper() and capital_name(page, number)


def _once(page: Page, number: Number, end: int, unit: Unit) -> bool:
    """Whether "one day" only says that something comes to pass."""
    if number.digits or number.value != 1 or unit.name != "day" or page.low[number.end] == "-":
        return False
    words = page.lexicon.words
    if not words["one_day_before"] or before(page, number.start).word in words["one_day_before"]:
        return False
    follows = after(page, end + 1)
    return bool(follows.gap) or follows.word not in words["one_day_after"]


def _wide(number: Number) -> Decimal | tuple[Decimal, Decimal]:
    return number.value if number.high is None else (number.value, number.high)


def _tall(page: Page, number: Number) -> tuple[int, Unit] | None:
    """6'2" is a height; the inches are added as any smaller unit is."""
    if (
        number.bare
        and number.value < 9
        and (feet := _FEET.match(page.low, number.end))
        and feet[0][-1] in "\"'"
    ):
        unit = page.lexicon.short_units.match("ft", 0)
        return (number.end, unit[1]) if unit else None
    return None


def _marked(page: Page, number: Number) -> tuple[int, Unit] | None:
    """27" wide, 5' by 2': the marks of inches and feet, told by what follows them."""
    found = _SIZE.match(page.low, number.end) if number.digits else None
    if found is None:
        return None
    by = before(page, number.start)
    beside = by.word in page.lexicon.words["by_size"] and page.low[by.start - 2 : by.start - 1] in "\"'"
    told = beside or found[2] in page.lexicon.words["size_after"]
    unit = page.lexicon.short_units.match("in" if found[1] == '"' else "ft", 0) if told else None
    return (found.end(1), unit[1]) if unit else None


def _stones(page: Page, number: Number) -> tuple[int, Unit] | None:
    """10st 4lb, which no ordinal could be."""
    stones = number.bare and _STONES.match(page.low, number.end) and number.value % 10 != 1
    hit = page.lexicon.units.match("stone", 0) if stones else None
    return (number.end + 2, hit[1]) if hit else None


def _compound(page: Page, end: int, value: Decimal, unit: Unit) -> tuple[int, Decimal]:
    if unit.dimension not in _SUMMED:
        return end, value
    size = unit.size
    if unit.name == "ft" and (inches := _FEET.match(page.low, end) or _INCHES.match(page.low, end)):
        return inches.end(), value + Decimal(inches[1]) * size / 12
    for _ in range(4):
        join = _AND.match(page.low, end)
        if join is None or ("," in join[0] and unit.name not in _LISTED):
            break
        start = join.end()
        if not (page.low[start : start + 1].isdecimal() or _is_number(page, start)):
            break
        number = read_number(page, start)
        hit = unit_at(page, number) if number and number.high is None else None
        if number is None or hit is None or hit[1].dimension != unit.dimension or not 0 < hit[1].size < size:
            break
        size = hit[1].size
        value += number.value * size
        end = hit[0]
        if page.low[end : end + 1] in {" ", "-"} and (more := page.lexicon.add.match(page.low, end + 1)):
            end, value = more[0], value + more[1] * size
    return end, value


def _is_number(page: Page, at: int) -> bool:
    word = after(page, at)
    return not word.gap and word.word in page.lexicon.numbers
