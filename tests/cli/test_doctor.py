"""``doctor``: how feeds fare, and what its commands do."""

import shlex
from datetime import UTC, datetime

from tests.cli.conftest import Newsreader
from tests.loopback import Loopback
from tests.loopback import rss as rss_of_old

FIELDS = {
    "title", "url", "state", "problem", "error", "warning", "failures", "checked", "succeeded", "next_try",
    "gone", "moving_to", "last_new", "newest", "weekly", "read", "remedies",
}  # fmt: skip


def rss(title: str, items: int = 2) -> bytes:
    """A feed of today."""
    return rss_of_old(title, items).replace(b"Mon, 02 Mar 2026 1", f"{datetime.now(UTC):%d %b %Y} 0".encode())


def states(newsreader: Newsreader) -> dict[str, str]:
    return {row["title"]: row["state"] for row in newsreader("doctor", "--json").json()}


def test_without_feeds_the_next_step_is_said(newsreader: Newsreader) -> None:
    said = newsreader("doctor")
    assert (said.code, said.out) == (0, "")
    assert "newsreader add URL" in said.err


def test_what_ails_a_feed_comes_first_with_commands_that_work(newsreader: Newsreader) -> None:
    with Loopback() as server:
        for path in ("/good", "/bad"):
            server.serve(path, rss(f"The {path[1:].title()} Times", 2))
            newsreader("add", server.url(path))
        assert newsreader("doctor").lines == ["All is well: 2 feeds"]
        server.fail("/bad", 500)
        newsreader("refresh")
        rows = newsreader("doctor", "--json").json()
        assert [(row["title"], row["state"]) for row in rows] == [
            ("The Bad Times", "failing"), ("The Good Times", "well"),
        ]  # fmt: skip
        assert set(rows[0]) == FIELDS
        assert "500" in rows[0]["problem"]
        said = newsreader("doctor")
        assert said.lines[0].startswith("Failing")
        assert "500" in said.lines[1]
        assert said.lines[-1].startswith("1 other feed is well")
        assert len(newsreader("doctor", "--all").out) > len(said.out)
        commands = {row["remedy"]: shlex.split(row["command"])[1:] for row in rows[0]["remedies"]}
        assert newsreader(*commands["retry"]).code == 1
        assert newsreader(*commands["slow"]).code == 0
        assert "normal" in newsreader("doctor", "--json").out
        assert newsreader("doctor", "normal", "The Bad").code == 0
        server.serve("/bad", rss("The Bad Times", 3))
        assert newsreader(*commands["retry"]).lines == ["The Bad Times is well: 1 new"]
        assert newsreader(*commands["remove"]).lines == ["Unsubscribed from The Bad Times"]
    assert list(states(newsreader)) == ["The Good Times"]


def test_a_feed_that_is_gone_is_moved_to_what_its_site_names(newsreader: Newsreader) -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/new"></head></html>'
    with Loopback() as server:
        feed = rss("Old Times").replace(
            b"http://example.test/</link>", server.url("/").encode() + b"</link>", 1
        )
        server.serve("/feed", feed)
        newsreader("add", server.url("/feed"))
        server.fail("/feed", 410)
        newsreader("refresh")
        assert states(newsreader) == {"Old Times": "gone"}
        server.serve("/", page, "text/html")
        server.serve("/new", rss("Old Times", 3))
        said = newsreader("doctor", "move", "Old")
        assert (said.code, said.err) == (0, "")
        assert server.url("/new") in said.out
        (row,) = newsreader("doctor", "--json").json()
        assert (row["state"], row["url"], row["gone"]) == ("well", server.url("/new"), False)
        assert newsreader("doctor", "move", "Old", server.url("/new")).lines == ["Old Times is there already"]


def test_a_remedy_without_its_feed_is_one_line(newsreader: Newsreader) -> None:
    for words in (["slow"], ["slow", "none"]):
        said = newsreader("doctor", *words)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


def test_a_feed_that_still_breaks_off_is_not_called_well(newsreader: Newsreader) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Torn Times", 3)[:-120])
        newsreader("add", server.url("/feed"))
        said = newsreader("doctor", "retry", "Torn")
    assert (said.code, "broke off" in said.out) == (0, True)
    assert states(newsreader) == {"Torn Times": "cut"}
