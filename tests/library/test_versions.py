"""Earlier versions of stories: kept when the words change, and for nothing less."""

from datetime import timedelta
from typing import Any

from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Entry
from newsreader.paths import Paths
from tests.library.making import START, URL, OpenLibrary, entry, outcome


def told(body: str, title: str = "Quake in the north", **facts: Any) -> Entry:
    return entry(1, title=title, body=f"<p>{body}</p>", **facts)


def record(library: Library, story: Entry, hours: float = 0) -> None:
    """Fetch the feed, ``hours`` after its first fetch."""
    library.subscribe(URL)
    library.record(outcome(story, checked=START + timedelta(days=30, hours=hours)))


def only(library: Library) -> Any:
    (header,) = library.list_headers(Scope())
    return header


def bodies(library: Library) -> list[str]:
    return [version.entry.body for version in library.versions.of(only(library).id)]


def test_a_changed_story_keeps_how_it_read(library: Library) -> None:
    record(library, told("At least 12 were hurt."))
    record(library, told("At least 15 were hurt."), 1)
    record(library, told("At least 15 were hurt.", "Strong quake in the north"), 2)
    first, second = library.versions.of(only(library).id)
    assert (first.entry.title, first.entry.body) == ("Quake in the north", "<p>At least 12 were hurt.</p>")
    assert second.entry.body == "<p>At least 15 were hurt.</p>"
    start = int((START + timedelta(days=30)).timestamp())
    assert (first.since, first.until, second.since, second.until) == (
        start,
        start + 3600,
        start + 3600,
        start + 7200,
    )
    assert only(library).updates == 2


def test_what_is_no_change_of_words_keeps_nothing(library: Library) -> None:
    record(library, told("At least 12 were hurt."))
    record(
        library,
        told("At  least <b>12</b> were hurt. <span>5 minutes ago</span>", link="https://x.y/?utm_a=1"),
        1,
    )
    assert bodies(library) == []
    assert only(library).updates == 0


def test_a_feed_that_changes_back_and_forth_keeps_each_wording_once(library: Library) -> None:
    for hour in range(9):
        record(library, told(f"At least {12 + hour % 2} were hurt."), hour)
    assert len(bodies(library)) == 2


def test_the_original_and_the_newest_are_kept_of_many(library: Library) -> None:
    for hour in range(40):
        record(library, told(f"At least {hour} were hurt."), hour)
    found = bodies(library)
    assert len(found) == 12
    assert found[0] == "<p>At least 0 were hurt.</p>"
    assert found[1:] == [f"<p>At least {hour} were hurt.</p>" for hour in range(28, 39)]


def test_a_bookmarked_story_never_loses_one(library: Library) -> None:
    record(library, told("At least 0 were hurt."))
    library.mark([only(library).id], "bookmarked", True)
    for hour in range(1, 30):
        record(library, told(f"At least {hour} were hurt."), hour)
    assert len(bodies(library)) == 29


def test_versions_of_a_bookmarked_story_outlive_the_database(paths: Paths, open_library: OpenLibrary) -> None:
    first = open_library()
    for hour in range(2):
        record(first, told(f"At least {hour} were hurt."), hour)
    first.mark([only(first).id], "bookmarked", True)
    for hour in range(2, 5):
        record(first, told(f"At least {hour} were hurt."), hour)
    before = bodies(first)
    assert len(before) == 4
    first.close()
    paths.database.unlink()
    again = open_library()
    assert bodies(again) == before
    story = again.story(only(again).id)
    assert story
    assert story.entry.body == "<p>At least 4 were hurt.</p>"
    assert only(again).updates == 4


def test_a_change_after_reading_is_told_until_it_is_seen(library: Library) -> None:
    record(library, told("At least 12 were hurt."))
    library.mark([only(library).id], "read", True)
    record(library, told("At least 15 were hurt."), 1)
    assert not only(library).changed  # it was read when it had changed already
    library._access.write(
        lambda connection: connection.execute(f"UPDATE mark SET stamp = '{START:%Y-%m-%dT%TZ}'")
    )
    assert only(library).changed
    token = library.change_token()
    library.versions.look(only(library).id)
    assert library.change_token() == token
    assert not only(library).changed


def test_a_story_that_goes_takes_its_versions_along(library: Library) -> None:
    library.install_samples([told("One", guid="a")], "")
    library.install_samples([told("Two", guid="a")], "")
    assert len(bodies(library)) == 1
    story = only(library).id
    library.install_samples([told("Three", guid="b")], "")
    assert library.versions.of(story) == []
