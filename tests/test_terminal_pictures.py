"""Pictures under a real pseudo-terminal: what terminals of each kind are sent."""

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.sources.picture_making import encoded
from tests.terminal import Terminal

QUERIES = (b"\x1b[c", b"\x1b[0c", b"\x1b[>c", b"\x1b[14t", b"\x1b[16t", b"a=q")
"""Questions to a terminal about pictures, which one that does not know them would leave without answer."""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with a picture in it."""
    data = base64.b64encode(
        encoded(Image.radial_gradient("L").resize((320, 160)).convert("RGB"), "JPEG")
    ).decode()
    path = tmp_path / "pier.html"
    path.write_text(
        f"<title>The pier</title><h1>The pier</h1><p>{'It stood for 90 years in the bay. ' * 12}</p>"
        f'<img src="data:image/jpeg;base64,{data}" alt="A pier at dawn" width="320" height="160">'
        f"<p>{'Nobody asked the fishermen about it. ' * 12}</p>",
        encoding="utf-8",
    )
    return path


def started(page: Path, home: Path, **variables: str) -> Terminal:
    none = {"TMUX": "", "STY": "", "KITTY_WINDOW_ID": "", "KONSOLE_VERSION": ""}
    return Terminal(home, "open", str(page), columns=100, rows=50, variables={**none, **variables})


def end(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert terminal.is_restored(), terminal.told()
    assert not [query for query in QUERIES if query in terminal.raw]


def test_any_terminal_shows_half_cells_and_is_asked_nothing(page: Path, tmp_path: Path) -> None:
    with started(page, tmp_path / "home") as terminal:
        terminal.wait_for("▀▀", "A pier at dawn")
        terminal.press("v")
        terminal.wait_until_gone("▀▀")
        terminal.wait_for("Picture: A pier at dawn")
        terminal.press("v")
        terminal.wait_for("▀▀")
        terminal.press("\r")
        terminal.wait_for("320 × 160 pixels", "▀▀")
        terminal.press("\x1b")
        terminal.wait_until_gone("320 × 160 pixels")
        end(terminal)
    assert not [message for message in terminal.screen.messages if message[0] in "_P"]


def test_kitty_gets_the_picture_once_and_forgets_it_at_the_end(page: Path, tmp_path: Path) -> None:
    with started(page, tmp_path / "home", TERM="xterm-kitty") as terminal:
        sent = terminal.wait_for_message("_Ga=T")
        terminal.wait_for("\U0010eeee")
        terminal.press("jjkk")
        terminal.press("\r")
        terminal.wait_for("320 × 160 pixels")
        terminal.press("\x1b")
        terminal.wait_until_gone("320 × 160 pixels")
        terminal.press("v")
        terminal.wait_for("Picture: A pier at dawn")
        terminal.wait_until_gone("\U0010eeee")
        terminal.press("v")
        terminal.wait_for("\U0010eeee")
        end(terminal)
    messages = [message for message in terminal.screen.messages if message.startswith("_G")]
    numbers = [re.findall(r"\bi=(\d+)", message)[0] for message in messages if message.startswith("_Ga=T")]
    assert len(set(numbers)) == len(numbers) == 3  # in the text, at full size, in the text again
    for number in numbers:
        assert f"_Ga=d,d=I,i={number},q=2" in messages
    first = next(message for message in messages if message.startswith("_Ga=T"))
    assert first == sent
    whole = []
    for message in messages:
        head, _, data = message.partition(";")
        whole.append(data)
        if head.endswith("m=0"):
            break
    assert Image.open(io.BytesIO(base64.b64decode("".join(whole)))).format == "PNG"


def test_sixel_is_for_the_picture_at_full_size(page: Path, tmp_path: Path) -> None:
    with started(page, tmp_path / "home", TERM="foot") as terminal:
        terminal.wait_for("▀▀", "A pier at dawn")
        terminal.press("\r")
        terminal.wait_for("320 × 160 pixels")
        assert "q" in terminal.wait_for_message("P")[:12]
        terminal.press("\x1b")
        terminal.wait_for("▀▀")
        end(terminal)
