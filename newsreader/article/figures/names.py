"""Numbers that count nothing: in names, addresses, identifiers, telephone numbers, lists."""

import re

from newsreader.article.figures.nouns import leads_to_noun
from newsreader.article.figures.page import Before, Number, Page, before
from newsreader.article.patterns import deferred

_TOKEN = deferred(r"[\w./:@#&=?%+~-]*\w")
_PHONE = deferred(r"\+?\(?\d{1,4}\)?(?:[ .-]\(?\d{2,5}\)?){1,5}(?![\d,])")
_LIST = deferred(r"\s*\(?\d{1,3}[.)]\s")
_NEXT_ITEM = deferred(r"[.)] [A-Z]")
"""``1. Take an egg. 2. Beat it.``"""
_ADDRESS = deferred(r"(?:[ -]?[a-z])? ((?:[a-z\d][\w'.-]* ){1,4})([a-z]+)?")
_NUMBER_SIGN = deferred(r"(?:№|(?<![^\W_])(?:n[o°º]\.?|nr\.|nos\.)|#) ?$")
_CLAUSE = deferred(r"\d{1,3}\)")
"""The (1) of "Article 19(1)(a)"."""
_JOINED = "/_=&@#\\~"
_TO = deferred(r" ([^\W\d_]{1,5}) \d")
_FIXED = deferred(r"9/11(?![\d/])|24/7(?![\d/])|7/7(?![\d/])|26/11(?![\d/])|50/50(?![\d/])")
_JET = deferred(r"7[0-8]7(?![\w%]|[.,]\d)")
"""The 747."""
_STATE = deferred(r", [A-Z]{2} $")
_VARIANT = deferred(r" [A-Z][a-z]\w* \d{1,2}(?![\w,.]\d|\w)")
"""``737 Max 8``"""
_SIDE = r"(?:[A-Z][\w.'&-]* ){1,4}\d{1,3}"
_RESULT = deferred(rf"{_SIDE}(?:,|;| -) {_SIDE}(?=[.,;)]?(?:\s|$))")
"""``Chicago 98, Utah 90``"""
_LONGEST_RESULT = 60
_SENTENCE_ENDS = ".!?:;\n\"'”“‘’«»(—–-•*|"
_COPYRIGHT = deferred(r"(?:^|(?<![a-z]))c\.$")


def glued(page: Page, start: int) -> bool:
    """Whether the digits at ``start`` belong to a word or address before them: S-400, G20, x.com/5."""
    low = page.low
    if start == 0:
        return False
    last = low[start - 1]
    if last.isalpha() or last in _JOINED:
        return not (last == "y" and before(page, start).word in page.lexicon.words["year_prefix"])
    if last == "." and start > 1 and not low[start - 2].isspace():
        return low[start - 2].isalnum() and not _COPYRIGHT.search(low, max(0, start - 3), start)
    if last == "(" and start > 1 and (low[start - 2].isdigit() or low[start - 2] == ")"):
        return _CLAUSE.match(low, start) is not None
    if last in "-–" and start > 1 and (low[start - 2].isalnum() or low[start - 2] in ".)"):
        word = before(page, start - 1)
        return not (word.gap == "" and word.word in page.lexicon.words["prefix"])
    return False


def token_end(low: str, at: int) -> int:
    """Where the run of letters, digits and address marks around ``at`` ends."""
    found = _TOKEN.match(low, at)
    return found.end() if found else at + 1


def runs_on(page: Page, number: Number) -> bool:
    """Whether letters or address marks follow the digits at once: 737s, 3D, 1MDB."""
    after = page.low[number.end : number.end + 2]
    if not after:
        return False
    if (after[0].isalpha() and after[0] < "\u2e80") or after[0] in "_@\\=&":
        return True
    if len(after) < 2:
        return False
    if after[0] in "(-" and after[1].isalpha():
        return after[0] == "(" or page.text[number.end + 1].isupper()
    return after[0] in "./:" and after[1].isalnum()


def telephone(page: Page, number: Number) -> int:
    """Where a telephone number, or that of a block of houses, that starts here ends; or 0."""
    low = page.low
    if not number.bare:
        return 0
    if low.startswith(page.lexicon.address_tails, number.end):
        return number.end
    start = number.start
    while start and low[start - 1] in "(+":
        start -= 1
    found = _PHONE.match(low, start)
    if found is None:
        return 0
    digits = [part for part in re.split(r"\D+", found[0]) if part]
    size = sum(map(len, digits))
    word = before(page, start).word
    asked = word in page.lexicon.words["telephone"]
    if all(len(part) == 4 and part[0] in "12" for part in digits) or not (7 if asked else 9) <= size <= 15:
        return (
            found.end()
            if len(digits) == 2 and [len(part) for part in digits] == [3, 4] and "-" in found[0]
            else 0
        )
    plus = start < number.start
    if not plus and not asked and all(len(part) == 3 for part in digits[1:]) and " " in found[0]:
        return 0
    return found.end()


def listed(page: Page, number: Number) -> bool:
    """Whether the number opens a line as the marker of a list."""
    if not number.bare or number.value > 200:
        return False
    start = number.start
    if _NEXT_ITEM.match(page.text, number.end) and page.text[max(0, start - 2) : start] in {
        ". ",
        "? ",
        "! ",
        "; ",
    }:
        return True
    line = page.text.rfind("\n", max(0, start - 8), start) + 1 if start else 0
    if line == 0 and start > 8:
        return False
    return not page.text[line:start].strip(" (\t") and bool(_LIST.match(page.text, line))


def named(page: Page, number: Number) -> bool:  # noqa: PLR0911 - one for each sign
    """Whether a number without unit or sign is part of a name: Boeing 737, Article 370, 10 Downing Street."""
    low, text = page.low, page.text
    start = number.start
    if number.digits and _FIXED.match(low, start):
        return True
    if (
        number.bare
        and _JET.match(low, start)
        and before(page, start).word in page.lexicon.words["determiner"]
    ):
        return not leads_to_noun(page, number.end)
    if number.digits and number.bare and _NUMBER_SIGN.search(low, max(0, start - 5), start):
        return True
    word = before(page, start)
    tight = word.gap in {" ", "-", ". "}
    words = page.lexicon.words
    if number.bare and number.end - start in {3, 5} and _asked(page, number, word.word):
        return True
    capital = word.word in words["capital_names"] and text[word.start].isupper() and word.gap == " "
    label = word.word in words["names"] and tight and (word.gap != ". " or word.word in words["dotted_names"])
    if (capital or label) and not _done(page, number, word):
        return number.digits or text[number.start].isupper() or word.word in words["dotted_names"]
    if (number.digits or text[start].isupper()) and _labelled_too(page, start):
        return True
    if not number.digits:
        return capital_name(page, number)
    if not number.bare:
        return False
    initial = len(word.word) == 1 and word.gap == ". " and text[word.start - 1 : word.start] == "."
    return (
        address(page, number)
        or _VARIANT.match(text, number.end) is not None
        or initial
        or (word.gap == " " and _model(page, number, word.start, word.word))
    )


def _done(page: Page, number: Number, word: Before) -> bool:
    """Whether the word is what somebody does to what is counted: the "release" of "to release 50 hostages"."""
    words = page.lexicon.words
    return (
        word.word in words["doing"]
        and word.gap == " "
        and before(page, word.start).word in words["doing_before"]
        and leads_to_noun(page, number.end)
    )


def _asked(page: Page, number: Number, word: str) -> bool:
    """The 911 that somebody calls, and the 20500 of "DC 20500"."""
    if number.end - number.start == 3:
        return word in page.lexicon.words["telephone"] and not leads_to_noun(page, number.end)
    return _STATE.search(page.text, max(0, number.start - 5), number.start) is not None


def _labelled_too(page: Page, start: int) -> bool:
    """Whether it is the 11 of "junctions 9 and 11", or the 20 of "the Group of 20"."""
    words = page.lexicon.words
    link = before(page, start)
    if link.gap != " " or not (
        link.word in words["and"] or link.word in words["to"] or link.word in words["of"]
    ):
        return False
    near = before(page, link.start)
    if link.word in words["of"]:
        return near.word in words["groups_of"] and page.text[near.start : near.start + 1].isupper()
    return near.word.isdigit() and near.gap == " " and before(page, near.start).word in words["names"]


def address(page: Page, number: Number) -> bool:
    """Whether the number is that of a house: 10 Downing Street, 221B Baker Street."""
    found = _ADDRESS.match(page.low, number.end)
    if found is None or not (page.text[found.start(1)].isupper() or page.low[found.start(1)].isdigit()):
        return False
    at = found.start(1)
    for place, word in enumerate(page.text[at : found.end()].split(" ")):
        plain = word.rstrip(".,'").lower()
        if not word or not (word[0].isupper() or word[0].isdigit()):
            return False
        if place and plain in page.lexicon.words["after_name"]:
            return True
    return False


def _model(page: Page, number: Number, start: int, word: str) -> bool:
    """A capital word right before short digits makes a name of both, unless it opens the sentence."""
    text, lexicon = page.text, page.lexicon
    if not text[start].isupper() or number.end - number.start > 4:
        return False
    if word in lexicon.words["weekdays"] or word in lexicon.months or word in lexicon.words["stop"]:
        return False
    after = page.low[number.end : number.end + 1]
    if after in {"-", "–"} or number.value < 2:
        return False
    if word.endswith("s") and not word.endswith("ss") and lexicon.nouns == "plural":
        return False  # "the Conservatives 121"
    if (
        lexicon.nouns == "capital"
        and (to := _TO.match(page.low, number.end))
        and to[1] in lexicon.words["to"]
    ):
        return False
    return not _opens(text, start) and not leads_to_noun(page, number.end) and not _result(text, number)


def _result(text: str, number: Number) -> bool:
    """Whether two sides stand in the sentence with a number each, and nothing else."""
    begin = number.start
    left = max(0, begin - _LONGEST_RESULT)
    while (
        begin > left and text[begin - 1] != "\n" and not (text[begin - 1] == " " and text[begin - 2] in ".;:")
    ):
        begin -= 1
    found = _RESULT.match(text, begin)
    return found is not None and found.end() >= number.end


def _opens(text: str, at: int) -> bool:
    before_it = text[max(0, at - 3) : at].rstrip(" ")
    return not before_it or before_it[-1] in _SENTENCE_ENDS


def capital_name(page: Page, number: Number) -> bool:
    """Ten Commandments, BBC Two, Big Ten: a number word with a capital in the middle of a sentence."""
    text = page.text
    first = text[number.start]
    if page.low[number.start : number.end] in page.lexicon.words["name_numbers"] and first.islower():
        word = before(page, number.start)
        return (
            word.gap == " " and text[word.start].isupper() and text[number.end + 1 : number.end + 2].isupper()
        )
    if not first.isupper() or _opens(text, number.start) or text[number.start : number.start + 2].isupper():
        return False
    word = before(page, number.start)
    follows = text[number.end : number.end + 2]
    owned = word.word == "s" and text[word.start - 1 : word.start] in {"'", "’"}
    beside = (word.gap in {" ", "-"} and (text[word.start].isupper() or owned)) or (
        len(follows) == 2 and follows[1].isupper()
    )
    return beside and not _headline(page, number)


def _headline(page: Page, number: Number) -> bool:
    left = max(page.text.rfind("\n", max(0, number.start - 100), number.start) + 1, number.start - 100)
    right = page.text.find("\n", number.end, number.end + 100)
    line = page.text[left : right if right >= 0 else number.end + 100].split()
    longer = [word for word in line if len(word) > 3]
    return bool(longer) and sum(word[0].isupper() or not word[0].isalpha() for word in longer) >= 0.8 * len(
        longer
    )
