"""A terminal's screen, as far as Textual asks for one: places, characters, and how they are set."""

import re
import unicodedata
from dataclasses import dataclass, field

_SEQUENCE = re.compile(
    r"\x1b\[([0-?]*)[ -/]*([@-~])"  # CSI: parameters, final
    r"|\x1b([\]PX^_])(.*?)(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC with what they carry
    r"|\x1b(?![\[\]PX^_])[ -/]*[0-~]"  # any other escape
    r"|[^\x1b]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One place on the screen."""

    character: str = " "
    styles: frozenset[int] = frozenset()
    """SGR numbers that are on: 1 bold, 3 italic, 4 underlined."""


@dataclass
class Screen:
    """What a terminal shows after what it was sent; as much of one as Textual asks for."""

    columns: int
    rows: int
    messages: list[str] = field(default_factory=list)
    """What came in OSC, DCS, PM and APC strings, the kind's character first."""

    def __post_init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self._row = self._column = 0
        self._styles: frozenset[int] = frozenset()
        self._pending = ""

    def feed(self, data: str) -> None:
        """Show what came; a sequence that is cut off waits for its rest."""
        data = self._pending + data
        place = 0
        while found := _SEQUENCE.match(data, place):
            place = found.end()
            self._take(found)
        self._pending = data[place:]

    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(
            "".join(
                self.cells.get((row, column), Cell()).character for column in range(self.columns)
            ).rstrip()
            for row in range(self.rows)
        )

    def styles_of(self, words: str) -> frozenset[int]:
        """The styles that every character of some words on the screen has."""
        for row in range(self.rows):
            line = "".join(
                self.cells.get((row, column), Cell()).character or "" for column in range(self.columns)
            )
            if (at := line.find(words)) >= 0:
                styles = [self.cells.get((row, at + n), Cell()).styles for n in range(len(words))]
                return frozenset.intersection(*styles)
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text()}")

    def _take(self, found: re.Match[str]) -> None:
        parameters, final, kind, content = found.groups()
        if final:
            self._control(parameters, final)
        elif kind:
            self.messages.append(kind + content)
        elif not found[0].startswith("\x1b"):
            self._print(found[0])

    def _control(self, parameters: str, final: str) -> None:
        if parameters[:1] in "<=>?" and parameters:
            if parameters == "?1049":
                self.cells.clear()
            return
        numbers = [int(number) if number else 0 for number in re.split("[;:]", parameters)]
        if final == "m":
            self._style(numbers)
        elif final in "Hf":
            row, column = [*numbers, 0][:2]
            self._row, self._column = max(0, row - 1), max(0, column - 1)
        elif final in "ABCD":
            step = max(1, numbers[0])
            self._row += {"A": -step, "B": step}.get(final, 0)
            self._column += {"C": step, "D": -step}.get(final, 0)
        elif final == "J":
            self.cells.clear()
        elif final == "K":
            for column in range(self._column, self.columns):
                self.cells.pop((self._row, column), None)

    def _style(self, numbers: list[int]) -> None:
        place = 0
        while place < len(numbers):
            number = numbers[place]
            if number in {38, 48, 58}:
                place += 4 if numbers[place + 1 : place + 2] == [2] else 2
            elif number == 0:
                self._styles = frozenset()
            elif number in {22, 23, 24}:
                self._styles -= {1, 2} if number == 22 else {number - 20}
            elif number <= 9:
                self._styles |= {number}
            place += 1

    def _print(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._row += 1
            self._column = 0
        elif character >= " ":
            if unicodedata.combining(character):
                return
            self.cells[self._row, self._column] = Cell(character, self._styles)
            self._column += 1
            if unicodedata.east_asian_width(character) in "WF":
                self.cells[self._row, self._column] = Cell("", self._styles)
                self._column += 1
