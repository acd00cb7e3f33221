"""Plain counts, scores, votes, parts of a whole, and compounds such as "14-story"."""

from decimal import Decimal

from newsreader.article.figures.lexicon import WORD
from newsreader.article.figures.names import listed, named, runs_on
from newsreader.article.figures.nouns import leads_to_noun, noun_phrase
from newsreader.article.figures.numbers import read_number
from newsreader.article.figures.page import After, Found, Number, Page, after, before, follow
from newsreader.article.figures.rates import rate
from newsreader.article.figures.units import measure, signed
from newsreader.article.patterns import deferred

_PAIR = r"\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?(?!\d|[-–/]\d|[.,]\d)"
_SCORE = deferred(rf"{_PAIR}(?: ?\({_PAIR}\))?(?:(?:,? and |,? | ?; ?){_PAIR}(?: ?\({_PAIR}\))?){{0,6}}")
_FOR = deferred(r"\d{1,2}-(?:for|of)-(\d{1,3})(?![\w-])")
_GOALS = deferred(r"(\d{1,3}):(\d{1,3})(?![\d:]|[.,]\d)(?: ?\(\d{1,3}:\d{1,3}\))?")
_AIRLINER = deferred(r"7\d7-\d00")
_TO = deferred(rf" ({WORD}) (\d{{1,2}})(?![\w%]|[.,]\d)")
_MINUTE = deferred(r"'(?=[ ,.;)]|$)")
_SPLIT = deferred(r"(\d+)[-–](\d+)")
_COMPOUND = deferred(r"(?:-|(?<=\d) - )([^\W\d_]{1,24}(?:-[^\W\d_]{1,24}){0,4})(?!-?[^\W\d_])")
_SUSPENDED = deferred(rf"-,? ({WORD}) (?=\w)|(?<=\d) ([x×]|by) (?=\d)")
_ODDS = deferred(r"(?: (?:out )?(\w+) (?:every |cada )?|-(?:out-)?(\w+)-)(?=\w)")
_MOST_ODDS = 20
_MOST_OF = 1000

_MOST_COUNTED = 11
"""More digits than these, without separators, identify something."""


def score(page: Page, number: Number) -> Found | None:
    """3-1; 6-4, 7-5; 7-6 (7-5); a 52-48 vote."""
    if not number.bare or number.value >= 1000:
        return None
    found = _SCORE.match(page.low, number.start)
    if found is None:
        return _hits(page, number) or _goals(page, number) or _spoken(page, number)
    pair = _SPLIT.match(page.low, number.start)
    label = before(page, number.start).word in page.lexicon.words["names"]
    if pair is None or label or _AIRLINER.fullmatch(found[0]):
        return None
    first, second = Decimal(pair[1]), Decimal(pair[2])
    if first < second and found.end() == pair.end() and _is_range(page, found.end()):
        return None
    if page.low[found.end() : found.end() + 1].isalpha():
        return None
    return Found(number.start, found.end(), "count", (first, second), "", "count.score")


def _hits(page: Page, number: Number) -> Found | None:
    """1-for-4; 11-of-19; a 3-for-1 split."""
    found = _FOR.match(page.low, number.start)
    if found is None:
        return None
    return Found(number.start, found.end(), "count", (number.value, Decimal(found[1])), "", "count.score")


def _spoken(page: Page, number: Number) -> Found | None:
    """O Flamengo venceu por 2 a 0."""
    words = page.lexicon.words
    if before(page, number.start).word not in words["score_by"]:
        return None
    found = _TO.match(page.low, number.end)
    if found is None or found[1] not in words["score_to"]:
        return None
    return Found(number.start, found.end(), "count", (number.value, Decimal(found[2])), "", "count.score")


def _goals(page: Page, number: Number) -> Found | None:
    """3:1, which is no time of day."""
    found = _GOALS.match(page.low, number.start)
    if found is None or (len(found[2]) == 2 and found[2] < "60"):
        return None
    if before(page, number.start).word in page.lexicon.words["books"]:
        return None
    score = Decimal(found[1]), Decimal(found[2])
    return Found(number.start, found.end(), "count", score, "", "count.score")


def _is_range(page: Page, end: int) -> bool:
    low = page.low
    sign = low[end : end + 1]
    if sign in {"%", "-", "$", "€", "°"} or sign.isalpha():
        return True
    word, start = follow(page, end), after(page, end).start
    if not word or word in page.lexicon.words["score_after"]:
        return False
    return (
        word in page.lexicon.numbers
        or word in page.lexicon.months
        or page.lexicon.units.match(low, start) is not None
        or (len(word) > 1 and page.lexicon.short_units.match(page.text, start) is not None)
        or page.lexicon.percent.match(low, start) is not None
        or page.lexicon.money.match(low, start) is not None
        or leads_to_noun(page, end)
    )


def compound(page: Page, number: Number) -> Found | None:
    """14-story, six-under-par, 16-team: a number and a noun in one word."""
    found = _COMPOUND.match(page.low, number.end)
    if found is None or number.high is not None or (number.value == 1 and not number.digits):
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
    """The 7 of "7- and 8-year-old", the 24 of "24 x 36 inches": its unit stands at the next number."""
    found = _SUSPENDED.match(page.low, number.end)
    words = page.lexicon.words
    joins = found is not None and (
        found[2] or found[1] in words["and"] or found[1] in words["or"] or found[1] in words["to"]
    )
    if found is None or not joins:
        return None
    first = page.low[found.end()]
    if not first.isdigit() and not page.lexicon.scan.match(page.low, found.end()):
        return None
    far = read_number(page, found.end())
    other = (measure(page, far) or (None if found[2] else compound(page, far))) if far else None
    if other and found[2] and other.rule != "measure.length":
        return None
    if far is None or other is None or not isinstance(other.value, Decimal) or not far.value:
        return None
    return other._replace(
        start=number.start, end=number.end, value=other.value * number.value / far.value, of="", per=""
    )


def odds(page: Page, number: Number) -> Found | None:
    """One in five; nine out of 10; 9 to 1."""
    found = _apart(page, number) or _together(page, number)
    whole = number.high is None and 0 < number.value < _MOST_OF and number.value % 1 == 0
    return found if found and whole else None


def _apart(page: Page, number: Number) -> Found | None:
    """Due italiani su tre, un jeune sur cinq: the noun stands between."""
    words = page.lexicon.words
    if not (words["odds_over"] or words["every"]):
        return None
    if part := _one_noun_over(page, number) or _one_of_every(page, number):
        return part
    noun = after(page, number.end)
    over = after(page, noun.end)
    if (
        over.word not in words["odds_over"]
        or not noun.gap == over.gap == page.low[over.end : over.end + 1] == " "
    ):
        return None
    return _odds_of(page, number, noun, over)


def _together(page: Page, number: Number) -> Found | None:
    join = _ODDS.match(page.low, number.end)
    words = page.lexicon.words
    link = (join[1] or join[2]) if join else ""
    if join is None or not (
        link in words["in"]
        or (link in words["of"] and ("out" in join[0] or join[0].endswith((" every ", " cada "))))
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


def _one_noun_over(page: Page, number: Number) -> Found | None:
    """The five of "un jeune sur cinq", whose "un" is an article elsewhere."""
    words = page.lexicon.words
    link = before(page, number.start)
    if link.word not in words["odds_over"] or not 2 <= number.value <= _MOST_ODDS:
        return None
    noun = before(page, link.start)
    one = before(page, noun.start)
    bombs = follow(page, number.end)[-1:] in words["plural_ends"]
    if bombs or one.word not in words["odds_one"] or {link.gap, noun.gap, one.gap} != {" "}:
        return None
    of = page.text[noun.start : noun.start + len(noun.word)]
    return Found(one.start, number.end, "count", 1 / number.value, "", "count.odds", of)


def _one_of_every(page: Page, number: Number) -> Found | None:
    """The five of "uno de cada cinco hogares", whose "uno" is an article elsewhere."""
    words = page.lexicon.words
    every = before(page, number.start)
    if every.word not in words["every"] or not 2 <= number.value <= _MOST_ODDS:
        return None
    link = before(page, every.start)
    one = before(page, link.start)
    if not (link.word in words["of"] or link.word in words["in"]) or one.word not in words["odds_one"]:
        return None
    return Found(
        one.start, number.end, "count", 1 / number.value, "", "count.odds", noun_phrase(page, number.end)
    )


def _odds_of(page: Page, number: Number, noun: After, over: After) -> Found | None:
    """Un jeune sur cinq: the noun stands before what it is of."""
    at = over.end + 1
    starts = page.low[at : at + 1].isdigit() or page.lexicon.scan.match(page.low, at)
    whole = read_number(page, at) if starts else None
    if whole is None or not number.value < whole.value <= _MOST_ODDS or whole.high is not None:
        return None
    value = number.value / whole.value
    return Found(number.start, whole.end, "count", value, "", "count.odds", page.text[noun.start : noun.end])


def count(page: Page, number: Number) -> Found | None:
    """A number and nothing else."""
    low, words = page.low, page.lexicon.words
    follows = follow(page, number.end)
    if named(page, number) or listed(page, number):
        return None
    if _no_digits(page, number) if number.digits else _no_word(page, number, follows):
        return None
    value = number.value if number.high is None else (number.value, number.high)
    if follows in words["times"] and low[number.end : number.end + 1] == " ":
        end, per = rate(page, after(page, number.end).end)
        if per:
            return Found(number.start, end, "measure", value, "times", "measure.rate", "", per)
    if number.bare and (start := signed(page, number.start)) < number.start and low[start + 1] != " ":
        return Found(start, number.end, "count", -number.value, "", "count.minus")
    counted = number.value <= 1 or follows in words["of"] or leads_to_noun(page, number.end)
    of = noun_phrase(page, number.end) if counted else ""
    if number.value == 1 and not number.digits:
        of = _up_to_verb(page, of)
    return Found(number.start, number.end, "count", value, "", "count", of)


def _up_to_verb(page: Page, phrase: str) -> str:
    """The "aide" of "one aide whispered": no plural tells where the phrase of a single thing ends."""
    past = page.lexicon.words["past"]
    kept = phrase.split(" ")
    for place, word in enumerate(kept[1:], 1):
        if past and (word in past or (word.endswith(("ed", "ing")) and place == len(kept) - 1)):
            return " ".join(kept[:place])
    return phrase


def _no_digits(page: Page, number: Number) -> bool:
    """Digits that letters follow, or that nothing counts: 3D, 007."""
    if number.bare and (number.end - number.start > _MOST_COUNTED or _is_ordinal(page, number)):
        return True
    return runs_on(page, number) or (
        number.bare and page.low[number.start] == "0" and number.end - number.start > 1
    )


def _is_ordinal(page: Page, number: Number) -> bool:
    """The 78. of "in der 78. Minute" and the 9' of a goal."""
    low, words = page.low, page.lexicon.words
    if _MINUTE.match(low, number.end):
        return True
    dotted = page.lexicon.nouns == "capital" and low[number.end : number.end + 2] == ". "
    return dotted and before(page, number.start).word in words["determiner"] | words["article_joined"]


def _no_word(page: Page, number: Number, follows: str) -> bool:
    """Number words that count nothing: "no one", "second half", twenty-first."""
    hyphen = page.low[number.end : number.end + 1] == "-"
    if number.value == 1 and not _counting_one(page, number, follows):
        return True
    if number.value == 0 and _no_zero(page, number, follows):
        return True
    if number.value < 1 and (hyphen or before(page, number.start).word in page.lexicon.words["not_half"]):
        return True
    return hyphen and _ordinal_follows(page, number.end)


def _no_zero(page: Page, number: Number, follows: str) -> bool:
    """Net zero, zero tolerance; but "zero emissions" and "fell to zero"."""
    words = page.lexicon.words
    if before(page, number.start).word in words["not_zero"]:
        return True
    singular = bool(follows) and page.low[number.end : number.end + 1] == " " and follows not in words["stop"]
    return singular and page.lexicon.nouns == "plural" and not leads_to_noun(page, number.end)


def _ordinal_follows(page: Page, at: int) -> bool:
    return follow(page, at + 1) in page.lexicon.ordinals


def _counting_one(page: Page, number: Number, follows: str) -> bool:
    """One goal, one of three; not "no one", "one another", "one is"."""
    words, low = page.lexicon.words, page.low
    if before(page, number.start).word in words["not_one"] or low[number.end : number.end + 1] == "-":
        return False
    if follows in words["of"]:
        at = number.end + len(follows) + 2
        return low[at : at + 1].isdigit() or follow(page, at) in page.lexicon.numbers
    return (
        low[number.end : number.end + 1] == " "
        and bool(follows)
        and follows not in words["stop"]
        and follows not in words["after_one"]
    )
