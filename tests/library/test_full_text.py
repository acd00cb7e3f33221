"""Stories read whole, against a real server on the loopback."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from newsreader.library.feed_settings import FeedSettings
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.library.update import update
from newsreader.library.whole import NO_MORE, asked, complete_all
from newsreader.paths import Paths
from newsreader.sources.limits import Limits
from tests.library.making import OpenLibrary
from tests.loopback import RSS, Loopback

SUMMARY = "The council met at dawn."
SENTENCES = " ".join(
    f"The wall of part {number} was raised by two metres, the engineer wrote." for number in range(40)
)
PAGE = (
    "<html><head><title>Harbour wall</title></head><body><nav>Home</nav><article><h1>Harbour wall</h1>"
    f"<p>{SUMMARY}</p><p>{SENTENCES}</p><p>Zanzibar was not mentioned.</p></article></body></html>"
)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as loopback:
        yield loopback


def feed(server: Loopback, text: str = SUMMARY, link: str = "/wall") -> bytes:
    item = (
        f"<item><guid>wall</guid><title>Harbour wall</title><link>{server.url(link)}</link>"
        f"<description>{text}</description></item>"
    )
    return RSS.format(title="The Example", items=item).encode()


def follow(library: Library, server: Loopback, settings: FeedSettings | None = None) -> str:
    server.serve("/feed", feed(server))
    library.subscribe(server.url("/feed"))
    if settings:
        library.settle(server.url("/feed"), settings)
    refresh(library)
    (header,) = library.list_headers(Scope())
    return header.id


def refresh(library: Library) -> None:
    update(library, library.subscriptions(), on_progress=lambda _: None, cancelled=lambda: False)


def complete(library: Library) -> list[str]:
    done = complete_all(library, library.incomplete(), limits=Limits(), cancelled=lambda: False)
    return [one.problem for one in done]


def body(library: Library, story: str) -> str:
    found = library.story(story)
    assert found is not None
    return found.as_read.body


def test_a_bookmarked_story_is_read_whole_and_found_by_words_of_its_page(
    library: Library, server: Loopback
) -> None:
    server.serve("/wall", PAGE.encode(), "text/html")
    story = follow(library, server)
    assert library.incomplete() == []
    library.mark([story], "bookmarked", True)
    assert complete(library) == [""]
    assert "Zanzibar" in body(library, story)
    assert "Home" not in body(library, story)
    assert len(library.stories(Scope(), "zanzibar").rows) == 1
    assert library.incomplete() == []


def test_stories_of_a_feed_that_is_always_read_whole_need_no_bookmark(
    library: Library, server: Loopback
) -> None:
    server.serve("/wall", PAGE.encode(), "text/html")
    story = follow(library, server, FeedSettings(full_text=True))
    assert [one.id for one in library.incomplete()] == [story]
    assert complete(library) == [""]
    assert "Zanzibar" in body(library, story)


def test_a_refresh_keeps_the_full_text_and_a_changed_story_is_read_again(
    library: Library, server: Loopback
) -> None:
    server.serve("/wall", PAGE.encode(), "text/html")
    story = follow(library, server, FeedSettings(full_text=True))
    complete(library)
    server.serve("/feed", feed(server, "The council met at noon."))
    refresh(library)
    assert "Zanzibar" in body(library, story)
    server.serve("/wall", PAGE.replace("Zanzibar", "Timbuktu").encode(), "text/html")
    assert [one.id for one in library.incomplete()] == [story]
    complete(library)
    assert "Timbuktu" in body(library, story)
    assert len(library.stories(Scope(), "zanzibar").rows) == 0
    assert len(library.stories(Scope(), "timbuktu noon").rows) == 1


def test_what_the_feed_sent_can_be_seen_again(library: Library, server: Loopback) -> None:
    server.serve("/wall", PAGE.encode(), "text/html")
    story = follow(library, server, FeedSettings(full_text=True))
    complete(library)
    library.put_full_text_away(story, True)
    assert body(library, story) == SUMMARY
    library.put_full_text_away(story, False)
    assert "Zanzibar" in body(library, story)


def test_a_page_that_says_no_more_than_the_feed_changes_nothing(library: Library, server: Loopback) -> None:
    server.serve("/wall", f"<article><p>{SUMMARY}</p></article>".encode(), "text/html")
    story = follow(library, server, FeedSettings(full_text=True))
    assert complete(library) == [NO_MORE]
    assert body(library, story) == SUMMARY
    assert library.incomplete() == []


def test_a_page_that_cannot_be_had_is_remembered_and_not_asked_for_at_once_again(
    library: Library, server: Loopback
) -> None:
    story = follow(library, server, FeedSettings(full_text=True))
    (problem,) = complete(library)
    assert "404" in problem
    found = library.story(story)
    assert found is not None
    assert found.full is not None
    assert "404" in found.full.problem
    assert library.incomplete() == []
    server.serve("/wall", PAGE.encode(), "text/html")
    wanted = asked(library, story)  # but the reader may ask at any time
    assert wanted is not None
    complete_all(library, [wanted], limits=Limits(), cancelled=lambda: False)
    assert "Zanzibar" in body(library, story)


def test_the_full_text_of_a_bookmark_outlives_the_database_and_reaches_other_devices(
    open_library: OpenLibrary, paths: Paths, server: Loopback
) -> None:
    server.serve("/wall", PAGE.encode(), "text/html")
    library = open_library()
    story = follow(library, server)
    library.mark([story], "bookmarked", True)
    complete(library)
    library.close()
    for path in paths.data.glob("library.db*"):
        path.unlink()
    again = open_library()
    assert "Zanzibar" in body(again, story)
    assert len(again.stories(Scope(), "zanzibar").rows) == 1


def test_what_was_said_and_counted_is_found_in_the_full_text(library: Library, server: Loopback) -> None:
    from newsreader.article.indexing import index_pending

    page = PAGE.replace("Zanzibar was not mentioned.", "“It will cost $4.2 million,” said Mayor Ada Finch.")
    server.serve("/wall", page.encode(), "text/html")
    follow(library, server, FeedSettings(full_text=True))
    index_pending(library)
    assert not library.facts.quotes(by="Finch")
    complete(library)
    index_pending(library)
    assert [said.quote.text for said in library.facts.quotes(by="Finch")] == ["It will cost $4.2 million,"]


def test_a_public_feed_does_not_lead_to_a_private_page(library: Library, server: Loopback) -> None:
    story = follow(library, server, FeedSettings(full_text=True))
    wanted = asked(library, story)
    assert wanted is not None
    public = replace(wanted, feed_url="https://news.example/feed")
    (done,) = complete_all(library, [public], limits=Limits(), cancelled=lambda: False)
    assert done.problem
    assert "/wall" not in server.targets()
