"""A reader's place in a set article, as it is kept: by the words there, for any width and any update."""

from newsreader.article.anchor import find_passage
from newsreader.library.highlights import Passage
from newsreader.library.places import Place
from newsreader.ui.page.setting import Setting
from newsreader.ui.page.typeset_head import reading_minutes

Anchor = tuple[int, int]
"""A paragraph of a set article and a character in it."""

_WORDS = 80
_BEFORE = 40


def place_of(setting: Setting, anchor: Anchor) -> Place:
    """The place to keep for an anchor."""
    paragraph, inside = anchor
    if paragraph < setting.first or not setting.sources:
        return Place(head=max(0, paragraph), start=inside)
    source = setting.paragraphs[paragraph].source if paragraph < len(setting.paragraphs) else None
    text = setting.article.text
    start = len(text) if source is None else max(0, min(len(text), source + inside))
    return Place(-1, start, text[start : start + _WORDS], text[max(0, start - _BEFORE) : start])


def anchor_of(setting: Setting, place: Place) -> Anchor:
    """Where a place that was kept is now; where the words are gone, as far down as it was."""
    if place.head >= 0 or not setting.sources:
        return max(0, min(place.head, setting.first - 1)), place.start
    text = setting.article.text
    passage = Passage(place.words, place.before, "", place.start)
    found = find_passage(passage, text) if place.words.strip() else None
    if found is None:
        return setting.locate(min(place.start, len(text)))
    # The words begin where white space may have been in front of them.
    return setting.locate(found[0])


def minutes_left(setting: Setting, anchor: Anchor) -> int:
    """Minutes that the text from a place on takes to read, at least one."""
    length = len(setting.article.text)
    place = place_of(setting, anchor)
    read = 0 if place.head >= 0 else place.start
    return reading_minutes(round(setting.article.words * (1 - read / length))) if length else 1
