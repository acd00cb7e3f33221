"""A page's tree made ready for the search of its story: what no reader of the page sees is taken out."""

import re
from itertools import islice

from lxml import etree

_NEVER = frozenset({
    "script", "style", "template", "link", "meta", "object", "embed", "canvas", "button", "input", "select",
    "textarea", "option", "datalist", "dialog", "noframes", "param", "map"
})  # fmt: skip
_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse))", re.IGNORECASE
)
_FORMULA = re.compile(r"mwe-math|mathjax|mjx|katex", re.IGNORECASE)
"""Formulas hide one of their forms; which one is read is settled when the article is set."""
_ENOUGH = 200


def drop_unseen(root: etree._Element) -> None:
    """Take out, in place, scripts, controls, comments and hidden parts.

    A page that shows no prose without its scripts keeps its hidden parts.
    """
    for part in list(root.iter()):
        if not isinstance(part.tag, str) or (part.tag in _NEVER and not is_task_box(part)):
            remove(part)
        elif part.tag == "noscript":
            _keep_pictures(part)
    hidden = _hidden(root)
    if not hidden:
        return
    unseen = sum(map(_prose_length, hidden))
    shown = _prose_length(root) - unseen
    if shown >= min(_ENOUGH, unseen) and text_length(root) > sum(map(text_length, hidden)):
        for part in hidden:
            remove(part)


def is_task_box(part: etree._Element) -> bool:
    """Whether an element is the box before an item of a list of tasks."""
    return (
        part.tag == "input"
        and part.get("type", "").lower() == "checkbox"
        and any(around.tag == "li" for around in islice(part.iterancestors(), 2))
    )


def remove(part: etree._Element) -> None:
    """Take an element out of its tree and leave the text after it."""
    parent = part.getparent()
    if parent is None:
        return
    if part.tail:
        before = part.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + part.tail
        else:
            parent.text = (parent.text or "") + part.tail
    parent.remove(part)


def text_length(part: etree._Element) -> int:
    """Characters of text in an element, white space at the ends of its pieces not counted."""
    return sum(len(text.strip()) for text in part.itertext())


def _prose_length(part: etree._Element) -> int:
    return sum(text_length(paragraph) for paragraph in part.iter("p", "blockquote", "pre", "li", "td"))


def _hidden(root: etree._Element) -> list[etree._Element]:
    """The outermost elements that a browser does not show."""
    found: list[etree._Element] = []
    walker = etree.iterwalk(root, events=("start",))
    for _, part in walker:
        if part.tag not in {"html", "body"} and _is_hidden(part):
            found.append(part)
            walker.skip_subtree()
    return found


def _is_hidden(part: etree._Element) -> bool:
    attributes = part.attrib
    if not attributes or _FORMULA.search(attributes.get("class", "")):
        return False
    if attributes.get("aria-modal") == "true" or attributes.get("hidden", "until-found") != "until-found":
        return True
    if attributes.get("aria-hidden") == "true" and next(part.iter("math", "img"), None) is None:
        return True
    return bool(_HIDING.search(attributes.get("style", "")[:2000]))


def _keep_pictures(noscript: etree._Element) -> None:
    """What stands in for scripts is dropped, but for the pictures that scripts would load."""
    pictures = list(noscript.iter("img"))
    if pictures and text_length(noscript) == 0:
        noscript.tag = "span"
    else:
        remove(noscript)
