"""Finding words in a set article: all the places in which they stand."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsreader.article.folding import Folded, find_all, fold
from newsreader.ui.page.place import Anchor
from newsreader.ui.page.setting import Paragraph

Hit = tuple[int, int, int]
"""The paragraph, and the first character in it and the one behind the last."""


class Finder:
    """The paragraphs of an article, folded once and searched often."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._folded: dict[bool, list[Folded]] = {}

    def find(self, words: str) -> list[Hit]:
        """Every place in which the words stand, in order.

        Accents don't matter, and capitals only where some are asked for. White space at the ends counts, since it
        is how one finds a short word, but not when there is nothing else.
        """
        if not words.strip():
            return []
        case = words != words.lower()
        wanted = fold(words, case=case).text
        folded = self._folded.get(case)
        if folded is None:
            folded = [fold(paragraph.text, case=case) for paragraph in self._paragraphs]
            self._folded[case] = folded
        return [
            (index, start, end)
            for index, paragraph in enumerate(folded)
            for start, end in find_all(paragraph, wanted)
        ]


@dataclass(slots=True)
class Found:
    """What was found, and which hit the reader is at."""

    words: str
    hits: list[Hit] = field(default_factory=list)
    at: int = 0
    _places: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the hits by paragraph, as they are drawn."""
        for paragraph, start, end in self.hits:
            self._places.setdefault(paragraph, []).append((start, end))

    @property
    def places(self) -> dict[int, list[tuple[int, int]]]:
        """All hits by paragraph."""
        return self._places

    @property
    def here(self) -> Hit:
        """The hit the reader is at; there must be one."""
        return self.hits[self.at]

    @property
    def tally(self) -> str:
        """Which hit of how many."""
        return f"{self.at + 1:,} of {len(self.hits):,}" if self.hits else "not found"

    def begin(self, anchor: Anchor) -> None:
        """Go to the first hit from a place on, from the top when there is none."""
        at = bisect_left(self.hits, (*anchor, 0))
        self.at = at if at < len(self.hits) else 0

    def step(self, direction: int) -> bool:
        """Go to the next hit or the one before, round the ends; False when it went round."""
        after = self.at + direction
        self.at = after % len(self.hits)
        return after == self.at
