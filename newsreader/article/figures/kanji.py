"""Numbers in Chinese characters: 二十五, 一百零一万, 三点五, 二〇二五."""

from decimal import Decimal

DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
_SMALL = "".join((*DIGITS, *TENS))
NUMBER = rf"[一二三四五六七八九十百千两兩〇][{_SMALL}]{{0,11}}(?:点[〇零一二三四五六七八九]{{1,4}})?"
"""What may be one, without the scales (万, 億) that the data file names."""
VAGUE = "数數几幾"
"""Some tens, some thousands: before a ten, hundred or thousand."""


def read_kanji(written: str) -> Decimal:
    """The value of a number in characters of ``NUMBER``; digits alone are read one by one, as years are."""
    whole, _, part = written.partition("点")
    if len(whole) > 1 and TENS.keys().isdisjoint(whole):
        total = int("".join(str(DIGITS[sign]) for sign in whole))
    else:
        total, digit = 0, 0
        for sign in whole:
            if sign in TENS:
                total += (digit or 1) * TENS[sign]
                digit = 0
            else:
                digit = DIGITS[sign]
        total += digit
    return Decimal(f"{total}.{''.join(str(DIGITS[sign]) for sign in part)}") if part else Decimal(total)
