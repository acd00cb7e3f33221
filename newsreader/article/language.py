"""Which language a text is in, told by its script or its common words."""

from functools import cache, lru_cache

from newsreader.article.patterns import deferred
from newsreader.article.tables import read_table

_SAMPLE = 1500
"""How many characters decide on the language."""
_FEWEST = 1
"""One word that two languages share tells nothing."""
_WORD = deferred(r"\w\w+|\w(?!\.)")
"""Words, but for initials: "O. Jones"."""
_ASCII = "\x7f"
_EUROPEAN = "\u0370"
"""Above the letters of Western languages."""


def language(text: str) -> str:
    """The ISO 639-1 code of the language that the start of the text is most likely in."""
    return _told(text[:_SAMPLE].lower())


@lru_cache(maxsize=16)
def _told(sample: str) -> str:
    """The same of a sample in lower case; quotes and figures ask for one story one after the other."""
    known = _languages()
    if not sample.isascii() and (code := _by_script(sample, known.scripts)):
        return code
    # Different words count, not how often they come: "von der" in a name says little of the language.
    used = set(_WORD.findall(sample))
    if not sample.isascii():
        used.update(letter for letter in set(sample) if letter > _ASCII)
    counts = dict.fromkeys(known.codes, 0)
    weights = dict.fromkeys(known.codes, 0.0)
    for word in sorted(
        used & known.having.keys()
    ):  # in the order of a set, sums of close languages change places
        for code in known.having[word]:
            counts[code] += 1
            # A word that neighbours share says less than one of its own.
            weights[code] += 1 / len(known.having[word])
    best = max(weights, key=lambda code: weights[code])
    return best if counts[best] > max(counts.get(known.fallback, 0), _FEWEST) else known.fallback


def _by_script(sample: str, scripts: dict[str, tuple[str, str]]) -> str:
    """The language to whose script a quarter of a sample belongs, or none."""
    counts = dict.fromkeys(scripts, 0)
    for letter in set(sample):
        if letter >= _EUROPEAN:
            for code, (low, high) in scripts.items():
                if low <= letter <= high:
                    counts[code] += sample.count(letter)
    for code, count in counts.items():
        if count * 4 > len(sample):
            return "ja" if code == "zh" and counts["ja"] else code
    return ""


class _Languages:
    """What tells languages apart."""

    def __init__(self) -> None:
        data = read_table("languages")
        self.scripts: dict[str, tuple[str, str]] = {
            code: (low, high) for code, (low, high) in data["scripts"].items()
        }
        """The first and last letter of a script, by the code of its language."""
        self.codes = tuple(data["words"])
        """The languages that are told by their words."""
        self.having: dict[str, list[str]] = {}
        """Those that have a common word, by the word."""
        for code, words in data["words"].items():
            for word in words:
                self.having.setdefault(word, []).append(code)
        self.fallback: str = data["fallback"]


@cache
def _languages() -> _Languages:
    return _Languages()
