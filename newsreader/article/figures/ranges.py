"""Two figures that are the ends of one: "from $2bn to $4bn", "5-15 percent", "two or three days"."""

from decimal import Decimal

from newsreader.article.figures.page import Found, Number, Page, after, before
from newsreader.article.patterns import deferred

_TIGHT = deferred(
    r"-(?:to|and)-(?=\w)|- to (?=\w)|(?: ?[–—] ?|(?<=\d)-| - )(?=[\d$€£¥₹])|(?<=\w)-(?=[$€£¥₹]\d)|-(?=[^\W_])"
)
_DASHES = frozenset("-–—")
_WIDEST = 20
_CHANGE_BACK = 30
_ONE = Decimal(1)


class Ends:
    """Two figures that something joins, each with the number that it was made from."""

    __slots__ = ("far", "first", "link", "near", "second")

    def __init__(self, first: Found, near: Number, second: Found, far: Number, link: str) -> None:
        self.first, self.near = first, near
        self.second, self.far = second, far
        self.link = link
        """The word or sign between them."""


def joined(page: Page, first: Found) -> int:
    """Where the other end of a range may start, or 0."""
    low, words = page.low, page.lexicon.words
    if not _DASHES.isdisjoint(low[first.end : first.end + 2]) and (tight := _TIGHT.match(low, first.end)):
        return tight.end()
    link = after(page, first.end)
    if not link.gap == low[link.end : link.end + 1] == " ":
        return 0
    if link.word in words["to"] or link.word in words["or"]:
        return link.end + 1
    opener = before(page, first.start)
    if opener.word in words["determiner"]:
        opener = before(page, opener.start)
    opened = opener.word
    ages = first.rule == "measure.age" and opened in words["of"]
    if link.word not in words["and"] or not (ages or opened in words["between"]):
        return 0
    article = after(page, link.end)
    determined = article.gap == low[article.end : article.end + 1] == " "
    return (article if determined and article.word in words["determiner"] else link).end + 1


def merge(page: Page, ends: Ends) -> Found | None:
    """Both ends as one figure, or None where they are two."""
    first, second = ends.first, ends.second
    if first.kind == "date" and second.kind == "date":
        return _dates(ends)
    if first.rule == second.rule == "count" and not second.of and ends.far.digits and _moved(page, ends):
        return None
    if first.end == ends.near.end and first.rule == "count":
        return _days(page, ends) if second.kind == "date" else _bare_first(page, ends)
    if second.rule == "count" and second.end == ends.far.end:
        return _lent(page, ends)
    same = first.kind == second.kind and (first.unit == second.unit or first.kind in {"duration", "time"})
    if not same or ends.link in page.lexicon.words["or"] or _moved(page, ends):
        return None
    return _spanned(first, second, _scaled_low(ends), second.value)


def _dates(ends: Ends) -> Found | None:
    first, second = ends.first, ends.second
    dates = (first.dates[0], second.dates[1]) if first.dates and second.dates else None
    if dates and dates[0] > dates[1]:
        return None
    return first._replace(end=second.end, dates=dates, rule="date.range")


def _moved(page: Page, ends: Ends) -> bool:
    """Whether it tells where something went: "rose 5 percent to 20 percent", without "from"."""
    words = page.lexicon.words
    if ends.link not in words["to"] or ends.first.kind == "time":
        return False
    start = ends.first.start
    opened = before(page, start).word
    if opened in words["from"] or opened in words["between"]:
        return False
    return any(word in words["changing"] for word in page.low[max(0, start - _CHANGE_BACK) : start].split())


def _days(page: Page, ends: Ends) -> Found | None:
    """10-15 January."""
    first, near, second = ends.first, ends.near, ends.second
    named_day = second.rule == "date.day" and page.low[second.start].isdigit()
    if not named_day or not near.bare or not 1 <= near.value <= 31:
        return None
    if second.dates is None:
        return second._replace(start=first.start)
    day = int(near.value)
    if second.dates[0].day <= day:
        return None
    return second._replace(start=first.start, dates=(second.dates[0].replace(day=day), second.dates[1]))


def _bare_first(page: Page, ends: Ends) -> Found | None:
    """5 to 15 percent, two or three days, 9 to 1: the unit stands at the far end alone."""
    first, second = ends.first, ends.second
    words = page.lexicon.words
    high = second.value
    if not isinstance(high, Decimal) or not ends.far.value:
        return None
    low = ends.near.value * high / ends.far.value * _borrowed(ends)
    if ends.link in words["or"] and not low < high <= low * 3:
        return None
    if low > high:
        ratio = second.kind == "count" and ends.link in words["to"]
        return second._replace(start=first.start, value=(low, high), rule="count.ratio") if ratio else None
    if second.kind == "count" and ends.link in words["to"] and high > low * _WIDEST:
        return None
    return second._replace(start=first.start, value=(low, high), rule=f"{second.rule}.range")


def _lent(page: Page, ends: Ends) -> Found | None:
    """$2-4 billion, ages 12 to 18: the far end has neither sign nor unit."""
    first, second = ends.first, ends.second
    if (first.kind == "money" and not _moved(page, ends)) or first.rule == "measure.age":
        return _spanned(first, second, _scaled_low(ends), second.value)
    return None


def _scaled_low(ends: Ends) -> Decimal | tuple[Decimal, Decimal] | None:
    value = ends.first.value
    return value * _borrowed(ends) if isinstance(value, Decimal) else value


def _borrowed(ends: Ends) -> Decimal:
    """The scale that the near end takes from the far one: "3 and 5 million"."""
    near, far = ends.near, ends.far
    own = near.scale > _ONE or far.scale == _ONE
    return _ONE if own or near.value > far.value / far.scale * 10 else far.scale


def _spanned(
    first: Found,
    second: Found,
    low: Decimal | tuple[Decimal, Decimal] | None,
    high: Decimal | tuple[Decimal, Decimal] | None,
) -> Found | None:
    low = low[0] if isinstance(low, tuple) else low
    high = high[1] if isinstance(high, tuple) else high
    if low is None or high is None or low > high:
        return None
    whole = second if second.rule != "count" else first
    return whole._replace(start=first.start, end=second.end, value=(low, high), rule=f"{whole.rule}.range")
