"""Credentials and cookies of a feed: to its own origin and host, and nowhere else."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model import NewsreaderError
from newsreader.sources import cookies
from newsreader.sources.cookies import Cookies
from newsreader.sources.fetch import Fetched, Fetcher, FetchError
from newsreader.sources.sign_in import (
    NOBODY,
    Cookie,
    SignIn,
    origin_of,
    signed_in,
    split_credentials,
    with_credentials,
)
from tests.loopback import Loopback, rss

TOKEN = "hush-hush"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        loopback.serve("/feed", rss())
        yield loopback


@pytest.fixture
def other() -> Iterator[Loopback]:
    with Loopback() as loopback:
        loopback.serve("/feed", rss())
        yield loopback


async def get(url: str, sign_in: SignIn) -> Fetched:
    async with Fetcher() as fetcher:
        return await fetcher.get(url, sign_in=sign_in)


def basic(server: Loopback) -> SignIn:
    return SignIn(origin_of(server.url()), "me", "p@ss")


async def test_name_and_password_or_a_token_are_sent(server: Loopback) -> None:
    await get(server.url("/feed"), basic(server))
    await get(server.url("/feed"), SignIn(origin_of(server.url()), token=TOKEN))
    sent = [seen.headers.get("authorization") for seen in server.seen]
    assert sent == ["Basic bWU6cEBzcw==", f"Bearer {TOKEN}"]


async def test_they_go_to_their_own_origin_alone(server: Loopback, other: Loopback) -> None:
    server.redirect("/away", other.url("/feed"))
    await get(server.url("/away"), basic(server))
    await get(other.url("/feed"), basic(server))  # the feed has moved since they were given
    assert [seen.headers.get("authorization") for seen in server.seen] == ["Basic bWU6cEBzcw=="]
    assert [seen.headers.get("authorization") for seen in other.seen] == [None, None]


async def test_they_never_go_from_https_to_http(server: Loopback) -> None:
    secure = SignIn(f"https://127.0.0.1:{server.port}", "me", "p@ss")
    await get(server.url("/feed"), secure)
    assert "authorization" not in server.seen[0].headers


async def test_a_refusal_says_what_to_do_and_no_secret(server: Loopback) -> None:
    server.fail("/feed", 401)
    with pytest.raises(FetchError, match=r"newsreader feed \(or add\) URL --user NAME") as wants:
        await get(server.url("/feed"), NOBODY)
    with pytest.raises(FetchError, match="does not take") as refuses:
        await get(server.url("/feed"), basic(server))
    assert "p@ss" not in f"{wants.value}{refuses.value}"


async def test_cookies_go_to_their_host_alone_and_renewed_ones_come_back(
    server: Loopback, other: Loopback
) -> None:
    given_ones = cookies.from_header("Cookie: sid=1; seen=yes", server.url())
    server.redirect("/away", f"http://localhost:{other.port}/feed", set_cookie="sid=2; Path=/; Max-Age=60")
    fetched = await get(server.url("/away"), SignIn(cookies=given_ones))
    assert server.seen[0].headers["cookie"] in {"sid=1; seen=yes", "seen=yes; sid=1"}
    assert "cookie" not in other.seen[0].headers
    assert {cookie.name: cookie.value for cookie in fetched.cookies} == {"sid": "2", "seen": "yes"}
    assert all(cookie.domain == "127.0.0.1" for cookie in fetched.cookies)


def test_a_secure_cookie_is_for_https_alone() -> None:
    jar = Cookies(cookies.from_header("sid=1", "https://feeds.example.com/a"))
    assert jar.header("https://feeds.example.com/b") == "sid=1"
    for url in ("http://feeds.example.com/b", "https://example.com/", "https://a.feeds.example.com/"):
        assert not jar.header(url)


def test_a_cookies_txt_gives_what_the_host_is_sent() -> None:
    content = (
        "# Netscape HTTP Cookie File\n"
        ".example.com\tTRUE\t/\tTRUE\t4102444800\tsid\tabc\n"
        "#HttpOnly_feeds.example.com\tFALSE\t/rss\tFALSE\t0\tonly\t1\n"
        "feeds.example.com\tFALSE\t/\tFALSE\t1\told\t1\n"
        ".example.org\tTRUE\t/\tFALSE\t0\tother\t1\n"
        "ample.com\tTRUE\t/\tFALSE\t0\tnear\t1\n"
    )
    found = cookies.from_file(content, "https://feeds.example.com/rss")
    assert found == (
        Cookie("sid", "abc", ".example.com", "/", secure=True, expires=4102444800),
        Cookie("only", "1", "feeds.example.com", "/rss"),
    )
    jar = Cookies(found)
    assert sorted(jar.header("https://feeds.example.com/rss/a").split("; ")) == ["only=1", "sid=abc"]
    assert jar.header("https://www.example.com/rss") == "sid=abc"
    assert Cookies(jar.kept()).kept() == jar.kept()
    with pytest.raises(NewsreaderError, match="no cookies for"):
        cookies.from_file(content, "https://elsewhere.test/")


@pytest.mark.parametrize("line", ["", "nothing", "a=b\r\nX-Other: 1", "=x", "a=b; c d=e"])
def test_what_is_no_cookie_header_is_refused(line: str) -> None:
    with pytest.raises(NewsreaderError, match="no cookies"):
        cookies.from_header(line, "https://feeds.example.com/")


@pytest.mark.parametrize(
    "host", ["http://127.0.0.1:80/", "http://localhost/", "http://[::1]/", "http://nas/"]
)
def test_hosts_without_a_domain_have_cookies_too(host: str) -> None:
    jar = Cookies()
    jar.take(["a=1; Path=/", "b=2; Domain=example.com"], host)
    assert jar.header(host) == "a=1"
    assert Cookies(jar.kept()).header(host) == "a=1"
    assert Cookies(cookies.from_header("c=3", host)).header(host) == "c=3"


@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_set_cookie_line_is_taken_or_passed_over(lines: list[str]) -> None:
    jar = Cookies()
    jar.take([line.replace("\r", "").replace("\n", "") for line in lines], "https://feeds.example.com/")
    header = jar.header("https://feeds.example.com/")
    assert "\n" not in header
    assert not jar.header("https://other.example.com/")


@given(st.text(min_size=1, max_size=10), st.text(min_size=1, max_size=10))
def test_credentials_leave_a_url_as_they_came(user: str, password: str) -> None:
    url = "https://feeds.example.com:8443/a?b=c#d"
    whole = with_credentials(url, user, password)
    assert split_credentials(whole) == (url, user, password)
    assert signed_in(whole) == (url, SignIn("https://feeds.example.com:8443", user, password))


def test_credentials_leave_a_filters_line() -> None:
    line, sign_in = signed_in("filter:~/bin/tidy x@y:https://me:hush@feeds.example.com/a")
    assert line == "filter:~/bin/tidy x@y:https://feeds.example.com/a"
    assert (sign_in.user, sign_in.password) == ("me", "hush")


@pytest.mark.parametrize(
    "url", ["https://a.test/@me", "mailto:a@b", "exec:mail me@a.test", "https://[", "", "file:///a@b"]
)
def test_an_address_without_credentials_stays(url: str) -> None:
    assert signed_in(url) == (url, NOBODY)


def test_nothing_secret_is_printed() -> None:
    whole = SignIn(
        "https://a.test", "me", "hush", TOKEN, (Cookie("sid", "hush", "a.test"),), "http://u:hush@p"
    )
    assert "hush" not in repr(whole)
