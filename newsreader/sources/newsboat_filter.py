"""newsboat's filter language, in which its query feeds and killfile rules are written, as a tree."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from newsreader.model import NewsreaderError

Operator = Literal["=", "!=", "=~", "!~", "<", ">", "<=", ">=", "between", "#", "!#"]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<bracket>[()])
      | "(?P<text>(?:[^"\\]|\\.)*)"
      | (?P<range>-?\d+:-?\d+)
      | (?P<number>-?\d+)
      | (?P<operator>==|=~|!=|!~|!\#|<=|>=|=|<|>|\#)
      | (?P<word>[A-Za-z_]+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 50
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """One attribute of a story or of its feed, compared with a value."""

    attribute: str
    operator: Operator
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all or any must hold."""

    joint: Literal["and", "or"]
    parts: "tuple[Condition, ...]"


Condition: TypeAlias = Comparison | Group


class FilterError(NewsreaderError):
    """The text is no filter expression, or asks for something that is not known here."""


def parse(text: str) -> Condition:
    """The condition of a filter expression; ``and`` binds more closely than ``or``.

    Raises:
        FilterError: it is none.
    """
    if len(text) > _LONGEST:
        raise FilterError("this filter is too long")
    parser = _Parser(_tokens(text))
    found = parser.any_of(0)
    if parser.kind:
        raise FilterError(f"{parser.value!r} was not expected there")
    return found


def expression_of(line: str) -> tuple[str, str]:
    """Name and filter of a ``query:NAME:FILTER`` line; both empty for another line."""
    kind, _, rest = line.partition(":")
    name, _, expression = rest.partition(":")
    return (name, expression) if kind == "query" else ("", "")


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise FilterError(f"{text[at : at + 20]!r} makes no sense there")
        kind = token.lastgroup or ""
        value = token[kind]
        found.append((kind, re.sub(r"\\(.)", r"\1", value) if kind == "text" else value))
        at = token.end()
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    @property
    def value(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def any_of(self, depth: int) -> Condition:
        return self._joined("or", depth)

    def _joined(self, joint: Literal["and", "or"], depth: int) -> Condition:
        def part() -> Condition:
            return self._joined("and", depth) if joint == "or" else self._one(depth)

        parts = [part()]
        while self.kind == "word" and self.value.lower() == joint:
            self._at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Group(joint, tuple(parts))

    def _one(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise FilterError("this filter is nested too deeply")
        if (self.kind, self.value) == ("bracket", "("):
            self._at += 1
            found = self.any_of(depth + 1)
            if self.value != ")":
                raise FilterError("a closing bracket is missing")
            self._at += 1
            return found
        attribute = self._take("word")
        operator = self._take("operator", "word")
        if operator == "==":
            operator = "="
        if operator.isalpha() and operator != "between":
            raise FilterError(f"{operator!r} is no comparison")
        value = self._take("range") if operator == "between" else self._take("text", "number")
        return Comparison(attribute, cast("Operator", operator), value)

    def _take(self, *kinds: str) -> str:
        if self.kind not in kinds:
            raise FilterError(f"{self.value!r} was not expected there" if self.kind else "it breaks off")
        value = self.value
        self._at += 1
        return value
