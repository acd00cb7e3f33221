"""Make the pictures of the README from the real program: python docs/pictures.py.

Each is an SVG of the app on the sample stories, as ``App.export_screenshot`` gives it.
"""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from terminal_svg import as_on_a_terminal

from newsreader.config import Config
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.sources.files import read_entry
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.clock import Clock
from newsreader.ui.environment import Environment

HERE = Path(__file__).parent / "pictures"
CLOCK = Clock(ZoneInfo("Europe/London"), datetime(2026, 11, 19, 18, 0, tzinfo=UTC))
PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "reader-dark": (
        (140, 40),
        "newsprint-dark",
        ("j", "j", "enter", "j", "j", *["right_square_bracket"] * 6),
    ),
    "facts-light": ((140, 40), "newsprint-light", ("j", "j", "j", "j", "i", "j")),
    "photograph": ((120, 36), "newsprint-dark", (*["j"] * 5, "enter")),
    "small": ((80, 24), "newsprint-dark", ("j", "j")),
    "narrow": ((60, 24), "newsprint-light", ("j", "j", "enter")),
    "wide": ((200, 50), "newsprint-dark", ("j", "j", "i")),
}
STORIES: dict[str, tuple[tuple[int, int], str]] = {
    "japanese": ((100, 26), "newsprint-dark"),
    "arabic": ((100, 26), "newsprint-light"),
    "table": ((100, 32), "newsprint-light"),
    "code": ((100, 32), "newsprint-dark"),
}
"""Articles of ``docs/stories``, each alone in the pane."""


async def draw(
    name: str, size: tuple[int, int], theme: str, keys: tuple[str, ...], opened: Entry | None = None
) -> None:
    """Start the program in a home of its own, press keys, and keep what the screen shows."""
    with tempfile.TemporaryDirectory() as home:
        config = Config(theme=theme, read_after=0)
        app = NewsreaderApp(Environment(Paths.default(home), config, clock=CLOCK, opened=opened))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(1.5)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.4)
            svg = app.export_screenshot()
            await pilot.press("q")
            await pilot.pause(0.5)
    HERE.mkdir(exist_ok=True)
    (HERE / f"{name}.svg").write_text(as_on_a_terminal(svg), encoding="utf-8")
    print(HERE / f"{name}.svg")


def main() -> None:
    """Draw them all."""
    for name, picture in PICTURES.items():
        asyncio.run(draw(name, *picture))
    for name, (size, theme) in STORIES.items():
        story = read_entry(str(HERE.parent / "stories" / f"{name}.md"))
        asyncio.run(draw(name, size, theme, (), story))


if __name__ == "__main__":
    main()
