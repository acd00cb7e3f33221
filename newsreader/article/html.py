"""HTML becomes the blocks of a body: plain text with styles, links that are safe to follow, nothing hidden.

The tables' text joins the cells that hold something by ``html_table.CELL_SEPARATOR``. The first style of a
``media`` block links to the picture, video or frame itself.
"""

from typing import TYPE_CHECKING

from lxml import etree

from newsreader.article.blocks import Body
from newsreader.article.html_abbreviations import Abbreviations
from newsreader.article.html_links import absolute
from newsreader.article.html_page import Page
from newsreader.sources.markup import parse_markup

if TYPE_CHECKING:
    from newsreader.article.html_flow import Undo


def html_body(markup: str, base: str = "") -> Body:
    """Set a page or fragment as blocks. Never raises for any markup; time grows with its length.

    Args:
        markup: What the publisher sent.
        base: The URL that relative links are relative to; a ``base`` element in the markup counts first.
    """
    root = parse_markup(markup)
    if root is None:
        return Body()
    page = Page(_base(root, base), Abbreviations(root))
    _walk(root, page)
    return page.finish()


def _base(root: etree._Element, base: str) -> str:
    named = next(root.iter("base"), None)
    return (absolute(named.get("href"), base) if named is not None else "") or base


def _walk(root: etree._Element, page: Page) -> None:
    """Hand the tree to the page in document order. Not recursive: markup may be deep."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    undo: list[Undo | None] = []
    for event, element in walker:
        if event == "start":
            inside, leave = page.enter(element, element.tag.lower())
            undo.append(leave)
            if inside:
                page.text(element.text)
            else:
                walker.skip_subtree()
            continue
        if event == "end" and (leave := undo.pop()) is not None:
            leave()
        if element is not root:
            page.text(element.tail)
