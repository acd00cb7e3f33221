"""How this terminal can show pictures, told by what it says of itself in the environment.

It is never asked: an answer that comes late would be taken for keys, and one that never comes would be waited for.
"""

import os
from collections.abc import Mapping
from typing import Literal

Graphics = Literal["half", "kitty", "sixel"]
"""Half cells, Kitty's protocol with Unicode placeholders, or Sixel."""

USUAL_CELL = (10, 20)
"""Pixels of a cell where the terminal does not say."""

_KITTY_TERMS = ("xterm-kitty", "xterm-ghostty")
_KITTY_PROGRAMS = frozenset({"ghostty", "kitty"})
_SIXEL_TERMS = ("foot", "mlterm", "yaft", "contour", "xterm-sixel")
_SIXEL_PROGRAMS = frozenset({"wezterm", "iterm.app", "mintty", "rio", "blackbox"})
_KONSOLE_WITH_SIXEL = 220400


def graphics_of(environment: Mapping[str, str]) -> Graphics:
    """The best that the terminal is known to show.

    Inside tmux and screen that is half cells, since these pass the rest on only where they were told to.
    """
    term = environment.get("TERM", "").lower()
    program = environment.get("TERM_PROGRAM", "").lower()
    if environment.get("TMUX") or environment.get("STY") or term.startswith(("tmux", "screen")):
        return "half"
    if term.startswith(_KITTY_TERMS) or program in _KITTY_PROGRAMS or environment.get("KITTY_WINDOW_ID"):
        return "kitty"
    konsole = environment.get("KONSOLE_VERSION", "")
    if konsole.isascii() and konsole.isdigit() and int(konsole[:9]) >= _KONSOLE_WITH_SIXEL:
        return "sixel"
    return "sixel" if term.startswith(_SIXEL_TERMS) or program in _SIXEL_PROGRAMS else "half"


def cell_size(descriptor: int) -> tuple[int, int] | None:
    """Pixels of a terminal's cell, wide and high, where the system knows them."""
    try:
        import fcntl  # noqa: PLC0415 - not on every platform
        import struct  # noqa: PLC0415
        import termios  # noqa: PLC0415

        answer = fcntl.ioctl(descriptor, termios.TIOCGWINSZ, bytes(8))
        rows, columns, wide, high = struct.unpack("HHHH", answer)
    except (ImportError, OSError, ValueError):
        return None
    if not (rows and columns):
        return None
    cell = (wide // columns, high // rows)
    return cell if 2 <= cell[0] <= 100 and 0.8 <= cell[1] / cell[0] <= 4 else None


def terminal_cell() -> tuple[int, int]:
    """Pixels of a cell of the terminal that Textual draws on."""
    for descriptor in (2, 1):  # Textual draws on standard error
        if os.isatty(descriptor) and (cell := cell_size(descriptor)) is not None:
            return cell
    return USUAL_CELL
