"""A set Paragraph at a width: its lines, each of pieces of its text at a column."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from newsreader.ui.page.linebreak import GLUE, break_lines, cells
from newsreader.ui.page.setting import Paragraph, Tag


class Piece(NamedTuple):
    """Characters ``start`` to ``end`` of the paragraph's text, drawn from column ``x``."""

    x: int
    start: int
    end: int
    tag: int = -1
    """The index of the paragraph's tag that is drawn behind it."""


Line = tuple[Piece, ...]

_HANG = 2
"""How far the rest of a long line of code is set in."""
_NUMBER = re.compile(
    rf"[+\-−–±~<>≤≥$€£¥₹]*\d[\d.,'’{GLUE} ]*(?:[%‰°]|[{GLUE} ]?[A-Za-z€£¥₹]{{1,3}})?|[-–—]|n/?a",
    re.IGNORECASE,
)
"""A number with its sign, currency or short unit, or what stands for none."""


def lay_lines(paragraph: Paragraph, width: int) -> tuple[Line, ...]:
    """The lines of a paragraph in that many cells; at least one."""
    left = left_edge(paragraph)
    room = max(8, width - left)
    if paragraph.rows:
        return _table(paragraph, left, room)
    if paragraph.keep_lines:
        return _code(paragraph.text, left, room)
    if paragraph.tags and paragraph.is_right_to_left:
        return tuple(_at_the_right(line, paragraph, room) for line in _tagged(paragraph, 0, room))
    if paragraph.tags:
        return tuple(_tagged(paragraph, left, room))
    if paragraph.style in {"title", "heading"}:
        room = _without_widow(paragraph.text, room)
    spans = break_lines(paragraph.text, room)
    if paragraph.is_right_to_left:
        return tuple((Piece(room - cells(paragraph.text[start:end]), start, end),) for start, end in spans)
    return tuple((Piece(left, start, end),) for start, end in spans)


def _tagged(paragraph: Paragraph, left: int, room: int) -> Iterator[Line]:
    """Lines in which there is room for the numbers behind links."""
    text, tags = paragraph.text, paragraph.tags
    cuts = [0, *(tag.at for tag in tags), len(text)]
    parts = [text[low:high] for low, high in pairwise(cuts)]
    woven = "".join(part + tag.text for part, tag in zip(parts, [*tags, Tag(0, "", -1)], strict=True))
    shift = place = at = 0
    for start, end in break_lines(woven, room):
        line = []
        x, at = left, max(at, start)  # a number that is cut belongs to the line before
        while place < len(tags) and tags[place].at + shift < end:
            tag = tags[place]
            line.append(Piece(x, at - shift, tag.at, place))
            x += cells(text[at - shift : tag.at]) + len(tag.text)
            at = tag.at + shift + len(tag.text)
            shift += len(tag.text)
            place += 1
        if at < end or not line:
            line.append(Piece(x, at - shift, end - shift))
        yield tuple(line)


def _at_the_right(line: Line, paragraph: Paragraph, room: int) -> Line:
    """A line that ends at the right edge."""
    last = line[-1]
    tag = paragraph.tags[last.tag].text if last.tag >= 0 else ""
    free = max(0, room - last.x - cells(paragraph.text[last.start : last.end]) - len(tag))
    return tuple(piece._replace(x=piece.x + free) for piece in line)


def left_edge(paragraph: Paragraph) -> int:
    """The column where a paragraph's text begins, right of bars and markers."""
    return paragraph.indent + 2 * paragraph.bar


def _without_widow(text: str, room: int) -> int:
    """A width that leaves no single word on the last line of a heading, where one does."""
    spans = break_lines(text, room)
    if len(spans) < 2 or " " in text[slice(*spans[-1])]:
        return room
    for narrower in range(room - 1, max(room * 2 // 3, 8), -1):
        tried = break_lines(text, narrower)
        if len(tried) > len(spans):
            return room
        if " " in text[slice(*tried[-1])]:
            return narrower
    return room


def _code(text: str, left: int, room: int) -> tuple[Line, ...]:
    """Line by line; what is too long goes on below, set in from where its line begins."""
    lines: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        hang = min(len(line) - len(line.lstrip(" ")) + _HANG, room // 2)
        low, inside = start, 0
        while True:
            high = _code_break(text, low, end, room - inside)
            lines.append((Piece(left + inside, low, high),))
            low, inside = high, hang
            if low >= end:
                break
        start = end + 1
    return tuple(lines)


def _code_break(text: str, low: int, end: int, room: int) -> int:
    """Where a line of code is broken: behind its last space, unless that leaves half of the line empty."""
    high = _fitting(text, low, end, room)
    space = text.rfind(" ", low, high) + 1
    return space if high < end and text[high] != " " and space - low > room // 2 else high


def _fitting(text: str, low: int, end: int, room: int) -> int:
    used = 0
    for index in range(low, end):
        used += cells(text[index])
        if used > room and index > low:
            return index
    return end


def _table(paragraph: Paragraph, left: int, room: int) -> tuple[Line, ...]:
    text, rows = paragraph.text, paragraph.rows
    columns = max(len(row) for row in rows)
    widest = [0] * columns
    longest_word = [1] * columns
    for row in rows:
        for column, (low, high) in enumerate(row):
            cell = text[low:high]
            widest[column] = max(widest[column], cells(cell))
            longest_word[column] = max(
                [longest_word[column], *(min(cells(word), 24) for word in cell.split())]
            )
    gaps = 2 * (columns - 1)
    if sum(widest) + gaps <= room:
        return _aligned(paragraph, left, widest)
    if sum(longest_word) + gaps > room:
        return _pairs(paragraph, left, room)
    spare = room - gaps - sum(longest_word)
    want = [wide - word for wide, word in zip(widest, longest_word, strict=True)]
    share = [
        word + spare * extra // max(1, sum(want)) for word, extra in zip(longest_word, want, strict=True)
    ]
    return _aligned(paragraph, left, share)


def _aligned(paragraph: Paragraph, left: int, widths: list[int]) -> tuple[Line, ...]:
    lines: list[Line] = []
    numbers = _number_columns(paragraph)
    for row in paragraph.rows:
        x = left
        pieces: list[list[Piece]] = []
        for column, ((low, high), wide) in enumerate(zip(row, widths, strict=False)):
            broken = break_lines(paragraph.text[low:high], max(2, wide))
            free = [wide - cells(paragraph.text[low + start : low + end]) for start, end in broken]
            pieces.append(
                [
                    Piece(x + (max(0, spare) if column in numbers else 0), low + start, low + end)
                    for (start, end), spare in zip(broken, free, strict=True)
                ]
            )
            x += wide + 2
        height = max(len(cell) for cell in pieces) if pieces else 1
        lines += [tuple(cell[line] for cell in pieces if line < len(cell)) for line in range(height)]
    return tuple(lines) or ((),)


def _number_columns(paragraph: Paragraph) -> set[int]:
    """The columns of numbers, which stand at the right, so that units are under units."""
    body = paragraph.rows[1:] if paragraph.header else paragraph.rows
    columns: dict[int, list[str]] = {}
    for row in body:
        for column, (low, high) in enumerate(row):
            if low < high:
                columns.setdefault(column, []).append(paragraph.text[low:high])
    return {column for column, found in columns.items() if all(map(_NUMBER.fullmatch, found))}


def _pairs(paragraph: Paragraph, left: int, room: int) -> tuple[Line, ...]:
    """A table too wide for the page: each row as lines of head and value."""
    lines: list[Line] = []
    head = paragraph.rows[0] if paragraph.header else ()
    for row in paragraph.rows[1:] if paragraph.header else paragraph.rows:
        if lines:
            lines.append(())
        for column, (low, high) in enumerate(row):
            indent = 0
            if column < len(head) and head[column][0] < head[column][1]:
                start, end = head[column]
                lines += [
                    (Piece(left, start + a, start + b),)
                    for a, b in break_lines(paragraph.text[start:end], room)
                ]
                indent = 2
            if low < high:
                broken = break_lines(paragraph.text[low:high], room - indent)
                lines += [(Piece(left + indent, low + a, low + b),) for a, b in broken]
    return tuple(lines) or ((),)
