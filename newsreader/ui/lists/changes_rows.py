"""What a publisher changed, as lines of a width: headline first, then figures, quotes and paragraphs."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from newsreader.article.changes import Changes, FigureChange, Passage, QuoteChange
from newsreader.article.wording_changes import Piece
from newsreader.text import clean
from newsreader.ui.page.linebreak import break_lines

ChangeLine: TypeAlias = tuple[tuple[str, str], ...]
"""Words and the name of their style."""

_SAID = {"added": "New paragraph", "removed": "Gone", "moved": "Stands elsewhere now", "changed": ""}


def change_lines(changes: Changes, width: int) -> list[ChangeLine]:
    """The lines, none wider than ``width`` cells."""
    lines: list[ChangeLine] = []
    for title, parts in (
        ("Headline", [_wrapped(_pieces(changes.headline, "headline"), width)] if changes.headline else []),
        ("Figures", [_wrapped(_figure(one), width) for one in changes.figures]),
        ("Quotes", [_quote(one, width) for one in changes.quotes]),
        ("Text", [_passage(one, width) for one in changes.passages]),
    ):
        if not parts:
            continue
        lines += [*([()] if lines else []), ((title.upper(), "section"),)]
        spaced = title in {"Quotes", "Text"}
        for number, part in enumerate(parts):
            lines += [*([()] if spaced and number else []), *part]
    if not lines:
        lines += _wrapped([("No word differs from how it reads now.", "quiet")], width)
    return lines


def _pieces(pieces: Sequence[Piece], same: str = "same") -> list[tuple[str, str]]:
    """Words with their styles; a space between what went and what came, which touch in the text."""
    found = []
    for at, piece in enumerate(pieces):
        text = clean(f".{piece.text}.")[1:-1]
        follows = at + 1 < len(pieces) and pieces[at + 1].kind == "added"
        if piece.kind == "removed" and follows and not text.endswith(" "):
            found += [(text, "removed"), (" ", same)]
        else:
            words = text.rstrip(" ")
            found.append((words, same if piece.kind == "same" else piece.kind))
            found.append((text[len(words) :], same))
    return [(words, style) for words, style in found if words]


def _figure(change: FigureChange) -> list[tuple[str, str]]:
    of = f" {change.of}" if change.of else ""
    if not change.before:
        return [("new  ", "quiet"), (change.after, change.kind), (of, "same")]
    if not change.after:
        return [("gone  ", "quiet"), (change.before, "removed"), (of, "quiet")]
    return [(change.before, "removed"), (" → ", "quiet"), (change.after, change.kind), (of, "same")]


def _quote(change: QuoteChange, width: int) -> list[ChangeLine]:
    before, after = change.speaker_before, change.speaker_after
    speaker = [(after or before, "speaker")]
    if before and after and before != after:
        speaker = [(before, "removed"), (" → ", "quiet"), (after, "speaker")]
    said = "new" if not change.before else "gone" if not change.after else ""
    if said:
        speaker.append((f"  {said}" if speaker[0][0] else said, "quiet"))
    lines = (
        _wrapped([part for part in speaker if part[0]], width) if any(words for words, _ in speaker) else []
    )
    return [*lines, *_wrapped([("“", "quote"), *_pieces(change.pieces, "quote"), ("”", "quote")], width)]


def _passage(passage: Passage, width: int) -> list[ChangeLine]:
    said = _SAID[passage.kind]
    label = _wrapped([(said, "quiet")], width) if said else []
    return [*label, *_wrapped(_pieces(passage.pieces, "quiet" if passage.kind == "moved" else "same"), width)]


def _wrapped(parts: Sequence[tuple[str, str]], width: int) -> list[ChangeLine]:
    text = "".join(words for words, _ in parts)
    return [tuple(_cut(parts, start, end)) for start, end in break_lines(text, width)]


def _cut(parts: Sequence[tuple[str, str]], start: int, end: int) -> Iterator[tuple[str, str]]:
    at = 0
    for words, style in parts:
        low, high = max(start, at), min(end, at + len(words))
        if low < high:
            yield words[low - at : high - at], style
        at += len(words)
