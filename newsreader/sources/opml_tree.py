"""Bytes of an OPML document become its outlines: by libxml2, or by a forgiving reader where that gives up.

Nothing is fetched and no file is opened, whatever the document asks for; entities that would grow without
bound, or that name something outside, are refused.
"""

import re
from typing import Any

from lxml import etree

from newsreader.sources import opml_scan
from newsreader.sources.feed_doctype import Entities, without_doctype
from newsreader.sources.opml_outlines import Document, Outline, spelled
from newsreader.sources.xml_parser import parse_xml

_REFERENCE = re.compile(r"&([A-Za-z_][\w.:-]{0,63});")
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def read(text: str) -> "etree._Element | Document":
    """The root element of a well-formed list in RDF, or the outlines of an OPML document.

    Raises:
        NotAFeedError: It is refused for safety.
    """
    text, entities = without_doctype(text.lstrip())
    root = _parsed(text, entities)
    if root is None:
        return opml_scan.read(text, entities)
    return root if local(root) == "RDF" else _document(root)


def local(element: "etree._Element") -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _parsed(text: str, entities: Entities) -> "etree._Element | None":
    # Entities of HTML are unknown to XML, but any program that writes HTML into titles writes them.
    text = _REFERENCE.sub(lambda found: _character(found, entities), text) if "&" in text else text
    try:
        return parse_xml(text)
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError):
        return None


def _character(found: re.Match[str], entities: Entities) -> str:
    if found[1] in _XML:
        return found[0]
    known = entities.expand(found[0])
    if known == found[0]:
        return f"&amp;{found[1]};"
    return known.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&apos;")


def _document(root: "etree._Element") -> Document:
    document = Document()
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element).lower()
        if name == "outline":
            if event == "start":
                document.outlines.append(Outline(depth, _attributes(element)))
            depth += 1 if event == "start" else -1
        elif event == "start" and name == "head":
            for child in element:
                if local(child):
                    document.head.setdefault(local(child), "".join(map(str, child.itertext())))
    return document


def _attributes(element: Any) -> dict[str, str]:
    return {spelled(name): value for name, value in element.attrib.items()}
