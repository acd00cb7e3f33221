"""A web page read as an entry: its facts from the metadata, its story from the part of the page that holds it."""

from copy import deepcopy
from itertools import islice

from lxml import etree

from newsreader.model import Author, Entry
from newsreader.sources.file_page_facts import PageFacts, page_facts
from newsreader.sources.file_page_story import asides_in, story_part
from newsreader.sources.fulltext import page_base, read_story
from newsreader.sources.fulltext_tree import remove
from newsreader.sources.markup import parse_markup
from newsreader.text import clean, shorten

_AROUND = ("nav", "header", "footer", "aside", "form", "main", "article")
_ENOUGH = 500
"""Characters of a story that was found; less is rather a page of another kind, which is kept whole."""
_TITLE_LENGTH = 90


def page_entry(markup: str, *, url: str, guid: str, fallback: str) -> Entry:
    """Read a page as an entry; its body is the markup of the part that holds the story.

    Args:
        markup: The page, or a fragment of one.
        url: Where it was fetched; empty for a file.
        guid: The entry's identifier.
        fallback: The title when the page has none and no text.
    """
    root = parse_markup(markup)
    if root is None:
        return Entry(guid=guid, title=fallback, body=markup)
    facts = page_facts(root, url)
    base = page_base(root, facts, url)
    body = _extracted(root, facts, base) if url or _is_site_page(root) else ""
    body = body or _whole(root)
    text = clean(" ".join(map(str, islice(root.itertext(), 200))))
    return Entry(
        guid=guid,
        link=facts.link,
        title=facts.title or shorten(text, _TITLE_LENGTH) or fallback,
        authors=tuple(Author(name) for name in facts.authors),
        published=facts.published,
        updated=facts.updated,
        summary=facts.summary,
        body=body,
        body_type="html",
        base=base,
        language=facts.language,
        categories=facts.categories,
        image=facts.image,
    )


def _is_site_page(root: etree._Element) -> bool:
    """Whether there is more on a page than a story: pages that people write by hand have nothing around it."""
    return next(root.iter(*_AROUND), None) is not None


def _extracted(root: etree._Element, facts: PageFacts, base: str) -> str:
    """The story's markup; empty when little was found."""
    page = read_story(deepcopy(root), facts, base)  # it takes apart what it reads
    return page.html if len(page.text) >= _ENOUGH else ""


def _whole(root: etree._Element) -> str:
    """The markup of the part that holds the story, less what is around it."""
    body = root.find("body")
    story = story_part(root if body is None else body)
    for part in asides_in(story):
        remove(part)
    return etree.tostring(story, encoding="unicode", method="html", with_tail=False)
