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
    scripts, words, fallback = _languages()
    if not sample.isascii() and (code := _by_script(sample, scripts)):
        return code
    # Different words count, not how often they come: "von der" in a name says little of the language.
    used = set(_WORD.findall(sample))
    if not sample.isascii():
        used.update(letter for letter in set(sample) if letter > _ASCII)
    scores = {code: len(used.intersection(known)) for code, known in words.items()}
    weights = _weights()
    # A word that neighbours share says less than one of its own.
    best = max(scores, key=lambda code: sum(weights[word] for word in used.intersection(words[code])))
    return best if scores[best] > max(scores.get(fallback, 0), _FEWEST) else fallback


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


@cache
def _weights() -> dict[str, float]:
    """How much each common word tells: the fewer languages have it, the more."""
    having: dict[str, int] = {}
    for known in _languages()[1].values():
        for word in known:
            having[word] = having.get(word, 0) + 1
    return {word: 1 / count for word, count in having.items()}


@cache
def _languages() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, ...]], str]:
    data = read_table("languages")
    scripts = {code: (low, high) for code, (low, high) in data["scripts"].items()}
    return scripts, {code: tuple(words) for code, words in data["words"].items()}, data["fallback"]
