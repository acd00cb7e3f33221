"""Figures in Chinese and Japanese, where the unit follows its number without a space: 1兆2000億円, 3.5亿元, 25名."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from newsreader.article.figures.dates import dated, nearest_day
from newsreader.article.figures.lexicon import common, read
from newsreader.article.figures.page import Found
from newsreader.article.marks import FigureKind
from newsreader.article.patterns import deferred

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_DATE = deferred(r"(\d{4})年(?!間|间|半)(?:度|(\d{1,2})月(?:(\d{1,2})[日号號])?)?")
_DAY = deferred(r"(\d{1,2})月(\d{1,2})[日号號]")
_CLOCK = deferred(
    r"(?:(午前|上午|凌晨|早上)|(午後|下午|晚上|夜))?(\d{1,2})(?:[時时点點](?![間间])(?:(\d{1,2})分|(半))?|[:：](\d\d))"
)
_LONGEST = 40
_MANY = 20_000
"""So many numbers are looked at; no article has more."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of both languages, and what each form means."""

    number: re.Pattern[str]
    scale: re.Pattern[str]
    factors: dict[str, Decimal]
    unit: re.Pattern[str]
    units: dict[str, tuple[FigureKind, str, Decimal]]
    """Form to kind, unit, and by what the number is multiplied."""
    signs: dict[str, str]
    ordinal: tuple[str, ...]
    minus: tuple[str, ...]
    named: tuple[str, ...]
    to: re.Pattern[str]


def find(text: str, written: date | None) -> Iterator[Found]:
    """Every figure of a Chinese or Japanese text, in order and without overlap."""
    rules = _rules()
    at = 0
    for _ in range(_MANY):
        start = rules.number.search(text, at)
        if start is None:
            return
        if start.end() - start.start() > _LONGEST:
            at = start.end()
            continue
        found = _when(text, start, written) or _amount(text, rules, start)
        at = max(found.end if found else 0, start.end())
        if found:
            yield found


def _when(text: str, start: re.Match[str], written: date | None) -> Found | None:
    """A date or a time of day."""
    at = start.start("digits")
    if whole := _DATE.match(text, at):
        year, month, day = (int(part) if part else 0 for part in whole.groups())
        return _dated(at, whole.end(), year, month, day)
    if short := _DAY.match(text, at):
        day_of = nearest_day(written, int(short[1]), int(short[2])) if written else None
        return dated(at, short.end(), day_of, day_of, "date.day")
    clock = _CLOCK.match(text, max(0, at - 2)) or _CLOCK.match(text, at)
    if clock is None or clock.start(3) != at or int(clock[3]) > 24:
        return None
    if not (clock[4] or clock[5] or clock[6] or clock[1] or clock[2] or text[clock.end() - 1] in "時时"):
        return None
    hour = int(clock[3]) % 12 + 12 if clock[2] else int(clock[3])
    minute = 30 if clock[5] else int(clock[4] or clock[6] or 0)
    return Found(clock.start(), clock.end(), "time", Decimal(hour * 3600 + minute * 60), "", "time.cjk")


def _dated(start: int, end: int, year: int, month: int, day: int) -> Found | None:
    first: date | None = None
    last: date | None = None
    with suppress(ValueError):
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, 12, 31) if not month else _month_end(first)
    return dated(start, end, first, last, "date.day" if day else "date.month" if month else "date.year")


def _month_end(first: date) -> date:
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def _amount(text: str, rules: _Rules, start: re.Match[str]) -> Found | None:
    """Money, a percentage, a duration, a measure or a count, and the other end of its range."""
    first, sign = start.start("digits"), start["sign"]
    if text.endswith(rules.ordinal, 0, start.start()) or (start.start() and _joins(text[start.start() - 1])):
        return None
    value, end = _scaled(text, rules, first)
    far: Decimal | None = None
    if (link := rules.to.match(text, end)) and text[link.end() : link.end() + 1].isdigit():
        high, high_end = _scaled(text, rules, link.end())
        if high >= value:
            far, end = high, high_end
    unit = rules.unit.match(text, end, end + _LONGEST)
    begin = start.start() if sign else first
    if sign:
        return Found(begin, unit.end() if unit and rules.units[unit[0]][1] == rules.signs[sign] else end,
                     "money", _wide(value, far), rules.signs[sign], "money.sign")  # fmt: skip
    if unit is None:
        return None if _joins(text[end : end + 1]) or text.startswith(rules.named, end) else Found(
            begin, end, "count", _wide(value, far), "", "count"
        )  # fmt: skip
    kind, name, ratio = rules.units[unit[0]]
    if kind == "count":
        return Found(begin, end, "count", _wide(value, far), "", "count", unit[0])
    if minus := next((word for word in rules.minus if text.endswith(word, 0, begin)), ""):
        begin, value = begin - len(minus), -value
    value, far = value * ratio, far * ratio if far is not None else None
    return Found(begin, unit.end(), kind, _wide(value, far), name, f"{kind}.cjk")


def _wide(value: Decimal, far: Decimal | None) -> Decimal | tuple[Decimal, Decimal]:
    return value if far is None else (value, far)


def _joins(sign: str) -> bool:
    """Whether a letter or sign beside digits makes a name or an identifier of both: G20, 5G, A-380."""
    return sign.isascii() and (sign.isalnum() or sign in "-_/.:@#") if sign else False


def _scaled(text: str, rules: _Rules, at: int) -> tuple[Decimal, int]:
    """The number at ``at`` with its scale words, and where it ends: 1兆2000億."""
    total, end, smallest = Decimal(0), at, Decimal("Infinity")
    for _ in range(4):
        digits = rules.number.match(text, end)
        if digits is None or digits["sign"] or digits.end() - end > _LONGEST:
            break
        value = Decimal(digits["digits"].replace(",", ""))
        scale = rules.scale.match(text, digits.end())
        factor = Decimal(1)
        for sign in scale[0] if scale else "":
            factor *= rules.factors[sign]
        if total and (factor >= smallest or value * factor >= smallest):
            break
        total, end, smallest = total + value * factor, scale.end() if scale else digits.end(), factor
        if factor == 1:
            break
    return total, end


@cache
def _rules() -> _Rules:
    data = read("cjk")
    sizes = common()["units"]["duration"]
    units: dict[str, tuple[FigureKind, str, Decimal]] = {}
    for form in data["count"]["nouns"].split():
        units[form] = ("count", "", Decimal(1))
    kinds: tuple[FigureKind, ...] = ("measure", "duration", "percent", "money")
    for kind in kinds:
        for meaning, listed in data[kind].items():
            name, _, part = meaning.partition("/") if kind == "money" else (meaning, "", "")
            ratio = Decimal(sizes[name]) if kind == "duration" else 1 / Decimal(part or 1)
            for form in listed.split():
                units[form] = (kind, name, ratio)
    units["割"] = ("percent", "%", Decimal(10))
    signs = {form: code for code, listed in data["signs"].items() for form in listed.split()}
    factors = {
        form: Decimal(10) ** int(power) for power, listed in data["scales"].items() for form in listed.split()
    }
    return _Rules(
        number=deferred(rf"(?P<sign>{_any(signs)})?(?P<digits>{_NUMBER})"),
        scale=deferred(rf"[{''.join(factors)}]+"),
        factors=factors,
        unit=deferred(_any(units)),
        units=units,
        signs=signs,
        ordinal=tuple(data["before"]["ordinal"].split()),
        named=tuple(data["after"]["named"].split()),
        minus=tuple(data["before"]["minus"].split()),
        to=deferred(_any(data["between"]["to"].split())),
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
