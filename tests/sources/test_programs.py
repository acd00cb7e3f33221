"""Feeds made or changed by a program that was allowed."""

import sys
from pathlib import Path

import pytest

from newsreader.sources.fetch import FetchError, Limits
from newsreader.sources.programs import ProgramFetcher, run
from tests.loopback import Loopback, rss

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no shell")
LIMITS = Limits(size=100_000, total=20)


async def fetched(url: str) -> bytes:
    async with ProgramFetcher(LIMITS) as fetcher:
        return (await fetcher.get(url)).body


async def test_what_a_program_prints_is_the_feed() -> None:
    assert await fetched("exec:printf '%s' 'a b' | tr a c") == b"c b"


async def test_a_filter_is_given_the_feed_and_changes_it() -> None:
    with Loopback() as server:
        server.serve("/f", rss("Feed one"))
        assert b"Feed two" in await fetched(f"filter:sed -e s/one/two/:{server.url('/f')}")
        assert server.targets() == ["/f"]


async def test_addresses_are_fetched_as_ever() -> None:
    with Loopback() as server:
        server.serve("/f", b"body")
        assert await fetched(server.url("/f")) == b"body"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("exec:exit 3", "status 3"),
        ("exec:head -c 200000 /dev/zero", "more than"),
        ("exec:", "no program"),
        ("query:All:unread = 1", "no program"),
        ("filter:cat", "no program"),
    ],
)
async def test_a_program_that_fails_says_so(line: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        await fetched(line)


async def test_a_program_that_takes_too_long_is_killed_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "late"
    with pytest.raises(FetchError, match="longer than"):
        await run(f"(sleep 2; touch {mark}) & sleep 60", b"", Limits(total=0.3))
    with pytest.raises(FetchError, match="longer than"):
        await run("sleep 60", b"", Limits(total=2.2))
    assert not mark.exists()


async def test_a_program_need_not_read_what_it_is_given() -> None:
    assert await run("echo done", b"x" * 1_000_000, LIMITS) == b"done\n"
