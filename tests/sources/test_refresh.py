import asyncio
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from newsreader.model import Feed, NewsreaderError
from newsreader.sources.fetch import Fetched, Fetcher
from newsreader.sources.fetch_queue import HostQueue, host_of
from newsreader.sources.parse_worker import Parsed
from newsreader.sources.parsing import Parsing, parse_fetched
from newsreader.sources.refresh import Outcome, Request, refresh
from tests.loopback import Exchange, Loopback, rss


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def request(url: str, **known: str) -> Request:
    return Request(
        url, url, known.get("etag", ""), known.get("last_modified", ""), known.get("body_hash", "")
    )


def unwanted(outcome: Outcome) -> None:
    raise AssertionError(outcome)


async def outcomes(*requests: Request) -> list[Outcome]:
    got: list[Outcome] = []
    async with Fetcher() as fetcher:
        await refresh(requests, fetcher, got.append)
    return got


async def test_a_feed_arrives_parsed_with_what_to_remember(server: Loopback) -> None:
    server.serve("/feed", rss("Daily", 3), etag='W/"1-gzip"', last_modified="Tue")
    before = datetime.now(UTC)

    (outcome,) = await outcomes(request(server.url("/feed")))

    assert outcome.feed is not None
    assert outcome.feed.title == "Daily"
    assert len(outcome.feed.entries) == 3
    assert (outcome.key, outcome.url) == (server.url("/feed"),) * 2
    assert (outcome.etag, outcome.last_modified) == ('W/"1-gzip"', "Tue")
    assert outcome.body_hash == sha256(rss("Daily", 3)).hexdigest()
    assert (outcome.error, outcome.unchanged, outcome.moved_to, outcome.status) == ("", False, "", 200)
    assert before <= outcome.checked <= datetime.now(UTC)


async def test_not_modified_keeps_what_was_remembered(server: Loopback) -> None:
    server.serve("/feed", rss(), etag='"1"')

    (outcome,) = await outcomes(
        request(server.url("/feed"), etag='"1"', last_modified="Tue", body_hash="abc")
    )

    assert outcome.unchanged
    assert outcome.feed is None
    assert (outcome.etag, outcome.last_modified, outcome.body_hash) == ('"1"', "Tue", "abc")
    assert (outcome.error, outcome.status) == ("", 304)


async def test_not_modified_may_bring_a_new_etag(server: Loopback) -> None:
    server.fail("/feed", 304, etag='"2"')

    (outcome,) = await outcomes(request(server.url("/feed"), etag='"1"'))

    assert (outcome.unchanged, outcome.etag) == (True, '"2"')


async def test_the_same_body_is_not_parsed_again(server: Loopback) -> None:
    body = b"this would not even parse"
    server.serve("/feed", body, etag='"new"')

    (outcome,) = await outcomes(request(server.url("/feed"), body_hash=sha256(body).hexdigest()))

    assert outcome.unchanged
    assert outcome.etag == '"new"'
    assert outcome.error == ""


@pytest.mark.parametrize(
    ("sent", "known"), [('"1-gzip"', '"1"'), ('W/"1--gzip"', 'W/"1"'), ('"1;br"', '"1;br"')]
)
async def test_a_tag_that_its_server_does_not_know_again_is_tried_without_its_suffix(
    server: Loopback, sent: str, known: str
) -> None:
    def answer(exchange: Exchange) -> None:
        if known in exchange.headers.get("if-none-match", ""):
            exchange.answer(304, headers={"ETag": sent, "Content-Length": "0"})
        else:
            exchange.answer(200, rss(), {"ETag": sent})

    server.route("/feed", answer)
    tags = []
    etag, body_hash = "", ""
    for _ in range(4):
        (outcome,) = await outcomes(request(server.url("/feed"), etag=etag, body_hash=body_hash))
        etag, body_hash = outcome.etag, outcome.body_hash
        tags.append((etag, outcome.status))
    if sent == known:
        assert tags == [(sent, 200), (sent, 304), (sent, 304), (sent, 304)]
    else:
        assert tags == [(sent, 200), (known, 200), (known, 304), (known, 304)]


async def test_a_failure_keeps_what_was_remembered(server: Loopback) -> None:
    server.serve("/page", b"<html><body>Not a feed</body></html>", "text/html", etag='"new"')
    server.fail("/busy", 503, retry_after="60")
    known = {"etag": '"1"', "last_modified": "Tue", "body_hash": "abc"}

    for outcome in await outcomes(
        request(server.url("/page"), **known), request(server.url("/busy"), **known)
    ):
        assert outcome.error
        assert not outcome.unchanged
        assert outcome.feed is None
        assert (outcome.etag, outcome.last_modified, outcome.body_hash) == ('"1"', "Tue", "abc")
        if outcome.url == server.url("/busy"):
            assert (outcome.status, outcome.retry_after) == (503, 60)


async def test_a_move_for_good_is_reported_unchanged_or_not(server: Loopback) -> None:
    server.redirect("/old", "/new", 301)
    server.serve("/new", rss(), etag='"1"')

    got = await outcomes(request(server.url("/old")), request(server.url("/old"), etag='"1"'))

    assert [outcome.moved_to for outcome in got] == [server.url("/new")] * 2


async def test_one_broken_feed_never_hurts_another(server: Loopback) -> None:
    server.serve("/good", rss())
    server.serve("/empty", b"")
    server.serve("/noise", bytes(range(256)) * 100)
    server.serve("/cut", rss(items=20)[:-100])
    server.route("/dead", lambda exchange: exchange.send(b""))
    urls = [server.url(path) for path in ("/empty", "/noise", "/dead", "/missing", "/cut", "/good")]
    urls += ["http://[::1", "", "nonsense", "file:///no/such/file"]

    got = {o.url: o for o in await outcomes(*map(request, urls))}

    assert len(got) == len(urls)
    assert got[server.url("/good")].error == ""
    bad = [outcome for url, outcome in got.items() if url not in {server.url("/good"), server.url("/cut")}]
    assert all(outcome.error and "\n" not in outcome.error for outcome in bad)


async def test_an_accident_in_a_fetch_is_that_feeds_error_only() -> None:
    class Clumsy(Fetcher):
        async def get(self, url: str, **facts: Any) -> Fetched:  # noqa: ARG002
            raise ZeroDivisionError("a\nb")

    got: list[Outcome] = []
    await refresh([request("http://a/"), request("http://b/")], Clumsy(), got.append)

    assert [outcome.error for outcome in got] == ["this feed cannot be read (ZeroDivisionError: a b)"] * 2


async def test_no_more_run_at_once_than_was_asked() -> None:
    running, most = Counter[str](), Counter[str]()

    class Counting(Fetcher):
        async def get(self, url: str, **facts: Any) -> Fetched:  # noqa: ARG002
            running.update([host_of(url), "all"])
            for name, count in running.items():
                most[name] = max(most[name], count)
            await asyncio.sleep(0.001)
            running.subtract([host_of(url), "all"])
            return Fetched(url, url, 304, b"", "", "", "", unchanged=True, moved_to="")

    got: list[Outcome] = []
    requests = [request(f"http://{host}/{n}") for host in "abc" for n in range(7)]
    await refresh(requests, Counting(), got.append, at_once=5, per_host=2)

    assert sorted(outcome.url for outcome in got) == [request.url for request in requests]
    assert most == {"a": 2, "b": 2, "c": 2, "all": 5}


async def test_a_host_is_asked_for_the_next_while_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    everything_asked = asyncio.Event()

    class Counting(Fetcher):
        async def get(self, url: str, **facts: Any) -> Fetched:  # noqa: ARG002
            asked.append(url)
            if len(asked) == 3:
                everything_asked.set()
            return Fetched(url, url, 200, b"<rss/>", "", "", "", unchanged=False, moved_to="")

    async def parse_slowly(_: Parsing, fetched: Fetched) -> Parsed:  # noqa: ARG001
        await everything_asked.wait()
        return Parsed(Feed())

    monkeypatch.setattr(Parsing, "parse", parse_slowly)
    got: list[Outcome] = []
    requests = [request(f"http://a/{number}") for number in range(3)]
    await asyncio.wait_for(refresh(requests, Counting(), got.append, per_host=1), 30)

    assert len(got) == 3


async def test_cancelling_drops_what_runs_and_ends_at_once(server: Loopback) -> None:
    server.serve("/quick", rss())
    waiting = threading.Event()

    def silent(_: Exchange) -> None:
        waiting.set()
        server.closing.wait(60)

    server.route("/silent", silent)
    requests = [request(server.url(path)) for path in ("/quick", "/silent", "/later")]
    got: list[Outcome] = []
    async with Fetcher() as fetcher:
        await asyncio.wait_for(
            refresh(
                requests,
                fetcher,
                got.append,
                cancelled=lambda: waiting.is_set() and bool(got),
                per_host=2,
                at_once=2,
            ),
            30,
        )

    assert got[0].url == server.url("/quick")
    assert server.url("/silent") not in [outcome.url for outcome in got]


async def test_a_refresh_cancelled_before_it_starts_fetches_nothing(server: Loopback) -> None:
    async with Fetcher() as fetcher:
        await refresh([request(server.url("/feed"))], fetcher, unwanted, cancelled=lambda: True)

    assert server.seen == []


async def test_what_the_caller_raises_ends_the_refresh(server: Loopback) -> None:
    server.serve("/feed", rss())
    server.route("/silent", server.hold)

    def full(_: Outcome) -> None:
        raise NewsreaderError("the disk is full")

    async with Fetcher() as fetcher:
        with pytest.raises(NewsreaderError, match="disk is full"):
            await refresh([request(server.url(p)) for p in ("/feed", "/silent")], fetcher, full)
    assert len(asyncio.all_tasks()) == 1


async def test_what_a_parser_raises_is_that_feeds_error_only(
    monkeypatch: pytest.MonkeyPatch, server: Loopback
) -> None:
    from newsreader.sources import feed

    parse = feed.parse

    def fragile(data: bytes, url: str = "", content_type: str = "") -> Feed:
        if b"Bad" in data:
            raise RecursionError("too deep")
        return parse(data, url, content_type)

    monkeypatch.setattr(feed, "parse", fragile)
    server.serve("/bad", rss("Bad"), etag='"1"')
    server.serve("/good", rss("Good"))

    got = {o.url: o for o in await outcomes(request(server.url("/bad")), request(server.url("/good")))}

    bad = got[server.url("/bad")]
    assert (bad.error, bad.status, bad.etag, bad.body_hash) == (
        "this feed cannot be read (RecursionError: too deep)",
        200,
        "",
        "",
    )
    assert got[server.url("/good")].error == ""


async def test_fetching_goes_on_while_a_feed_is_parsed(
    monkeypatch: pytest.MonkeyPatch, server: Loopback
) -> None:
    from newsreader.sources import feed

    both_asked = threading.Event()

    def patient(*_: object) -> Feed:
        assert both_asked.wait(30)
        return Feed()

    def second(exchange: Exchange) -> None:
        both_asked.set()
        exchange.answer(200, rss())

    monkeypatch.setattr(feed, "parse", patient)
    server.serve("/first", rss())
    server.route("/second", second)
    server.redirect("/to-second", "/to-second-2")
    server.redirect("/to-second-2", "/second")

    got = await outcomes(request(server.url("/first")), request(server.url("/to-second")))

    assert [outcome.error for outcome in got] == ["", ""]


async def test_a_feed_without_end_for_the_parser_is_given_up(
    monkeypatch: pytest.MonkeyPatch, server: Loopback
) -> None:
    from newsreader.sources import feed
    from newsreader.sources.fetch_errors import FetchError

    stop = threading.Event()
    monkeypatch.setattr(feed, "parse", lambda *_: stop.wait(30))
    server.serve("/feed", rss())
    async with Fetcher() as fetcher:
        fetched = await fetcher.get(server.url("/feed"))
    with pytest.raises(FetchError, match="took too long"):
        await parse_fetched(fetched, within=0.05)
    stop.set()


def queue_order(urls: list[str], per_host: int) -> list[str]:
    queue = HostQueue([Request(url, url, "", "", "") for url in urls], per_host)
    order = []
    running = []
    while True:
        taken = queue.take()
        if taken is not None:
            running.append(taken)
            order.append(taken.url)
        elif running:
            queue.done(running.pop(0))
        else:
            return order


def test_hosts_take_turns_and_none_is_forgotten() -> None:
    urls = [f"http://a/{n}" for n in range(5)] + ["http://b/0", "http://c/0", "nonsense", "http://[::1"]

    order = queue_order(urls, 2)

    assert sorted(order) == sorted(urls)
    assert order[:3] == ["http://a/0", "http://b/0", "http://c/0"]


def test_a_host_is_one_whatever_its_port_case_and_credentials() -> None:
    assert {host_of(url) for url in ("http://A.test/", "https://me:x@a.test:8080/x", " http://a.test ")} == {
        "a.test"
    }
    assert host_of("http://[::1") == ""


def test_a_queue_of_tens_of_thousands_for_one_host_is_no_burden() -> None:
    urls = [f"http://a/{n}" for n in range(36_000)]

    assert queue_order(urls, 2) == urls


def test_what_the_library_imports_is_light() -> None:
    code = (
        "import sys, newsreader.sources.refresh, newsreader.sources.outcome, newsreader.sources.discover; "
        "print({'aiohttp', 'feedparser', 'lxml', 'yarl', 'textual'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
