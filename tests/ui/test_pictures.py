"""Pictures in the article pane, fetched from a real server on loopback."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.config import Config, load
from newsreader.library.library import Library
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.sources.sign_in import SignIn
from newsreader.ui.dialogs.picture_screen import PictureScreen, WholePicture
from newsreader.ui.screen.reader import ReaderScreen
from tests.loopback import Exchange, Loopback
from tests.sources.picture_making import plain
from tests.ui.screens import entry, fill, outcome, press, rest, running, until

FEED = "http://127.0.0.1/pictures.xml"
WORDS = "".join(
    f"<p>Paragraph {n}. {'The council met at dawn and spoke at length. ' * 4}</p>" for n in range(30)
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running_server:
        running_server.serve("/pier.jpg", plain(1200, 800, kind="JPEG"), "image/jpeg")
        running_server.serve("/banner.png", plain(1200, 150), "image/png")
        yield running_server


def keep(paths: Paths, *stories: Entry) -> None:
    """A library with these stories, of a feed on loopback, the first on top."""
    fill(paths)
    library = Library.open(paths)
    library.subscribe(FEED)
    library.record(outcome(FEED, "Pictures", stories))
    library.close()


def story(body: str, number: int = 900, hours: float = 0.2) -> Entry:
    return entry(number, f"Story {number}", hours, body)


def below(body: str) -> tuple[Entry, Entry]:
    """A story under a plain one: the first list is there before any picture is asked for."""
    return story("<p>Plain words.</p>", 899, 0.1), story(body)


def asked(server: Loopback) -> list[str]:
    return [seen.target for seen in server.seen]


def screen_text(pilot: Pilot[None]) -> str:
    reader = pilot.app.screen
    assert isinstance(reader, ReaderScreen)
    view = reader.article_view
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


def drawn(pilot: Pilot[None]) -> bool:
    return "▀" in screen_text(pilot)


async def test_one_tracking_pixel_is_never_fetched(paths: Paths, server: Loopback) -> None:
    counters = (
        f'<img src="{server.url("/p1.gif")}" width="1" height="1">'
        f'<img src="{server.url("/p2.gif")}" width="0" height="0" alt="x">'
        f'<img src="{server.url("/p3.gif")}" style="display:none">'
        f'<img src="{server.url("/p4.gif")}" style="width:1px;height:1px">'
        f'<div hidden><img src="{server.url("/p5.jpg")}"></div>'
        f'<img src="{server.url("/pixel.gif")}?id=7"><img src="{server.url("/track?id=7")}" alt="x">'
        f'<img src="{server.url("/chart.svg")}" alt="A chart">'
        f'<noscript><img src="{server.url("/p6.gif")}" height="1" width="1"></noscript>'
    )
    keep(paths, story(f'<p>One.</p><img src="{server.url("/pier.jpg")}" alt="A pier">{counters}<p>Two.</p>'))
    async with running(paths) as (pilot, _):
        await until(pilot, lambda: drawn(pilot))
        await rest(pilot)
        await press(pilot, "enter", "G", "v", "v", "enter", "escape")
    assert asked(server) == ["/pier.jpg"]


async def test_pictures_of_a_feed_that_is_signed_in_come_with_its_sign_in(
    paths: Paths, server: Loopback
) -> None:
    keep(paths, *below(f'<p>One.</p><img src="{server.url("/pier.jpg")}" alt="A pier">'))
    library = Library.open(paths)
    library.sign_ins.keep(FEED, SignIn(origin=f"http://127.0.0.1:{server.port}", token="secret"))
    library.close()
    async with running(paths) as (pilot, _):
        await press(pilot, "j")
        await until(pilot, lambda: drawn(pilot))
    assert [seen.headers.get("authorization") for seen in server.seen] == ["Bearer secret"]


async def test_stories_that_are_passed_over_are_not_fetched_for(paths: Paths, server: Loopback) -> None:
    pictures = [
        story(f'<p>One.</p><img src="{server.url(f"/{n}.jpg")}">', 900 + n, 0.2 + n / 100) for n in range(8)
    ]
    for n in range(8):
        server.serve(f"/{n}.jpg", plain(600, 400, kind="JPEG"), "image/jpeg")
    keep(paths, *pictures)
    async with running(paths, config=Config(read_after=0, pictures="off")) as (pilot, reader):
        await press(pilot, "v")
        server.seen.clear()
        for _ in range(6):
            await pilot.press("j")
        await until(pilot, lambda: reader.shown is not None and reader.shown.title == "Story 906")
        await until(pilot, lambda: drawn(pilot))
        await rest(pilot)
    assert asked(server) == ["/6.jpg"]


async def test_only_pictures_near_the_screen_are_fetched(paths: Paths, server: Loopback) -> None:
    server.serve("/far.jpg", plain(600, 400, kind="JPEG"), "image/jpeg")
    body = f'<img src="{server.url("/pier.jpg")}">{WORDS}<img src="{server.url("/far.jpg")}" alt="Far">'
    keep(paths, story(body))
    async with running(paths) as (pilot, _):
        await until(pilot, lambda: drawn(pilot))
        await rest(pilot)
        assert asked(server) == ["/pier.jpg"]
        await press(pilot, "enter", "G")
        await until(pilot, lambda: drawn(pilot))
    assert asked(server) == ["/pier.jpg", "/far.jpg"]


async def test_off_means_that_nothing_is_fetched_and_words_stand_there(
    paths: Paths, server: Loopback
) -> None:
    keep(paths, story(f'<p>One.</p><img src="{server.url("/pier.jpg")}" alt="A pier at dawn"><p>Two.</p>'))
    async with running(paths, config=Config(read_after=0, pictures="off")) as (pilot, _):
        await rest(pilot)
        assert "Picture: A pier at dawn" in screen_text(pilot)
        assert asked(server) == []
        await press(pilot, "v")
        await until(pilot, lambda: drawn(pilot))
        text = screen_text(pilot)
        assert "A pier at dawn" in text
        assert "Picture:" not in text
        assert load(paths.config_file)[0].pictures == "auto"
        await press(pilot, "v")
        assert not drawn(pilot)
        assert load(paths.config_file)[0].pictures == "off"
    assert asked(server) == ["/pier.jpg"]


async def test_the_second_time_it_comes_from_the_disk(paths: Paths, server: Loopback) -> None:
    keep(paths, story(f'<img src="{server.url("/pier.jpg")}">'))
    for _ in range(2):
        async with running(paths) as (pilot, _reader):
            await until(pilot, lambda: drawn(pilot))
    assert asked(server) == ["/pier.jpg"]
    assert len(list(paths.pictures.iterdir())) == 1


async def test_a_picture_that_fails_leaves_its_words(paths: Paths, server: Loopback) -> None:
    server.serve("/bad.jpg", b"no picture", "image/jpeg")
    keep(
        paths, story(f'<p>One.</p><img src="{server.url("/bad.jpg")}" alt="A pier" width="600" height="400">')
    )
    async with running(paths) as (pilot, _):
        await until(pilot, lambda: "/bad.jpg" in asked(server))
        await until(pilot, lambda: "Picture: A pier" in screen_text(pilot))
        await press(pilot, "j", "k")
    assert asked(server) == ["/bad.jpg"]


async def test_what_a_strangers_feed_shows_of_the_readers_network_is_not_fetched(
    paths: Paths, server: Loopback
) -> None:
    fill(paths)
    library = Library.open(paths)
    key = "https://news.example/feed"
    library.subscribe(key)
    library.record(
        outcome(key, "Far", (story(f'<p>One.</p><img src="{server.url("/pier.jpg")}" alt="A pier">'),))
    )
    library.close()
    async with running(paths) as (pilot, _):
        await until(pilot, lambda: "Picture: A pier" in screen_text(pilot))
        await rest(pilot)
        assert not drawn(pilot)
    assert asked(server) == []


async def test_words_stay_where_they_are_when_a_picture_above_them_comes(
    paths: Paths, server: Loopback
) -> None:
    go = threading.Event()

    def late(exchange: Exchange) -> None:
        go.wait(20)
        exchange.answer(200, plain(1200, 150), {"Content-Type": "image/png"})

    server.route("/late.png", late)
    # A banner: lower than the room that was kept for it, so that what is under it moves on the page.
    keep(paths, *below(f'<p>Before.</p><img src="{server.url("/late.png")}" alt="A banner">{WORDS}'))
    async with running(paths) as (pilot, reader):
        await pilot.press("j")
        view = reader.article_view
        await until(pilot, lambda: "/late.png" in asked(server))
        height = view.virtual_size.height
        view.scroll_to(y=38, animate=False, force=True)
        await pilot.pause()
        before = screen_text(pilot)
        assert "Paragraph" in before
        go.set()
        await until(pilot, lambda: view.virtual_size.height != height)
        await pilot.pause()
        assert screen_text(pilot) == before
        assert round(view.scroll_y) != 38


async def test_nothing_moves_when_a_picture_of_a_stated_size_comes(paths: Paths, server: Loopback) -> None:
    go = threading.Event()

    def late(exchange: Exchange) -> None:
        go.wait(20)
        exchange.answer(200, plain(1200, 800, kind="JPEG"), {"Content-Type": "image/jpeg"})

    server.route("/late.jpg", late)
    keep(
        paths, *below(f'<p>Before.</p><img src="{server.url("/late.jpg")}" width="600" height="400">{WORDS}')
    )
    async with running(paths, (100, 50)) as (pilot, reader):
        await pilot.press("j")
        await until(pilot, lambda: "/late.jpg" in asked(server))
        height, before = reader.article_view.virtual_size.height, screen_text(pilot)
        assert "· · ·" in before
        go.set()
        await until(pilot, lambda: drawn(pilot))
        assert reader.article_view.virtual_size.height == height

        def words(text: str) -> list[str]:
            return [
                line for line in text.splitlines() if "▀" not in line and "· · ·" not in line and line.strip()
            ]

        assert words(screen_text(pilot)) == words(before)


async def test_leaving_a_story_stops_what_is_fetched_for_it(paths: Paths, server: Loopback) -> None:
    ended = threading.Event()

    def hold(exchange: Exchange) -> None:
        try:
            while not server.closing.wait(0.05):
                exchange.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        except OSError:
            ended.set()

    server.route("/held.jpg", hold)
    keep(paths, *below(f'<img src="{server.url("/held.jpg")}">'))
    async with running(paths) as (pilot, _):
        await pilot.press("j")
        await until(pilot, lambda: "/held.jpg" in asked(server))
        await press(pilot, "j")
        assert await asyncio.to_thread(ended.wait, 20)


async def test_enter_and_a_click_show_it_at_full_size_and_escape_goes_back(
    paths: Paths, server: Loopback
) -> None:
    keep(paths, story(f'<p>One.</p><img src="{server.url("/pier.jpg")}" alt="A pier">{WORDS}'))
    async with running(paths) as (pilot, reader):
        await until(pilot, lambda: drawn(pilot))
        await press(pilot, "enter", "enter")
        whole = pilot.app.screen
        assert isinstance(whole, PictureScreen)
        await until(pilot, lambda: "▀" in whole.query_one(WholePicture).render_line(5).text)
        await press(pilot, "escape")
        assert pilot.app.screen is reader
        row = next(y for y in range(30) if "▀" in reader.article_view.render_line(y).text)
        await pilot.click("#article", offset=(20, row + 1))
        await until(pilot, lambda: isinstance(pilot.app.screen, PictureScreen))
        await press(pilot, "q")
        assert pilot.app.screen is reader
        await press(pilot, "G", "enter")  # no picture in view
        assert pilot.app.screen is reader


async def test_a_narrower_pane_draws_it_anew_and_no_line_is_too_wide(paths: Paths, server: Loopback) -> None:
    keep(paths, story(f'<p>One.</p><img src="{server.url("/pier.jpg")}" alt="A pier"><p>Two.</p>'))
    async with running(paths) as (pilot, reader):
        await until(pilot, lambda: drawn(pilot))
        for size in ((60, 20), (140, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await rest(pilot)
            if "article" in reader.panes_shown:
                await until(pilot, lambda: drawn(pilot))
                view = reader.article_view
                lines = [view.render_line(y) for y in range(view.size.height)]
                assert {line.cell_length for line in lines} == {view.size.width}
                picture = sum("▀" in line.text for line in lines)
                assert 0 < picture <= view.size.height * 2 / 3


async def test_few_colours_show_words_unless_asked_for(paths: Paths, server: Loopback) -> None:
    keep(paths, story(f'<img src="{server.url("/pier.jpg")}" alt="A pier">'))
    async with running(paths, few_colours=True) as (pilot, _):
        await rest(pilot)
        assert "Picture: A pier" in screen_text(pilot)
        assert asked(server) == []
        await press(pilot, "v")
        await until(pilot, lambda: drawn(pilot))


async def test_tab_chooses_a_picture_and_enter_shows_that_one(paths: Paths, server: Loopback) -> None:
    body = (
        f'<p>One <a href="http://127.0.0.1/x">link</a>.</p><img src="{server.url("/banner.png")}" alt="A banner">'
        f'<p>Two.</p><img src="{server.url("/pier.jpg")}" alt="A pier">{WORDS}'
    )
    keep(paths, story(body))
    async with running(paths, (120, 50)) as (pilot, reader):
        await until(pilot, lambda: drawn(pilot))
        await press(pilot, "enter", "tab", "tab")
        assert reader.chosen_picture is not None
        assert reader.chosen_picture.alt == "A banner"
        assert any("▌▀" in line for line in screen_text(pilot).splitlines())
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PictureScreen)
        await press(pilot, "escape", "tab")
        assert reader.chosen_picture is not None
        assert reader.chosen_picture.alt == "A pier"
        await press(pilot, "escape")
        assert "▌▀" not in screen_text(pilot)


async def test_a_pane_that_is_not_on_the_screen_asks_for_nothing(paths: Paths, server: Loopback) -> None:
    keep(paths, story(f'<img src="{server.url("/pier.jpg")}" alt="A pier">'))
    async with running(paths, (60, 20)) as (pilot, reader):
        assert "article" not in reader.panes_shown
        await press(pilot, "j", "k")
        assert asked(server) == []
        await press(pilot, "enter")
        await until(pilot, lambda: drawn(pilot))
    assert asked(server) == ["/pier.jpg"]


async def test_without_network_no_room_is_kept_for_what_does_not_come(paths: Paths, server: Loopback) -> None:
    with Loopback() as gone:
        nowhere = gone.url("/a.jpg")
    keep(
        paths,
        story(f'<p>One.</p><img src="{nowhere}" alt="A pier">'),
        story(f'<p>One.</p><img src="{nowhere}?b" alt="A boat" width="600" height="400">', 901, 0.3),
        story(f'<p>One.</p><img src="{server.url("/pier.jpg")}" alt="A bay">', 902, 0.4),
    )
    async with running(paths) as (pilot, reader):
        await until(pilot, lambda: "Picture: A pier" in screen_text(pilot))
        await pilot.press("j")
        await until(pilot, lambda: reader.shown is not None and reader.shown.title == "Story 901")
        assert "Picture: A boat" in screen_text(pilot)
        assert "· · ·" not in screen_text(pilot)
        await press(pilot, "j")  # and it is back
        await until(pilot, lambda: drawn(pilot))


async def test_escape_gives_up_a_picture_that_does_not_come(paths: Paths, server: Loopback) -> None:
    server.route("/held.jpg", server.hold)
    keep(paths, *below(f'<p>One.</p><img src="{server.url("/held.jpg")}" width="600" height="400">'))
    async with running(paths) as (pilot, reader):
        await pilot.press("j")
        await until(pilot, lambda: "/held.jpg" in asked(server))
        await pilot.press("enter", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert reader.pane == "article"
        assert not any(worker.group == "picture-whole" and worker.is_running for worker in reader.workers)
        await pilot.press("escape")
        await press(pilot, "k")
        assert pilot.app.screen is reader
