"""Footnotes in Markdown: ``[^1]`` in the text, ``[^1]: the note`` at the start of a line."""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_INDENT = re.compile(r"(?: {2,4}|\t)(.*)")


@dataclass(slots=True)
class Notes:
    """The notes of a text, by name, and the numbers of those that the text refers to."""

    definitions: dict[str, str] = field(default_factory=dict)
    referred: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The number of a note, counted by first reference."""
        return self.referred.setdefault(name, len(self.referred) + 1)


def take_notes(text: str) -> tuple[str, Notes]:
    """The text without the definitions of notes, and the notes. Definitions in code are left alone."""
    notes = Notes()
    if "[^" not in text:
        return text, notes
    kept: list[str] = []
    current: list[str] | None = None
    found: dict[str, list[str]] = {}
    fence = ""
    for line in text.splitlines():
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        definition = None if fence else _DEFINITION.match(line)
        if definition and definition[1] not in found:
            current = found[definition[1]] = [definition[2]]
        elif current is not None and (more := _INDENT.match(line)):
            current.append(more[1])
        elif current is not None and not line.strip():
            current.append("")
        else:
            current = None
            kept.append(line)
            continue
        kept.append("")
    notes.definitions = {name: "\n".join(lines).strip() for name, lines in found.items()}
    return "\n".join(kept), notes


def referring(renderer: MarkdownIt) -> MarkdownIt:
    """Teach a renderer to number the references to the notes in its environment."""
    renderer.inline.ruler.before("link", "note_reference", _refer)
    return renderer


def notes_markup(renderer: MarkdownIt, notes: Notes) -> str:
    """The notes as HTML, in the order they are referred to, those never referred to last."""
    if not notes.definitions:
        return ""
    names = [*notes.referred, *(name for name in notes.definitions if name not in notes.referred)]
    items = "".join(
        f"<li>{renderer.render(notes.definitions[name], {'notes': Notes()})}</li>" for name in names
    )
    return f'<section class="footnotes"><ol>{items}</ol></section>'


def _refer(state: StateInline, silent: bool) -> bool:
    """The rule for ``[^name]``, where the name is one of a note."""
    found = _REFERENCE.match(state.src, state.pos)
    notes = state.env.get("notes")
    if not found or not isinstance(notes, Notes) or found[1] not in notes.definitions:
        return False
    if not silent:
        number = notes.number(found[1])
        state.push("html_inline", "", 0).content = f'<sup><a href="#note-{number}">{number}</a></sup>'
    state.pos = found.end()
    return True
