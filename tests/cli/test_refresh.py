"""``refresh`` by hand and by a timer: polite, and safe when two run at once."""

import signal
import subprocess
import threading
from pathlib import Path

from newsreader.library.library import Library
from newsreader.paths import Paths
from newsreader.sources.picture_cache import PictureCache
from tests.cli.conftest import Newsreader, ids
from tests.cli.running import command, run
from tests.loopback import Exchange, Loopback, rss
from tests.sources.picture_making import plain
from tests.terminal import PATIENCE, environment


def asked(server: Loopback, path: str = "/feed") -> int:
    return server.targets().count(path)


def test_a_refresh_without_trouble_is_silent(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss())
        newsreader("add", server.url("/feed"))
        for options in ([], ["--due"], ["--force"], ["--quiet"]):
            said = newsreader("refresh", *options)
            assert (said.code, said.out, said.err) == (0, "", "")


def test_adding_a_feed_fetches_it_once(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss(), etag='W/"1-gzip"')
        assert newsreader("add", server.url("/feed")).lines == ["Subscribed to The Example: 2 new stories"]
        assert asked(server) == 1
        newsreader("refresh")
        assert server.seen[-1].headers["if-none-match"] == 'W/"1-gzip"'


def test_a_timer_fetches_only_what_is_due_and_the_reader_everything(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss())
        newsreader("add", server.url("/feed"))
        assert newsreader("refresh", "--due").code == 0
        assert asked(server) == 1
        report = newsreader("refresh", "--due", "--json").json()
        assert report["feeds"] == 0
        assert [row["why"] for row in report["skipped"]] == ["not due"]
        newsreader("refresh")
        assert asked(server) == 2


def test_what_a_server_calls_fresh_is_asked_for_by_force_or_by_name_alone(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss(), cache_control="max-age=3600")
        newsreader("add", server.url("/feed"))
        said = newsreader("refresh", "-v")
        assert (said.code, said.lines) == (0, ["0 new from 0 feeds; 1 left alone"])
        assert "--force" in said.err
        assert asked(server) == 1
        newsreader("refresh", "--force")
        newsreader("refresh", server.url("/feed"))
        assert asked(server) == 3


def test_retry_after_stands_over_everything(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Busy Times"))
        newsreader("add", server.url("/feed"))
        server.fail("/feed", 429, retry_after="7200")
        assert newsreader("refresh").code == 2
        assert newsreader("refresh").code == 0
        assert newsreader("refresh", "--force").code == 0
        named = newsreader("refresh", "Busy")
        assert asked(server) == 2
        assert named.code == 2
        assert "left alone until" in named.err
        (row,) = newsreader("feeds", "--json").json()
        assert row["next_try"] is not None
        assert "429" in row["error"]


def test_an_overloaded_server_is_left_alone_and_called_so(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Busy Times"))
        newsreader("add", server.url("/feed"))
        server.fail("/feed", 503)
        assert newsreader("refresh").code == 2
        said = newsreader("refresh", "-v")
        assert (said.code, said.lines) == (0, ["0 new from 0 feeds; 1 left alone"])
        assert "overloaded" in said.err
        assert asked(server) == 2


def test_a_feed_that_is_gone_stays_and_is_asked_by_name_alone(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Old Times"))
        newsreader("add", server.url("/feed"))
        server.fail("/feed", 410)
        assert newsreader("refresh").code == 2
        for options in ([], ["--due"], ["--force"]):
            assert newsreader("refresh", *options).code == 0
        assert asked(server) == 2
        (row,) = newsreader("feeds", "--json").json()
        assert (row["gone"], row["next_try"]) == (True, None)
        server.serve("/feed", rss("Old Times", 3))
        assert newsreader("refresh", "-v", "Old").lines == ["1 new from 1 feed"]
        assert newsreader("feeds", "--json").json()[0]["gone"] is False


def test_a_feed_cut_short_is_taken_as_far_as_it_goes_and_fetched_whole_next_time(
    newsreader: Newsreader,
) -> None:
    whole = rss("Long Times", 4)

    def broken(exchange: Exchange) -> None:
        head = f'HTTP/1.1 200 Told\r\nContent-Length: {len(whole)}\r\nETag: "1"\r\n\r\n'
        exchange.send(head.encode() + whole[:-300])

    with Loopback() as server:
        server.route("/feed", broken)
        said = newsreader("add", server.url("/feed"))
        assert said.code == 0
        assert "broke off" in said.err
        assert "broke off" in newsreader("feeds").out
        before = len(newsreader("list", "--feed", "Long").lines)
        assert 0 < before <= 4
        server.serve("/feed", whole, etag='"1"')
        assert newsreader("refresh").code == 0
        assert "if-none-match" not in server.seen[-1].headers
        assert len(newsreader("list", "--feed", "Long").lines) == 4
        assert "broke off" not in newsreader("feeds").out


def test_a_torn_document_is_no_whole_one_either(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Torn Times", 4)[:-100], etag='"1"')
        assert "broke off" in newsreader("add", server.url("/feed")).err
        server.serve("/feed", rss("Torn Times", 4), etag='"1"')
        newsreader("refresh")
        assert len(newsreader("list", "--feed", "Torn").lines) == 4


def test_a_feed_moves_after_two_fetches_have_seen_it_and_only_by_permanent_redirects(
    newsreader: Newsreader,
) -> None:
    def address() -> str:
        url: str = newsreader("feeds", "--json").json()[0]["url"]
        return url

    with Loopback() as server:
        server.serve("/old", rss("Moving Times"))
        server.serve("/new", rss("Moving Times", 3))
        newsreader("add", server.url("/old"))
        for status in (302, 307):
            server.redirect("/old", "/new", status)
            for _ in range(3):
                assert newsreader("refresh").code == 0
            assert address() == server.url("/old")
        server.redirect("/old", "/between", 301)
        server.redirect("/between", "/new", 302)
        for _ in range(3):
            newsreader("refresh")
        assert address() == server.url("/old")
        server.redirect("/between", "/new", 308)
        newsreader("refresh")
        assert address() == server.url("/old")
        newsreader("refresh")
        assert address() == server.url("/new")
        assert len(newsreader("list", "--feed", "Moving").lines) == 3


def test_two_at_once_fetch_each_feed_once_and_both_end_well(newsreader: Newsreader, home: Path) -> None:
    go = threading.Event()

    def slow(exchange: Exchange) -> None:
        go.wait(PATIENCE)
        exchange.answer(200, rss("Slow Times", 5))

    with Loopback() as server:
        server.serve("/feed", rss("Slow Times", 1))
        newsreader("add", server.url("/feed"))
        server.route("/feed", slow)
        both = [
            subprocess.Popen(
                [*command(), "refresh", "--json"], env=environment(home), stderr=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            for _ in range(2)
        ]  # fmt: skip
        while asked(server) < 2 and all(one.poll() is None for one in both):
            threading.Event().wait(0.02)
        go.set()
        ended = [one.communicate(timeout=PATIENCE) for one in both]
        assert [one.returncode for one in both] == [0, 0], ended
        assert [err for _, err in ended] == [b"", b""]
        assert 2 <= asked(server) <= 3  # the second may have begun when the first had ended
    assert len(newsreader("list", "--feed", "Slow").lines) == 5


def test_a_refresh_that_was_killed_holds_nobody_up(newsreader: Newsreader, home: Path) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Held Times", 1))
        newsreader("add", server.url("/feed"))
        server.route("/feed", server.hold)
        first = subprocess.Popen([*command(), "refresh"], env=environment(home))
        while asked(server) < 2 and first.poll() is None:
            threading.Event().wait(0.02)
        first.send_signal(signal.SIGKILL)
        first.wait(PATIENCE)
        server.serve("/feed", rss("Held Times", 2))
        assert run(home, "refresh", "-v").out == "1 new from 1 feed\n"


def test_errors_of_add_name_the_whole_address_without_its_credentials(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/page", b"<html><body>No feed</body></html>", "text/html")
        for path in ("/none/of/this?page=2", "/page"):
            said = newsreader("add", server.url(path, "me:secret"))
            assert said.code == 1
            assert server.url(path) in said.err
            assert "secret" not in said.err


def test_what_new_stories_say_is_known_after_a_refresh(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Quote Times", 1))
        newsreader("add", server.url("/feed"))
        said = "“We will sail on 4 May,” said harbour master Rui Teles."
        server.serve("/feed", rss("Quote Times", 2).replace(b"Text 1.", said.encode()))
        newsreader("refresh")
    assert "Rui Teles" in newsreader("quotes", "--by", "Teles").out


def test_a_feed_of_a_program_that_is_not_allowed_is_left_alone_and_says_so(
    newsreader: Newsreader, home: Path
) -> None:
    library = Library.open(Paths.default(home))
    library.subscribe("exec:make-a-feed")
    library.close()
    assert newsreader("refresh").code == 0
    said = newsreader("refresh", "exec:make-a-feed")
    assert (said.code, said.out) == (2, "")
    assert "newsreader programs" in said.err
    (row,) = newsreader("doctor", "--json").json()
    assert (row["state"], [one["remedy"] for one in row["remedies"]]) == ("failing", ["remove"])


def test_what_could_not_even_be_tried_is_told_by_the_exit_status(newsreader: Newsreader, home: Path) -> None:
    unknown = newsreader("refresh", "Nobody's Times")
    assert (unknown.code, unknown.out) == (2, "")
    assert "no feed is called" in unknown.err
    (home / "data").rename(home / "elsewhere")
    (home / "data").write_text("a file where the folder should be")
    refused = newsreader("refresh")
    assert (refused.code, refused.out) == (2, "")
    assert len(refused.err.splitlines()) == 1


def test_a_refresh_brings_the_pictures_of_what_is_bookmarked(newsreader: Newsreader, home: Path) -> None:
    with Loopback() as server:
        picture = server.url("/wall.png")
        server.serve("/wall.png", plain(), "image/png")
        server.serve(
            "/feed", rss("Harbour Times", 1).replace(b"Text 0.", f"&lt;img src='{picture}'>".encode())
        )
        newsreader("add", server.url("/feed"))
        assert newsreader("refresh").code == 0
        assert "/wall.png" not in server.targets()
        newsreader("mark", "bookmark", *ids(newsreader, "--feed", "Harbour"))
        assert newsreader("refresh").code == 0
        assert newsreader("refresh").code == 0
        assert server.targets().count("/wall.png") == 1
        assert PictureCache(Paths.default(str(home)).pictures, 10_000_000).get(picture) is not None
