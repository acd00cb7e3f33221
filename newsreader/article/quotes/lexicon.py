"""The words of each language, read from its data file when a text in that language is first seen."""

from functools import cache
from typing import Any, Final, NamedTuple

from newsreader.article.tables import read_table

# One character for each class of word; the rules are written in them.
SAY: Final = "v"
SAYING: Final = "g"
JUDGE: Final = "w"
JUDGING: Final = "h"
NAME: Final = "N"
SPEAKER: Final = "s"
CITING: Final = "q"
"""The longest word of a phrase such as "according to"."""
BOTH: Final = "b"
OTHER: Final = "n"
FINDING: Final = "y"
"""Says only with a clause: "found that"."""
BESIDE: Final = "u"
"""Says only beside a quote: "began Rao"."""

_SHORTEST_STEM: Final = 3

_CLASSES: Final = (
    # (table, key, tag): later entries win where a word stands in several.
    ("words", "noun", OTHER),
    ("words", "speaker", SPEAKER),
    ("verbs", "finding", FINDING),
    ("verbs", "beside", BESIDE),
    ("verbs", "judge", JUDGE),
    ("verbs", "judging", JUDGING),
    ("verbs", "say", SAY),
    ("verbs", "saying", SAYING),
    ("verbs", "auxiliary", "x"),
    ("verbs", "infinitive", "2"),
    ("verbs", "adverb", "a"),
    ("words", "title", "T"),
    ("words", "calendar", "t"),
    ("words", "number", "m"),
    ("words", "particle", "P"),
    ("words", "determiner", "d"),
    ("words", "some", "D"),
    ("words", "preposition", "r"),
    ("words", "linking", "L"),
    ("words", "conjunction", "c"),
    ("pronouns", "possessive", "d"),
    ("pronouns", "object", "o"),
    ("pronouns", "they", "p"),
    ("pronouns", "it", "p"),
    ("pronouns", "i", "p"),
    ("pronouns", "polite", "p"),
    ("pronouns", "he", "p"),
    ("pronouns", "she", "p"),
    ("pronouns", "relative", "R"),
    ("pronouns", "that", "C"),
    ("according", "ergative", "E"),
)


class Lexicon(NamedTuple):
    """What the rules know of one language."""

    code: str
    tags: dict[str, str]
    """Lower-case word to tag."""
    before: tuple[tuple[str, ...], ...]
    """Phrases that stand before a speaker: ("according", "to")."""
    after: tuple[tuple[str, ...], ...]
    """Phrases that stand after one."""
    by: frozenset[str]
    """Words that stand before who did it, after a passive verb."""
    source: frozenset[str]
    """Words that stand before who said it, after a noun: "a warning from"."""
    fused: tuple[str, ...]
    """Endings that are a subject grown to its verb: French "-t-il"."""
    pronouns: dict[str, str]
    """Pronoun to "he", "she", "they", "it", "i" or "polite" (whoever was named last)."""
    gender: dict[str, str]
    """Noun or first name to "he" or "she"."""
    capitals: dict[str, str]
    """Titles and abbreviations that count only when they are written with a capital."""
    be: frozenset[str]
    """Helping verbs that make a passive: "was told"."""
    that: frozenset[str]
    """The words that only open reported speech, and are no part of it."""
    nouns: frozenset[str]
    """Nouns for what somebody said: "his claim that"."""
    nobody: frozenset[str]
    """Pronouns for people at large, who are no speakers: "anybody who"."""
    uninverted: frozenset[str]
    """Verbs that have their subject before them always: "told"."""
    linking: frozenset[str]
    """Prepositions by which a description goes on: "a spokesman for the ministry"."""
    you: frozenset[str]
    """Pronouns for who is spoken to."""
    relaying: frozenset[str]
    """Verbs that pass on what their object said: "quoted Rao as saying"."""
    hearing: frozenset[str]
    """Verbs whose passive has for its subject who hears: "agents were told"."""
    manner: frozenset[str]
    """Opens a clause that attributes: "as Rao put it"."""
    indefinite: frozenset[str]
    """The articles of what is new: "a", "one"."""
    clausal: frozenset[str]
    """Verbs whose object is a clause, "that" or no "that"."""
    definite: frozenset[str]
    """The articles of what was named before: "the"."""
    suffixes: frozenset[str]
    """What follows a name and is no part of it: "jr", "kc"."""
    aged: tuple[str, ...]
    """What makes an age of digits: "84-Jährige", "42enne"."""
    agents: tuple[str, ...]
    """Endings of nouns for people: "-ologist"."""
    bodies: frozenset[str]
    """Nouns for bodies and documents, who are neither "he" nor "she"."""
    abstract: frozenset[str]
    """Nouns for what cannot speak: "a number", "the day"."""
    endings: tuple[str, ...]
    """Case endings of names, longest first."""
    nominative: tuple[str, ...]
    """Endings of names in the nominative."""
    naming: frozenset[str]
    dubbing: frozenset[str]
    """Of the naming words those that nobody speaks by: "nicknamed"."""
    works: frozenset[str]
    verb_second: bool
    """True where the verb follows whatever opens the sentence: "Laut Polizei wurden ..."."""
    verb_last: bool
    """True where the verb of saying may close the clause of its quote: "hat es „...“ genannt"."""
    that_needed: bool
    """True where reported speech never goes without its "that"."""
    offices: bool
    """True where the noun of an office stands right before the name: "ministro della Giustizia Carlo Nordio"."""
    dialogue: bool
    """True where a dash opens what somebody says."""
    interposed: bool
    """True where an attribution may stand between the words inside one pair of marks."""

    def stem(self, word: str) -> str:
        """What all forms of a name have in common."""
        word = word.casefold()
        if "-" in word:
            head, _, rest = word.partition("-")
            word = rest if rest and self.is_particle(head) else word
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return word[: -len(ending)]
        return word

    def is_particle(self, word: str) -> bool:
        """Whether a word is a small one inside names: "von", "bin", "al"."""
        return self.tags.get(word.lower()) in {"P", "L"}

    def plainness(self, form: str) -> tuple[bool, int, bool]:
        """The least of the forms of a name is the one to print: no capitals, no case ending."""
        return form.isupper(), len(form) if self.endings else 0, not form.endswith(self.nominative)

    def pronoun(self, word: str) -> str:
        """What kind of pronoun a word is or ends in ("a-t-il"); empty when it is none."""
        word = word.lower()
        kind = self.pronouns.get(word, "")
        if not kind and "-" in word and self.fused and word.endswith(self.fused):
            kind = self.pronouns.get(word.rsplit("-", 1)[-1], "")
        return kind


@cache
def load(code: str) -> Lexicon:
    """The lexicon of a language by its ISO 639-1 code; English where there is no file for it."""
    try:
        data = read_table(f"speech_{code}")
    except FileNotFoundError:
        return load("en")
    tags: dict[str, str] = {}
    for table, key, tag in _CLASSES:
        for word in data.get(table, {}).get(key, ()):
            both = tag == SAY and tags.get(word) in {SPEAKER, OTHER}
            tags[word] = BOTH if both else tag
    according, pronouns = data.get("according", {}), data.get("pronouns", {})
    gender, terms = data.get("gender", {}), data.get("terms", {})
    words = data.get("words", {})
    before, after = _phrases(according, "before"), _phrases(according, "after")
    for phrase in (*before, *after):
        longest = max(phrase, key=len)
        if tags.get(longest) not in {SAY, SAYING, JUDGE, JUDGING}:
            tags[longest] = CITING
    return Lexicon(
        code=code,
        tags=tags,
        before=before,
        after=after,
        by=frozenset(according.get("by", ())),
        source=frozenset(according.get("source", ())),
        fused=tuple(data.get("verbs", {}).get("fused", ())),
        pronouns={
            word: kind
            for kind in ("they", "it", "i", "polite", "he", "she")
            for word in pronouns.get(kind, ())
        },
        gender={
            word: kind
            for key, kind in (("he", "he"), ("she", "she"), ("he_names", "he"), ("she_names", "she"))
            for word in gender.get(key, ())
        },
        capitals=dict.fromkeys(words.get("abbreviation", ()), "B")
        | dict.fromkeys(words.get("honorific", ()), "H")
        | dict.fromkeys(words.get("network", ()), "k")
        | dict.fromkeys(words.get("surname", ()), "a"),
        be=frozenset(data.get("verbs", {}).get("be", ())),
        that=frozenset(pronouns.get("conjunction", ())),
        nouns=frozenset(words.get("saying", ())),
        nobody=frozenset(pronouns.get("nobody", ())),
        uninverted=frozenset(data.get("verbs", {}).get("uninverted", ())),
        linking=frozenset(data.get("words", {}).get("description", ())),
        you=frozenset(pronouns.get("you", ())),
        relaying=frozenset(data.get("verbs", {}).get("relaying", ())),
        hearing=frozenset(data.get("verbs", {}).get("hearing", ())),
        manner=frozenset(data.get("verbs", {}).get("manner", ())),
        clausal=frozenset(data.get("verbs", {}).get("clausal", data.get("verbs", {}).get("say", ()))),
        indefinite=frozenset(words.get("indefinite", ())),
        definite=frozenset(words.get("definite", ())),
        suffixes=frozenset(words.get("suffix", ())),
        aged=tuple(words.get("aged", ())),
        agents=tuple(words.get("agent", ())),
        bodies=frozenset(words.get("body", ())),
        abstract=frozenset(words.get("abstract", ())),
        endings=tuple(sorted(data.get("names", {}).get("endings", ()), key=len, reverse=True)),
        nominative=tuple(data.get("names", {}).get("nominative", ())),
        naming=frozenset(terms.get("naming", ())),
        dubbing=frozenset(terms.get("dubbing", ())),
        works=frozenset(terms.get("works", ())),
        verb_second=bool(data.get("quotes", {}).get("verb_second", False)),
        verb_last=bool(data.get("quotes", {}).get("verb_last", False)),
        that_needed=bool(data.get("quotes", {}).get("that_needed", False)),
        offices=bool(data.get("quotes", {}).get("offices", False)),
        dialogue=bool(data.get("quotes", {}).get("dialogue", False)),
        interposed=bool(data.get("quotes", {}).get("interposed", False)),
    )


def _phrases(table: dict[str, Any], key: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in table.get(key, ()))
