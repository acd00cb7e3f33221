"""A refresh against a real server on the loopback."""

import queue
import threading
from collections.abc import Iterator

import pytest

from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.library.update import Progress, Report, _Arrivals, _Ended, _take, update
from newsreader.model import NewsreaderError
from tests.library.making import outcome, titles
from tests.loopback import Loopback, rss


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def run(library: Library, progress: list[Progress] | None = None) -> Report:
    seen = [] if progress is None else progress
    return update(library, library.subscriptions(), on_progress=seen.append, cancelled=lambda: False)


def test_feeds_are_fetched_stored_and_counted(library: Library, server: Loopback) -> None:
    for number in range(5):
        server.serve(f"/{number}", rss(f"Feed {number}", 3))
        library.subscribe(server.url(f"/{number}"))
    progress: list[Progress] = []
    report = run(library, progress)
    assert report == Report(done=5, new=15, failed=(), cancelled=False)
    assert progress[0] == Progress(0, 5, 0, 0)
    assert progress[-1] == Progress(5, 5, 15, 0)
    assert [one.done for one in progress] == sorted({one.done for one in progress})
    assert len(titles(library)) == 15
    assert [one.title for one in library.subscriptions()] == [f"Feed {number}" for number in range(5)]


def test_what_has_not_changed_is_not_sent_again(library: Library, server: Loopback) -> None:
    server.serve("/feed", rss(), etag='"1"')
    library.subscribe(server.url("/feed"))
    assert run(library).new == 2
    assert run(library) == Report(done=1, new=0, failed=(), cancelled=False)
    assert server.seen[-1].headers["if-none-match"] == '"1"'


def test_one_broken_feed_does_not_hurt_another(library: Library, server: Loopback) -> None:
    server.serve("/good", rss())
    server.serve("/page", b"<html><title>No feed</title></html>", "text/html")
    for path in ("/missing", "/page", "/good"):
        library.subscribe(server.url(path))
    report = run(library)
    assert (report.done, report.new) == (3, 2)
    assert {key for key, _ in report.failed} == {server.url("/missing"), server.url("/page")}
    errors = {one.key: one.error for one in library.subscriptions()}
    assert "404" in errors[server.url("/missing")]
    assert errors[server.url("/page")]
    assert errors[server.url("/good")] == ""


def test_a_refresh_of_nothing_is_done_at_once(library: Library) -> None:
    assert run(library) == Report(done=0, new=0, failed=(), cancelled=False)


def test_cancelling_keeps_what_has_arrived(library: Library, server: Loopback) -> None:
    server.serve("/good", rss())
    server.route("/endless", server.hold)
    for path in ("/good", "/endless"):
        library.subscribe(server.url(path))
    enough = threading.Event()

    def on_progress(progress: Progress) -> None:
        if progress.done:
            enough.set()

    report = update(library, library.subscriptions(), on_progress=on_progress, cancelled=enough.is_set)
    assert report == Report(done=1, new=2, failed=(), cancelled=True)
    assert len(titles(library, Scope("feed", server.url("/good")))) == 2


def test_an_error_while_storing_ends_the_refresh(library: Library, server: Loopback) -> None:
    server.serve("/good", rss())
    server.route("/endless", server.hold)
    for path in ("/good", "/endless"):
        library.subscribe(server.url(path))

    def on_progress(progress: Progress) -> None:
        if progress.done:
            raise NewsreaderError("no more")

    with pytest.raises(NewsreaderError, match="no more"):
        update(library, library.subscriptions(), on_progress=on_progress, cancelled=lambda: False)
    assert not [thread for thread in threading.enumerate() if thread.name == "refresh"]


def test_what_arrives_soon_after_is_stored_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.library.update._GATHERING", 60.0)
    arrivals: _Arrivals = queue.SimpleQueue()
    taken = []
    thread = threading.Thread(target=lambda: taken.append(_take(arrivals)))
    thread.start()
    first, second = outcome(url="http://a/"), outcome(url="http://b/")
    arrivals.put(first)
    while not arrivals.empty():
        threading.Event().wait(0.001)
    arrivals.put(second)
    arrivals.put(_Ended())
    thread.join(30)
    assert taken == [([first, second], _Ended())]
