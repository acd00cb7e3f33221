"""Which language a text is in, told by its script or its common words."""

import re
from functools import cache

from newsreader.article.quotes.lexicon import DATA, read_data

_SAMPLE = 1500
"""How many characters decide on the language."""


def language(text: str) -> str:
    """The ISO 639-1 code of the language that the start of the text is most likely in."""
    sample = text[:_SAMPLE].lower()
    scripts, words, fallback = _languages()
    for code, script in scripts.items():
        if len(script.findall(sample)) * 4 > len(sample):
            kana = scripts["ja"].search(sample) if code == "zh" else None
            return "ja" if kana else code
    # Different words count, not how often they come: "von der" in a name says little of the language.
    used = set(re.findall(r"\w+", sample))
    scores = {code: len(used.intersection(known)) for code, known in words.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > scores.get(fallback, 0) else fallback


@cache
def _languages() -> tuple[dict[str, re.Pattern[str]], dict[str, tuple[str, ...]], str]:
    data = read_data(DATA / "languages.toml")
    scripts = {code: re.compile(f"[{low}-{high}]") for code, (low, high) in data["scripts"].items()}
    return scripts, {code: tuple(words) for code, words in data["words"].items()}, data["fallback"]
