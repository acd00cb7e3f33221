"""Every word gets a tag of one character: a sentence becomes a short string, the rules patterns over it."""

from functools import cache

from newsreader.article.patterns import deferred
from newsreader.article.quotes.lexicon import (
    BOTH,
    JUDGE,
    JUDGING,
    NAME,
    OTHER,
    SAY,
    SAYING,
    SPEAKER,
    Lexicon,
    load,
)

_LONGEST_WORD = 40
_GROWN = deferred(r"(\w+)[-'’‐](?=[^\W\d_])(?!\w*[-'’‐]|[a-z])")
_PARTY = deferred(r"[DRIL]-[A-Z]")
"""``R-Iowa``: what a senator is, and not who."""
_REMEMBERED = 50_000
"""So many words are told once and kept; a text of other words costs time and no memory."""


class Tags(dict[str, str]):
    """Word as written to tag; words that no list has are told by their form, and so many remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(_PUNCTUATION)
        self._lexicon = lexicon
        self._known = lexicon.tags

    def __missing__(self, word: str) -> str:
        tag = self._classify(word)
        if len(self) < _REMEMBERED and len(word) < _LONGEST_WORD:
            self[word] = tag
        return tag

    def _classify(self, word: str) -> str:  # noqa: C901, PLR0911 - one for each form
        first = word[0]
        if first.isdigit():
            return "O" if word.lower().endswith(self._lexicon.aged) and self._lexicon.aged else "m"
        if first == "@":
            return NAME
        if first == "\n":
            return "\n"
        if not (first.isalnum() or first in "'’_"):
            if word[-1].isalnum():
                return OTHER
            return _PUNCTUATION.get(first, "-") if first not in ".…" or len(word) == 1 else "…"
        if first in "DRIL" and _PARTY.match(word):
            return "B"
        lower = word.lower().replace("’", "'")
        tag = self._known.get(lower, "")
        if first.isupper():
            tag = self._lexicon.capitals.get(lower, tag)
            if tag == "R" and word.isupper():
                return NAME  # the WHO
            if tag in _CAPITAL:
                return _CAPITAL[tag]
            return tag or self._capital(lower)
        if tag:
            return tag
        if word != lower and self._is_name(word):
            return NAME
        if self._lexicon.fused and "-" in lower:
            return self._fused(lower)
        return SPEAKER if self._lexicon.agents and lower.endswith(self._lexicon.agents) else _form(lower)

    def _capital(self, lower: str) -> str:
        if "-" in lower and any(self._known.get(part) == "T" for part in lower.split("-")):
            return "T"
        return NAME if len(lower) > 1 or lower not in self._lexicon.pronouns else "p"

    def _is_name(self, word: str) -> bool:
        """``al-Sisi`` and ``d’Arbanville``: a particle grown to a name."""
        grown = _GROWN.match(word)
        return grown is not None and self._known.get(grown.group(1), "") in {"P", "L"}

    def _fused(self, word: str) -> str:
        for ending in self._lexicon.fused:
            if word.endswith(ending):
                stem = self._known.get(word.removesuffix(ending))
                return "V" if stem in {SAY, JUDGE} else "p" if stem == "x" else OTHER
        return OTHER


def _form(word: str) -> str:
    """A guess from the ending of a lower-case word that no list has."""
    if word.endswith("ly"):
        return "l"
    if word.endswith("ed") and len(word) > 4:
        return "e"
    if word.endswith("ing") and len(word) > 5:
        return "i"
    return OTHER


_CAPITAL = {
    SPEAKER: "S",
    JUDGE: "W",
    JUDGING: "J",
    SAY: "Y",
    SAYING: "G",
    BOTH: "S",
    "a": "A",
    "x": "X",
    "P": NAME,
    "L": "M",
}
"""Tags of listed words that are written with a capital: at the start of a sentence the word, else a name."""

_PUNCTUATION: dict[str, str] = {
    ",": ",",
    "،": ",",
    "、": ",",
    ":": ":",
    ";": ";",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": "…",
    "。": ".",
    "।": ".",
    "—": "-",
    "–": "-",
    "-": "-",
    "−": "-",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "\n": "\n",
    "&": "&",
    "%": "m",
    "$": "m",
    "'s": "z",
    "’s": "z",
    "'": "z",
    "’": "z",
}


@cache
def tags_of(code: str) -> Tags:
    """The tags of all words in a language."""
    return Tags(load(code))
