"""Numbers in digits and words, with their scale: "12,34,567.89", "3 1/2", "two and a half million"."""

import re
from decimal import Decimal

from newsreader.article.figures.digits import VULGAR, read_digits, vulgar
from newsreader.article.figures.lexicon import WORD, NumberWord
from newsreader.article.figures.names import address
from newsreader.article.figures.nouns import leads_to_noun
from newsreader.article.figures.page import Number, Page, after
from newsreader.article.patterns import deferred

_WORD = deferred(rf"{WORD}")
_FULL_STOP_WITHIN = deferred(r"\. \w")
_ONE = Decimal(1)
_MOST_BEFORE_POINT = 1000
_HALF = Decimal("0.5")
_RACES = {Decimal(metres) for metres in (50, 60, 100, 110, 200, 400, 500, 800, 1000, 1500, 3000, 5000, 10000)}
_RACES_KM = {Decimal(kilometres) for kilometres in (3, 5, 8, 10, 15, 20, 30, 50, 100)}


def read_number(page: Page, at: int) -> Number | None:
    """The number that starts at ``at``, or None where the digits make none, such as 10.0.0.1."""
    first = page.low[at]
    if first in VULGAR:
        return _scaled(page, Number(at, at + 1, vulgar(first), True, False))
    number = read_digits(page, at) if first.isdigit() else _spelled(page, at) or _grown(page, at)
    if number and not number.digits:
        number = _pointed(page, number)
    return _scaled(page, number) if number else None


def _pointed(page: Page, number: Number) -> Number:
    """Two point five; zero point two five."""
    low = page.low
    point = _WORD.match(low, number.end + 1)
    if point is None or point[0] not in page.lexicon.words["point"] or number.value >= _MOST_BEFORE_POINT:
        return number
    digits, end = "", point.end()
    while word := _WORD.match(low, end + 1):
        entry = page.lexicon.numbers.get(word[0])
        if low[end] != " " or entry is None or entry.sort != "unit" or entry.value >= 10:
            break
        digits, end = f"{digits}{entry.value}", word.end()
    if not digits or number.value % 1:
        return number
    return number._replace(end=end, value=number.value + Decimal(f"0.{digits}"))


def _spelled(page: Page, at: int) -> Number | None:  # noqa: C901, PLR0912 -- one pass over the words of a number
    low, numbers = page.low, page.lexicon.numbers
    joins = page.lexicon.words["plus"]
    linking = {"hundred", "scale"} if page.lexicon.language == "en" else {"tens", "hundred", "scale"}
    total, current, last = Decimal(0), None, ""
    top = Decimal("Infinity")
    end = pos = at
    while word := _WORD.match(low, pos):
        entry, after_word = _number_word(page, word)
        if entry is None:
            if last and word[0] in joins and low[pos - 1 : pos] == " " and last in linking:
                pos = word.end() + 1
                if low[word.end() : pos] == " " and (joined := _WORD.match(low, pos)):
                    follow = numbers.get(joined[0])
                    if follow and follow.sort in {"unit", "tens"} and last != "join":
                        last = "join"
                        continue
            break
        sort, value = entry
        if sort == "fraction":
            if not last:
                return _half(page, at)
            whole = Number(at, end, total + (current or 0), False, False)
            return _fraction(page, whole, after_word, value) if last == "unit" else None
        if (sort in {"unit", "tens"} and (current is None or last in {"hundred", "join"})) or (
            sort == "unit" and current is not None and _adds(page, last, current, value)
        ):
            current = (current or Decimal(0)) + value
        elif sort == "scale" and value == 100 and (current is None or last in {"unit", "tens"}):
            current = (current or _ONE) * 100
            sort = "hundred"
        elif sort == "scale" and value < top and value != 100 and last not in {"scale", "join"}:
            total, current, top = total + (current if current is not None else _ONE) * value, None, value
        elif sort in {"many", "group"} and not last:
            return _many(page, at, after_word, value, sort)
        elif sort == "group" and last == "unit" and current is not None:
            return Number(at, after_word, current * value, False, False)
        else:
            break
        last, end = sort, after_word
        if low[end : end + 1] not in {" ", "-"}:
            break
        pos = end + (3 if sort == "tens" and low.startswith(" - ", end) else 1)
    if not last:
        return None
    value = total + (current or Decimal(0))
    scale = top if total and current is None and top.is_finite() else _ONE
    number = Number(at, end, value, False, False, scale)
    return _vague(page, number) if low[at:end] in numbers and last in {"scale", "hundred"} else number


def _grown(page: Page, at: int) -> Number | None:
    """The zehn of zehnjährig."""
    found = page.lexicon.grown.match(page.low, at) if page.lexicon.grown else None
    return Number(at, found.end(), page.lexicon.numbers[found[1]].value, False, False) if found else None


def _number_word(page: Page, word: re.Match[str]) -> tuple[NumberWord | None, int]:
    lexicon = page.lexicon
    if lexicon.long_numbers and (hit := lexicon.long_numbers.match(page.low, word.start())):
        return hit[1], hit[0]
    return lexicon.numbers.get(word[0]), word.end()


def _adds(page: Page, last: str, current: Decimal, value: Decimal) -> bool:
    """Twenty-five; soixante-quinze and quatre-vingt-onze go on to nineteen."""
    if last != "tens":
        return False
    return value < 10 or (page.lexicon.language == "fr" and current % 100 in {60, 80} and value < 20)


def _fraction(page: Page, top: Number, end: int, part: Decimal) -> Number:
    """Two-thirds; but "two third-round matches" has only its two."""
    low = page.low
    plural = low[end - 1] == "s" or page.lexicon.language != "en"
    if (top.value == 1 or plural) and low[end : end + 1] != "-":
        return top._replace(end=end, value=top.value * part)
    return top


_HALF_OF = deferred(r"[ -]an?[ -]|[ -]of an? |[ -]")


def _half(page: Page, at: int) -> Number | None:
    """Half a million; half the crowd; a third of them."""
    low, numbers = page.low, page.lexicon.numbers
    word = _WORD.match(low, at)
    if word is None:
        return None
    value, end = numbers[word[0]].value, word.end()
    if (join := _HALF_OF.match(low, end)) and (scale := _WORD.match(low, join.end())):
        entry = numbers.get(scale[0])
        if entry and entry.sort in {"scale", "group"}:
            return Number(at, scale.end(), value * entry.value, False, False, entry.value)
    alone = value == _HALF or word[0] in page.lexicon.words["part_alone"]
    small = not alone and not any(low.startswith(f" {of} ", end) for of in page.lexicon.words["of"])
    return None if small else Number(at, end, value, False, False)


def _many(page: Page, at: int, end: int, value: Decimal, sort: str) -> Number:
    """Hundreds; tens of thousands; hundreds of millions."""
    low, numbers = page.low, page.lexicon.numbers
    if sort == "group":
        return _vague(page, Number(at, end, value, False, False))
    low_end, high_end = value, value * Decimal("4.5")
    for of in page.lexicon.words["of"]:
        start = end + len(of) + 2
        if low.startswith(f" {of} ", end) and (word := _WORD.match(low, start)):
            entry = numbers.get(word[0])
            if entry and entry.sort in {"many", "scale"}:
                factor = entry.value / 2 if entry.sort == "many" else entry.value
                return _vague(
                    page, Number(at, word.end(), low_end * factor, False, False, factor, high_end * factor)
                )
    return _vague(page, Number(at, end, low_end, False, False, _ONE, high_end))


def _vague(page: Page, number: Number) -> Number:
    """Several million, a few hundred: the word before belongs to the number."""
    low = page.low
    for word in page.lexicon.words["vague"]:
        start = number.start - len(word) - 1
        if start >= 0 and low.startswith(word + " ", start) and (start == 0 or not low[start - 1].isalnum()):
            if number.high is not None:
                return number._replace(start=start)
            return number._replace(start=start, value=number.value * 3, high=number.value * 9)
    return number


def _unit_follows(page: Page, at: int) -> bool:
    """The km of 1.5m km."""
    if page.low[at : at + 1] != " ":
        return False
    hit = page.lexicon.short_units.match(page.text, at + 1)
    return hit is not None and hit[0] - at > 2 and page.low[at + 1 : hit[0]] not in page.lexicon.words["stop"]


def _letter(page: Page, number: Number, word: str) -> tuple[Decimal | None, str]:
    """A scale of one letter: 5M, 3B; 5m people; 3万."""
    scales = page.lexicon.scales
    if word[0] in scales:
        return scales[word[0]], word[0]
    factor = page.lexicon.letters.get(word) if len(word) == 1 else None
    if factor is None or word == "t":
        return None, word
    if word in "mb" and page.text[number.end].isupper():
        return (None if address(page, number) else factor), word
    people = (word == "m" and number.value not in _RACES) or (word == "k" and number.value not in _RACES_KM)
    counts = leads_to_noun(page, number.end + 1) or _unit_follows(page, number.end + 1)
    return (factor if people and counts else None), word


def _scaled(page: Page, number: Number) -> Number:
    """Add "and a half" and the scale words that follow."""
    low, lexicon = page.low, page.lexicon
    if number.high is not None:
        return number
    if low[number.end : number.end + 1] in {" ", "-"} and (more := lexicon.add.match(low, number.end + 1)):
        number = number._replace(end=more[0], value=number.value + more[1], bare=False)
    for _ in range(2):
        gap, word, start, _ = after(page, number.end)
        if not word:
            break
        entry = lexicon.numbers.get(word)
        factor = lexicon.scales.get(word) if number.digits and "-" not in gap else None
        if factor is None and entry and entry.sort in {"scale", "group"} and (gap or number.digits):
            factor = entry.value
        if factor is None and not gap and number.digits:
            factor, word = _letter(page, number, word)
        if factor is None:
            break
        end = start + len(word)
        if word in lexicon.words["dotted_scales"] and _FULL_STOP_WITHIN.match(low, end):
            end += 1
        number = number._replace(
            end=end, value=number.value * factor, scale=number.scale * factor, bare=False
        )
    return number
