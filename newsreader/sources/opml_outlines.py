"""What an OPML document holds, before anyone asks what it means: its head and its outlines, in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NAMES = {
    name.lower(): name
    for name in (
        "text", "title", "type", "xmlUrl", "htmlUrl", "url", "category", "description", "language", "version",
        "created", "isComment", "isBreakpoint", "filtercmd",
    )
}  # fmt: skip
"""The attributes of OPML 2.0 as it spells them, by their names in lower case: programs disagree."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One ``outline`` element."""

    depth: int
    """How many outlines it is inside."""
    attributes: Mapping[str, str]
    """By name, spelled as in OPML 2.0; those of other namespaces as ``{namespace}name``."""


@dataclass(slots=True)
class Document:
    """An OPML document as it stands."""

    head: dict[str, str] = field(default_factory=dict)
    """Text of the elements in ``head``, by name."""
    outlines: list[Outline] = field(default_factory=list)


def spelled(name: str) -> str:
    """An attribute's name as OPML 2.0 spells it."""
    return NAMES.get(name.lower(), name)
