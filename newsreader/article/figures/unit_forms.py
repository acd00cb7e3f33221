"""The unit after a number: whole words, short forms, and what only looks like one."""

from newsreader.article.figures.lexicon import Unit
from newsreader.article.figures.names import address
from newsreader.article.figures.nouns import leads_to_noun
from newsreader.article.figures.page import Number, Page, after, before
from newsreader.article.figures.parts import unit_apart
from newsreader.article.patterns import deferred

_GAP = deferred(r" - | ?-?")
_CLOSE = {"(": ")", "[": "]", "{": "}", "<": ">"}
_ENDS_SENTENCE = deferred(r"[\"”’\n]|$| [A-Z]")
_SHORT = deferred(r"[a-zµ°][a-z/²³0-9]{1,5}(?![^\W_])")
_WORDS = frozenset(
    {
        "in",
        "am",
        "pm",
        "min",
        "mins",
        "bar",
        "mol",
        "gal",
        "mp",
        "ms",
        "deg",
        "mach",
        "rad",
        "turn",
        "cup",
        "ha",
        "pint",
    }
)
"""Short units that are words, names or titles too."""
_GLUED_ONLY = {"in", "s", "h", "t", "l", "L", "g", "V", "W", "J", "B"}


def unit_at(page: Page, number: Number) -> tuple[int, Unit] | None:
    """The unit that follows a number: its end and what it is."""
    low, lexicon = page.low, page.lexicon
    gap = _GAP.match(low, number.end)
    at = gap.end() if gap else number.end
    if at >= len(low):
        return None
    if not number.digits and (inner := unit_apart(page, number)):
        return lexicon.units.match(low, inner)
    hit = lexicon.units.match(low, at) if at > number.end else None
    if hit is None and (number.digits or (at > number.end and _plain_short(page, at))):
        hit = _short(page, number, at)
    if hit is None and low[at] in "([{<" and number.digits:
        hit = _bracketed(page, at)
    if hit is None and at == number.end:
        hit = lexicon.units.match(low, at)
    return hit


def _plain_short(page: Page, at: int) -> bool:
    """Whether what may be a short unit after a spelled number is no word: "forty-two mph"."""
    word = _SHORT.match(page.low, at)
    return word is not None and word[0] not in _WORDS


def _short(page: Page, number: Number, at: int) -> tuple[int, Unit] | None:
    text, lexicon = page.text, page.lexicon
    hit = lexicon.short_units.match(text, at) or lexicon.short_units.match(page.low, at)
    if hit is None:
        return None
    end = hit[0]
    if (
        text[end - 1] == "."
        and _ENDS_SENTENCE.match(text, end)
        and lexicon.short_units.match(text[at : end - 1], 0)
    ):
        end -= 1
        hit = end, hit[1]
    written = text[at:end]
    if written in {"pm", "am", "K", "k", "G"} or (
        written == "s" and ((number.value >= 10 and number.value % 10 == 0) or number.value >= 1000)
    ):
        return None
    if at == number.end:
        heat = written in {"F", "C"} and (
            (number.value > 130 and before(page, number.start).word not in lexicon.words["heat_before"])
            or _in_a_name(page, number)
            or _is_form(page, number, end)
        )
        return None if heat or (len(written) == 1 and address(page, number)) else hit
    if written in {"F", "C"}:
        return hit if _ends_there(page, end) else None
    poured = written in {"g", "l"} and page.low.startswith(" of ", end)
    alone = written in _GLUED_ONLY or (written == "m" and leads_to_noun(page, end))
    return None if alone and not poured else hit


def _is_form(page: Page, number: Number, end: int) -> bool:
    """The 13F of "the 13F filing"."""
    noun = after(page, end)
    determined = before(page, number.start).word in page.lexicon.words["determiner"]
    return number.bare and determined and noun.gap == " " and noun.word not in page.lexicon.words["stop"]


def _ends_there(page: Page, end: int) -> bool:
    """Whether the letter of a temperature that a space sets apart ends its phrase: no initial of a name."""
    follows = after(page, end)
    return (
        page.text[end : end + 1] in {"", ".", ",", ")", ";", ":", "/", "\n"}
        or page.text[end : end + 2] == " ("
        or (follows.gap == " " and follows.word in page.lexicon.words["stop"])
    )


def _in_a_name(page: Page, number: Number) -> bool:
    word = before(page, number.start)
    return (
        word.gap == " "
        and word.start > 1
        and page.text[word.start].isupper()
        and page.text[word.start - 2] != "."
    )


def _bracketed(page: Page, at: int) -> tuple[int, Unit] | None:
    text = page.text
    hit = page.lexicon.short_units.match(text, at + 1)
    if hit and text[hit[0] : hit[0] + 1] == _CLOSE[text[at]]:
        return hit[0] + 1, hit[1]
    return None
