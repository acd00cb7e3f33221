import gzip
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.library.downloading import downloads_folder, work_off
from newsreader.library.downloads import Download, DownloadQueue, Source, far
from newsreader.library.sign_ins import SignIns
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.sources.download_names import PART
from newsreader.sources.limits import Limits
from newsreader.sources.sign_in import SignIn
from tests.loopback import Exchange, Loopback

FILE = bytes(range(256)) * 4000
LIMITS = Limits(connect=5, idle=5)


@pytest.fixture
def queue(paths: Paths) -> DownloadQueue:
    return DownloadQueue(paths.download_queue)


class Sound:
    """A server's file, which it sends whole or from where it is asked."""

    def __init__(self, body: bytes = FILE, etag: str = '"one"') -> None:
        self.body = body
        self.etag = etag
        self.cut: int | None = None
        """After so many bytes the next answer breaks off."""
        self.ranges = True

    def __call__(self, exchange: Exchange) -> None:
        start = 0
        asked = exchange.headers.get("range", "")
        if self.ranges and asked and exchange.headers.get("if-range") == self.etag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        body, size = self.body[start:], len(self.body)
        fields = {"Content-Type": "audio/mpeg", "ETag": self.etag, "Accept-Ranges": "bytes"}
        if start:
            fields["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        if self.cut is None:
            exchange.answer(206 if start else 200, body, fields)
            return
        cut, self.cut = self.cut, None
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        status = "206 Part" if start else "200 Whole"
        exchange.send(
            f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{lines}\r\n".encode() + body[:cut]
        )


def add(
    queue: DownloadQueue, server: Loopback, path: str, title: str, paths: Paths, *, origin: str = ""
) -> Download:
    folder = downloads_folder(Config(), paths)
    return queue.add(server.url(path), title, "audio/mpeg", Source("", origin or server.url("/feed")), folder)


def work(queue: DownloadQueue, paths: Paths, cancelled: Callable[[], bool] = lambda: False) -> list[Download]:
    ended: list[Download] = []
    work_off(queue, paths, LIMITS, cancelled=cancelled, on_end=ended.append)
    return ended


def wait(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_file_comes_whole_and_gets_the_storys_title(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.route("/a.mp3", Sound())
        add(queue, server, "/a.mp3", "The keepers of the tide", paths)
        (done,) = work(queue, paths)
        assert done.state == "done"
        assert done.path == paths.downloads / "The keepers of the tide.mp3"  # type: ignore[operator]
        assert done.path.read_bytes() == FILE
        assert (done.done, done.total) == (len(FILE), len(FILE))
        assert not done.part.exists()


def test_a_file_that_breaks_off_is_gone_on_with_from_there(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        sound = Sound()
        sound.cut = 500_000
        server.route("/a.mp3", sound)
        add(queue, server, "/a.mp3", "A", paths)
        (done,) = work(queue, paths)
        assert done.path.read_bytes() == FILE
        assert server.seen[1].headers["range"] == "bytes=500000-"
        assert server.seen[1].headers["if-range"] == '"one"'


def test_a_part_file_of_another_version_is_replaced_whole(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.route("/a.mp3", Sound(FILE[::-1], '"two"'))
        item = add(queue, server, "/a.mp3", "A", paths)
        half(queue, item, b"x" * 1000, '"one"')
        (done,) = work(queue, paths)
        assert server.seen[0].headers["range"] == "bytes=1000-"
        assert done.path.read_bytes() == FILE[::-1]


def test_a_part_file_that_is_whole_already_is_taken(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:

        def answer(exchange: Exchange) -> None:
            exchange.answer(416, b"", {"Content-Range": f"bytes */{len(FILE)}"})

        server.route("/a.mp3", answer)
        item = add(queue, server, "/a.mp3", "A", paths)
        half(queue, item, FILE, '"one"')
        (done,) = work(queue, paths)
        assert done.path.read_bytes() == FILE


def test_a_server_that_knows_no_ranges_sends_it_whole(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        sound = Sound()
        sound.ranges = False
        server.route("/a.mp3", sound)
        item = add(queue, server, "/a.mp3", "A", paths)
        half(queue, item, b"x" * 1000, '"one"')
        (done,) = work(queue, paths)
        assert done.path.read_bytes() == FILE


def half(queue: DownloadQueue, item: Download, there: bytes, validator: str) -> None:
    """As if a run had ended in the middle."""
    item.folder.mkdir(parents=True, exist_ok=True)
    (item.folder / f"A.mp3{PART}").write_bytes(there)
    queue.change(item.number, name="A.mp3", validator=validator, done=len(there), state="running")


def test_the_queue_survives_a_restart(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.route("/a.mp3", Sound())
        item = add(queue, server, "/a.mp3", "A", paths)
        half(queue, item, FILE[:1000], '"one"')
        (done,) = work(DownloadQueue(paths.download_queue), paths)
        assert server.seen[0].headers["range"] == "bytes=1000-"
        assert done.path.read_bytes() == FILE


def test_several_come_two_at_a_time(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        for number in range(5):
            server.route(f"/{number}.mp3", Sound())
            add(queue, server, f"/{number}.mp3", "Same title", paths)
        ended = work(queue, paths)
        assert [item.state for item in ended] == ["done"] * 5
        assert len({item.path for item in ended}) == 5
        assert all(item.path.read_bytes() == FILE for item in ended)


def test_one_that_runs_can_be_paused_and_goes_on(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        went = threading.Event()

        def slow(exchange: Exchange) -> None:
            exchange.send(
                f'HTTP/1.1 200 OK\r\nContent-Length: {len(FILE)}\r\nETag: "one"\r\n\r\n'.encode()
                + FILE[:600_000]
            )
            went.set()
            server.closing.wait(5)

        server.route("/a.mp3", slow)
        item = add(queue, server, "/a.mp3", "A", paths)
        thread = threading.Thread(target=lambda: work(queue, paths))
        thread.start()
        went.wait(20)
        wait(lambda: (paths.downloads / f"A.mp3{PART}").stat().st_size >= 500_000)  # type: ignore[operator]
        queue.change(item.number, state="paused")
        thread.join()
        paused = queue.get(item.number)
        assert paused is not None
        assert paused.state == "paused"
        assert paused.done >= 500_000
        server.route("/a.mp3", Sound())
        add(queue, server, "/a.mp3", "A", paths)
        (done,) = work(queue, paths)
        assert done.path.read_bytes() == FILE
        assert server.seen[-1].headers["range"] == f"bytes={paused.done}-"


def test_one_that_is_removed_leaves_nothing_half_behind(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.route("/a.mp3", server.hold)
        item = add(queue, server, "/a.mp3", "A", paths)
        thread = threading.Thread(target=lambda: work(queue, paths))
        thread.start()
        wait(lambda: bool(server.seen))
        queue.remove(item.number)
        thread.join()
        assert queue.all() == []
        assert list(paths.downloads.iterdir()) == []  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("path", "words"),
    [("/none.mp3", "404"), ("/page.mp3", "a page instead of the file"), ("/empty.mp3", "without the file")],
)
def test_failures_are_told_in_one_line(path: str, words: str, queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.serve("/page.mp3", b"<html>Log in first</html>", "text/html")
        server.route("/empty.mp3", lambda exchange: exchange.answer(204))
        add(queue, server, path, "A", paths)
        (failed,) = work(queue, paths)
        assert failed.state == "failed"
        assert words in failed.error
        assert "\n" not in failed.error


def test_a_public_feeds_file_never_comes_from_a_private_address(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.route("/a.mp3", Sound())
        add(queue, server, "/a.mp3", "A", paths, origin="https://news.example/feed")
        (failed,) = work(queue, paths)
        assert "private network" in failed.error
        assert server.seen == []


def test_a_redirect_out_of_the_web_is_not_followed(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.redirect("/a.mp3", "file:///etc/passwd")
        add(queue, server, "/a.mp3", "A", paths)
        (failed,) = work(queue, paths)
        assert "not followed" in failed.error


def test_a_full_disk_is_told(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:

        def huge(exchange: Exchange) -> None:
            exchange.send(f"HTTP/1.1 200 OK\r\nContent-Length: {10**17}\r\n\r\n".encode() + b"x")

        server.route("/a.mp3", huge)
        add(queue, server, "/a.mp3", "A", paths)
        (failed,) = work(queue, paths)
        assert "the disk is full" in failed.error


def test_a_folder_that_can_not_be_is_told(queue: DownloadQueue, paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Loopback() as server:
        queue.add(
            server.url("/a.mp3"), "A", "", Source("", server.url("/feed")), tmp_path / "file" / "folder"
        )
        (failed,) = work(queue, paths)
        assert "choose another folder" in failed.error


def test_a_file_that_was_deleted_can_be_had_again(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.route("/a.mp3", Sound())
        add(queue, server, "/a.mp3", "A", paths)
        (done,) = work(queue, paths)
        done.path.unlink()
        again = add(queue, server, "/a.mp3", "A", paths)
        assert again.state == "waiting"
        work(queue, paths)
        assert done.path.read_bytes() == FILE


def test_a_compressed_answer_is_opened(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server:
        server.serve("/a.txt", gzip.compress(FILE), "text/plain", content_encoding="gzip")
        folder = downloads_folder(Config(), paths)
        queue.add(server.url("/a.txt"), "A", "text/plain", Source("", server.url("/feed")), folder)
        (done,) = work(queue, paths)
        assert done.path.read_bytes() == FILE


def test_a_damaged_queue_is_told(paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.download_queue.write_bytes(b"no database at all" * 100)
    with pytest.raises(NewsreaderError, match=r"downloads\.db"):
        DownloadQueue(paths.download_queue).all()


def test_the_folder_of_the_settings_is_taken(paths: Paths) -> None:
    assert downloads_folder(Config(), paths) == paths.downloads
    assert downloads_folder(Config(downloads="~/pods"), paths) == Path.home() / "pods"


def test_what_comes_by_a_feed_goes_through_the_feeds_own_proxy(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as proxy:
        proxy.route_all(Sound())
        folder = downloads_folder(Config(), paths)
        source = Source("feed", "http://127.0.0.1/feed", proxy.url("").rstrip("/"))
        queue.add("http://127.0.0.1:9/a.mp3", "A", "audio/mpeg", source, folder)
        (done,) = work(queue, paths)
        assert done.path.read_bytes() == FILE
        assert proxy.targets() == ["http://127.0.0.1:9/a.mp3"]


def test_the_feeds_name_and_password_go_to_its_own_server_alone(queue: DownloadQueue, paths: Paths) -> None:
    with Loopback() as server, Loopback() as other:
        for place in (server, other):
            place.route("/a.mp3", Sound())
        sign_in = SignIn(origin=server.url("").rstrip("/"), user="ada", password="tides")
        SignIns(paths).keep("feed", sign_in)
        folder = downloads_folder(Config(), paths)
        for place in (server, other):
            source = Source("feed", server.url("/feed"))
            queue.add(place.url("/a.mp3"), "A", "audio/mpeg", source, folder)
        assert [item.state for item in work(queue, paths)] == ["done", "done"]
        assert server.seen[0].headers["authorization"].startswith("Basic ")
        assert "authorization" not in other.seen[0].headers


def test_how_far_the_downloads_are_is_told_in_a_few_characters(queue: DownloadQueue) -> None:
    assert far(queue.all()) == ""
    folder = Path("folder")
    first = queue.add("http://a.example/1", "A", "", Source(), folder)
    assert far(queue.all()) == "↓"
    queue.change(first.number, done=300, total=1000, state="running")
    assert far(queue.all()) == "↓ 30%"
    queue.add("http://a.example/2", "B", "", Source(), folder)
    assert far(queue.all()) == "↓ 2 files · 30%"
