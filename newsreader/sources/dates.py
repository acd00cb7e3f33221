"""Dates of every dialect that feeds are written in, as aware times in UTC."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

# RFC 822 zones and what servers around the world write besides; minutes east of Greenwich.
_ZONES = {
    "": 0, "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "a": 0, "n": 0, "m": 0, "y": 0,
    "bst": 60, "cet": 60, "met": 60, "west": 60, "mez": 60, "wat": 60,
    "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "sast": 120, "cat": 120,
    "eest": 180, "msk": 180, "eat": 180, "trt": 180, "msd": 240, "gst": 240, "pkt": 300, "ist": 330,
    "wib": 420, "hkt": 480, "sgt": 480, "pht": 480, "awst": 480, "jst": 540, "kst": 540,
    "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    "ndt": -150, "nst": -210, "brt": -180, "art": -180, "adt": -180, "ast": -240, "at": -240, "edt": -240, "et": -300,
    "est": -300, "cdt": -300, "cst": -360, "ct": -360, "mdt": -360, "mst": -420, "mt": -420, "pdt": -420,
    "pst": -480, "pt": -480, "akdt": -480, "akst": -540, "hst": -600,
}  # fmt: skip
# The shortest beginnings that tell months apart, in the languages that newsrooms write them in.
_MONTHS = (
    ("jan", "janv", "ene", "gen", "oca", "янв", "ιαν", "sty", "led", "січ", "tam"),
    ("feb", "fév", "fev", "févr", "şub", "фев", "φεβ", "lut", "úno", "лют", "hel"),
    ("mar", "mär", "mrz", "maa", "mrt", "мар", "μαρ", "μάρ", "bře", "бер", "már"),
    ("apr", "avr", "abr", "nis", "апр", "απρ", "kwi", "dub", "кві", "ápr", "huh"),
    ("may", "mai", "maj", "mei", "mag", "мая", "май", "μαϊ", "μαι", "μάι", "kvě", "máj", "тра", "tou"),
    ("jun", "juin", "giu", "haz", "июн", "ιουν", "ιούν", "cze", "červn", "jún", "чер", "kes"),
    ("jul", "juil", "lug", "tem", "июл", "ιουλ", "ιούλ", "červe", "lip", "júl", "лип", "hei"),
    ("aug", "aoû", "aou", "ago", "ağu", "авг", "αυγ", "αύγ", "sie", "srp", "сер", "elo"),
    ("sep", "set", "eyl", "сен", "σεπ", "wrz", "zář", "szept", "вер", "syy"),
    ("oct", "okt", "ott", "out", "eki", "окт", "οκτ", "paź", "říj", "жов", "lok"),
    ("nov", "kas", "ноя", "νοε", "νοέ", "lis", "лис", "mar.r"),
    ("dec", "déc", "dez", "dic", "des", "ara", "дек", "δεκ", "gru", "pro", "гру", "jou"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_CLOCK = re.compile(
    r"(?<!\d)(?P<half>오전|오후|上午|下午|午前|午後)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.h時시]\s?(?P<minute>\d{2}|\d(?=:\d)))(?:[:.分분]\s?(?P<second>\d{1,2}))?(?:[.,]\d+)?초?秒?"
    r"\s*(?P<ampm>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"^\s*[(]?(?:(?:GMT|UTC?|Z)\s*)?(?P<sign>[+\-\u2212])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)",
    re.IGNORECASE,
)
_ZONE_NAME = re.compile(r"^[\s(]*([A-Za-z]{1,5})\b")
_NUMERIC = re.compile(
    r"(?<!\d)(\d{4})\s?[-/.:年년]\s?(\d{1,2})(?:\s?[-/.:月월]\s?(\d{1,2}))?(?!\d{2}:)\s?[日일T.]?"
)
_ISO_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_RFC_822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})"
    r" (\d\d):(\d\d):(\d\d) (?:GMT|UTC|([+-])(\d\d)(\d\d))",
    re.ASCII,
)
_COMPACT = re.compile(r"^(\d{4}|\d{2})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?=$|[TZ+\-\s.])")
_WEEK = re.compile(r"^(\d{4})-?W(\d\d)(?:-?([1-7]))?(?=$|[T ])")
_CLOCK_WITHOUT_COLONS = re.compile(r"^T(\d\d)(\d\d)(\d\d)(?!\d)")
_ORDINAL = re.compile(r"^(\d{4})-?(\d{3})(?=$|T)")
_SHORT_YEAR = re.compile(r"^(\d{2})-(\d{2})(?:-(\d{2}))?(?=$|T)")
_CENTURIES = re.compile(r"^-(\d\d)-?(\d\d)$|^-(\d\d)$")
_YEAR = re.compile(r"^\d{4}$")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º)?\.?[\s/-]*(?:de\s+)?([^\W\d_]{3,}(?:\.r)?)\.?,?[\s/-]*(?:de\s+)?(\d{4}|\d{2})(?!\d|:)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:.*?\s)??(\d{4})(?!\d)", re.IGNORECASE
)
_YEAR_NAME_DAY = re.compile(r"(?<!\d)(\d{4})[-.\s]+([^\W\d_]{3,})[-.\s]+(\d{1,2})(?!\d)")
_HOUR = re.compile(r"^T?(\d{2})(?=[Z+-]|$)")
_SLASHES = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_EPOCH = re.compile(r"^\d{9,13}(?:\.\d+)?$")
_LONGEST = 120
_OLDEST = 1000
"""Years before this are some program's idea of "no date"."""


_Day = tuple[date | None, str]


def parse_date(text: str) -> datetime | None:
    """The moment that a date from a feed names, in UTC; a date without a zone is taken as UTC.

    Understood are RFC 3339 and the rest of ISO 8601 (W3CDTF), RFC 822 and 2822 with their usual damage,
    asctime, Unix time, and dates with month names in most European languages or in Chinese, Japanese
    and Korean. None when there is no date in it.
    """
    text = text.strip()[:_LONGEST]
    if not text:
        return None
    try:
        moment = _quick(text) or _moment(text)
        moment = moment and moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment and moment.year >= _OLDEST else None


def _quick(text: str) -> datetime | None:
    """The moment of a date that is written as the book says, as nearly all are."""
    try:
        if _ISO_RFC3339.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if found := _RFC_822.fullmatch(text):
            day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
            moment = datetime(
                int(year), _MONTH[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=UTC
            )
            east = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta()
            if east >= timedelta(days=1):  # no zone is that far off
                return moment
            return moment + east if sign == "-" else moment - east
    except ValueError:  # a 60th second, hour 24, or a day that is none: the slow way knows
        pass
    return None


def _moment(text: str) -> datetime | None:
    if _EPOCH.match(text):
        stamp = float(text)
        return datetime.fromtimestamp(stamp / 1000 if stamp > 1e11 else stamp, UTC)
    day, rest = _day(text)
    if day is None:
        return None
    return _with_clock(day, rest, korean=bool(re.search("[년월일오]", text)))


def _day(text: str) -> tuple[date | None, str]:
    """The calendar day, and the text that may hold the time."""
    rules = (_from_digits, _from_year_and_name, _from_short_forms, _from_numbers, _from_names, _from_slashes)
    return next((found for rule in rules if (found := rule(text))), (None, ""))


def _from_digits(text: str) -> _Day | None:
    """20031231, 20031231T101455Z, 031231."""
    found = _COMPACT.match(text)
    if found is None:
        return None
    clock = f" {found[4]}:{found[5]}:{found[6] or '00'}" if found[4] else ""
    return date(_year(found[1]), int(found[2]), int(found[3])), clock + text[found.end() :]


def _from_year_and_name(text: str) -> _Day | None:
    """2004-július-13T9:15."""
    found = _YEAR_NAME_DAY.search(text)
    month = _month(found[2]) if found else None
    return (date(int(found[1]), month, int(found[3])), text[found.end() :]) if found and month else None


def _from_short_forms(text: str) -> _Day | None:
    """2003-W52-3, 2003-335, 03-12-31, -0312 and 2003 (ISO 8601, some of it in older editions)."""
    if found := _WEEK.match(text):
        day = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
        return day, _CLOCK_WITHOUT_COLONS.sub(r"T\1:\2:\3", text[found.end() :])
    if found := _ORDINAL.match(text):
        return date(int(found[1]), 1, 1) + timedelta(days=int(found[2]) - 1), text[found.end() :]
    if found := _SHORT_YEAR.match(text):
        return date(_year(found[1]), int(found[2]), int(found[3] or 1)), text[found.end() :]
    if found := _CENTURIES.match(text):
        return date(_year(found[1] or found[3]), int(found[2] or 1), 1), ""
    return (date(int(text), 1, 1), "") if _YEAR.match(text) else None


def _from_numbers(text: str) -> _Day | None:
    """2003-12-31, 2009/12/31, 2004年05月25日."""
    found = _NUMERIC.search(text)
    return (date(int(found[1]), int(found[2]), int(found[3] or 1)), text[found.end() :]) if found else None


def _from_names(text: str) -> _Day | None:
    """Thu, 01 Jan 2004 19:48:21 GMT; August 26, 2009; Thu Jan  1 19:48:21 2004."""
    if (found := _DAY_MONTH.search(text)) and (month := _month(found[2])):
        return date(_year(found[3]), month, int(found[1])), text[: found.start()] + " " + text[found.end() :]
    if (found := _MONTH_DAY.search(text)) and (month := _month(found[1])):
        return date(int(found[3]), month, int(found[2])), text[found.end(2) :].replace(found[3], " ", 1)
    return None


def _from_slashes(text: str) -> _Day | None:
    """12/31/2009 as Americans write it, unless the month says otherwise; 31.12.2009."""
    found = _SLASHES.search(text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    day, month = (second, first) if found[2] == "/" and first <= 12 else (first, second)
    return date(_year(found[4]), month, day), text[: found.start()] + " " + text[found.end() :]


def _with_clock(day: date, text: str, *, korean: bool) -> datetime:
    found = _CLOCK.search(text)
    if found is None and (hour_only := _HOUR.match(text.strip())):
        midnight = datetime(day.year, day.month, day.day, tzinfo=_zone(text.strip()[hour_only.end() :]))
        return midnight + timedelta(hours=int(hour_only[1]))
    if found is None:
        return datetime(day.year, day.month, day.day, tzinfo=_zone(text))
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = (found["ampm"] or found["half"] or "").lower()
    if half.startswith(("p", "오후", "下午", "午後")) and hour < 12:
        hour += 12
    elif half.startswith(("a", "오전", "上午", "午前")) and hour == 12:
        hour = 0
    rest = text[found.end() :]
    zone = timezone(timedelta(hours=9)) if korean and not rest.strip() else _zone(rest)
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(text: str) -> timezone:
    if found := _OFFSET.match(text):
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        offset = timedelta(minutes=-minutes if found["sign"] in "-\u2212" else minutes)
        return timezone(offset) if abs(offset) < timedelta(hours=24) else UTC
    if found := _ZONE_NAME.match(text):
        return timezone(timedelta(minutes=_ZONES.get(found[1].lower(), 0)))
    return UTC


def _month(name: str) -> int | None:
    name = name.lower()
    return next((_MONTH[name[:length]] for length in (5, 4, 3) if name[:length] in _MONTH), None)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)
