"""Which language a text is in, as far as the figures care: by its script and its commonest words."""

import re

from newsreader.article.figures.lexicon import read

_SAMPLE = 1500
_SHARE = 7
"""Of so many words at least one is among the commonest; any text in the language has far more."""
_WORD = re.compile(r"[^\W\d_]+")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IDEOGRAPHS = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
CJK = "cjk"
"""Chinese or Japanese: both write figures in one way."""
_hints: dict[str, frozenset[str]] = {}


def _by_word() -> dict[str, frozenset[str]]:
    if not _hints:
        table: dict[str, set[str]] = {}
        for language, words in read("languages")["words"].items():
            for word in words.split():
                table.setdefault(word, set()).add(language)
        _hints.update({word: frozenset(languages) for word, languages in table.items()})
    return _hints


def language_of(low: str) -> str:
    """The code of the language that a folded text is most likely in; English where nothing tells."""
    sample = low[:_SAMPLE]
    if not sample.isascii():
        letters = len(sample)
        if len(_DEVANAGARI.findall(sample)) * 5 > letters:
            return "hi"
        if len(_IDEOGRAPHS.findall(sample)) * 5 > letters:
            return CJK
        if len(_CYRILLIC.findall(sample)) * 5 > letters:
            return "ru"
    hints = _by_word()
    votes: dict[str, int] = {}
    words = _WORD.findall(sample)
    for word in words:
        for language in hints.get(word, ()):
            votes[language] = votes.get(language, 0) + 1
    best = max(votes, key=votes.__getitem__, default="en")
    many = max(1, votes.get("en", 0), len(words) // _SHARE)
    return best if votes.get(best, 0) > many else "en"
