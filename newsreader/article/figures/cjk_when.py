"""Dates and times of day in Chinese and Japanese: 2025年12月3日, 十二月三日, 午後2時半."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

from newsreader.article.figures.dates import dated, nearest_day
from newsreader.article.figures.kanji import read_kanji
from newsreader.article.figures.page import Found
from newsreader.article.patterns import deferred

_TWO = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_FOUR = r"(?:\d{4}|[〇零一二三四五六七八九]{4})"
_DATE = deferred(rf"({_FOUR})年(?!間|间|半)(?:度|({_TWO})月(?:({_TWO})[日号號])?)?")
_DAY = deferred(rf"({_TWO})月({_TWO})[日号號]")
_DAY_ALONE = deferred(r"(\d{1,2})日(?![間间後后前ぶ以目連连分元本夜常益程線线楼樓室院机機])")
"""３日: the day of the month on which it happened, as the wires of both languages have it."""
_CLOCK = deferred(
    r"(?:(午前|上午|凌晨|早上)|(午後|下午|晚上|夜))?"
    rf"({_TWO})(?:[時时点點](?![間间])(?:({_TWO})分|(半))?|[:：](\d\d))"
)


def when(text: str, start: re.Match[str], written: date | None) -> Found | None:
    """The date or time of day whose number is the group ``digits`` of ``start``."""
    at = start.start("digits")
    if whole := _DATE.match(text, at):
        year, month, day = (_number(part) if part else 0 for part in whole.groups())
        return _dated(at, whole.end(), year, month, day)
    if short := _DAY.match(text, at):
        day_of = nearest_day(written, _number(short[1]), _number(short[2])) if written else None
        return dated(at, short.end(), day_of, day_of, "date.day")
    if (
        (alone := _DAY_ALONE.match(text, at))
        and 1 <= int(alone[1]) <= 31
        and text[at - 1 : at] not in {"第", "前"}
    ):
        day_of = _nearest(written, int(alone[1])) if written else None
        return dated(at, alone.end(), day_of, day_of, "date.day")
    clock = _CLOCK.match(text, max(0, at - 2)) or _CLOCK.match(text, at)
    if clock is None or clock.start(3) != at or _number(clock[3]) > 24:
        return None
    half = clock[1] or clock[2]
    written_out = not clock[3].isdigit()
    # 一時 is "for a while" and 三点 three points, unless the half of the day is named.
    if not half and (
        written_out or not (clock[4] or clock[5] or clock[6] or text[clock.end() - 1] in "時时")
    ):
        return None
    hour = _number(clock[3]) % 12 + 12 if clock[2] else _number(clock[3])
    minute = 30 if clock[5] else _number(clock[4] or clock[6] or "0")
    return Found(clock.start(), clock.end(), "time", Decimal(hour * 3600 + minute * 60), "", "time.cjk")


def _nearest(written: date, day: int) -> date | None:
    """The day of that number nearest to when a story was written."""
    near: list[date] = []
    for months in (-1, 0, 1):
        year, month = divmod(written.year * 12 + written.month - 1 + months, 12)
        with suppress(ValueError):
            near.append(date(year, month + 1, day))
    return min(near, key=lambda each: abs(each - written), default=None)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else int(read_kanji(written))


def _dated(start: int, end: int, year: int, month: int, day: int) -> Found | None:
    first: date | None = None
    last: date | None = None
    with suppress(ValueError):
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, 12, 31) if not month else _month_end(first)
    return dated(start, end, first, last, "date.day" if day else "date.month" if month else "date.year")


def _month_end(first: date) -> date:
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)
