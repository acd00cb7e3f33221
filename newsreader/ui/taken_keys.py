"""Keys taken over from another reader, as far as that leaves every command here a key of its own."""

from collections.abc import Sequence

from textual.binding import Binding

from newsreader.sources.newsboat_keys import KeyBinding
from newsreader.ui.commands import BY_ID, COMMANDS, Command


def taken_over(wanted: Sequence[KeyBinding]) -> tuple[dict[str, str], list[tuple[KeyBinding, Command]]]:
    """What ``[keys]`` of the settings has to say for keys that the reader is used to.

    Args:
        wanted: In the order in which they were bound: of two for one key the later one counts.

    Returns:
        The keys of each command that changes; the bindings that cannot be, each with the command that would
        be left without a key.
    """
    keys = {command.id: command.keys.split(",") for command in COMMANDS if command.keys}
    refused: list[tuple[KeyBinding, Command]] = []
    for one in {one.key: one for one in wanted}.values():
        key = _named(one.key)
        holder = next((command for command, held in keys.items() if key in held), "")
        if holder == one.command:
            continue
        if holder and len(keys[holder]) == 1:
            refused.append((one, BY_ID[holder]))
            continue
        if holder:
            keys[holder].remove(key)
        keys.setdefault(one.command, []).append(key)
    changed = {name: held for name, held in keys.items() if ",".join(held) != BY_ID[name].keys}
    return {name: ",".join(held) for name, held in changed.items()}, refused


def _named(key: str) -> str:
    """Textual's name of a key: ``number_sign`` for ``#``."""
    return next(iter(Binding.make_bindings([(key, "", "")]))).key
