import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model import NewsreaderError
from newsreader.sources.discover import Discovered, addresses, discover
from newsreader.sources.discover_links import page_links
from newsreader.sources.feed import NotAFeedError
from newsreader.sources.fetch import Fetcher, FetchError
from tests.loopback import Exchange, Loopback, rss


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def page(head: str = "", body: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>A page</title>{head}</head><body>{body}</body></html>".encode()


async def find(url: str) -> Discovered:
    async with Fetcher() as fetcher:
        return await discover(fetcher, url)


async def test_a_feed_is_its_own_discovery(server: Loopback) -> None:
    server.serve("/feed", rss("Daily"))

    found = await find(server.url("/feed"))

    assert found.url == server.url("/feed")
    assert found.feed.title == "Daily"
    assert found.fetched.body == rss("Daily")
    assert len(server.seen) == 1


async def test_a_feed_that_moved_for_good_is_found_where_it_is(server: Loopback) -> None:
    server.serve("/new", rss())
    server.redirect("/old", "/new", 301)
    server.redirect("/today", "/new", 302)

    assert (await find(server.url("/old"))).url == server.url("/new")
    assert (await find(server.url("/today"))).url == server.url("/today")


async def test_a_page_leads_to_the_feed_that_it_declares(server: Loopback) -> None:
    server.serve(
        "/blog/",
        page(
            '<link rel="alternate" type="application/json" href="/wp-json/1">'
            '<link rel="alternate" type="application/rss+xml" title="Comments" href="comments/feed">'
            '<link rel="stylesheet" type="application/rss+xml" href="no">'
            '<link REL="Alternate" TYPE="application/RSS+xml; charset=utf-8" href="feed">',
            '<a href="/feed.xml">RSS</a>',
        ),
        "text/html",
    )
    server.serve("/blog/feed", rss())

    assert (await find(server.url("/blog/"))).url == server.url("/blog/feed")
    assert server.targets() == ["/blog/", "/blog/feed"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    ],
)
async def test_every_type_of_feed_may_be_declared(server: Loopback, kind: str) -> None:
    server.serve("/", page(f'<link rel=alternate type="{kind}" href="/x/1">'), "text/html")
    server.serve("/x/1", rss())

    assert (await find(server.url("/"))).url == server.url("/x/1")


async def test_the_base_of_a_page_counts(server: Loopback) -> None:
    server.serve(
        "/", page('<base href="/deep/"><link rel=alternate type="application/rss+xml" href="f">'), "text/html"
    )
    server.serve("/deep/f", rss())

    assert (await find(server.url("/"))).url == server.url("/deep/f")


async def test_a_declared_feed_that_fails_gives_way_to_the_next(server: Loopback) -> None:
    links = "".join(
        f'<link rel=alternate type="application/rss+xml" href="{href}">' for href in ("/gone", "/page", "/ok")
    )
    server.serve("/page", page(links), "text/html")
    server.serve("/ok", rss())

    assert (await find(server.url("/page"))).url == server.url("/ok")


async def test_a_page_leads_to_the_feed_that_it_links_to(server: Loopback) -> None:
    server.serve(
        "/",
        page(body='<a href="/about">About feeds</a><a href="mailto:x@y">RSS</a><a href="/news.rss">here</a>'),
        "text/html",
    )
    server.serve("/news.rss", rss())

    assert (await find(server.url("/"))).url == server.url("/news.rss")


async def test_a_link_may_say_feed_in_words_or_by_its_scheme(server: Loopback) -> None:
    server.serve("/words", page(body='<a href="/1234"><img alt=""> RSS feed</a>'), "text/html")
    server.serve("/scheme", page(body=f'<a href="feed://{server.place}/rss/all">x</a>'), "text/html")
    server.serve("/1234", rss("Words"))
    server.serve("/rss/all", rss("Scheme"))

    assert (await find(server.url("/words"))).feed.title == "Words"
    assert (await find(server.url("/scheme"))).feed.title == "Scheme"


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("/", "/feed"),
        ("/blog", "/blog/rss.xml"),
        ("/blog/index.html", "/blog/atom.xml"),
        ("/a/b/c?d=e", "/index.xml"),
        ("/", "/feeds/posts/default"),
    ],
)
async def test_the_usual_places_are_looked_at(server: Loopback, at: str, place: str) -> None:
    server.serve(at.partition("?")[0], page(), "text/html")
    server.serve(place, rss())

    assert (await find(server.url(at))).url == server.url(place)


async def test_a_page_without_a_feed_is_told_after_a_bounded_search(server: Loopback) -> None:
    links = "".join(
        f'<link rel=alternate type="text/xml" href="/x{n}"><a href="/{n}.rss">f</a>' for n in range(99)
    )
    server.route_all(lambda exchange: exchange.answer(200, page(links), {"Content-Type": "text/html"}))

    with pytest.raises(NewsreaderError) as caught:
        await find(server.url("/some/page"))

    assert server.place in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.seen) < 60
    assert len(set(server.targets())) == len(server.seen)


async def test_a_page_without_any_sign_of_a_feed_says_what_to_do(server: Loopback) -> None:
    server.serve("/", page(), "text/html")

    with pytest.raises(NotAFeedError, match="address of its feed"):
        await find(server.url("/"))


async def test_the_trouble_with_the_declared_feed_is_told(server: Loopback) -> None:
    server.serve("/", page('<link rel=alternate type="application/rss+xml" href="/f">'), "text/html")
    server.fail("/f", 503)

    with pytest.raises(FetchError, match="503"):
        await find(server.url("/"))


async def test_what_is_neither_page_nor_feed_is_not_searched(server: Loopback) -> None:
    server.serve("/x.pdf", b"%PDF-1.7 \x00\x01", "application/pdf")

    with pytest.raises(NotAFeedError):
        await find(server.url("/x.pdf"))
    assert len(server.seen) == 1


async def test_an_address_that_fails_is_told(server: Loopback) -> None:
    with pytest.raises(FetchError, match="404"):
        await find(server.url("/missing"))
    with pytest.raises(NewsreaderError, match="no address"):
        await find("  ")


async def test_without_a_scheme_https_is_tried_and_then_http(server: Loopback) -> None:
    server.serve("/feed", rss())

    assert (await find(f"{server.place}/feed")).url == server.url("/feed")
    assert (await find(f"feed:{server.url('/feed')}")).url == server.url("/feed")
    assert (await find(f"feed://{server.place}/feed")).url == server.url("/feed")


def test_addresses_are_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = ["https://example.test/x", "http://example.test/x"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a b.xml").write_bytes(rss())

    assert addresses("example.test/x") == both
    assert addresses("//example.test/x") == both
    assert addresses(" <http://example.test/x> ") == ["http://example.test/x"]
    assert addresses("localhost:8000") == ["https://localhost:8000", "http://localhost:8000"]
    assert addresses("feed:https://example.test/x") == ["https://example.test/x"]
    assert addresses("feed://example.test/x") == both
    assert addresses("/no/file") == ["file:///no/file"]
    assert addresses("./a b.xml") == addresses("a b.xml") == [(tmp_path / "a b.xml").as_uri()]


async def test_a_local_file_is_a_feed_too(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss("Local"))

    assert (await find(str(tmp_path / "feed.xml"))).url == (tmp_path / "feed.xml").as_uri()


async def test_a_local_page_may_lead_to_a_local_feed_but_a_web_page_may_not(
    tmp_path: Path, server: Loopback
) -> None:
    (tmp_path / "feed.xml").write_bytes(rss("Local"))
    url = (tmp_path / "feed.xml").as_uri()
    link = page(f'<link rel=alternate type="application/rss+xml" href="{url}">')
    (tmp_path / "page.html").write_bytes(link)
    server.serve("/", link, "text/html")

    assert (await find(str(tmp_path / "page.html"))).url == url
    with pytest.raises(NotAFeedError):
        await find(server.url("/"))


async def test_credentials_reach_the_feeds_of_the_same_server_only(server: Loopback) -> None:
    def guarded(exchange: Exchange) -> None:
        if "authorization" not in exchange.headers:
            exchange.answer(401)
        elif exchange.seen.target == "/":
            exchange.answer(200, links)
        else:
            exchange.answer(200, rss())

    with Loopback() as other:
        links = page(
            f'<link rel=alternate type="application/rss+xml" href="{other.url("/feed")}">'
            '<link rel=alternate type="application/rss+xml" href="/feed">'
        )
        server.route_all(guarded)

        found = await find(server.url("/", "me:secret"))

        assert found.url == server.url("/feed", "me:secret")
        assert "authorization" not in other.seen[0].headers


async def test_pages_in_other_encodings_and_broken_pages_are_read(server: Loopback) -> None:
    markup = '<html><head><link rel=alternate type="application/rss+xml" href="/caf\xe9"><p><head></x'
    server.serve("/utf16", markup.encode("utf-16"), "text/html; charset=utf-16")
    server.serve("/latin", markup.encode("latin-1"), "text/html; charset=latin-1")
    server.serve("/odd", markup.encode(), "text/html; charset=klingon")
    server.serve("/caf%C3%A9", rss())

    for path in ("/utf16", "/latin", "/odd"):
        found = await find(server.url(path))
        assert found.feed.title == "The Example"


async def test_a_search_that_meets_only_silence_ends(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.sources.discover._LONGEST_SEARCH", 0.1)
    server.serve("/", page(), "text/html")
    server.route_all(server.hold)

    with pytest.raises(NotAFeedError):
        await find(server.url("/"))


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "text/html", "text/html; charset=utf-16", "x; charset=\x00"]),
)
def test_whatever_a_page_holds_only_web_addresses_come_out(data: bytes, content_type: str) -> None:
    for markup in (data, b"<link rel=alternate type=text/xml href='" + data, b"<a href='" + data + b"'>rss"):
        links = page_links(markup, "http://h/", content_type)
        assert all(url.startswith(("http://", "https://")) for url in (*links.declared, *links.linked))


@pytest.mark.parametrize(
    "markup",
    [
        b"<a href=/x>rss<div>" * 50_000,
        b"<div>" * 200_000,
        b"<base href='/" + b"x" * 1_000_000 + b"'>" + b"<a href=y.rss></a>" * 10_000,
    ],
    ids=["never closed", "deep", "long base"],
)
def test_a_page_made_to_be_slow_is_read_in_bounded_time(markup: bytes) -> None:
    started = time.process_time()
    page_links(markup, "http://h/")
    assert time.process_time() - started < 20
