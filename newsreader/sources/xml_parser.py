"""How XML from outside is parsed: no entities resolved, no network, no DTD."""

from lxml import etree

_HUGE = 9_000_000
"""Characters from which libxml2 must be told that a large document is wanted."""


def parse_xml(text: str) -> etree._Element:
    """The tree of a well-formed document without comments and processing instructions.

    Args:
        text: The document, without a declaration of its encoding.

    Raises:
        lxml.etree.XMLSyntaxError: it is not well-formed.
        UnicodeEncodeError: it holds lone surrogates.
    """
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
