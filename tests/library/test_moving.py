"""Moving in from a subscription list or from newsboat, and out again."""

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.library.feed_settings import FeedSettings
from newsreader.library.filing import Filing
from newsreader.library.library import Library
from newsreader.library.moving import Moved, export_list, import_list, import_newsboat
from newsreader.library.notes import Note
from newsreader.library.stories import Scope
from newsreader.library.update import update
from newsreader.paths import Paths
from newsreader.sources import newsboat, opml
from newsreader.sources.opml import Aside, ListedFeed, SubscriptionList
from tests.library.making import URL, OpenLibrary, entry, outcome
from tests.loopback import Loopback, rss
from tests.sources.newsboat_making import FEED, make

HOST = "http://127.0.0.1"
LIST = SubscriptionList(
    title="Subscriptions",
    feeds=(
        ListedFeed(
            f"{HOST}/a", "A", f"{HOST}/", (("News", "World"),), ("x", "/y/z"), (("description", "About"),)
        ),
        ListedFeed(f"{HOST}/b", "", "", (("News",), ())),
        ListedFeed(f"{HOST}/c", "C"),
    ),
    folders=(("News",), ("News", "World")),
)


def refresh(library: Library) -> int:
    return update(library, library.subscriptions(), on_progress=lambda _: None, cancelled=lambda: False).new


def test_feeds_are_followed_in_their_folders_and_order(library: Library) -> None:
    moved = import_list(library, LIST)
    assert (moved.feeds, moved.new_feeds, moved.folders) == (3, 3, 2)
    found = library.subscriptions()
    assert [feed.title for feed in found] == ["A", f"{HOST}/b", "C"]
    assert [feed.folders for feed in found] == [(("News", "World"),), (("News",), ()), ()]
    assert [feed.tags for feed in found] == [("x", "/y/z"), (), ()]


def test_the_way_out_loses_nothing(library: Library) -> None:
    import_list(library, LIST)
    found = export_list(library).found
    assert found.feeds == LIST.feeds
    again = opml.parse(opml.write(found))
    assert set(again.feeds) == set(LIST.feeds)
    assert set(again.folders) == set(LIST.folders)


def test_a_list_taken_twice_changes_nothing(library: Library, paths: Paths) -> None:
    import_list(library, LIST)
    journals = [path.read_bytes() for path in paths.journals.iterdir()]
    assert import_list(library, LIST).new_feeds == 0
    assert [path.read_bytes() for path in paths.journals.iterdir()] == journals


def test_a_feed_that_is_there_keeps_its_title_and_stands_in_both_folders(library: Library) -> None:
    library.subscribe(f"{HOST}/a", "My own")
    library.file_all({f"{HOST}/a": Filing((("Mine",),), ("tag",), hidden=True)})
    import_list(library, LIST)
    feed = library.subscriptions()[0]
    assert (feed.title, feed.tags, feed.hidden) == ("My own", ("tag", "x", "/y/z"), True)
    assert feed.folders == (("Mine",), ("News", "World"))


def test_a_feed_that_was_dropped_comes_back_as_the_list_has_it(library: Library) -> None:
    import_list(library, LIST)
    library.unsubscribe(f"{HOST}/a")
    import_list(library, SubscriptionList(feeds=(ListedFeed(f"{HOST}/a"),)))
    assert (library.subscriptions()[-1].folders, library.subscriptions()[-1].tags) == ((), ())


def test_what_was_moved_in_outlives_the_database_and_reaches_other_devices(
    open_library: OpenLibrary, paths: Paths
) -> None:
    first = open_library()
    import_list(first, LIST)
    before = first.subscriptions()
    first.close()
    paths.database.unlink()
    assert open_library().subscriptions() == before
    assert open_library(device="other").subscriptions() == before


def test_pages_lists_and_commands_are_told_and_not_followed(library: Library) -> None:
    asides = (
        Aside("command", "exec:touch here"),
        Aside("list", f"{HOST}/l.opml", "More"),
        Aside("page", f"{HOST}/p"),
    )
    moved = import_list(library, SubscriptionList(asides=asides))
    assert library.subscriptions() == []
    assert moved.commands == ("exec:touch here",)
    assert moved.left_out == (
        f"More: another list of feeds ({HOST}/l.opml)",
        f"a page, and no feed: {HOST}/p",
    )


def test_passwords_leave_only_when_asked(library: Library) -> None:
    library.subscribe("http://me:secret@127.0.0.1:8080/a")
    given = export_list(library)
    assert ([feed.url for feed in given.found.feeds], given.secret) == (["http://127.0.0.1:8080/a"], 1)
    given = export_list(library, with_passwords=True)
    assert ([feed.url for feed in given.found.feeds], given.secret) == (
        ["http://me:secret@127.0.0.1:8080/a"],
        0,
    )


def test_hidden_feeds_stay_hidden_on_the_way_out_and_in(
    library: Library, tmp_path: Path, open_library: OpenLibrary
) -> None:
    library.subscribe(URL)
    library.file_all({URL: Filing(hidden=True)})
    other = open_library(Paths.default(tmp_path / "other"))
    import_list(other, opml.parse(opml.write(export_list(library).found)))
    assert other.subscriptions()[0].hidden


def test_what_is_wanted_of_feeds_goes_along_but_no_list_names_a_proxy(
    library: Library, tmp_path: Path, open_library: OpenLibrary
) -> None:
    library.subscribe(URL)
    library.settle(URL, FeedSettings(7200, full_text=True, proxy="http://127.0.0.1:1"))
    library.subscribe(f"{HOST}/plain")
    listed = opml.parse(opml.write(export_list(library).found))
    other = open_library(Paths.default(tmp_path / "other"))
    import_list(other, listed)
    assert [feed.settings for feed in other.subscriptions()] == [
        FeedSettings(7200, full_text=True),
        FeedSettings(),
    ]
    other.settle(URL, FeedSettings(600))
    import_list(other, listed)
    assert other.subscriptions()[0].settings == FeedSettings(600)
    assert opml.parse(opml.write(export_list(other).found)).feeds[1] == listed.feeds[1]


def test_many_feeds_are_one_write(library: Library, paths: Paths) -> None:
    many = tuple(ListedFeed(f"{HOST}/{n}", f"Feed {n}", folders=((f"F{n % 5}",),)) for n in range(2000))
    assert import_list(library, SubscriptionList(feeds=many)).new_feeds == 2000
    assert [feed.title for feed in library.subscriptions()] == [feed.title for feed in many]
    (journal,) = paths.journals.iterdir()
    assert len(journal.read_bytes().splitlines()) == 2000


# newsboat


def newsboat_home(folder: Path, urls: str, config: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "urls").write_text(urls, encoding="utf-8")
    (folder / "config").write_text(config, encoding="utf-8")
    return folder


def move_in(library: Library, home: Path) -> Moved:
    return import_newsboat(library, newsboat.read(home))


def test_newsboats_feeds_stories_and_marks_come_along(library: Library, tmp_path: Path) -> None:
    home = newsboat_home(
        tmp_path / "nb", f'{FEED} news "~My Feed" !hidden\n', 'ignore-article "*" "title = \\"x\\""\n'
    )
    make(home / "cache.db", {"unread": 0}, {"flags": "ab"}, {}, {"deleted": 1})
    moved = move_in(library, home)
    assert (moved.feeds, moved.stories, moved.read, moved.tagged, moved.deleted) == (1, 3, 1, 2, 1)
    (feed,) = library.subscriptions()
    assert (feed.title, feed.tags, feed.hidden, feed.link) == ("My Feed", ("news",), True, f"{HOST}/")
    headers = library.list_headers(Scope("feed", FEED))
    assert [(header.title, header.read) for header in headers] == [
        ("Story 2", False), ("Story 1", False), ("Story 0", True),
    ]  # fmt: skip
    assert library.tags() == {"a": 1, "b": 1}
    assert library.tags_of([header.id for header in headers]) == {headers[1].id: ("a", "b")}
    assert library.notes() == [Note("ignore", 'title = "x"', "*")]
    assert library.undo() is None


def test_moving_in_twice_doubles_nothing(library: Library, tmp_path: Path) -> None:
    home = newsboat_home(tmp_path / "nb", FEED)
    make(home / "cache.db", {"unread": 0, "flags": "a"}, {})
    move_in(library, home)
    again = move_in(library, home)
    assert (again.new_feeds, again.stories, again.read, again.tagged) == (0, 2, 0, 0)
    assert len(library.list_headers(Scope())) == 2


def test_what_was_fetched_here_is_newer_than_what_newsboat_had(library: Library, tmp_path: Path) -> None:
    library.subscribe(FEED)
    library.record(outcome(entry(0, guid="g0", title="Corrected"), url=FEED))
    home = newsboat_home(tmp_path / "nb", FEED)
    make(home / "cache.db", {"unread": 0})
    move_in(library, home)
    assert [(header.title, header.read) for header in library.list_headers(Scope())] == [("Corrected", True)]


def test_deleted_stories_do_not_come_back_with_a_refresh(library: Library, tmp_path: Path) -> None:
    home = newsboat_home(tmp_path / "nb", FEED)
    make(home / "cache.db", {"guid": "gone", "deleted": 1}, {"guid": "here"})
    move_in(library, home)
    library.record(outcome(entry(1, guid="gone"), entry(2, guid="here"), entry(3, guid="new"), url=FEED))
    assert sorted(header.link for header in library.list_headers(Scope())) == [f"{HOST}/2", f"{HOST}/3"]


def test_stories_of_feeds_that_are_gone_are_kept_out_of_sight(library: Library, tmp_path: Path) -> None:
    home = newsboat_home(tmp_path / "nb", f"{HOST}/other")
    make(home / "cache.db", {})
    assert move_in(library, home).unfollowed == 1
    assert library.list_headers(Scope()) == []
    library.subscribe(FEED)
    assert [header.title for header in library.list_headers(Scope())] == ["Story 0"]


def test_flagged_stories_outlive_the_database(
    open_library: OpenLibrary, paths: Paths, tmp_path: Path
) -> None:
    home = newsboat_home(tmp_path / "nb", FEED)
    make(home / "cache.db", {"flags": "a", "unread": 0}, {})
    library = open_library()
    move_in(library, home)
    library.close()
    paths.database.unlink()
    again = open_library()
    headers = again.list_headers(Scope())
    assert [(header.title, header.read) for header in headers] == [("Story 1", False), ("Story 0", True)]
    assert again.tags() == {"a": 1}


def test_programs_are_never_run_and_their_stories_come_along(library: Library, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    line = f"exec:touch {ran}"
    home = newsboat_home(
        tmp_path / "nb", f'"{line}" made\n"filter:touch {ran}:{HOST}:1/f"\n"query:All:unread = 1"\n'
    )
    make(home / "cache.db", {"feedurl": line})
    moved = move_in(library, home)
    assert refresh(library) == 0
    assert not ran.exists()
    assert moved.commands == (line, f"filter:touch {ran}:{HOST}:1/f")
    assert [header.title for header in library.list_headers(Scope("feed", line))] == ["Story 0"]
    assert library.notes() == [Note("query", "query:All:unread = 1", "All")]
    assert export_list(library).found.feeds == ()


def test_notes_are_thrown_away(library: Library) -> None:
    note = Note("query", "query:All:unread = 1", "All", ("t",))
    assert (library.note_all([note], True), library.note_all([note], True)) == (1, 0)
    assert (library.note_all([note], False), library.notes()) == (1, [])


@pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed")
def test_a_database_that_newsboat_itself_has_built(library: Library, tmp_path: Path) -> None:
    home = tmp_path / "nb"
    with Loopback() as server:
        for number in range(5):
            server.serve(f"/{number}", rss(f"Feed {number}", items=12))
        server.serve("/atom", ATOM.encode())
        server.serve("/secret", rss("Behind a password", items=3))
        urls = [server.url(f"/{number}") for number in range(5)]
        secret = server.url("/secret", "me:secret")
        newsboat_home(
            home,
            f'{urls[0]} one "~Own title"\n{urls[1]} "two words" !hidden\n' + "\n".join(urls[2:])
            + f'\n{server.url("/atom")}\n{secret}\n"query:All:unread = \\"yes\\""\n',
        )  # fmt: skip
        subprocess.run(
            ["newsboat", "-u", home / "urls", "-c", home / "cache.db", "-C", home / "config", "-x", "reload"],
            check=True,
            capture_output=True,
            timeout=60,
            env=os.environ | {"HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8"},
        )
        with closing(sqlite3.connect(home / "cache.db")) as cache:
            ids = [row[0] for row in cache.execute("SELECT id FROM rss_item ORDER BY id")]
            for column, value, some in (
                ("unread", 0, ids[::3]),
                ("flags", "a", ids[::7]),
                ("deleted", 1, ids[::10]),
            ):
                cache.executemany(
                    f"UPDATE rss_item SET {column} = ? WHERE id = ?", [(value, one) for one in some]
                )
            cache.commit()
            kept, read, flagged = cache.execute(
                "SELECT count(*), sum(unread = 0), sum(flags = 'a') FROM rss_item WHERE deleted = 0"
            ).fetchone()
            by_feed = dict(
                cache.execute(
                    "SELECT feedurl, count(*) FROM rss_item WHERE deleted = 0 GROUP BY feedurl"
                ).fetchall()
            )
        moved = move_in(library, home)
        assert (moved.stories, moved.read, moved.tagged) == (kept, read, flagged)
        assert moved.deleted == len(ids) - kept > 0
        headers = library.list_headers(Scope())
        assert (len(headers), sum(header.read for header in headers)) == (kept, read)
        bare_urls = {url.replace("me:secret@", ""): count for url, count in by_feed.items()}
        assert {key: tally.total for key, tally in library.counts().feeds.items()} == bare_urls
        bare = server.url("/secret")
        assert [feed.key for feed in library.subscriptions()] == [*urls, server.url("/atom"), bare]
        assert library.sign_ins.find(bare).password == "secret"
        assert moved.signed_in == 1
        assert library.tags() == {"a": flagged}
        # The same stories under the same ids: nothing is new, and nothing that was deleted comes back.
        refresh(library)
        assert {header.id for header in library.list_headers(Scope())} == {header.id for header in headers}
        assert library.counts().all.unread == kept - read


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom &amp; more</title><id>urn:f</id>
<updated>2026-03-02T10:00:00Z</updated><link href="http://example.test/"/>
<entry><id>urn:1</id><title type="html">One &amp;lt;b&gt;</title><link href="http://example.test/1"/>
<updated>2026-03-02T10:00:00Z</updated><content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry>
<entry><id>http://example.test/2</id><title>Two</title><link href="http://example.test/2"/>
<updated>2026-03-02T09:00:00Z</updated><summary>Short</summary></entry></feed>"""


def lose(library: Library, paths: Paths) -> None:
    library.close()
    for name in ("library.db", "library.db-wal", "library.db-shm"):
        (paths.data / name).unlink(missing_ok=True)


def test_every_story_that_moved_in_outlives_the_database(
    open_library: OpenLibrary, paths: Paths, tmp_path: Path
) -> None:
    home = newsboat_home(tmp_path / "nb", FEED)
    make(home / "cache.db", {"unread": 0}, {"flags": "a"}, {"deleted": 1}, {"title": "Torn \ufffd"})
    library = open_library()
    move_in(library, home)
    before = [(header.id, header.title, header.time, header.read) for header in library.list_headers(Scope())]
    assert len(before) == 3
    lose(library, paths)
    again = open_library()
    assert [
        (header.id, header.title, header.time, header.read) for header in again.list_headers(Scope())
    ] == before
    assert not any("moved in" in notice for notice in again.notices)


def test_what_moved_in_reaches_other_devices_once(
    open_library: OpenLibrary, paths: Paths, tmp_path: Path
) -> None:
    home = newsboat_home(tmp_path / "nb", FEED)
    make(home / "cache.db", {}, {})
    move_in(open_library(), home)
    move_in(open_library(), home)
    assert len(list((paths.journals / "moved-in").iterdir())) == 1
    other = Paths.default(tmp_path / "other")
    shutil.copytree(paths.journals, other.journals)
    for _ in range(2):
        assert len(open_library(other, device="other").list_headers(Scope())) == 2


@pytest.mark.parametrize("damage", [b"", b"not gzip", b"\x1f\x8b", None])
def test_a_damaged_archive_is_told_of_and_taken_as_far_as_it_goes(
    open_library: OpenLibrary, paths: Paths, tmp_path: Path, damage: bytes | None
) -> None:
    home = newsboat_home(tmp_path / "nb", FEED)
    make(home / "cache.db", {}, {})
    library = open_library()
    move_in(library, home)
    lose(library, paths)
    (archive,) = (paths.journals / "moved-in").iterdir()
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-12] if damage is None else damage)
    again = open_library()
    assert len(again.list_headers(Scope())) <= 2
    assert any("not all of what was moved in" in notice for notice in again.notices)
    again.close()
    assert open_library().notices == ()
    archive.write_bytes(whole)  # what brings the folder here has come to its end
    assert len(open_library().list_headers(Scope())) == 2


def test_an_archive_that_cannot_be_read_now_is_read_when_it_can_be(
    open_library: OpenLibrary, paths: Paths
) -> None:
    good = {"feed": FEED, "title": "T", "link": "", "seen": 1, "entries": [{"guid": "1", "title": "A"}]}
    elsewhere = paths.journals / "moved-in" / "away"
    archive = paths.journals / "moved-in" / "x.jsonl.gz"
    archive.parent.mkdir(parents=True)
    archive.symlink_to(elsewhere)
    os.mkfifo(archive.with_name("y.jsonl.gz"))
    open_library().subscribe(FEED)
    elsewhere.write_bytes(gzip.compress(json.dumps(good).encode()))
    assert [header.title for header in open_library().list_headers(Scope())] == ["A"]


def test_lines_of_an_archive_that_are_none_of_ours_are_passed_over(
    open_library: OpenLibrary, paths: Paths
) -> None:
    (paths.journals / "moved-in").mkdir(parents=True)
    good = {
        "feed": FEED,
        "title": "T\x1b[31m",
        "link": "",
        "seen": 1,
        "entries": [{"guid": "1", "title": "A\x1bB"}],
    }
    torn = {
        **good,
        "feed": f"{FEED}/2\ud800",
        "entries": [{"guid": "\udc00", "title": "\ud800", "body": "\ud800"}],
    }
    lines = ["", "{", "[]", "7", '{"feed": 1}', *map(json.dumps, ({**good, "entries": [7]}, torn, good))]
    (paths.journals / "moved-in" / "x.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    library = open_library()
    library.subscribe(FEED)
    assert [header.title for header in library.list_headers(Scope())] == ["AB"]
