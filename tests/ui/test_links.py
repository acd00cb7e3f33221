import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.config import Config
from newsreader.library.feed_settings import FeedSettings
from newsreader.model import Entry
from newsreader.paths import Paths
from newsreader.ui.dialogs.link_list import LinkDialog
from newsreader.ui.page.setting import Tag
from newsreader.ui.screen.reader import ReaderScreen
from tests.loopback import Loopback, rss
from tests.ui.linked import LINKED
from tests.ui.screens import COURIER, entry, fill_with, press, rest, running, until

_PAGE = (
    b"<html><head><title>The ledger</title></head><body><article><h1>The ledger</h1>"
    + b"<p>The ledger was begun in 1861 by a keeper who could not sleep, and it has been kept since.</p>" * 6
    + b'<p>See <a href="/third">the third page</a> for the rest of it.</p></article></body></html>'
)


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """A file to which the browser of the tests writes what it is asked to open."""
    return tmp_path / "opened"


@asynccontextmanager
async def reading(
    paths: Paths, opened: Path, story: Entry = LINKED, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[Pilot[None], ReaderScreen]]:
    """The app with the linked story in the article pane, which has the keys."""
    fill_with(paths, story)
    browser = ("/bin/sh", "-c", f'printf "%s\\n" "$1" >> {opened}', "browser", "{url}")
    async with running(paths, size, Config(read_after=0, browser=browser)) as (pilot, reader):
        await press(pilot, "enter")
        reader.number_patience = 60.0
        yield pilot, reader


async def wrote(pilot: Pilot[None], file: Path) -> str:
    await until(pilot, lambda: written(file).endswith("\n"))
    return written(file)


def written(file: Path) -> str:
    return file.read_text() if file.exists() else ""


async def test_tab_steps_through_the_links_and_then_to_the_next_pane(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, reader):
        setting = reader.article_view.setting
        assert setting is not None
        for index in range(len(setting.stops)):
            await press(pilot, "tab")
            assert reader.stop == index
        await press(pilot, "shift+tab")
        assert reader.stop == len(setting.stops) - 2
        await press(pilot, "tab", "tab")
        assert reader.chosen_url == ""
        assert str(reader.pane) == "stories"


async def test_where_a_link_leads_is_said_before_enter_opens_it(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, reader):
        await press(pilot, "2")
        assert reader.status.target is not None
        assert reader.status.target.shown == "http://127.0.0.1/gauges/ledger?year=1861&page=4"
        assert "ledger?year=1861&page=4" in reader.status.render().plain
        assert not written(opened)
        await press(pilot, "enter")
        assert await wrote(pilot, opened) == "http://127.0.0.1/gauges/ledger?year=1861&page=4\n"


async def test_o_opens_the_chosen_link_and_else_the_story(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, _reader):
        await press(pilot, "1", "o")
        await until(pilot, lambda: written(opened).count("\n") == 1)
        await press(pilot, "escape", "o")
        await until(pilot, lambda: written(opened).count("\n") == 2)
        assert written(opened) == "http://127.0.0.1/gauges/north-pier\nhttp://127.0.0.1/stories/tides\n"


async def test_a_number_may_have_two_digits(paths: Paths, opened: Path) -> None:
    many = entry(5, "Many", 0.1, "".join(f'<p><a href="/{n}">link {n}</a></p>' for n in range(1, 31)))
    async with reading(paths, opened, many) as (pilot, reader):
        await press(pilot, "1")
        assert reader.chosen_url.endswith("/1")
        await press(pilot, "2")
        assert reader.chosen_url.endswith("/12")
        await press(pilot, "4")  # there is no 124
        assert reader.chosen_url.endswith("/4")
        await press(pilot, "escape", "3", "1")  # nor 31: the 1 begins anew
        assert reader.chosen_url.endswith("/1")


async def test_a_number_of_no_link_is_told(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, reader):
        await press(pilot, "9")
        assert reader.stop is None
        assert reader.status.message == "There is no link 9; the last is 8"


async def test_a_story_without_links_says_so(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened, entry(5, "None", 0.1)) as (pilot, reader):
        await press(pilot, "1")
        assert reader.status.message == "This story has no links"
        await press(pilot, "O")
        assert reader.status.message == "This story has no links"
        await press(pilot, "tab")
        assert reader.pane == "stories"


async def test_y_copies_the_chosen_link(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, _reader):
        await press(pilot, "4", "y")
        assert pilot.app.clipboard == "mailto:harbour@example.org"


async def test_a_suspicious_link_is_told_on_the_status_line(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, reader):
        await press(pilot, "6")
        assert "leads to 127.0.0.1" in reader.status.render().plain
        await press(pilot, "escape", "7")
        assert "imitates" in reader.status.render().plain


@pytest.mark.parametrize("width", [40, 80, 200])
async def test_the_host_is_never_cut(width: int, paths: Paths, opened: Path) -> None:
    long = entry(5, "Long", 0.1, f'<p><a href="http://host.example/{"path/" * 60}end">long</a></p>')
    async with reading(paths, opened, long, (width, 24)) as (pilot, reader):
        await press(pilot, "1")
        line = reader.status.render().plain
        assert "http://host.example/" in line
        assert "end" in line
        assert len(line) <= width


async def test_footnotes_are_gone_to_and_come_back_from(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, reader):

        def kind() -> str:
            return reader.chosen_stop.kind if reader.chosen_stop is not None else ""

        while kind() != "reference":
            await press(pilot, "tab")
        mark = reader.stop
        await press(pilot, "enter")
        assert kind() == "note"
        await press(pilot, "backspace")
        assert reader.stop == mark


async def test_choosing_a_mark_lets_go_of_the_link_and_the_other_way_round(
    paths: Paths, opened: Path
) -> None:
    async with reading(paths, opened) as (pilot, reader):
        await press(pilot, "1", "right_square_bracket")
        assert reader.stop is None
        assert reader.article_view.current is not None
        await press(pilot, "1")
        assert reader.article_view.current is None


async def test_a_click_opens_a_link_only_after_it_was_said_where_it_leads(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, reader):
        region = reader.article_view.region
        lines = [reader.article_view.render_line(y).text for y in range(reader.article_view.size.height)]
        y = next(n for n, line in enumerate(lines) if "ledger by hand" in line)
        x = lines[y].index("ledger")
        await pilot.hover(offset=(region.x + x, region.y + y))
        await pilot.pause()
        assert reader.status.target is not None
        assert reader.status.target.host == "127.0.0.1"
        assert not written(opened)
        await pilot.click(offset=(region.x + x, region.y + y))
        assert (await wrote(pilot, opened)).endswith("page=4\n")


async def test_numbers_are_never_in_selected_or_copied_text(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (_pilot, reader):
        setting = reader.article_view.setting
        assert setting is not None
        raised = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
        assert not raised.search(setting.article.text)
        assert not any(raised.search(paragraph.text) for paragraph in setting.paragraphs)
        assert any(isinstance(tag, Tag) for paragraph in setting.paragraphs for tag in paragraph.tags)
        drawn = "".join(
            reader.article_view.render_line(y).text for y in range(reader.article_view.size.height)
        )
        assert raised.search(drawn)


async def test_o_lists_all_links_with_their_whole_address(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, _reader):
        await press(pilot, "O")
        assert isinstance(pilot.app.screen, LinkDialog)
        await press(pilot, "3", "y")
        assert pilot.app.clipboard.endswith("what-it-will-cost-in-the-end")
        await press(pilot, "enter")
        assert (await wrote(pilot, opened)).endswith("what-it-will-cost-in-the-end\n")


async def test_a_subscribes_to_the_feed_of_a_link(paths: Paths, opened: Path) -> None:
    with Loopback() as server:
        server.serve("/feed", rss("Found by a link"))
        story = entry(5, "Feeds", 0.1, f'<p>Our <a href="{server.url("/feed")}">feed</a></p>')
        async with reading(paths, opened, story) as (pilot, reader):
            await press(pilot, "1", "a")
            await press(pilot, "enter")
            await until(pilot, lambda: any(feed.title == "Found by a link" for feed in reader.subscriptions))


async def test_x_reads_a_link_here_and_backspace_comes_back_to_the_place(paths: Paths, opened: Path) -> None:
    with Loopback() as server:
        server.serve("/ledger", _PAGE, "text/html")
        body = "<p>Much before it.</p>" * 40 + f'<p>The <a href="{server.url("/ledger")}">ledger</a>.</p>'
        story = entry(5, "Linked", 0.1, body + "<p>Much behind it.</p>" * 40)
        async with reading(paths, opened, story) as (pilot, reader):
            await press(pilot, "1")
            place = reader.article_view.reading_place
            assert place > (0, 0)
            await press(pilot, "x")
            await until(pilot, lambda: title(reader) == "The ledger")
            assert reader.stop is None
            assert reader.article_view.setting is not None
            assert reader.article_view.setting.article.source == "127.0.0.1"
            assert reader.status.message == "Backspace goes back"
            await press(pilot, "backspace")
            await until(pilot, lambda: title(reader) == "Linked")
            assert reader.article_view.reading_place == place
            assert reader.chosen_url == server.url("/ledger")
            assert server.targets() == ["/ledger"]


async def test_pages_can_be_followed_several_deep(paths: Paths, opened: Path) -> None:
    with Loopback() as server:
        server.serve("/ledger", _PAGE, "text/html")
        server.serve("/third", _PAGE.replace(b"The ledger", b"The third page"), "text/html")
        story = entry(5, "Linked", 0.1, f'<p>The <a href="{server.url("/ledger")}">ledger</a>.</p>')
        async with reading(paths, opened, story) as (pilot, reader):
            await press(pilot, "1", "x")
            await until(pilot, lambda: title(reader) == "The ledger")
            await press(pilot, "1", "x")
            await until(pilot, lambda: title(reader) == "The third page")
            await press(pilot, "backspace")
            await until(pilot, lambda: title(reader) == "The ledger")
            await press(pilot, "backspace")
            await until(pilot, lambda: title(reader) == "Linked")
            await press(pilot, "backspace")
            assert reader.status.message == "There is no story to go back to"


async def test_a_page_that_does_not_come_can_be_given_up(paths: Paths, opened: Path) -> None:
    with Loopback() as server:
        server.route("/slow", server.hold)
        story = entry(5, "Linked", 0.1, f'<p>The <a href="{server.url("/slow")}">ledger</a>.</p>')
        async with reading(paths, opened, story) as (pilot, reader):
            await pilot.press("1", "x")
            await until(pilot, lambda: bool(server.seen))
            assert "Esc gives up" in reader.status.progress
            await pilot.press("escape")
            await until(pilot, lambda: not reader.status.progress)
            assert title(reader) == "Linked"
            await rest(pilot)


async def test_a_page_that_can_not_be_had_is_told_in_one_line(paths: Paths, opened: Path) -> None:
    with Loopback() as server:
        story = entry(5, "Linked", 0.1, f'<p>The <a href="{server.url("/none")}">ledger</a>.</p>')
        async with reading(paths, opened, story) as (pilot, reader):
            await press(pilot, "1", "x")
            await until(pilot, lambda: "404" in reader.status.message)
            assert title(reader) == "Linked"


async def test_a_public_feeds_link_into_a_private_network_is_not_read(paths: Paths) -> None:
    with Loopback() as server:
        server.serve("/secret", _PAGE, "text/html")
        story = entry(5, "Linked", 0.1, f'<p>The <a href="{server.url("/secret")}">ledger</a>.</p>')
        async with running(paths, opened=story) as (pilot, reader):
            reader.opened = Entry(link="https://news.example/story")
            await press(pilot, "1", "x")
            await until(pilot, lambda: "private network" in reader.status.message)
            assert server.seen == []


async def test_a_missing_browser_is_told(paths: Paths) -> None:
    async with running(paths, config=Config(read_after=0, browser=("no-such-browser",)), opened=LINKED) as (
        pilot,
        reader,
    ):
        await press(pilot, "1", "enter")
        await until(pilot, lambda: "no-such-browser was not found" in reader.status.message)


def text(reader: ReaderScreen) -> str:
    setting = reader.article_view.setting
    return setting.article.text if setting is not None else ""


def title(reader: ReaderScreen) -> str:
    setting = reader.article_view.setting
    return setting.article.title if setting is not None else ""


async def test_what_was_under_the_mouse_is_not_told_of_the_next_story(paths: Paths, opened: Path) -> None:
    async with reading(paths, opened) as (pilot, reader):
        region = reader.article_view.region
        lines = [reader.article_view.render_line(y).text for y in range(reader.article_view.size.height)]
        y = next(n for n, line in enumerate(lines) if "ledger by hand" in line)
        await pilot.hover(offset=(region.x + lines[y].index("ledger"), region.y + y))
        await pilot.pause()
        assert reader.status.target is not None
        await press(pilot, "h", "j")
        assert reader.status.target is None


async def test_a_link_can_be_read_from_the_list(paths: Paths, opened: Path) -> None:
    with Loopback() as server:
        server.serve("/ledger", _PAGE, "text/html")
        story = entry(5, "Linked", 0.1, f'<p>The <a href="{server.url("/ledger")}">ledger</a>.</p>')
        async with reading(paths, opened, story) as (pilot, reader):
            await press(pilot, "O", "x")
            await until(pilot, lambda: title(reader) == "The ledger")
            await press(pilot, "backspace")
            await until(pilot, lambda: title(reader) == "Linked")


async def test_without_a_link_x_reads_the_storys_own_page(paths: Paths, opened: Path) -> None:
    with Loopback() as server:
        server.serve("/story", _PAGE, "text/html")
        story = replace(entry(5, "Teaser", 0.1, "<p>Only a line.</p>"), link=server.url("/story"))
        async with reading(paths, opened, story) as (pilot, reader):
            await press(pilot, "x")
            await until(pilot, lambda: "begun in 1861" in text(reader))


async def test_pages_go_through_the_proxy_of_the_feed_they_were_found_in(paths: Paths, opened: Path) -> None:
    with Loopback() as proxy:
        proxy.route_all(lambda exchange: exchange.answer(200, _PAGE, {"Content-Type": "text/html"}))
        story = entry(5, "Linked", 0.1, '<p>The <a href="http://127.0.0.1:9/ledger">ledger</a>.</p>')
        async with reading(paths, opened, story) as (pilot, reader):
            own = FeedSettings(proxy=proxy.url("").rstrip("/"))
            reader.library.settle(COURIER, own)
            await until(pilot, lambda: any(feed.settings == own for feed in reader.subscriptions))
            await press(pilot, "1", "x")
            await until(pilot, lambda: title(reader) == "The ledger")
            await press(pilot, "1", "x")  # from that page on, too
            await until(pilot, lambda: len(proxy.seen) == 2)
            assert proxy.targets() == ["http://127.0.0.1:9/ledger", "http://127.0.0.1:9/third"]
