"""What rows tell of stories besides words."""

import sqlite3
from dataclasses import replace

from newsreader.library.library import Library
from newsreader.library.signs import NOTHING, TABLES, Sign
from newsreader.library.stories import Scope
from newsreader.model import Enclosure
from newsreader.paths import Paths
from tests.library.making import URL, OpenLibrary, entry, outcome

SOUND = Enclosure("http://127.0.0.1/1.mp3", "audio/mpeg")
FILM = Enclosure("http://127.0.0.1/1.mp4")
TALK = "http://127.0.0.1/1/comments"


def signs(library: Library) -> list[Sign]:
    return [header.sign for header in library.list_headers(Scope())]


def test_a_story_says_that_it_can_be_heard_seen_and_discussed(library: Library) -> None:
    library.subscribe(URL)
    library.record(
        outcome(
            entry(3, enclosures=(FILM, SOUND), comments=TALK, comment_count=12),
            entry(2, enclosures=(FILM,)),
            entry(1, enclosures=(Enclosure("http://127.0.0.1/1.jpg", "image/jpeg"),)),
        )
    )
    assert signs(library) == [Sign("audio", TALK, 12), Sign("video"), NOTHING]


def test_a_new_count_is_shown_and_makes_no_new_version(library: Library) -> None:
    library.subscribe(URL)
    for count in (None, 3, 4):
        library.record(outcome(entry(1, comments=TALK, comment_count=count)))
        assert signs(library) == [Sign("", TALK, count)]
    assert library.list_headers(Scope())[0].updates == 0


def test_what_is_taken_away_is_not_told_any_more(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(1, enclosures=(SOUND,))))
    library.record(outcome(entry(1, body="<p>Without the sound.</p>")))
    assert signs(library) == [NOTHING]


def test_a_bookmark_s_copy_takes_no_count_away(open_library: OpenLibrary, paths: Paths) -> None:
    library = open_library()
    library.subscribe(URL)
    library.record(outcome(entry(1, comments=TALK, comment_count=5)))
    library.mark([library.list_headers(Scope())[0].id], "bookmarked", True)
    assert signs(library) == [Sign("", TALK, 5)]
    library.close()
    (paths.data / "library.db").unlink()
    assert signs(open_library()) == [Sign("", TALK, None)]


def test_an_older_library_learns_them(open_library: OpenLibrary, paths: Paths) -> None:
    library = open_library()
    library.subscribe(URL)
    library.record(
        outcome(entry(2, enclosures=(replace(FILM, media_type="video/mp4"), SOUND)), entry(1, comments=TALK))
    )
    library.close()
    connection = sqlite3.connect(paths.data / "library.db")
    connection.execute("DELETE FROM sign")
    for statement in TABLES[1:]:
        connection.execute(statement)
    connection.commit()
    connection.close()
    assert signs(open_library()) == [Sign("audio"), Sign("", TALK)]
