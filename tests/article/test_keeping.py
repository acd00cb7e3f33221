"""Pictures of bookmarked stories, fetched ahead from a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.article.keeping import keep_pictures
from newsreader.config import Config
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.paths import Paths
from newsreader.sources.picture_cache import PictureCache
from newsreader.sources.pictures import PictureLoader, loader_of
from tests.library.making import entry, outcome
from tests.loopback import Loopback
from tests.sources.picture_making import plain


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        loopback.serve("/wall.png", plain(), "image/png")
        loopback.serve("/lead.png", plain(80), "image/png")
        yield loopback


@pytest.fixture
def library(tmp_path: Path, server: Loopback) -> Iterator[Library]:
    found = Library.open(Paths.default(tmp_path / "home"))
    key = server.url("/feed")
    found.subscribe(key)
    body = f'<p>The wall.</p><img src="{server.url("/wall.png")}"><img src="{server.url("/gone.png")}">'
    found.record(
        outcome(entry(2, body=body), entry(1, body="<p>Plain.</p>", image=server.url("/lead.png")), url=key)
    )
    yield found
    found.close()


def keep(library: Library, folder: Path) -> int:
    def new() -> PictureLoader:
        return loader_of(Config(), folder)

    return keep_pictures(library, new, cancelled=lambda: False)


def bookmark(library: Library, *titles: str) -> None:
    stories = [header.id for header in library.list_headers(Scope()) if header.title in titles]
    library.mark(stories, "bookmarked", True)


def test_what_is_bookmarked_has_its_pictures_where_there_is_no_network(
    library: Library, server: Loopback, tmp_path: Path
) -> None:
    assert keep(library, tmp_path / "pictures") == 0
    bookmark(library, "Story number1", "Story number2")
    assert keep(library, tmp_path / "pictures") == 2
    assert sorted(server.targets()) == ["/gone.png", "/lead.png", "/wall.png"]
    cache = PictureCache(tmp_path / "pictures", 10_000_000)
    assert cache.get(server.url("/wall.png")) is not None
    assert cache.get(server.url("/lead.png")) is not None


def test_they_are_asked_for_once(library: Library, server: Loopback, tmp_path: Path) -> None:
    bookmark(library, "Story number2")
    assert [keep(library, tmp_path / "pictures") for _ in range(3)] == [1, 0, 0]
    assert len(server.seen) == 2


def test_a_full_text_that_came_later_may_have_others(
    library: Library, server: Loopback, tmp_path: Path
) -> None:
    bookmark(library, "Story number2")
    keep(library, tmp_path / "pictures")
    (story,) = [header.id for header in library.list_headers(Scope("bookmarked"))]
    library._access.write(lambda connection: connection.execute("UPDATE pictured SET at = at - 10"))
    library.complete(story, f'<p>The wall, whole.</p><img src="{server.url("/lead.png")}">')
    assert keep(library, tmp_path / "pictures") == 1
    assert server.targets()[-1] == "/lead.png"


def test_where_nothing_answers_they_are_tried_again_later_but_not_for_ever(
    library: Library, server: Loopback, tmp_path: Path
) -> None:
    bookmark(library, "Story number1", "Story number2")
    server.__exit__(None, None, None)
    tries = 0
    for _ in range(8):
        tries += keep(library, tmp_path / "pictures")
        library._access.write(lambda connection: connection.execute("UPDATE pictured SET at = at - 10000"))
    assert tries == 8
    assert library.unpictured() == []
