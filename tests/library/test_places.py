"""Where the reader was: kept for every story, quietly."""

from newsreader.library.library import Library
from newsreader.library.places import TOP, Place
from tests.library.making import OpenLibrary, fill

PLACE = Place(-1, 120, "the words from there on", "and before")


def test_a_place_is_kept_for_every_story(library: Library, open_library: OpenLibrary) -> None:
    library.places.keep((f"{number:016x}", Place(-1, number, "words")) for number in range(1, 3_000))
    library.close()
    again = open_library()
    assert again.places.of(f"{1:016x}") == Place(-1, 1, "words")
    assert again.places.of(f"{2_999:016x}").start == 2_999
    assert again.places.of("f" * 16) == TOP


def test_the_top_is_no_place_to_remember(library: Library) -> None:
    story = fill(library)[0]
    library.places.keep([(story, PLACE)])
    assert library.places.of(story) == PLACE
    library.places.keep([(story, TOP)])
    assert library.places.of(story) == TOP


def test_a_place_changes_nothing_that_lists_show(library: Library) -> None:
    story = fill(library)[0]
    before = library.change_token()
    library.places.keep([(story, PLACE)])
    assert library.change_token() == before
