"""Plain counts, scores, votes, parts of a whole, ages after a name, and compounds such as "14-story"."""

import re
from decimal import Decimal

from newsreader.article.figures.lexicon import WORD
from newsreader.article.figures.names import listed, named, runs_on
from newsreader.article.figures.nouns import leads_to_noun, noun_phrase
from newsreader.article.figures.numbers import read_number
from newsreader.article.figures.page import Before, Found, Number, Page, before
from newsreader.article.figures.rates import rate
from newsreader.article.figures.units import measure

_PAIR = r"\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?(?!\d|[-–/]\d|[.,]\d)"
_SCORE = re.compile(rf"{_PAIR}(?: ?\({_PAIR}\))?(?:(?:,? and |,? | ?; ?){_PAIR}(?: ?\({_PAIR}\))?){{0,6}}")
_FOR = re.compile(r"\d{1,2}-for-(\d{1,3})(?![\w-])")
_GOALS = re.compile(r"(\d{1,3}):(\d{1,3})(?![\d:]|[.,]\d)(?: ?\(\d{1,3}:\d{1,3}\))?")
_SPLIT = re.compile(r"(\d+)[-–](\d+)")
_COMPOUND = re.compile(r"(?:-|(?<=\d) - )([^\W\d_]{1,24}(?:-[^\W\d_]{1,24}){0,4})(?!-?[^\W\d_])")
_SUSPENDED = re.compile(rf"-,? ({WORD}) (?=\w)")
_ODDS = re.compile(r" (?:out )?(\w+) (?:every )?(?=\w)")
_WORD_AFTER = re.compile(rf" ?({WORD})")


_MOST_COUNTED = 11
"""More digits than these, without separators, identify something."""


def score(page: Page, number: Number) -> Found | None:
    """3-1; 6-4, 7-5; 7-6 (7-5); a 52-48 vote."""
    if not number.bare or number.value >= 1000:
        return None
    found = _SCORE.match(page.low, number.start)
    if found is None:
        return _hits(page, number) or _goals(page, number)
    pair = _SPLIT.match(page.low, number.start)
    if pair is None:
        return None
    first, second = Decimal(pair[1]), Decimal(pair[2])
    if first < second and found.end() == pair.end() and _is_range(page, found.end()):
        return None
    if page.low[found.end() : found.end() + 1].isalpha():
        return None
    return Found(number.start, found.end(), "count", (first, second), "", "count.score")


def _hits(page: Page, number: Number) -> Found | None:
    """1-for-4; a 3-for-1 split."""
    found = _FOR.match(page.low, number.start)
    if found is None:
        return None
    return Found(number.start, found.end(), "count", (number.value, Decimal(found[1])), "", "count.score")


def _goals(page: Page, number: Number) -> Found | None:
    """3:1, which is no time of day."""
    found = _GOALS.match(page.low, number.start)
    if found is None or (len(found[2]) == 2 and found[2] < "60"):
        return None
    score = Decimal(found[1]), Decimal(found[2])
    return Found(number.start, found.end(), "count", score, "", "count.score")


def _is_range(page: Page, end: int) -> bool:
    low = page.low
    after = low[end : end + 1]
    if after in {"%", "-", "$", "€", "°"} or after.isalpha():
        return True
    word = _WORD_AFTER.match(low, end)
    if word is None or word[1] in page.lexicon.words["score_after"]:
        return False
    return (
        word[1] in page.lexicon.numbers
        or word[1] in page.lexicon.months
        or page.lexicon.units.match(low, word.start(1)) is not None
        or page.lexicon.percent.match(low, word.start(1)) is not None
        or page.lexicon.money.match(low, word.start(1)) is not None
        or leads_to_noun(page, end)
    )


def compound(page: Page, number: Number) -> Found | None:
    """14-story, six-under-par, 16-team: a number and a noun in one word."""
    if number.value == 1 and not number.digits:
        return None
    found = _COMPOUND.match(page.low, number.end)
    if found is None or number.high is not None:
        return None
    first = found[1].split("-", 1)[0]
    if len(first) == 1 or (number.value < 1 and not number.digits):
        return None
    if (
        first in page.lexicon.words["not_compound"]
        or first in page.lexicon.ordinals
        or first in page.lexicon.numbers
    ):
        return None
    return Found(number.start, found.end(), "measure", number.value, found[1], "measure.compound")


def suspended(page: Page, number: Number) -> Found | None:
    """The 7 of "7- and 8-year-old": its unit stands at the next number."""
    found = _SUSPENDED.match(page.low, number.end)
    words = page.lexicon.words
    if found is None or not (found[1] in words["and"] or found[1] in words["or"] or found[1] in words["to"]):
        return None
    first = page.low[found.end()]
    if not first.isdigit() and not page.lexicon.scan.match(page.low, found.end()):
        return None
    far = read_number(page, found.end())
    other = (measure(page, far) or compound(page, far)) if far else None
    if far is None or other is None or not isinstance(other.value, Decimal) or not far.value:
        return None
    return other._replace(
        start=number.start, end=number.end, value=other.value * number.value / far.value, of="", per=""
    )


def age(page: Page, number: Number) -> Found | None:
    """Zhivka Savic, 65, said; at age 99; Hans Weber (43)."""
    if not number.bare or not 1 <= number.value <= 120 or number.end - number.start > 3:
        return None
    word = before(page, number.start)
    if not word.word:
        return None
    if not (_aged(page, number, word) or _aside(page, number, word) or _is_so_old(page, number, word)):
        return None
    return Found(number.start, number.end, "measure", number.value, "year old", "measure.age")


def _aged(page: Page, number: Number, word: Before) -> bool:
    """At age 99, at the age of 18, ages 12, who died at 91, joined in 1957, at 19, and."""
    if word.gap != " ":
        return False
    words = page.lexicon.words
    if word.word in words["of"]:
        word = before(page, word.start)
    if word.word in words["aged"]:
        return True
    if word.word not in words["at"] or number.value <= 4:
        return False
    earlier = before(page, word.start)
    alone = earlier.gap == ", " and page.low[number.end : number.end + 2] == ", " and number.value > 10
    return (alone or earlier.word in words["age_at"]) and not leads_to_noun(page, number.end)


def _is_so_old(page: Page, number: Number, word: Before) -> bool:
    """Who is 70; she was 22 when; Ana Smith 45 said."""
    words = page.lexicon.words
    after = _WORD_AFTER.match(page.low, number.end)
    follow = after[1] if after else ""
    if word.gap != " " or number.value <= 4:
        return False
    if word.word in words["age_be"]:
        ends = page.low[number.end : number.end + 1] in {"", ".", ",", ";", "\n"}
        decimal = page.low[number.end + 1 : number.end + 2].isdigit()
        return before(page, word.start).word in words["age_of"] and (
            (ends and not decimal) or follow in words["age_after"]
        )
    if number.value <= 15 or follow not in words["age_said"] or not page.text[word.start].isupper():
        return False
    given = before(page, word.start)
    return given.gap == " " and page.text[given.start : given.start + 1].isupper()


def _aside(page: Page, number: Number, word: Before) -> bool:
    """Mary Jones, 32, of Queens; the victim, 8, was; Smith, then 23, was; Hans Weber (43)."""
    low, lexicon = page.low, page.lexicon
    after = low[number.end : number.end + 2]
    if word.gap == " " and word.word in lexicon.words["aside"]:
        word = before(page, word.start)
    if word.word.isdigit() or word.word in lexicon.words["weekdays"] or word.word in lexicon.months:
        return False
    capital = page.text[word.start].isupper()
    if word.gap == " (":
        return capital and after[:1] == ")" and number.value > 15
    if word.gap != ", " or word.word in lexicon.words["stop"] or word.word in lexicon.numbers:
        return False
    if after in {", ", ",”", ',"'}:
        return (number.value > 4 or not capital) and not low[number.end + 2 : number.end + 3].isdigit()
    if after in {" —", " –", " ―"}:
        return capital and number.value > 15
    return capital and number.value > 15 and after[:1] in {".", ";", ")"} and not after[1:].isdigit()


def odds(page: Page, number: Number) -> Found | None:
    """One in five; nine out of 10; 9 to 1."""
    if number.high is not None or number.value >= 1000 or number.value % 1 or number.value == 0:
        return None
    join = _ODDS.match(page.low, number.end)
    words = page.lexicon.words
    if join is None or not (
        join[1] in words["in"] or (join[1] in words["of"] and (" out " in join[0] or " every " in join[0]))
    ):
        return None
    first = page.low[join.end()]
    if not first.isdigit() and not page.lexicon.scan.match(page.low, join.end()):
        return None
    whole = read_number(page, join.end())
    if whole is None or whole.value <= number.value or whole.value % 1 or (whole.value > 1000 and whole.bare):
        return None
    if whole.high is not None or page.lexicon.month_after.match(page.low, whole.end):
        return None
    of = noun_phrase(page, whole.end)
    return Found(number.start, whole.end, "count", number.value / whole.value, "", "count.odds", of)


def count(page: Page, number: Number) -> Found | None:
    """A number and nothing else."""
    low, words = page.low, page.lexicon.words
    after = _WORD_AFTER.match(low, number.end)
    follow = after[1] if after else ""
    if named(page, number) or listed(page, number):
        return None
    if _no_digits(page, number) if number.digits else _no_word(page, number, follow):
        return None
    value = number.value if number.high is None else (number.value, number.high)
    if follow in words["times"] and low[number.end : number.end + 1] == " " and after:
        end, per = rate(page, after.end())
        if per:
            return Found(number.start, end, "measure", value, "times", "measure.rate", "", per)
    counted = number.value <= 1 or follow in words["of"] or leads_to_noun(page, number.end)
    of = noun_phrase(page, number.end) if counted else ""
    return Found(number.start, number.end, "count", value, "", "count", of)


def _no_digits(page: Page, number: Number) -> bool:
    """Digits that letters follow, or that nothing counts: 3D, 007."""
    if number.bare and number.end - number.start > _MOST_COUNTED:
        return True
    return runs_on(page, number) or (
        number.bare and page.low[number.start] == "0" and number.end - number.start > 1
    )


def _no_word(page: Page, number: Number, follow: str) -> bool:
    """Number words that count nothing: "no one", "second half", twenty-first."""
    hyphen = page.low[number.end : number.end + 1] == "-"
    if number.value == 1 and not _counting_one(page, number, follow):
        return True
    if number.value < 1 and (hyphen or before(page, number.start).word in page.lexicon.words["not_half"]):
        return True
    return hyphen and _ordinal_follows(page, number.end)


def _ordinal_follows(page: Page, at: int) -> bool:
    word = _WORD_AFTER.match(page.low, at + 1)
    return word is not None and word[1] in page.lexicon.ordinals


def _counting_one(page: Page, number: Number, follow: str) -> bool:
    """One goal, one of three; not "no one", "one another", "one is"."""
    words, low = page.lexicon.words, page.low
    if before(page, number.start).word in words["not_one"] or low[number.end : number.end + 1] == "-":
        return False
    if follow in words["of"]:
        third = _WORD_AFTER.match(low, number.end + 2 + len(follow))
        of_number = low[number.end + len(follow) + 2 : number.end + len(follow) + 3].isdigit()
        return of_number or (third is not None and third[1] in page.lexicon.numbers)
    return (
        low[number.end : number.end + 1] == " "
        and bool(follow)
        and follow not in words["stop"]
        and follow not in words["after_one"]
    )
