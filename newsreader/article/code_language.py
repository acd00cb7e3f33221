"""The language of a piece of code that does not name it, told by what only that language writes.

A guess is made when at least two signs of a language are there, or one that no other text has, and more than of any
other language; else it is left plain, since wrong colours read worse than none.
"""

import re
from collections.abc import Mapping

_CERTAIN = 2
_LOOKED_THROUGH = 4_000


def _signs(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in patterns)


_CERTAIN_SIGNS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "bash": _signs(
        r"\A#!.*\b(?:ba|z|da)?sh\b", r"^\$ (?:sudo|apt|git|cd|pip|npm|curl|docker|cargo|brew|make)\b"
    ),
    "python": _signs(r"\A#!.*\bpython", r"^\s*def \w+\(.*\)(?: -> .+)?:\s*$", r"^>>> "),
    "php": _signs(r"<\?php"),
    "html": _signs(r"\A\s*<!DOCTYPE html", r"^\s*<(?:html|body|div|head)\b[^>]*>"),
    "xml": _signs(r"\A\s*<\?xml"),
    "c": _signs(r"^\s*#include\s*[<\"]"),
    "go": _signs(r"^package \w+\s*$", r"^func (?:\(\w+ \*?\w+\) )?\w+\(.*\{\s*$"),
    "rust": _signs(r"^\s*(?:pub )?fn \w+(?:<[^>]*>)?\(.*\{\s*$", r"\blet mut \w+"),
    "diff": _signs(r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", r"^diff --git "),
    "sql": _signs(r"(?i)^\s*(?:SELECT\b[\s\S]{1,400}?\bFROM\b|CREATE TABLE\b|INSERT INTO\b)"),
    "json": _signs(r"\A\s*[\[{]\s*(?:\"[^\"\n]*\"\s*:|\{\s*\"[^\"\n]*\"\s*:)"),
    "java": _signs(r"^\s*public (?:static |final )*(?:class|void|interface)\b"),
    "javascript": _signs(r"\bconsole\.log\(", r"^\s*(?:const|let) \w+ = ", r"=> \{\s*$"),
}
_LIKELY_SIGNS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "python": _signs(
        r"^\s*(?:from [\w.]+ )?import [\w., ]+\s*$", r"\bself\.", r"^\s*(?:elif|except|with) .*:\s*$"
    ),
    "bash": _signs(r"^\s*(?:export \w+=|fi|done|esac)\b", r"\|\s*(?:grep|sed|awk|xargs)\b", r"\$\{?\w+"),
    "c": _signs(r"\b(?:int|void|char) \*?\w+\(", r"\bprintf\(", r"->\w+"),
    "cpp": _signs(r"\bstd::", r"\b(?:cout|cin) ?<<|>>"),
    "css": _signs(r"^\s*[.#]?[\w-]+(?:[ ,>][^{;]*)?\{\s*$", r"^\s*[\w-]+:\s*[^;{}]+;\s*$"),
    "javascript": _signs(r"\bfunction\b ?\w*\(", r"===", r"\b(?:document|window)\.", r"`[^`]*\$\{"),
    "ruby": _signs(r"^\s*def \w+[?!]?(?:\(.*\))?\s*$", r"^\s*end\s*$", r"\bputs\b", r"\bdo \|\w+\|"),
    "yaml": _signs(r"^[\w-]+:\s*$", r"^\s+- [\w\"'-]", r"^\s*[\w-]+: [^;{}]+$"),
    "toml": _signs(r"^\[[\w.-]+\]\s*$", r"^[\w-]+ = (?:\".*\"|\d+|true|false|\[)"),
    "lisp": _signs(r"^\((?:def\w*|let|lambda|setq|use-package|require)\b", r"\)\)\)\s*$"),
    "haskell": _signs(r"^\w+ :: ", r"\bwhere\s*$", r" <- "),
}


def guess_language(code: str) -> str:
    """The name of the language, as lexers know it; empty when it cannot be told."""
    start = code[:_LOOKED_THROUGH]
    scores = {
        language: _CERTAIN * _found(_CERTAIN_SIGNS.get(language, ()), start)
        + _found(_LIKELY_SIGNS.get(language, ()), start)
        for language in {**_CERTAIN_SIGNS, **_LIKELY_SIGNS}
    }
    best, second = sorted(scores.values(), reverse=True)[:2]
    if best < _CERTAIN or best == second:
        return ""
    return max(scores, key=lambda language: scores[language])


def _found(signs: tuple[re.Pattern[str], ...], code: str) -> int:
    return sum(sign.search(code) is not None for sign in signs)
