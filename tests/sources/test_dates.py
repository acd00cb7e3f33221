"""Dates in the dialects that feeds are written in."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.dates import parse_date


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-02T10:20:30Z", "2026-03-02T10:20:30"),
        ("2026-03-02T10:20:30.25+02:00", "2026-03-02T08:20:30.250000"),
        ("2026-03-02t10:20:30z", "2026-03-02T10:20:30"),
        ("2026-03-02 10:20", "2026-03-02T10:20:00"),
        ("2026-03-02T10Z", "2026-03-02T10:00:00"),
        ("20260302T102030Z", "2026-03-02T10:20:30"),
        ("20260302", "2026-03-02T00:00:00"),
        ("2026-061", "2026-03-02T00:00:00"),
        ("2026-W10-1", "2026-03-02T00:00:00"),
        ("2026W101T102030Z", "2026-03-02T10:20:30"),
        ("2026-W10", "2026-03-02T00:00:00"),
        ("2026-03-02T9:5:7Z", "2026-03-02T09:05:07"),
        ("2026-03", "2026-03-01T00:00:00"),
        ("2026", "2026-01-01T00:00:00"),
        ("2026-03-02T24:00:00Z", "2026-03-03T00:00:00"),
        ("2026-03-02T10:20:60Z", "2026-03-02T10:21:00"),
    ],
)
def test_iso_8601_and_rfc_3339(text: str, moment: str) -> None:
    assert parse_date(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 02 Mar 2026 10:20:30 GMT", "2026-03-02T10:20:30"),
        ("Mon, 2 Mar 26 10:20:30 +0530", "2026-03-02T04:50:30"),
        ("Mon, 02 Mar 2026 10:20:30 EST", "2026-03-02T15:20:30"),
        ("Mon, 02 Mar 2026 10:20:30 CEST", "2026-03-02T08:20:30"),
        ("Mon, 02 Mar 2026 10:20:30 GMT+02:00", "2026-03-02T08:20:30"),
        ("Mon, 02 Mar 2026 10:20", "2026-03-02T10:20:00"),
        ("2 March 2026", "2026-03-02T00:00:00"),
        ("Monday, 02-Mar-26 10:20:30 GMT", "2026-03-02T10:20:30"),
        ("Mon Mar  2 10:20:30 2026", "2026-03-02T10:20:30"),
        ("Mon Mar 2 10:20:30 PST 2026", "2026-03-02T18:20:30"),
        ("Monday, March 2, 2026 10:20 PM", "2026-03-02T22:20:00"),
        ("Mon, 2 Mar 2026 8:56 am PST", "2026-03-02T16:56:00"),
        ("Mon, 2026/03/02 10:20:30 EDT", "2026-03-02T14:20:30"),
    ],
)
def test_rfc_822_and_what_programs_make_of_it(text: str, moment: str) -> None:
    assert parse_date(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("lun., 2 févr. 2026 10:00:00 +0100", "2026-02-02T09:00:00"),
        ("Montag, 2. März 2026, 10:00", "2026-03-02T10:00:00"),
        ("2 de octubre de 2026 10:00", "2026-10-02T10:00:00"),
        ("пн, 2 мар 2026 10:00:00 +0300", "2026-03-02T07:00:00"),
        ("Δευ, 02 Μαρ 2026 10:00:00 GMT", "2026-03-02T10:00:00"),
        ("2026-július-13T9:15-05:00", "2026-07-13T14:15:00"),
        ("2026年03月02日 10:20:30", "2026-03-02T10:20:30"),
        ("2026년 3월 2일 10:20:30", "2026-03-02T01:20:30"),
        ("2026-03-02 오후 10:20:30", "2026-03-02T13:20:30"),
        ("03/14/2026 11:59 PM", "2026-03-14T23:59:00"),
        ("14/03/2026 23:59", "2026-03-14T23:59:00"),
        ("14.03.2026 23:59:00", "2026-03-14T23:59:00"),
        ("1772446830", "2026-03-02T10:20:30"),
        ("1772446830000", "2026-03-02T10:20:30"),
    ],
)
def test_other_languages_and_customs(text: str, moment: str) -> None:
    assert parse_date(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "  ", "yesterday", "0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "Mon, 31 Feb 2026"]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text() | st.from_regex(r"[0-9A-Za-z:/.,+ -]{0,40}"))
def test_no_text_raises_and_every_date_is_in_utc(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds it
def test_iso_and_rfc_822_forms_come_back_exactly(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert parse_date(moment.isoformat()) == moment
    assert parse_date(moment.strftime("%a, %d %b %Y %H:%M:%S GMT")) == moment


@given(
    st.from_regex(
        r"((Mon|Sun), )?[0-3]?[0-9] (Jan|Feb|May|Sep|Dec) (1[0-9]{3}|20[0-9]{2}|0[0-9]{3})"
        r" [0-2][0-9]:[0-6][0-9]:[0-6][0-9] (GMT|UTC|[+-][0-9]{4})",
        fullmatch=True,
    )
)
def test_a_date_by_the_book_means_what_it_means_to_the_slow_way(text: str) -> None:
    assert parse_date(text) == parse_date(text.replace(" ", "  ", 1))
