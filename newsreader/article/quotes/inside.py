"""What is said inside a quote: quotes within it that name their speaker, and an attribution put between."""

from bisect import bisect_right
from typing import NamedTuple

from newsreader.article.patterns import deferred
from newsreader.article.quotes.attribution import Attribution, before_quote
from newsreader.article.quotes.following import after_quote
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.mentions import Mention, phrase_after
from newsreader.article.quotes.pairs import Pair
from newsreader.article.quotes.tokens import Tokens, tokenise


class Within(NamedTuple):
    """A quote within a quote, and the span of who said it."""

    pair: Pair
    speaker: tuple[int, int]
    rule: str


_INTERPOSED = deferred(r"[,.…-]-?[al]*x?(?:V|(?P<fused>p)[al]*v|v(?=[pdNTHSsnme]))")
_LED = deferred(r"v[,:]$")
_SURE = frozenset("vV")


def quotes_within(text: str, pair: Pair, lexicon: Lexicon) -> list[Within]:
    """The quotes inside a quote whose speaker is named there: ``"He told me, 'Go home,'"``."""
    if not pair.inside:
        return []
    start, tokens = _tokens(text, pair, lexicon)
    found = []
    places = iter(tokens.quotes)
    for inner, place in zip(pair.inside, places, strict=True):
        begin, end = tokens.sentences[bisect_right(tokens.sentences, (place, len(tokens.tags) + 1)) - 1]
        led = before_quote(tokens, lexicon, begin, place, since=begin)
        if led is not None and _LED.match(tokens.tags, led.cue, place):
            said: Attribution | None = led
        else:
            said = after_quote(tokens, lexicon, place, end) or led
        if said is not None and (tokens.tags[said.cue] in _SURE or place - said.cue <= 2):
            found.append(Within(inner, _moved(tokens, said.mention, start), said.rule))
    return found


def interposed(text: str, pair: Pair, lexicon: Lexicon) -> tuple[int, int] | None:
    """The speaker named within the marks, as French and Russian do: ``« Non, a-t-il dit, jamais. »``."""
    if not lexicon.interposed:
        return None
    start, tokens = _tokens(text, pair, lexicon)
    for verb in _INTERPOSED.finditer(tokens.tags):
        subject: Mention | None = Mention(verb.end() - 1, verb.end() - 1)
        after = verb.end()
        if verb["fused"]:
            subject = Mention(verb.start("fused"), verb.start("fused"))
        elif tokens.tags[verb.end() - 1] == "v":
            subject = phrase_after(tokens.tags, verb.end(), len(tokens.tags))
            after = subject.last + 1 if subject else after
        if subject and tokens.tags[after : after + 1] in {",", ".", "-", "v", ""}:
            return _moved(tokens, subject, start)
    return None


def _tokens(text: str, pair: Pair, lexicon: Lexicon) -> tuple[int, Tokens]:
    start, end = pair.inner
    nested = [(inner.start - start, inner.end - start) for inner in pair.inside]
    return start, tokenise(text[start:end], nested, lexicon)


def _moved(tokens: Tokens, mention: Mention, by: int) -> tuple[int, int]:
    start, end = tokens.span(*mention)
    return start + by, end + by
