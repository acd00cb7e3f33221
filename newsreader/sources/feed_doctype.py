"""The document type declaration: read for its small entities, then thrown away before any parser sees it."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsreader.sources.feed_error import NotAFeedError

_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PARTS = re.compile(r""""[^"]*"|'[^']*'|<!--.*?-->|[\[\]>]""", re.DOTALL)
_ENTITY = re.compile(
    r"""<!ENTITY\s+(?P<parameter>%\s+)?(?P<name>[\w:.-]+)\s+"""
    r"""(?:(?P<external>SYSTEM|PUBLIC)\b[^>]*|"(?P<double>[^"]*)"|'(?P<single>[^']*)'\s*)\s*>"""
)
_REFERENCE = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z_][\w.:-]{0,63});")
_XML = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LONGEST = 8_192
"""Characters one entity may stand for; those of real feeds are a name or a sentence."""
_ALL_TOGETHER = 1_000_000
"""Characters that all declared entities of a document may add up to when put in place."""
_DEEPEST = 8


@dataclass(slots=True)
class Entities:
    """The named characters of one document: XML's, its own, HTML's. It keeps count, so that bombs fizzle."""

    declared: Mapping[str, str | None] = field(default_factory=dict)
    """Replacement text by name; None for an external entity."""
    _spent: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def expand(self, text: str) -> str:
        """Put references in place, once; what is no known reference stays as it is.

        Raises:
            NotAFeedError: A referenced entity is external, or stands for far too much text.
        """
        return _REFERENCE.sub(self._replace, text) if "&" in text else text

    def _replace(self, found: re.Match[str]) -> str:
        name = found[1]
        if name in _XML:
            return _XML[name]
        if name in self.declared:
            value = self._declared(name, 0)
            self._spent += len(value)
            if self._spent > _ALL_TOGETHER:
                raise _bomb()
            return value
        return html.unescape(found[0])

    def _declared(self, name: str, depth: int) -> str:
        if name in self._known:
            return self._known[name]
        value = self.declared[name]
        if value is None:
            raise NotAFeedError(
                f"it asks for a file outside itself (the entity “{name[:40]}”), which is never read"
            )
        if depth > _DEEPEST or len(value) > _LONGEST:
            raise _bomb()
        parts, end, length = [], 0, 0
        for found in _REFERENCE.finditer(value):
            inner = found[1]
            known = (
                self._declared(inner, depth + 1)
                if inner in self.declared
                else _XML.get(inner, html.unescape(found[0]))
            )
            parts += [value[end : found.start()], known]
            end = found.end()
            length += len(known)
            if length > _LONGEST:
                raise _bomb()
        self._known[name] = "".join([*parts, value[end:]])
        return self._known[name]


def without_doctype(text: str) -> tuple[str, Entities]:
    """The document without its DOCTYPE, and the entities which that declared. Nothing is fetched."""
    start = _PROLOG.match(text).end()  # type: ignore[union-attr] # it matches the empty string
    if text[start : start + 9].upper() != "<!DOCTYPE":
        return text, Entities()
    depth = 0
    for part in _PARTS.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(part[0], 0)
        if part[0] == ">" and depth <= 0:
            declared = {
                found["name"]: None if found["external"] else found["double"] or found["single"] or ""
                for found in _ENTITY.finditer(text, start, part.end())
                if not found["parameter"]
            }
            return text[:start] + text[part.end() :], Entities(declared)
    return text[:start] + text[start + 9 :].partition(">")[2], Entities()


def _bomb() -> NotAFeedError:
    return NotAFeedError("its entities stand for far more text than any feed needs (an XML bomb)")
