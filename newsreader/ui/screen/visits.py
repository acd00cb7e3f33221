"""The way back: the stories that were left by following a link, with the place in each."""

from dataclasses import dataclass

from newsreader.model import Entry

_MOST = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """A story that was left."""

    place: tuple[int, int]
    """The paragraph and character at the top of the pane."""
    stop: int | None
    """The link that was followed: its index among the stops."""
    entry: Entry | None = None
    """The story, when it is not in the library; None for the one at the list's cursor."""


class Visits:
    """A stack of visits; the oldest are forgotten beyond a number that nobody goes back through."""

    def __init__(self) -> None:
        self._left: list[Visit] = []

    def __len__(self) -> int:
        return len(self._left)

    def leave(self, visit: Visit) -> None:
        """Remember a story that is left."""
        self._left.append(visit)
        del self._left[:-_MOST]

    def back(self) -> Visit | None:
        """The story that was left last, which is forgotten; None when there is none."""
        return self._left.pop() if self._left else None

    def clear(self) -> None:
        """Forget all: the reader went on to another story of the list."""
        self._left.clear()
