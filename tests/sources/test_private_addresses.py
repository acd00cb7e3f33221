"""Pages are never fetched from inside the reader's own network, whatever a link, redirect or name server says."""

import socket
from collections.abc import Iterator, Sequence

import pytest
from aiohttp.abc import ResolveResult
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from newsreader.sources import fetch_resolve
from newsreader.sources.fetch import Fetched, Fetcher, FetchError
from newsreader.sources.fetch_trail import Trail
from newsreader.sources.page import fetch_page
from newsreader.sources.private_addresses import AddressGuard, PrivateAddressError, is_public, numeric_host
from tests.loopback import Loopback, rss

PUBLIC = "93.184.216.34"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        loopback.serve("/page", rss())
        yield loopback


async def get(url: str, guard: AddressGuard | None) -> Fetched:
    async with Fetcher(guard=guard) as fetcher:
        return await fetcher.get(url)


class Names:
    """A name server of our own: each look-up of a name gives its next answer, the last one for good."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **answers: Sequence[str]) -> None:
        self.answers = {name.replace("_", "."): list(given) for name, given in answers.items()}
        self.asked: list[str] = []
        monkeypatch.setattr(fetch_resolve, "lookup", self.lookup)

    def lookup(self, host: str, port: int, _: socket.AddressFamily) -> list[ResolveResult]:
        self.asked.append(host)
        given = self.answers[host]
        addresses = (given.pop(0) if len(given) > 1 else given[0]).split()
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in addresses
        ]


@pytest.mark.parametrize(
    "address", [PUBLIC, "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_world_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.8", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1",
        "2002:7f00:1::", "2002:a00:1::1", "", "no address",
    ],
)  # fmt: skip
def test_addresses_of_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"),
        ("127.1.", "127.0.0.1"), ("[::1]", "::1"), ("example.com", ""), ("1.example", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_host_that_is_an_address_is_told_however_it_is_written(host: str, address: str) -> None:
    assert numeric_host(host) == address


@given(st.text(max_size=40))
def test_no_host_is_too_odd(host: str) -> None:
    numeric_host(host)
    assert AddressGuard.for_feed(f"http://{host}/").allows("example.com", PUBLIC)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST.", "x.localhost", "2130706433", "0x7f.1", "127.1"]
)
async def test_a_guarded_fetch_does_not_reach_this_machine(server: Loopback, host: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        await get(f"http://{host}:{server.port}/page", AddressGuard())
    assert server.seen == []


async def test_without_a_guard_the_reader_may_subscribe_to_what_is_here(server: Loopback) -> None:
    assert (await get(server.url("/page"), None)).body == rss()


async def test_a_feed_from_outside_does_not_redirect_into_the_readers_network(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(
        monkeypatch, feed_example=["127.0.0.1"], evil_example=["127.0.0.1"]
    )  # where the reader pointed is allowed
    feed = f"http://feed.example:{server.port}"
    server.redirect("/same", f"{feed}/page")
    assert (await get(f"{feed}/same", None)).body == rss()
    server.redirect("/number", server.url("/page"))
    server.redirect("/name", f"http://evil.example:{server.port}/page")
    for path in ("/number", "/name"):
        with pytest.raises(PrivateAddressError):
            await get(feed + path, None)
    assert server.targets() == ["/same", "/page", "/number", "/name"]


def test_a_stranger_whom_a_redirect_led_to_gains_nothing_by_leading_to_itself() -> None:
    trail = Trail(URL("http://feed.example/"))
    trail.follow(URL("http://evil.example/1"), permanent=False)
    trail.follow(URL("http://evil.example/2"), permanent=False)
    assert trail.guard is not None


async def test_a_feed_that_lives_here_may_redirect_anywhere(server: Loopback) -> None:
    server.redirect("/away", f"http://127.0.0.1:{server.port}/page")
    assert (await get(f"http://localhost:{server.port}/away", None)).body == rss()


async def test_a_feed_that_lives_here_may_lead_to_pages_here_but_not_to_others(server: Loopback) -> None:
    guard = AddressGuard.for_feed(server.url("/feed"))
    assert (await get(server.url("/page"), guard)).body == rss()
    server.redirect("/away", f"http://127.0.0.2:{server.port}/page")
    with pytest.raises(PrivateAddressError):
        await get(server.url("/away"), guard)
    assert server.targets() == ["/page", "/away"]


@pytest.mark.parametrize(
    ("feed", "allowed"),
    [
        ("http://nas/feed", True), ("http://nas.local/feed", True), ("http://10.0.0.7/feed", True),
        ("http://wiki.home.arpa/feed", True), ("https://example.com/feed", False), ("https://8.8.8.8/feed", False),
        ("file:///home/me/feed.xml", False), ("http://[broken/", False),
    ],
)  # fmt: skip
def test_only_feeds_whose_names_no_stranger_can_own_open_the_network(feed: str, allowed: bool) -> None:
    host = feed.split("/")[2]
    assert AddressGuard.for_feed(feed).allows(host, "10.0.0.7") is allowed


async def test_every_redirect_is_checked(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    Names(monkeypatch, front_example=["127.0.0.1"])
    guard = AddressGuard(["front.example"])
    server.redirect("/go", f"http://[::1]:{server.port}/page")
    with pytest.raises(PrivateAddressError):
        await get(f"http://front.example:{server.port}/go", guard)
    assert server.targets() == ["/go"]


async def test_a_name_that_means_an_address_here_is_refused(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch, evil_example=["127.0.0.1 ::1 169.254.169.254"])
    with pytest.raises(PrivateAddressError, match=r"^evil\.example"):
        await get(f"http://evil.example:{server.port}/page", AddressGuard())
    assert server.seen == []


async def test_a_name_that_changes_its_meaning_gains_nothing(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Names(monkeypatch, evil_example=["127.0.0.1"])
    guard = AddressGuard.for_feed("http://evil.example/feed")
    with pytest.raises(PrivateAddressError):
        await get(f"http://evil.example:{server.port}/page", guard)
    assert names.asked == [
        "evil.example"
    ]  # what is checked is what is connected to: there is no second look-up
    assert server.seen == []


async def test_connections_go_to_the_addresses_that_were_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    Names(monkeypatch, mixed_example=[f"10.0.0.1 {PUBLIC} ::1"])
    resolver = fetch_resolve.Resolver(AddressGuard())
    assert [result["host"] for result in await resolver.resolve("mixed.example", 80)] == [PUBLIC]


async def test_a_proxy_may_be_here_but_must_not_lead_here(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch, localhost=["127.0.0.1"], evil_example=["10.0.0.1"], good_example=[PUBLIC])
    monkeypatch.setenv("http_proxy", f"http://localhost:{server.port}")
    server.route_all(lambda exchange: exchange.answer(200, b"through the proxy"))
    assert (await get("http://good.example/", AddressGuard())).body == b"through the proxy"
    with pytest.raises(PrivateAddressError):
        await get("http://evil.example/", AddressGuard())
    with pytest.raises(PrivateAddressError):
        await get("http://10.0.0.1/", AddressGuard())
    assert server.targets() == ["http://good.example/"]


async def test_a_guarded_fetch_reads_no_files() -> None:
    with pytest.raises(FetchError, match="not files"):
        await get("file:///etc/hostname", AddressGuard())


def test_a_page_is_fetched_with_the_guard(server: Loopback) -> None:
    with pytest.raises(PrivateAddressError):
        fetch_page(server.url("/page"), guard=AddressGuard())
    assert fetch_page(server.url("/page")).body == rss()
