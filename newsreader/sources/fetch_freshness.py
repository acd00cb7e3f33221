"""How long an answer stays fresh, by its headers (RFC 9111, 4.2)."""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aiohttp import hdrs

from newsreader.sources.http_dates import http_date

if TYPE_CHECKING:
    from multidict import CIMultiDictProxy

_DIRECTIVE = re.compile(r"""([!#$%&'*+.^`|~\w-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,]*)))?""")
_LONGEST = 365 * 86_400


def fresh_for(headers: "CIMultiDictProxy[str]", now: datetime | None = None) -> int | None:
    """Seconds for which asking again would bring the same; None when the server does not say.

    0 stands for an answer that is to be checked every time (``no-cache``, ``no-store``, out of date already).
    What shared caches are told (``s-maxage``) is not for us.
    """
    directives = _directives(_joined(headers, hdrs.CACHE_CONTROL))
    if directives.keys() & {"no-cache", "no-store"} or (
        not directives and "no-cache" in _joined(headers, "Pragma").lower()
    ):
        return 0
    if "max-age" in directives:
        return max(0, _seconds(directives["max-age"]) - _seconds(headers.get(hdrs.AGE, "")))
    expires = headers.get(hdrs.EXPIRES)
    if expires is None:
        return None
    until = http_date(expires)
    if until is None:  # "0" above all, which means the past (RFC 9111, 5.3)
        return 0
    since = http_date(headers.get(hdrs.DATE, "")) or now or datetime.now(UTC)
    age = _seconds(headers.get(hdrs.AGE, ""))
    return max(0, min(round((until - since).total_seconds()) - age, _LONGEST))


def _directives(value: str) -> dict[str, str]:
    """The directives of a ``Cache-Control``; of one given twice the first counts."""
    found: dict[str, str] = {}
    for name, quoted, plain in _DIRECTIVE.findall(value[:4096]):
        found.setdefault(name.lower(), quoted or plain)
    return found


def _joined(headers: "CIMultiDictProxy[str]", name: str) -> str:
    return ",".join(headers.getall(name, []))


def _seconds(value: str) -> int:
    """A delta-seconds; 0 for what is none, so that a server which is not understood counts as stale."""
    value = value.strip()
    if not (value.isascii() and value.isdigit()):
        return 0
    return min(int(value), _LONGEST) if len(value) < 12 else _LONGEST
