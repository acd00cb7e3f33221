"""Who a mention is: the fullest name or description that the story gives.

``Peskov`` becomes ``Dmitry Peskov, Kremlin spokesperson`` where the story calls him that once.
"""

from bisect import bisect_right
from typing import NamedTuple

from newsreader.article.patterns import deferred
from newsreader.article.quotes.lexicon import Lexicon
from newsreader.article.quotes.mentions import Mention
from newsreader.article.quotes.people import People, Person, initials
from newsreader.article.quotes.tokens import Tokens

_NAME = deferred(r"[NTHSB·]*N[NSB·]*(?:(?<=[N·])m(?=[,.]))?")
_ROLE_BEFORE = deferred(r"((?:[NTSB·z]|[nse](?![.,]))*s|[Ts]r{1,2}d?n|sn)$")
_APPOSITION = deferred(
    r",(?:m,)?(d?(?:[nesNTSB·m]|z)*[snT](?:r{1,2}d?[nesNSTz·&]+)*)(?=[,.FQKZ\nR-]|c[nN]|$)"
)
_LED_BY_ROLE = deferred(r"(d?[nesNTSB·mz]*[sST](?:r{1,2}d?[nesNTS·]+)?),$")
"""``the mayor,`` before ``Anna Bell,``"""
_BESIDE = deferred(r"(?:r{1,2}d?[nesNST·]+)?,([TH·]*N[NB·]*)(?=[,(.QKFZ\n]|$)")
"""``the mayor, Anna Bell,``"""
_HUMAN = deferred(r"(?:,m[,.]|,?R)|,m-")
_TELLS = deferred(r"[vVQKFZ]")
_OFFICE = deferred(r"[TSs]r([TS])N+$")
"""``Secretary of State John Kerry``"""
_OFFICE_OF = deferred(r"[TSs]r{1,2}d?n(N)[N·]*$")
"""``ministro della Giustizia Carlo Nordio``"""
_INITIALS = deferred(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)")
"""The space that the tokens of "U.N." leave."""
_ABBREVIATED = deferred(r"(?<![NST])([NST]{1,8}(?:rd?[NST]{1,8}){1,6})\((N)\)")
"""``Reserve Bank of India (RBI)``"""
_WHO = frozenset("sT")
_MOST_WORDS = 6
_SHORTEST_HEADING = 4


class Place(NamedTuple):
    """One time that the story names a person."""

    token: int
    person: Person


class Names:
    """The names of one text, gathered once."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self._tokens, self._lexicon = tokens, lexicon
        self._people = People(lexicon)
        self._spelled_out: dict[str, Person] = {}
        found = self._gather()
        self._abbreviations()
        for _, person in found:
            if person.placed == person.count and not (person.human or person.gender or person.role):
                person.body = True
        self._people.settle()
        self.places = [Place(token, person.same or person) for token, person in found]
        """In the order of the text."""

    def person(self, mention: Mention) -> Person | None:
        """The person or body that a mention with a name in it is; None where it has no name."""
        tags = self._tokens.tags
        linked = tags.find("r", mention.first, mention.last)
        head = tags[linked - 1 if linked > mention.first else mention.last]
        if head in "sSnT":
            beside = _BESIDE.match(tags, mention.last + 1)
            if beside and (beside.end(1) - beside.start(1) > 1 or head != "n"):
                return self._known(*beside.span(1))
        office = _OFFICE.search(tags, mention.first, mention.last + 1) or _OFFICE_OF.search(
            tags, mention.first, mention.last + 1
        )
        if office:
            return self._known(office.end(1), mention.last + 1)
        if tags[mention.last] not in "NTHSBm·" or "r" in tags[mention.first : mention.last]:
            return self._spelled(mention) or self._described(mention)
        found = None
        for run in _NAME.finditer(tags, mention.first, mention.last + 1):
            found = run
        if found is None or found.end() <= mention.last:
            return self._described(mention)
        # "One MP" is a description; "a tearful Grace Owusu" has a name.
        indefinite = self._tokens.word(mention.first).lower() in self._lexicon.indefinite
        if indefinite and found.end() - found.start() == 1:
            return None
        return self._known(found.start(), found.end())

    def is_known(self, mention: Mention) -> bool:
        """Whether a mention is somebody's whole name, or short for one; no place and no heading."""
        person = self.person(mention)
        if person is None or person.placed * 2 > person.count:
            return False
        return bool(len(person.words) > 1 or person.human or person.gender or person.role or person.body)

    def by_words(self, name: str) -> str:
        """The fullest name for one that stands inside a quote, else empty."""
        words = name.split()
        honorific = [word for word in words if word.rstrip(".").lower() in self._lexicon.capitals]
        person = self._people.find([word for word in words if word not in honorific])
        return person.label if person else ""

    def _known(self, start: int, end: int) -> Person | None:
        _, words, _ = self._split(start, end)
        return self._people.find(words, self._gender(words, start))

    def _spelled(self, mention: Mention) -> Person | None:
        """The body that a mention spells out: ``the Reserve Bank of India``."""
        first = mention.first + (self._tokens.tags[mention.first] == "d")
        spelled = self._spelled_out.get(self._text(first, mention.last + 1)) if self._spelled_out else None
        return (spelled.same or spelled) if spelled else None

    def _described(self, mention: Mention) -> Person | None:
        """``The spokesperson``, where the story describes one person by that noun."""
        tokens = self._tokens
        first, last = mention
        article = tokens.word(first).lower()
        if last != first + 1 or tokens.tags[first] != "d" or article not in self._lexicon.definite:
            return None
        return self._people.by_role(tokens.word(last))

    def _gather(self) -> list[tuple[int, Person]]:
        """Every time that a person is named."""
        tokens = self._tokens
        tags = tokens.tags
        found: list[tuple[int, Person]] = []
        known: dict[str, Person | None] = {}
        headings = self._headings()
        for run in _NAME.finditer(tags):
            start, end = run.span()
            if headings and start < self._heading_end(headings, start):
                continue
            written = tokens.text[slice(*tokens.span(start, end - 1))]
            person = known.get(written)
            if person is None and written not in known:
                person = known[written] = self._new(start, end)
            if person is None:
                continue
            person.count += 1
            person.placed += tags[start - 1 : start] == "r"
            found.append((start, person))
            if not person.role and tags[end : end + 1] != "z":
                person.role = self._role(start, end)
                if person.role and not person.gender:
                    person.gender = self._role_gender(person.role)
            if not person.human and tags[end : end + 1] in {",", "R"}:
                person.human = _HUMAN.match(tags, end) is not None
        return found

    def _abbreviations(self) -> None:
        """Give the bodies that the story abbreviates in brackets their whole name."""
        tags = self._tokens.tags
        for found in _ABBREVIATED.finditer(tags) if "(N)" in tags else ():
            short = self._tokens.word(found.start(2))
            whole = self._text(*found.span(1))
            person = self._people.find([short])
            if person is not None and initials(whole.split()) == short.upper():
                person.written, person.body = whole, True
                self._spelled_out[whole] = person

    def _headings(self) -> list[tuple[int, int]]:
        """The sentences in title case, in which a name can't be told from the words around it."""
        tags = self._tokens.tags
        return [
            (begin, end)
            for begin, end in self._tokens.sentences
            if end - begin > _SHORTEST_HEADING
            and tags.count("N", begin, end) * 2 > end - begin
            and _TELLS.search(tags, begin, end) is None
        ]

    def _heading_end(self, headings: list[tuple[int, int]], at: int) -> int:
        """Where the last heading before a token ends; 0 when there is none."""
        place = bisect_right(headings, (at, len(self._tokens.tags)))
        return headings[place - 1][1] if place else 0

    def _new(self, start: int, end: int) -> Person | None:
        title, words, suffix = self._split(start, end)
        if not words or len(words) > _MOST_WORDS:
            return None
        tags = self._tokens.tags
        person = self._people.add(words)
        person.gender = person.gender or self._gender(words, start)
        person.suffix = person.suffix or suffix
        person.written = person.written or self._written(words, start, end)
        honorific = max((place for place, (_, tag) in enumerate(title) if tag == "H"), default=-1)
        rank = [word for word, _ in title[honorific + 1 :]]
        if rank and tags[start - 1 : start] == "r" and tags[start - 2 : start - 1] in {"T", "S", "s"}:
            rank = [self._tokens.word(start - 2), self._tokens.word(start - 1), *rank]
        if rank and not person.rank:
            person.rank = _INITIALS.sub("", " ".join(rank))
            person.title = " ".join(word for word, tag in title if tag != "N")
            if len(words) > 1:
                person.role = person.role or person.rank
        person.human = person.human or bool(title) or tags[start] in "TH"
        person.body = person.body or (tags[start - 1 : start] == "d" and not title)
        return person

    def _split(self, start: int, end: int) -> tuple[list[tuple[str, str]], tuple[str, ...], str]:
        """The titles before a name with their tags, its own words, and what follows it (``Jr.``, ``KC``)."""
        tags, tokens = self._tokens.tags, self._tokens
        last = tokens.word(end - 1).lower()
        if tags.count("N", start, end) == end - start and last not in self._lexicon.suffixes:
            return [], tuple(tokens.words[start:end]), ""
        kept = [at for at in range(start, end) if tags[at] != "·"]
        suffixes: list[str] = []
        while len(kept) > 1 and tokens.word(kept[-1]).lower() in self._lexicon.suffixes:
            at = kept.pop()
            suffixes.insert(0, tokens.word(at) + ("." if tags[at + 1 : at + 2] == "·" else ""))
        kept = [at for at in kept if tags[at] != "B"]
        titles = [place for place, at in enumerate(kept[:-1]) if tags[at] in "TSH"]
        cut = titles[-1] + 1 if titles and all(tags[at] == "N" for at in kept[titles[-1] + 1 :]) else 0
        words = tuple(tokens.word(at) for at in kept[cut:] if tags[at] != "H")
        return [(tokens.word(at), tags[at]) for at in kept[:cut]], words, " ".join(suffixes)

    def _written(self, words: tuple[str, ...], start: int, end: int) -> str:
        """The name as it stands in the text: ``A.K. Roy``."""
        text = self._tokens.text[slice(*self._tokens.span(start, end - 1))]
        at = text.find(words[0])
        stop = text.find(words[-1], at) + len(words[-1])
        return text[at:stop] if 0 <= at < stop else ""

    def _gender(self, words: tuple[str, ...], start: int) -> str:
        genders = self._lexicon.gender
        for at in (start, start - 1)[: start + 1]:
            word = self._tokens.words[at].lower()
            # A surname alone may be the given name of others: Warren, Grace.
            if word in genders and (len(words) > 1 or word != words[0].lower()):
                return genders[word]
        for given in words[:-1]:
            if given.lower() in genders:
                return genders[given.lower()]
        return ""

    def _role(self, start: int, end: int) -> str:
        tokens = self._tokens
        tags = tokens.tags
        before = None
        if tags[start - 1 : start] in {"n", "s"}:
            before = _ROLE_BEFORE.search(tags, max(0, start - 6), start)
        if before:
            return self._text(before.start(), before.end())
        if tags[end : end + 1] == "," and end - start > 1:
            after = _APPOSITION.match(tags, end, end + 14)
            if after and (not _WHO.isdisjoint(after.group(1)) or after.group(1)[0] == "d"):
                first = after.start(1) + (tags[after.start(1)] == "d")
                return self._text(first, after.end(1))
        return self._led(start, end)

    def _led(self, start: int, end: int) -> str:
        """The description that leads a name, parted by a comma: ``its spokesperson, Dmitry Peskov,``."""
        tags = self._tokens.tags
        if start < 2 or tags[start - 1] != "," or tags[end : end + 1] not in {",", ".", "", "F", "\n"}:
            return ""
        led = _LED_BY_ROLE.search(tags, max(0, start - 9), start)
        if led is None or ("d" not in led.group(1) and "z" not in led.group(1)):
            return ""
        first = led.start(1)
        while tags[first] == "d":
            first += 1
        return self._text(first, led.end(1)) if first < led.end(1) else ""

    def _role_gender(self, role: str) -> str:
        for word in role.lower().split():
            kind = self._lexicon.gender.get(word, "")
            if kind:
                return kind
        return ""

    def _text(self, first: int, end: int) -> str:
        start, stop = self._tokens.span(first, end - 1)
        return " ".join(self._tokens.text[start:stop].split())
