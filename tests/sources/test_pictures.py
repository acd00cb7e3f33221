import base64
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.model import NewsreaderError
from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.limits import Limits
from newsreader.sources.picture_cache import PictureCache
from newsreader.sources.picture_decode import PictureError
from newsreader.sources.pictures import PictureLoader
from newsreader.sources.sign_in import SignIn
from tests.loopback import Exchange, Loopback
from tests.sources.picture_making import plain

HERE = "http://127.0.0.1/feed"
SOON = 20


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.serve("/a.png", plain(), "image/png")
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> PictureCache:
    return PictureCache(tmp_path / "pictures", 1_000_000)


@pytest.fixture
def loader(cache: PictureCache) -> Iterator[PictureLoader]:
    running = PictureLoader(cache)
    yield running
    running.close()


def test_a_picture_is_fetched_once_and_then_comes_from_the_disk(
    server: Loopback, loader: PictureLoader, cache: PictureCache
) -> None:
    for _ in range(2):
        assert loader.get(server.url("/a.png"), HERE).result(SOON).size == (60, 40)
    later = PictureLoader(cache)
    assert later.get(server.url("/a.png"), HERE).result(SOON).size == (60, 40)
    later.close()
    assert len(server.seen) == 1


def test_a_damaged_cache_is_fetched_anew(
    server: Loopback, loader: PictureLoader, cache: PictureCache
) -> None:
    cache.put(server.url("/a.png"), b"no picture at all")
    assert loader.get(server.url("/a.png"), HERE).result(SOON).size == (60, 40)
    assert len(server.seen) == 1


def test_a_strangers_page_reaches_nothing_in_the_readers_network(
    server: Loopback, loader: PictureLoader
) -> None:
    for feed in ("", "https://news.example/feed"):
        for url in (server.url("/a.png"), f"http://localhost:{server.port}/a.png", "file:///etc/passwd"):
            with pytest.raises(NewsreaderError):
                loader.get(url, feed).result(SOON)
    assert server.seen == []


def test_a_picture_behind_the_feeds_own_sign_in_and_proxy_is_fetched(
    server: Loopback, loader: PictureLoader
) -> None:
    origin = f"http://127.0.0.1:{server.port}"
    proxy = SignIn(proxy=server.url("", credentials="me:secret"))
    own = SignIn(origin=origin, user="me", password="secret")
    server.route_all(lambda exchange: exchange.answer(body=plain(), headers={"Content-Type": "image/png"}))
    for name, sign_in, way in (("own", own, ""), ("proxied", proxy, server.url(""))):
        found = loader.get(f"{origin}/{name}.png", HERE, sign_in=sign_in, proxy=way)
        assert found.result(SOON).size == (60, 40)
    asked, through = server.seen
    assert asked.headers["authorization"] == through.headers["proxy-authorization"]
    assert through.target == f"{origin}/proxied.png"
    assert "authorization" not in through.headers


def test_what_cannot_be_shown_is_not_asked_for_again(server: Loopback, loader: PictureLoader) -> None:
    server.serve("/a.svg", b"<svg/>", "image/svg+xml")
    server.fail("/gone.png", 404)
    for path in ("/a.svg", "/gone.png"):
        for _ in range(3):
            with pytest.raises(NewsreaderError):
                loader.get(server.url(path), HERE).result(SOON)
    assert [seen.target for seen in server.seen] == ["/a.svg", "/gone.png"]


def test_an_answer_without_end_is_refused(server: Loopback, cache: PictureCache) -> None:
    def flood(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n")
        while not server.closing.is_set():
            exchange.send(bytes(65_536))

    server.route("/flood.png", flood)
    loader = PictureLoader(cache, Limits(size=300_000))
    with pytest.raises(FetchError, match="larger than"):
        loader.get(server.url("/flood.png"), HERE).result(SOON)
    loader.close()


def test_a_cancelled_fetch_lets_go_of_its_connection_and_of_its_turn(
    server: Loopback, loader: PictureLoader
) -> None:
    arrived = threading.Semaphore(0)

    def hold(exchange: Exchange) -> None:
        arrived.release()
        server.hold(exchange)

    server.route("/held.png", hold)
    waiting = [loader.get(server.url("/held.png"), HERE) for _ in range(8)]
    assert arrived.acquire(timeout=SOON)
    for future in waiting:
        future.cancel()
    assert loader.get(server.url("/a.png"), HERE).result(SOON).size == (60, 40)
    assert sum(seen.target == "/held.png" for seen in server.seen) <= 3


def test_a_picture_in_the_page_needs_no_network(loader: PictureLoader) -> None:
    url = "data:image/png;base64," + base64.b64encode(plain()).decode()
    assert loader.get(url).result(SOON).size == (60, 40)
    for broken in ("data:image/png;base64,%%%", "data:image/png", "data:image/png;base64,AAAA"):
        with pytest.raises(PictureError):
            loader.get(broken).result(SOON)


def test_closing_ends_what_is_going_on_and_twice_is_no_harm(server: Loopback, cache: PictureCache) -> None:
    loader = PictureLoader(cache)
    server.route("/held.png", server.hold)
    future = loader.get(server.url("/held.png"), HERE)
    loader.close()
    loader.close()
    with pytest.raises(BaseException):  # noqa: B017 - cancelled, whichever of the two kinds
        future.result(SOON)
