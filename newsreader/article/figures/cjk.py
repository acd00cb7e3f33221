"""Figures in Chinese and Japanese, where the unit follows its number without a space: 1兆2000億円, 3.5亿元, 25名."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from newsreader.article.figures.cjk_when import when
from newsreader.article.figures.kanji import NUMBER, VAGUE, read_kanji
from newsreader.article.figures.lexicon import common, read
from newsreader.article.figures.page import Found
from newsreader.article.marks import FigureKind
from newsreader.article.patterns import deferred

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PART = deferred(rf"({_DIGITS}|{NUMBER})分(?:之|の)(?P<top>{_DIGITS}|{NUMBER})")
"""三分之一, 百分之五."""
_YEARS = deferred(r"年(?=[前后後来來内內以多半])")
"""三年前; 3年 alone may be a year of an era."""
_ENOUGH = deferred("十分(?![钟鐘間间之の後后前])")
"""Enough or very, and no ten minutes."""
_MORE = frozenset("多余餘")
"""Between a number and its unit: ten and some people."""
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_SHORT_TIMES = frozenset("天周分泊度")
"""With 一 before them they are words of their own: 一天, 一周, 一度."""
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
    words: tuple[str, ...]
    """Words and names that begin like a number in characters."""
    to: re.Pattern[str]
    vague: re.Pattern[str]


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
        found = when(text, start, written) or _amount(text, rules, start)
        at = max(found.end if found else 0, start.end())
        if found:
            yield found


def _amount(text: str, rules: _Rules, start: re.Match[str]) -> Found | None:
    """Money, a percentage, a duration, a measure or a count."""
    first, sign = start.start("digits"), start["sign"]
    if text.endswith(rules.ordinal, 0, start.start()) or (start.start() and _joins(text[start.start() - 1])):
        return None
    if part := _PART.match(text, first):
        return _part(part)
    if text[first].isdigit():
        return _measured(text, rules, start)
    titled = text[first - 1 : first] in {"「", "『", "《", "〈"}
    if sign or titled or text.startswith(rules.words, first) or _ENOUGH.match(text, first):
        return None
    return _vague(text, rules, first) if text[first] in VAGUE else _measured(text, rules, start)


def _measured(text: str, rules: _Rules, start: re.Match[str]) -> Found | None:
    """A number with the other end of its range and its unit."""
    first, sign = start.start("digits"), start["sign"]
    value, end = _scaled(text, rules, first)
    far: Decimal | None = None
    if (link := rules.to.match(text, end)) and text[link.end() : link.end() + 1].isdigit():
        high, high_end = _scaled(text, rules, link.end())
        if high >= value:
            far, end = high, high_end
    if years := _YEARS.match(text, end):
        size = rules.units["年間"][2]
        half = text[years.end() : years.end() + 1] == "半"
        return Found(
            first, years.end() + half, "duration", (value + _HALF * half) * size, "year", "duration.cjk"
        )
    unit = rules.unit.match(text, end + (text[end : end + 1] in _MORE), end + _LONGEST)
    begin = start.start() if sign else first
    ordinal = text.startswith("目", unit.end() if unit else end)
    if ordinal or (not text[first].isdigit() and not _counts(rules, unit, value)):
        return None
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
    end = unit.end()
    if kind == "duration" and text[end : end + 1] == "半" and far is None:
        value, end = value + _HALF, end + 1
    value, far = value * ratio, far * ratio if far is not None else None
    return Found(begin, end, kind, _wide(value, far), name, f"{kind}.cjk")


def _counts(rules: _Rules, unit: re.Match[str] | None, value: Decimal) -> bool:
    """Whether a number in characters counts something: 一个 and 一人 are articles more often than not."""
    if unit is None or unit[0] == "度":
        return False
    return value != 1 or (rules.units[unit[0]][0] != "count" and unit[0] not in _SHORT_TIMES)


def _part(found: re.Match[str]) -> Found | None:
    """A part of a whole; of a hundred it is a percentage."""
    whole, top = _value(found[1]), _value(found["top"])
    if not whole or (top >= whole and whole != _HUNDRED):
        return None
    if whole == _HUNDRED:
        return Found(found.start(), found.end(), "percent", top, "%", "percent.cjk")
    return Found(found.start(), found.end(), "count", top / whole, "", "count.part")


def _vague(text: str, rules: _Rules, at: int) -> Found | None:
    """数十万人: some hundred thousand."""
    found = rules.vague.match(text, at)
    unit = rules.unit.match(text, found.end(), found.end() + _LONGEST) if found else None
    if found is None or unit is None:
        return None
    kind, name, ratio = rules.units[unit[0]]
    for sign in found[1]:
        ratio *= rules.factors[sign]
    end, of = (found.end(), unit[0]) if kind == "count" else (unit.end(), "")
    return Found(at, end, kind, (2 * ratio, 9 * ratio), name, f"{kind}.vague", of)


def _value(written: str) -> Decimal:
    return Decimal(written.replace(",", "")) if written[0].isdigit() else read_kanji(written)


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
        if digits["digits"][0] in VAGUE:
            break
        value = _value(digits["digits"])
        scale = rules.scale.match(text, digits.end())
        factor = Decimal(1)
        for sign in scale[0] if scale else "":
            factor *= rules.factors.get(sign, 1)
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
    scales = "".join(factors)
    return _Rules(
        number=deferred(rf"(?P<sign>{_any(signs)})?(?P<digits>{_DIGITS}|{NUMBER}|[{VAGUE}](?=[{scales}]))"),
        scale=deferred(rf"[多余餘]?[{scales}]{{1,4}}"),
        factors=factors,
        unit=deferred(_any(units)),
        units=units,
        signs=signs,
        ordinal=tuple(data["before"]["ordinal"].split()),
        named=tuple(data["after"]["named"].split()),
        words=tuple(data["before"]["words"].split()),
        vague=deferred(rf"[{VAGUE}]([{scales}]{{1,3}})"),
        minus=tuple(data["before"]["minus"].split()),
        to=deferred(_any(data["between"]["to"].split())),
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
