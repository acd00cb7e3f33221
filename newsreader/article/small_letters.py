"""Raised and lowered characters, as far as Unicode has them: a terminal cannot set letters smaller."""

from collections.abc import Mapping

_PLAIN = "0123456789+−-=()"
_RAISED = str.maketrans(
    _PLAIN + "abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾" + "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOWERED = str.maketrans(_PLAIN + "aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎" + "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_TABLES: Mapping[str, Mapping[int, int]] = {"sup": _RAISED, "sub": _LOWERED}


def small_letters(text: str, style: str) -> Mapping[int, int]:
    """How to write all of a raised (``sup``) or lowered (``sub``) text, one character for each; else empty."""
    table = _TABLES.get(style, {})
    return table if text and all(ord(character) in table for character in text) else {}
