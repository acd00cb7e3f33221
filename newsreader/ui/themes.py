"""Two themes with the feel of good newsprint, and the colours of marks for every theme.

A theme names its mark colours as variables (``quote``, ``figure-money`` ...), which the style sheets use;
themes that know nothing of marks get them from their own palette. The colours of figures differ in lightness as much
as in hue, so that they are told apart by readers who see no red and green as well (tests/ui/test_themes.py).
"""

from textual.color import Color
from textual.theme import Theme

from newsreader.article.marks import KIND_NAMES

FIGURE_KINDS = tuple(KIND_NAMES)
"""In the order of the legend."""

NEWSPRINT_DARK = Theme(
    name="newsprint-dark",
    dark=True,
    primary="#c9a66b",
    secondary="#8fa8b8",
    accent="#d9b36c",
    foreground="#d8d2c6",
    background="#1b1a18",
    surface="#1f1e1b",
    panel="#2a2824",
    boost="#ffffff0a",
    success="#9db37e",
    warning="#dba45a",
    error="#d97b66",
    variables={
        "ink": "#ece6d9",
        "ink-soft": "#b1a99b",
        "ink-faint": "#9a9184",
        "rule": "#3a3733",
        "unread": "#e0b35f",
        "star": "#e8c15a",
        "quote": "#e3b98a",
        "speaker": "#f0d6a8",
        "term": "#bfae97",
        "indirect": "#b9a88f",
        "highlight-back": "#3b3a1c",
        "selection-back": "#273747",
        "hit-back": "#5c4a22",
        "figure-money": "#84ad68",
        "figure-percent": "#8ee3df",
        "figure-date": "#b8c5fe",
        "figure-time": "#b8c5fe",
        "figure-duration": "#c696c7",
        "figure-measure": "#e590a1",
        "figure-count": "#52acee",
        "added": "#9fcf95",
        "removed": "#e0917f",
        "cursor-back": "#34312b",
        "cursor-back-blurred": "#292723",
        "block-cursor-foreground": "#1b1a18",
        "block-cursor-background": "#d9b36c",
        "input-selection-background": "#c9a66b 35%",
        "footer-key-foreground": "#d9b36c",
        "scrollbar": "#3a3733",
        "scrollbar-hover": "#57524a",
        "scrollbar-active": "#7d776c",
        "scrollbar-background": "#1b1a18",
        "scrollbar-background-hover": "#1b1a18",
        "scrollbar-background-active": "#1b1a18",
        "scrollbar-corner-color": "#1b1a18",
        "border": "#57524a",
        "border-blurred": "#3a3733",
    },
)

NEWSPRINT_LIGHT = Theme(
    name="newsprint-light",
    dark=False,
    primary="#7a4b1e",
    secondary="#3f5f73",
    accent="#8a4f12",
    foreground="#2b2925",
    background="#f6f1e6",
    surface="#f1ebde",
    panel="#e8e1d1",
    boost="#0000000a",
    success="#46632b",
    warning="#8f5a0c",
    error="#a3341f",
    variables={
        "ink": "#1c1a17",
        "ink-soft": "#554f46",
        "ink-faint": "#645d52",
        "rule": "#d4cbb8",
        "unread": "#8f4a06",
        "star": "#8a5b00",
        "quote": "#7d3f0c",
        "speaker": "#5c2d06",
        "term": "#6b5a45",
        "indirect": "#6b5a45",
        "highlight-back": "#f0e6a6",
        "selection-back": "#d5e5ef",
        "hit-back": "#f0cf9a",
        "figure-money": "#26712a",
        "figure-percent": "#007064",
        "figure-date": "#10356c",
        "figure-time": "#10356c",
        "figure-duration": "#564ea5",
        "figure-measure": "#88033d",
        "figure-count": "#27678d",
        "added": "#2a6428",
        "removed": "#9c2f1b",
        "cursor-back": "#e2d8c2",
        "cursor-back-blurred": "#ebe4d4",
        "block-cursor-foreground": "#f6f1e6",
        "block-cursor-background": "#7a4b1e",
        "input-selection-background": "#7a4b1e 25%",
        "footer-key-foreground": "#7a4b1e",
        "scrollbar": "#d4cbb8",
        "scrollbar-hover": "#b8ad96",
        "scrollbar-active": "#948a76",
        "scrollbar-background": "#f6f1e6",
        "scrollbar-background-hover": "#f6f1e6",
        "scrollbar-background-active": "#f6f1e6",
        "scrollbar-corner-color": "#f6f1e6",
        "border": "#b8ad96",
        "border-blurred": "#d4cbb8",
    },
)

OURS = (NEWSPRINT_DARK, NEWSPRINT_LIGHT)


def mark_variables(palette: dict[str, str]) -> dict[str, str]:
    """Mark colours made of a theme's own palette, for themes that do not name them."""
    ink, paper = palette["foreground"], palette["background"]
    soft, faint = blend(ink, paper, 0.28), blend(ink, paper, 0.42)
    return {
        "ink": ink,
        "ink-soft": soft,
        "ink-faint": faint,
        "rule": blend(ink, paper, 0.75),
        "unread": palette["text-accent"],
        "star": palette["text-warning"],
        "quote": palette["text-warning"],
        "speaker": palette["text-accent"],
        "term": soft,
        "indirect": soft,
        "highlight-back": blend(palette["text-warning"], paper, 0.82),
        "selection-back": blend(palette["text-primary"], paper, 0.75),
        "hit-back": blend(palette["text-warning"], paper, 0.66),
        "figure-money": palette["text-success"],
        "figure-percent": palette["text-secondary"],
        "figure-date": palette["text-primary"],
        "figure-time": palette["text-primary"],
        "figure-duration": palette["text-accent"],
        "figure-measure": palette["text-error"],
        "figure-count": palette["text-primary"],
        "added": palette["text-success"],
        "removed": palette["text-error"],
        "cursor-back": blend(ink, paper, 0.85),
        "cursor-back-blurred": blend(ink, paper, 0.92),
    }


def blend(ink: str, paper: str, share: float) -> str:
    """A colour that far on the way from ``ink`` to ``paper``; the terminal's own colours stay as they are."""
    first, second = Color.parse(ink), Color.parse(paper)
    return (
        ink if first.ansi is not None or second.ansi is not None else first.blend(second, share, alpha=1).hex
    )
