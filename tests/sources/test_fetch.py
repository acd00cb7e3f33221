import asyncio
import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from newsreader import __version__
from newsreader.sources.fetch import Fetched, Fetcher, FetchError, Limits
from tests.loopback import Exchange, Loopback, rss


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


async def get(url: str, limits: Limits | None = None, *, etag: str = "", last_modified: str = "") -> Fetched:
    async with Fetcher(limits) as fetcher:
        return await fetcher.get(url, etag=etag, last_modified=last_modified)


async def failure(url: str, limits: Limits | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await get(url, limits)
    assert "\n" not in str(caught.value)
    return caught.value


async def test_a_feed_comes_with_what_the_server_said_about_it(server: Loopback) -> None:
    server.serve("/feed", rss(), "application/atom+xml; charset=utf-8", etag='W/"a-gzip"', last_modified="x")

    fetched = await get(server.url("/feed?a=%7Eb%2Bc"))

    assert fetched.body == rss()
    assert fetched.status == 200
    assert fetched.content_type == "application/atom+xml; charset=utf-8"
    assert (fetched.etag, fetched.last_modified) == ('W/"a-gzip"', "x")
    assert not fetched.unchanged
    assert fetched.moved_to == ""
    assert server.targets() == ["/feed?a=%7Eb%2Bc"]


async def test_requests_say_truthfully_who_asks_and_what_for(server: Loopback) -> None:
    server.serve("/feed", rss())

    await get(server.url("/feed"))

    headers = server.seen[0].headers
    assert headers["user-agent"] == f"newsreader/{__version__}"
    assert "application/rss+xml" in headers["accept"]
    assert headers["accept-encoding"] == "gzip, deflate, br"
    assert not {"cookie", "authorization", "if-none-match", "if-modified-since"} & set(headers)


@pytest.mark.parametrize("etag", ['"plain"', 'W/"weak"', '"body-gzip"', "no quotes", 'W/"x;y"--gzip'])
async def test_an_etag_goes_back_exactly_as_it_came(server: Loopback, etag: str) -> None:
    server.serve("/feed", rss(), etag=etag)
    first = await get(server.url("/feed"))

    second = await get(server.url("/feed"), etag=first.etag)

    assert server.seen[1].headers["if-none-match"] == etag
    assert second.unchanged
    assert second.body == b""
    assert second.status == 304


async def test_last_modified_goes_back_exactly_as_it_came(server: Loopback) -> None:
    date = "Tue, 03 Mar 2026 10:00:00 +0000 (sic)"
    server.serve("/feed", rss(), last_modified=date)

    first = await get(server.url("/feed"))
    second = await get(server.url("/feed"), last_modified=first.last_modified)

    assert server.seen[1].headers["if-modified-since"] == date
    assert second.unchanged


async def test_validators_that_cannot_be_sent_are_left_out(server: Loopback) -> None:
    server.serve("/feed", rss(), etag='"caf\xe9"')

    fetched = await get(server.url("/feed"), etag='"a\r\nX-Evil: 1"', last_modified="\udce9")

    assert fetched.etag == ""
    assert "x-evil" not in server.seen[0].headers
    assert "if-modified-since" not in server.seen[0].headers


async def test_not_modified_without_a_condition_is_an_error(server: Loopback) -> None:
    server.fail("/feed", 304)

    assert (await failure(server.url("/feed"))).status == 304


ENCODED = [
    ("gzip", gzip.compress(rss())),
    ("x-gzip", gzip.compress(rss())),
    ("GZip", gzip.compress(rss()[:50]) + gzip.compress(rss()[50:])),
    ("gzip", gzip.compress(rss()) + b"\0" * 20),
    ("gzip", rss()),
    ("deflate", zlib.compress(rss())),
    ("deflate", zlib.compressobj(wbits=-15).compress(b"") + zlib.compress(rss(), wbits=-15)),
    ("br", brotli.compress(rss())),
    ("gzip, br", brotli.compress(gzip.compress(rss()))),
    ("identity", rss()),
    ("utf-8", rss()),
]


@pytest.mark.parametrize(("coding", "body"), ENCODED)
async def test_bodies_are_decoded(server: Loopback, coding: str, body: bytes) -> None:
    server.serve("/feed", body, content_encoding=coding)

    assert (await get(server.url("/feed"))).body == rss()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
async def test_a_bomb_ends_at_the_cap(server: Loopback, coding: str) -> None:
    plain = b" " * 20_000_000
    bomb = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": lambda data: brotli.compress(data, quality=1),
    }
    server.serve("/feed", bomb[coding](plain), content_encoding=coding)

    error = await failure(server.url("/feed"), Limits(size=100_000))

    assert "larger than 97.7 KiB" in str(error)


async def test_a_bomb_inside_a_bomb_ends_at_the_cap(server: Loopback) -> None:
    server.serve("/feed", gzip.compress(gzip.compress(b" " * 20_000_000)), content_encoding="gzip, gzip")

    assert "larger than" in str(await failure(server.url("/feed"), Limits(size=10_000)))


async def test_a_body_at_the_cap_is_taken_and_one_byte_more_is_not(server: Loopback) -> None:
    server.serve("/at", b"x" * 1000)
    server.serve("/over", b"x" * 1001)

    assert len((await get(server.url("/at"), Limits(size=1000))).body) == 1000
    assert "larger than" in str(await failure(server.url("/over"), Limits(size=1000)))


async def test_an_endless_body_ends_at_the_cap(server: Loopback) -> None:
    def endless(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.closing.is_set():
            exchange.send(b"x" * 65_536)

    server.route("/feed", endless)

    assert "larger than 1 MiB" in str(await failure(server.url("/feed"), Limits(size=2**20)))


async def test_a_trickling_server_is_cut_off(server: Loopback) -> None:
    def trickle(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.closing.wait(0.01):
            exchange.send(b"x")

    server.route("/feed", trickle)

    assert "too slow" in str(await failure(server.url("/feed"), Limits(total=0.3)))


async def test_a_server_that_trickles_headers_is_cut_off(server: Loopback) -> None:
    def trickle(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\n")
        while not server.closing.wait(0.01):
            exchange.send(b"X-A: b\r\n")

    server.route("/feed", trickle)

    await failure(server.url("/feed"), Limits(total=0.3))


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"])
async def test_a_silent_server_is_cut_off(server: Loopback, start: bytes) -> None:
    def silent(exchange: Exchange) -> None:
        exchange.send(start)
        server.closing.wait(30)

    server.route("/feed", silent)

    assert "silent" in str(await failure(server.url("/feed"), Limits(idle=0.2)))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "closed the connection without an answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "t"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n(", "zstd"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n<rss>not brotli", "damaged"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8bnot gzip", "damaged"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip,gzip,gzip,gzip\r\n\r\n", "4 times over"),
    ],
)
async def test_broken_answers_are_told_in_plain_words(server: Loopback, raw: bytes, words: str) -> None:
    server.route("/feed", lambda exchange: exchange.send(raw))

    error = await failure(server.url("/feed"))

    assert words in str(error)
    assert str(error).startswith(server.place)


async def test_a_body_cut_inside_its_compression_is_kept_but_asked_for_again(server: Loopback) -> None:
    server.serve("/feed", gzip.compress(rss(items=9))[:-30], content_encoding="gzip", etag='"1"')

    fetched = await get(server.url("/feed"))

    assert rss(items=9).startswith(fetched.body[:100])
    assert fetched.etag == ""


async def test_redirects_are_followed_and_only_permanent_ones_move_the_feed(server: Loopback) -> None:
    server.serve("/new", rss())
    server.redirect("/moved", "/gone", 301)
    server.redirect("/gone", server.url("/new"), 308)
    server.redirect("/mixed", "/moved", 302)
    server.redirect("/then-mixed", "/mixed", 301)

    moved = await get(server.url("/moved"))
    assert (moved.final_url, moved.moved_to) == (server.url("/new"), server.url("/new"))
    for path in ("/mixed", "/then-mixed"):
        mixed = await get(server.url(path))
        assert (mixed.final_url, mixed.moved_to) == (server.url("/new"), "")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_every_kind_of_redirect_is_followed_with_its_conditions(server: Loopback, status: int) -> None:
    server.serve("/new", rss(), etag='"1"')
    server.redirect("/old", "new", status)

    fetched = await get(server.url("/old"), etag='"1"')

    assert fetched.unchanged
    assert bool(fetched.moved_to) == (status in {301, 308})


async def test_redirects_end(server: Loopback) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    server.route_all(lambda exchange: exchange.answer(302, headers={"Location": exchange.seen.target + "x"}))

    assert "circle" in str(await failure(server.url("/a")))
    assert len(server.seen) == 2
    assert "more than 10 times" in str(await failure(server.url("/on")))
    assert len(server.seen) == 2 + 11


async def test_ten_redirects_are_not_too_many(server: Loopback) -> None:
    for n in range(10):
        server.redirect(f"/{n}", f"/{n + 1}")
    server.serve("/10", rss())

    assert (await get(server.url("/0"))).body == rss()


@pytest.mark.parametrize("target", ["file:///etc/passwd", "FILE:/etc/passwd", "ftp://127.0.0.1/", "data:,x"])
async def test_redirects_never_leave_the_web(server: Loopback, target: str) -> None:
    server.redirect("/feed", target)

    assert "which is not followed" in str(await failure(server.url("/feed")))


@pytest.mark.parametrize("target", ["http://[::1", "http://127.0.0.1:99999/", "http:///x", "http://a b/"])
async def test_redirects_to_nonsense_are_errors(server: Loopback, target: str) -> None:
    server.redirect("/feed", target)

    await failure(server.url("/feed"))


async def test_a_redirect_may_hold_bytes_beyond_ascii(server: Loopback) -> None:
    server.redirect("/old", "/caf\xc3\xa9 news")
    server.redirect("/older", "/caf\xe9")
    server.serve("/caf%C3%A9%20news", rss())
    server.serve("/caf%E9", rss())

    assert (await get(server.url("/old"))).body == rss()
    assert (await get(server.url("/older"))).body == rss()


async def test_cookies_set_by_a_redirect_come_back_within_the_fetch_only(server: Loopback) -> None:
    def gate(exchange: Exchange) -> None:
        if "seen=1" in exchange.headers.get("cookie", ""):
            exchange.answer(200, rss())
        else:
            exchange.answer(302, headers={"Location": "/feed", "Set-Cookie": "seen=1; Path=/"})

    server.route("/feed", gate)

    async with Fetcher() as fetcher:
        assert (await fetcher.get(server.url("/feed"))).body == rss()
        await fetcher.get(server.url("/feed"))
    assert [seen.headers.get("cookie") for seen in server.seen] == [None, "seen=1", None, "seen=1"]


async def test_credentials_in_the_url_go_to_their_own_server_only(server: Loopback) -> None:
    with Loopback() as other:
        other.serve("/feed", rss())
        server.redirect("/a", "/b", 301)
        server.redirect("/b", other.url("/feed"), 301)

        fetched = await get(server.url("/a", "me:p%40ss"))

        assert [seen.headers.get("authorization") for seen in server.seen] == ["Basic bWU6cEBzcw=="] * 2
        assert "authorization" not in other.seen[0].headers
        assert fetched.final_url == fetched.moved_to == other.url("/feed")


async def test_a_move_on_the_same_server_keeps_the_credentials(server: Loopback) -> None:
    server.redirect("/a", "/b", 301)
    server.serve("/b", rss())

    fetched = await get(server.url("/a", "me:p%40ss"))

    assert fetched.moved_to == server.url("/b", "me:p%40ss")
    assert fetched.final_url == server.url("/b")


async def test_credentials_and_queries_are_never_shown(server: Loopback) -> None:
    server.redirect("/a", "/missing?token=hush")
    for url in (
        server.url("/missing?token=hush", "me:hush"),
        server.url("/a", "me:hush"),
        "http://me:hush@127.0.0.1:1/x",
        "http://me:hush@[::1/x",
        "gopher://me:hush@host/x?hush",
        "me:hush@host",
    ):
        assert "hush" not in str(await failure(url))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "name and password"),
        (403, "does not let"),
        (404, "not found"),
        (410, "gone for good"),
        (418, "teapot"),
        (429, "too often"),
        (500, "has a fault"),
        (503, "overloaded"),
        (520, "has a fault"),
        (999, "has a fault"),
    ],
)
async def test_errors_of_the_server_are_told_in_plain_words(
    server: Loopback, status: int, words: str
) -> None:
    server.fail("/feed", status)

    error = await failure(server.url("/feed"))

    assert str(error).startswith(f"{server.place}: the server answered {status} (")
    assert words in str(error)
    assert error.status == status


async def test_retry_after_is_read_and_told(server: Loopback) -> None:
    server.fail("/feed", 429, retry_after="7200")

    error = await failure(server.url("/feed"))

    assert error.retry_after == 7200
    assert "2 hours" in str(error)


async def test_a_redirect_to_nowhere_is_an_error(server: Loopback) -> None:
    server.fail("/feed", 301)

    assert (await failure(server.url("/feed"))).status == 301


async def test_a_refused_connection_is_told(server: Loopback) -> None:
    url = server.url("/feed")
    server.__exit__(None, None, None)

    assert "refused" in str(await failure(url))


async def test_https_to_a_server_that_does_not_speak_it_is_told(server: Loopback) -> None:
    error = await failure(server.url("/feed").replace("http:", "https:"))

    assert "no secure connection" in str(error)


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "nonsense",
        "http://",
        "http:///x",
        "http://:80/",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:x/",
        "http://a b/",
        "http://..",
        "http://" + "a" * 70 + ".test/",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1",
        "javascript:alert(1)",
        "//127.0.0.1/x",
        "http://\x00/",
        "\ud800",
        "http://127.0.0.1\ud800/",
    ],
)
async def test_what_is_no_address_is_told(url: str) -> None:
    await failure(url)


async def test_ipv6_is_spoken() -> None:
    try:
        loopback = Loopback("::1").__enter__()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with loopback:
        loopback.serve("/feed", rss())
        assert (await get(loopback.url("/feed"))).body == rss()
        assert (await failure(loopback.url("/no"))).args[0].startswith(f"[::1]:{loopback.port}: ")


async def test_a_cancelled_fetch_ends_at_once(server: Loopback) -> None:
    arrived = asyncio.Event()
    loop = asyncio.get_running_loop()

    def silent(_: Exchange) -> None:
        loop.call_soon_threadsafe(arrived.set)
        server.closing.wait(30)

    server.route("/feed", silent)
    task = asyncio.create_task(get(server.url("/feed")))
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_fetcher_that_is_not_open_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        await Fetcher().get("http://127.0.0.1/")


async def test_a_file_is_read_by_its_url(tmp_path: Path) -> None:
    path = tmp_path / "my #1 feed? é.xml"
    path.write_bytes(rss())

    for url in (path.as_uri(), path.as_uri().replace("file://", "file://localhost"), f" {path.as_uri()} "):
        fetched = await get(url)
        assert fetched.body == rss()
        assert fetched.final_url == path.as_uri()
        assert fetched.status is None
        assert not fetched.unchanged


async def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.xml").write_bytes(b"x" * 101)
    for name, words in (("none.xml", "no such file"), ("", "folder"), ("pipe", "not an ordinary file")):
        assert words in str(await failure((tmp_path / name).as_uri()))
    assert "larger than" in str(await failure((tmp_path / "large.xml").as_uri(), Limits(size=100)))


@pytest.mark.parametrize(
    "url", ["file:feed.xml", "file://elsewhere/feed.xml", "file:///a%00b", "file://[::1"]
)
async def test_file_urls_that_name_no_file_here_are_told(url: str) -> None:
    await failure(url)


async def test_credentials_given_by_a_redirect_go_where_it_points(server: Loopback) -> None:
    server.redirect("/a", server.url("/b", "you:two"), 301)
    server.serve("/b", rss())

    fetched = await get(server.url("/a", "me:one"))

    assert server.seen[1].headers["authorization"] == "Basic eW91OnR3bw=="
    assert "two" not in fetched.final_url
    assert "two" not in fetched.moved_to
