"""Who said a quote, by what follows it: ``"...", said Rao`` and ``"...", as Rao put it``."""

from newsreader.article.patterns import deferred
from newsreader.article.quotes.attribution import OWNED, VERB, Attribution, cited
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.mentions import Mention, can_speak, phrase_after, subject_before
from newsreader.article.quotes.tokens import Tokens

_INVERTED = deferred(
    r"[,z-]{0,2}[al]*x?[al]*(?:v(?=[altopdNTHSsneBm]|rt|rd?[NSs·]{1,4}d)|w(?=[alt]*d?[ne]{0,3}[pNTHSsB]))"
)
_PLAIN = deferred(r"[,z-]{0,2}[al]*(?=[pdNTHSsneBm])")
_TOGETHER = deferred(r"[dzNTHSs·]+c[dze]*[NTHSs]+")
"""``Dr Lim and colleagues wrote``"""
_DESCRIBED = deferred(r"[dnmep]*(?:r[dnme]*)?[NTHSsn]+(?:(?:r[dnme]*[NTHSsn]+)?,|\([NTHSs]{1,4}\))")
"""``one of the jurors, Maria Lopez, said``"""
_MANNER = deferred(r",?[cC](?=[pdNTHSsnm])")
_ALL = deferred(r",?x[al]{0,2}[dC](?=[pdNTHS])")
"""``"...," was all Rao would say`` and ``"..." was how Rao described it``"""
_WORD_OF = deferred(r",?x[al]{0,2}d?[nme]{0,2}([nsgvbw])r")
"""``"...," was the verdict of Rao``"""
_WHOSE = deferred(r",?x[al]{0,2}(d?[nmeNTHSs·]{1,6})z[nme]{0,2}([nsgvbw])(?=[.,\nrtcC2]|$)")
"""``"..." is the minister's advice``"""
_SIGNED = deferred(r"-((?:[NTHSB·&])+)(?=[,.\n(QKFZ]|$)")
_AS_SAYING = deferred(r"[cr]g")
_VERB_ALONE = deferred(r",?-?[al]*x?[al]*v(?=[altmrc,.\n]|$)")
_TRAILING = deferred(
    r"[,-]c?(?:[pdNTHSsneB·&mz]+[xal]*[vw]|vd?[NTHSsnpB·&]+(?:d[NTHSsn]+)?)(?=[talmr.\n,QKFZ]|$)"
)


def after_quote(tokens: Tokens, lexicon: Lexicon, quote: int, end: int) -> Attribution | None:  # noqa: PLR0911 - one for each rule
    """An attribution that follows the quote: ``"...", said Rao`` or ``"...", Rao said``."""
    tags = tokens.tags
    at = quote + 1
    if at >= end:
        return None
    begins = quote == 0 or tags[quote - 1] in ".\nFZ:c"
    marked = tags[quote] in "KFZ" or tags[at] in ",-"
    found = _INVERTED.match(tags, at, end)
    if (
        found
        and (marked or tags[found.end() - 1] == "v")
        and tokens.word(found.end() - 1).lower() not in lexicon.uninverted
    ):
        subject = phrase_after(tags, found.end(), end)
        if subject is not None:
            return Attribution(subject, "said NAME", found.end() - 1)
    fused = at + (tags[at] in ",-")
    if fused < end and tags[fused] == "V":
        return Attribution(Mention(fused, fused), "verb with its pronoun", fused)
    source = cited(tokens, at, min(end, at + 3))
    if source:
        return source
    plain = _PLAIN.match(tags, at, end)
    named = (
        _as_put(tokens, lexicon, at, end)
        or _word_of(tokens, lexicon, at, end)
        or (
            _named_after(tokens, lexicon, quote, plain.end(), end, marked=marked, begins=begins)
            if plain
            else None
        )
    )
    if named is not None:
        return named
    signed = _SIGNED.match(tags, at, end)
    if signed:
        return Attribution(Mention(signed.start(1), signed.end(1) - 1), "signed NAME", at)
    return None


def _as_put(tokens: Tokens, lexicon: Lexicon, at: int, end: int) -> Attribution | None:
    """``"...", as Rao put it``."""
    tags = tokens.tags
    manner = _MANNER.match(tags, at, end)
    if manner is None or tokens.word(manner.end() - 1).lower() not in lexicon.manner:
        return None
    verb = VERB.search(tags, manner.end(), min(end, manner.end() + 12))
    before = verb.start() if verb else 0
    if verb and tags[before - 1] == "2":  # "as Rao likes to put it"
        before = max(manner.end(), before - 2)
    subject = subject_before(tags, before, manner.end()) if verb else None
    if verb is None or subject is None or subject.first > manner.end() + 1:
        return None
    return Attribution(subject, "as NAME put it", verb.start())


def _word_of(tokens: Tokens, lexicon: Lexicon, at: int, end: int) -> Attribution | None:
    """``"...," was all Rao would say``, ``was the verdict of Rao``, ``is Rao's advice``."""
    tags = tokens.tags
    found = _ALL.match(tags, at, end)
    if found:
        verb = VERB.search(tags, found.end(), min(end, found.end() + 10))
        subject = subject_before(tags, verb.start(), found.end()) if verb else None
        if verb and subject and subject.first <= found.end() + 1:
            return Attribution(subject, "what NAME said", verb.start())
        return None
    found = _WORD_OF.match(tags, at, end)
    if found and tokens.word(found.start(1)).lower() in lexicon.nouns:
        subject = phrase_after(tags, found.end(), end)
        if subject is not None and can_speak(tags, subject):
            return Attribution(subject, OWNED, found.end() - 1)
    found = _WHOSE.match(tags, at, end)
    if found and tokens.word(found.start(2)).lower() in lexicon.nouns:
        return Attribution(Mention(found.start(1), found.end(1) - 1), OWNED, found.start(2))
    return None


def verb_alone(tokens: Tokens, quote: int, end: int) -> bool:
    """Whether a verb without a subject follows, as Spanish has it: ``«...», añadió``."""
    return tokens.tags[quote] == "K" and _VERB_ALONE.match(tokens.tags, quote + 1, end) is not None


def _named_after(  # noqa: PLR0911 - one for each shape
    tokens: Tokens, lexicon: Lexicon, quote: int, at: int, end: int, *, marked: bool, begins: bool
) -> Attribution | None:
    """``"...", Rao said``, ``"...", Rao, who leads the council, told``."""
    tags = tokens.tags
    verb = VERB.search(tags, at, end)
    if verb and (marked or verb.group() == "v"):
        between = tags[at : verb.start()]
        if _TOGETHER.fullmatch(between):
            return Attribution(Mention(at, verb.start() - 1), "NAME said", verb.start())
        if not any(tag in "cC:;QKFZ" for tag in between):
            subject = subject_before(tags, verb.start(), at)
            if subject is not None and tokens.word(verb.start()).lower() in lexicon.relaying:
                subject = _quoted(tags, verb.end(), end) or subject
            if subject is not None and (
                subject.first <= at + 2
                or subject.first > verb.start()
                or _DESCRIBED.fullmatch(tags, at, subject.first)
            ):
                return Attribution(subject, "NAME said", verb.start())
    if tags[quote] not in "KZ":
        return None
    first = phrase_after(tags, at, end)
    if first is None or not can_speak(tags, first):
        return None
    follows = tags[first.last + 1 : first.last + 2]
    if verb and follows in {",", "(", "r", "Q", "-"}:
        return Attribution(first, "NAME said", verb.start())
    if tags[quote] == "K" and begins and follows in {"n", "e", "x", "l", "a"}:
        return Attribution(first, "NAME after a comma", first.last + 1)
    return None


def _quoted(tags: str, at: int, end: int) -> Mention | None:
    """The Ramsay of ``the Mirror quoted Ramsay as telling``."""
    whom = phrase_after(tags, at, end)
    return whom if whom is not None and _AS_SAYING.match(tags, whom.last + 1, end) else None


def after_clause(tokens: Tokens, quote: int, end: int) -> Attribution | None:
    """An attribution further on in the sentence: ``the "safe" ones are here, Rao said``."""
    tags = tokens.tags
    for found in _TRAILING.finditer(tags, quote, end):
        verb = VERB.search(tags, found.start(), found.end())
        if verb is None:
            continue
        subject = subject_before(tags, verb.start(), found.start() + 1) or phrase_after(tags, verb.end(), end)
        if subject is not None and can_speak(tags, subject):
            return Attribution(subject, "clause, NAME said", verb.start())
    return cited(tokens, quote, end)
