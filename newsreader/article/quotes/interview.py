"""Who speaks in the turns of an interview: ``WEBER: I said ...``, ``A: I said ...``."""

from typing import TYPE_CHECKING

from newsreader.article.patterns import deferred
from newsreader.article.quotes.names import Names
from newsreader.article.quotes.tokens import Tokens

if TYPE_CHECKING:
    from newsreader.article.quotes.people import Person

_LONGEST_TURN = 2_000
_SPEAKING = deferred(r"([A-Z](?:[\w.'’-]{1,30}(?: [A-Z][\w.'’-]{0,30}){0,3})?):\s")
"""A speaker named before their turn."""
_QUESTION = deferred(r"(?:^|\n)Q[:.]\s")
ANSWER = "A"


class Interview:
    """The labels at the heads of the paragraphs of one text."""

    def __init__(self, text: str, tokens: Tokens, names: Names) -> None:
        self._text, self._tokens, self._names = text, tokens, names
        self._answering: str | None = None

    def label(self, at: int) -> str:
        """Who speaks in the paragraph around ``at``, by its first words; else empty."""
        begin = self._text.rfind("\n", max(0, at - _LONGEST_TURN), at) + 1
        found = _SPEAKING.match(self._text, begin, at) if begin or at <= _LONGEST_TURN else None
        if found is None:
            return ""
        if len(found[1]) == 1:
            return self.answering if found[1] == ANSWER else ""
        return self._names.by_words(found[1]) or " ".join(found[1].split())

    @property
    def answering(self) -> str:
        """The only person whom the text names before the first question; empty where there are none or more."""
        if self._answering is None:
            question = _QUESTION.search(self._text)
            end = question.start() if question else 0
            people: dict[int, Person] = {}
            for token, person in self._names.places:
                if self._tokens.starts[token] >= end:
                    break
                if person.human or person.gender or (person.role and not person.body):
                    people[id(person)] = person
            self._answering = next(iter(people.values())).label if len(people) == 1 else ""
        return self._answering
