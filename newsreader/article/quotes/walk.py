"""One walk through the sentences of a text: every quote and reported clause meets its speaker.

A quote without an attribution of its own takes the speaker that its paragraph, or the sentence that
introduces it, named last.
"""

from collections.abc import Iterator, Sequence

from newsreader.article.patterns import deferred
from newsreader.article.quotes.attribution import (
    OWNED,
    SUBJECT,
    Attribution,
    before_quote,
    by_subject,
    subject_of_last_verb,
)
from newsreader.article.quotes.dialogue import DASHES
from newsreader.article.quotes.following import after_clause, after_quote, verb_alone
from newsreader.article.quotes.indirect import Reported, also_told, reported, told
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.mentions import Mention, can_speak, subject_before
from newsreader.article.quotes.tokens import QUOTES, Tokens

CARRIED = "speaker carried on"
SAID_ON = "said by the speaker before"
INTRODUCED = "introduced by NAME"
_FEWEST = 6
"""After the last quote of a sentence, so many tokens may report something more."""
FRAMED = "NAME hat ... gesagt"
LABELLED = "NAME: before the quote"
_FEW_ASKING = 8
_LABEL = deferred(r"d?[NTHSsB·]{1,8}:|d:")
_CUES = deferred(r"[vVgwhr]")
_COLON = deferred(r":[-.…]*\n?$")
_NAMES = frozenset("NTHSp")
_ALONE = deferred(r"[QKFZ][.,…\n)]*$")


class Found:
    """A quote (the tokens of its parts) or a reported clause, and who said it."""

    __slots__ = ("attribution", "parts", "reported")

    def __init__(
        self, parts: list[int], attribution: Attribution | None = None, reported: Reported | None = None
    ) -> None:
        self.parts, self.attribution, self.reported = parts, attribution, reported


def walk(tokens: Tokens, lexicon: Lexicon, chains: Sequence[list[int]]) -> list[Found]:
    """Find the speaker of every quote, given by the tokens of its parts, and all indirect speech."""
    return _Walk(tokens, lexicon, chains).found()


class _Walk:
    def __init__(self, tokens: Tokens, lexicon: Lexicon, chains: Sequence[list[int]]) -> None:
        self._tokens, self._lexicon = tokens, lexicon
        self._quotes = [Found(list(chain)) for chain in chains]
        self._owner = {token: quote for quote in self._quotes for token in quote.parts}
        self._last_quote = tokens.quotes[-1] if tokens.quotes else -1
        self._reported: list[Found] = []
        self._current: Attribution | None = None
        self._current_paragraph = -9
        self._introduction: Attribution | None = None
        self._paragraph = 0

    def found(self) -> list[Found]:
        tags = self._tokens.tags
        for begin, end, quotes in self._sentences():
            if quotes:
                self._quoting(begin, end, quotes)
            elif _CUES.search(tags, begin, end):
                self._telling(begin, end)
            else:
                self._introduction = None
                if self._asks(begin, end):
                    self._current = None
            if tags[end - 1] == "\n":
                self._paragraph += 1
        kept = [quote for quote in self._quotes if quote.parts]
        return sorted(kept + self._reported, key=self._place)

    def _asks(self, begin: int, end: int) -> bool:
        """``And her husband?`` gives the word to another."""
        tokens = self._tokens
        last = tokens.word(end - 1 - (tokens.tags[end - 1] == "\n"))
        return last[-1] == "?" and end - begin <= _FEW_ASKING

    def _place(self, found: Found) -> int:
        return found.reported.first if found.reported else found.parts[0]

    def _sentences(self) -> Iterator[tuple[int, int, list[int]]]:
        places = self._tokens.quotes
        at = 0
        for begin, end in self._tokens.sentences:
            first = at
            while at < len(places) and places[at] < end:
                at += 1
            yield begin, end, places[first:at]

    def _telling(self, begin: int, end: int) -> None:
        """A sentence without quotes: indirect speech, or the introduction of a quote to come."""
        tokens, tags = self._tokens, self._tokens.tags
        opens = _COLON.search(tags, max(begin, end - 4), end) is not None
        clause = None if opens else reported(tokens, self._lexicon, begin, end)
        if clause is not None and self._able(clause.attribution):
            self._reported.append(Found([], clause.attribution, clause))
            self._speak(clause.attribution)
            self._introduction = None
            return
        if begin > self._last_quote:
            return  # there is nothing left to introduce
        said = self._able(subject_of_last_verb(tokens, begin, end))
        if opens:
            said = said or self._able(by_subject(tokens, begin, end - 1))
        self._introduction = said
        if said and not opens:
            self._speak(said)

    def _speak(self, attribution: Attribution) -> None:
        self._current, self._current_paragraph = attribution, self._paragraph

    def _quoting(self, begin: int, end: int, quotes: list[int]) -> None:
        tokens, lexicon = self._tokens, self._lexicon
        since, previous = begin, None
        for index, token in enumerate(quotes):
            stop = quotes[index + 1] if index + 1 < len(quotes) else end
            behind = self._able(after_quote(tokens, lexicon, token, stop))
            if behind is not None and not can_speak(tokens.tags, behind.mention):
                led = self._able(before_quote(tokens, lexicon, begin, token, since=since))
                behind = None if led and can_speak(tokens.tags, led.mention) else behind
            if behind is None and self._current and verb_alone(tokens, token, stop):
                behind = self._current._replace(rule=SAID_ON)
            explicit = behind or self._able(before_quote(tokens, lexicon, begin, token, since=since))
            if explicit is None and since > begin:
                explicit = self._able(before_quote(tokens, lexicon, begin, token, since=begin)) or previous
            if explicit is None:
                explicit = self._able(after_clause(tokens, token, end))
            attribution = explicit or self._implied(begin, end, token)
            self._attribute(token, attribution, explicit=explicit is not None)
            if behind and index + 1 < len(quotes):
                self._join(token, quotes[index + 1], behind)
            if attribution is not None and attribution.rule not in {SUBJECT, OWNED}:
                self._speak(attribution)
            previous = explicit or previous
            since = token + 1
        self._introduction = None
        self._beyond(previous, since, end)

    def _beyond(self, previous: Attribution | None, since: int, end: int) -> None:
        """What a sentence reports after its last quote, whose speaker is ``previous``."""
        tokens = self._tokens
        last = end
        while last > since and tokens.tags[last - 1] in ".\n…":
            last -= 1
        clause = told(tokens, self._lexicon, since, last) if last - since > _FEWEST else None
        if clause is None and previous is not None:
            clause = also_told(tokens, self._lexicon, previous, since, last)
        taken = previous is not None and clause is not None and previous.cue == clause.attribution.cue
        if clause is not None and not taken and self._able(clause.attribution):
            self._reported.append(Found([], clause.attribution, clause))
            self._speak(clause.attribution)

    def _able(self, attribution: Attribution | None) -> Attribution | None:
        """The attribution, unless its subject is none that could speak."""
        if attribution is None:
            return None
        first, last = attribution.mention
        tags = self._tokens.tags[first : last + 1]
        head, apart, _ = tags.partition("r")
        named = not _NAMES.isdisjoint(tags) or (bool(apart) and "s" in head)
        return attribution if named or self._tokens.word(last).lower() not in self._lexicon.abstract else None

    def _implied(  # noqa: PLR0911 - one for each guess
        self, begin: int, end: int, token: int
    ) -> Attribution | None:
        """The speaker of a quote whose sentence names none."""
        if _LABEL.fullmatch(self._tokens.tags, begin, token):
            return Attribution(Mention(begin, token - 2), LABELLED, token - 1)
        alone = token == begin and _ALONE.match(self._tokens.tags, token, end) is not None
        if self._introduction is not None and token == begin:
            return self._introduction._replace(rule=INTRODUCED)
        if self._answers(token):
            return None
        near = self._current is not None and self._paragraph - self._current_paragraph <= 1
        if alone:
            return self._current._replace(rule=CARRIED) if self._current and near else None
        subject = self._able(by_subject(self._tokens, begin, token))
        if self._lexicon.verb_last and self._tokens.tags[token + 1 : token + 2] in {"v", "w"}:
            before = subject_before(self._tokens.tags, token + 1, begin)
            framed = Attribution(before, FRAMED, token + 1) if before else subject
            if framed:
                return framed._replace(rule=FRAMED)
        if subject is None and self._current and self._paragraph == self._current_paragraph:
            return self._current._replace(rule=CARRIED)
        return subject

    def _answers(self, token: int) -> bool:
        """Whether a dash or no mark opens the quote, or nothing parts it from the one before: another may speak."""
        tokens = self._tokens
        first = tokens.word(token)[0]
        return (
            first in DASHES
            or first.isalnum()
            or (
                tokens.tags[token - 1 : token] in QUOTES
                and token > 0
                and tokens.starts[token] > tokens.starts[token - 1] + len(tokens.word(token - 1))
            )
        )

    def _attribute(self, token: int, attribution: Attribution | None, *, explicit: bool) -> None:
        quote = self._owner[token]
        if quote.attribution is None or (explicit and quote.attribution.rule == CARRIED):
            quote.attribution = attribution

    def _join(self, token: int, following: int, attribution: Attribution) -> None:
        """``"...," he said, "..."`` is one quote of two parts."""
        tags = self._tokens.tags
        between = tags[token + 1 : following]
        split = tags[token] == "K" or between[:1] in {",", "-"}
        if not split or between[-1:] not in {",", "-"} or sum(between.count(cue) for cue in "vVgw") > 1:
            return
        if attribution.cue > following:
            return
        quote, other = self._owner[token], self._owner[following]
        if quote is other:  # the parts of a line that a dash opens are together already
            return
        quote.parts += other.parts
        for part in other.parts:
            self._owner[part] = quote
        other.parts = []
