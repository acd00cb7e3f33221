"""What a language calls its numbers, months, units and money, read from the data files.

Each language has one TOML file beside the one that all share; a table's key is what is meant, and its value
lists the forms, parted by commas. A file loads when a text in its language first comes by.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from newsreader.article.patterns import deferred
from newsreader.article.tables import read_table

_MARKS = r"[\u0900-\u0903\u093a-\u0963]"
WORD = rf"[^\W\d_]{{1,40}}(?:{_MARKS}{{1,4}}[^\W\d_]{{0,40}}){{0,12}}"
"""A word, for use in patterns: Hindi writes vowels as marks, which Python does not count as letters.

It has bounds, so that text without spaces cannot make each look at it cost its whole length.
"""

_VULGAR = "¼-¾⅓-⅞"
"""½ and the like, as a range of characters."""
_INSIDE = deferred(r"[\w\u0900-\u0963]{2}")
"""The middle of a word."""
_SEVERAL = frozenset(" -.")
"""What is in numbers of several words."""
_ONE = Decimal(1)
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

    __slots__ = ("_by_start", "_letters", "_values")

    def __init__(self, values: Mapping[str, _T]) -> None:
        self._values = values
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        """By their first three letters, or all when they have fewer; the longest first."""
        for phrase in sorted(values, key=len, reverse=True):
            self._by_start[phrase[:3]].append(phrase)
        self._letters = frozenset(start[0] for start in self._by_start)

    def match(self, text: str, at: int) -> tuple[int, _T] | None:
        """The longest phrase that starts at ``at`` and ends on a word's end: its end and its value."""
        start = text[at : at + 3]
        if start[:1] not in self._letters:
            return None
        for key in (start, start[:2], start[:1]):
            if key in self._by_start:
                for phrase in self._by_start[key]:
                    end = at + len(phrase)
                    if text[at:end] == phrase and not _INSIDE.match(text, end - 1):
                        return end, self._values[phrase]
        return None


class _Words(dict[str, frozenset[str]]):
    """Lists of words by what they are for; a language need not have all."""

    def __missing__(self, name: str) -> frozenset[str]:
        del name
        return frozenset()


def forms(value: str) -> list[str]:
    """The forms that one entry lists."""
    return [form for part in value.replace("\n", " ").split(",") if (form := part.strip())]


def _meanings(table: Mapping[str, str]) -> dict[str, str]:
    """What each form of a table means."""
    return {form: meaning for meaning, listed in table.items() for form in forms(listed)}


def _with_compounds(by_form: dict[str, _T]) -> dict[str, _T]:
    """The forms also as compounds write them: "250,000-square-foot"."""
    return {form.replace(" ", "-"): value for form, value in by_form.items() if " " in form} | by_form


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
    for form, value in _meanings(tables.get("numbers", {})).items():
        number = Decimal(value)
        words[form] = NumberWord(
            "tens" if number >= 20 and number % 10 == 0 and number < 100 else "unit", number
        )
    for form, exponent in _meanings(tables.get("scales", {})).items():
        words[form] = NumberWord("scale", _power(exponent))
    for sort, table in (("group", "groups"), ("many", "many")):
        for form, value in _meanings(tables.get(table, {})).items():
            words.setdefault(form, NumberWord(sort, Decimal(value)))
    for form, value in _meanings(tables.get("fractions", {})).items():
        top, _, bottom = value.partition("/")
        words.setdefault(form, NumberWord("fraction", Decimal(top) / Decimal(bottom or 1)))
    return words


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def _scan(numbers: Mapping[str, NumberWord], words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Where a number may start. All first characters come first, since most places have none of them."""
    parts = {
        word for word, number in numbers.items() if number.sort == "fraction" or word in words["only_of"]
    }
    alone = [word for word in numbers if word not in parts or word in words["halves"]]
    grown = rf"|(?={_either(words['grown'])})" if words["grown"] else ""
    first = re.escape("".join(sorted({word[0] for word in numbers})))
    part_of = rf"(?:{_either(parts)})(?= (?:{_either(words['of'])})(?!\w))"
    return deferred(
        rf"(?=[\d{_VULGAR}{first}])(?:[\d{_VULGAR}]|(?<!\w)(?:(?:{_either(alone)})(?:(?![^\W_]){grown})|{part_of}))"
    )


def _grown(numbers: Mapping[str, NumberWord], stems: frozenset[str]) -> re.Pattern[str]:
    words = (word for word, number in numbers.items() if number.sort in {"unit", "tens"})
    return deferred(rf"({_either(words)})(?={_either(stems)})")


class Lexicon:
    """All that the rules know of one language. Forms are in lower case unless told otherwise."""

    def __init__(self, language: str) -> None:
        shared, own = common(), read(language)
        self.language = language
        self.comma = own["decimal"] == ","
        """The decimal sign is a comma, and a point or a space parts the thousands."""
        self._read_numbers(own)
        self._read_units(shared, own)
        self._read_money(shared, own)
        self.per_nouns = frozenset(own["per"]["nouns"].split())
        self.words = _Words((name, frozenset(value.split())) for name, value in own["words"].items())
        self.nouns = own["nouns"]
        """How a noun phrase is cut: ``plural``, ``capital`` or ``first``."""
        self.scan = _scan(self.numbers, self.words)
        """Finds where a figure may have its number."""
        self.address_tails = tuple(f" {tail.replace('_', ' ')} " for tail in self.words["address_tails"])
        """What follows the number of a house: "the 1200 block of Oak Street"."""
        stems = self.words["grown"]
        self.grown = _grown(self.numbers, stems) if stems else None
        """A number word grown to its unit: zehnjährig."""
        self.months = {form: int(number) for form, number in _meanings(own["months"]).items()}
        ordinal, of = _either(self.words["ordinal"]), _either(self.words["of"])
        self.month_after = deferred(
            rf"(?:(?:{ordinal})(?!\w)|[.ºª°])? ?(?:(?:{of}) )?({_either(self.months)})(?!\w)\.?"
        )

    def _read_numbers(self, own: Mapping[str, Any]) -> None:
        self.numbers = _numbers(own)
        several = {form: number for form, number in self.numbers.items() if not _SEVERAL.isdisjoint(form)}
        self.long_numbers = Phrases(several) if several else None
        """Numbers of more than one word, such as quatre-vingt."""
        self.ordinals = {form: int(number) for form, number in _meanings(own.get("ordinals", {})).items()}
        self.added = {form: Decimal(value) for form, value in _meanings(own.get("added", {})).items()}
        """What "and a half" after a number adds."""
        self.add = Phrases(_with_compounds(self.added))

    def _read_units(self, shared: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        units = _units()
        self.scales = {form: _power(exponent) for form, exponent in _meanings(shared["scales"]).items()}
        self.letters = {form: _power(exponent) for form, exponent in _meanings(shared["letters"]).items()}
        self.percent = Phrases(_with_compounds(_meanings(shared["percent"]) | _meanings(own["percent"])))
        named = {form: units[name] for form, name in _meanings(own["units"]).items()}
        self.units = Phrases(_with_compounds(named))
        short = {name: unit for name, unit in units.items() if unit.dimension != "duration"}
        short |= {form: units[name] for form, name in _meanings(shared["short"]).items()}
        for form, unit in list(short.items()):
            if len(form) > 1:
                short.setdefault(form.lower(), unit)
        self.short_units = Phrases(short)
        """Short forms, in their own case."""

    def _read_money(self, shared: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        coins = {meaning: Money(*_ratio(meaning)) for meaning in own["currencies"]}
        self.money = Phrases({form: coins[meaning] for form, meaning in _meanings(own["currencies"]).items()})
        self.signs = _meanings(shared["signs"]) | _meanings(own.get("signs", {}))
        """What may stand right before an amount, in its own case, and its code."""
        self.letter_signs = _meanings(shared["letter_signs"])
        """Single letters that are a sign before thousands or a scale alone: N1,500."""
        self.sign_ends = frozenset(sign[-1] for sign in self.signs)
        self.after_signs = Phrases(self.signs)
        self.codes = frozenset(shared["codes"]["list"].split())
        self.small_codes = frozenset(shared["codes"]["small"].split())
        """Codes that are also taken in lower case."""


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language: one of the codes that have a data file."""
    return Lexicon(language)


def _ratio(meaning: str) -> tuple[str, Decimal]:
    code, _, ratio = meaning.partition("/")
    return code, Decimal(ratio) if ratio else _ONE
