from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.fetch_files import file_path, limit_text
from newsreader.sources.fetch_urls import (
    basic_auth,
    carry_credentials,
    may_share_credentials,
    redirect_url,
    shown,
    web_url,
    where,
    without_credentials,
)
from newsreader.text import clean

ODD_TEXT = st.text(max_size=40) | st.text(alphabet="htps:/@[]%.?#&\\ \x00é\ud800:0123aZ", max_size=40)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://h/a%7Eb/~c?x=%2B+1&y=%zz&z=a%2Fb", "http://h/a%7Eb/~c?x=%2B+1&y=%zz&z=a%2Fb"),
        ("HTTP://Example.TEST/Path", "http://example.test/Path"),
        ("  https://h/\n", "https://h/"),
        ("http://h/a\tb\nc", "http://h/abc"),
        ("http://h", "http://h"),
        ("http://h/ä b?q=é", "http://h/%C3%A4%20b?q=%C3%A9"),
        ("http://bücher.test/", "http://xn--bcher-kva.test/"),
        ("http://h/{a}|b", "http://h/%7Ba%7D%7Cb"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://a_b.test./", "http://a_b.test./"),
    ],
)
def test_addresses_are_sent_as_written_where_that_is_allowed(written: str, sent: str) -> None:
    assert str(web_url(written)) == sent


def complaint(read: Callable[[str], object], address: str) -> str:
    try:
        read(address)
    except FetchError as error:
        return str(error)
    return ""


@given(ODD_TEXT)
def test_any_text_is_an_address_or_a_clear_error(text: str) -> None:
    for address in (text, f"http://{text}", f"http://h/{text}", f"http://u:{text}@h/", f"file://{text}"):
        for read in (web_url, file_path, lambda a: redirect_url(URL("http://h/x"), a)):
            said = complaint(read, address)
            assert clean(said) == said


@given(ODD_TEXT)
def test_an_address_that_was_accepted_is_accepted_again(text: str) -> None:
    try:
        url = web_url(f"http://h/{text}")
    except FetchError:
        return
    assert web_url(str(url)) == url


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://h:8080/b"),
        ("b?c=%2F", "http://h:8080/x/b?c=%2F"),
        ("?q", "http://h:8080/x/y?q"),
        ("//other/z", "http://other/z"),
        ("https://other", "https://other"),
        ("../up", "http://h:8080/up"),
        ("a b", "http://h:8080/x/a%20b"),
        ("caf\udce9", "http://h:8080/x/caf%E9"),
        ("café", "http://h:8080/x/caf%C3%A9"),
    ],
)
def test_locations_are_seen_from_where_they_were_given(location: str, target: str) -> None:
    assert str(redirect_url(URL("http://h:8080/x/y"), location)) == target


@pytest.mark.parametrize(
    ("owner", "other", "shared"),
    [
        ("http://h/", "http://h/x", True),
        ("http://h/", "https://h/", True),
        ("https://h/", "http://h/", False),
        ("http://h/", "http://h:81/", False),
        ("http://h:80/", "http://h/", True),
        ("http://h:8080/", "https://h/", False),
        ("http://h/", "http://www.h/", False),
        ("http://h.test/", "http://h.test.evil/", False),
    ],
)
def test_credentials_are_for_one_origin_and_its_move_to_https(owner: str, other: str, shared: bool) -> None:
    assert may_share_credentials(URL(owner), URL(other)) is shared


def test_credentials_are_carried_only_where_they_may_go() -> None:
    assert carry_credentials("http://h/feed", "http://u:p%40@h/") == "http://u:p%40@h/feed"
    assert carry_credentials("http://o/feed", "http://u:p@h/") == "http://o/feed"
    assert carry_credentials("http://x:y@h/feed", "http://u:p@h/") == "http://x:y@h/feed"
    assert carry_credentials("file:///x", "http://u:p@h/") == "file:///x"


def test_basic_authentication_is_utf_8() -> None:
    assert basic_auth(web_url("http://me:p%40ss%3A@h/")) == "Basic bWU6cEBzczo="
    assert basic_auth(web_url("http://jos%C3%A9:%C3%A9@h/")) == "Basic am9zw6k6w6k="
    assert basic_auth(web_url("http://me@h/")) == "Basic bWU6"
    assert basic_auth(web_url("http://h/")) == ""


def test_what_is_requested_has_no_credentials_and_no_fragment() -> None:
    assert str(without_credentials(web_url("http://me:x@h:81/a?b#c"))) == "http://h:81/a?b"


def test_servers_are_named_without_anything_private() -> None:
    assert where(web_url("https://me:x@h/a?b")) == "h"
    assert where(web_url("http://h:8080/")) == "h:8080"
    assert where(web_url("http://[::1]:8080/")) == "[::1]:8080"


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("http://me:hush@h/a?hush#hush", "http://h/a"),
        ("me:hush@h/a", "h/a"),
        ("HTTP://hush@h", "HTTP://h"),
        ("", "the empty address"),
        ("x\x1b[31m\u202ey", "x[31my"),
    ],
)
def test_addresses_are_shown_clean_and_without_secrets(address: str, text: str) -> None:
    assert shown(address) == text


def test_caps_are_told_in_round_units() -> None:
    assert [limit_text(size) for size in (32 * 2**20, 1536, 2**20)] == ["32 MiB", "1.5 KiB", "1 MiB"]
