"""What a browser would not show, and what is no part of a story: hidden elements, trackers, share bars."""

import re
from collections.abc import Mapping

from lxml import etree

from newsreader.article.html_names import UNSEEN

_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?:px|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_HIDDEN_CLASS = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-text",
    "a11y-hidden", "u-hidden-visually", "element-invisible", "assistive-text", "offscreen",
    "mathjax_preview", "mjx_assistive_mathml", "katex-html",
    "footnote-backref", "footnote-back", "data-footnote-backref", "footnote-return",
})  # fmt: skip
_SHARE = re.compile(
    r"(?:sharedaddy|sd-sharing\S*|sd-block|feedflare|addtoany\S*|a2a_kit\S*|addthis\S*|shareaholic\S*|heateor\S*"
    r"|ssba\S*|mashsb\S*|shariff\S*|jp-relatedposts"
    r"|(?:social|share|sharing)[-_]*(?:bar|buttons?|links?|tools?|tooltip|icons?|widgets?|list|menu|items?|share|sharing"
    r"|container|wrapper|options|network\S*|media-?(?:links?|icons?|buttons?|share))?"
    r"|(?:\S+__|\S+--)?(?:social-?share|share-?bar|share-?buttons?|share-?tools?|social-?links|social-?icons))",
    re.IGNORECASE,
)
_SHARE_TEXT = 160
_SHARE_ELEMENTS = 150
_TRACKER = re.compile(
    r"//(?:[^/]*\.)?(?:feeds\.feedburner\.com/~|feedsportal\.com/|pixel\.wp\.com/|stats\.wordpress\.com/"
    r"|b\.scorecardresearch\.com/|pixel\.quantserve\.com/|ad\.doubleclick\.net/|www\.google-analytics\.com/"
    r"|feeds\.wordpress\.com/1\.0/|googleads\.|www\.facebook\.com/tr\b|da\.feedsportal\.com/|pheedo\.com/)",
    re.IGNORECASE,
)
_TINY = re.compile(r"\s*0*[012](?:\.\d+)?\s*(?:px)?\s*")
_TINY_STYLE = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[012](?:px)?\s*(?:;|!|$)", re.IGNORECASE
)


def is_hidden(element: etree._Element, tag: str) -> bool:
    """Whether an element and all in it vanish from the page."""
    if tag in UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    names = attributes.get("class", "").lower().split()
    style = attributes.get("style")
    # MediaWiki hides its MathML behind a picture of the formula; the MathML is what can be read.
    if style and _HIDING.search(style) and "mwe-math-mathml-a11y" not in names:
        return True
    return (
        attributes.get("hidden", "until-found").lower() != "until-found"
        or not _HIDDEN_CLASS.isdisjoint(names)
        or attributes.get("role") == "doc-backlink"
        or "data-footnote-backref" in attributes
        or _is_share_bar(element, tag, [*names, attributes.get("id", "").lower()])
    )


def is_tracker(attributes: Mapping[str, str], url: str) -> bool:
    """Whether a picture or frame is there to count readers, not to be seen."""
    sizes = [attributes.get("width"), attributes.get("height")]
    if any(size is not None and _TINY.fullmatch(size) for size in sizes):
        return True
    return bool(_TINY_STYLE.search(attributes.get("style", "")) or _TRACKER.search(url))


def _is_share_bar(element: etree._Element, tag: str, names: list[str]) -> bool:
    """A part named for sharing that holds little text. Only small parts are looked through, so time stays bounded."""
    if tag in {"body", "article", "main", "p", "a"} or not any(
        _SHARE.fullmatch(name) for name in names if name
    ):
        return False
    length = 0
    for number, part in enumerate(element.iter()):
        if number > _SHARE_ELEMENTS or part.tag in {"blockquote", "img", "video", "iframe", "h1", "h2"}:
            return False
        if isinstance(part.tag, str) and part.tag not in UNSEEN:
            length += len((part.text or "").strip())
        if part is not element:
            length += len((part.tail or "").strip())
        if length > _SHARE_TEXT:
            return False
    return True
