"""When a feed is fetched next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import schedule
from newsreader.library.schedule import AT_ONCE, CEILING, FLOOR, Insistence, Plan

NOW = 1_800_000_000
HOUR = 3600
DAY = 24 * HOUR
ALL: tuple[Insistence, ...] = ("due", "plain", "forced", "named")


def wait(
    *, gap: int | None = None, silence: int | None = 0, ttl: int | None = None, fresh_for: int | None = None
) -> int:
    newest = None if silence is None else NOW - silence
    return schedule.interval(NOW, newest=newest, gap=gap, ttl=ttl, fresh_for=fresh_for)


def allowed(plan: Plan, now: int = NOW) -> list[Insistence]:
    return [one for one in ALL if schedule.may_fetch(plan, now, one)]


def test_a_rhythm_is_the_time_between_two_stories() -> None:
    assert schedule.rhythm([NOW, NOW - HOUR, NOW - 4 * HOUR]) == 2 * HOUR
    assert schedule.rhythm([NOW]) is None
    assert schedule.rhythm([NOW, NOW]) is None


def test_a_busy_feed_is_asked_often_and_a_quiet_one_seldom() -> None:
    assert wait(gap=60) == FLOOR
    assert wait(gap=8 * HOUR) == 2 * HOUR
    assert wait(gap=7 * DAY) == CEILING
    assert wait(silence=None) == schedule.UNKNOWN


def test_a_feed_that_fell_silent_is_asked_less_and_less() -> None:
    waits = [wait(gap=HOUR, silence=days * DAY) for days in (0, 1, 2, 30)]
    assert waits == sorted(waits)
    assert waits[-1] == CEILING


def test_what_the_publisher_asks_for_makes_it_later_up_to_a_day() -> None:
    assert wait(gap=60, ttl=2 * HOUR) == 2 * HOUR
    assert wait(gap=60, fresh_for=3 * HOUR, ttl=HOUR) == 3 * HOUR
    assert wait(gap=60, ttl=30 * DAY) == CEILING
    assert wait(gap=8 * HOUR, ttl=60) == 2 * HOUR


def test_failures_double_the_wait() -> None:
    plan, waits = AT_ONCE, []
    for _ in range(9):
        plan = schedule.after_failure(plan, NOW, status=404, retry_after=None)
        assert plan.next_try is not None
        waits.append(plan.next_try - NOW)
    assert waits[:4] == [FLOOR, 2 * FLOOR, 4 * FLOOR, 8 * FLOOR]
    assert waits[-1] == CEILING
    assert allowed(plan) == ["plain", "forced", "named"]


def test_retry_after_nothing_overrides() -> None:
    plan = schedule.after_failure(AT_ONCE, NOW, status=429, retry_after=2 * DAY)
    assert plan.next_try == NOW + 2 * DAY
    assert allowed(plan) == []
    assert allowed(plan, NOW + 2 * DAY) == list(ALL)


def test_an_overloaded_server_is_left_alone_but_not_against_the_reader() -> None:
    plan = schedule.after_failure(AT_ONCE, NOW, status=503, retry_after=None)
    assert allowed(plan) == ["forced", "named"]
    plan = schedule.after_failure(plan, NOW, status=503, retry_after=None)
    assert plan.next_try == NOW + 2 * schedule.BUSY


def test_what_is_gone_is_asked_by_its_name_alone_and_stays_gone_through_other_errors() -> None:
    plan = schedule.after_failure(AT_ONCE, NOW, status=410, retry_after=None)
    assert plan.next_try is None
    assert allowed(plan, NOW + 99 * DAY) == ["named"]
    plan = schedule.after_failure(plan, NOW, status=None, retry_after=None)
    assert plan.gone
    assert allowed(plan, NOW + 99 * DAY) == ["named"]
    assert not schedule.after_success(NOW, HOUR, None).gone


def test_what_is_fresh_is_left_by_a_plain_refresh_and_taken_by_a_forced_one() -> None:
    plan = schedule.after_success(NOW, HOUR, 30 * 60)
    assert allowed(plan, NOW + 60) == ["forced", "named"]
    assert allowed(plan, NOW + 30 * 60) == ["plain", "forced", "named"]
    assert allowed(plan, NOW + HOUR) == list(ALL)
    assert allowed(schedule.after_success(NOW, HOUR, 0)) == ["plain", "forced", "named"]


def test_a_server_cannot_call_a_feed_fresh_for_months() -> None:
    assert schedule.after_success(NOW, CEILING, 90 * DAY).fresh_until == NOW + CEILING


def test_the_reader_s_own_interval_stands_over_the_publisher_s() -> None:
    plan = schedule.after_success(NOW, DAY, DAY)
    own = schedule.by_own_interval(plan, NOW, 600)
    assert own.next_try == NOW + 600
    assert allowed(own, NOW + 600) == list(ALL)
    assert schedule.by_own_interval(plan, NOW, None) == plan
    slow = schedule.by_own_interval(schedule.after_success(NOW, FLOOR, None), NOW, 7 * DAY)
    assert slow.next_try == NOW + 7 * DAY


def test_the_reader_s_own_interval_shortens_no_wait_after_a_failure() -> None:
    plan = schedule.after_failure(AT_ONCE, NOW, status=429, retry_after=DAY)
    assert schedule.by_own_interval(plan, NOW, 60) == plan


def test_a_timer_that_comes_a_little_early_finds_the_feed_due() -> None:
    plan = schedule.after_success(NOW, HOUR, None)
    assert schedule.may_fetch(plan, NOW + HOUR - 120, "due", checked=NOW)
    assert not schedule.may_fetch(plan, NOW + HOUR // 2, "due", checked=NOW)


def test_a_clock_that_stood_in_the_future_stops_no_feed() -> None:
    later = NOW + 9_999 * DAY
    plan = schedule.after_failure(AT_ONCE, later, status=429, retry_after=DAY)
    assert all(schedule.may_fetch(plan, NOW, one, checked=later) for one in ALL)
    gone = schedule.after_failure(AT_ONCE, later, status=410, retry_after=None)
    assert not schedule.may_fetch(gone, NOW, "forced", checked=later)


@given(
    gap=st.none() | st.integers(1, 10**9),
    silence=st.none() | st.integers(-(10**9), 10**9),
    ttl=st.none() | st.integers(0, 10**12),
    fresh_for=st.none() | st.integers(0, 10**9),
)
def test_no_feed_is_asked_too_often_or_forgotten(
    gap: int | None, silence: int | None, ttl: int | None, fresh_for: int | None
) -> None:
    assert FLOOR <= wait(gap=gap, silence=silence, ttl=ttl, fresh_for=fresh_for) <= CEILING


@pytest.mark.parametrize("insistence", ALL)
def test_a_feed_that_was_never_fetched_may_always_be(insistence: Insistence) -> None:
    assert schedule.may_fetch(AT_ONCE, NOW, insistence)
