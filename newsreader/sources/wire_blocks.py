"""Blocks of plain text: paragraphs parted by blank lines, by indents, or by line ends alone."""

import re
import statistics

from newsreader.text import clean, clean_lines, width

_HEAD_LINE = re.compile(
    r"(?:categor(?:y|ies)|sections?|topics?|tags?|title|headline|standfirst|subtitle|dek|byline|authors?|dateline"
    r"|date|published(?:[ \t]+on)?|posted|updated)[ \t]*:.*"
    r"|(?:(?:published|written|reported|posted|edited)[ \t]+)?by[ \t]+\S.*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:。！？।۔؟][\"'”’»)\]」』）]*$")
_LONG_LINE = 100
_HEAD_BLOCKS = 6


def split_blocks(text: str) -> list[str]:
    """The paragraphs of a text, each one line. Lines wrapped within a paragraph are joined."""
    lines = [line.rstrip() for line in clean_lines(text).split("\n")]
    groups = _by_blank_lines(lines)
    if len(groups) == 1 and len(groups[0]) > 1:
        groups = _without_blank_lines(groups[0])
    groups = [part for number, group in enumerate(groups) for part in _head_lines(group, number)]
    return [block for block in (join_lines(group) for group in groups) if block]


def join_lines(lines: list[str]) -> str:
    """One line from wrapped ones, without a space between characters that are written without spaces."""
    parts: list[str] = []
    for line in map(clean, lines):
        if not line:
            continue
        if parts and not (_wide(parts[-1][-1]) and _wide(line[0])):
            parts.append(" ")
        parts.append(line)
    return clean("".join(parts))


def _wide(character: str) -> bool:
    return not "가" <= character <= "힣" and width(character) > 1


def _by_blank_lines(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _head_lines(group: list[str], number: int) -> list[list[str]]:
    """Set labelled lines and bylines apart when the head was written without blank lines between them."""
    if number >= _HEAD_BLOCKS or len(group) < 2:
        return [group]
    parts: list[list[str]] = [[]]
    for line in group:
        if _HEAD_LINE.fullmatch(line.strip()) and len(line) < _LONG_LINE:
            parts += [[line], []]
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def _without_blank_lines(lines: list[str]) -> list[list[str]]:
    """Paragraphs of a text without a blank line: by first-line indents, or a line each, or wrapped."""
    indented = [line[0] == " " for line in lines]
    if any(indented[1:]) and not all(indented[1:]):
        return _by_indents(lines, indented)
    ended = sum(1 for line in lines if _SENTENCE_END.search(line)) / len(lines)
    if statistics.median(map(len, lines)) > _LONG_LINE or ended > 0.7:
        return [[line] for line in lines]
    head = 1 if len(lines) > 2 and len(lines[0]) < 0.8 * len(lines[1]) else 0
    return [[line] for line in lines[:head]] + [lines[head:]]


def _by_indents(lines: list[str], indented: list[bool]) -> list[list[str]]:
    groups: list[list[str]] = []
    for line, first in zip(lines, indented, strict=True):
        if first or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
