"""How XML from outside is parsed: no entities resolved, no network, no DTD."""

import re

from lxml import etree

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not have (XML 1.0, 2.2)."""
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")

_HUGE = 9_000_000
"""Characters from which libxml2 must be told that a large document is wanted."""


def parse_xml(text: str) -> etree._Element:
    """The tree of a well-formed document without comments and processing instructions.

    Args:
        text: The document; what it declares of its encoding is over, now that it is text.

    Raises:
        lxml.etree.XMLSyntaxError: it is not well-formed.
        UnicodeEncodeError: it holds lone surrogates.
    """
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=len(text) > _HUGE,
    )
    return etree.fromstring(text.encode(), parser)
