"""One Entry becomes an Article: its body in blocks, its head without repeats, its marks."""

import html
import re
from dataclasses import dataclass, replace
from itertools import accumulate

from newsreader.article.article import Article
from newsreader.article.blocks import Block, Body, Picture
from newsreader.article.enclosures import files_of
from newsreader.article.make_code import code_spans, outside, uncounted_spans
from newsreader.article.make_head import (
    is_teaser,
    letters,
    names,
    standfirst_of,
    without_boilerplate,
    without_title,
)
from newsreader.article.make_quotes import unmarked, with_markup
from newsreader.article.make_text import count_words, text_body
from newsreader.model import Entry
from newsreader.sources.wire import parse_wire
from newsreader.sources.wire_blocks import split_blocks
from newsreader.text import clean

_TAG = re.compile(r"<[A-Za-z/!?]")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a body tells, by its type."""

    body: Body
    title: str
    standfirst: str = ""
    byline: str = ""
    dateline: str = ""
    sign_off: str = ""
    categories: tuple[str, ...] = ()


def make_article(entry: Entry, source: str = "") -> Article:
    """Set a story: its head, its blocks, its quotes and figures. Never raises for what the publisher sent.

    Args:
        entry: The story as its source sent it.
        source: The title of its feed, or of where a stored story came from.
    """
    return with_marks(plain_article(entry, source))


def with_marks(article: Article) -> Article:
    """An article of ``plain_article`` with what was said and counted in it."""
    from newsreader.article.figures import find_figures  # noqa: PLC0415 - lexicons load when a story is first shown
    from newsreader.article.quotes import find_quotes  # noqa: PLC0415

    text, blocks, starts = article.text, article.blocks, article.starts
    written = article.published.date() if article.published else None
    quotes = with_markup(find_quotes(text, unmarked(blocks, starts)), blocks, starts)
    return replace(
        article,
        quotes=outside(code_spans(blocks, starts), quotes),
        figures=outside(uncounted_spans(blocks, starts), find_figures(text, written)),
    )


def plain_article(entry: Entry, source: str = "") -> Article:
    """A story without its marks, which take most of the time: what a long one is shown with first."""
    told = _wire(entry) if entry.body_type == "wire" else _fed(entry)
    blocks = without_title(told.body.blocks, told.title)
    text = "\n\n".join(block.text for block in blocks)
    starts = tuple(accumulate((len(block.text) + 2 for block in blocks[:-1]), initial=0)) if blocks else ()
    return Article(
        title=told.title,
        standfirst=told.standfirst,
        byline=told.byline or names(entry.authors),
        dateline=told.dateline,
        sign_off=told.sign_off,
        categories=told.categories or entry.categories,
        published=entry.published or entry.updated,
        link=entry.link,
        source=source or entry.source,
        blocks=blocks,
        links=told.body.links,
        text=text,
        starts=starts,
        quotes=(),
        figures=(),
        words=count_words(text),
        lead=_lead(entry, blocks),
        files=files_of(entry.enclosures),
    )


def _lead(entry: Entry, blocks: tuple[Block, ...]) -> Picture | None:
    """The picture that came beside the body (Media RSS, an enclosure), unless the body has its own."""
    if not entry.image or any(block.picture for block in blocks):
        return None
    from newsreader.article.html_pictures import lead_picture  # noqa: PLC0415 - lxml is slow to load

    return lead_picture(entry.image)


def _wire(entry: Entry) -> _Told:
    story = parse_wire(entry.body)
    # A story without a headline is listed by how it begins; on the page that would be said twice.
    begun = letters(entry.title)
    listed = bool(begun) and letters(" ".join(story.paragraphs[:1])).startswith(begun)
    return _Told(
        body=text_body(story.paragraphs),
        title=story.title or ("" if listed else clean(entry.title)),
        standfirst=story.standfirst,
        byline=story.byline,
        dateline=story.dateline,
        sign_off=story.sign_off,
        categories=story.categories,
    )


def _fed(entry: Entry) -> _Told:
    """A story from a feed or page: its summary is the standfirst, or the body when there is no other."""
    title = clean(entry.title)
    body = _body(entry)
    summary = without_boilerplate(_html(entry.summary, entry.base or entry.link)) if entry.summary else Body()
    if summary.blocks and (not any(block.text for block in body.blocks) or is_teaser(body, summary)):
        return _Told(body=_with_media(summary, body), title=title)
    standfirst = standfirst_of(summary, body)
    return _Told(
        body=body, title=title, standfirst="" if letters(standfirst) == letters(title) else standfirst
    )


def _body(entry: Entry) -> Body:
    base = entry.base or entry.link
    match entry.body_type:
        case "markdown":
            from newsreader.article.markdown import markdown_body  # noqa: PLC0415 - slow to load

            return markdown_body(entry.body, base)
        case "text":
            return text_body(split_blocks(entry.body))
        case _:
            return _html(entry.body, base)


def _html(markup: str, base: str) -> Body:
    """HTML, or what was sent as HTML but is plain text: that keeps its paragraphs."""
    if not _TAG.search(markup) and "\n" in markup.strip():
        return text_body(split_blocks(html.unescape(markup)))
    from newsreader.article.html import html_body  # noqa: PLC0415 - lxml is slow to load

    return html_body(markup, base)


def _with_media(summary: Body, body: Body) -> Body:
    """The summary's blocks; the body's pictures lead when the summary has none."""
    pictures = [block for block in body.blocks if block.kind == "media"]
    if not pictures or any(block.kind == "media" for block in summary.blocks):
        return summary
    shift = len(summary.links)
    moved = tuple(
        replace(
            block,
            within=(),
            styles=tuple(
                replace(style, link=style.link + shift * (style.link >= 0)) for style in block.styles
            ),
        )
        for block in pictures
    )
    return Body(moved + summary.blocks, summary.links + body.links)
