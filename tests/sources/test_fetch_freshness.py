"""Freshness by headers, RFC 9111."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy

from newsreader.sources.fetch_freshness import fresh_for

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DATE = "Mon, 02 Mar 2026 12:00:00 GMT"


def fresh(*headers: tuple[str, str]) -> int | None:
    return fresh_for(CIMultiDictProxy(CIMultiDict(headers)), NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=600", 600),
        ("public, Max-Age = 600", 600),
        ('max-age="600"', 600),
        ("max-age=600, max-age=5", 600),
        ("s-maxage=900", None),
        ("s-maxage=900, max-age=60", 60),
        ("no-cache", 0),
        ("no-cache, max-age=600", 0),
        ("no-store", 0),
        ("private", None),
        ("max-age=soon", 0),
        ("max-age=-5", 0),
        ("max-age=99999999999999999999", 365 * 86_400),
        ("", None),
    ],
)
def test_cache_control(value: str, seconds: int | None) -> None:
    assert fresh(("Cache-Control", value)) == seconds


def test_nothing_said_is_nothing_known() -> None:
    assert fresh() is None


def test_an_answer_that_has_lain_in_a_cache_is_fresh_for_less() -> None:
    assert fresh(("Cache-Control", "max-age=600"), ("Age", "550")) == 50
    assert fresh(("Cache-Control", "max-age=600"), ("Age", "700")) == 0


def test_expires_counts_from_the_servers_own_date() -> None:
    assert fresh(("Expires", "Mon, 02 Mar 2026 12:10:00 GMT"), ("Date", DATE)) == 600
    assert fresh(("Expires", "Mon, 02 Mar 2026 12:10:00 GMT")) == 600
    assert fresh(("Expires", "Mon, 02 Mar 2026 11:00:00 GMT"), ("Date", DATE)) == 0
    assert fresh(("Expires", "0")) == 0


def test_max_age_stands_over_expires_and_two_headers_are_one() -> None:
    late = ("Expires", "Tue, 03 Mar 2026 12:00:00 GMT")
    assert fresh(("Cache-Control", "max-age=60"), late) == 60
    assert fresh(("Cache-Control", "public"), ("Cache-Control", "max-age=60")) == 60


def test_pragma_is_heard_where_there_is_no_cache_control() -> None:
    assert fresh(("Pragma", "no-cache")) == 0
    assert fresh(("Pragma", "no-cache"), ("Cache-Control", "max-age=60")) == 60


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_a_server_sends_gives_a_sane_number(control: str, expires: str, age: str, date: str) -> None:
    found = fresh(("Cache-Control", control), ("Expires", expires), ("Age", age), ("Date", date))
    assert found is None or 0 <= found <= 365 * 86_400
