"""MathML as a readable line: ``(a + b)/2``, ``x^2``, ``√(y)``."""

import re
from collections.abc import Callable

from lxml import etree

from newsreader.article.small_letters import small_letters
from newsreader.text import clean

_DEEPEST = 40
_SIMPLE = re.compile(r"[\w.,′]+|\([^()]*\)|√(?:\w+|\([^()]*\))")
_SPACED = frozenset({
    "=", "≠", "<", ">", "≤", "≥", "+", "−", "±", "×", "÷", "·", "≈", "≡", "→", "⇒", "∈", "∉", "⊂", "⊆", "∪",
    "∩", "∧", "∨", "∝", "∼"
})  # fmt: skip
_LARGE = frozenset("∑∏∫∮⋃⋂")
_UNREAD = frozenset({"annotation", "annotation-xml", "mphantom", "mspace", "maligngroup", "malignmark"})
_ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "¯": "\u0304",
    "~": "\u0303",
    "˜": "\u0303",
    "→": "\u20d7",
    "˙": "\u0307",
}


def math_text(element: etree._Element) -> str:
    """The formula of a ``math`` element in one line of plain text."""
    return clean(_read(element, 0)) or clean(element.get("alttext", ""))


def _read(element: etree._Element, depth: int) -> str:
    tag = element.tag.rpartition(":")[2] if isinstance(element.tag, str) else ""
    if not tag or tag in _UNREAD:
        return ""
    if depth > _DEEPEST:
        return " ".join(map(str, element.itertext()))
    if tag == "mo":
        sign = clean(element.text or "").replace("-", "−")
        return f" {sign} " if sign in _SPACED else f"{sign} " if sign in {",", ";"} else sign
    if tag in {"mi", "mn", "ms", "mtext"}:
        text = clean("".join(map(str, element.itertext())))
        return f" {text} " if tag == "mtext" or (tag == "mi" and len(text) > 1 and text.isalpha()) else text
    parts = [_read(child, depth + 1) for child in element if isinstance(child.tag, str)]
    return _arranged(
        tag,
        [part.strip() if tag not in {"mrow", "math", "mstyle", "semantics"} else part for part in parts],
        element,
    )


def _arranged(tag: str, parts: list[str], element: etree._Element) -> str:
    """The parts of a scheme, put on one line."""
    if scheme := _PAIRS.get(tag) if len(parts) == 2 else None:
        return scheme(*parts)
    if tag == "msubsup" and len(parts) == 3:
        return parts[0] + _below(parts[1]) + _above(parts[2]) + " " * (parts[0] in _LARGE)
    if tag == "munderover" and len(parts) == 3:
        return f"{parts[0]}_{_grouped(parts[1])}^{_grouped(parts[2])} "
    if tag == "msqrt":
        return f"√{_grouped(''.join(parts), always=len(parts) > 1)} "
    if tag in _JOINED:
        before, between, after = _JOINED[tag]
        return element.get("open", before) + between.join(parts) + element.get("close", after)
    own = (element.text or "") if tag in {"math", "mrow"} else ""
    if parts and tag in {"mrow", "math", "mstyle"} and parts[0] in {" − ", " + ", " ± "}:
        parts[0] = parts[0].strip()  # the sign of a number, not between two
    return own + "".join(parts)


def _grouped(part: str, *, always: bool = False) -> str:
    """In brackets, unless it is one thing."""
    if not always and (len(part) < 2 or _SIMPLE.fullmatch(part)):
        return part
    return f"({part})"


def _above(part: str) -> str:
    close = part.replace(" ", "")
    small = small_letters(close, "sup")
    return close.translate(small) if small else f"^{_grouped(part)}"


def _below(part: str) -> str:
    close = part.replace(" ", "")
    small = small_letters(close, "sub")
    return close.translate(small) if small else f"_{_grouped(part)}"


def _over(base: str, above: str) -> str:
    accent = _ACCENTS.get(above)
    return base + accent if accent and len(base) == 1 else f"{base}^{_grouped(above)}"


_PAIRS: dict[str, Callable[[str, str], str]] = {
    "mfrac": lambda above, below: f"{_grouped(above)}/{_grouped(below)}",
    "msup": lambda base, above: _grouped(base) + _above(above),
    "msub": lambda base, below: base + _below(below),
    "munder": lambda base, below: f"{base}_{_grouped(below)}",
    "mover": _over,
    "mroot": lambda base, degree: f"root_{_grouped(degree)}({base})",
}
"""Schemes of a base and one more part."""

_JOINED = {
    "mfenced": ("(", ", ", ")"),
    "mtable": ("[", "; ", "]"),
    "mtr": ("", ", ", ""),
    "mlabeledtr": ("", ", ", ""),
}
"""What stands before, between and after the parts of a scheme of any number."""
