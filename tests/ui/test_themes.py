import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.ui.themes import FIGURE_KINDS, OURS, mark_variables

TEXT = ("ink", "ink-soft", "ink-faint")
MARKS = (
    "quote",
    "speaker",
    "term",
    "indirect",
    "unread",
    "star",
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
def test_highlighted_words_and_the_marks_in_them_can_be_read(theme: Theme) -> None:
    ground = theme.variables["highlight-back"]
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
