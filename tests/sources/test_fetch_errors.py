import errno
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.fetch import Fetcher
from newsreader.sources.fetch_errors import FetchError, explain, parse_retry_after, status_error

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 02 Mar 2026 12:01:30 GMT", 90),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0),
        ("Mon, 02 Mar 2026 12:01:30", 90),
        ("99999999999999999999", 31 * 86_400),
        ("Mon, 02 Mar 9999 12:01:30 GMT", 31 * 86_400),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: int | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


@given(st.text(max_size=40))
def test_retry_after_never_breaks(value: str) -> None:
    seconds = parse_retry_after(value, NOW)

    assert seconds is None or 0 <= seconds <= 31 * 86_400


@pytest.mark.parametrize(
    ("seconds", "words"),
    [("1", "in 1 second"), ("90", "in 90 seconds"), ("600", "in 10 minutes"), ("999999", "in 12 days")],
)
def test_the_wait_is_told_in_words(seconds: str, words: str) -> None:
    assert words in str(status_error("h", 503, seconds))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "refused"),
        (ConnectionResetError(), "broke the connection"),
        (OSError(errno.ENETUNREACH, "x"), "is there a network"),
        (OSError(errno.EMFILE, "x"), "too many files"),
        (OSError("Multiple exceptions: ..."), "no connection"),
        (TimeoutError(), "too slow"),
        (ValueError("x"), "the fetch failed (ValueError)"),
    ],
)
def test_troubles_of_the_system_have_words(error: Exception, words: str) -> None:
    assert words in str(explain(error, "h"))


def test_an_explained_error_stays_as_it_is() -> None:
    error = FetchError("h: said")

    assert explain(error, "other") is error


@pytest.mark.parametrize(
    ("code", "words"),
    [(socket.EAI_NONAME, "no server of this name"), (socket.EAI_AGAIN, "is there a network")],
)
async def test_names_that_cannot_be_found_are_told(
    monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def lookup(*_: object) -> None:
        raise socket.gaierror(code, "no")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError, match=words) as caught:
            await fetcher.get("http://nowhere.invalid/feed")
    assert str(caught.value).startswith("nowhere.invalid: ")
