"""When a feed is fetched next: pure reckoning, in seconds since 1970.

A feed that goes well is asked at a quarter of the time between two of its stories, never more often than
every quarter of an hour and at least once a day; what the publisher asks for (``ttl``, ``sy:updatePeriod``,
``max-age``) makes it later, up to a day. The reader's own interval stands over all of that. After failures the
wait doubles each time, up to a day. What a server says itself (``Retry-After``, 410) nothing overrides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FLOOR = 15 * 60
"""No feed is asked more often by itself, but by the reader's own interval."""
CEILING = 24 * 3600
"""No feed that goes well waits longer, but by the reader's own interval."""
UNKNOWN = 3600
"""For a feed whose rhythm is not known yet."""
SHORTEST = 60
"""The shortest interval that a reader can choose."""
BUSY = 3600
"""The first wait for a server that says it is overloaded, and not for how long."""
MOST_TIMES = 20
"""How many of a feed's newest stories show its rhythm."""

_GONE = 410
_OVERLOADED = frozenset({429, 503})
_SLACK = 300

Insistence = Literal["due", "plain", "forced", "named"]
"""How much the reader insists: not at all (a timer), by a plain refresh of everything, by one that goes
through what servers call fresh, or by naming the very feed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When a feed may be fetched."""

    next_try: int | None = 0
    """When it is due; None when it is not fetched by itself any more."""
    fresh_until: int = 0
    """Until when its server calls what we have fresh, or itself overloaded."""
    away_until: int = 0
    """Until when its server asked us to stay away (``Retry-After``)."""
    failures: int = 0
    """How many fetches in a row have failed."""
    gone: bool = False
    """The server said that it is gone for good (410)."""


AT_ONCE = Plan()
"""The plan of a feed that was never fetched."""


def rhythm(times: Sequence[int]) -> int | None:
    """Seconds between two of a feed's stories, by the times of its newest; None when there are too few."""
    if len(set(times)) < 2:  # stories without dates all have the time of their first fetch
        return None
    return max(1, (max(times) - min(times)) // (len(times) - 1))


def interval(now: int, *, newest: int | None, gap: int | None, ttl: int | None, fresh_for: int | None) -> int:
    """Seconds to wait after a fetch that went well.

    Args:
        now: When that was.
        newest: The time of the feed's newest story.
        gap: Its rhythm.
        ttl: What the feed asks for.
        fresh_for: What the server asks for.
    """
    wanted = UNKNOWN
    if newest is not None:
        silence = max(0, now - newest)
        if gap is None:
            wanted = max(UNKNOWN, silence // 8)
        else:  # a feed that has fallen silent has a slower rhythm than it had
            wanted = (max(gap, silence // 2) if silence > 3 * gap else gap) // 4
    asked = max(ttl or 0, fresh_for or 0)
    return min(CEILING, max(FLOOR, wanted, asked))


def after_success(now: int, wait: int, fresh_for: int | None) -> Plan:
    """The plan after a fetch that went well; ``wait`` is the interval."""
    fresh = min(fresh_for or 0, CEILING)
    return Plan(next_try=now + wait, fresh_until=now + fresh if fresh else 0)


def after_failure(before: Plan, now: int, *, status: int | None, retry_after: int | None) -> Plan:
    """The plan after a fetch that failed.

    Args:
        before: The plan until now.
        now: When it failed.
        status: The HTTP status, if there was an answer.
        retry_after: Seconds that the server asks us to stay away, if it said.
    """
    failures = before.failures + 1
    if status == _GONE:
        return Plan(next_try=None, failures=failures, gone=True)
    is_busy = status in _OVERLOADED
    wait = min(CEILING, (BUSY if is_busy else FLOOR) << min(failures - 1, 10))
    away = now + retry_after if retry_after else 0
    return Plan(
        next_try=max(now + wait, away) if not retry_after else max(now + FLOOR, away),
        fresh_until=now + wait if is_busy and not retry_after else 0,
        away_until=away,
        failures=failures,
        gone=before.gone,
    )


def by_own_interval(plan: Plan, checked: int | None, own: int | None) -> Plan:
    """The plan of a feed for which the reader has chosen an interval; the server's word stands over it."""
    if own is None or checked is None or plan.failures or plan.gone:
        return plan
    return Plan(max(checked + max(own, SHORTEST), plan.away_until), 0, plan.away_until)


def may_fetch(plan: Plan, now: int, insistence: Insistence, *, checked: int | None = None) -> bool:
    """Whether a feed is fetched now.

    A timer that comes a little early still finds a feed due, or each would wait for the run after next. What
    was reckoned by a clock that stood in the future counts for nothing.
    """
    if checked is not None and checked > now + _SLACK:
        plan = Plan(gone=plan.gone, next_try=None if plan.gone else 0)
    if insistence == "named":
        may = True
    elif plan.gone:
        may = False
    elif insistence == "due":
        may = plan.next_try is not None and plan.next_try - _slack(plan.next_try, checked) <= now
    else:
        may = insistence == "forced" or plan.fresh_until <= now
    return may and plan.away_until <= now


def _slack(next_try: int, checked: int | None) -> int:
    return min(_SLACK, (next_try - checked) // 10) if checked is not None else 0
