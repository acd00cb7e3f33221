"""What is asked of quotes and figures, on a real database."""

import sqlite3
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import alike, fact_words
from newsreader.library.facts_store import FigureFact, QuoteFact, StoryFacts
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import STORED, Entry
from newsreader.paths import Paths
from tests.library.making import START, URL, OpenLibrary, entry, outcome

RULES = "1"


def quote(
    text: str, name: str = "Dmitry Peskov, Kremlin spokesperson", kind: str = "speech", at: int = 10
) -> QuoteFact:
    return QuoteFact(at, at + len(text), kind, text, name, name.partition(",")[0])


def figure(  # noqa: PLR0917 - facts of a figure
    text: str,
    value: float | None,
    sentence: str,
    kind: str = "money",
    unit: str = "USD",
    of: str = "",
    at: int = 10,
    high: float | None = None,
) -> FigureFact:
    return FigureFact(
        at, at + len(text), kind, text, value, value if high is None else high, unit, "", of, sentence
    )


def know(library: Library, number: int, *facts: QuoteFact | FigureFact, rules: str = RULES) -> str:
    """Store the facts of the story that ``entry(number)`` made; its id."""
    header = next(one for one in library.list_headers(Scope()) if one.title == f"Story number{number}")
    digests = dict(library.facts.pending("another"))
    quotes = tuple(fact for fact in facts if isinstance(fact, QuoteFact))
    figures = tuple(fact for fact in facts if isinstance(fact, FigureFact))
    library.facts.store(rules, [StoryFacts(header.row, digests[header.row], quotes, figures)])
    return header.id


@pytest.fixture
def filled(library: Library) -> Library:
    """Three stories an hour apart: 0 and 1 on gas, 2 on football."""
    library.subscribe(URL)
    library.record(outcome(*(entry(number) for number in range(3))))
    know(
        library,
        0,
        quote("We will keep the gas flowing to our partners"),
        quote("the talks had gone well", kind="indirect", at=90),
        figure("$63 billion", 63e9, "Repairs of the gas pipeline cost $63 billion."),
    )
    know(
        library,
        1,
        quote("We will keep gas flowing to our partners", "Peskov"),
        quote("No comment", "", at=70),
        figure("$60 billion", 60e9, "Repairing the pipeline for gas will cost $60 billion."),
        figure("12", 12, "At least 12 people were killed in Kursk.", "count", "", "people", at=200),
    )
    know(
        library,
        2,
        quote("We will win the league", "Anna Berg, captain"),
        figure("€4m to €5m", 4e6, "The striker cost the club €4m to €5m.", unit="EUR", high=5e6),
        figure("15 January", 739_631.0, "The match is on 15 January.", "date", "", at=90),
    )
    return library


def said(library: Library, **asked: object) -> list[str]:
    return [one.quote.text for one in library.facts.quotes(**asked)]  # type: ignore[arg-type]


def counted(library: Library, **asked: object) -> list[str]:
    return [one.figure.text for one in library.facts.figures(**asked)]  # type: ignore[arg-type]


def test_quotes_come_newest_first_and_in_the_order_of_the_text(filled: Library) -> None:
    assert said(filled) == [
        "We will win the league",
        "We will keep gas flowing to our partners",
        "No comment",
        "We will keep the gas flowing to our partners",
        "the talks had gone well",
    ]
    assert said(filled, limit=1) == ["We will win the league"]


def test_a_part_of_a_name_or_of_a_description_finds_a_speaker(filled: Library) -> None:
    assert len(said(filled, by="pesk")) == 3
    assert said(filled, by="kremlin peskov") == [
        "We will keep the gas flowing to our partners",
        "the talks had gone well",
    ]
    assert said(filled, by="gas") == []


def test_about_looks_in_quote_name_and_headline(filled: Library) -> None:
    assert said(filled, about="gas") == [
        "We will keep gas flowing to our partners",
        "We will keep the gas flowing to our partners",
    ]
    assert said(filled, about='"keep gas"') == ["We will keep gas flowing to our partners"]
    assert len(said(filled, about="number2")) == 1
    assert said(filled, about="league", by="peskov") == []


@pytest.mark.parametrize("words", ["…", '"', "AND", "* (", "name:", "\ue000kmoney", "𝒳" * 50])
def test_odd_words_find_nothing_and_never_fail(filled: Library, words: str) -> None:
    assert said(filled, about=words) == []
    assert said(filled, by=words) == []
    assert counted(filled, about=words) == []
    assert filled.facts.speakers(words) == []


@given(st.text(max_size=30))
def test_no_words_fail(words: str) -> None:
    assert all(term.startswith('"') for term in fact_words.words(words))
    assert fact_words.folded(fact_words.folded(words)) == fact_words.folded(words)


def test_since_leaves_out_older_stories_to_the_second(filled: Library) -> None:
    assert said(filled, since=START + timedelta(hours=2)) == ["We will win the league"]
    assert said(filled, since=START + timedelta(hours=2, seconds=1)) == []
    assert len(said(filled, since=START + timedelta(hours=1))) == 3
    assert counted(filled, about="pipeline", since=START + timedelta(hours=1)) == ["$60 billion"]
    assert counted(filled, kind="money", since=START + timedelta(hours=1)) == ["€4m to €5m", "$60 billion"]


def test_speakers_stand_by_how_much_they_say(filled: Library) -> None:
    know(filled, 2, quote("a", "Anna Berg"), quote("b", "anna bérg"), rules="2")
    tallies = filled.facts.speakers()
    assert [(one.name, one.said, one.told) for one in tallies] == [
        ("Anna Berg", 2, 0),
        ("Dmitry Peskov", 1, 1),
        ("Peskov", 1, 0),
    ]
    assert said(filled, speaker=tallies[0].folded) == ["a", "b"]
    assert said(filled, speaker="") == ["No comment"]
    assert said(filled, speaker="nobody such") == []


def test_words_find_speakers_by_what_they_said(filled: Library) -> None:
    assert [one.name for one in filled.facts.speakers("gas")] == ["Dmitry Peskov", "Peskov"]
    assert [one.name for one in filled.facts.speakers("berg")] == ["Anna Berg"]
    assert [one.name for one in filled.facts.speakers("comment")] == [""]


def test_figures_are_found_by_kind_amount_unit_and_words(filled: Library) -> None:
    assert counted(filled) == ["€4m to €5m", "15 January", "$60 billion", "12", "$63 billion"]
    assert counted(filled, kind="money", least=61e9) == ["$63 billion"]
    assert counted(filled, least=10) == ["€4m to €5m", "$60 billion", "12", "$63 billion"]
    assert counted(filled, least=4.5e6, unit="eur") == ["€4m to €5m"]
    assert counted(filled, least=5.1e6, unit="EUR") == []
    assert counted(filled, unit="usd", about="repair pipeline") == ["$60 billion", "$63 billion"]
    assert counted(filled, kind="date") == ["15 January"]
    assert counted(filled, kind="count", about="kursk") == ["12"]
    assert counted(filled, about="number1 people", limit=1) == ["12"]


def test_amounts_below_one_are_found(filled: Library) -> None:
    know(filled, 2, figure("0.5%", 0.5, "It rose 0.5%.", "percent", "%"), rules="2")
    assert counted(filled, kind="percent", least=0.4) == ["0.5%"]
    assert counted(filled, kind="percent", least=0.6) == []


def test_hidden_stories_and_those_of_dropped_feeds_do_not_count(filled: Library) -> None:
    kept, hidden = (one.id for one in filled.list_headers(Scope())[:2])
    filled.mark([hidden], "hidden", True)
    assert "Peskov" not in [one.name for one in filled.facts.speakers()]
    assert counted(filled, about="kursk") == []
    filled.mark([kept], "bookmarked", True)
    filled.unsubscribe(URL)
    assert said(filled) == ["We will win the league"]
    assert [one.name for one in filled.facts.speakers()] == ["Anna Berg"]
    assert [one.name for one in filled.facts.speakers("gas")] == []
    filled.subscribe(URL)
    filled.mark([hidden], "hidden", False)
    assert len(said(filled)) == 5
    assert {one.name: one.said for one in filled.facts.speakers()} == {
        "Anna Berg": 1,
        "Dmitry Peskov": 1,
        "Peskov": 1,
    }


def test_facts_of_newer_rules_take_the_place_of_older_ones(filled: Library) -> None:
    assert filled.facts.pending(RULES) == []
    assert len(filled.facts.pending("0")) == len(filled.facts.pending("2")) == 3
    know(filled, 2, quote("We shall win", "Anna Berg"), rules="2")
    assert len(filled.facts.pending("2")) == 2
    assert said(filled, about="league") == []
    assert said(filled, about="shall") == ["We shall win"]
    assert counted(filled, about="striker") == []
    assert [one.said for one in filled.facts.speakers("berg")] == [1]


def test_a_story_that_changed_is_to_be_read_again(filled: Library) -> None:
    filled.record(outcome(entry(1, body="<p>Corrected.</p>")))
    assert len(filled.facts.pending(RULES)) == 1
    assert said(filled, by="peskov", limit=1) == ["We will keep gas flowing to our partners"]
    know(filled, 1)
    assert filled.facts.pending(RULES) == []
    assert said(filled, about="partners") == ["We will keep the gas flowing to our partners"]


def test_what_was_read_before_a_story_changed_is_not_kept(filled: Library) -> None:
    waiting = filled.facts.pending("2")
    filled.record(outcome(entry(2, body="<p>Corrected.</p>")))
    assert filled.facts.store("2", [StoryFacts(row, digest) for row, digest in waiting]) == 2
    assert filled.facts.store("2", [StoryFacts(row, digest) for row, digest in waiting]) == 0


def test_readings_hold_the_story_and_its_source(filled: Library) -> None:
    waiting = filled.facts.pending("2", most=2)
    readings = filled.facts.readings(waiting)
    assert [reading.entry.title for reading in readings if reading.entry] == [
        "Story number2",
        "Story number1",
    ]
    assert readings[0].source == "The Example"
    assert [(reading.row, reading.digest) for reading in readings] == waiting


def test_a_sample_that_goes_takes_its_facts_with_it(library: Library) -> None:
    library.install_samples([Entry(guid="one", title="Story number1", body="x")], "")
    know(library, 1, quote("gone soon"), figure("$5", 5, "It cost $5."))
    assert said(library, about="gone")
    library.install_samples([Entry(guid="two", title="Story number2", body="x")], "")
    know(library, 2, quote("still here"))
    assert said(library) == ["still here"]
    assert said(library, about="gone") == []
    assert [one.said for one in library.facts.speakers()] == [1]


def test_facts_do_not_change_the_token_by_which_lists_are_read_again(filled: Library) -> None:
    token = filled.change_token()
    know(filled, 2, quote("We shall win"), rules="2")
    assert filled.change_token() == token


def test_another_process_finds_the_facts(filled: Library, open_library: OpenLibrary) -> None:
    other = open_library()
    assert said(other) == said(filled)
    know(other, 2, quote("Said elsewhere"), rules="2")
    assert said(filled, limit=1) == ["Said elsewhere"]


def test_stories_of_the_same_hour_do_not_get_in_each_others_way(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(*(entry(number, published=START) for number in range(40))))
    waiting = library.facts.pending(RULES)
    facts = [StoryFacts(row, digest, (quote(f"quote {row}"),)) for row, digest in waiting]
    library.facts.store(RULES, facts)
    assert len(set(said(library, limit=100))) == 40


def test_more_facts_than_a_story_has_room_for_are_left_out(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(1), entry(2)))
    know(library, 1, *(quote(f"quote {number}", at=number) for number in range(2100)))
    know(library, 2, quote("other"))
    assert len(said(library, limit=5000)) == 2049


def test_numbers_beyond_all_bounds_are_kept_as_not_known(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(1)))
    know(
        library,
        1,
        figure("$1e999", float("inf"), "It cost $1e999."),
        figure("$1", 1e300, "It cost $1.", at=50),
    )
    assert counted(library) == ["$1e999", "$1"]
    assert counted(library, least=1e29) == ["$1"]


def test_words_of_scripts_without_spaces_are_found(library: Library) -> None:
    library.subscribe(URL)
    library.record(outcome(entry(1)))
    know(
        library,
        1,
        quote("図書館は町の心臓です", "佐藤花子"),
        figure("2万3千冊", 23e3, "本は2万3千冊ある。", "count", "", "冊"),
    )
    assert said(library, about="図書館") == ["図書館は町の心臓です"]
    assert said(library, by="佐藤") == ["図書館は町の心臓です"]
    assert counted(library, about="本", kind="count") == ["2万3千冊"]
    assert library.facts.same_quote("", quote("図書館は町の心臓です", "佐藤花子"))


def test_the_same_quote_elsewhere_is_found_in_other_words_order_of_speakers_names(filled: Library) -> None:
    here = filled.facts.quotes(by="kremlin", limit=1)[0]
    elsewhere = filled.facts.same_quote(here.header.id, here.quote)
    assert [one.quote.name for one in elsewhere] == ["Peskov"]
    league = filled.facts.quotes(about="league")[0]
    assert filled.facts.same_quote(league.header.id, league.quote) == []


def test_the_same_figure_elsewhere_is_found_where_sources_differ(filled: Library) -> None:
    here = filled.facts.figures(about="number0", kind="money")[0]
    elsewhere = filled.facts.same_figure(here.header.id, here.figure)
    assert [one.figure.text for one in elsewhere] == ["$60 billion"]
    dead = figure("14", 14, "The explosion in Kursk killed 14 people.", "count", "", "people")
    assert [one.figure.text for one in filled.facts.same_figure("", dead)] == ["12"]
    assert filled.facts.same_figure("", figure("$64bn", 64e9, "The club was sold for $64bn.")) == []
    assert (
        filled.facts.same_figure("", figure("$200bn", 200e9, "Repairs of the gas pipeline cost $200bn."))
        == []
    )


def test_an_early_toll_and_a_late_one_are_told_side_by_side(filled: Library) -> None:
    early = figure("5", 5, "At least 5 people were killed in Kursk.", "count", "", "people")
    assert [one.figure.text for one in filled.facts.same_figure("", early)] == ["12"]
    others = figure("5", 5, "At least 5 shops were robbed in Kursk by people.", "count", "", "shops")
    assert filled.facts.same_figure("", others) == []
    vague = figure("5", 5, "The five people of Oslo sang and danced again all night.", "count", "", "people")
    assert filled.facts.same_figure("", vague) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We will keep the gas flowing", "We will keep the gas flowing", True),
        ("We will keep the gas flowing this winter", "we will keep gas flowing, this winter", True),
        ("We will keep the gas flowing", "keep the gas flowing", True),
        ("We will keep the gas flowing", "We will cut the gas tomorrow", False),
        ("No comment", "no comment", True),
        ("No comment", "No comments", False),
        ("", "", False),
    ],
)
def test_near_same_words_are_the_same_quote(one: str, other: str, same: bool) -> None:
    assert alike.same_quote(one, other, "Dmitry Peskov", "Peskov") is same


def test_short_words_of_different_people_are_not_the_same_quote() -> None:
    assert not alike.same_quote("We will win this league", "We will win this league", "Anna Berg", "Tom Hill")
    assert not alike.same_quote("No comment", "No comment", "Anna Berg", "")
    long = "We will keep the gas flowing to all of our partners this winter"
    assert alike.same_quote(long, long, "Dmitry Peskov", "Vladimir Putin")


@given(st.text(max_size=40), st.text(max_size=40))
def test_nearness_of_words_goes_both_ways(one: str, other: str) -> None:
    assert alike.near_same(one, other) == alike.near_same(other, one)
    assert 0 <= alike.near_same(one, other) <= 1


@given(st.floats(0.02, 1e15), st.floats(1.0, 1.19))
def test_near_values_share_a_sign(value: float, ratio: float) -> None:
    here = set(fact_words.size_signs("count", value, value, "", reach=1))
    assert here & set(fact_words.size_signs("count", value * ratio, value * ratio, ""))
    assert alike.near(figure("", value, ""), figure("", value * ratio, ""))
    assert not alike.near(figure("", value, ""), figure("", value * 1.3, ""))


def test_dates_are_the_same_when_they_overlap() -> None:
    day = figure("15 January", 100.0, "", "date", "")
    assert alike.near(day, figure("January", 86.0, "", "date", "", high=116.0))
    assert not alike.near(day, figure("16 January", 101.0, "", "date", ""))


def test_stored_stories_count(library: Library) -> None:
    library.keep(Entry(title="Story number7", body="x"))
    assert know(library, 7, quote("kept")) in [one.header.id for one in library.facts.quotes()]
    assert library.facts.quotes()[0].header.feed == STORED


def test_a_damaged_index_of_facts_is_given_up_and_the_facts_are_found_anew(
    filled: Library, open_library: OpenLibrary, paths: Paths
) -> None:
    filled.close()
    connection = sqlite3.connect(paths.database)
    for table in ("quote_words", "passage_words"):
        connection.execute(f"UPDATE {table}_data SET block = x'00010203' WHERE id > 10")
    connection.commit()
    connection.close()
    library = open_library()
    assert said(library, about="gas") == []
    assert len(library.facts.pending(RULES)) == 3
    know(library, 0, quote("We will keep the gas flowing"))
    assert said(library, about="gas") == ["We will keep the gas flowing"]
    assert len(library.list_headers(Scope())) == 3
    assert [one.said for one in library.facts.speakers()] == [1]


OTHER = "http://127.0.0.1/other"


def twice(library: Library) -> tuple[str, str]:
    """One story in two feeds, with the same facts found in each; their ids, the one in front first."""
    for url in (URL, OTHER):
        library.subscribe(url)
        library.record(outcome(entry(1), url=url))
    digests = library.facts.pending("another")
    said = quote("We will keep the gas flowing to our partners")
    counted = figure("$5 billion", 5e9, "It cost $5 billion")
    library.facts.store(RULES, [StoryFacts(row, digest, (said,), (counted,)) for row, digest in digests])
    first = next(iter(library.list_headers(Scope())))
    return first.id, first.others[0].id


def test_what_a_story_says_in_several_feeds_counts_once(library: Library) -> None:
    front, _ = twice(library)
    assert [said.header.id for said in library.facts.quotes()] == [front]
    assert [said.header.id for said in library.facts.quotes(about="gas")] == [front]
    assert [counted.header.id for counted in library.facts.figures()] == [front]
    assert [counted.header.id for counted in library.facts.figures(about="cost")] == [front]
    assert [(one.name, one.said) for one in library.facts.speakers()] == [("Dmitry Peskov", 1)]
    assert [(one.name, one.said) for one in library.facts.speakers("gas")] == [("Dmitry Peskov", 1)]


def test_it_still_counts_when_the_copy_in_front_goes_and_comes_back(library: Library) -> None:
    front, behind = twice(library)
    library.mark([front], "hidden", True)
    for _ in range(2):
        shown = [said.header.id for said in library.facts.quotes()]
        speakers = [one.said for one in library.facts.speakers()]
        assert len(shown) == len(speakers) == sum(speakers)
        library.unsubscribe(URL)
        assert [one.said for one in library.facts.speakers()] == [1] * len(library.facts.quotes())
        library.subscribe(URL)
    library.unsubscribe(URL)
    library.unsubscribe(OTHER)
    assert not library.facts.speakers()
    assert not library.facts.quotes()
    del behind


def test_a_copy_speaks_for_a_teaser_that_says_nothing(library: Library) -> None:
    for url in (URL, OTHER):
        library.subscribe(url)
        library.record(outcome(entry(1), url=url))
    front = next(iter(library.list_headers(Scope())))
    said = quote("We will keep the gas flowing to our partners")
    library.facts.store(
        RULES,
        [
            StoryFacts(row, digest, () if row == front.row else (said,))
            for row, digest in library.facts.pending("another")
        ],
    )
    assert [said.quote.text for said in library.facts.quotes()] == [said.text]
