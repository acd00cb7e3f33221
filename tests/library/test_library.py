"""The library as the interface and the commands use it."""

import stat
import subprocess
import sys
import threading
from datetime import timedelta
from itertools import pairwise

import pytest

from newsreader.library.library import Library
from newsreader.library.stories import Counts, Scope, Tally
from newsreader.model import SAMPLES, STORED, Entry, NewsreaderError
from newsreader.paths import Paths
from tests.library.making import START, URL, OpenLibrary, entry, fill, outcome, titles


def test_a_new_library_is_empty_and_has_nothing_to_say(library: Library) -> None:
    assert library.notices == ()
    assert library.counts() == Counts()
    assert list(library.stories(Scope()).rows) == []
    assert library.subscriptions() == []
    assert library.undo() is None


def test_files_are_for_the_reader_alone(library: Library, paths: Paths) -> None:
    fill(library)
    library.mark([library.list_headers(Scope())[0].id], "read", True)
    files = [path for path in paths.data.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"library.db", "device"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.journals.stat().st_mode) == 0o700


def test_feeds_that_bring_nothing_new_are_no_reason_to_read_lists_again(library: Library) -> None:
    fill(library)
    unchanged = outcome(feed=None, unchanged=True, checked=START + timedelta(days=31))
    failed = outcome(feed=None, error="The server is on fire", status=500)
    token = library.change_token()
    library.record_all([unchanged])
    assert library.change_token() == token
    assert library.subscriptions()[0].checked == unchanged.checked
    tokens = []
    for one in (failed, failed, unchanged, unchanged):
        library.record(one)
        tokens.append(library.change_token())
    assert tokens == [tokens[0], tokens[0], tokens[2], tokens[2]]
    assert token != tokens[0] != tokens[2]


def test_stories_come_newest_first_with_the_width_of_their_titles(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(1, title="Old"), entry(3, title="日本"), entry(2, title="Middle")))
    stories = library.stories(Scope())
    assert titles(library) == ["日本", "Middle", "Old"]
    assert list(stories.widths) == [4, 6, 3]
    assert list(stories.times) == [int((START + timedelta(hours=hours)).timestamp()) for hours in (3, 2, 1)]


def test_stories_without_a_date_keep_the_order_of_their_document(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(*(entry(number, published=None) for number in range(5))))
    headers = library.list_headers(Scope())
    assert [header.title for header in headers] == [f"Story number{number}" for number in range(5)]
    assert not any(header.dated for header in headers)


def test_a_story_dated_ahead_has_the_time_it_was_first_seen(library: Library) -> None:
    library.subscribe(URL)
    ahead = outcome(entry(1, published=START + timedelta(days=900)))
    library.record(ahead)
    (header,) = library.list_headers(Scope())
    assert header.time == ahead.checked
    assert not header.dated


def test_a_story_without_a_title_is_listed_by_its_first_words(library: Library) -> None:
    library.subscribe(URL)
    library.record(
        outcome(entry(2, title="", body="<p>Just a &amp; <i>short</i> post</p>"), entry(1, title="", body=""))
    )
    assert titles(library) == ["Just a & short post", "http://127.0.0.1/1"]


def test_headers_come_in_the_order_asked_without_those_that_are_gone(library: Library) -> None:
    fill(library)
    rows = library.stories(Scope()).rows
    asked = [rows[2], 99_999, rows[0]]
    assert [header.row for header in library.headers(asked)] == [rows[2], rows[0]]


def test_a_story_comes_back_as_it_was_sent(library: Library) -> None:
    library.subscribe(URL)
    sent = entry(1, categories=("News", "World"), summary="<p>short</p>", language="en", base=URL)
    library.record(outcome(sent))
    story = library.story(library.list_headers(Scope())[0].id)
    assert story is not None
    assert story.entry == sent
    assert (story.header.source, story.header.author) == ("The Example", "Asha Rao")
    assert library.story("0" * 16) is None
    assert library.header("0" * 16) is None


def test_fetching_again_brings_only_what_is_new(library: Library) -> None:
    library.subscribe(URL)
    assert library.record(outcome(entry(1), entry(2))) == 2
    assert library.record(outcome(entry(2), entry(3))) == 1
    assert len(titles(library)) == 3, "what the feed dropped is kept"


def test_an_updated_story_keeps_its_marks_and_its_row(library: Library) -> None:
    (story,) = fill(library, 1)
    library.mark([story], "read", True)
    row = library.list_headers(Scope())[0].row
    assert library.record(outcome(entry(0, title="Corrected", body="entirely other words"))) == 0
    header = library.header(story)
    assert header is not None
    assert (header.title, header.read, header.row) == ("Corrected", True, row)
    assert titles(library, query="entirely") == ["Corrected"]
    assert titles(library, query="Body") == [], "the earlier words are no longer found"


def test_entries_that_wrongly_share_a_guid_stay_apart_for_good(library: Library) -> None:
    library.subscribe(URL)
    first, second = (entry(number, guid="same") for number in (1, 2))
    assert library.record(outcome(first)) == 1
    assert library.record(outcome(second, first)) == 1
    assert library.record(outcome(second)) == 0
    assert library.record(outcome(second, first)) == 0
    assert titles(library) == ["Story number2", "Story number1"]


def test_scopes_and_counts_agree(library: Library) -> None:
    ids = fill(library, 4)
    other = "http://127.0.0.1/other"
    library.subscribe(other)
    library.record(outcome(entry(9), url=other))
    library.keep(Entry(title="Kept", body="text", body_type="text"))
    library.mark(ids[:2], "read", True)
    library.mark(ids[1:3], "bookmarked", True)
    library.mark(ids[3:], "hidden", True)
    counts = library.counts()
    assert counts == Counts(
        all=Tally(5, 3),
        bookmarked=Tally(2, 1),
        stored=Tally(1, 1),
        feeds={URL: Tally(3, 1), other: Tally(1, 1)},
    )
    for scope, total in (
        (Scope(), counts.all.total),
        (Scope("unread"), counts.all.unread),
        (Scope("bookmarked"), counts.bookmarked.total),
        (Scope("stored"), counts.stored.total),
        (Scope("feed", URL), counts.feeds[URL].total),
        (Scope("feed", "http://127.0.0.1/unknown"), 0),
    ):
        assert len(library.stories(scope).rows) == total


def test_only_changed_marks_are_counted_and_journalled(library: Library, paths: Paths) -> None:
    ids = fill(library)
    (journal,) = paths.journals.iterdir()
    before = journal.read_bytes().count(b"\n")
    assert library.mark([ids[0], ids[0], "f" * 16], "read", True) == 1
    assert library.mark(ids, "read", True) == 2
    assert library.mark(ids, "read", True) == 0
    assert library.mark([], "read", True) == 0
    assert journal.read_bytes().count(b"\n") == before + 2


def test_marking_a_scope_read_takes_its_query_into_account(library: Library) -> None:
    fill(library, 5)
    assert library.mark_scope_read(Scope(), "number3") == 1
    assert library.mark_scope_read(Scope("feed", URL)) == 4
    assert library.counts().all == Tally(5, 0)


def test_undo_takes_back_one_deed_after_the_other(library: Library) -> None:
    ids = fill(library, 4)
    library.mark(ids[:1], "read", True)
    library.mark_scope_read(Scope())
    library.mark(ids[:1], "bookmarked", True)
    undone = [library.undo() for _ in range(4)]
    assert [(one.mark, one.value, one.count) for one in undone if one] == [
        ("bookmarked", True, 1),
        ("read", True, 3),
        ("read", True, 1),
    ]
    assert undone[-1] is None
    assert library.counts().all == Tally(4, 4)
    assert library.counts().bookmarked == Tally()


def test_undo_leaves_automatic_marks_alone(library: Library) -> None:
    ids = fill(library)
    library.mark(ids[:1], "bookmarked", True)
    library.mark(ids[1:2], "read", True, automatic=True)
    undone = library.undo()
    assert undone is not None
    assert undone.mark == "bookmarked"
    assert library.undo() is None
    assert library.counts().all.unread == 2


def test_undo_works_after_a_restart(open_library: OpenLibrary) -> None:
    first = open_library()
    ids = fill(first)
    first.mark(ids[:2], "read", True)
    first.mark(ids[2:], "hidden", True)
    first.undo()
    first.close()
    second = open_library()
    undone = second.undo()
    assert undone is not None
    assert (undone.mark, undone.count) == ("read", 2)
    assert second.undo() is None


def test_undo_passes_over_what_has_no_effect_any_more(library: Library) -> None:
    ids = fill(library)
    library.mark(ids[:1], "read", True)
    library.mark(ids[1:2], "bookmarked", True)
    library.mark(ids[1:2], "bookmarked", False, automatic=True)
    undone = library.undo()
    assert undone is not None
    assert undone.mark == "read"


def test_subscribing_twice_is_subscribing_once(library: Library) -> None:
    first = library.subscribe(URL, "Mine")
    assert library.subscribe(URL) == first
    assert (first.key, first.url, first.title) == (URL, URL, "Mine")
    assert library.subscribe(URL, "Renamed").title == "Renamed"
    assert len(library.subscriptions()) == 1


def test_a_subscription_without_an_address_is_refused(library: Library) -> None:
    with pytest.raises(NewsreaderError, match="address"):
        library.subscribe(" \n ")


def test_subscriptions_keep_the_order_in_which_they_were_made(library: Library) -> None:
    urls = [f"http://127.0.0.1/{name}" for name in ("zebra", "ant", "monkey")]
    for url in urls:
        library.subscribe(url)
    library.subscribe(urls[0], "A new title")
    assert [one.key for one in library.subscriptions()] == urls


def test_unsubscribing_keeps_bookmarks_and_hides_the_rest(library: Library) -> None:
    ids = fill(library)
    library.mark(ids[:1], "bookmarked", True)
    library.unsubscribe(URL)
    library.unsubscribe(URL)
    assert library.subscriptions() == []
    assert titles(library) == titles(library, Scope("bookmarked")) == ["Story number2"]
    assert library.counts().all == Tally(1, 1)
    assert library.counts().feeds == {}
    library.subscribe(URL)
    assert len(titles(library)) == 3, "the others come back with the subscription"


def test_a_fetch_that_ends_after_unsubscribing_is_passed_over(library: Library) -> None:
    fill(library)
    library.unsubscribe(URL)
    assert library.record(outcome(entry(8))) == 0
    assert titles(library) == []


def test_a_failed_fetch_leaves_its_error_beside_the_feed(library: Library) -> None:
    fill(library)
    failed = outcome(feed=None, error="the server answered 404 (not found)")
    assert library.record(failed) == 0
    (subscription,) = library.subscriptions()
    assert subscription.error == failed.error
    assert subscription.etag == '"1"'
    assert subscription.title == "The Example"
    library.record(outcome(feed=None, unchanged=True, etag='"2"'))
    (subscription,) = library.subscriptions()
    assert (subscription.error, subscription.etag) == ("", '"2"')
    assert subscription.checked == subscription.succeeded


def test_a_permanent_move_counts_when_seen_twice_in_a_row(library: Library) -> None:
    fill(library)
    new = "http://127.0.0.1/new"
    library.record(outcome(entry(1), moved_to=new))
    library.record(outcome(entry(1)))
    library.record(outcome(entry(1), moved_to=new))
    assert library.subscriptions()[0].url == URL
    library.record(outcome(entry(1), moved_to=new))
    (subscription,) = library.subscriptions()
    assert (subscription.key, subscription.url) == (URL, new)
    assert library.subscribe(new).key == URL, "it is the same feed"


def test_keeping_the_same_content_twice_keeps_one_story(library: Library) -> None:
    kept = Entry(guid="a.txt", title="Title", body="Text", body_type="text")
    story = library.keep(kept)
    assert library.keep(Entry(guid="b.txt", title="Title", body="Text", body_type="text")) == story
    (header,) = library.list_headers(Scope("stored"))
    assert (header.id, header.feed, header.source) == (story, STORED, "Imported")


def test_keeping_a_story_that_was_hidden_shows_it_again(library: Library) -> None:
    kept = Entry(title="Title", body="Text")
    story = library.keep(kept)
    library.mark([story], "hidden", True)
    assert titles(library) == []
    assert library.keep(kept) == story
    assert titles(library) == ["Title"]


def test_samples_are_installed_once_and_stay_hidden(library: Library) -> None:
    samples = [Entry(guid=f"{name}.txt", title=name, body=name, body_type="text") for name in "abc"]
    library.install_samples(samples, "")
    library.install_samples(samples, "")
    headers = library.list_headers(Scope("stored"))
    assert {(header.feed, header.source) for header in headers} == {(SAMPLES, "Sample")}
    library.mark([header.id for header in headers if header.title == "a"], "hidden", True)
    library.install_samples(samples, "")
    assert sorted(titles(library)) == ["b", "c"]


def test_samples_that_are_no_longer_shipped_go_unless_bookmarked(library: Library) -> None:
    samples = [Entry(guid=f"{name}.txt", title=name, body=name, body_type="text") for name in "abc"]
    library.install_samples(samples, "")
    by_title = {header.title: header.id for header in library.list_headers(Scope())}
    library.mark([by_title["b"]], "bookmarked", True)
    library.install_samples(samples[:1], "")
    assert sorted(titles(library)) == ["a", "b"]
    assert titles(library, query="c") == []


def test_a_prefix_stands_for_one_story(library: Library) -> None:
    ids = fill(library)
    assert library.resolve(ids[0][:8]) == ids[0]
    assert library.resolve(f" {ids[0].upper()} ") == ids[0]
    for odd in ("", "abc", "not hex at all", "%", "zzzzzz", "\x00" * 8):
        with pytest.raises(NewsreaderError, match="digits"):
            library.resolve(odd)
    unknown = next(prefix for prefix in ("0000", "1111", "2222", "3333") if not ids[0].startswith(prefix))
    with pytest.raises(NewsreaderError, match="No story"):
        library.resolve(unknown)


def test_a_prefix_of_several_stories_is_refused(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(*(entry(number) for number in range(2000))))
    ids = sorted(header.id for header in library.list_headers(Scope()))
    shared = next(one[:4] for one, two in pairwise(ids) if one[:4] == two[:4])
    with pytest.raises(NewsreaderError, match="Several"):
        library.resolve(shared)


def test_the_change_token_differs_after_every_change(library: Library, open_library: OpenLibrary) -> None:
    other = open_library()
    tokens = [library.change_token()]
    assert library.change_token() == tokens[0]
    ids = fill(library)
    tokens.append(library.change_token())
    library.mark(ids, "read", True)
    tokens.append(library.change_token())
    other.mark(ids, "read", False)
    tokens.append(library.change_token())
    other.record(outcome(entry(7)))
    tokens.append(library.change_token())
    assert len(set(tokens)) == len(tokens)


def test_two_open_libraries_see_what_the_other_does(library: Library, open_library: OpenLibrary) -> None:
    other = open_library()
    ids = fill(library)
    assert len(titles(other)) == 3
    other.mark(ids[:1], "bookmarked", True)
    assert titles(library, Scope("bookmarked")) == ["Story number2"]
    assert not library.catch_up(), "the other has brought it into the database that both read"


def test_threads_may_share_a_library(library: Library) -> None:
    ids = fill(library, 40)
    failures: list[BaseException] = []

    def work(mine: list[str]) -> None:
        try:
            for story in mine:
                library.mark([story], "read", True)
                assert len(library.stories(Scope(), "story").rows) == 40
                library.counts()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(ids[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert library.counts().all == Tally(40, 0)


def test_importing_the_library_loads_nothing_slow() -> None:
    code = (
        "import sys, newsreader.library.library, newsreader.library.update;"
        "slow = {'aiohttp', 'feedparser', 'lxml', 'textual', 'rich', 'asyncio', 'brotli'};"
        "print(sorted(slow & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
