"""Footnotes: their references in the text, and the lists and paragraphs that hold them."""

import re

from lxml import etree

_LIST_CLASS = frozenset({"footnotes", "footnote-list", "endnotes", "references"})
_NOTE_CLASS = frozenset({"footnote", "endnote", "footnote-definition"})
_REFERENCE = re.compile(r"\s*(?:\d{1,4}|[a-z]|[*†‡§¶]{1,3})\s*", re.IGNORECASE)
_MARK_LENGTH = 12


def is_note_list(element: etree._Element) -> bool:
    """Whether an element holds the footnotes."""
    role = element.get("role")
    return role in {"doc-endnotes", "doc-footnotes"} or not _LIST_CLASS.isdisjoint(_names(element))


def is_note(element: etree._Element) -> bool:
    """Whether an element is one footnote."""
    role = element.get("role")
    return role in {"doc-footnote", "doc-endnote"} or not _NOTE_CLASS.isdisjoint(_names(element))


def is_reference(element: etree._Element) -> bool:
    """Whether raised text refers to a note: it is set in brackets, so that it does not run into a number."""
    link = next(element.iterchildren("a"), None)
    if link is None:
        link = element.getparent()
    if link is None or link.tag != "a" or "#" not in (link.get("href") or ""):
        return False
    mark = ""
    for part in element.itertext():
        mark += str(part)
        if len(mark) > _MARK_LENGTH:
            return False
    return bool(_REFERENCE.fullmatch(mark))


def _names(element: etree._Element) -> list[str]:
    return (element.get("class") or "").lower().split()
