"""A text as tokens, and as a string with one tag a token: what the rules for speakers read.

A quote is one token, so that whatever is said in it cannot be taken for its attribution.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from newsreader.article.patterns import deferred
from newsreader.article.quotes.lexicon import CITING, NAME, OTHER, Lexicon
from newsreader.article.quotes.tags import tags_of

FRAGMENT = "Q"
"""A quote without final punctuation."""
COMMA = "K"
"""A quote that ends in a comma: an attribution follows."""
FULL_STOP = "F"
OUTCRY = "Z"
"""A quote that ends in a question or exclamation mark."""
QUOTES = frozenset("QKFZ")

# Runs of one sign are one token, so that a rule drawn with them costs no more than it says.
_SIGN = r"\n[^\S\n]*\n\s*|\.[a-z]\w*|[.…]{2,}|,+|[-–—]+|[\"“”„«»‹›‘’'(]{2,}|([^\w\s])\2*"
_FEWEST_CAPITALS = 2
_LONGEST = 250
"""A sentence of more tokens is cut: no rule looks further."""
_START = r"[A-Z]\.(?!\w{2})|\d[\d.,/]*(?<![.,/])(?:-\w+)*|"
_PLAIN = r"[A-Za-z][a-z]+(?=[ ,.])|"
"""Most words of Western languages: tried first, since the whole rule takes longer to say the same."""
_WORD = r"@?[^\W_]\w*(?:[-‐]\w+)*"
_DEVANAGARI = r"[\w\u0900-\u0963\u0970-\u097f\u200c\u200d]+"
"""Vowel signs are marks to Unicode, not letters."""
_ELIDING = frozenset({"fr", "it", "ca"})

_ENDS = deferred(r"[.\nFZ]")
_DATELINE = deferred(r"N(?<![^\n]N)[N,tm·B]{0,9}(?:\([NB·&,/]{1,6}\))?-")
"""``NEW DELHI, Nov. 28 (Reuters) -`` is no part of the sentence that follows."""
_NAMED_ATTRIBUTION = deferred(
    r"(?:N{1,3}z)?[NTHS·]{1,6}[al]?[vVw]|d?(?:N{1,3}z)?[NTHSs·]{1,6},[^,.]{1,20},[vV](?=[t2r.,\n]|$)"
)
_SHORT_ATTRIBUTION = deferred(r"[NTHS·]{1,6}[al]?[vVw]t?\.|[vV][NTHS·]{1,6}[.,]")


class Tokens:
    """The tokens of a text. Index ``i`` of the words, starts and tags is the same token."""

    __slots__ = ("citing", "quotes", "sentences", "starts", "tags", "text", "words")

    def __init__(self, text: str, words: list[str], starts: list[int], tags: str, quotes: list[int]) -> None:
        self.text = text
        self.words = words
        """As they are written."""
        self.starts = starts
        self.tags = tags
        self.quotes = quotes
        """The token of each quote."""
        self.sentences: list[tuple[int, int]] = []
        """Token ranges, ends exclusive."""
        self.citing: list[tuple[int, int, bool]] = []
        """Phrases such as "according to": their tokens (end exclusive), and whether the speaker follows."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens ``first`` to ``last`` (inclusive) stand in the text."""
        return self.starts[first], self.starts[last] + len(self.words[last])

    def word(self, index: int) -> str:
        """The token as it is written."""
        return self.words[index]


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """What a token is in a language: French parts "l'" from its noun, English "'s"."""
    if code == "hi":
        return deferred(f"({_START}{_DEVANAGARI}|{_SIGN})")
    if code in _ELIDING:
        return deferred(rf"({_PLAIN}{_START}\w{{1,5}}['’](?=\w)|{_WORD}|{_SIGN})")
    endings = r"['’](?:s|d|re|ve|ll|m)\b"
    return deferred(rf"({_PLAIN}{_START}{_WORD}(?:(?!{endings})['’]\w+(?:[-‐]\w+)*)*|{endings}|{_SIGN})")


def tokenise(text: str, quoted: Sequence[tuple[int, int]], lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens, each of the spans ``quoted`` (in order) being one."""
    split = _pattern(lexicon.code).split
    tag_of = tags_of(lexicon.code).__getitem__
    words: list[str] = []
    starts: list[int] = []
    tags: list[str] = []
    quotes: list[int] = []
    at = 0
    for start, end in (*quoted, (len(text), len(text))):
        if at < start:
            parts = split(text[at:start])
            del parts[2::3]  # the sign of a run; left are gap, token, gap, token ...
            found = parts[1::2]
            words += found
            starts += [*accumulate(map(len, parts), initial=at)][1:-1:2]
            tags += map(tag_of, found)
        if start < end:
            quotes.append(len(words))
            words.append(text[start:end])
            starts.append(start)
            tags.append(_final(text, start, end))
        at = end
    tokens = Tokens(text, words, starts, "".join(tags), quotes)
    _find_citing(tokens, lexicon)
    tokens.tags = _nicknamed(tokens, _settle(tokens.tags))
    if lexicon.offices:
        tokens.tags = _without_offices(tokens, lexicon)
    tokens.sentences = _sentences(tokens)
    return tokens


def _find_citing(tokens: Tokens, lexicon: Lexicon) -> None:
    """Note the phrases that cite; their longest word is a plain noun wherever it stands alone."""
    at = tokens.tags.find(CITING)
    while at >= 0:
        word = tokens.word(at).lower()
        for phrase, ahead in (
            *((each, True) for each in lexicon.before),
            *((each, False) for each in lexicon.after),
        ):
            first = at - phrase.index(word) if word in phrase else -1
            end = first + len(phrase)
            if (
                first >= 0
                and end <= len(tokens.words)
                and phrase == tuple(tokens.word(place).lower() for place in range(first, end))
            ):
                tokens.citing.append((first, end, ahead))
                break
        at = tokens.tags.find(CITING, at + 1)
    if CITING in tokens.tags:
        tags = list(tokens.tags.replace(CITING, OTHER))
        for first, end, _ in tokens.citing:
            tags[first:end] = "r" * (end - first)
        tokens.tags = "".join(tags)


def _final(text: str, start: int, end: int) -> str:
    inner = text[max(start, end - 6) : end].rstrip("\"“”„»«‹›‘’'」』〟〞＂ ")
    after = text[end : end + 1]
    last = inner[-1:]
    if last == "," or after == ",":
        return COMMA
    if last in {"?", "!", "？", "！"}:
        return OUTCRY
    return FULL_STOP if last in {".", "…", "。", "।"} else FRAGMENT


_PARTICLES = deferred(r"(?<![dmP])P+(?=N)|(?<=N)[PL][PLd]{0,2}(?=N)")
"""``von der Leyen``, ``da Silva``; a van that somebody drove has an article before it."""
_SOME = deferred(r"D(?:(?<![^.\n,:;(cQKFZ-]D)(?=[al]?x?[vY][^vn])|(?<=vD)(?=[.,\n]|$))")
"""``another said``; but ``another report``."""
_CAPITAL_PARTICLE = deferred(r"M[Ld]{0,2}(?=N+[al]*x*[vw])")
"""``De la Torre dijo``: at the start of a sentence the preposition would have a capital too."""


def _first(tag: str, besides: str = "") -> re.Pattern[str]:
    """The tag where a sentence begins, or behind one of the signs ``besides``."""
    return deferred(rf"{tag}(?<![^.\n:(FZ{besides}-]{tag})")


_SETTLING: tuple[tuple[str, re.Pattern[str], str], ...] = (
    # Each with a tag that a text must have for the pattern to find anything, and that every pattern begins with:
    # what stands before it is looked at where it was found, and not at every tag.
    (
        ".",
        deferred(r"\.(?:(?<=[HB].)|(?=,)|(?=\))(?:(?<=\([NB]-[NB].)|(?<=\([NBd].))|(?<=m.)(?=t))"),
        "·",
    ),
    ("z", deferred(r"z(?<=pz)"), "x"),
    # Where it was posted: "wrote on X"; else a network is a body like any other.
    ("k", deferred(r"k(?:(?<=rk)|(?<=rdk)|(?<=r-k))"), "t"),
    # A listed word with a capital is itself where a sentence begins, and part of a name elsewhere.
    ("S", deferred(r"S(?<![^.\n:(FZ-]S)(?![NTHS])"), "s"),
    ("W", _first("W"), "v"),
    ("Y", _first("Y", "KQ,"), "v"),
    ("G", _first("G"), "g"),
    ("J", _first("J"), "g"),
    ("A", _first("A"), "a"),
    ("X", _first("X"), "x"),
    # "Schlein l'ha definita": an article right before a helping verb is an object.
    ("d", deferred(r"d(?<=[NSs]d)(?=x)"), "a"),
    # "close to the board": before a noun phrase "to" is a preposition.
    ("2", deferred(r"2(?<=[nse]2)(?=d[nmeNTHSs·])"), "r"),
    # "found that", "found the agency had"; but "found a van".
    ("y", deferred(r"y(?=a?C|d?[nmeNTHSs·]{1,6}[al]?x)"), "v"),
    ("y", deferred(r"y"), OTHER),
    # "began Rao" after a quote, "Rao began:" before one; but "the trial began".
    (
        "u",
        deferred(
            r"u(?:(?<=[QKFZ]u)(?=[pdNTHSs])|(?<=[NTHSsp]u)(?=[,:][QKFZ])"
            r"|(?<=[KZ][pN]u)|(?<=[KZ][NTH]Nu)|(?<=[KZ]dsu))"
        ),
        "v",
    ),
    ("u", deferred(r"u"), OTHER),
    # "sagte die 84-Jährige": an age with its noun left out.
    ("O", deferred(r"O(?<=dO)(?=[al]*[vwx,.\nQKFZ:CR]|$)"), "s"),
    ("O", deferred(r"O"), "m"),
    # "report" the noun and "report" the verb.
    ("b", deferred(r"b(?<=[NpsSWYGJAX]b)(?=[,:CdpQKFZNWYGJAX])"), "v"),
)
_HEADING = deferred(r"(?<![^\n])[^\nnvwegib]{3,40}(?=\n|$)")
_HEADED = deferred(r"[^s]+?[YWG].")
"""A paragraph in title case: "Biden Says He Will Run Again"."""
_IN_HEADING = str.maketrans("YWGAX", "vwgax")
_CAPITALS = str.maketrans("WYGJAXkb", "NNNNNNNs")
_NOT_SAID = deferred(r"[vw](?:(?<=[dz].)|(?<=r.)(?=r))")
"""``the claims``; ``with chants of``"""


def _heading(found: re.Match[str]) -> str:
    line = found.group()
    if (
        line[-1] in ".…FZ"
        or not _HEADED.match(line)
        or line.count("N") + line.count("S") + line.count("T") < _FEWEST_CAPITALS
    ):
        return line
    return line.translate(_IN_HEADING)


def _settle(tags: str) -> str:
    """Tags that depend on their neighbours."""
    if "M" in tags:
        tags = _CAPITAL_PARTICLE.sub(lambda found: NAME * len(found.group()), tags).replace("M", "r")
    if "P" in tags or "L" in tags:
        tags = _PARTICLES.sub(lambda found: NAME * len(found.group()), tags)
        tags = tags.replace("P", OTHER).replace("L", "r")
    if "D" in tags:
        tags = _SOME.sub("p", tags).replace("D", "d")
    if "Y" in tags:
        tags = _HEADING.sub(_heading, tags)
    for needed, pattern, tag in _SETTLING:
        if needed in tags:
            tags = pattern.sub(tag, tags)
    return _NOT_SAID.sub("s", tags.translate(_CAPITALS))


_OFFICE = deferred(r"(?<=T)r{1,2}d?(N{3,5})(?![N·])|(?<=s)(N{3,5})(?![N·])")


def _without_offices(tokens: Tokens, lexicon: Lexicon) -> str:
    """``Giustizia`` of "ministro della Giustizia Carlo Nordio" belongs to the office and not to the name."""
    tags = tokens.tags
    pieces: list[str] | None = None
    for found in _OFFICE.finditer(tags):
        first, end = found.span(found.lastindex or 0)
        given = next((at for at in range(first, end) if tokens.word(at).lower() in lexicon.gender), -1)
        if given < 0 and found.lastindex == 1:
            given = end - 2
        if first < given < end:
            pieces = pieces or list(tags)
            pieces[first:given] = OTHER * (given - first)
    return "".join(pieces) if pieces else tags


_BETWEEN = deferred(f"{FRAGMENT}(?<={NAME}.)(?={NAME})")


def _nicknamed(tokens: Tokens, tags: str) -> str:
    """A nickname between the parts of a name is one of them: ``Marcia "Cia" Price``."""
    named: list[int] = []
    for found in _BETWEEN.finditer(tags):
        inner = tokens.word(found.start())[1:-1]
        if inner[:1].isupper() and inner.isalpha():
            named.append(found.start())
    if not named:
        return tags
    pieces = list(tags)
    for at in named:
        pieces[at] = "·"
    return "".join(pieces)


def _sentences(tokens: Tokens) -> list[tuple[int, int]]:
    tags = tokens.tags
    found: list[tuple[int, int]] = []
    first = 0
    ends = [match.start() + 1 for match in _ENDS.finditer(tags)]
    datelines = [match.end() for match in _DATELINE.finditer(tags) if tokens.word(match.start()).isupper()]
    for end in (*(sorted({*ends, *datelines}) if datelines else ends), len(tags)):
        if end <= first:
            continue
        if end < len(tags) and tags[end - 1] in "FZ" and _goes_on(tokens, end - 1):
            continue
        while end - first > _LONGEST:
            found.append((first, first + _LONGEST))
            first += _LONGEST
        if end > first:
            found.append((first, end))
        first = end
    return found


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether the sentence goes on after a quote that ends in a full stop or an outcry."""
    tags, after = tokens.tags, at + 1
    if tags[after] == "\n":
        return False
    if tags[after] in ".,;:-)":
        return True
    if tokens.words[after][:1].islower():
        return True
    pattern = _NAMED_ATTRIBUTION if tags[at] == OUTCRY else _SHORT_ATTRIBUTION
    return pattern.match(tags, after) is not None
