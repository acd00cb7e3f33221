"""What was said on the last line, in full."""

from dataclasses import replace
from datetime import UTC, datetime

from newsreader.config import Config
from newsreader.paths import Paths
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.dialogs.message_log import Message, Messages
from newsreader.ui.dialogs.messages import MessagesScreen
from newsreader.ui.environment import Environment
from tests.ui.screens import CLOCK, fill, press, rest, running, settled, until

LONG = "The settings could not be read: line 4 has a key without a value, so the program goes on without them all"


def kept(*said: tuple[str, bool]) -> list[str]:
    messages = Messages()
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    for words, passing in said:
        messages.keep(Message(moment, words, "plain", passing))
    return [message.words for message in messages.newest_first]


def test_the_newest_message_comes_first_and_one_said_twice_stands_once() -> None:
    assert kept(("a", False), ("b", False), ("b", False), ("a", False)) == ["a", "b", "a"]


def test_what_is_about_the_moment_is_forgotten_with_it() -> None:
    assert kept(("a", False), ("1 of 3", True), ("2 of 3", True)) == ["2 of 3", "a"]
    assert kept(("1 of 3", True), ("a", False), ("", False)) == ["a"]


def test_no_more_are_kept_than_one_would_read() -> None:
    assert len(kept(*((str(n), False) for n in range(5_000)))) == 200


async def test_a_message_that_is_cut_off_says_which_key_shows_it_and_that_key_does(paths: Paths) -> None:
    fill(paths)
    async with running(paths, (80, 24), Config(read_after=0)) as (pilot, reader):
        reader.say("Short")
        await rest(pilot)
        assert "L" not in reader.status.render().plain.partition("Short")[0].split()
        reader.say(LONG, "problem")
        await rest(pilot)
        line = reader.status.render().plain
        assert line.startswith(" The settings could not")
        assert line.endswith("… L shows it whole")
        assert len(line) < 80
        await press(pilot, "L")
        screen = pilot.app.screen
        assert isinstance(screen, MessagesScreen)
        rows = screen.rows
        said = " ".join(
            " ".join(segment.text for segment in rows.render_line(y)) for y in range(rows.virtual_size.height)
        )
        assert " ".join(said.replace("12:00", "").split()) == f"{LONG} Short"
        await press(pilot, "y")
        assert pilot.app.clipboard == LONG
        await press(pilot, "escape")
        assert pilot.app.screen is reader


async def test_the_key_is_the_readers_own_and_no_key_is_promised_where_there_is_none(paths: Paths) -> None:
    fill(paths)
    for key, end in (("f9", "… f9 shows it whole"), ("", "…")):
        config = Config(read_after=0, keys={"messages": key})
        async with running(paths, (80, 24), config) as (pilot, reader):
            reader.say(LONG)
            await rest(pilot)
            assert reader.status.render().plain.endswith(end)


async def test_each_notice_of_the_start_is_a_message_of_its_own(paths: Paths) -> None:
    fill(paths)
    environment = Environment(paths, Config(read_after=0, theme="no-such"), clock=CLOCK)
    app = NewsreaderApp(replace(environment, notices=(f"{LONG} (1)", f"{LONG} (2)")))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.reader is not None and app.reader.ready and settled(app.reader))
        reader = app.reader
        assert reader is not None
        words = [message.words for message in reader.messages.newest_first]
        assert {f"{LONG} (1)", f"{LONG} (2)"} < set(words)
        assert any("no-such" in one for one in words)
        reader.leaving.set()
        await rest(pilot)
        app.workers.cancel_all()
        reader.library.close()
