"""The whole text of a story from the page it was published on.

Three ways to choose what on a page is the story vote on each of its lines: trafilatura, the densest prose,
and the part that says of itself that it holds the story. JSON-LD's ``articleBody`` has a vote as well, and
stands in for pages that are written by scripts only.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from html import escape
from itertools import islice

from lxml import etree

from newsreader.model import Author, Entry, NewsreaderError
from newsreader.sources.file_charset import decode
from newsreader.sources.file_kinds import binary_kind, kind_of
from newsreader.sources.file_page_facts import PageFacts, page_facts
from newsreader.sources.fulltext_library import library_text
from newsreader.sources.fulltext_prose import choose_part, choose_prose
from newsreader.sources.fulltext_runs import Runs, read_runs
from newsreader.sources.fulltext_tree import drop_unseen
from newsreader.sources.fulltext_vote import Choice, cover, majority
from newsreader.sources.fulltext_write import Writer, absolute
from newsreader.sources.markup import parse_markup
from newsreader.text import clean, clean_paragraphs, shorten

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest page that is read."""
_SHARE_OF_LINKED_DATA = 0.34
_LEAST_LINKED_DATA = 250
_FIRST_RUNS = 8
_LIKE_TITLE = 0.75
_TITLE_LENGTH = 90
_NAMES_END = re.compile(r"\s*[,;]\s+|\s+(?:and|und|et|y|&)\s+")


class ExtractError(NewsreaderError):
    """A page that no story can be read from."""


@dataclass(frozen=True, slots=True)
class Page:
    """A story as its page shows it."""

    title: str = ""
    byline: str = ""
    """Who wrote it; several names are parted by commas."""
    published: datetime | None = None
    """Aware, in UTC."""
    site: str = ""
    """The name of the site or paper."""
    language: str = ""
    """A language tag (BCP 47), as the page says."""
    text: str = ""
    """Plain: paragraphs parted by blank lines."""
    html: str = ""
    """Clean markup with absolute addresses, without the headline."""


def extract(markup: bytes | str, url: str = "", content_type: str = "") -> Page:
    """Read the story on a page.

    Args:
        markup: The page.
        url: Where it was fetched; relative links are relative to it. Empty for a file.
        content_type: The media type it was served with, for its ``charset``.

    Raises:
        ExtractError: It is empty, no page, too large, or holds no text.
    """
    shown = shorten(clean(url), 200) or "this page"
    text = _page_text(markup, shown, content_type)
    root = parse_markup(text)
    if root is None:
        raise ExtractError(f"{shown} is empty; there is nothing to read in it")
    facts = page_facts(root, url)
    page = read_story(root, facts, page_base(root, facts, url))
    if not page.text:
        raise ExtractError(
            f"{shown}: there is no text on this page; it may be made by scripts, or not for us to see"
        )
    return page


def entry_of(page: Page, url: str) -> Entry:
    """The story as an entry of its own.

    Args:
        page: What was read.
        url: Where the page is; empty for a file.
    """
    names = _NAMES_END.split(page.byline)
    return Entry(
        guid=url or "sha256:" + hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest()[:32],
        link=url,
        title=page.title or shorten(clean(page.text[:1000]), _TITLE_LENGTH),
        authors=tuple(Author(name) for name in dict.fromkeys(map(clean, names)) if name),
        published=page.published,
        body=page.html,
        body_type="html",
        base=url,
        language=page.language,
        source=page.site,
    )


def read_story(root: etree._Element, facts: PageFacts, base: str) -> Page:
    """The story on a parsed page; its text is empty when there is none.

    Args:
        root: The page; what nobody sees of it is taken out of it here.
        facts: What the page says of itself.
        base: What its relative links are relative to.
    """
    drop_unseen(root)
    found = root.find("body")
    body = root if found is None else found
    runs = read_runs(body)
    choice = _without_title(_choice(body, root, runs, facts.article), runs, facts.title)
    choice = _with_whole_quotes(choice, body, runs)
    writer = Writer(body, runs, choice, base)
    text, html = writer.text(), ""
    linked = clean_paragraphs(facts.article)
    if len(linked) >= _LEAST_LINKED_DATA and len(text) < _SHARE_OF_LINKED_DATA * len(linked):
        text = linked
        html = "".join(f"<p>{escape(part, quote=False)}</p>" for part in linked.split("\n") if part)
    return Page(
        title=facts.title,
        byline=", ".join(facts.authors),
        published=facts.published,
        site=facts.site,
        language=facts.language,
        text=text,
        html=html or writer.html(),
    )


def page_base(root: etree._Element, facts: PageFacts, url: str) -> str:
    """What relative links on a page are relative to: its ``base`` element, else where it is; may be empty."""
    named = next(root.iter("base"), None)
    address = absolute(named.get("href") or "", url or facts.link) if named is not None else ""
    return address if address.startswith(("http://", "https://")) else url or facts.link


def _page_text(markup: bytes | str, shown: str, content_type: str) -> str:
    if len(markup) > LARGEST:
        raise ExtractError(f"{shown} is larger than {LARGEST // 2**20} MiB; no story is")
    if isinstance(markup, str):
        text = markup
    else:
        if binary := binary_kind(markup):
            raise ExtractError(f"{shown} is not a page but {binary}")
        text = decode(markup, content_type)
    if kind_of(text, "page.html", content_type) == "feed":
        raise ExtractError(f"{shown} is a feed, not a page; subscribe to it with: newsreader add")
    return text


def _choice(body: etree._Element, root: etree._Element, runs: Runs, linked: str) -> Choice:
    choices = [choose_prose(body, runs), choose_part(body, runs)]
    choices += [cover(runs, text) for text in (library_text(root), linked) if text]
    return majority(runs, choices)


def _without_title(choice: Choice, runs: Runs, title: str) -> Choice:
    """The headline is told apart, so the heading that repeats it is no part of the story."""
    left = choice.copy()
    first = (number for number, chosen in enumerate(choice) if chosen)
    for number in islice(first, _FIRST_RUNS):
        heading, text = runs.holders[number], runs.texts[number]
        if heading.tag in {"h1", "h2"} and _is_like(text, title):
            left[number] = False
            break
    return left if any(left) else choice


def _with_whole_quotes(choice: Choice, body: etree._Element, runs: Runs) -> Choice:
    """A quotation is kept whole, with whoever its footer names: footers of pages are no part of a story."""
    whole = choice.copy()
    for quote in body.iter("blockquote"):
        start, end = runs.spans.get(quote, (0, 0))
        chosen = sum(len(runs.texts[run]) for run in range(start, end) if choice[run])
        if chosen > runs.length(quote) / 2:
            whole[start:end] = [True] * (end - start)
    return whole


def _is_like(text: str, title: str) -> bool:
    if not title or len(text) > 2 * len(title) + 20:
        return False
    return SequenceMatcher(None, text.lower()[:300], title.lower()[:300]).ratio() >= _LIKE_TITLE
