"""Speech or term: whether somebody said it, or marks set off a title, a nickname, a doubted word."""

from newsreader.article.patterns import deferred
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.tokens import Tokens

_WORD = deferred(r"[^\W_]+(?:['’-]\w+)*")
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"}
    | {"de", "der", "des", "die", "du", "el", "la", "le", "les", "und", "y", "с", "и", "в", "на"}
)
_SAID_AFTER = deferred(r",?-?[al]*x?[al]*v(?=[altmrc,.\n]|$)")
"""``«...», añadió.``"""
_FEW = 4
"""A fragment of at most this many words that no verb attributes is a term."""
GUESSES = frozenset({"no speaker", "subject of the sentence", "speaker carried on"})
"""Rules that found no verb of saying."""
_INTRODUCING = frozenset("rdzns")
"""What stands before a title within its sentence: "of", "the", "Rao's", "film"."""
_LONG_TITLE = 9
_LABEL = 2
"""A word or two after "the word" or "marked"."""


def is_term(  # noqa: C901, PLR0911 - one for each sign
    tokens: Tokens, lexicon: Lexicon, at: int, inner: str, rule: str
) -> bool:
    """Whether the quote that is token ``at`` is a term; ``rule`` tells what found its speaker."""
    tags = tokens.tags
    words = _WORD.findall(inner)
    if not words:
        return True
    before, after = tags[at - 1 : at], tags[at + 1 : at + 2]
    if before == "N" and after == "N" and len(words) <= 2:
        return True
    previous = tokens.word(at - 1).lower() if at else ""
    if _is_named(tokens, lexicon, at, previous):
        return len(words) <= _LONG_TITLE
    if tags[at] == "Z" or before == ":" or (tags[at] == "K" and _SAID_AFTER.match(tags, at + 1)):
        return False
    titled = _is_title(words)
    if (
        tags[at] == "F"
        and (not before or before in ".\nFZ")
        and (not titled or len(words) == 1 or rule in {"speaker carried on", "said by the speaker before"})
    ):
        return False
    said = rule not in GUESSES
    if (
        before == "v"
        or (before == "," and tags[at - 2 : at - 1] in {"v", "g"})
        or (said and tags[at] == "K" and not (titled and before in _INTRODUCING))
    ):
        return False
    if previous in lexicon.naming and before in {"n", "e"} and (len(words) <= _LABEL or titled):
        return True
    if previous in lexicon.works and (titled or not said):
        return True
    if previous in lexicon.naming and before != "w" and len(words) <= _LONG_TITLE and not said:
        return True
    if titled and tags[at] in "QFK" and (len(words) > 1 or not said) and len(words) <= _LONG_TITLE:
        return True
    if rule == "subject of the sentence" and _is_predicate(tokens, lexicon, at):
        return False
    return not said and len(words) <= _FEW and not _clause(lexicon, words)


def _is_named(tokens: Tokens, lexicon: Lexicon, at: int, previous: str) -> bool:
    """Whether words before the quote make a name of it: "known as", "his slogan,", "nicknamed"."""
    earlier = tokens.word(at - 2).lower() if at > 1 else ""
    named = earlier in lexicon.naming
    aside = previous == "," and tokens.tags[at - 2 : at - 1] in {"n", "s"}
    return previous in lexicon.dubbing or (named and (aside or previous in lexicon.manner))


def _is_predicate(tokens: Tokens, lexicon: Lexicon, at: int) -> bool:
    """Whether the subject makes something out to be what is quoted: ``rated it as "false" or "untrue"``."""
    tags = tokens.tags
    for _ in range(3):
        before = at - 1 - (tags[at - 1 : at] in {"d", "n"})
        if before < 1 or tags[before] != "c":
            return False
        if tokens.word(before).lower() in lexicon.manner:
            return tags[before - 1] not in ",.\n"
        at = before - 1
        if tags[at] not in "QK":
            return False
    return False


def _clause(lexicon: Lexicon, words: list[str]) -> bool:
    """Whether few words are a sentence all the same: 'We were lucky'."""
    first, second = (lexicon.tags.get(word.lower()) for word in (*words, "", "")[:2])
    return len(words) > 2 and first == "p" and second == "x"


def is_title(words: str, *, most: int) -> bool:
    """Whether all but the small words, from two to ``most``, are written with a capital."""
    found = _WORD.findall(words[: most * 40])
    return 1 < len(found) <= most and words[-1:] not in {"!", "?", ","} and _is_title(found)


def _is_title(words: list[str]) -> bool:
    return (words[0][0].isupper() or words[0][0].isdigit()) and all(
        not word[0].islower() or word in _SMALL for word in words
    )
