"""Parsing in processes of its own, which nothing a document does can harm for long."""

import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
import pytest_asyncio

from newsreader.library.ready import ready
from newsreader.model import Feed
from newsreader.sources import parsing as parsing_module
from newsreader.sources.feed import NotAFeedError, parse
from newsreader.sources.fetch import Fetched
from newsreader.sources.fetch_errors import FetchError
from newsreader.sources.parse_worker import MakeReady, ParseWorker, WorkerDiedError
from newsreader.sources.parsing import Parsing

URL = "http://127.0.0.1/feed"
FEED = "<rss><channel><title>Ünder way</title><item><title>One</title><guid>1</guid></item></channel></rss>".encode()
FETCHED = Fetched(URL, URL, 200, FEED, "text/xml", "", "", unchanged=False, moved_to="")


@pytest.fixture
def worker() -> Iterator[ParseWorker]:
    worker = ParseWorker()
    yield worker
    worker.close()
    assert not worker.is_alive


@pytest_asyncio.fixture
async def parsing(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Parsing]:
    monkeypatch.setattr(parsing_module, "_MUCH", 0)
    monkeypatch.setattr(parsing_module, "_processors", lambda: 2)
    parsing = Parsing()
    yield parsing
    parsing.close()
    assert not any(worker.is_alive for worker in parsing._workers)


def test_a_worker_reads_documents_as_this_process_does_one_after_another(worker: ParseWorker) -> None:
    for title in ("Ünder way", "Second"):
        data = FEED.replace("Ünder way".encode(), title.encode())
        assert worker.parse(data, URL, "text/xml").feed == parse(data, URL, "text/xml")


def test_what_is_no_feed_is_refused_in_the_same_words(worker: ParseWorker) -> None:
    with pytest.raises(NotAFeedError) as here:
        parse(b"<html></html>", URL)
    with pytest.raises(NotAFeedError) as there:
        worker.parse(b"<html></html>", URL, "")
    assert str(there.value) == str(here.value)
    assert worker.parse(FEED, URL, "").feed.entries


def test_a_large_document_goes_through_the_pipes_whole(worker: ParseWorker) -> None:
    data = FEED.replace(b"One", b"word " * 800_000)
    assert len(worker.parse(data, URL, "").feed.entries) == 1


def test_a_worker_makes_feeds_ready_as_it_is_told() -> None:
    worker = ParseWorker(ready)
    try:
        parsed = worker.parse(FEED, URL, "text/xml")
    finally:
        worker.close()
    assert (parsed.feed, parsed.ready) == ready(parse(FEED, URL, "text/xml"))
    assert len(parsed.ready) == 1


def test_a_worker_that_dies_says_so_and_is_known_for_dead(worker: ParseWorker) -> None:
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerDiedError, match="broke the parser"):
        worker.parse(FEED, URL, "")
    assert not worker.is_alive


def test_a_worker_ends_when_the_one_it_works_for_does(worker: ParseWorker) -> None:
    assert worker.parse(FEED, URL, "").feed.entries
    worker.pipes.to_other.close()
    assert worker._process.wait(10) == 0


def test_no_key_and_no_hang_up_of_the_terminal_reaches_a_worker(worker: ParseWorker) -> None:
    assert os.getsid(worker.pid) == worker.pid


def test_what_is_printed_in_a_worker_goes_nowhere() -> None:
    worker = ParseWorker(prints)
    try:
        parsed = worker.parse(FEED, URL, "text/xml")
    finally:
        worker.close()
    assert (parsed.feed, parsed.ready) == (parse(FEED, URL, "text/xml"), ("",))


def prints(feed: Feed) -> tuple[Feed, tuple[object, ...]]:
    sys.stdout.write("printed by what was loaded")
    sys.stdout.flush()
    return feed, (sys.stdin.read(),)


def test_killing_a_worker_frees_the_thread_that_waits_for_it(worker: ParseWorker) -> None:
    worker.parse(FEED, URL, "")
    os.kill(worker.pid, signal.SIGSTOP)
    died: list[BaseException] = []

    def wait() -> None:
        try:
            worker.parse(FEED, URL, "")
        except WorkerDiedError as error:
            died.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    worker.kill()
    thread.join(10)
    assert not thread.is_alive()
    assert died


async def test_much_is_parsed_by_one_worker_that_is_used_again(parsing: Parsing) -> None:
    for _ in range(3):
        assert (await parsing.parse(FETCHED)).feed == parse(FEED, URL)
    assert len(parsing._workers) == 1


async def test_little_is_parsed_here(parsing: Parsing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing_module, "_MUCH", 10_000)
    assert (await parsing.parse(FETCHED)).feed == parse(FEED, URL)
    assert not parsing._workers


async def test_a_document_that_takes_too_long_costs_its_worker_and_nothing_else(parsing: Parsing) -> None:
    await parsing.parse(FETCHED)
    os.kill(parsing._workers[0].pid, signal.SIGSTOP)
    with pytest.raises(FetchError, match="took too long"):
        await parsing.parse(FETCHED, within=0.05)
    assert not parsing._workers[0].is_alive
    assert (await parsing.parse(FETCHED)).feed == parse(FEED, URL)


async def test_a_refusal_leaves_the_worker_in_use(parsing: Parsing) -> None:
    with pytest.raises(NotAFeedError):
        await parsing.parse(replace(FETCHED, body=b"<html></html>"))
    assert (await parsing.parse(FETCHED)).feed == parse(FEED, URL)
    assert len(parsing._workers) == 1


async def test_where_no_process_can_be_started_this_one_parses(
    parsing: Parsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: MakeReady | None) -> ParseWorker:
        raise OSError("no more processes")

    monkeypatch.setattr(parsing_module, "ParseWorker", refuse)
    assert (await parsing.parse(FETCHED)).feed == parse(FEED, URL)


async def test_where_much_is_expected_workers_stand_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing_module, "_processors", lambda: 2)
    parsing = Parsing(expected=300)
    try:
        assert [worker.is_alive for worker in parsing._workers] == [True, True]
        assert (await parsing.parse(FETCHED)).feed == parse(FEED, URL)
        assert len(parsing._workers) == 2
    finally:
        parsing.close()
    assert not any(worker.is_alive for worker in parsing._workers)
