"""``add``, ``feeds``, ``remove`` and ``refresh``, against servers that behave and servers that do not."""

import json
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.cli.running import command
from tests.loopback import Exchange, Loopback, rss
from tests.terminal import PATIENCE, environment

FEED = {"title", "url", "link", "total", "unread", "checked", "succeeded", "error",
    "warning", "next_try", "gone",
    "folders", "tags", "hidden", "every", "full_text", "proxy", "sign_in",
}  # fmt: skip


def set_up(home: Path, settings: str) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "config.toml").write_text(settings, encoding="utf-8")


def test_a_feed_is_added_listed_and_removed_and_its_bookmarks_stay(newsreader: Newsreader) -> None:
    newsreader("samples", "hide")
    with Loopback() as server:
        server.serve("/feed", rss("Harbour Times", 3))
        url = server.url("/feed")
        said = newsreader("add", url)
        assert (said.code, said.err) == (0, "")
        assert said.lines == ["Subscribed to Harbour Times: 3 new stories"]
        assert newsreader("add", url).lines == ["Already subscribed to Harbour Times: 0 new stories"]
    assert newsreader("feeds").lines == [f"    3 unread of 3      Harbour Times  {url}"]
    (row,) = newsreader("feeds", "--json").json()
    assert set(row) == FEED
    assert (row["title"], row["url"], row["total"], row["unread"], row["error"]) == (
        "Harbour Times", url, 3, 3, "",
    )  # fmt: skip
    kept = newsreader("list", "--json").json()[1]["id"]
    newsreader("mark", "bookmark", kept)
    assert newsreader("remove", "harbour").lines == ["Unsubscribed from Harbour Times"]
    assert newsreader("feeds", "--json").json() == []
    assert [row["id"] for row in newsreader("list", "--json").json()] == [kept]


def test_the_publisher_s_new_title_is_taken_up(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Old Name"))
        newsreader("add", server.url("/feed"))
        server.serve("/feed", rss("New Name"))
        newsreader("refresh")
    assert newsreader("feeds", "--json").json()[0]["title"] == "New Name"


def test_a_page_leads_to_its_feed(newsreader: Newsreader) -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/deep/feed"></head></html>'
    with Loopback() as server:
        server.serve("/", page, "text/html")
        server.serve("/deep/feed", rss("Found"))
        assert newsreader("add", server.url("/")).code == 0
        assert newsreader("feeds", "--json").json()[0]["url"] == server.url("/deep/feed")


def test_a_file_is_a_feed_too(newsreader: Newsreader, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss("From a file", 2))
    assert newsreader("add", str(tmp_path / "feed.xml")).code == 0
    (tmp_path / "feed.xml").write_bytes(rss("From a file", 3))
    assert newsreader("refresh", "-v").lines == ["1 new from 1 feed"]


def test_one_broken_feed_never_hurts_another_and_its_error_stands_beside_it(newsreader: Newsreader) -> None:
    with Loopback() as server:
        for path in ("/a", "/b", "/c"):
            server.serve(path, rss(f"Feed {path[1]}", 1))
        newsreader("add", *(server.url(path) for path in ("/a", "/b", "/c")))
        server.serve("/a", rss("Feed a", 2))
        server.fail("/b", 404)
        server.serve("/c", rss("Feed c", 5))
        said = newsreader("refresh", "-v")
        assert said.code == 1
        assert said.lines == ["5 new from 3 feeds"]
        assert said.err.startswith("newsreader: Feed b: ")
        assert "404" in said.err
        assert said.err.count("\n") == 1
        beside = newsreader("feeds").lines
        assert [("!" in line, "404" in line) for line in beside] == [(False, False)] * 2 + [(True, True)] + [
            (False, False)
        ]
        report = newsreader("refresh", "--json").json()
        assert (report["feeds"], report["new"]) == (3, 0)
        assert [row["feed"] for row in report["failed"]] == [server.url("/b")]
        assert newsreader("refresh", "--quiet", "Feed a").out == ""
        assert newsreader("refresh", "Feed b").code == 2
        server.serve("/b", rss("Feed b", 1))
        assert newsreader("refresh").code == 0
    assert not any("!" in line for line in newsreader("feeds").lines)


def test_what_is_no_feed_is_one_line_and_is_not_subscribed_to(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/page", b"<html><title>No feed</title><p>Here is none.</p></html>", "text/html")
        server.serve("/empty", b"")
        server.serve("/binary", bytes(range(256)) * 20, "application/octet-stream")
        server.redirect("/loop", "/loop")
        server.serve("/good", rss("Good", 1))
        for path in ("/page", "/none", "/empty", "/binary", "/loop"):
            said = newsreader("add", server.url(path))
            assert (said.code, said.out) == (1, "")
            assert server.place in said.err
            assert said.err.count("\n") == 1
        said = newsreader("add", server.url("/none"), server.url("/good"))
    assert (said.code, said.lines) == (1, ["Subscribed to Good: 1 new story"])
    assert [row["title"] for row in newsreader("feeds", "--json").json()] == ["Good"]


def test_a_truncated_feed_gives_what_it_has(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/cut", rss("Cut short", 4)[:-200])
        newsreader("add", server.url("/cut"))
    assert newsreader("feeds", "--json").json()[0]["total"] >= 3


@pytest.mark.parametrize(
    "address", ["", "ftp://127.0.0.1/x", "javascript:alert(1)", "http://", "http://[", "."]
)
def test_an_address_that_makes_no_sense_is_one_line(newsreader: Newsreader, address: str) -> None:
    said = newsreader("add", address)
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1


def test_nobody_at_the_port_is_one_line_and_what_is_there_can_be_read(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Gone Times", 2))
        newsreader("add", server.url("/feed"))
    with socket.socket() as held:
        held.bind(("127.0.0.1", server.port))  # and does not listen: nobody else may take the port meanwhile
        said = newsreader("refresh", "-v")
        added = newsreader("add", server.url("/other"))
    assert (said.code, said.lines) == (2, ["0 new from 1 feed"])
    assert said.err.count("\n") == added.err.count("\n") == added.code == 1
    assert len(newsreader("list", "--feed", "Gone").lines) == 2


def test_the_settings_say_how_long_and_how_large(newsreader: Newsreader, home: Path) -> None:
    set_up(home, "max_size = 1\n")
    large = rss("Large").replace(b"</channel>", b"<!--" + b"x" * 1_100_000 + b"--></channel>")
    with Loopback() as server:
        server.serve("/large", large)
        said = newsreader("add", server.url("/large"))
        assert (said.code, said.err.count("\n")) == (1, 1)
        assert "1 MiB" in said.err
        set_up(home, "")
        assert newsreader("add", server.url("/large")).code == 0


def endless(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 Told\r\nContent-Type: application/rss+xml\r\n\r\n")
    while True:
        exchange.send(b"<item/>" * 10_000)


def test_slow_and_endless_feeds_end_in_time_and_beside_a_good_one(newsreader: Newsreader, home: Path) -> None:
    set_up(home, "max_size = 2\ntimeout = 5\n")
    with Loopback() as server:
        for path in ("/slow", "/endless", "/good"):
            server.serve(path, rss(path, 1))
        newsreader("add", *(server.url(path) for path in ("/slow", "/endless", "/good")))
        server.route("/slow", server.hold)
        server.route("/endless", endless)
        server.serve("/good", rss("/good", 3))
        start = time.monotonic()
        said = newsreader("refresh", "-v")
        assert time.monotonic() - start < PATIENCE
    assert (said.code, said.lines) == (1, ["2 new from 3 feeds"])
    assert sorted(line.split(": ")[1] for line in said.err.splitlines()) == ["/endless", "/slow"]


def test_a_refresh_is_stopped_with_ctrl_c_at_once(newsreader: Newsreader, home: Path) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Slow Times", 1))
        newsreader("add", server.url("/feed"))
        server.route("/feed", server.hold)
        asked = len(server.seen)
        refresh = subprocess.Popen(
            [*command(), "refresh"], env=environment(home), stderr=subprocess.PIPE, stdout=subprocess.PIPE
        )
        while len(server.seen) == asked and refresh.poll() is None:
            time.sleep(0.02)
        refresh.send_signal(signal.SIGINT)
        out, err = refresh.communicate(timeout=PATIENCE)
    assert (refresh.returncode, out, err) == (130, b"", b"")


def test_names_that_fit_no_feed_or_several_are_one_line_and_nothing_is_removed(
    newsreader: Newsreader,
) -> None:
    with Loopback() as server:
        server.serve("/a", rss("Harbour Times"))
        server.serve("/b", rss("Hill Times"))
        newsreader("add", server.url("/a"), server.url("/b"))
    for names in (["times"], ["none"], ["Harbour Times", "none"], ["\x1b[31m"]):
        for verb in ("remove", "refresh"):
            said = newsreader(verb, *names)
            assert (said.code, said.out) == (2 if verb == "refresh" else 1, "")
            assert said.err.count("\n") == 1
            assert "\x1b" not in said.err
    assert len(newsreader("feeds", "--json").json()) == 2
    assert newsreader("remove", "harbour", server.url("/a")).lines == ["Unsubscribed from Harbour Times"]


def test_without_feeds_the_next_step_is_said(newsreader: Newsreader) -> None:
    for verb in ("feeds", "refresh"):
        said = newsreader(verb)
        assert (said.code, said.out, said.err.count("\n")) == (0, "", 1)
        assert "newsreader add URL" in said.err
    report = newsreader("refresh", "--json").json()
    assert (report["feeds"], report["new"], report["failed"], report["skipped"]) == (0, 0, [], [])


def test_a_hostile_feed_prints_no_control_codes(newsreader: Newsreader, tmp_path: Path) -> None:
    evil = "Evil\x1b]0;owned\x07\u202e\x9b31m title"
    item = {"id": "1", "title": evil, "content_html": evil, "authors": [{"name": evil}], "tags": [evil]}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": evil, "items": [item]}
    (tmp_path / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    printed = newsreader("add", str(tmp_path / "feed.json")).out
    key = newsreader("list", "--feed", "Evil").out[:16]
    for words in (["feeds"], ["list", "--feed", "Evil"], ["search", "Evil"]):
        printed += newsreader(*words).out + newsreader(*words, "--json").out
    printed += newsreader("show", key).out + newsreader("show", key, "--json").out
    assert printed.count("Evil") > 10
    assert not [character for character in "\x1b\x07\x9b\u202e" if character in printed]
