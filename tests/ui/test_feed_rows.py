"""The feed panel's rows: folders, hidden feeds, tags, searches, and what moves past what."""

from newsreader.library.saved_search import SavedSearch
from newsreader.library.stories import Counts, Scope, Subscription, Tally
from newsreader.sources.fetch_errors import status_error
from newsreader.ui.lists.feed_rows import (
    HIDDEN,
    Row,
    Shelf,
    folder_fold,
    in_short,
    moving,
    panel_rows,
    scope_title,
)


def _feed(key: str, *folders: tuple[str, ...], **facts: object) -> Subscription:
    return Subscription(key, f"http://127.0.0.1/{key}", f"Feed {key}", folders=folders, **facts)  # type: ignore[arg-type]


FEEDS = (
    _feed("a", ("News", "World")),
    _feed("b"),
    _feed("c", ("News",), ("Work",), tags=("blue",)),
    _feed("d", hidden=True),
)
COUNTS = Counts(feeds={"a": Tally(5, 2), "b": Tally(1, 1), "c": Tally(9, 3), "d": Tally(4, 4)})
SHELF = Shelf(FEEDS, COUNTS, {"kept": 7}, (SavedSearch("Mine", "query:Mine:age < 1"),))


def _drawn(rows: list[Row]) -> list[str]:
    start = next(n for n, row in enumerate(rows) if row.title == "Feeds")
    return [f"{'  ' * row.depth}{row.title} {row.number}".rstrip() for row in rows[start + 1 :]]


def test_feeds_stand_in_their_folders_with_counts_summed() -> None:
    assert _drawn(panel_rows(SHELF)) == [
        "News 5",
        "  World 2",
        "    Feed a 2",
        "  Feed c 3",
        "Feed b 1",
        "Work 3",
        "  Feed c 3",
        "Hidden 1",
        "",
        "Searches",
        "Mine",
        "",
        "Tags",
        "blue 3",
        "kept 7",
    ]


def test_folds_close_and_hidden_feeds_open() -> None:
    rows = panel_rows(SHELF, {folder_fold(("News",)), HIDDEN})
    assert _drawn(rows)[:5] == ["News 5", "Feed b 1", "Work 3", "  Feed c 3", "Hidden 1"]
    assert _drawn(rows)[5] == "  Feed d 4"


def test_a_closed_folder_says_that_feeds_in_it_failed() -> None:
    shelf = Shelf((_feed("a", ("News",), error="gone"),))
    assert not next(row for row in panel_rows(shelf) if row.fold).error
    closed = next(row for row in panel_rows(shelf, {folder_fold(("News",))}) if row.fold)
    assert closed.error == "1 of its feeds failed"


def test_an_address_that_stands_for_a_title_begins_with_its_host() -> None:
    url = "https://www.example.org/feed.xml"
    rows = panel_rows(Shelf((Subscription("a", url, url), _feed("b"))))
    assert _drawn(rows) == ["example.org/feed.xml", "Feed b"]


def test_what_an_error_means_comes_before_its_number() -> None:
    url = "http://127.0.0.1:80/a"
    missing = status_error("127.0.0.1:80", 404, "")
    assert in_short(str(missing), url) == "not found: check the address (404)"
    assert in_short("127.0.0.1:80: too slow", url) == "too slow"


def test_names_with_strokes_are_no_other_folders() -> None:
    feeds = (_feed("a", ("A/B",)), _feed("b", ("A", "B")))
    assert _drawn(panel_rows(Shelf(feeds))) == ["A/B", "  Feed a", "A", "  B", "    Feed b"]
    assert folder_fold(("A/B",)) != folder_fold(("A", "B"))


def test_a_row_moves_among_its_neighbours_alone() -> None:
    rows = panel_rows(SHELF)
    at = {(row.title, row.depth): n for n, row in enumerate(rows)}
    assert moving(rows, at["News", 0], 1) == (("a", "c"), "b", True)
    assert moving(rows, at["Feed b", 0], -1) == (("b",), "a", False)
    assert moving(rows, at["Feed c", 1], -1) is None  # the only one of Work comes last in the table
    assert moving(rows, at["World", 1], 1) == (("a",), "c", True)
    assert moving(rows, at["News", 0], -1) is None
    assert moving(rows, 0, 1) is None


def test_every_scope_has_a_name() -> None:
    assert scope_title(Scope("folder", folder=("News", "World")), SHELF) == "News / World"
    assert scope_title(Scope("tag", name="blue"), SHELF) == "Tag: blue"
    assert scope_title(Scope("search", name="query:Mine:age < 1"), SHELF) == "Mine"
    assert scope_title(Scope("feed", "gone"), SHELF) == "A feed that is gone"
