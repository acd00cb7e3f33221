"""Ages without a unit: after a name, after "aged", after "is"."""

from newsreader.article.figures.nouns import leads_to_noun
from newsreader.article.figures.page import Before, Found, Number, Page, before, follow

_MOST_AGES = 6
_OLDEST = 120


def age(page: Page, number: Number) -> Found | None:
    """Zhivka Savic, 65, said; at age 99; Hans Weber (43)."""
    if not number.bare or number.end - number.start > 3 or not 1 <= number.value <= _OLDEST:
        return None
    word = before(page, number.start)
    if not word.word:
        return None
    if not (_aged(page, number, word) or _aside(page, number, word) or _is_so_old(page, number, word)):
        return None
    return Found(number.start, number.end, "measure", number.value, "year old", "measure.age")


def age_in_words(page: Page, number: Number) -> Found | None:
    """Aged three."""
    word = before(page, number.start)
    if (
        number.high is not None
        or word.gap != " "
        or word.word not in page.lexicon.words["aged"]
        or number.value > _OLDEST
    ):
        return None
    return Found(number.start, number.end, "measure", number.value, "year old", "measure.age")


def _aged(page: Page, number: Number, word: Before) -> bool:
    """At age 99, at the age of 18, ages 12, who died at 91, joined in 1957, at 19, and."""
    if word.gap == ", " and word.word.isdigit():
        return _also_aged(page, number)
    if word.gap != " ":
        return False
    words = page.lexicon.words
    if word.word in words["of"]:
        word = before(page, word.start)
    if word.word in words["aged"] or _also_aged(page, number):
        return True
    if word.word not in words["at"] or number.value <= 4:
        return False
    earlier = before(page, word.start)
    alone = earlier.gap == ", " and page.low[number.end : number.end + 2] == ", " and number.value > 10
    return (alone or earlier.word in words["age_at"]) and not leads_to_noun(page, number.end)


def _also_aged(page: Page, number: Number) -> bool:
    """The 9 and 12 of "aged 6, 9 and 12"."""
    words = page.lexicon.words
    start = number.start
    for _ in range(_MOST_AGES):
        link = before(page, start)
        if link.gap == " " and (link.word in words["and"] or link.word in words["or"]):
            link = before(page, link.start)
        if link.word in words["aged"]:
            return start < number.start
        if not link.word.isdigit() or len(link.word) > 2 or link.gap not in {" ", ", "}:
            return False
        start = link.start
    return False


def _is_so_old(page: Page, number: Number, word: Before) -> bool:
    """Who is 70; she was 22 when; Ana Smith 45 said."""
    words = page.lexicon.words
    follows = follow(page, number.end)
    if word.gap != " " or number.value <= 4:
        return False
    if word.word in words["age_be"]:
        ends = page.low[number.end : number.end + 1] in {"", ".", ",", ";", "\n"}
        decimal = page.low[number.end + 1 : number.end + 2].isdigit()
        return before(page, word.start).word in words["age_of"] and (
            (ends and not decimal) or follows in words["age_after"]
        )
    if number.value <= 15 or follows not in words["age_said"] or not page.text[word.start].isupper():
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
