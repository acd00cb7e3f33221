"""Settings and keys taken over from another reader: told, and never over what the reader has chosen here."""

import sys
from collections.abc import Sequence
from pathlib import Path

from newsreader.config import Config, load, save
from newsreader.library.moving import Moved
from newsreader.sources.newsboat_keys import KeyBinding


def take_settings(file: Path, moved: Moved) -> None:
    """Set what the other reader had set otherwise, where the settings are as they come.

    Raises:
        NewsreaderError: the settings cannot be written.
    """
    config, _ = load(file)
    for name, value in moved.settings.items():
        if getattr(config, name) == getattr(Config(), name) != value:
            save(file, name, value)
            print(f"newsreader: set {name} = {value}, as newsboat had it", file=sys.stderr)


def take_keys(file: Path, wanted: Sequence[KeyBinding], moved: Moved) -> None:
    """Bind the keys that the other reader had bound, where none were bound here; what is not goes to ``left_out``.

    Raises:
        NewsreaderError: the settings cannot be written.
    """
    from newsreader.ui.taken_keys import taken_over

    if not wanted:
        return
    keys, refused = taken_over(wanted)
    config, _ = load(file)
    if config.keys not in ({}, keys):
        moved.left_out += tuple(f"{one.line} (other keys are bound in the settings)" for one in wanted)
        return
    if keys != config.keys:
        save(file, "keys", keys)
        told = "; ".join(f"{name} = {held}" for name, held in keys.items())
        print(f"newsreader: bound keys as newsboat had them: {told}", file=sys.stderr)
    moved.left_out += tuple(f"{one.line} ({one.key} is here: {here.title})" for one, here in refused)
