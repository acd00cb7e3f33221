"""SOCKS proxies, and a feed's own proxy: a real proxy, a real server behind it."""

from collections.abc import Iterator

import pytest
from yarl import URL

from newsreader.sources.fetch import Fetcher, FetchError, Limits
from newsreader.sources.fetch_proxy import Proxies, checked, proxy_for
from newsreader.sources.private_addresses import AddressGuard
from newsreader.sources.sign_in import SignIn
from tests.loopback import Loopback, rss
from tests.socks import SocksProxy

FEED = "http://feeds.invalid/feed"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        loopback.serve("/feed", rss())
        yield loopback


@pytest.fixture
def socks(server: Loopback) -> Iterator[SocksProxy]:
    with SocksProxy({"feeds.invalid": server.port, "127.0.0.1": server.port}) as proxy:
        yield proxy


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks4a", "socks"])
async def test_a_name_is_the_proxys_to_look_up(socks: SocksProxy, scheme: str) -> None:
    async with Fetcher() as fetcher:
        fetched = await fetcher.get(FEED, proxy=socks.url(scheme))

    assert fetched.body == rss()
    assert socks.seen == [("feeds.invalid", 80)]


async def test_an_old_proxy_is_given_the_address(socks: SocksProxy) -> None:
    async with Fetcher() as fetcher:
        fetched = await fetcher.get("http://127.0.0.1:8080/feed", proxy=socks.url("socks4"))

    assert fetched.body == rss()
    assert socks.seen == [("127.0.0.1", 8080)]


@pytest.mark.parametrize("name", ["all_proxy", "ALL_PROXY", "HTTP_PROXY", "http_proxy"])
async def test_the_environment_may_name_one(
    monkeypatch: pytest.MonkeyPatch, socks: SocksProxy, name: str
) -> None:
    if name != "HTTP_PROXY":  # which Python mistrusts where there is also a web server's REQUEST_METHOD
        monkeypatch.delenv("REQUEST_METHOD", raising=False)
    monkeypatch.setenv(name, socks.url())
    async with Fetcher() as fetcher:
        assert (await fetcher.get(FEED)).body == rss()


async def test_name_and_password_go_to_the_proxy_alone(server: Loopback) -> None:
    with SocksProxy({"feeds.invalid": server.port}, ("me", "p@ss")) as proxy:
        own = SignIn(proxy=proxy.url(credentials="me:p%40ss"))
        async with Fetcher() as fetcher:
            await fetcher.get(FEED, proxy=proxy.url(), sign_in=own)
            with pytest.raises(FetchError, match="proxy") as caught:
                await fetcher.get(FEED, proxy=proxy.url(credentials="me:wr0ng"))
    assert proxy.logins == [("me", "p@ss"), ("me", "wr0ng")]
    assert "wr0ng" not in str(caught.value)
    assert not {"authorization", "proxy-authorization"} & set(server.seen[0].headers)


async def test_what_a_proxy_refuses_is_told(socks: SocksProxy) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError, match="proxy"):
            await fetcher.get("http://unknown.invalid/", proxy=socks.url())


async def test_a_dead_proxy_is_told() -> None:
    with SocksProxy({}) as gone:
        address = gone.url()
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError, match="proxy cannot be reached"):
            await fetcher.get(FEED, proxy=address)


async def test_the_guard_holds_behind_a_proxy(socks: SocksProxy) -> None:
    async with Fetcher(Limits(), AddressGuard()) as fetcher:
        for url in (
            "http://10.0.0.1/",
            "http://router/",
            "http://nas.local/",
            "http://0x7f.1/",
            "http://localhost/",
        ):
            for scheme in ("socks5h", "socks5", "socks4a"):
                with pytest.raises(FetchError):
                    await fetcher.get(url, proxy=socks.url(scheme))
        assert not socks.seen
        assert (await fetcher.get(FEED, proxy=socks.url("socks5h"))).body == rss()


def test_a_feeds_own_proxy_comes_before_the_settings_and_those_before_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("all_proxy", "http://environment.test:1")
    monkeypatch.setenv("no_proxy", "near.test")
    url, near, here = URL("http://feeds.test/"), URL("http://near.test/"), URL("http://127.0.0.1/")
    general = Proxies(general="socks5://settings.test")
    own = Proxies("socks5h://own.test:9050", "http://settings.test:1")

    assert proxy_for(url) == URL("http://environment.test:1")
    assert proxy_for(url, general) == URL("socks5://settings.test:1080")
    assert (
        proxy_for(url, own) == proxy_for(near, own) == proxy_for(here, own) == URL("socks5h://own.test:9050")
    )
    assert proxy_for(near, general) is proxy_for(here, general) is None
    assert proxy_for(url, Proxies(general="none")) is None
    assert proxy_for(url, Proxies("none", "http://settings.test:1")) is None


def test_a_proxy_is_checked_when_it_is_given() -> None:
    assert checked("") == ""
    assert checked("none") == "none"
    assert checked("proxy.test:3128") == "http://proxy.test:3128"
    assert checked("socks5://proxy.test") == "socks5://proxy.test:1080"
    with pytest.raises(FetchError, match="only http, https"):
        checked("ftp://me:hush@proxy.test")
