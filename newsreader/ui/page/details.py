"""Which details of an article are open, and what of it is seen then."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from newsreader.ui.page.enclosed import CLOSED, CLOSED_FROM_RIGHT, OPEN
from newsreader.ui.page.setting import Paragraph, Setting

_UNSEEN = Paragraph("", before=0)


def closed_at_first(setting: Setting) -> frozenset[int]:
    """The numbers of the details that the publisher sent closed."""
    summaries = (block.summary for block in setting.article.blocks)
    return frozenset(one.details for one in summaries if one is not None and not one.is_open)


def shown(paragraphs: tuple[Paragraph, ...], closed: frozenset[int]) -> tuple[Paragraph, ...]:
    """The paragraphs as they are seen: those within closed details have no words, and places stay what they are."""
    return tuple(_shown(paragraph, closed) for paragraph in paragraphs) if closed else paragraphs


def _shown(paragraph: Paragraph, closed: frozenset[int]) -> Paragraph:
    if not closed.isdisjoint(paragraph.within):
        return _UNSEEN
    if paragraph.details not in closed:
        return paragraph
    mark = CLOSED_FROM_RIGHT if paragraph.is_right_to_left else CLOSED
    return replace(paragraph, marker=paragraph.marker.replace(OPEN, mark))


def around(setting: Setting, paragraphs: Iterable[int]) -> frozenset[int]:
    """The numbers of all details that some paragraphs are in."""
    last = len(setting.paragraphs) - 1
    return frozenset(
        number for index in paragraphs if 0 <= index <= last for number in setting.paragraphs[index].within
    )


def around_hits(setting: Setting, holds: Callable[[Paragraph], bool]) -> frozenset[int]:
    """The numbers of all details with a paragraph in them that holds what is looked for."""
    enclosed = (index for index, paragraph in enumerate(setting.paragraphs) if paragraph.within)
    return around(setting, (index for index in enclosed if holds(setting.paragraphs[index])))


def are_alike(one: Setting, other: Setting) -> bool:
    """Whether two settings are of the same story with the same details, so that what is open stays so."""
    return _outline(one) == _outline(other)


def _outline(setting: Setting) -> tuple[object, ...]:
    summaries = tuple((block.text, block.summary) for block in setting.article.blocks if block.summary)
    return setting.article.title, setting.article.link, summaries
