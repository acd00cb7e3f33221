"""Which panes there is room for."""

from dataclasses import dataclass

from newsreader.ui.commands import Pane

THREE_PANES = 140
TWO_PANES = 70
FOUR_PANES = 176


@dataclass(frozen=True, slots=True)
class Wish:
    """Which panes the reader asked for."""

    feeds: bool
    facts: bool
    zen: bool
    focus: Pane


def visible_panes(width: int, wish: Wish) -> tuple[Pane, ...]:
    """The panes to show, left to right: one below 70 columns, two below 140, else three (four from 176)."""
    if width < TWO_PANES:
        return (wish.focus,)
    if wish.zen:
        return ("article", "facts") if wish.facts else ("article",)
    if width < THREE_PANES:
        if wish.focus == "feeds":
            return ("feeds", "article")
        if wish.facts and wish.focus != "stories":
            return ("article", "facts")
        return ("stories", "article")
    panes: list[Pane] = ["stories", "article"]
    if wish.feeds and (not wish.facts or width >= FOUR_PANES or wish.focus == "feeds"):
        panes.insert(0, "feeds")
    if wish.facts and (len(panes) < 3 or width >= FOUR_PANES):
        panes.append("facts")
    return tuple(panes)


def sidebar_width(width: int, asked: int) -> int:
    """Columns for the story list: what the reader dragged it to, within reason, or a share of the width."""
    if width < TWO_PANES:
        return width
    return max(24, min(asked or max(30, min(44, width * 3 // 10)), width - 36))
