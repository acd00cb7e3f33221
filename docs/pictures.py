"""Make the pictures of the README from the real program: python docs/pictures.py.

Each is an SVG of the app on the sample stories, as ``App.export_screenshot`` gives it.
"""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from newsreader.config import Config
from newsreader.paths import Paths
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.environment import Environment
from newsreader.ui.story_list import Clock

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
}


async def draw(name: str, size: tuple[int, int], theme: str, keys: tuple[str, ...]) -> None:
    """Start the program in a home of its own, press keys, and keep what the screen shows."""
    with tempfile.TemporaryDirectory() as home:
        config = Config(theme=theme, read_after=0)
        app = NewsreaderApp(Environment(Paths.default(home), config, clock=CLOCK))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(1.5)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.4)
            svg = app.export_screenshot()
            await pilot.press("q")
            await pilot.pause(0.5)
    HERE.mkdir(exist_ok=True)
    (HERE / f"{name}.svg").write_text(re.sub(r"terminal-\d+", "terminal", svg), encoding="utf-8")
    print(HERE / f"{name}.svg")


def main() -> None:
    """Draw them all."""
    for name, picture in PICTURES.items():
        asyncio.run(draw(name, *picture))


if __name__ == "__main__":
    main()
