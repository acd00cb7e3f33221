"""What is known of a story besides its text: its discussion, its other sources, and that it was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from newsreader.library.stories import Header
from newsreader.ui.commands import BY_ID, keys_of
from newsreader.ui.page.setting import Paragraph, Setting

_TIMES = {1: "once", 2: "twice"}
_MOST_NAMED = 6


def with_notes(setting: Setting, header: Header | None, keymap: Mapping[str, str]) -> Setting:
    """The article with a quiet line or two at the end of its head, where there is something to say."""
    if header is None:
        return setting
    notes = tuple(Paragraph(words, "meta", before=0) for words in _notes(header, keymap))
    if not notes:
        return setting
    head = setting.paragraphs[: setting.first]
    at = len(head) - 1 if head and head[-1].style == "rule" else len(head)
    paragraphs = setting.paragraphs[:at] + notes + setting.paragraphs[at:]
    return replace(setting, paragraphs=paragraphs, first=setting.first + len(notes))


def _notes(header: Header, keymap: Mapping[str, str]) -> Iterator[str]:
    comments, count = header.sign.comments, header.sign.comment_count
    if count or (comments and count is None):
        words = comments_told(count) or "Comments"
        yield f"{words} · {_key('comments', keymap)} opens them" if comments else words
    if header.others:
        yield f"Also in {named(header.also or (header.source,))} · {_key('sources', keymap)} opens them"
    if header.updates:
        times = _TIMES.get(header.updates, f"{header.updates} times")
        since = " since you read it" if header.changed else ""
        yield f"Updated {times}{',' if since else ''}{since} · {_key('changes', keymap)} shows what changed"


def comments_told(count: int | None) -> str:
    """How many comments there are: ``1 comment``; empty when nobody says, or nobody said anything."""
    return f"{count:,} comment{'s' * (count != 1)}" if count else ""


def named(names: tuple[str, ...]) -> str:
    """Names as they are read out: ``Reuters, The Guardian and 3 more``."""
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _key(command: str, keymap: Mapping[str, str]) -> str:
    keys = keys_of(BY_ID[command], keymap)
    return keys[0] if keys else "the palette"
