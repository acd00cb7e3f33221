"""``download``: the files of stories, as scripts fetch them."""

from pathlib import Path

from tests.cli.conftest import Newsreader, ids
from tests.loopback import RSS, Loopback

FILE = bytes(range(256)) * 100


def subscribe(newsreader: Newsreader, server: Loopback) -> str:
    """The id of a story with a sound file."""
    server.serve("/a.mp3", FILE, "audio/mpeg")
    item = (
        "<item><guid>1</guid><title>The tides</title><description>Words about tides.</description>"
        f'<enclosure url="{server.url("/a.mp3")}" type="audio/mpeg" length="{len(FILE)}"/></item>'
    )
    server.serve("/feed", RSS.format(title="Sound", items=item).encode())
    assert newsreader("add", server.url("/feed")).code == 0
    assert newsreader("refresh").code == 0
    (story,) = ids(newsreader, "--feed", "Sound")
    return story


def test_the_files_of_a_story_are_downloaded_and_their_paths_printed(newsreader: Newsreader) -> None:
    with Loopback() as server:
        story = subscribe(newsreader, server)
        (path,) = newsreader("download", story[:6]).lines
        assert Path(path).name == "The tides.mp3"
        assert Path(path).read_bytes() == FILE
        (row,) = newsreader("download", "--list", "--json").json()
        assert (row["state"], row["path"], row["total"]) == ("done", path, len(FILE))
        assert newsreader("download", "--list").lines == [f"done\tThe tides\t{path}"]
        again = newsreader("download", story)
        assert (again.code, again.lines) == (0, [])  # it is there


def test_what_failed_is_told_and_tried_again(newsreader: Newsreader) -> None:
    with Loopback() as server:
        story = subscribe(newsreader, server)
        server.fail("/a.mp3", 503)
        failed = newsreader("download", story)
        assert failed.code == 1
        assert "The tides: 127.0.0.1" in failed.err
        assert "503" in failed.err
        server.serve("/a.mp3", FILE, "audio/mpeg")
        assert newsreader("download").lines == []  # what failed waits for a word
        assert len(newsreader("download", story).lines) == 1


def test_a_story_without_files_is_told(newsreader: Newsreader) -> None:
    sample = ids(newsreader)[0]
    told = newsreader("download", sample)
    assert told.code != 0
    assert "comes without files" in told.err


def test_an_empty_queue_is_no_error(newsreader: Newsreader) -> None:
    assert newsreader("download", "--list").lines == []
    assert newsreader("download", "--list", "--json").json() == []
    assert newsreader("download").code == 0
