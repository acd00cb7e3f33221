import base64
import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image
from rich.cells import cell_len

from newsreader.ui.page.graphics import USUAL_CELL, cell_size, graphics_of
from newsreader.ui.page.kitty import MOST, new_number, placeholders, removal, transmission
from newsreader.ui.page.plates import Plate


@pytest.mark.parametrize(
    ("environment", "graphics"),
    [
        ({}, "half"),
        ({"TERM": "xterm-256color"}, "half"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM": "tmux-256color", "TMUX": "/x,1,0", "KITTY_WINDOW_ID": "1"}, "half"),
        ({"TERM": "screen-256color", "TERM_PROGRAM": "WezTerm"}, "half"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "foot-extra"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "sixel"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230805"}, "sixel"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "210400"}, "half"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "new"}, "half"),
        ({"TERM": "linux", "TERM_PROGRAM": "Apple_Terminal"}, "half"),
    ],
)
def test_the_environment_tells_what_a_terminal_shows(environment: dict[str, str], graphics: str) -> None:
    assert graphics_of(environment) == graphics


def test_a_cell_s_size_is_what_the_system_says_or_nothing() -> None:
    import fcntl
    import struct
    import termios

    ours, theirs = os.openpty()
    try:
        assert cell_size(theirs) is None
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 720, 432))
        assert cell_size(theirs) == (9, 18)
    finally:
        os.close(ours)
        os.close(theirs)
    with Path(os.devnull).open() as nowhere:
        assert cell_size(nowhere.fileno()) is None
    assert USUAL_CELL[1] == 2 * USUAL_CELL[0]


def test_placeholders_take_one_cell_each_and_say_which_picture_and_where() -> None:
    number = new_number()
    rows = placeholders(number, Plate(120, 60), (0, 0, 0))
    assert len(rows) == 60
    assert all(len(row) == 120 and all(cell_len(segment.text) == 1 for segment in row) for row in rows)
    assert len({segment.text for row in rows for segment in row}) == 60 * 120
    style = rows[3][4].style
    assert style is not None
    assert style.color is not None
    assert style.color.triplet is not None
    red, green, blue = style.color.triplet
    assert (red << 16 | green << 8 | blue) == number
    # The fourth row and fifth column by the protocol's own list of marks.
    assert rows[3][4].text == "\U0010eeee\u0310\u0312"
    assert MOST == 297


def test_a_picture_is_sent_in_chunks_as_png_without_asking_for_an_answer() -> None:
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    sent = transmission(noise, 70_000, Plate(30, 10), (10, 20), (0, 0, 0))
    parts = re.findall("\x1b_G([^;]*);([^\x1b]*)\x1b\\\\", sent)
    assert len(parts) > 2
    assert "".join(f"\x1b_G{head};{data}\x1b\\" for head, data in parts) == sent
    assert all("q=2" in head and len(data) <= 4096 for head, data in parts)
    assert {"a=T", "U=1", "f=100", "i=70000", "c=30", "r=10"} <= set(parts[0][0].split(","))
    assert [head[-1] for head, _ in parts] == ["1"] * (len(parts) - 1) + ["0"]
    shown = Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in parts))))
    assert shown.size == (300, 200)
    assert removal(70_000) == "\x1b_Ga=d,d=I,i=70000,q=2\x1b\\"
