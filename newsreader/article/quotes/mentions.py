"""Noun phrases found in tags: who could have said it.

Tags are those of ``lexicon``: N name, T title, H honorific, S and s noun for a speaker (with a capital or
not), n other word, d determiner, m number, e word in -ed, p pronoun, z possessive, B abbreviation.
"""

import re
from typing import NamedTuple

from newsreader.article.patterns import deferred
from newsreader.article.quotes.tokens import QUOTES


class Mention(NamedTuple):
    """A noun phrase: its first and last token."""

    first: int
    last: int


_INSIDE = frozenset("NTHSsnmz·dejBl&i")
_ENDINGS = frozenset("NTSsnBmp·")
_NAMED = r"[NTHSsB·](?:[NTHSsB·&]|z(?=[nNSTHsme]))*+(?:(?<=z)[nme]*+[NTHSsn]++)?"
_PHRASE = (
    rf"(?:p|m+rd?[nme]{{0,3}}[sS]|d[nme]?N+nz[nme]{{0,2}}s(?![nNTHSs])|d[nme]?N+n{{1,2}}(?=[,.QKFZ\n]|$)|d*+(?:[nmelit]{{0,6}}){_NAMED}(?:[nme]{{1,3}}[NTHSs]{_NAMED.removeprefix('[NTHSsB·]')})?"
    r"|d+[nmelizNTHSsB·&]{0,12}[nNSs])"
)
_OFFICE = r"d?T+r{1,2}d?n(?=N)[N·]+"
"""``il ministro della Giustizia Carlo Nordio``"""
_AFTER_VERB = deferred(rf"(?:[ltao]|[rd]t)*(?:rd?[NSs·]{{1,4}}(?=d))?({_OFFICE}|{_PHRASE})")
_NAMED_BESIDE = deferred(r"(?:r{1,2}d?[nNSTs]+){0,2},([TH·]*N[N·]+)(?=[,.QKFZ\n]|$)")
"""The name that follows a description: ``the spokesman, John Smith,``."""
_NAME_ALONE = deferred(r"[TH·]*N[NB·]+")
_STARTS_CLAUSE = frozenset(".\n,-:;(cCR") | QUOTES
_LINKING = frozenset("r")
_SUBJECT = deferred(
    rf"(?<![r2zoCR])(?:(?<!d)(p|[nme]{{0,6}}d{{0,3}}[nme]{{0,6}}{_NAMED}|[mne]{{0,6}}s)"
    r"(?=(?:\([^)]{0,12}\))?(?:,[^,]{0,30},){0,2}(?:rt)?[al]*[xvwVeghin2])"
    r"|(d+[nmeNTHSs·]{0,12}[ns])(?=(?:,[^,]{0,30},)?[al]*[xvwVeg]))"
)
_AGED = deferred(r"[NTH·]Nm")
"""``Ana Smith 45 said``"""
_SKIPPED = frozenset("xalt2B")
_WITHIN = frozenset("NTHS·&")
_ALIVE = frozenset("NTHSsp")


def can_speak(tags: str, mention: Mention) -> bool:
    """Whether a name, a pronoun or a noun for a speaker is in it."""
    return not _ALIVE.isdisjoint(tags[mention.first : mention.last + 1])


def phrase_after(tags: str, at: int, end: int) -> Mention | None:
    """The noun phrase that begins at ``at``, adverbs and days looked past."""
    found = _AFTER_VERB.match(tags, at, end)
    if found is None:
        return None
    named = _NAMED_BESIDE.match(tags, found.end(), end) if "N" not in found.group(1) else None
    return (
        Mention(*named.span(1))._replace(last=named.end(1) - 1)
        if named
        else Mention(found.start(1), found.end(1) - 1)
    )


def phrase_ending(tags: str, last: int, begin: int) -> Mention | None:
    """The noun phrase whose last token is ``last``, not reaching before ``begin``."""
    if last < begin or tags[last] not in _ENDINGS:
        return None
    if tags[last] == "p":
        return Mention(last, last)
    first = last
    while first > begin and tags[first - 1] in _INSIDE:
        first -= 1
        if tags[first] == "d" and tags[first - 1 : first] != "d":
            break
    if first < last and tags[first] in "ne" and tags[first - 1 : first] == "p":
        first += 1
    while first < last and tags[first] in "zleij":
        first += 1
    return Mention(first, last)


def subject_before(  # noqa: C901, PLR0911 - one for each shape
    tags: str, verb: int, begin: int
) -> Mention | None:
    """The subject of the verb at ``verb``, looked for to its left in its own clause."""
    ergative = tags.rfind("E", begin, verb)
    if ergative >= 0:
        return _before_ergative(tags, ergative, begin)
    at = verb - 1
    while at >= begin and tags[at] in _SKIPPED:
        if tags[at] == "2":
            return None
        at -= 2 if tags[at - 1 : at + 1] == "rt" else 1
    if at < begin:
        return None
    if tags[at] in ",-)":
        return _before_parenthesis(tags, at, begin)
    if tags[at] == "R":
        at -= 1 + (tags[at - 1 : at] == ",")
        found = phrase_ending(tags, at, begin)
        return _with_phrases_before(tags, found, begin) if found else None
    if tags[at] == "m" and _AGED.fullmatch(tags, max(begin, at - 2), at + 1):
        at -= 1
    elif at > begin and tags[at] == "m" and tags[at - 1] in "rt":
        return subject_before(tags, at - 1, begin)
    found = phrase_ending(tags, at, begin)
    if found is None:
        return None
    if tags[found.first - 1 : found.first] == "x" and set(tags[found.first : found.last + 1]) == {"n"}:
        # "Critics have long accused": an adverb that no list has.
        return subject_before(tags, found.first, begin)
    pinned = _past_participle(tags, found, begin)
    if pinned is not None:
        return pinned
    if tags[found.first - 1 : found.first] == "r" and found.first > begin:
        wider = _with_phrases_before(tags, found, begin)
        return wider if wider != found else None
    return found


def _past_participle(tags: str, found: Mention, begin: int) -> Mention | None:
    """``A note`` of "A note pinned to the gate said", where ``found`` is the gate."""
    if found.first - 3 <= begin or tags[found.first - 1] not in "r2" or tags[found.first - 2] not in "ei":
        return None
    outer = phrase_ending(tags, found.first - 3, begin)
    clause = outer is not None and (outer.first == begin or tags[outer.first - 1] in _STARTS_CLAUSE)
    return outer if clause else None


def _before_ergative(tags: str, at: int, begin: int) -> Mention | None:
    """The subject that a postposition marks, as Hindi does; genitives belong to it."""
    first = at
    while first > begin and tags[first - 1] in "nNTHSsdmrpB":
        first -= 1
    while first < at and tags[first] == "r":
        first += 1
    return Mention(first, at - 1) if first < at else None


def _with_phrases_before(tags: str, found: Mention, begin: int) -> Mention:
    """``a spokesman for the ministry`` from ``the ministry``, where a clause begins with it."""
    first = found.first
    for _ in range(4):
        if first - 1 <= begin or tags[first - 1] not in _LINKING:
            break
        outer = phrase_ending(tags, first - 2, begin)
        if outer is None:
            break
        first = outer.first
    if first != found.first and (first == begin or tags[first - 1] in _STARTS_CLAUSE):
        return Mention(first, found.last)
    return found


def _before_parenthesis(tags: str, close: int, begin: int) -> Mention | None:
    """The subject that an insertion parts from its verb: ``Rao, who leads the council, said``."""
    openers = {",": ",", "-": "-", ")": "("}[tags[close]]
    best: Mention | None = None
    at = close
    for _ in range(6):
        at = tags.rfind(openers, begin, at)
        if at <= begin:
            break
        if best is None and tags[close] != ")" and _NAME_ALONE.fullmatch(tags, at + 1, close):
            best = Mention(at + 1, close - 1)
        found = phrase_ending(tags, at - 1, begin)
        if found is None or not can_speak(tags, found):
            continue
        found = _with_phrases_before(tags, found, begin)
        before = tags[found.first - 1] if found.first > begin else "."
        if before == "r":
            continue
        best = found
        if before != "," or tags[at + 1 : at + 2] in {"R", "m", "d"}:
            break
    return best


def main_subject(tags: str, begin: int, end: int) -> Mention | None:
    """The subject of the main clause: past a clause or phrase that leads it, else the first."""
    if tags[begin : begin + 1] in {"r", "c"}:
        for found in _SUBJECT.finditer(tags, begin, end):
            if tags[found.start() - 1] == ",":
                return _trimmed(tags, found, begin)
    found_first = _SUBJECT.search(tags, begin, end)
    return _trimmed(tags, found_first, begin) if found_first else None


def _trimmed(tags: str, found: re.Match[str], begin: int) -> Mention:
    first, end = found.span(1) if found.group(1) else found.span(2)
    while end - 1 > first and tags[end - 1] in "mez":
        end -= 1
    found_here = Mention(first, end - 1)
    if first - 1 > begin and tags[first - 1] in _WITHIN:
        # "Security" of "A spokesman for the Department of Homeland Security declined".
        whole = phrase_ending(tags, end - 1, begin)
        if whole is not None and tags[whole.first - 1] in _LINKING:
            wider = _with_phrases_before(tags, whole, begin)
            return wider if wider != whole else found_here
    return found_here
