"""The people and bodies that a story names, each under one name however often and in whatever form."""

from collections import defaultdict
from collections.abc import Sequence

from newsreader.article.quotes.lexicon import Lexicon

_LONGEST = 80
"""A name with a longer description is given without it."""
_LEAST, _MOST = 2, 6
"""How long the initials are by which a body is known."""
_NAMESAKES = 30
"""How many people of one surname are told apart."""


class Person:
    """One name and what the story tells of it."""

    title = ""
    """What stands before a surname alone: ``Mrs Justice``."""
    rank = ""
    """The same without honorifics: ``Justice``."""
    suffix = ""
    written = ""
    """The words as they stand in the text."""
    gender = ""
    """Either "he" or "she", or empty."""
    role = ""
    body = False
    """An article stands before it: more likely an organisation than a person."""
    human = False
    """A title, an age or a relative clause tells that it is a person."""
    placed = 0
    """How often a preposition stands before it, as it does before a place."""
    count = 0
    """How often the story names it."""
    same: "Person | None" = None
    """The fuller name that this one is short for."""

    def __init__(self, words: tuple[str, ...], key: tuple[str, ...] = ()) -> None:
        self.words = words
        """Without titles and suffixes; the first form in which the story has it."""
        self.key = key
        """What all forms of the words have in common."""
        self.forms: list[tuple[str, ...]] = []
        """The name as written, where a language inflects names or a wire sets them in capitals."""

    @property
    def name(self) -> str:
        """The name as the story would print it in full."""
        words = self.written.split() if self.written and not self.forms else self.words
        title = self.title if len(self.words) == 1 else ""
        return " ".join(filter(None, (title, *words, self.suffix)))

    @property
    def label(self) -> str:
        """The name with its description."""
        name = self.name
        return f"{name}, {self.role}" if self.role and len(name) + len(self.role) < _LONGEST else name


class People:
    """All persons of one story."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_key: dict[tuple[str, ...], Person] = {}
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._by_other: dict[str, list[Person]] = defaultdict(list)
        self._roles: dict[str, list[Person]] = defaultdict(list)

    def add(self, words: tuple[str, ...]) -> Person:
        """The person of a name, new or known."""
        key = self._key(words)
        person = self._by_key.get(key)
        if person is None:
            person = self._by_key[key] = Person(words, key)
            if len(self._by_last[key[-1]]) < _NAMESAKES:
                self._by_last[key[-1]].append(person)
            for other in key[:-1] if len(key) > 1 else ():
                if len(self._by_other[other]) < _NAMESAKES:
                    self._by_other[other].append(person)
        if words != person.words and len(person.forms) < _NAMESAKES:
            person.forms.append(words)
        return person

    def settle(self) -> None:
        """Bring every short name to the fullest it can stand for; to be called when all are added."""
        for person in self._by_key.values():
            person.words = self._nominative(person)
        for namesakes in self._by_last.values():
            if len(namesakes) > 1:
                self._join(namesakes)
        for person in self._by_key.values():
            if person.same is None and len(person.words) == 1 and person.key[0] in self._by_other:
                person.same = self._by_given_name(person)
        self._join_short_forms()
        for person in self._by_key.values():
            if person.same is None and (person.role or person.rank):
                head = self._head(person.role or person.rank)
                if len(self._roles[head]) < _NAMESAKES:
                    self._roles[head].append(person)

    def _join_short_forms(self) -> None:
        """Bring ``WHO`` to World Health Organization, and ``the Fed`` to the Federal Reserve."""
        single = [each for each in self._by_key.values() if each.same is None and len(each.words) == 1]
        if not single:
            return
        by_initials: dict[str, list[Person]] = defaultdict(list)
        bodies: list[Person] = []
        for person in self._by_key.values():
            if person.same is None and len(person.words) > 1 and not (person.human or person.gender):
                by_initials[initials(person.words)].append(person)
                if person.body and len(bodies) < _NAMESAKES:
                    bodies.append(person)
        for person in single:
            (word,) = person.words
            fitting = by_initials.get(word.replace(".", ""), []) if _LEAST <= len(word) <= _MOST else []
            if not fitting and person.body and len(word) > _LEAST:
                fitting = [
                    each for each in bodies if each.words[0].startswith(word) and each.words[0] != word
                ]
            if len(fitting) == 1:
                _merge(person, fitting[0])

    def find(self, words: Sequence[str], gender: str = "") -> Person | None:
        """The fullest person whom a name, and the gender of its honorific, fit."""
        if not words:
            return None
        key = self._key(tuple(words))
        person = self._by_key.get(key)
        if person is not None and person.same is not None:
            person = person.same
        if person is not None and not (gender and person.gender and person.gender != gender):
            return person
        fitting = [other for other in self._by_last.get(key[-1], ()) if self._fits(key, other)]
        fitting = [other for other in fitting if not gender or other.gender in {"", gender}] or fitting
        best = max(fitting, key=lambda other: (len(other.words) > 1, other.gender == gender, other.count),
                   default=None)  # fmt: skip
        return best.same or best if best else None

    def by_role(self, head: str) -> Person | None:
        """The only person who is described by a noun: whom "the spokesperson" stands for."""
        described = self._roles.get(head.lower(), ())
        return described[0] if len(described) == 1 else None

    def _key(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self._lexicon.stem, words))

    def _head(self, role: str) -> str:
        """The noun of a description: ``leader`` of "leader of the opposition"."""
        words = role.lower().split()
        ends = [
            place for place, word in enumerate(words) if place and self._lexicon.tags.get(word) in {"r", "L"}
        ]
        return words[ends[0] - 1 if ends else -1]

    def _nominative(self, person: Person) -> tuple[str, ...]:
        if not person.forms:
            return person.words
        forms = [person.words, *person.forms]
        return tuple(min(column, key=self._lexicon.plainness) for column in zip(*forms, strict=True))

    def _fits(self, key: tuple[str, ...], other: Person) -> bool:
        """Whether the shorter name can stand for the longer: its words in order, the last the same."""
        if len(key) > len(other.words):
            return False
        rest = iter(other.key)
        return all(word in rest for word in key)

    def _join(self, namesakes: list[Person]) -> None:
        """Whole names first, then surnames alone."""
        whole = sorted(
            (each for each in namesakes if not self._is_short(each)), key=lambda each: -len(each.words)
        )
        for index, person in enumerate(whole):
            key = person.key
            fuller = [
                other for other in whole[:index]
                if other.same is None and self._fits(key, other) and other.key[0] == key[0]
            ]  # fmt: skip
            if len(fuller) == 1:
                _merge(person, fuller[0])
                continue
            # "Universe Alicia Machado" has a word too many before a known given name.
            longer = [
                other for other in whole[:index]
                if other.same is None and other.key[-len(key) :] == key
                and self._lexicon.gender.get(key[0]) and not self._lexicon.gender.get(other.key[0])
            ]  # fmt: skip
            for other in longer:
                _merge(other, person)
        kept = [each for each in whole if each.same is None]
        if not kept:
            return
        for person in namesakes:
            if self._is_short(person):
                fitting = (
                    [each for each in kept if each.gender in {"", person.gender}] if person.gender else kept
                )
                if fitting:
                    _merge(person, max(fitting, key=lambda each: each.count))

    def _is_short(self, person: Person) -> bool:
        """Whether a name is a surname alone, particles looked past."""
        small = (self._lexicon.tags.get(word.lower()) for word in person.words[:-1])
        return all(tag in {"P", "L", "d"} for tag in small)

    def _by_given_name(self, person: Person) -> Person | None:
        """``Denise`` for Denise Haberman, where nobody else has that name and she is known for a person."""
        (key,) = person.key
        whole = {id(each.same or each): each.same or each for each in self._by_other[key]}
        if len(whole) != 1:
            return None
        (only,) = whole.values()
        if not (only.human or only.gender or only.role) or only.body:
            return None
        if person.rank and not set(person.rank.split()) & set(f"{only.rank} {only.role}".split()):
            return None
        only.count += person.count
        return only


def initials(words: Sequence[str]) -> str:
    """The first letters of the words that have a capital: ``WHO``."""
    return "".join(word[0] for word in words if word[0].isupper())


def _merge(person: Person, fuller: Person) -> None:
    person.same = fuller
    fuller.count += person.count
    fuller.role = fuller.role or person.role or person.rank
    fuller.gender = fuller.gender or person.gender
    fuller.suffix = fuller.suffix or person.suffix
    fuller.human |= person.human
