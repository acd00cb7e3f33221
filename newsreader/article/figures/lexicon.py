"""What a language calls its numbers, months, units and money, read from the data files.

Each language has one TOML file beside the one that all share; a table's key is what is meant, and its value
lists the forms, parted by commas. A file loads when a text in its language first comes by.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from newsreader.article.patterns import deferred
from newsreader.article.tables import read_table

_MARKS = r"[\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963]"
WORD = rf"[^\W\d_]{{1,40}}(?:{_MARKS}{{1,4}}[^\W\d_]{{0,40}}){{0,12}}"
"""A word, for use in patterns: Hindi writes vowels as marks, which Python does not count as letters.

It has bounds, so that text without spaces cannot make each look at it cost its whole length.
"""

_VULGAR = "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚"
_FIRST = deferred(rf"{WORD}(?:[23](?!\w|\.\d))?|[^\w\s]")
_T = TypeVar("_T")


class Unit(NamedTuple):
    """A unit of measure or time."""

    name: str
    dimension: str
    size: Decimal
    """In the base unit of its dimension; 0 where that takes more than a factor."""


class Money(NamedTuple):
    """A currency, or a fixed part of one."""

    code: str
    ratio: Decimal
    """How many make one of the currency: 100 for cents."""


class NumberWord(NamedTuple):
    """A spelled number: ``sort`` is unit, tens, scale, many, group or fraction."""

    sort: str
    value: Decimal


class Phrases(Generic[_T]):
    """Phrases of one or more words, looked up by where they start."""

    __slots__ = ("_by_first", "_entries", "_starts")

    def __init__(self, entries: Iterable[tuple[str, _T]]) -> None:
        self._entries = tuple(entries)
        # The first two letters turn away most places at less cost than a pattern.
        self._starts = frozenset(phrase[:2] for phrase, _ in self._entries)
        self._by_first: dict[str, tuple[tuple[str, _T], ...]] | None = None

    def _gather(self) -> dict[str, tuple[tuple[str, _T], ...]]:
        """The phrases by their first word, longest first; not before the first look, for a quick start."""
        found: dict[str, dict[str, _T]] = {}
        for phrase, value in self._entries:
            first = _FIRST.match(phrase)
            if first:
                found.setdefault(first[0], {}).setdefault(phrase, value)
        by_first = {
            first: tuple(sorted(rest.items(), key=lambda item: -len(item[0])))
            for first, rest in found.items()
        }
        # Set last and whole: two threads may look for the first time at once.
        self._by_first = by_first
        return by_first

    def match(self, text: str, at: int) -> tuple[int, _T] | None:
        """The longest phrase that starts at ``at`` and ends on a word's end: its end and its value."""
        start = text[at : at + 2]
        if start not in self._starts and start[:1] not in self._starts:
            return None
        first = _FIRST.match(text, at)
        if first is None:
            return None
        by_first = self._by_first if self._by_first is not None else self._gather()
        for phrase, value in by_first.get(first[0], ()):
            end = at + len(phrase)
            if text.startswith(phrase, at) and not (
                phrase[-1].isalpha() and end < len(text) and (text[end].isalnum() or text[end] == "_")
            ):
                return end, value
        return None


class Lexicon(NamedTuple):
    """All that the rules know of one language. Forms are in lower case unless told otherwise."""

    language: str
    comma: bool
    """The decimal sign is a comma, and a point or a space parts the thousands."""
    numbers: Mapping[str, NumberWord]
    long_numbers: Phrases[NumberWord] | None
    """Numbers of more than one word, such as quatre-vingt."""
    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    percent: Phrases[str]
    units: Phrases[Unit]
    short_units: Phrases[Unit]
    """Short forms, in their own case."""
    money: Phrases[Money]
    signs: Mapping[str, str]
    """What may stand right before an amount, in its own case, and its code."""
    letter_signs: Mapping[str, str]
    """Single letters that are a sign before thousands or a scale alone: N1,500."""
    after_signs: Phrases[str]
    codes: frozenset[str]
    small_codes: frozenset[str]
    """Codes that are also taken in lower case."""
    scales: Mapping[str, Decimal]
    letters: Mapping[str, Decimal]
    per_nouns: frozenset[str]
    words: Mapping[str, frozenset[str]]
    nouns: str
    """How a noun phrase is cut: ``plural``, ``capital`` or ``first``."""
    scan: re.Pattern[str]
    """Finds where a figure may have its number."""
    month_after: re.Pattern[str]
    added: Mapping[str, Decimal]
    """What "and a half" after a number adds."""
    add: re.Pattern[str]


class _Words(dict[str, frozenset[str]]):
    """Lists of words by what they are for; a language need not have all."""

    def __missing__(self, name: str) -> frozenset[str]:
        del name
        return frozenset()


def forms(value: str) -> list[str]:
    """The forms that one entry lists."""
    return [form for form in (part.strip() for part in value.replace("\n", " ").split(",")) if form]


def _pairs(table: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((form, meaning) for meaning, listed in table.items() for form in forms(listed))


def _spellings(form: str) -> tuple[str, ...]:
    """Also as compounds write it: "250,000-square-foot"."""
    return (form, form.replace(" ", "-")) if " " in form else (form,)


def _power(exponent: str) -> Decimal:
    return Decimal(10) ** int(exponent)


def read(name: str) -> dict[str, Any]:
    """The tables of one data file."""
    return read_table(f"figures/{name}")


@cache
def common() -> dict[str, Any]:
    """The tables that every language shares."""
    return read("common")


def _units() -> dict[str, Unit]:
    return {
        name: Unit(name, dimension, Decimal(size))
        for dimension, table in common()["units"].items()
        for name, size in table.items()
    }


def _numbers(tables: Mapping[str, Any]) -> dict[str, NumberWord]:
    words: dict[str, NumberWord] = {}
    for form, value in _pairs(tables.get("numbers", {})):
        number = Decimal(value)
        words[form] = NumberWord(
            "tens" if number >= 20 and number % 10 == 0 and number < 100 else "unit", number
        )
    for form, exponent in _pairs(tables.get("scales", {})):
        words[form] = NumberWord("scale", _power(exponent))
    for sort, table in (("group", "groups"), ("many", "many")):
        for form, value in _pairs(tables.get(table, {})):
            words.setdefault(form, NumberWord(sort, Decimal(value)))
    for form, value in _pairs(tables.get("fractions", {})):
        top, _, bottom = value.partition("/")
        words.setdefault(form, NumberWord("fraction", Decimal(top) / Decimal(bottom or 1)))
    return words


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"


def _scan(numbers: Mapping[str, NumberWord], words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Where a number may start. One set of first characters comes first, which the search skips by fast."""
    alone = [
        word for word, number in numbers.items() if number.sort != "fraction" and word not in words["only_of"]
    ]
    halves = [word for word, number in numbers.items() if word in words.get("halves", ())]
    parts = [
        word for word, number in numbers.items() if number.sort == "fraction" or word in words["only_of"]
    ]
    of = _either(words["of"])
    spelled = rf"{_by_first(alone + halves)}(?![^\W_])|{_by_first(parts)}(?= (?:{of})(?!\w))"
    first = "".join(sorted({re.escape(word[0]) for word in (*alone, *halves, *parts)}))
    return deferred(rf"[\d{_VULGAR}{first}](?:(?<=[\d{_VULGAR}])|(?<!\w.)(?:{spelled}))")


def _by_first(words: Iterable[str]) -> str:
    """Any of the words, whose first letter has been read."""
    rest: dict[str, list[str]] = {}
    for word in words:
        rest.setdefault(word[0], []).append(word[1:])
    return (
        "(?:" + "|".join(rf"(?<={re.escape(first)})(?:{_either(ends)})" for first, ends in rest.items()) + ")"
    )


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: one of the codes that have a data file."""
    shared, own = common(), read(language)
    units = _units()
    numbers = _numbers(own)
    several = [
        (form, number) for form, number in numbers.items() if " " in form or "-" in form or "." in form
    ]
    words = _Words((name, frozenset(value.split())) for name, value in own["words"].items())
    months = {form: int(number) for form, number in _pairs(own["months"])}
    month = _either(months)
    of = _either(words["of"])
    short = {**{form: units[name] for form, name in _pairs(shared["short"])}}
    short = {**{name: unit for name, unit in units.items() if unit.dimension != "duration"}, **short}
    for form, unit in list(short.items()):
        if len(form) > 1:
            short.setdefault(form.lower(), unit)
    percent = [*_pairs(own["percent"]), *_pairs(shared["percent"])]
    added = {form: Decimal(value) for form, value in _pairs(own.get("added", {}))}
    signs = dict(_pairs(shared["signs"]))
    signs |= dict(_pairs(own.get("signs", {})))
    return Lexicon(
        language=language,
        comma=own["decimal"] == ",",
        numbers=numbers,
        long_numbers=Phrases(several) if several else None,
        months=months,
        ordinals={form: int(number) for form, number in _pairs(own.get("ordinals", {}))},
        percent=Phrases((spelling, unit) for form, unit in percent for spelling in _spellings(form)),
        units=Phrases(
            (spelling, units[name]) for form, name in _pairs(own["units"]) for spelling in _spellings(form)
        ),
        short_units=Phrases(short.items()),
        money=Phrases((form, Money(*_ratio(meaning))) for form, meaning in _pairs(own["currencies"])),
        signs=signs,
        letter_signs=dict(_pairs(shared["letter_signs"])),
        after_signs=Phrases(signs.items()),
        codes=frozenset(shared["codes"]["list"].split()),
        small_codes=frozenset(shared["codes"]["small"].split()),
        scales={form: _power(exponent) for form, exponent in _pairs(shared["scales"])},
        letters={form: _power(exponent) for form, exponent in _pairs(shared["letters"])},
        per_nouns=frozenset(own["per"]["nouns"].split()),
        words=words,
        nouns=own["nouns"],
        scan=_scan(numbers, words),
        month_after=deferred(
            rf"(?:(?:{_either(words['ordinal'])})(?!\w)|[.ºª°])? ?(?:(?:{of}) )?({month})(?!\w)\.?"
        ),
        added=added,
        add=deferred(rf"[ -]({_either(added).replace(re.escape(' '), '[ -]')})(?![^\W_])"),
    )


def _ratio(meaning: str) -> tuple[str, Decimal]:
    code, _, ratio = meaning.partition("/")
    return code, Decimal(ratio or 1)
