"""Finding the facts of kept stories, in the background and again when the rules change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import indexing
from newsreader.article.indexing import index_pending, proper_name, story_facts
from newsreader.article.quotes.lexicon import load
from newsreader.article.sentences import sentence
from newsreader.library.facts import Reading
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Entry
from newsreader.paths import Paths

BODY = (
    "<p>The road is open. “It is done,” said Anita Rao, head of works. It cost $5 million, about 40% more.</p>"
    "<p>“Nobody saw it,” a man said. Rao said the work took two years. The fair is on 3 May 2024.</p>"
)


@pytest.fixture
def library(paths: Paths) -> Iterator[Library]:
    opened = Library.open(paths)
    yield opened
    opened.close()


def keep(library: Library, *titles: str, body: str = BODY) -> list[str]:
    start = datetime(2024, 5, 1, tzinfo=UTC)
    return [
        library.keep(Entry(title=title, body=body, published=start + timedelta(days=number)))
        for number, title in enumerate(titles)
    ]


def test_quotes_and_figures_of_a_story_are_kept(library: Library) -> None:
    (story,) = keep(library, "A road opens")
    assert index_pending(library) == 1
    quotes = library.facts.quotes()
    assert [one.quote.text for one in quotes][:2] == ["It is done,", "Nobody saw it,"]
    first = quotes[0]
    assert first.header.id == story
    assert first.quote.name.startswith("Anita Rao")
    assert [tally.name for tally in library.facts.speakers()] == ["Anita Rao"]
    figures = {one.figure.text: one.figure for one in library.facts.figures()}
    assert figures["$5 million"].low == 5_000_000
    assert figures["$5 million"].sentence == "It cost $5 million, about 40% more."
    assert figures["3 May 2024"].low == datetime(2024, 5, 3, tzinfo=UTC).toordinal()


def test_offsets_are_those_of_the_article(library: Library) -> None:
    from newsreader.article.make import make_article

    keep(library, "A road opens")
    index_pending(library)
    text = make_article(Entry(body=BODY)).text
    assert all(text[one.figure.start : one.figure.end] == one.figure.text for one in library.facts.figures())
    assert next(text[one.quote.start : one.quote.end] for one in library.facts.quotes()) == "“It is done,”"


def test_each_story_is_read_once(library: Library) -> None:
    keep(library, "One", "Two")
    assert index_pending(library) == 2
    assert index_pending(library) == 0
    keep(library, "Three")
    assert index_pending(library) == 1


def test_other_rules_read_everything_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(library, "One", "Two")
    index_pending(library)
    monkeypatch.setattr(indexing, "RULES", "1.1")
    assert index_pending(library) == 2
    assert len(library.facts.quotes(about="done")) == 2


def test_the_rules_version_sorts_before_that_of_stories_that_changed() -> None:
    assert "" < indexing.RULES < "~"


def test_the_newest_stories_come_first_and_no_more_than_asked(library: Library) -> None:
    stories = keep(library, "One", "Two", "Three")
    assert index_pending(library, most=1) == 1
    assert {one.header.id for one in library.facts.quotes()} == {stories[-1]}


def test_progress_is_told_and_a_cancelled_run_keeps_what_it_found(library: Library) -> None:
    keep(library, *(f"Story {number}" for number in range(60)))
    told: list[tuple[int, int]] = []
    rested: list[None] = []
    kept = index_pending(
        library,
        on_progress=lambda done, total: told.append((done, total)),
        cancelled=lambda: len(rested) >= 30,
        rest=lambda: rested.append(None),
    )
    assert kept == 30
    assert told == [(0, 60), (25, 60)]
    assert index_pending(library) == 30


def test_nothing_to_do_tells_nothing(library: Library) -> None:
    told: list[tuple[int, int]] = []
    assert index_pending(library, on_progress=lambda done, total: told.append((done, total))) == 0
    assert told == []


def test_hidden_stories_are_not_read(library: Library) -> None:
    stories = keep(library, "One", "Two")
    library.mark(stories[:1], "hidden", True)
    assert index_pending(library) == 1
    library.mark(stories[:1], "hidden", False)
    assert index_pending(library) == 1


def test_a_story_that_is_gone_has_no_facts() -> None:
    assert story_facts(Reading(1, b"", None, "")).quotes == ()


def test_a_library_that_cannot_be_written_is_left_alone(paths: Paths) -> None:
    library = Library.open(paths)
    keep(library, "One")
    library.close()
    paths.journals.chmod(0o500)
    paths.data.chmod(0o500)
    try:
        library = Library.open(paths)
        if library.is_read_only:  # not so for the superuser
            assert index_pending(library) == 0
        assert len(library.list_headers(Scope())) == 1
        library.close()
    finally:
        paths.data.chmod(0o700)
        paths.journals.chmod(0o700)


@pytest.mark.parametrize(
    ("said", "code", "name"),
    [
        ("Dmitry Peskov, Kremlin spokesperson", "en", "Dmitry Peskov"),
        ("the Kremlin", "en", "Kremlin"),
        ("Ms. Rao", "en", "Rao"),
        ("a man", "en", ""),
        ("the study", "en", ""),
        ("He", "en", ""),
        ("I", "en", ""),
        ("eine Sprecherin", "de", ""),
        ("Angela Merkel", "de", "Angela Merkel"),
        ("सुनीता मंडल", "hi", "सुनीता मंडल"),
        ("", "en", ""),
        ("a", "en", ""),
    ],
)
def test_only_names_are_known_in_other_stories(said: str, code: str, name: str) -> None:
    assert proper_name(said, load(code)) == name


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It rained. It cost $5. It shone.", "$5", "It cost $5."),
        ("Mr. Hill paid $5 on Jan. 3 in Ohio. Then he left.", "$5", "Mr. Hill paid $5 on Jan. 3 in Ohio."),
        ("One.\n\nIt cost $5\n\nThree.", "$5", "It cost $5"),
        ("“It cost $5.” He left.", "$5", "“It cost $5.”"),
        ("彼は来た。本は5冊ある。終わり。", "5", "本は5冊ある。"),
        ("$5", "$5", "$5"),
    ],
)
def test_a_sentence_is_found_around_a_span(text: str, word: str, expected: str) -> None:
    at = text.index(word)
    start, end = sentence(text, at, at + len(word))
    assert text[start:end] == expected


def test_a_long_sentence_is_cut_on_words_around_the_span() -> None:
    text = "word " * 400 + "$5 " + "more " * 400
    at = text.index("$5")
    start, end = sentence(text, at, at + 2)
    assert end - start <= 320
    assert text[start:end].startswith("word ")
    assert text[start:end].endswith(" more")
    assert start <= at < end


@given(st.text(alphabet=" .a\nB“”1", max_size=60), st.data())
def test_a_sentence_always_holds_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = sentence(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)


@given(st.text(max_size=200))
def test_no_body_stops_the_reading(body: str) -> None:
    found = story_facts(Reading(1, b"", Entry(title="x", body=body), "Source"))
    assert found.row == 1
