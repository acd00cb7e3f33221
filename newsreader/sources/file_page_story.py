"""The part of a page that says it holds the story, or holds its paragraphs, and what is not the story in it."""

from lxml import etree

_ASIDE = frozenset({
    "script", "style", "nav", "footer", "aside", "form", "template", "noscript", "svg", "button", "iframe"
})  # fmt: skip
ASIDE_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu",
    "menubar"
})  # fmt: skip
_DROPPED = frozenset({"script", "style", "nav", "form", "template", "dialog"})
_ENOUGH = 500
"""Characters that make a marked part of the page the story, whatever else the page has."""
_SHARE_OF_PAGE = 0.3
_SHARE_OF_PARENT = 0.85
_OWN_TEXT = 0.05


def story_part(body: etree._Element) -> etree._Element:
    """The element that holds the story: the one marked as such, else where the paragraphs are."""
    lengths, prose = _measures(body)
    marked = _marked(lengths)
    whole = max(1, lengths.get(body, 0))
    if marked is not None and (lengths[marked] >= _ENOUGH or lengths[marked] >= _SHARE_OF_PAGE * whole):
        return marked
    element = body
    while prose.get(element, 0) and _own_text(element) < _OWN_TEXT * lengths[element]:
        child = max(
            (child for child in element.iterchildren() if child in prose),
            key=lambda child: prose[child],
            default=None,
        )
        if child is None or child.tag in {"p", "blockquote", "pre", "li", "td"}:
            break
        if prose[child] < _SHARE_OF_PARENT * prose[element] or prose[child] < _SHARE_OF_PAGE * lengths.get(
            body, 0
        ):
            break
        element = child
    return element


def _own_text(element: etree._Element) -> int:
    """Characters of text that stand in an element itself, in none of its children."""
    return len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)


def _marked(lengths: dict[etree._Element, int]) -> etree._Element | None:
    """The element that says it holds the story; None when none does, or when the page lists several stories."""
    bodies = [part for part in lengths if "articleBody" in (part.get("itemprop") or "").split()]
    if bodies:
        return max(bodies, key=lambda part: lengths[part])
    articles = [part for part in lengths if part.tag == "article" or part.get("role") == "article"]
    if articles:
        longest = max(articles, key=lambda part: lengths[part])
        beside = sum(
            lengths[part] for part in articles if not _inside(part, longest) and not _inside(longest, part)
        )
        if lengths[longest] >= beside:
            return longest
    mains = [part for part in lengths if part.tag == "main" or part.get("role") == "main"]
    return max(mains, key=lambda part: lengths[part], default=None)


def _inside(part: etree._Element, outer: etree._Element) -> bool:
    return part is outer or any(parent is outer for parent in part.iterancestors())


def _measures(body: etree._Element) -> tuple[dict[etree._Element, int], dict[etree._Element, int]]:
    """For each element outside asides: characters of text in it, and of those the ones in paragraphs."""
    lengths: dict[etree._Element, int] = {}
    prose: dict[etree._Element, int] = {}
    walker = etree.iterwalk(body, events=("start", "end"))
    skipped: set[etree._Element] = set()
    for event, part in walker:
        if event == "start":
            if part.tag in _ASIDE or part.get("role") in ASIDE_ROLES:
                skipped.add(part)
                walker.skip_subtree()
            else:
                lengths[part] = len((part.text or "").strip())
                prose[part] = 0
            continue
        parent = part.getparent() if part is not body else None
        if part not in skipped:
            if part.tag in {"p", "blockquote", "pre", "li"}:
                prose[part] = lengths[part]
            if parent is not None:
                lengths[parent] += lengths[part]
                prose[parent] += prose[part]
        if parent is not None:
            lengths[parent] += len((part.tail or "").strip())
    return lengths, prose


def asides_in(story: etree._Element) -> list[etree._Element]:
    """What is never the story; the page's own header and footer too, when the story is the whole page."""
    whole = story.tag in {"body", "html"}
    return [
        part
        for part in story.iterdescendants()
        if part.tag in _DROPPED
        or part.get("role") in ASIDE_ROLES
        or (whole and part.tag in {"header", "footer", "aside"} and not _holds_title(part))
    ]


def _holds_title(part: etree._Element) -> bool:
    return next(part.iter("h1", "article"), None) is not None
