"""The feed doctor in the real app, with servers that ail."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from textual.pilot import Pilot

from newsreader.config import Config
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.paths import Paths
from newsreader.ui.dialogs.doctor import FeedDoctor
from newsreader.ui.lists.doctor_rows import DoctorRows
from newsreader.ui.screen.reader import ReaderScreen
from tests.loopback import Loopback, rss
from tests.ui.screens import COURIER, LEDGER, NOW, entry, fill, outcome, press, running, until


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def ail(paths: Paths, url: str, error: str = "the server answered 500", status: int = 500) -> None:
    """Subscribe to a feed that worked once and fails now."""
    library = Library.open(paths)
    library.subscribe(url)
    good = outcome(url, "The Ailing Times", (entry(1, "A story of old", 3),))
    library.record(replace(good, checked=NOW - timedelta(hours=5)))
    library.record(replace(outcome(url, "", (), error), status=status))
    library.close()


def doctor(pilot: Pilot[None]) -> FeedDoctor:
    screen = pilot.app.screen
    assert isinstance(screen, FeedDoctor)
    return screen


def rows(pilot: Pilot[None]) -> DoctorRows:
    return doctor(pilot).query_one(DoctorRows)


def said(pilot: Pilot[None]) -> str:
    return str(doctor(pilot).query_one("#doctor-said").render())


async def opened(pilot: Pilot[None]) -> None:
    await press(pilot, "exclamation_mark")
    await until(pilot, lambda: isinstance(pilot.app.screen, FeedDoctor) and rows(pilot).row_count > 0)


def feeds(reader: ReaderScreen) -> list[str]:
    return [feed.key for feed in reader.library.subscriptions()]


async def test_what_ails_stands_first_and_enter_shows_its_stories(paths: Paths, server: Loopback) -> None:
    fill(paths)
    ail(paths, server.url("/feed"))
    async with running(paths) as (pilot, reader):
        await opened(pilot)
        assert rows(pilot).row_count == 3
        chosen = rows(pilot).chosen
        assert chosen is not None
        assert (chosen.state, chosen.feed.key) == ("failing", server.url("/feed"))
        assert server.url("/feed") in said(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: reader.scope == Scope("feed", server.url("/feed")))


async def test_a_feed_is_tried_again_with_one_key(paths: Paths, server: Loopback) -> None:
    fill(paths)
    ail(paths, server.url("/feed"))
    server.fail("/feed", 404)
    async with running(paths) as (pilot, _):
        await opened(pilot)
        await press(pilot, "r")
        await until(pilot, lambda: "404" in said(pilot))
        server.serve("/feed", rss("The Ailing Times", 3))
        await press(pilot, "r")
        await until(pilot, lambda: "is well: 3 new" in said(pilot))
        chosen = rows(pilot).chosen
        assert chosen is not None
        assert chosen.feed.title == "The Ailing Times"
        assert not chosen.feed.error


async def test_the_site_of_a_feed_is_looked_at_with_one_key(
    paths: Paths, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_links: list[str] = []
    monkeypatch.setattr(ReaderScreen, "_open_browser", lambda _, url: opened_links.append(url))
    ail(paths, server.url("/feed"))
    async with running(paths) as (pilot, _):
        await opened(pilot)
        await press(pilot, "o")
        assert opened_links == ["http://127.0.0.1/"]
        assert said(pilot) == "Opening http://127.0.0.1/"


async def test_slowing_down_removing_and_undo(paths: Paths, server: Loopback) -> None:
    fill(paths)
    ail(paths, server.url("/feed"))
    async with running(paths) as (pilot, reader):
        await opened(pilot)
        await press(pilot, "s")
        await until(pilot, lambda: "once a week" in said(pilot))
        feed = next(one for one in reader.library.subscriptions() if one.key == server.url("/feed"))
        assert feed.settings.interval == 7 * 86_400
        await press(pilot, "D")
        await until(pilot, lambda: rows(pilot).row_count == 2)
        assert feeds(reader) == [COURIER, LEDGER]
        await press(pilot, "u", "u")
        await until(pilot, lambda: rows(pilot).row_count == 3)
        await until(pilot, lambda: "once a week" in said(pilot))
        assert reader.library.subscriptions()[2].settings.interval is None
        await press(pilot, "u")
        assert "nothing to undo" in said(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is reader


async def test_a_feed_is_moved_to_what_its_site_names(paths: Paths, server: Loopback) -> None:
    fill(paths)
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/new"></head></html>'
    server.serve("/", page, "text/html")
    server.serve("/new", rss("The Ailing Times", 3))
    library = Library.open(paths)
    url = server.url("/feed")
    library.subscribe(url)
    good = outcome(url, "The Ailing Times", ())
    assert good.feed
    library.record(replace(good, feed=replace(good.feed, link=server.url("/"))))
    library.record(replace(outcome(url, "", (), "gone"), status=410))
    library.close()
    async with running(paths) as (pilot, reader):
        await opened(pilot)
        await press(pilot, "s")
        assert "gone" in said(pilot)
        await press(pilot, "m")
        await until(pilot, lambda: "from now on" in said(pilot))
        assert reader.library.subscriptions()[2].url == server.url("/new")
        await press(pilot, "u")
        await until(pilot, lambda: reader.library.subscriptions()[2].url == url)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_the_columns_stand_under_their_names_and_no_line_is_cut(
    paths: Paths, server: Loopback, size: tuple[int, int]
) -> None:
    fill(paths)
    ail(paths, server.url("/feed"))
    async with running(paths, size) as (pilot, _):
        await opened(pilot)
        view = rows(pilot)
        names = str(doctor(pilot).query_one("#doctor-columns").render())
        line = "".join(segment.text for segment in view.render_line(0))
        assert names.index("Feed") == line.index("The Ailing Times")
        assert len(line.rstrip()) == len(names.rstrip()) <= size[0]


async def test_without_feeds_the_doctor_says_what_to_do(paths: Paths) -> None:
    async with running(paths) as (pilot, _):
        await press(pilot, "exclamation_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, FeedDoctor))
        await until(pilot, lambda: "No feeds yet" in rows(pilot).empty)
        await press(pilot, "r", "m", "s", "D", "enter", "u", "escape")
        assert not isinstance(pilot.app.screen, FeedDoctor)


async def test_a_refresh_by_itself_takes_what_is_due_and_leaves_the_reader_where_they_are(
    paths: Paths, server: Loopback
) -> None:
    fill(paths)
    library = Library.open(paths)
    for path in ("/due", "/later"):
        server.serve(path, rss(path[1:].title()))
        library.subscribe(server.url(path))
    library.record(replace(outcome(server.url("/later"), "Later", ()), fresh_for=86_400))
    for key in (COURIER, LEDGER):
        library.unsubscribe(key)
    library.subscribe(LEDGER)
    moment = datetime.now(UTC)
    library.record(replace(outcome(LEDGER, "Evening Ledger", ()), checked=moment))
    library.record(replace(outcome(server.url("/later"), "Later", ()), checked=moment))
    library.close()
    async with running(paths, config=Config(read_after=0, refresh_every=1)) as (pilot, reader):
        header = reader.story_list.header
        reader.refresh_due()
        await until(pilot, lambda: len(reader.library.stories(Scope("feed", server.url("/due"))).rows) == 2)
        assert server.targets() == ["/due"]
        await until(pilot, lambda: reader.counts.all.total > 2)
        assert reader.story_list.header is not None
        assert header is not None
        assert reader.story_list.header.id == header.id


async def test_a_server_that_wants_to_be_left_alone_is_and_the_reader_is_told(
    paths: Paths, server: Loopback
) -> None:
    fill(paths)
    server.serve("/feed", rss())
    library = Library.open(paths)
    for key in (COURIER, LEDGER):
        library.unsubscribe(key)
    library.subscribe(server.url("/feed"))
    moment = datetime.now(UTC)
    busy = replace(outcome(server.url("/feed"), "", (), "busy"), status=429, retry_after=3600, checked=moment)
    library.record(busy)
    library.close()
    async with running(paths) as (pilot, reader):
        await press(pilot, "R")
        await until(pilot, lambda: "left alone until" in reader.status.message)
        assert server.targets() == []
