"""Indirect speech: ``Peskov said discussions may also cover ...``, reported without marks."""

from typing import NamedTuple

from newsreader.article.patterns import deferred
from newsreader.article.quotes.attribution import Attribution, cited
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.mentions import can_speak, phrase_after, subject_before
from newsreader.article.quotes.tokens import Tokens


class Reported(NamedTuple):
    """A clause that reports what was said (token range, end exclusive) and who said it."""

    first: int
    end: int
    attribution: Attribution


_SOURCE = deferred(r"d?[nme]*[NTHSs·]+(?:r?d[NTHSs]+)?(?=[xvwnei])")
"""``dem Bericht der Zeitung`` before a verb that comes second."""
_VERB = deferred(r"[vV]")
_OBJECT = deferred(r"(?:o|d?[nemNTHSs·&z]+?(?:[rt][^,.:;vVC]{0,10}?)?(?=C)|[nNSs]+(?=[,C]))")
_BEFORE_THAT = deferred(r"[altr2][^,.:vV]{0,14}?(?=C)|,?r[^,.:vV]{0,14}?,(?=C)")
_DATELINE = deferred(r"N{1,4}(?:,[N·]{1,4})?(?:\([N·]{1,3}\))?-")
"""``MOSCOW (AP) —`` is no part of what was said."""
_CLAUSE = deferred(r"C[al]*[xv]|C?(?!dr)[alm]*[pdnNTHSsemoirB·][^.]*?[xvwVegh2nN]")
_CLAUSES = deferred(r"[,cCR]")
_NO_CLAUSE = deferred(r"[NTHSszd·,n]{0,7}")
"""A name and what it is: "the widow, Grace"."""
_VERBAL = deferred(r"[xvwVegh2]")
"""What tells a clause from the object of a verb: "admitted two counts", "told them to stay"."""
_TRAILING = deferred(
    r",(?:[pdNTHSsneB·&mz]+[xal]*v|x?vd?[NTHSsnpB·&]+(?:(?:rd?|d)[NTHSsn]+)*)(?:[talm]|[r][^,.]*)*[.\n]*$"
)
_SUBJECT_AND_MORE = deferred(r"C|[dlamer]*(?:p|[NTHSsn·&z]{2})")
"""Two words that can be subject and verb: "Russia values ..."; not "a prayer for ..."."""
_TOLD = deferred(r"d?[nem]*[sS](?=d|p|[NTHSs]+[xvwen])")
"""Whom somebody told: ``told reporters the bridge ...``."""
_ALSO = deferred(r"(?:,?c[al]{0,2}(?=v)|,(?=g))([vg])C")
_FEWEST = 4
_UNFINISHED = frozenset("vVwghie")
"""What opens a clause without its subject: "Asked by Rao, ..."."""


def reported(tokens: Tokens, lexicon: Lexicon, begin: int, end: int) -> Reported | None:
    """The indirect speech of a sentence without quotes, if it is one."""
    tags = tokens.tags
    last = end
    while last > begin and tags[last - 1] in ".\n…":
        last -= 1
    as_told = _as_told(tokens, lexicon, begin, last)
    if as_told is not None:
        return as_told
    leading = cited(tokens, begin, min(begin + 2, last))
    if leading is not None:
        if lexicon.verb_second and (source := _SOURCE.match(tags, leading.mention.first, last)):
            narrowed = leading._replace(mention=leading.mention._replace(last=source.end() - 1))
            return Reported(source.end(), last, narrowed)
        comma = tags.find(",", leading.mention.last, last)
        if comma > 0 and last - comma > _FEWEST:
            return Reported(comma + 1, last, leading)
    if last - begin <= _FEWEST:
        return None
    return _trailing(tokens, lexicon, begin, last, end) or told(tokens, lexicon, begin, last)


def _as_told(tokens: Tokens, lexicon: Lexicon, begin: int, last: int) -> Reported | None:
    """``Wie die Polizei mitteilte, ...`` and ``Según explicó el portavoz, ...``."""
    tags = tokens.tags
    if tags[begin] not in "cCr" or tokens.word(begin).lower() not in lexicon.manner:
        return None
    comma = tags.find(",", begin, last)
    verb = _VERB.search(tags, begin, comma) if comma > 0 else None
    if verb is None or last - comma <= _FEWEST:
        return None
    subject = phrase_after(tags, begin + 1, verb.start()) or phrase_after(tags, verb.end(), comma)
    if subject is None or not can_speak(tags, subject) or _CLAUSES.search(tags, begin + 1, comma):
        return None
    return Reported(comma + 1, last, Attribution(subject, "as NAME put it", verb.start()))


def told(tokens: Tokens, lexicon: Lexicon, begin: int, last: int) -> Reported | None:
    """The first ``Rao said (that) ...`` between two tokens."""
    for verb in _VERB.finditer(tokens.tags, begin, last):
        found = _leading(tokens, lexicon, begin, verb.start(), last)
        if found is not None:
            return found
    return None


def also_told(tokens: Tokens, lexicon: Lexicon, spoke: Attribution, begin: int, last: int) -> Reported | None:
    """``..., but stressed that ...`` and ``..., adding that ...`` after a quote: who spoke there says this too."""
    tags = tokens.tags
    found = _ALSO.search(tags, begin, last)
    if found is None or last - found.end() <= _FEWEST:
        return None
    rule = "NAME, saying" if found.group(1) == "g" else "NAME said"
    first = found.end() - (tokens.word(found.end() - 1).lower() not in lexicon.that)
    return Reported(first, last, Attribution(spoke.mention, rule, found.start(1)))


def _trailing(tokens: Tokens, lexicon: Lexicon, begin: int, last: int, end: int) -> Reported | None:
    """``..., Rao said on Monday`` and ``..., according to Rao``."""
    tags = tokens.tags
    dateline = _DATELINE.match(tags, begin, last)
    first = dateline.end() if dateline else begin
    if tags[first] in _UNFINISHED:
        return None
    comma = tags.rfind(",", first, last)
    for _ in range(2):
        if comma - first < _FEWEST:
            return None
        attribution = _clause(tokens, lexicon, comma, last, end) or cited(
            tokens, comma + 1, min(comma + 3, last)
        )
        inverted = (
            attribution and attribution.rule == "NAME said" and attribution.mention.first > attribution.cue
        )
        if attribution is not None and not (inverted and _NO_CLAUSE.fullmatch(tags, first, comma)):
            return Reported(first, comma, attribution)
        comma = tags.rfind(",", first, comma)
    return None


def _clause(tokens: Tokens, lexicon: Lexicon, comma: int, last: int, end: int) -> Attribution | None:
    """The attribution that a comma parts from what was said."""
    tags = tokens.tags
    if tags[comma + 1 : comma + 2] in {"c", "C"} and tokens.word(comma + 1).lower() in lexicon.manner:
        verb = _VERB.search(tags, comma, last)
        subject = phrase_after(tags, comma + 2, last) if verb else None
        near = (
            verb
            and subject
            and subject.last < verb.start()
            and tags[subject.first] != "p"  # "comes down in steps, as she said"
            and not _CLAUSES.search(tags, comma + 2, verb.start())
        )
        return Attribution(subject, "as NAME put it", verb.start()) if verb and subject and near else None
    verb = _VERB.search(tags, comma, last) if _TRAILING.match(tags, comma, end) else None
    if verb is None or _is_passive(tokens, lexicon, verb.start()):
        return None
    subject = subject_before(tags, verb.start(), comma + 1) or phrase_after(tags, verb.end(), last)
    if subject is None or not can_speak(tags, subject):
        return None
    if subject.first > verb.start() and lexicon.pronoun(tokens.word(subject.first)) == "it":
        return None
    return Attribution(subject, "NAME said", verb.start())


def _is_passive(tokens: Tokens, lexicon: Lexicon, verb: int) -> bool:
    return tokens.tags[verb - 1 : verb] == "x" and tokens.word(verb - 1).lower() in lexicon.be


def _is_clause(tokens: Tokens, lexicon: Lexicon, verb: int, after: int, last: int) -> bool:
    """Whether what follows a verb without "that" is a clause and no object of the verb."""
    if tokens.word(verb).lower() in lexicon.clausal and _SUBJECT_AND_MORE.match(tokens.tags, after, last):
        return True
    semicolon = tokens.tags.find(";", after, last)
    first = _VERBAL.search(tokens.tags, after, semicolon if semicolon >= 0 else last)
    return first is not None and first.group() in "xvwVe"


def _leading(  # noqa: C901, PLR0911 - one for each bar
    tokens: Tokens, lexicon: Lexicon, begin: int, verb: int, last: int
) -> Reported | None:
    """``Rao said (that) ...`` and ``Rao told reporters in Delhi that ...``."""
    tags = tokens.tags
    if tags[verb] == "V":
        return None
    if _is_passive(tokens, lexicon, verb):
        return None
    subject = subject_before(tags, verb, begin)
    if (
        subject is None
        or tags[verb - 1] == "2"
        or (subject.first == subject.last and tokens.word(subject.first).lower() in lexicon.nobody)
        or (subject.first > begin and tags[subject.first - 1] in "CR")
    ):
        return None
    if "R" in tags[subject.last + 1 : verb]:
        return None
    after = verb + 1
    beyond = _OBJECT.match(tags, after, last) or _BEFORE_THAT.match(tags, after, last)
    if beyond is None and tokens.word(verb).lower() in lexicon.uninverted:
        beyond = _TOLD.match(tags, after, last)
    if beyond:
        after = beyond.end()
    while after < last and tags[after] in "tal,":
        after += 1
    if after >= last:
        return None
    if tags[after] != "C" and (lexicon.that_needed or not _is_clause(tokens, lexicon, verb, after, last)):
        return None
    if not _CLAUSE.match(tags, after, last) or (tags[after] in "ri" and tags[after - 1] != "C"):
        return None
    if tags[after] == "C":
        after += tokens.word(after).lower() in lexicon.that
    if last - after < _FEWEST:
        return None
    return Reported(after, last, Attribution(subject, "NAME said", verb))
