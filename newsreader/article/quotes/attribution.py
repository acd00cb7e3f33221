"""Who said a quote: rules over the tags of its sentence.

A rule looks beside the quote for a verb of saying and for the subject of that verb; each result carries
the name of its rule.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsreader.article.patterns import deferred
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.mentions import (
    Mention,
    can_speak,
    main_subject,
    phrase_after,
    phrase_ending,
    subject_before,
)
from newsreader.article.quotes.tokens import Tokens

SUBJECT: Final = "subject of the sentence"
OWNED: Final = "NAME's words"
JUDGING: Final = "NAME, judging"


class Attribution(NamedTuple):
    """Who speaks, by which rule, and the token of the word that says so."""

    mention: Mention
    rule: str
    cue: int


_CUE = deferred(r"[vVgwh]")
VERB = deferred(r"[vw]")
_WITH_NAME = deferred(r"rd?[nesNSTz]{0,5}[sS],([TH·]*N[NB·]+),$")
_BY = deferred(r"[alt]*r")
_OWNED = deferred(r"z[nemlNS]{0,3}s?(?=[C:,QKFZr])")
_FROM = deferred(r"[nsgvbNS](?:[xalne]{0,3}|r?n)r")
_LED = deferred(r",r(d[nme]{0,3}s)$")
_CUES = 8
"""How many verbs of a sentence are weighed."""


def before_quote(
    tokens: Tokens, lexicon: Lexicon, begin: int, quote: int, *, since: int
) -> Attribution | None:
    """An attribution that leads the quote: ``Rao said that "..."``, ``calling it "..."``.

    ``since`` is the first token after the quote before this one; subjects are looked for back to ``begin``.
    """
    tags = tokens.tags
    cues = [found.start() for found in _CUE.finditer(tags, since, quote)][-_CUES:]
    owned = _owner(tokens, lexicon, max([since, *cues]), quote)
    if owned is not None and (owned.cue == quote - 2 or not cues or tags[cues[-1]] not in "wh"):
        return owned
    source = _from(tokens, lexicon, begin, quote)
    if source is not None:
        return source
    beside = cited(tokens, since, quote)
    if (
        beside is not None
        and beside.mention.last == quote - 2
        and tags[quote - 1] == "," == tags[beside.cue - 1]
    ):
        return beside
    passive = _passive(tokens, lexicon, cues, quote, begin)
    if passive is not None:
        return passive
    found: list[Attribution] = []
    for cue in cues:
        if _was_told(tokens, lexicon, cue):
            continue
        attribution = _relayed(tokens, lexicon, begin, cue) or _by_verb(tokens, begin, cue, found)
        if attribution is not None:
            found.append(attribution)
    while len(found) > 1 and _leans(tokens, lexicon, found[-1], quote):
        found.pop()
    if found and found[-1].rule != JUDGING:
        return found[-1]
    return cited(tokens, since, quote) or (found[-1] if found else None)


def _from(tokens: Tokens, lexicon: Lexicon, begin: int, quote: int) -> Attribution | None:
    """``This warning came from Rao, head of ...: "..."``: whose word it is."""
    tags = tokens.tags
    if tags[quote - 1 : quote] != ":":
        return None
    for found in _FROM.finditer(tags, begin, quote):
        if (
            tokens.word(found.end() - 1).lower() in lexicon.source
            and tokens.word(found.start()).lower() in lexicon.nouns
        ):
            subject = phrase_after(tags, found.end(), quote)
            if subject is not None and can_speak(tags, subject):
                return Attribution(subject, OWNED, found.end() - 1)
    return None


def _relayed(tokens: Tokens, lexicon: Lexicon, begin: int, cue: int) -> Attribution | None:
    """``quoted Rao as saying``: the object of the outer verb speaks."""
    if tokens.tags[cue] != "g" or cue - begin < 3 or tokens.tags[cue - 1] not in "cr":
        return None
    said = phrase_ending(tokens.tags, cue - 2, begin)
    if said is None or tokens.word(said.first - 1).lower() not in lexicon.relaying:
        return None
    return Attribution(said, "quoted NAME as saying", cue)


def _was_told(tokens: Tokens, lexicon: Lexicon, cue: int) -> bool:
    """Whether it is "were told" or "was asked", whose subject hears and does not speak."""
    word = tokens.word(cue).lower()
    at = cue - 1
    while at > 0 and tokens.tags[at] in "al":
        at -= 1
    return (
        word in lexicon.hearing and tokens.tags[at : at + 1] == "x" and tokens.word(at).lower() in lexicon.be
    )


def _leans(tokens: Tokens, lexicon: Lexicon, inner: Attribution, quote: int) -> bool:
    """Whether the inner of two clauses only passes on what the subject of the outer said."""
    tags = tokens.tags
    first = inner.mention.first
    beside = inner.cue == quote - 1 or (inner.cue == quote - 2 and tags[quote - 1] in ":,")
    shouted = beside and tags[inner.cue] == "v" and inner.mention.last in {inner.cue - 1, inner.cue - 2}
    return (
        tags[first] == "p"
        or not (can_speak(tags, inner.mention) or shouted)
        or tags[inner.mention.last + 1] == "R"
        or tokens.word(first).lower() in lexicon.nobody
    )


def _by_verb(  # noqa: PLR0911 - one for each rule
    tokens: Tokens, begin: int, cue: int, earlier: Sequence[Attribution]
) -> Attribution | None:
    """The subject of one verb; ``earlier`` holds those of the verbs before it in the sentence."""
    tags = tokens.tags
    if tags[cue] == "V":
        return Attribution(Mention(cue, cue), "verb with its pronoun", cue)
    if tags[cue] in "gh":
        if tags[cue] == "h" and earlier and tags[cue - 1] in "nNsS":
            return None
        beside = _saying(tags, begin, cue)
        if beside is not None:
            return Attribution(beside, "NAME, saying", cue)
    else:
        subject = subject_before(tags, cue, begin)
        if subject is not None:
            return Attribution(subject, "NAME said", cue)
        if tags[cue] == "v" and cue + 1 < len(tags) and tags[cue - 1 : cue] in {"", ".", ":", ",", "-", "\n"}:
            inverted = phrase_after(tags, cue + 1, min(cue + 12, len(tags)))
            if inverted is not None:
                return Attribution(inverted, "said NAME", cue)
    clause = tags.rfind(",c", begin, cue) if tags[cue - 1] == "c" else -1
    if clause > begin and not any(clause < each.cue for each in earlier):
        subject = main_subject(tags, clause + 2, cue + 1)
        if subject is not None:
            return Attribution(subject, "NAME said", cue)
    subject = _led_by(tags, begin, cue) or _main(tags, earlier) or main_subject(tags, begin, cue + 1)
    return Attribution(subject, JUDGING if tags[cue] in "wh" else "NAME, saying", cue) if subject else None


def _saying(tags: str, begin: int, cue: int) -> Mention | None:
    """``with Rao saying``, ``with one adviser calling`` and, where the sentence begins so, ``Rao, noting``."""
    led = _LED.search(tags, begin, cue)
    if led is not None:
        return Mention(led.start(1), cue - 1)
    near = phrase_ending(tags, cue - 1, begin)
    if near is not None and tags[near.first - 1 : near.first] == "r" and tags[near.first] in "NTHS":
        return near
    aside = phrase_ending(tags, cue - 2, begin) if tags[cue - 1] == "," else None
    whole = aside is not None and aside.first == begin and "e" not in tags[begin : aside.last]
    return aside if aside is not None and whole and can_speak(tags, aside) else None


def _led_by(tags: str, begin: int, cue: int) -> Mention | None:
    """``with its spokesperson, Anna Bell, saying``: the name beside the description."""
    found = _WITH_NAME.search(tags, max(begin, cue - 14), cue) if tags[cue] in "gh" else None
    return Mention(found.start(1), found.end(1) - 1) if found else None


def _main(tags: str, earlier: Sequence[Attribution]) -> Mention | None:
    """The subject of the last main clause among those already known."""
    for each in reversed(earlier):
        first, last = each.mention
        if tags[first - 1 : first] not in {"C", "R"} and tags[last + 1 : last + 2] != "R":
            return each.mention
    return None


def _owner(tokens: Tokens, lexicon: Lexicon, begin: int, quote: int) -> Attribution | None:
    """``Rao's claim that "..."``: whose word it is."""
    tags = tokens.tags
    for owned in reversed(list(_OWNED.finditer(tags, begin, quote))):
        words = range(owned.start() + 1, min(owned.end() + 1, quote))
        if any(tokens.word(at).lower() in lexicon.nouns for at in words):
            owner = phrase_ending(tags, owned.start() - 1, begin)
            if owner is not None:
                return Attribution(owner, OWNED, owned.end() - 1)
    return None


def _passive(tokens: Tokens, lexicon: Lexicon, cues: list[int], quote: int, since: int) -> Attribution | None:
    """``was described by Rao as "..."`` and ``was called "..." by Rao``."""
    tags = tokens.tags
    for cue in reversed(cues):
        at = cue - 1
        while at > 0 and tags[at] in "al":
            at -= 1
        helped = tags[at : at + 1] == "x" and tokens.word(at).lower() in lexicon.be
        aside = tags[at : at + 1] in {",", "n", "s", "N"} and tags[cue + 1 : cue + 2] == "r"
        if tags[cue] not in "vw" or not (helped or aside):
            continue
        for place in (cue + 1, quote + 1):
            found = _BY.match(tags, place)
            if found and tokens.word(found.end() - 1).lower() in lexicon.by:
                subject = phrase_after(tags, found.end(), min(found.end() + 12, len(tags)))
                if subject is not None and tokens.word(cue).lower() in lexicon.relaying:
                    subject = subject_before(tags, at, since)
                if subject is not None:
                    return Attribution(subject, "by NAME", cue)
    return None


def cited(tokens: Tokens, begin: int, end: int) -> Attribution | None:
    """``according to NAME`` that begins between two tokens."""
    tags = tokens.tags
    for place in range(bisect_left(tokens.citing, (begin, 0)), len(tokens.citing)) if tokens.citing else ():
        first, after, ahead = tokens.citing[place]
        if first >= end:
            break
        if ahead:
            subject = phrase_after(tags, after, min(after + 20, len(tags)))
        else:
            subject = phrase_ending(tags, first - 1, max(0, first - 12))
        if subject is not None:
            return Attribution(subject, "according to NAME", first)
    return None


def by_subject(tokens: Tokens, begin: int, quote: int) -> Attribution | None:
    """No verb of saying: the subject of the sentence that the quote stands in."""
    subject = main_subject(tokens.tags, begin, quote + 1)
    return Attribution(subject, SUBJECT, quote) if subject else None


def subject_of_last_verb(tokens: Tokens, begin: int, end: int) -> Attribution | None:
    """Who a sentence without quotes leaves speaking: ``Trump answered:``."""
    found: list[Attribution] = []
    for verb in list(_CUE.finditer(tokens.tags, begin, end))[-_CUES:]:
        attribution = _by_verb(tokens, begin, verb.start(), found)
        if attribution is not None:
            found.append(attribution)
    sure = [each for each in found if each.rule != JUDGING]
    return sure[-1] if sure else cited(tokens, begin, end)
