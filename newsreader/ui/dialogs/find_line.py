"""The line in which one types what to find in the article."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindInput(Input):
    """Takes the words; up and down go through what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "turn(1)", "Next", show=False),
        Binding("up,ctrl+p", "turn(-1)", "Previous", show=False),
    ]

    @dataclass
    class Turned(Message):
        """The reader wants the next hit (1) or the one before (-1)."""

        direction: int

    def action_turn(self, direction: int) -> None:
        """Ask for another hit."""
        self.post_message(self.Turned(direction))


class FindLine(Horizontal):
    """A sign, the words, and how many hits there are."""

    def compose(self) -> ComposeResult:
        """From left to right."""
        yield Static("/", id="find-sign")
        yield FindInput(placeholder="Find in this article; capitals count when you type any", id="find")
        yield Static("", id="find-tally", markup=False)

    def on_mount(self) -> None:
        """Hidden until it is asked for."""
        self.display = False

    @property
    def box(self) -> FindInput:
        """Where the words are typed."""
        return self.query_one(FindInput)

    def tell(self, words: str) -> None:
        """Say how many hits there are."""
        self.query_one("#find-tally", Static).update(words)
