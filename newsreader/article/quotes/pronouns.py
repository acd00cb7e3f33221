"""Whom ``he``, ``she`` and ``it`` stand for: the person last spoken of whom they fit, or nobody."""

from bisect import bisect_left, bisect_right

from newsreader.article.patterns import deferred
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.names import Names
from newsreader.article.quotes.people import Person
from newsreader.article.quotes.tokens import Tokens

_POSSESSIVE = deferred(r"[NTHSB·]+z")
_BREAK = deferred("\n")
_FAR = 40
"""How many earlier mentions a pronoun can reach back over."""
_RECENT = 6
"""How many earlier speakers it can."""
_SUBJECT_WITHIN = 8
"""So many tokens from its start, a sentence has named its subject."""


class Pronouns:
    """The pronouns of one text, resolved in its order."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, names: Names) -> None:
        self._tokens, self._lexicon, self._names = tokens, lexicon, names
        self._at = [place.token for place in names.places]
        self._begins = [begin for begin, _ in tokens.sentences]
        self._paragraphs = [0, *(found.end() for found in _BREAK.finditer(tokens.tags))]
        self._spoke: list[tuple[int, Person]] = []
        self._learn()

    def speaks(self, person: Person, at: int) -> None:
        """Note that a person spoke at a token."""
        self._spoke.append((at, person))

    def describes(self, words: str, at: int) -> None:
        """Note that somebody spoke at a token whom the story describes and does not name."""
        nouns = words.lower().split()
        if not self._lexicon.bodies.isdisjoint(nouns):
            return
        genders = (self._lexicon.gender.get(noun, "") for noun in nouns)
        gender = next((kind for kind in genders if kind), "")
        person = Person((words,))
        person.gender, person.human = gender, True
        self._spoke.append((at, person))

    def person(self, kind: str, at: int) -> Person | None:  # noqa: PLR0911 - one for each guess
        """Whom the pronoun at token ``at`` stands for; ``kind`` is "he", "she" or "it"."""
        spoke, last = self._spoke[-1] if self._spoke else (0, None)
        if kind == "it":
            return last if last is not None and last.body else None
        begin = self._paragraphs[bisect_right(self._paragraphs, at) - 1]
        subject = self._subject(kind, max(begin, spoke + 1), at)
        if subject is not None:
            return subject
        before = self._paragraphs[max(0, bisect_right(self._paragraphs, at) - 2)]
        near = last is not None and spoke >= before
        if last is not None and near and not last.body and last.gender in {"", kind}:
            return last
        subject = self._subject(kind, max(before, spoke + 1), begin)
        if subject is not None:
            return subject
        place = bisect_left(self._at, at)
        earlier = self._names.places[max(0, place - _FAR) : place]
        for _, person in reversed(earlier):
            if person.gender == kind and (person.count > 1 or person.human):
                return person
        for _, person in reversed(self._spoke[-_RECENT:]):
            if person.gender == kind:
                return person
        people = [person for _, person in earlier if self._fits(person, kind, sure=False)]
        likely = next((person for person in reversed(people) if self._is_person(person)), None)
        return likely or next(
            (each for each in reversed(people) if len(each.words) > 1 and not each.placed), None
        )

    def _fits(self, person: Person, kind: str, *, sure: bool) -> bool:
        if person.gender:
            return person.gender == kind
        return not sure and not person.body and bool(person.human or person.role or len(person.words) > 1)

    def _subject(self, kind: str, begin: int, at: int) -> Person | None:
        """The person that a sentence between two tokens is about, the latest first."""
        low, high = bisect_left(self._at, begin), bisect_left(self._at, at)
        for token, person in reversed(self._names.places[max(low, high - _FAR) : high]):
            sentence = self._begins[bisect_right(self._begins, token) - 1]
            leads = token - sentence <= _SUBJECT_WITHIN
            preposition = self._tokens.tags[token - 1 : token] == "r"
            if (
                leads
                and not preposition
                and not self._owns(token)
                and self._fits(person, kind, sure=False)
                and self._is_person(person)
            ):
                return person
        return None

    def _owns(self, token: int) -> bool:
        """Whether the name that starts at a token is a possessive: ``Modi's remark`` is not about Modi."""
        return _POSSESSIVE.match(self._tokens.tags, token) is not None

    def _is_person(self, person: Person) -> bool:
        described = person.role and self._lexicon.bodies.isdisjoint(person.role.lower().split())
        return bool(person.gender or person.human or described)

    def _learn(self) -> None:
        """Tell a person's gender by the pronoun of a sentence that can only be about that person."""
        tags, lexicon = self._tokens.tags, self._lexicon
        places = self._names.places
        at = tags.find("p")
        done = 0
        while at >= 0:
            kind = lexicon.pronoun(self._tokens.word(at))
            if kind in {"he", "she"}:
                begin = self._paragraphs[bisect_right(self._paragraphs, at) - 1]
                high = bisect_left(self._at, at)
                low = max(bisect_left(self._at, begin), done, high - _FAR)
                about = {id(each.person): each.person for each in places[low:high] if not each.person.body}
                inserted = at and tags[at - 1] in ",-QKFZ"
                if len(about) == 1 and not inserted:
                    (only,) = about.values()
                    if not only.gender and len(only.words) > 1:
                        only.gender, only.human = kind, True
                done = high
            at = tags.find("p", at + 1)
