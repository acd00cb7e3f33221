import itertools

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.paths import Paths
from newsreader.ui.dialogs.palette import OfferList
from newsreader.ui.themes import FIGURE_KINDS, OURS, mark_variables
from tests.ui.screens import press, running

TEXT = ("ink", "ink-soft", "ink-faint")
MARKS = (
    "quote",
    "speaker",
    "term",
    "indirect",
    "unread",
    "star",
    "added",
    "removed",
    *(f"figure-{kind}" for kind in FIGURE_KINDS),
)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(Color.parse(first)), luminance(Color.parse(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_text_and_marks_can_be_read_on_every_ground_they_stand_on(theme: Theme) -> None:
    grounds = [theme.background, theme.surface, theme.panel, theme.variables["cursor-back-blurred"]]
    for ground in grounds:
        assert ground is not None
        for name in TEXT:
            assert contrast(theme.variables[name], ground) >= 4.5, (name, ground)
        for name in MARKS:
            assert contrast(theme.variables[name], ground) >= 4.5, (name, ground)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
@pytest.mark.parametrize("back", ["highlight-back", "selection-back"])
def test_marks_in_highlighted_and_selected_words_can_be_read(theme: Theme, back: str) -> None:
    ground = theme.variables[back]
    for name in ("ink", "ink-soft", "quote", "speaker", "term", *(f"figure-{kind}" for kind in FIGURE_KINDS)):
        assert contrast(theme.variables[name], ground) >= 4.5, name
    assert theme.foreground is not None
    assert contrast(theme.foreground, ground) >= 7
    assert contrast(theme.variables["ink"], theme.variables["hit-back"]) >= 4.5
    assert theme.background is not None
    assert contrast(theme.background, theme.accent or "") >= 4.5  # the hit one is at


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_the_row_at_the_cursor_can_be_read(theme: Theme) -> None:
    for name in ("ink", "ink-soft", "unread"):
        assert contrast(theme.variables[name], theme.variables["cursor-back"]) >= 4.5, name
    assert contrast(theme.variables["ink-faint"], theme.variables["cursor-back"]) >= 3.0


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_every_theme_of_textual_gets_colours_for_marks(name: str) -> None:
    variables = mark_variables(BUILTIN_THEMES[name].to_color_system().generate())
    assert {*TEXT, *MARKS} <= set(variables)


# How colours look without green- or red-sensitive cones, on linear RGB (Machado, Oliveira and Fernandes, 2009).
_SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
_JUST_SEEN = 2.3
"""The least difference of two colours in CIELAB that is noticed side by side (Mahy et al., 1994)."""


def lab(color: str, sight: str) -> tuple[float, float, float]:
    """A colour as it is seen, in CIELAB (D65)."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in Color.parse(color).normalized
    ]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in _SIGHT[sight]]
    red, green, blue = seen
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(first: str, second: str, sight: str) -> float:
    pairs = zip(lab(first, sight), lab(second, sight), strict=True)
    return float(sum((one - other) ** 2 for one, other in pairs) ** 0.5)


@pytest.mark.parametrize("sight", sorted(_SIGHT))
@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_kinds_of_figures_are_told_apart_by_colour_blind_readers_too(theme: Theme, sight: str) -> None:
    colors: dict[str, str] = {
        kind: theme.variables[f"figure-{kind}"] for kind in FIGURE_KINDS if kind != "time"
    }
    colors |= {"text": theme.foreground or "", "quote": theme.variables["quote"]}
    for (one, first), (other, second) in itertools.combinations(colors.items(), 2):
        assert difference(first, second, sight) > 4 * _JUST_SEEN, (one, other)


def test_the_check_of_colours_sees_two_that_a_deuteranope_cannot_tell_apart() -> None:
    assert difference("#cc6677", "#44aa99", "usual") > 50
    assert difference("#9fb2dd", "#b9a2d8", "deuteranopia") < _JUST_SEEN


async def test_with_few_colours_lists_over_the_panes_show_their_cursor_as_well(paths: Paths) -> None:
    async with running(paths, few_colours=True) as (pilot, _):
        await press(pilot, "ctrl+p")
        offers = pilot.app.screen.query_one(OfferList)
        assert offers.get_component_rich_style("rows--cursor-blurred", partial=True).underline
