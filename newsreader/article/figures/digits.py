"""Numbers in digits: grouped by commas, points, spaces or apostrophes, with decimals and fractions."""

import re
from decimal import Decimal

from newsreader.article.figures.page import Number, Page
from newsreader.article.patterns import deferred

_RUN = deferred(r"\d+(?:[.,']\d+)*")
_SPACED = deferred(r"(?: \d{3})+(?!\d)(?:,\d+)?")
_TWICE_SPACED = deferred(r"(?: \d{3}){2,}(?!\d)")
VULGAR = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625",
    "⅞": "0.875", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8", "⅙": "1/6", "⅚": "5/6",
}  # fmt: skip
_FRACTION = deferred(r"[ -]?([¼-¾⅓-⅞])|[ -](\d) ?/ ?(\d{1,2})(?![\d/])")
_OVER = deferred(r" ?[/⁄] ?(\d{1,3})(?![\d/.,]\d|\d)")
_SLASHES = frozenset("/⁄")
_DENOMINATORS = {2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64}
_MOST_DIGITS = 30
_POINTED = deferred(r"(?:^|[\s(\[$£€¥+-])\.$")


def run_end(low: str, at: int) -> int:
    """Where the digits, points and commas that start at ``at`` end."""
    found = _RUN.match(low, at)
    return found.end() if found else at + 1


def vulgar(sign: str) -> Decimal:
    """The value of a sign such as ½."""
    top, _, bottom = VULGAR[sign].partition("/")
    return Decimal(top) / Decimal(bottom or 1)


def read_digits(page: Page, at: int) -> Number | None:
    """The number whose digits start at ``at``, without its scale; None for 10.0.0.1 and the like."""
    low = page.low
    run = _RUN.match(low, at)
    if run is None or run.end() - at > _MOST_DIGITS:
        return None
    if low[at - 1 : at] == "." and run[0].isdecimal() and _POINTED.search(low, max(0, at - 2), at):
        return Number(at - 1, run.end(), Decimal(f"0.{run[0]}"), True, False)
    end, written = run.end(), run[0]
    if written.isdecimal():
        value, bare = Decimal(written), True
        if len(written) <= 3 and (spaced := _SPACED.match(low, end)) and _groups_by_space(page, end):
            value, bare, end = (
                Decimal((written + spaced[0]).replace(" ", "").replace(",", ".")),
                False,
                spaced.end(),
            )
    else:
        plain = separated(written, comma=page.lexicon.comma)
        if plain is None:
            return None
        value, bare = Decimal(plain[0]), plain[1] == len(plain[0]) and plain[0].isdecimal()
        end = at + plain[1]
    if (part := _FRACTION.match(low, end)) and (
        part[1] or (int(part[3]) in _DENOMINATORS and int(part[2]) < int(part[3]))
    ):
        more = vulgar(part[1]) if part[1] else Decimal(part[2]) / Decimal(part[3])
        return Number(at, part.end(), value + more, True, False)
    slashed = not _SLASHES.isdisjoint(low[end : end + 2])
    if bare and slashed and len(written) <= 2 and (over := _OVER.match(low, end)):
        bottom = int(over[1])
        if bottom in _DENOMINATORS and 0 < value < bottom:
            return Number(at, over.end(), value / bottom, True, False)
    return Number(at, end, value, True, bare)


def _groups_by_space(page: Page, at: int) -> bool:
    """A space parts thousands in languages with a decimal comma; elsewhere only one that does not break."""
    return page.lexicon.comma or page.text[at] not in " \n\t" or bool(_TWICE_SPACED.match(page.low, at))


def separated(written: str, *, comma: bool) -> tuple[str, int] | None:
    """Digits with separators as plain digits with a point, and how many characters that took.

    Args:
        written: Digits with points, commas or apostrophes between them.
        comma: Whether the language's decimal sign is a comma.
    """
    marks = [mark for mark in written if not mark.isdigit()]
    parts = re.split(r"[.,']", written)
    kinds = set(marks)
    if len(kinds) == 1:
        mark = marks[0]
        if _thousands(parts):
            decimal = len(marks) == 1 and mark == ("," if comma else ".") and len(parts[0]) <= 3
            return (f"{parts[0]}.{parts[1]}" if decimal else "".join(parts)), len(written)
        if len(marks) == 1 and mark != "'":
            if mark == "," and not comma and len(parts[1]) > 2:
                return parts[0], len(parts[0])
            return f"{parts[0]}.{parts[1]}", len(written)
        return (parts[0], len(parts[0])) if mark in ",'" else None
    if len(kinds) == 2 and marks[-1] not in marks[:-1] and marks[-1] != "'" and _thousands(parts[:-1]):
        return f"{''.join(parts[:-1])}.{parts[-1]}", len(written)
    return None


def _thousands(parts: list[str]) -> bool:
    """Groups of three, or the Indian way: two and two and three."""
    head, *rest = parts
    if not 1 <= len(head) <= 3 or head[0] == "0" or len(rest[-1]) != 3:
        return False
    between = {len(part) for part in rest[:-1]}
    return between <= {3} or (between <= {2} and len(head) <= 2)
