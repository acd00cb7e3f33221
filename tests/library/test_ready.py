"""Entries made ready by another process are stored as this one would store them."""

import pickle
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

from newsreader.library.library import Library
from newsreader.library.ready import ready
from newsreader.library.stories import Scope
from newsreader.paths import Paths
from newsreader.sources.outcome import Outcome
from tests.library.making import START, URL, OpenLibrary, entry, outcome, titles

ODD = (
    entry(1, body="<p>Prices rose in “Kraków”</p>", summary="<b>Short</b>"),
    entry(2, title="", body="<p>No title but words</p>"),
    entry(3, guid="", link="", body="Known by nothing but its words"),
    entry(4, guid="same", title="One"),
    entry(5, guid="same", title="Other"),
    entry(6, body="a lone \ud83d surrogate, and \ufffd one that was replaced"),
    entry(7, published=None, authors=(), link="", title="東京の話"),
    entry(8, body="plain < text", body_type="text", source="Elsewhere"),
)


def made_ready(fetched: Outcome) -> Outcome:
    """As it comes from a worker."""
    assert fetched.feed
    feed, made = pickle.loads(pickle.dumps(ready(fetched.feed)))
    return replace(fetched, feed=feed, ready=made)


def everything(library: Library) -> dict[str, list[Any]]:
    """What the tables hold."""
    with closing(sqlite3.connect(library.paths.data / "library.db")) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("entry", "content", "clue", "twin", "version")
        }


def test_stories_are_stored_and_found_as_if_made_here(open_library: OpenLibrary, paths: Paths) -> None:
    others = Paths.default(paths.data / "others")
    one, other = open_library(), open_library(others)
    rounds = [
        ODD,
        (*(replace(each, body=f"{each.body} and more") for each in ODD[:4]), *ODD[4:]),
    ]
    for number, entries in enumerate(rounds):
        fetched = outcome(*entries, checked=START + timedelta(days=30 + number))
        for library in (one, other):
            library.subscribe(URL)
        new = one.record(fetched), other.record(made_ready(fetched))
        assert new[0] == new[1]
    assert everything(one) == everything(other)
    assert len(everything(one)["version"]) == 4
    for query in ("kraków", "more", "short", "東京", "surrogate", "rao", "nothing but its words"):
        assert titles(one, query=query) == titles(other, query=query) != []


def test_bodies_come_back_whole(library: Library) -> None:
    library.subscribe(URL)
    library.record(made_ready(outcome(*ODD)))
    stories = [library.story(header.id) for header in library.list_headers(Scope())]
    bodies = {story.entry.body for story in stories if story}
    assert bodies == {each.body.replace("\ud83d", "\ufffd") for each in ODD}


def test_a_feed_that_is_made_ready_is_without_its_entries() -> None:
    found = outcome(*ODD).feed
    assert found
    light, made = ready(found)
    assert light == replace(found, entries=())
    assert [one.claim.guid for one in made] == [each.guid for each in ODD]
    assert [one.entry().title for one in made] == [each.title for each in ODD]
