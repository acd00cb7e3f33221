"""A refresh in a process of its own, against a real server on the loopback."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.library import refresher as module
from newsreader.library.library import Library
from newsreader.library.refresher import Refresher
from newsreader.library.stories import Scope
from newsreader.library.update import Progress, Report
from newsreader.model import NewsreaderError
from newsreader.paths import Paths
from newsreader.sources.limits import Limits
from newsreader.sources.worker_process import WorkerProcess
from tests.library.making import titles
from tests.loopback import Exchange, Loopback, rss


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


@pytest.fixture
def refresher() -> Iterator[Refresher]:
    made = Refresher()
    yield made
    made.close()


def refresh(
    refresher: Refresher,
    library: Library,
    on_progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits | None = None,
) -> Report:
    return refresher.update(
        library, library.subscriptions(), on_progress=on_progress, cancelled=cancelled, limits=limits
    )


def processes(refresher: Refresher) -> list[WorkerProcess]:
    return [process for process, _ in refresher._idle]


def test_it_stores_tells_and_reports_as_a_refresh_in_this_process_does(
    library: Library, server: Loopback, refresher: Refresher
) -> None:
    for number in range(3):
        server.serve(f"/{number}", rss(f"Feed {number}", 3))
        library.subscribe(server.url(f"/{number}"))
    library.subscribe(server.url("/missing"))
    progress: list[Progress] = []
    report = refresh(refresher, library, progress.append)
    assert (report.done, report.new, report.cancelled, report.skipped) == (4, 9, False, ())
    ((key, error),) = report.failed
    assert key == server.url("/missing")
    assert "404" in error
    assert progress[0] == Progress(0, 4, 0, 0)
    assert progress[-1] == Progress(4, 4, 9, 1)
    assert len(titles(library)) == 9
    assert {one.error for one in library.subscriptions()} == {"", error}


def test_one_process_does_one_refresh_after_another(
    library: Library, server: Loopback, refresher: Refresher
) -> None:
    server.serve("/feed", rss(items=2))
    library.subscribe(server.url("/feed"))
    assert refresh(refresher, library).new == 2
    (first,) = processes(refresher)
    server.serve("/feed", rss(items=5))
    assert refresh(refresher, library).new == 3
    assert processes(refresher) == [first]


def test_one_that_had_nothing_to_do_for_long_is_used_no_more(
    library: Library, refresher: Refresher, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(refresher, library)
    (first,) = processes(refresher)
    monkeypatch.setattr(module, "_KEPT", -1.0)
    refresh(refresher, library)
    assert processes(refresher) != [first]
    assert not first.is_alive


def test_limits_and_sign_ins_reach_it(library: Library, server: Loopback, refresher: Refresher) -> None:
    server.serve("/feed", rss(items=2))
    address = server.url("/feed", "ada:s3cret")
    library.subscribe(address)
    report = refresh(refresher, library, limits=Limits(size=100))
    assert len(report.failed) == 1
    assert "s3cret" not in str(report)
    assert server.seen[-1].headers["authorization"].startswith("Basic ")


def test_stopping_keeps_what_has_arrived_and_the_process(
    library: Library, server: Loopback, refresher: Refresher
) -> None:
    server.serve("/good", rss())
    server.route("/endless", server.hold)
    for path in ("/good", "/endless"):
        library.subscribe(server.url(path))
    enough = threading.Event()

    def on_progress(progress: Progress) -> None:
        if progress.done:
            enough.set()

    report = refresh(refresher, library, on_progress, enough.is_set)
    assert report == Report(done=1, new=2, failed=(), cancelled=True)
    assert len(titles(library, Scope("feed", server.url("/good")))) == 2
    server.serve("/endless", rss("Ended"))
    assert refresh(refresher, library).new == 2


def test_one_that_does_not_stop_is_ended(
    library: Library, server: Loopback, refresher: Refresher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    server.route("/endless", server.hold)
    library.subscribe(server.url("/endless"))
    refresh_keys(refresher, library)
    (process,) = processes(refresher)

    def on_progress(_: Progress) -> None:
        os.kill(process.pid, signal.SIGSTOP)

    with pytest.raises(NewsreaderError, match="did not stop and was ended"):
        refresh(refresher, library, on_progress, cancelled=lambda: True)
    assert not process.is_alive


def test_one_that_is_stopped_before_it_begins_is_ended_at_once(
    library: Library, refresher: Refresher
) -> None:
    assert refresh(refresher, library, cancelled=lambda: True) == Report(0, 0, (), cancelled=True)
    assert processes(refresher) == []
    assert refresh(refresher, library) == Report(0, 0, (), cancelled=False)


def test_a_process_that_is_killed_is_told_of_and_the_next_refresh_has_another(
    library: Library, server: Loopback, refresher: Refresher
) -> None:
    refresh(refresher, library)
    (process,) = processes(refresher)

    def kill(_: Exchange) -> None:
        os.kill(process.pid, signal.SIGKILL)

    server.route("/feed", kill)
    library.subscribe(server.url("/feed"))
    with pytest.raises(NewsreaderError, match="broke off"):
        refresh(refresher, library)
    server.serve("/feed", rss())
    assert refresh(refresher, library).new == 2
    idle = processes(refresher)[0].pid
    os.kill(idle, signal.SIGKILL)
    os.waitid(os.P_PID, idle, os.WEXITED | os.WNOWAIT)
    assert refresh(refresher, library).done == 1


def test_two_at_once_have_a_process_each_and_wait_for_each_other(
    library: Library, server: Loopback, refresher: Refresher
) -> None:
    server.serve("/feed", rss())
    library.subscribe(server.url("/feed"))
    go_on = threading.Event()

    def answer(exchange: Exchange) -> None:
        go_on.wait(20)
        exchange.answer(200, rss(), {"Content-Type": "text/xml"})

    server.route("/feed", answer)
    reports: list[Report] = []
    first = threading.Thread(target=lambda: reports.append(refresh(refresher, library)))
    first.start()
    while not server.seen:
        time.sleep(0.01)

    def on_progress(progress: Progress) -> None:
        if progress.waits:
            go_on.set()

    second = refresh(refresher, library, on_progress)
    first.join()
    assert (reports[0].done, second.done, second.elsewhere) == (1, 0, 1)
    assert len(processes(refresher)) == 2


def test_what_had_to_be_repaired_is_told_here(library: Library, paths: Paths, refresher: Refresher) -> None:
    paths.database.write_bytes(b"nothing of a database " * 1000)
    for companion in ("-wal", "-shm"):
        Path(f"{paths.database}{companion}").unlink(missing_ok=True)
    assert refresh_keys(refresher, library).done == 0
    assert any("rebuilt from the journals" in notice for notice in library.notices)


def refresh_keys(refresher: Refresher, library: Library) -> Report:
    return refresher.update(library, [], on_progress=lambda _: None, cancelled=lambda: False)


def test_a_process_ends_when_the_one_it_works_for_does(
    library: Library, server: Loopback, refresher: Refresher
) -> None:
    gone = threading.Event()

    def hold(exchange: Exchange) -> None:
        connection = exchange._handler.connection
        while connection.recv(1, socket.MSG_PEEK):
            time.sleep(0.01)
        gone.set()

    server.serve("/good", rss())
    server.route("/endless", hold)
    for path in ("/good", "/endless"):
        library.subscribe(server.url(path))
    refresh_keys(refresher, library)
    (process,) = processes(refresher)

    def on_progress(progress: Progress) -> None:
        if progress.done:  # as when this process is killed: no word, but a pipe that ends
            process.pipes.to_other.close()

    report = refresh(refresher, library, on_progress)
    assert (report.done, report.cancelled) == (1, True)
    assert gone.wait(20)
    assert process._process.wait(20) == 0
    assert len(titles(library)) == 2
