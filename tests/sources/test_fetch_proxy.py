from collections.abc import Iterator

import pytest
from yarl import URL

from newsreader.sources.fetch import Fetched, Fetcher, FetchError
from newsreader.sources.fetch_proxy import proxy_for
from tests.loopback import Loopback, rss


@pytest.fixture
def proxy() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


async def get(url: str) -> Fetched:
    async with Fetcher() as fetcher:
        return await fetcher.get(url)


async def test_http_goes_through_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, proxy: Loopback
) -> None:
    monkeypatch.setenv("http_proxy", proxy.url("", "me:p%40ss"))
    proxy.serve("/feed", rss())

    fetched = await get("http://feeds.invalid/feed?a=b")

    assert fetched.body == rss()
    assert proxy.targets() == ["http://feeds.invalid/feed?a=b"]
    assert proxy.seen[0].headers["proxy-authorization"] == "Basic bWU6cEBzcw=="
    assert proxy.seen[0].headers["host"] == "feeds.invalid"


async def test_https_asks_the_proxy_for_a_tunnel(monkeypatch: pytest.MonkeyPatch, proxy: Loopback) -> None:
    monkeypatch.setenv("https_proxy", proxy.url("", "me:p%40ss"))
    proxy.route_all(lambda exchange: exchange.answer(407))

    with pytest.raises(FetchError, match="the proxy answered 407"):
        await get("https://u:hush@feeds.invalid/feed")
    assert (proxy.seen[0].method, proxy.seen[0].target) == ("CONNECT", "feeds.invalid:443")
    assert proxy.seen[0].headers["proxy-authorization"] == "Basic bWU6cEBzcw=="
    assert "authorization" not in proxy.seen[0].headers


async def test_a_dead_proxy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback() as gone:
        monkeypatch.setenv("http_proxy", gone.url())

    with pytest.raises(FetchError, match="proxy cannot be reached"):
        await get("http://feeds.invalid/feed")


def test_the_environment_says_which_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "proxy.test:3128")
    monkeypatch.setenv("https_proxy", "http://secure.test:3128")
    monkeypatch.setenv("no_proxy", "inside.test,there.test:8080")

    assert proxy_for(URL("http://feeds.test/")) == URL("http://proxy.test:3128")
    assert proxy_for(URL("https://feeds.test/")) == URL("http://secure.test:3128")
    assert proxy_for(URL("http://a.inside.test/")) is None
    assert proxy_for(URL("http://there.test:8080/")) is None
    assert proxy_for(URL("http://there.test/")) == URL("http://proxy.test:3128")


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_this_machine_needs_no_proxy(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.test:3128")

    assert proxy_for(URL(f"http://{host}:8000/")) is None


@pytest.mark.parametrize("proxy", ["sock://me:hush@p:1080", "http://", "http://p:x", "ftp://p"])
def test_a_proxy_that_cannot_be_used_is_never_passed_by(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)

    with pytest.raises(FetchError, match="only http, https, socks4") as caught:
        proxy_for(URL("http://feeds.test/"))
    assert "hush" not in str(caught.value)
